"""Texts as a person types them, beside what the draft says: none is lost, and none is formatted anew."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ...handbook import EditError, Handbook
from ...handbook.tree import Place
from ...handbook.values import Value
from .texts import Reading, located, placed, read, text_of, value_at


@dataclass(frozen=True, slots=True)
class Sheet:
    """The text of one thing.

    Parameters
    ----------
    place
        Where the thing is in the draft.
    text
        As it was typed.
    reading
        What it says.
    base
        What the draft said there when the text last agreed with it.
    is_kept
        Whether what it says is in the draft, or was until the draft changed elsewhere.
    """

    place: Place
    text: str
    reading: Reading
    base: Value | None
    is_kept: bool = False

    def is_stale(self, handbook: Handbook) -> bool:
        """Return whether the draft changed elsewhere while this was not in it."""
        return not self.is_kept and value_at(handbook, self.place) != self.base

    def can_go_in(self, handbook: Handbook) -> bool:
        """Return whether the draft can have what it says."""
        return not self.reading.problems and value_at(handbook, self.place) is not None


class Sheets:
    """All texts of one manager's page, by their place."""

    def __init__(self) -> None:
        self._sheets: dict[Place, Sheet] = {}

    def at(self, handbook: Handbook, place: Place) -> Sheet | None:
        """Return the text of a place: as typed when that is still so, else as the draft has it."""
        held, now = self._sheets.get(place), value_at(handbook, place)
        if held and (not held.is_kept or held.reading.value == now):
            return held
        if now is None:
            return None
        text = text_of(now)
        self._sheets[place] = fresh = Sheet(place, text, replace(read(text, place), value=now), now, True)
        return fresh

    def type(self, handbook: Handbook, place: Place, text: str) -> Sheet:
        """Have a text as it is typed now; it is not in the draft yet."""
        held, now = self._sheets.get(place), value_at(handbook, place)
        base = held.base if held and not held.is_kept else now
        self._sheets[place] = sheet = Sheet(place, text, read(text, place), base)
        return sheet

    def put(self, handbook: Handbook, sheet: Sheet) -> tuple[Handbook, Place] | None:
        """Return the handbook with what a text says; None when it refuses that, which the text then tells."""
        if sheet.reading.value is None or sheet.reading.source is None:
            return None
        try:
            return placed(handbook, sheet.place, sheet.reading.value)
        except EditError as error:
            own = [replace(one, path=one.path[2:]) for one in error.problems]
            reading = replace(sheet.reading, problems=located(own, sheet.reading.source))
            self._sheets[sheet.place] = replace(sheet, reading=reading)
            return None

    def keep(self, sheet: Sheet, place: Place) -> None:
        """Know that what a text says is in the draft, at this place."""
        self.drop(sheet.place)
        self._sheets[place] = replace(sheet, place=place, base=sheet.reading.value, is_kept=True)

    def drop(self, place: Place) -> None:
        """Let a text go: what the draft says takes its place."""
        self._sheets.pop(place, None)

    def left(self, place: Place) -> list[Sheet]:
        """Return the texts of other places that are not in the draft."""
        return [one for one in self._sheets.values() if not one.is_kept and one.place != place]
