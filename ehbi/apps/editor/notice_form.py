"""The form of a notice: what was typed, and the notice that it makes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from ...handbook import clock
from ...handbook.clock import MomentError
from ...store import Notice, notices
from ...store.notices import NoticeError

FIELDS = ("text", "start", "end", "situation")
NO_END = "Kies tot wanneer de mededeling blijft staan."


@dataclass(frozen=True, slots=True)
class Form:
    """What is filled in, as it was typed.

    Parameters
    ----------
    text, start, end, situation
        The fields; an empty start is now, an empty situation is all.

    Examples
    --------
    >>> form = Form("Storing bij de KB", end="2026-11-24T17:00").filled("situation", "4")
    >>> form.read(clock.read("2026-11-24 09:00")).end.isoformat()
    '2026-11-24T17:00:00+01:00'
    """

    text: str = ""
    start: str = ""
    end: str = ""
    situation: str = ""

    @classmethod
    def of(cls, notice: Notice) -> Form:
        """Return a form that says what a notice says."""
        start, end = (
            f"{moment.astimezone(clock.HERE):%Y-%m-%dT%H:%M}" for moment in (notice.start, notice.end)
        )
        return cls(notice.text, start, end, str(notice.situation or ""))

    def filled(self, field: str, value: str) -> Form:
        """Return the form with a field filled in."""
        return replace(self, **{field: value}) if field in FIELDS else self

    def read(self, now: datetime) -> Notice:
        """Return the notice that this makes at a moment.

        Raises
        ------
        NoticeError
            It makes none; the error says at which field.
        """
        if not self.end:
            raise NoticeError(NO_END, "end")
        start = _moment(self.start, "start") if self.start else now
        notice = Notice(self.text.strip(), start, _moment(self.end, "end"), int(self.situation or 0) or None)
        notices.refuse(notice, now)
        return notice


def _moment(typed: str, field: str) -> datetime:
    try:
        return clock.read(typed)
    except MomentError as error:
        raise NoticeError(str(error), field) from error
