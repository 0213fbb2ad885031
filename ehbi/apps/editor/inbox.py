"""The view of what the desk says: remarks with their steps, to take up and be done with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ...store import Remark, inbox, remarks
from ...store.inbox import NoteError, RemarkChangedError
from ...store.remarks import State
from ..panel import Block, Button, Field, Group, Heading, Option, Text, Tone
from .page import INBOX, Page
from .remark import STATES, Typed, shown, title
from .since import Since
from .view import View

MORE = 20
"""So many remarks are shown at once."""
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
        self.typed: dict[int, Typed] = {}
        self.since = Since(page.work.store)

    @property
    def way(self) -> str:
        """Say how many remarks wait."""
        waiting = inbox.waiting(self.work.store)
        return f"{self.label} ({waiting})" if waiting else self.label

    def blocks(self) -> Iterator[Block]:
        """Yield the filter and the list."""
        kept = remarks.kept(self.work.store)
        self.since.look()
        yield Heading("name", "Meldingen van de balie")
        if not kept:
            yield Text("none", "De balie heeft nog niets gemeld.", Tone.SOFT)
            return
        yield Text("count", _counted(kept), Tone.SOFT, live=True)
        yield Group(
            "filter",
            "Wat je wilt zien",
            (
                Field("which", "Welke meldingen", self.which, "choice", WHICH),
                Field("step", "Over welke stap", self.page.about, "choice", self._steps(kept)),
            ),
            across=True,
        )
        yield from self._list([one for one in kept if self._is_chosen(one) or one.number in self.typed])

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
        self.page.hush()

    def press(self, button: str) -> None:
        """Open a step, keep what was filled in, or show more."""
        match button.split("/"):
            case ["open", number]:
                self.page.choose(self._remark(int(number)).step, "name")
            case ["save", number] if int(number) in self.typed:
                self._save(self.typed[int(number)])
            case ["more"]:
                self.most += MORE
                self.page.hush()

    def _list(self, chosen: list[Remark]) -> Iterator[Block]:
        if not chosen:
            yield Text("none", "Er zijn geen meldingen die hierbij passen.", Tone.SOFT)
        for one in chosen[: self.most]:
            yield shown(one, self.typed.get(one.number), self.work.handbook, self.since)
        if len(chosen) > self.most:
            yield Button("more", f"Toon meer (nog {len(chosen) - self.most})")

    def _is_chosen(self, one: Remark) -> bool:
        is_of_step = self.page.about in {"", one.step}
        is_of_state = one.state is not State.DONE if self.which == WAITING else self.which in {ALL, one.state}
        return is_of_step and is_of_state

    def _steps(self, kept: tuple[Remark, ...]) -> tuple[Option, ...]:
        titles = {one.step: title(one, self.work.handbook, self.since) for one in kept}
        about = self.page.about
        if about and about not in titles:
            titles[about] = self.work.handbook.step(about).title if about in self.work.handbook else about
        return (("", "Alle stappen"), *sorted(titles.items(), key=lambda option: option[1]))

    def _remark(self, number: int) -> Remark:
        return next(one for one in remarks.kept(self.work.store) if one.number == number)

    def _type(self, number: int, **changes: Any) -> None:
        before = self.typed.get(number)
        if before is None:
            seen = self._remark(number)
            before = Typed(seen, seen.state, seen.note)
        typed = replace(before, **changes, trouble="")
        if (typed.state, typed.note) == (typed.seen.state, typed.seen.note):
            self.typed.pop(number, None)
        else:
            self.typed[number] = typed

    def _save(self, typed: Typed) -> None:
        number = typed.seen.number
        try:
            kept = inbox.change(
                self.work.store, typed.seen, typed.state, typed.note.strip(), self.work.author
            )
        except NoteError as error:
            self.typed[number] = replace(typed, trouble=error.reason)
            self.page.open(self.key, f"note/{number}")
        except RemarkChangedError as error:
            self.typed[number] = replace(typed, seen=error.theirs, trouble=str(error))
            self.page.open(self.key, f"note/{number}")
        else:
            del self.typed[number]
            about = title(kept, self.work.handbook, self.since)
            self.page.say(f"Bewaard. De melding over ‘{about}’ is nu: {STATES[kept.state].lower()}.")


def _counted(kept: tuple[Remark, ...]) -> str:
    return ", ".join(f"{sum(one.state is state for one in kept)} {state}" for state in State)
