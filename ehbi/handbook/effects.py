"""What a change does to cases: which ones now go or end elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from .checks.cases import replayed
from .errors import EhbiError
from .model import Example, Handbook
from .routes import Alike, Routes, alike, routes


@dataclass(frozen=True, slots=True)
class EndedElsewhere:
    """An example whose answers lead to another end than before.

    Parameters
    ----------
    example
        Its id.
    before, after
        Id of the outcome in the old and the new handbook; None where its answers do not fit or come to
        no outcome.
    """

    example: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class OutcomesChanged:
    """What became of the paths of one situation: the ways from it to an outcome.

    Parameters
    ----------
    situation
        Its number, or None for a draft's situation without one.
    elsewhere
        Paths of the old handbook whose answers are all still there, and that end at another outcome.
    gone
        Paths of the old handbook of which some answer is no longer there or leads on differently.
    new
        Paths of the new handbook that the old one does not have.
    uncountable
        Whether a case can go round in a circle, in either handbook: then the numbers are 0 and say nothing.
    """

    situation: int | None
    elsewhere: int = 0
    gone: int = 0
    new: int = 0
    uncountable: bool = False


def ended_elsewhere(old: Handbook, new: Handbook) -> tuple[EndedElsewhere, ...]:
    """Return the examples of the old handbook that end elsewhere in the new one.

    Examples
    --------
    >>> import ehbi
    >>> old = ehbi.load()
    >>> ended_elsewhere(old, old)
    ()
    """
    ends = ((example.id, _end(old, example), _end(new, example)) for example in old.examples)
    return tuple(EndedElsewhere(*found) for found in ends if found[1] != found[2])


def _end(handbook: Handbook, example: Example) -> str | None:
    try:
        outcome = replayed(handbook, example).outcome
    except EhbiError:
        return None
    return outcome.id if outcome else None


def outcomes_changed(old: Handbook, new: Handbook) -> tuple[OutcomesChanged, ...]:
    """Return the situations of which some path is no longer what it was, by number.

    Paths are counted, step by step from the outcomes back, and not listed: their number can double with
    every step, and counting takes no longer for it.

    Examples
    --------
    >>> import ehbi
    >>> old = ehbi.load()
    >>> outcomes_changed(old, old)
    ()
    """
    before, after = routes(old), routes(new)
    shared = alike(before, after)
    found = [
        _changed(number, before, after, shared)
        for number in sorted({*before.starts, *after.starts}, key=lambda number: number or 0)
    ]
    return tuple(change for change in found if change != OutcomesChanged(change.situation))


def _changed(number: int | None, before: Routes, after: Routes, shared: dict[str, Alike]) -> OutcomesChanged:
    were, are = (way.starts.get(number, frozenset()) for way in (before, after))
    if were - before.counts.keys() or are - after.counts.keys():
        return OutcomesChanged(number, uncountable=True)
    both = [shared[start] for start in were & are]
    kept, elsewhere = sum(one.kept for one in both), sum(one.elsewhere for one in both)
    gone = sum(before.counts[start] for start in were) - kept - elsewhere
    new = sum(after.counts[start] for start in are) - kept - elsewhere
    return OutcomesChanged(number, elsewhere, gone, new)
