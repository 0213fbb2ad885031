"""A text with its problems by line, as blocks; and the texts that still have to go into the draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...handbook import Handbook, Problem, Severity
from ...handbook.naming import Names
from ..panel import Block, Button, Field, Group, Heading, Text, Tone
from .overview import counted
from .problems import TONES, told_by_line
from .sheets import Sheet
from .texts import value_at

SHOWN = 30
"""Most problems in a list."""
_HINT = "Opmerkingen met # worden niet bewaard. Met Tab ga je het veld weer uit."


def sheet_blocks(
    sheet: Sheet, problems: Sequence[Problem], handbook: Handbook, field: str
) -> Iterator[Block]:
    """Yield a text to edit, and what is wrong with it.

    Parameters
    ----------
    sheet
        The text.
    problems
        What is wrong with it, by line.
    handbook
        The draft.
    field
        Id for the field.
    """
    errors = sum(one.severity is Severity.ERROR for one in problems)
    yield _status(sheet, handbook, errors, len(problems) - errors)
    wrong = ((Tone.BAD, "De lijst hieronder zegt wat er niet klopt."),) if errors else ()
    marks = tuple((one.line, TONES[one.severity]) for one in reversed(problems))
    yield Field(field, "Tekst (YAML)", sheet.text, "code", hint=_HINT, problems=wrong, marks=marks)
    yield from problem_lines(problems)
    if not sheet.is_kept:
        yield Group("moves", "Wat er met deze tekst gebeurt", tuple(_moves(sheet, handbook)), across=True)


def problem_lines(problems: Sequence[Problem]) -> Iterator[Block]:
    """Yield the problems, each a button for its line: its id is ``line``, the line and a number."""
    for number, one in enumerate(problems[:SHOWN]):
        yield Button(f"line/{one.line}/{number}", told_by_line(one), TONES[one.severity])
    if len(problems) > SHOWN:
        yield Text("more", f"En nog {len(problems) - SHOWN}.", Tone.SOFT)


def left_blocks(left: Sequence[Sheet], handbook: Handbook) -> Iterator[Block]:
    """Yield the way to each text that is not in the draft; of what is gone there the text itself."""
    if not left:
        return
    yield Heading("left", "Teksten die nog niet in je concept staan", 3)
    names = Names(handbook)
    for number, sheet in enumerate(left):
        thing = names.thing(sheet.place)
        if value_at(handbook, sheet.place) is None:
            gone = (
                Field(f"gone/{number}", f"Tekst van {thing}", sheet.text, "code"),
                Button(f"forget/{number}", "Gooi deze tekst weg", Tone.BAD),
            )
            yield Group(f"left/{number}", f"Staat niet meer in je concept: {thing}", gone, fold=True)
        else:
            yield Button(f"open/{number}", f"Ga naar de tekst van {thing}")


def _status(sheet: Sheet, handbook: Handbook, errors: int, warnings: int) -> Text:
    if sheet.is_kept:
        tone = Tone.PLAIN if errors or warnings else Tone.GOOD
        told = f"{counted(errors, warnings).rstrip('.')}. Deze tekst staat in je concept."
        return Text("status", told, tone, live=True)
    if sheet.is_stale(handbook):
        told = "Je concept is intussen ergens anders veranderd. Deze tekst staat er nog niet in."
    elif errors:
        told = "Deze tekst staat nog niet in je concept. Los eerst op wat eronder staat."
    else:
        told = "Deze tekst staat nog niet in je concept."
    return Text("status", told, Tone.WARNING, live=True)


def _moves(sheet: Sheet, handbook: Handbook) -> Iterator[Block]:
    if sheet.can_go_in(handbook):
        yield Button("put", "Zet mijn tekst in het concept", Tone.STRONG)
    yield Button("take", "Neem de tekst van het concept")
