"""What is different between two handbooks, as Dutch sentences for a functional manager."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .diff import Change, ChangeKind, diff
from .model import Handbook
from .naming import Names, became, both_said, thing_at
from .order import mover


@dataclass(frozen=True, slots=True)
class Told:
    """What is different about one thing.

    Parameters
    ----------
    thing
        What it is, such as ``Stap ‘Zoek de mail’``; an order of a whole part is about the handbook.
    sentences
        One for each change, without its full stop, and without the thing where it began with that.
    """

    thing: str
    sentences: tuple[str, ...]


def tell(change: Change, old: Handbook, new: Handbook) -> str:
    """Return one change as a sentence without its full stop.

    Parameters
    ----------
    change
        One of :func:`ehbi.handbook.diff.diff` of the other two.
    old, new
        Where the names are found: a thing is called as it was, what it leads to as it is.

    Examples
    --------
    >>> import ehbi
    >>> old = ehbi.load()
    >>> new = old.model_copy(update={"title": "Hulp"})
    >>> tell(diff(old, new)[0], old, new)
    'Het handboek: de titel was ‘Eerste Hulp Bij Inloggen’ en wordt ‘Hulp’'
    """
    return _Teller(old, new).sentence(change)


def compare(old: Handbook, new: Handbook) -> tuple[Told, ...]:
    """Return everything that is different, told thing by thing in the reading order of the new handbook.

    Examples
    --------
    >>> import ehbi
    >>> old = ehbi.load()
    >>> for told in compare(old, old.model_copy(update={"synonyms": old.synonyms[1:]})):
    ...     print(told.thing, told.sentences)
    Lijst met zoekwoorden voor ‘wachtwoord’ ('Lijst met zoekwoorden voor ‘wachtwoord’ vervalt',)
    """
    found: dict[str, list[str]] = {}
    for thing, _, sentence in _told(old, new):
        found.setdefault(thing, []).append(sentence)
    return tuple(Told(thing, tuple(said)) for thing, said in found.items())


def sentences(old: Handbook, new: Handbook) -> tuple[tuple[Change, str], ...]:
    """Return each change with its sentence, in the same words as :func:`compare`.

    Examples
    --------
    >>> import ehbi
    >>> old = ehbi.load()
    >>> [(change, sentence)] = sentences(old, old.model_copy(update={"title": "Hulp"}))
    >>> sentence
    'De titel was ‘Eerste Hulp Bij Inloggen’ en wordt ‘Hulp’'
    """
    return tuple((change, sentence) for _, change, sentence in _told(old, new))


def _told(old: Handbook, new: Handbook) -> Iterator[tuple[str, Change, str]]:
    teller = _Teller(old, new)
    for change in diff(old, new):
        thing = teller.thing(change)
        yield thing, change, _capital(teller.sentence(change).removeprefix(f"{thing}: "))


class _Teller:
    """Knows what everything is called before and after the changes."""

    def __init__(self, old: Handbook, new: Handbook) -> None:
        self._old, self._new, self._both = Names(old), Names(new), Names(old, new)

    def thing(self, change: Change) -> str:
        return _capital(self._both.thing(thing_at(change.place)[:2]))

    def sentence(self, change: Change) -> str:
        how = {
            ChangeKind.ADDED: self._added,
            ChangeKind.REMOVED: self._removed,
            ChangeKind.MOVED: self._moved,
            ChangeKind.CHANGED: self._changed,
        }
        return _capital(how[change.kind](change))

    def _added(self, change: Change) -> str:
        target = change.after.get("next")
        leads = f" en gaat naar {self._new.title(('steps', target))}" if target else ""
        return f"{self._both.thing(change.place)} is nieuw{leads}"

    def _removed(self, change: Change) -> str:
        return f"{self._both.thing(change.place)} vervalt"

    def _moved(self, change: Change) -> str:
        return f"{self._both.spot(change.place)} verandert{self._mover(change)}"

    def _mover(self, change: Change) -> str:
        name = mover(change.before, change.after)
        if name is None:
            return ""
        title, at = self._both.title((*change.place, name)), change.after.index(name)
        where = f"na {self._both.title((*change.place, change.after[at - 1]))}" if at else "vooraan"
        return f": {title} staat nu {where}"

    def _changed(self, change: Change) -> str:
        thing = self._both.thing(thing_at(change.place))
        values = change.place, change.before, change.after, self._old, self._new
        if change.place[-1] == "next":
            before, after = both_said(*values)
            return f"{thing} gaat nu naar {after} in plaats van {before}"
        return f"{thing}: {became(*values)}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
