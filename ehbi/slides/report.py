"""The results of a workshop: on the flowchart, as part of the page, and as a PDF file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from markupsafe import Markup

from .. import paper
from ..flowchart import Flag, Flowchart, Limits, Score, Shape, Sign, fade, flag, lay_out_within, to_markup
from ..flowchart.boxes import ROOMY
from ..handbook import Handbook, clock
from ..paper import Draw
from .deck import RESULTS
from .page import templates
from .polls import ENOUGH, Result, chose, meter, most

SHOWN = 3
"""Checks that can be read from the back of a room."""
_READ = "Stippen: welk deel iets anders koos dan het handboek. Vraagteken in een ruit: lastig."
_NOTE = (
    "In elk vak: hoeveel mensen iets anders kozen dan het handboek; de stippen zeggen welk deel dat is."
    f" Lastig: minstens een derde, van minstens {ENOUGH} mensen. Lichte stappen zijn niet gevraagd."
)


def picture(handbook: Handbook, found: Sequence[Result]) -> Flowchart:
    """Return the whole flowchart with how a room chose in each step that it was asked."""
    return replace(_drawing(found)(handbook, None, ROOMY), note=_NOTE)


def results_part(
    handbook: Handbook, found: Sequence[Result], waiting: int, sent: int, *, untold: bool = False
) -> str:
    """Return the results of a workshop as HTML: the hardest checks, the flowchart, and what can be done.

    So many hard checks wait to be sent and were sent; ``untold`` is whether how the room did is not sent yet.
    """
    mistaken = [one for one in found if one.wrong]
    return (
        templates()
        .get_template("results.html.j2")
        .render(
            found=found,
            hardest=mistaken[:SHOWN],
            more=max(0, len(mistaken) - SHOWN),
            chart=Markup(to_markup(picture(handbook, found), "chart_uitslag")),  # noqa: S704  # escaped there
            waiting=waiting,
            sent=sent,
            untold=untold,
            told=not untold and any(one.answered >= ENOUGH for one in found),
            enough=ENOUGH,
        )
    )


def report(handbook: Handbook, found: Sequence[Result], at: datetime, size: str = "a4") -> bytes:
    """Return the results of a workshop as a PDF file, unless its flowchart is too much for the paper."""
    made = paper.Report(RESULTS, tuple(_about(handbook, found, at)), tuple(_findings(found)))
    return paper.to_report(handbook, made, _drawing(found), _READ, size)


def _about(handbook: Handbook, found: Sequence[Result], at: datetime) -> Iterator[str]:
    library = [handbook.profile.library] if handbook.profile else []
    day = clock.day(at.astimezone(clock.HERE).date())
    yield " · ".join(["Workshop " + handbook.title, *library, day, handbook.version_text])
    right = sum(not one.wrong for one in found)
    yield f"{len(found)} keuzes gevraagd, bij {right} koos niemand iets anders dan het handboek."
    yield "Hieronder de andere, de lastigste eerst. Op de bladen hierna staat waar ze zijn."


def _findings(found: Sequence[Result]) -> Iterator[paper.Finding]:
    for one in found:
        if one.wrong:
            asks = one.asks if one.asks != one.step.title else ""
            said = (f"{meter(one)} {chose(one)}.", f"{most(one.others[0])}.")
            yield paper.Finding(one.step.title, asks, said)


def _drawing(found: Sequence[Result]) -> Draw:
    by_step: dict[str, list[Result]] = {}
    for one in sorted(found, key=lambda one: not one.begins):
        by_step.setdefault(one.step.id, []).append(one)
    scores = {step: _score(own) for step, own in by_step.items()}
    hard = {step for step, own in by_step.items() if any(one.hard for one in own)}

    def draw(handbook: Handbook, situation: str | None, limits: Limits) -> Flowchart:
        chart = lay_out_within(handbook, situation, limits, scores)
        asked = {box.step for box in chart.boxes if box.shape is not Shape.CONNECTOR} & scores.keys()
        return flag(fade(chart, asked), {step: Flag(Sign.HARD) for step in asked & hard})

    return draw


def _score(own: Sequence[Result]) -> Score:
    told = []
    for one in own:
        told += [f"{one.asks} {chose(one)}.", *(f"{most(other)}." for other in one.others[:1])]
    return Score(tuple(line for one in own for line in _lines(one)), " ".join(told))


def _lines(result: Result) -> Iterator[str]:
    """Yield what stands in a box; a situation, which is wide, can be chosen and has a question too."""
    said = f"{result.wrong} van {result.answered} anders"
    if result.step.number:
        yield f"{'Situatie kiezen' if result.begins else 'Vraag'}: {meter(result)} {said}"
    else:
        yield from (meter(result), said)
