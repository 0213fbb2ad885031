"""The chart as the canvas on which one builds: what a gesture asks, done to the draft and answered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ...flowchart import CanvasWidget
from ...handbook.edits.answers import locate
from ...handbook.edits.branch import copy_steps
from ...handbook.edits.lists import position
from ...handbook.placeholders import is_placeholder
from . import menus, moves
from .figures import walked
from .form import steps_of
from .moves import Move, Spot
from .page import Page

Message = Mapping[str, Any]

LONGEST = 2_000_000
"""Characters that are read of what is pasted."""


class Canvas:
    """Hears the gestures on a chart, does what they ask, and answers with what the chart then needs.

    Each message has what it asks as its ``act``, and mostly the ``step`` that it is about with the ``answer``
    if it is about an arrow. The chart is told of one thing at a time: a menu, a text to type, a step to
    choose, where the focus goes, or something to say.
    """

    def __init__(self, page: Page, chart: CanvasWidget) -> None:
        self.page, self.work, self.chart = page, page.work, chart
        self._acts = {
            "undo": self._undo,
            "redo": self._redo,
            "new": self._new,
            "situation": self._situation,
        }
        self._acts_at = {
            "plus": self._plus,
            "menu": self._menu,
            "add": self._add,
            "seek": self._seek,
            "aim": self._aim,
            "lead": self._lead,
            "judge": self._judge,
            "write": self._write,
            "text": self._text,
            "open": self._open,
            "remove": self._remove,
            "heir": self._heir,
            "copy": self._copy,
            "paste": self._paste,
        }

    def hear(self, message: Message) -> None:
        """Do what a gesture asks; what nobody could have asked is left alone."""
        match message:
            case {"act": str(act)} if act in self._acts:
                self._acts[act](message)
            case {"act": str(act), "step": str(step)} if act in self._acts_at:
                spot = (step, _text_in(message, "answer"))
                position(self.work.handbook, "steps", step)
                if spot[1]:
                    locate(self.work.handbook, *spot)
                self._acts_at[act](spot, message)

    def offer_situation(self) -> None:
        """Ask what a new situation begins with."""
        self._new({})

    # ---- what is asked before something is done

    def _new(self, _message: Message) -> None:
        self._tell_menu(("", ""), "Nieuwe situatie", menus.situations())

    def _plus(self, spot: Spot, _message: Message) -> None:
        self._tell_menu(spot, "Stap ertussen" if spot[1] else "Stap erbij", menus.additions(spot))

    def _menu(self, spot: Spot, _message: Message) -> None:
        self._tell_menu(spot, self._name(spot), menus.actions(self.work.handbook, spot))

    def _seek(self, spot: Spot, _message: Message) -> None:
        told = f"Welke stap komt er na {self._name(spot)}? Typ, of wijs hem aan."
        self._tell_choice(spot, told, {"act": "lead", **menus.placed(spot)}, "to", judges=True, types=True)

    def _aim(self, spot: Spot, _message: Message) -> None:
        told = f"Waar gaat {self._name(spot)} heen? Kies een stap."
        self._tell_choice(spot, told, {"act": "lead", **menus.placed(spot)}, "to", judges=True)

    def _heir(self, spot: Spot, _message: Message) -> None:
        told = f"Wat komt er in de plaats van {self._name(spot)}? Kies een stap."
        self._tell_choice(spot, told, {"act": "remove", **menus.placed(spot)}, "instead", types=True)

    def _judge(self, spot: Spot, message: Message) -> None:
        to, number = _text_in(message, "to"), message.get("number")
        if to not in self.work.handbook:
            return
        told, fits = moves.judged(self.work.handbook, spot, to, walked(self.work))
        self.chart.tell("judged", number=number, to=to, text=told, fits=fits)

    def _write(self, spot: Spot, _message: Message) -> None:
        self._tell_text(spot, "")

    # ---- what is done

    def _undo(self, _message: Message) -> None:
        self._back(self.work.draft.done, "Ongedaan gemaakt", self.work.undo)

    def _redo(self, _message: Message) -> None:
        self._back(self.work.draft.undone, "Opnieuw gedaan", self.work.redo)

    def _back(self, what: str, said: str, act: Any) -> None:
        if what:
            act()
            self.page.refresh()
            self.chart.tell("said", text=f"{said}: {what}.")

    def _situation(self, message: Message) -> None:
        sketched = message.get("sketched") is True
        self._do(moves.begin_situation(self.work.handbook, self.work.today, sketched=sketched))

    def _add(self, spot: Spot, message: Message) -> None:
        if kind := moves.KINDS.get(_text_in(message, "what")):
            self._do(moves.put_step(self.work.handbook, spot, kind, self.work.today))

    def _lead(self, spot: Spot, message: Message) -> None:
        self._do(moves.lead(self.work.handbook, spot, _text_in(message, "to")))

    def _text(self, spot: Spot, message: Message) -> None:
        about = _text_in(message, "about")
        self._do(moves.write(self.work.handbook, spot, _text_in(message, "text"), about))

    def _open(self, spot: Spot, _message: Message) -> None:
        step, answer = spot
        self.page.choose(step, f"answer/{answer}/label" if answer else "title")

    def _remove(self, spot: Spot, message: Message) -> None:
        handbook, instead = self.work.handbook, message.get("instead")
        if spot[1] or isinstance(instead, str) or not moves.leading_to(handbook, spot[0]):
            self._do(moves.remove(handbook, spot, instead or None))
            return
        step = handbook.step(spot[0])
        self._tell_menu(spot, menus.question_of_heirs(handbook, step), menus.heirs(handbook, step))

    def _copy(self, spot: Spot, message: Message) -> None:
        whole = message.get("whole") is True
        copied = copy_steps(self.work.handbook, spot[0], whole=whole)
        told = f"{self._name((spot[0], ''))} gekopieerd{' met alles eronder' if whole else ''}."
        self.chart.tell("copied", copied=json.dumps(copied, ensure_ascii=False), text=told)
        if message.get("cut") is True:
            self._remove((spot[0], ""), {})

    def _paste(self, spot: Spot, message: Message) -> None:
        text = _text_in(message, "text")
        try:
            copied = json.loads(text) if len(text) <= LONGEST else None
        except (ValueError, RecursionError):
            copied = None
        self._do(moves.paste(self.work.handbook, spot[0], copied))

    def _do(self, move: Move) -> None:
        self.page.do(move.said, move.handbook, move.hand)
        self.chart.tell("said", text=move.told or f"{move.said}.")
        if move.writes:
            self._tell_text(move.at, move.hand)
        else:
            self.chart.tell("focus", **menus.placed((move.at[0] or self.page.at, move.at[1])))

    # ---- what the chart is told

    def _name(self, spot: Spot) -> str:
        step, answer = spot
        title = moves.title_of(self.work.handbook, step)
        found = self.work.handbook.step(step).answer(answer) if answer else None
        return f"antwoord ‘{found.label or 'zonder tekst'}’" if found else title

    def _tell_menu(self, spot: Spot, text: str, items: list[menus.Item]) -> None:
        self.chart.tell("menu", **menus.placed(spot), text=text, items=items)

    def _tell_text(self, spot: Spot, about: str) -> None:
        step = self.work.handbook.step(spot[0])
        answer = step.answer(spot[1]) if spot[1] else None
        value = answer.label if answer else step.title
        label = f"Antwoord van ‘{step.title}’" if answer else "Titel"
        self.chart.tell(
            "text", **menus.placed(spot), label=label, value=value, new=is_placeholder(value), about=about
        )

    def _tell_choice(  # noqa: PLR0913  # what is chosen, and what is then done with it
        self, spot: Spot, text: str, does: Message, field: str, *, judges: bool = False, types: bool = False
    ) -> None:
        steps = [option for option in steps_of(self.work.handbook.steps) if option[0] != spot[0]]
        self.chart.tell(
            "choice", **menus.placed(spot), text=text, does=does, field=field, judges=judges, types=types,
            steps=[[*option] for option in steps],
        )  # fmt: skip


def _text_in(message: Message, name: str) -> str:
    value = message.get(name)
    return value if isinstance(value, str) else ""
