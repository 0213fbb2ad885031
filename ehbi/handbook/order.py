"""The order of things when two lists become one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence


def weave(spine: Collection[str], *sides: Iterable[str], kept: Collection[str]) -> Iterator[str]:
    """Yield the names of a list, and after each what followed it elsewhere.

    Parameters
    ----------
    spine
        Names whose order is known.
    sides
        Lists that may have names of their own. Each name stays behind the last one of the spine that
        stands before it there. Where two sides have names at the same spot, the run that comes first in
        the alphabet goes first, so that it does not matter which side is which.
    kept
        Which names of the sides are wanted.

    Examples
    --------
    >>> list(weave("ac", "abxc", "adc", kept="bd"))
    ['a', 'b', 'd', 'c']
    """
    known = set(spine)
    runs = [_runs(side, known, kept) for side in sides]
    for name in (None, *spine):
        yield from (name,) if name is not None else ()
        for run in sorted(side.get(name, []) for side in runs):
            yield from run


def _runs(side: Iterable[str], known: Collection[str], kept: Collection[str]) -> dict[str | None, list[str]]:
    runs: dict[str | None, list[str]] = {}
    last = None
    for name in side:
        if name in known:
            last = name
        elif name in kept:
            runs.setdefault(last, []).append(name)
    return runs


def among(names: Iterable[str], *others: Collection[str]) -> list[str]:
    """Return those names that all the others have too, in their own order."""
    return [name for name in names if all(name in other for other in others)]


def agreed(base: Collection[str], mine: Collection[str], theirs: Collection[str]) -> list[str] | None:
    """Return the order of what both sides have, or None when each put it in another one.

    A side that left the order of the base as it was follows the one that did not.

    Examples
    --------
    >>> agreed("abc", "bac", "abc"), agreed("abc", "bac", "cab")
    (['b', 'a', 'c'], None)
    """
    my_order, their_order = among(mine, theirs), among(theirs, mine)
    if my_order == their_order:
        return my_order
    before = among(base, mine, theirs)
    i_moved, they_moved = among(my_order, base) != before, among(their_order, base) != before
    if i_moved == they_moved:
        return None
    return my_order if i_moved else their_order


def mover(before: Sequence[str], after: Sequence[str]) -> str | None:
    """Return the one name that was moved when an order became another, or None when it was more than one.

    Examples
    --------
    >>> mover("abcd", "dabc"), mover("abcd", "dcba")
    ('d', None)
    """
    first = next(at for at, (old, new) in enumerate(zip(before, after, strict=True)) if old != new)
    for name in (after[first], before[first]):
        if [old for old in before if old != name] == [new for new in after if new != name]:
            return name
    return None
