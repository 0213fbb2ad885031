"""How a workshop of so many minutes goes: its parts, with their slides and their minutes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..handbook import EhbiError, Handbook
from ..handbook.step import Example
from .choosing import Known, chosen, question, stories

SHORTEST, LONGEST = 15, 180
"""Minutes of a workshop."""
USUAL = (30, 45, 60)
"""Minutes that can be chosen on the first slide."""
_LONG = 60
"""Minutes from which there is time for the handbook itself, step by step."""
_CASE, _STORY = 3, 2
"""Minutes that a case and a story take."""


class MinutesError(EhbiError):
    """No workshop can be as short or as long."""

    def __init__(self, minutes: int) -> None:
        super().__init__(
            f"Een workshop van {minutes} minuten kan niet. Kies er {SHORTEST} tot {LONGEST}, bijvoorbeeld 45."
        )


def refuse_minutes(minutes: int) -> None:
    """Refuse a length that no workshop has, with a :class:`MinutesError`."""
    if not SHORTEST <= minutes <= LONGEST:
        raise MinutesError(minutes)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a workshop: what it is called, its slides by id, and how many minutes it has.

    The slides of phones are among them; a deck without those goes without.
    """

    name: str
    slides: tuple[str, ...]
    minutes: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A workshop of so many minutes; its parts have all of them, and each at least one."""

    minutes: int
    parts: tuple[Part, ...]
    cases: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class _Wish:
    """A part before its minutes are known, with its weight: minutes of 45."""

    name: str
    weight: Fraction
    slides: tuple[str, ...]


def plan(handbook: Handbook, known: Known, minutes: int) -> Plan:
    """Return the plan of a workshop: the same for the same handbook, and what is known to be hard in it.

    Examples
    --------
    >>> import ehbi
    >>> [(part.name, part.minutes) for part in plan(ehbi.load(), {}, 45).parts][-2:]
    [('Dezelfde vraag, nog eens', 2), ('Terugblik', 5)]
    """
    refuse_minutes(minutes)
    told, cases = _told(handbook, known, minutes), _cases(handbook, known, minutes)
    wishes = [one for one in _wishes(handbook, known, minutes, told, cases) if one.slides]
    shares = _shared([one.weight for one in wishes], minutes)
    parts = (Part(one.name, one.slides, share) for one, share in zip(wishes, shares, strict=True))
    return Plan(minutes, tuple(parts), cases)


def _cases(handbook: Handbook, known: Known, minutes: int) -> tuple[Example, ...]:
    return chosen(handbook, known, max(1, minutes // (3 * _CASE)))


def _told(handbook: Handbook, known: Known, minutes: int) -> tuple[Example, ...]:
    """Return the stories for which there is time, the hardest, in the order of the handbook."""
    own = stories(handbook)
    hardest = sorted(own, key=lambda one: -sum(known.get(given.step, 0.0) for given in one.answers))
    taken = hardest[: max(1, minutes // (5 * _STORY))]
    return tuple(one for one in own if one in taken)


def _wishes(
    handbook: Handbook, known: Known, minutes: int, told: Sequence[Example], cases: Sequence[Example]
) -> Iterator[_Wish]:
    """Yield the parts; those of which there is little to show take little."""
    asked = question(handbook, known)
    id_ = asked.example.id if asked else ""
    of_45 = Fraction(45, minutes)
    yield _Wish("Welkom", Fraction(3), ("begin", "meedoen", "doelen"))
    yield _Wish("Een vraag vooraf", Fraction(2), (f"vooraf-{id_}",) if asked else ())
    yield _Wish("Wat gaat er mis?", Fraction(5), ("brainstorm", "waarom"))
    length = min(Fraction(9), len(told) * 3 * of_45)
    yield _Wish("Verhalen", length, tuple(f"situatie-{one.situation}" for one in told))
    yield _Wish("Wie kan wat", Fraction(4), ("wie-kan-wat", "doorgeven"))
    together = ("stap-voor-stap",) if minutes >= _LONG else ()
    yield _Wish("Stap voor stap, samen", Fraction(4), together)
    length = min(Fraction(15), len(cases) * 4 * of_45)
    yield _Wish("Oefenen", length, tuple(f"oefening-{one.id}" for one in cases))
    yield _Wish("Dezelfde vraag, nog eens", Fraction(2), (f"achteraf-{id_}",) if asked else ())
    yield _Wish("Terugblik", Fraction(5), (*(["uitslag"] if cases else []), "terugblik", "einde"))


def _shared(weights: Sequence[Fraction], minutes: int) -> list[int]:
    """Return the minutes shared out by weight, in whole ones: at least one each, and none is lost.

    Examples
    --------
    >>> _shared([Fraction(3), Fraction(1)], 5)
    [4, 1]
    """
    shares = [1] * len(weights)
    while sum(shares) < minutes:
        # Each next minute goes to whoever has the fewest for its weight.
        shares[max(range(len(shares)), key=lambda at: weights[at] / (2 * shares[at] + 1))] += 1
    return shares
