"""The view of notices: what everybody at the desk should know for a while."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from ...handbook import clock
from ...handbook.clock import MomentError
from ...store import Notice, notices
from ...store.notices import NoNoticeError, NoticeChangedError, NoticeError
from ..panel import Block, Button, Field, Group, Heading, Option, Text, Tone
from .page import Page
from .view import View

NO_END = "Kies tot wanneer de mededeling blijft staan."


@dataclass(frozen=True, slots=True)
class NoticeForm:
    """What is filled in, as it was typed: an empty start is now, an empty situation is all."""

    text: str = ""
    start: str = ""
    end: str = ""
    situation: str = ""

    @classmethod
    def of(cls, notice: Notice) -> NoticeForm:
        """Return a form that says what a notice says."""
        start, end = (clock.when(moment).replace(" ", "T") for moment in (notice.start, notice.end))
        return cls(notice.text, start, end, str(notice.situation or ""))

    def read(self, now: datetime) -> Notice:
        """Return the notice that this makes at a moment; a NoticeError says at which field it makes none."""
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


class Notices(View):
    """The notices that are not over, and a form for one."""

    key, label = "mededelingen", "Mededelingen"

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.form = NoticeForm()
        self.seen: Notice | None = None
        self.problems: dict[str, str] = {}
        self.leaving = 0

    def blocks(self) -> Iterator[Block]:
        """Yield the list and the form."""
        now = clock.now()
        yield Heading("name", self.label)
        found = notices.unended(self.work.store, now)
        if not found:
            yield Text("none", "Er zijn nu geen mededelingen.", Tone.SOFT)
        for one in found:
            yield self._listed(one, now)
        yield Heading("form", "Mededeling wijzigen" if self.seen else "Nieuwe mededeling", 3)
        yield from self._fields()
        yield Group("moves", "Plaatsen", tuple(self._moves()), across=True)

    def fill(self, field: str, value: Any) -> None:
        """Take a field of the form."""
        self.form = replace(self.form, **{field: value})
        self.problems.pop(field, None)
        self.page.refresh()

    def press(self, button: str) -> None:
        """Put a notice up, change one, or take one away."""
        match button.split("/"):
            case ["put"]:
                self._put()
            case ["cancel"]:
                self._clear()
                self.page.refresh()
            case ["change", number]:
                self.seen = self._notice(int(number))
                self.form, self.problems = NoticeForm.of(self.seen), {}
                self.page.refresh("text")
            case ["remove", number]:
                self.leaving = int(number)
                self.page.refresh(f"ways/{number}")
            case ["keep", _]:
                self.leaving = 0
                self.page.refresh()
            case ["remove-it", number]:
                self._remove(int(number))

    def _listed(self, one: Notice, now: datetime) -> Group:
        number = one.number
        about = f"bij situatie {one.situation}" if one.situation else "bij alles"
        starts = f"Vanaf {clock.moment(one.start)}" if one.start > now else "Nu te zien,"
        moves = (
            Button(f"change/{number}", "Wijzig", spoken=f"Wijzig ‘{one.text}’"),
            Button(f"remove/{number}", "Haal weg", Tone.BAD, spoken=f"Haal weg: ‘{one.text}’"),
        )
        blocks = (
            Text(f"text/{number}", one.text),
            *(Text(f"doubt/{number}", words, tone) for tone, words in _warnings(one.text)),
            Text(f"when/{number}", f"{starts} tot {clock.moment(one.end)} · {about}", Tone.SOFT),
            Group(f"moves/{number}", "", moves, across=True),
            *(_confirm_removal(number) if number == self.leaving else ()),
        )
        return Group(f"notice/{number}", f"Mededeling {number}", blocks, framed=True)

    def _fields(self) -> Iterator[Block]:
        def field(name: str, label: str, form: str, **more: Any) -> Field:
            problem = self.problems.get(name)
            problems = ((Tone.BAD, problem),) if problem else ()
            value = getattr(self.form, name)
            doubts = _warnings(value) if name == "text" else ()
            return Field(name, label, value, form, problems=(*problems, *doubts), **more)

        yield field("text", "Wat is er aan de hand?", "text", hint=f"Hoogstens {notices.LONGEST} tekens.")
        moments = (
            field("start", "Vanaf", "moment", hint="Leeg: meteen."),
            field("end", "Tot", "moment", hint="Daarna verdwijnt de mededeling vanzelf."),
        )
        yield Group("moments", "Wanneer de mededeling te zien is", moments, across=True)
        yield field("situation", "Waar te zien", "choice", options=self._situations())

    def _moves(self) -> Iterator[Block]:
        yield Button("put", "Bewaar" if self.seen else "Plaats", Tone.STRONG)
        if self.seen:
            yield Button("cancel", "Toch niet")

    def _situations(self) -> tuple[Option, ...]:
        numbered = ((step.number, step.title) for step in self.work.handbook.situations if step.number)
        return (("", "Bij alles"), *((str(number), f"{number}. {title}") for number, title in numbered))

    def _notice(self, number: int) -> Notice:
        for one in notices.unended(self.work.store, clock.now()):
            if one.number == number:
                return one
        raise NoticeChangedError(number)

    def _remove(self, number: int) -> None:
        self.leaving = 0
        try:
            notices.remove(self.work.store, number)
        except NoNoticeError as error:
            raise NoticeChangedError(number) from error
        self.page.say("De mededeling is weg. Open pagina's halen hem binnen een minuut weg.")

    def _put(self) -> None:
        store = self.work.store
        try:
            notice = self.form.read(clock.now())
        except NoticeError as error:
            self.problems = {error.field: error.reason}
            self.page.open(self.key, error.field)
            return
        kept = notices.change(store, self.seen, notice) if self.seen else notices.keep(store, notice)
        self._clear()
        until = clock.moment(kept.end)
        self.page.say(f"De mededeling staat erop tot {until}. De balie ziet hem binnen een minuut.")

    def _clear(self) -> None:
        self.form, self.seen, self.problems = NoticeForm(), None, {}


def _warnings(text: str) -> tuple[tuple[Tone, str], ...]:
    """Return what to look at in a text; it may be put up all the same, so it is seen but not in the way."""
    doubt = notices.doubt(text)
    return ((Tone.WARNING, doubt),) if doubt else ()


def _confirm_removal(number: int) -> Iterator[Block]:
    """Yield the question whether to take a notice away: no undo brings it back."""
    no, yes = (
        Button(f"keep/{number}", "Nee, laat staan"),
        Button(f"remove-it/{number}", "Ja, haal weg", Tone.BAD),
    )
    yield Group(f"ways/{number}", "Weghalen of niet", (no, yes), across=True)
