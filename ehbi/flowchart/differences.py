"""Differences between two handbooks on one picture: what was removed still stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from ..handbook.compare.diff import sentences
from ..handbook.graph import is_start
from ..handbook.model import Handbook
from ..handbook.step import Answer, Step
from ..handbook.tree import among, weave
from .annotations import flagged
from .layout import included, is_connector, lay_out
from .model import Flag, Flowchart, Sign


def both(old: Handbook, new: Handbook) -> Handbook:
    """Return the new handbook with the steps, answers and parties that it no longer has, where they were.

    An answer that is led elsewhere is in its step twice, so this is no handbook for a case.
    """
    before = dict.fromkeys(step.id for step in old.steps)
    order = weave(dict.fromkeys(step.id for step in new.steps), before, kept=before)
    known = {party.id for party in new.parties}
    gone = (party for party in old.parties if party.id not in known)
    steps = tuple(_step(old, new, step) for step in order)
    return new.model_copy(update={"steps": steps, "parties": (*new.parties, *gone)})


def _step(old: Handbook, new: Handbook, step: str) -> Step:
    if step not in old or step not in new:
        return (new if step in new else old).step(step)
    before, after = old.step(step), new.step(step)
    leads = {(answer.id, answer.next) for answer in after.answers}
    gone = (answer for answer in before.answers if (answer.id, answer.next) not in leads)
    return after.model_copy(update={"answers": (*after.answers, *gone)})


Leading = tuple[str, str, str]
"""An arrow by the ids of its step, its answer and where it leads; an answer led elsewhere is two of them."""

Texts = dict[tuple[str, ...], str]
"""What is different about a step, by its id, and about an answer, by both ids."""


@dataclass(frozen=True, slots=True)
class Differences:
    """Two handbooks as one, and what is said of the steps and arrows in it that differ."""

    both: Handbook
    steps: Mapping[str, Flag]
    arrows: Mapping[Leading, Flag]

    def within(self, situation: str) -> bool:
        """Return whether something differs in the picture of a situation; connectors do not count."""
        shown = (step for step in included(self.both, situation) if not is_connector(step, situation))
        return any(
            step.id in self.steps or any(_leading(step, answer) in self.arrows for answer in step.answers)
            for step in shown
        )


@lru_cache(maxsize=4)
def differences(old: Handbook, new: Handbook) -> Differences:
    """Return what is different in the steps and answers of two handbooks."""
    texts = _texts(old, new)
    return Differences(both(old, new), _steps(old, new, texts), _arrows(old, new, texts))


def lay_out_differences(old: Handbook, new: Handbook, situation: str | None = None) -> Flowchart:
    """Return the picture of the new handbook with what was added, removed and changed marked.

    What was removed is still in it. An answer that is led elsewhere is a removed arrow and an added one; an
    answer that only reads differently is a changed arrow.
    """
    found = differences(old, new)
    chart = lay_out(found.both, situation)
    leads = ((arrow, (arrow.step, arrow.answer, arrow.target)) for arrow in chart.arrows)
    arrows = [replace(arrow, flag=found.arrows.get(lead)) for arrow, lead in leads]
    return flagged(chart, found.steps, arrows)


def differ(old: Handbook, new: Handbook) -> bool:
    """Return whether any step or answer differs."""
    found = differences(old, new)
    return bool(found.steps or found.arrows)


def differing(old: Handbook, new: Handbook) -> tuple[Step, ...]:
    """Return the steps where a case starts, or did, whose pictures differ; situations first, by number."""
    found = differences(old, new)
    begins = {step.id: step for one in (old, new) for step in one.steps if is_start(one, step)}
    order = sorted(begins, key=lambda start: begins[start].number or len(begins) + 99)
    return tuple(found.both.step(start) for start in order if found.within(start))


def _leading(step: Step, answer: Answer) -> Leading:
    return (step.id, answer.id, answer.next)


def _steps(old: Handbook, new: Handbook, texts: Texts) -> dict[str, Flag]:
    signs = {step.id: Sign.REMOVED for step in old.steps if step.id not in new}
    for step in new.steps:
        if step.id not in old:
            signs[step.id] = Sign.ADDED
        elif _changed(old.step(step.id), step):
            signs[step.id] = Sign.CHANGED
    return {step: Flag(sign, texts.get((step,), "")) for step, sign in signs.items()}


def _changed(before: Step, after: Step) -> bool:
    """Return whether a step itself differs: in a field, or in the order of the answers it still has."""
    ids = [[answer.id for answer in step.answers] for step in (before, after)]
    if among(ids[0], ids[1]) != among(ids[1], ids[0]):
        return True
    return before.model_copy(update={"answers": after.answers}) != after


def _labels(handbook: Handbook) -> dict[Leading, str]:
    return {_leading(step, answer): answer.label for step in handbook.steps for answer in step.answers}


def _arrows(old: Handbook, new: Handbook, texts: Texts) -> dict[Leading, Flag]:
    before, after = _labels(old), _labels(new)
    signs = {arrow: Sign.ADDED for arrow in after if arrow not in before}
    signs |= {arrow: Sign.REMOVED for arrow in before if arrow not in after}
    signs |= {arrow: Sign.CHANGED for arrow, label in after.items() if before.get(arrow, label) != label}
    return {arrow: Flag(sign, texts.get(arrow[:2], "")) for arrow, sign in signs.items()}


def _texts(old: Handbook, new: Handbook) -> Texts:
    found: dict[tuple[str, ...], list[str]] = {}
    for change, sentence in sentences(old, new):
        match change.place:
            case ("steps", step, "answers", answer, *_):
                found.setdefault((step, answer), []).append(f"{sentence}.")
            case ("steps", step, *_):
                found.setdefault((step,), []).append(f"{sentence}.")
    return {spot: " ".join(said) for spot, said in found.items()}
