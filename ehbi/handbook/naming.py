"""What a functional manager calls the things of a handbook and their fields: in Dutch."""

from __future__ import annotations

from collections import Counter

from .errors import clip, printable
from .fields import FIELDS, THINGS
from .model import Handbook
from .tree import Place, is_list, things, to_tree

OUTSIDE: Place = ("outside",)


def quoted(text: str) -> str:
    """Return a text between Dutch quotes, on one line."""
    return f"‘{printable(' '.join(text.split()))}’"


class Names:
    """What the things in a handbook are called; two that would be called the same get their id too.

    Parameters
    ----------
    handbooks
        One or more; a thing that is in several is called as in the first of them.

    Examples
    --------
    >>> import ehbi
    >>> Names(ehbi.load()).spot(("contacts", "functioneel-beheer", "source"))
    'contact ‘Functioneel beheer’: de feiten uit de bron'
    """

    def __init__(self, *handbooks: Handbook) -> None:
        found: dict[Place, str] = {}
        for handbook in reversed(handbooks):
            found |= _titles(handbook)
        counted = Counter((place[:-1], title) for place, title in found.items())
        self._titles = {
            place: f"{title} ({place[-1]})" if counted[place[:-1], title] > 1 else title
            for place, title in found.items()
        }

    def title(self, place: Place) -> str:
        """Return the title of a thing between quotes; its id when there is no such thing."""
        return self._titles.get(place) or quoted(place[-1])

    def thing(self, place: Place) -> str:
        """Return what a thing is, with its title and whose it is; the handbook itself for no place."""
        if place == OUTSIDE:
            return FIELDS[place[0]]
        if not place:
            return "het handboek"
        return f"{THINGS[place[-2]][0]} {self.title(place)}{self._of(place[:-2])}"

    def _of(self, owner: Place) -> str:
        return f" van {self.thing(owner)}" if owner else ""

    def spot(self, place: Place) -> str:
        """Return words for any place: a thing, a field of one, or the order of a list."""
        if is_list(place):
            return f"de volgorde van {FIELDS[place[-1]]}{self._of(place[:-1])}"
        owner = thing_at(place)
        return self.thing(owner) if owner == place else f"{self.thing(owner)}: {FIELDS[place[-1]]}"


def _titles(handbook: Handbook) -> dict[Place, str]:
    own = {place: thing[THINGS[place[-2]][1]] for place, thing in things(to_tree(handbook))}
    return {place: quoted(clip(title if title.strip() else place[-1])) for place, title in own.items()}


def thing_at(place: Place) -> Place:
    """Return the place of the thing that is at a place or around it; nothing for the handbook itself."""
    return OUTSIDE if place[:1] == OUTSIDE else place[: len(place) // 2 * 2]


def spot(place: Place, *handbooks: Handbook) -> str:
    """Return words for a place, with the names of the first of these handbooks that have it.

    Examples
    --------
    >>> import ehbi
    >>> spot(("steps",), ehbi.load()), spot(("outside", "label"), ehbi.load())
    ('de volgorde van de stappen', 'de keuze voor iets anders: de tekst')
    """
    return Names(*handbooks).spot(place)
