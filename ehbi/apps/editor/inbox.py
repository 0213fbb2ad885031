"""The view of what the desk says: remarks with their steps, to take up and be done with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from ...handbook import clock
from ...store import remarks, retention
from ...store.remarks import NoteError, RemarkChangedError, State, Wanted
from ...store.retention import MonthsError, Rules
from ..panel import Block, Button, Field, Group, Heading, Option, Text, Tone
from .diff import title_of
from .page import INBOX, Page
from .remarks import STATES, RemarkEdit, StepHistory, confirm_deletion, remark_block
from .view import View

MORE = 20
"""So many remarks are shown at once."""
OLD, NOBODY = 0, -1
"""What stands for all old remarks where a remark is asked about, and for none."""
WAITING, ALL = "", "alle"
WHICH: tuple[Option, ...] = (
    (WAITING, "Nog niet klaar"),
    *((state.value, name) for state, name in STATES.items()),
    (ALL, "Alle"),
)


class Inbox(View):
    """What the desk says about steps, newest first."""

    key, label = INBOX, "Balie"

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.which = WAITING
        self.most = MORE
        self.leaving = NOBODY
        self.months, self.trouble = str(_kept()), ""
        self.typed: dict[int, RemarkEdit] = {}

    @property
    def tab(self) -> str:
        """Say how many remarks wait."""
        waiting = self.page.waiting()
        return f"{self.label} ({waiting})" if waiting else self.label

    def blocks(self) -> Iterator[Block]:
        """Yield the filter and the list."""
        store, history = self.work.store, StepHistory(self.work)
        counts = remarks.counts(store)
        yield Heading("name", "Meldingen van de balie")
        if refused := remarks.refusals(store):
            yield Text("refused", _refused(refused), Tone.WARNING)
        if not any(counts.values()):
            yield Text("none", "De balie heeft nog niets gemeld.", Tone.SOFT)
            return
        yield Text("count", ", ".join(f"{counts[state]} {state}" for state in State), Tone.SOFT, live=True)
        choices = (
            Field("which", "Welke meldingen", self.which, "choice", WHICH),
            Field("step", "Over welke stap", self.page.about, "choice", self._steps(history)),
        )
        yield Group("filter", "Wat je wilt zien", choices, across=True)
        yield from self._list(history)
        yield from self._cleaning()

    def fill(self, field: str, value: Any) -> None:
        """Take a choice of what to see, or what is filled in for a remark."""
        match field.split("/"):
            case ["which"]:
                self.which, self.most = value, MORE
            case ["step"]:
                self.page.about, self.most = value, MORE
            case ["state", number]:
                self._type(int(number), state=State(value))
            case ["note", number]:
                self._type(int(number), note=value)
            case ["months"]:
                self.months, self.trouble, self.leaving = value.strip(), "", NOBODY
        self.page.refresh()

    def press(self, button: str) -> None:
        """Open a step, keep what was filled in, show more, or delete what somebody is sure about."""
        match button.split("/"):
            case ["open", number]:
                self.page.choose(remarks.one(self.work.store, int(number)).step, "name")
            case ["save", number] if int(number) in self.typed:
                self._save(self.typed[int(number)])
            case ["more"]:
                self.most += MORE
                self.page.refresh()
            case ["forget", "0"]:
                self._ask_old()
            case ["forget", number]:
                self.leaving = int(number)
                self.page.refresh(f"ways/{number}")
            case ["keep", _]:
                self.leaving = NOBODY
                self.page.refresh()
            case ["forget-it", "0"] if self.leaving == OLD:
                self._forget_old()
            case ["forget-it", number] if self.leaving == int(number):
                self._forget(int(number))

    def _list(self, history: StepHistory) -> Iterator[Block]:
        wanted = Wanted(self._states(), self.page.about, tuple(self.typed))
        number = remarks.number_of(self.work.store, wanted)
        found = remarks.page(self.work.store, wanted, self.most)
        if not number:
            yield Text("none", "Er zijn geen meldingen die hierbij passen.", Tone.SOFT)
        for one in found:
            typed, leaving = self.typed.get(one.number), one.number == self.leaving
            yield remark_block(one, typed, history, leaving=leaving)
        if number > len(found):
            yield Button("more", f"Toon meer (nog {number - len(found)})")

    def _states(self) -> tuple[State, ...]:
        if self.which == WAITING:
            return tuple(state for state in State if state is not State.DONE)
        return tuple(State) if self.which == ALL else (State(self.which),)

    def _steps(self, history: StepHistory) -> tuple[Option, ...]:
        newest = remarks.last_of_steps(self.work.store)
        titles = {one.step: history.title(one) for one in newest}
        about = self.page.about
        if about and about not in titles:
            titles[about] = title_of(about, self.work.handbook)
        return (("", "Alle stappen"), *sorted(titles.items(), key=lambda option: option[1]))

    def _cleaning(self) -> Iterator[Block]:
        """Yield how to delete what is old: it goes by itself too, some time later."""
        yield Heading("cleaning", "Oude meldingen verwijderen", 3)
        hint = f"Na {_kept()} maanden gebeurt dat vanzelf."
        problems = ((Tone.BAD, self.trouble),) if self.trouble else ()
        yield Field("months", "Ouder dan (maanden)", self.months, "line", hint=hint, problems=problems)
        if self.leaving == OLD:
            yield confirm_deletion(OLD, f"Ja, verwijder alles ouder dan {self.months} maanden")
        else:
            yield Button("forget/0", "Verwijder oude meldingen", Tone.BAD)

    def _forget(self, number: int) -> None:
        self.leaving = NOBODY
        self.typed.pop(number, None)
        retention.forget_remark(self.work.store, number)
        self.page.say("De melding is verwijderd. Ze staat ook niet meer in de database.")

    def _ask_old(self) -> None:
        typed = self.months
        is_number = typed.isascii() and typed.isdigit() and 0 < int(typed[:5]) <= retention.LONGEST
        self.trouble = "" if is_number else f"Vul een getal in van 1 tot {retention.LONGEST}."
        self.leaving = OLD if is_number else NOBODY
        self.page.refresh(f"ways/{OLD}" if is_number else "months")

    def _forget_old(self) -> None:
        self.leaving = NOBODY
        before = retention.moment_before(clock.now(), int(self.months))
        number = retention.forget_remarks(self.work.store, before)
        self.work.store.sweep()
        self.typed.clear()
        self.page.say(f"{number} {'melding is' if number == 1 else 'meldingen zijn'} verwijderd.")

    def _type(self, number: int, **changes: Any) -> None:
        before = self.typed.get(number)
        if before is None:
            seen = remarks.one(self.work.store, number)
            before = RemarkEdit(seen, seen.state, seen.note)
        typed = replace(before, **changes, trouble="")
        if (typed.state, typed.note) == (typed.seen.state, typed.seen.note):
            self.typed.pop(number, None)
        else:
            self.typed[number] = typed

    def _save(self, typed: RemarkEdit) -> None:
        number = typed.seen.number
        try:
            note = typed.note.strip()
            kept = remarks.change(self.work.store, typed.seen, typed.state, note, self.work.author)
        except (NoteError, RemarkChangedError) as error:
            seen = error.theirs if isinstance(error, RemarkChangedError) else typed.seen
            self.typed[number] = replace(typed, seen=seen, trouble=str(error))
            self.page.open(self.key, f"note/{number}")
            return
        del self.typed[number]
        about = StepHistory(self.work).title(kept)
        self.page.say(f"Bewaard. De melding over ‘{about}’ is nu: {STATES[kept.state].lower()}.")


def _kept() -> int:
    """Return after how many months a remark goes by itself, as far as is known here."""
    try:
        return retention.rules().remarks
    except MonthsError:
        return Rules().remarks


def _refused(days: tuple[tuple[str, int], ...]) -> str:
    """Return on which days remarks were refused because more came than are kept."""
    told = ", ".join(f"{clock.day(date.fromisoformat(day))} minstens {times}" for day, times in days)
    return f"Er kwamen zo veel meldingen dat er zijn geweigerd: {told}. Vraag de balie of er iets ontbreekt."
