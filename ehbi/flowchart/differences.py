"""What is different between two handbooks, on one picture: what was removed still stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from ..handbook.compare.diff import Change, sentences
from ..handbook.model import Answer, Handbook, Step
from ..handbook.tree import among
from .both import all_starts, both
from .flags import flagged
from .layout import elsewhere, included, lay_out
from .model import Flowchart
from .signs import Flag, Sign

Leading = tuple[str, str, str]
"""An arrow by the ids of its step, its answer and where it leads; an answer led elsewhere is two of them."""

Told = dict[tuple[str, ...], str]
"""What is different about a step, by its id, and about an answer, by both ids."""


@dataclass(frozen=True, slots=True)
class Differences:
    """Two handbooks as one, and what is said of the steps and arrows in it that differ."""

    both: Handbook
    steps: Mapping[str, Flag]
    arrows: Mapping[Leading, Flag]

    def within(self, situation: str) -> bool:
        """Return whether something differs in the picture of a situation; connectors do not count."""
        shown = (step for step in included(self.both, situation) if not elsewhere(step, situation))
        return any(
            step.id in self.steps or any(_leading(step, answer) in self.arrows for answer in step.answers)
            for step in shown
        )


@lru_cache(maxsize=4)
def differences(old: Handbook, new: Handbook) -> Differences:
    """Return what is different in the steps and answers of two handbooks.

    Examples
    --------
    >>> import ehbi
    >>> from ehbi.handbook.edits import change_answer
    >>> old = ehbi.load()
    >>> found = differences(old, change_answer(old, "reset-mail", "ja", next_id="ander-adres"))
    >>> {arrow: flag.sign.value for arrow, flag in found.arrows.items()}
    {('reset-mail', 'ja', 'ander-adres'): 'added', ('reset-mail', 'ja', 'mail-zoeken'): 'removed'}
    """
    told = _told(old, new)
    return Differences(both(old, new), _steps(old, new, told), _arrows(old, new, told))


def lay_out_differences(old: Handbook, new: Handbook, situation: str | None = None) -> Flowchart:
    """Return the picture of the new handbook with what was added, removed and changed marked.

    Parameters
    ----------
    old, new
        What is compared.
    situation
        Id of the step to start from, in one of the two; None for the whole handbook.

    Returns
    -------
    Flowchart
        What was removed is still in it. An answer that is led elsewhere is a removed arrow and an added
        one; an answer that only reads differently is a changed arrow.

    Raises
    ------
    UnknownStepError
        Neither handbook has a step ``situation``.

    Examples
    --------
    >>> import ehbi
    >>> from ehbi.handbook.edits import remove_step
    >>> old = ehbi.load()
    >>> chart = lay_out_differences(old, remove_step(old, "mail-opnieuw", "toegang"), "reset-mail")
    >>> [box.step for box in chart.boxes if box.flag]
    ['mail-opnieuw']
    """
    found = differences(old, new)
    chart = lay_out(found.both, situation)
    arrows = [
        replace(arrow, flag=found.arrows.get((arrow.step, arrow.answer, arrow.target)))
        for arrow in chart.arrows
    ]
    return flagged(chart, found.steps, arrows)


def differ(old: Handbook, new: Handbook) -> bool:
    """Return whether any step or answer differs."""
    found = differences(old, new)
    return bool(found.steps or found.arrows)


def differing(old: Handbook, new: Handbook) -> tuple[Step, ...]:
    """Return the steps where a case starts, or did, whose pictures have something that differs.

    Examples
    --------
    >>> import ehbi
    >>> from ehbi.handbook.edits import change_step
    >>> old = ehbi.load()
    >>> [start.number for start in differing(old, change_step(old, "mail-opnieuw", {"why": "Dat helpt."}))]
    [4]
    """
    found = differences(old, new)
    return tuple(found.both.step(start) for start in all_starts(old, new) if found.within(start))


def _leading(step: Step, answer: Answer) -> Leading:
    return (step.id, answer.id, answer.next)


def _steps(old: Handbook, new: Handbook, told: Told) -> dict[str, Flag]:
    signs = {step.id: Sign.ADDED for step in new.steps if step.id not in old}
    signs |= {step.id: Sign.REMOVED for step in old.steps if step.id not in new}
    in_both = (step.id for step in new.steps if step.id in old)
    signs |= {step: Sign.CHANGED for step in in_both if _changed(old.step(step), new.step(step))}
    return {step: Flag(sign, told.get((step,), "")) for step, sign in signs.items()}


def _changed(before: Step, after: Step) -> bool:
    """Return whether a step itself differs: in a field, or in the order of the answers it still has."""
    ids = [[answer.id for answer in step.answers] for step in (before, after)]
    if among(ids[0], ids[1]) != among(ids[1], ids[0]):
        return True
    return before.model_copy(update={"answers": after.answers}) != after


def _labels(handbook: Handbook) -> dict[Leading, str]:
    return {_leading(step, answer): answer.label for step in handbook.steps for answer in step.answers}


def _arrows(old: Handbook, new: Handbook, told: Told) -> dict[Leading, Flag]:
    before, after = _labels(old), _labels(new)
    signs = {arrow: Sign.ADDED for arrow in after if arrow not in before}
    signs |= {arrow: Sign.REMOVED for arrow in before if arrow not in after}
    signs |= {arrow: Sign.CHANGED for arrow, label in after.items() if before.get(arrow, label) != label}
    return {arrow: Flag(sign, told.get(arrow[:2], "")) for arrow, sign in signs.items()}


def _told(old: Handbook, new: Handbook) -> Told:
    found: dict[tuple[str, ...], list[str]] = {}
    for change, sentence in sentences(old, new):
        found.setdefault(_spot(change), []).append(f"{sentence}.")
    return {spot: " ".join(said) for spot, said in found.items()}


def _spot(change: Change) -> tuple[str, ...]:
    """Return the ids of the step, or of the step and the answer, that a change is about; none for neither."""
    match change.place:
        case ("steps", step, "answers", answer, *_):
            return (step, answer)
        case ("steps", step, *_):
            return (step,)
    return ()
