"""The flowchart with what a room found hard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ..flowchart import Flag, Flowchart, Score, Shape, Sign, fade, flag, lay_out_within
from ..flowchart.boxes import ROOMY
from ..handbook import Handbook
from ..paper import Draw
from .results import ENOUGH, Result
from .wording import chose, meter, most

NOTE = (
    "In elk vak: hoeveel keer er iets anders is gekozen dan het handboek; de stippen zeggen welk deel dat is."
    f" Lastig: minstens een derde, van minstens {ENOUGH} antwoorden. Lichte stappen zijn niet gevraagd."
)


def picture(handbook: Handbook, found: Sequence[Result]) -> Flowchart:
    """Return the whole flowchart with how a room chose in each step that it was asked.

    Examples
    --------
    >>> import ehbi
    >>> from ehbi.slides.results import Other
    >>> handbook = ehbi.load()
    >>> chart = picture(handbook, [Result(handbook.step("reset-mail"), False, 12, (Other("Nee", 7),))])
    >>> [line.text for box in chart.boxes if box.flag for line in box.lines][-2:]
    ['Klopt het e-mailadres volgens de lener?', 'Vraag: ●●●○○ 7 van 12 anders']
    """
    chart = drawing(found)(handbook, None, ROOMY)
    return replace(chart, note=NOTE)


def drawing(found: Sequence[Result]) -> Draw:
    """Return what lays out a handbook with how a room chose in it."""
    by_step: dict[str, list[Result]] = {}
    for one in sorted(found, key=lambda one: not one.begins):
        by_step.setdefault(one.step.id, []).append(one)
    scores = {step: _score(own) for step, own in by_step.items()}
    return lambda handbook, situation, limits: _dressed(
        lay_out_within(handbook, situation, limits, scores), by_step
    )


def _score(own: Sequence[Result]) -> Score:
    lines = tuple(line for one in own for line in _lines(one))
    return Score(lines, " ".join(sentence for one in own for sentence in _told(one)))


def _lines(result: Result) -> Iterator[str]:
    """Yield what stands in a box; a situation, which is wide, can be chosen and has a question too."""
    said = f"{result.wrong} van {result.answered} anders"
    if result.step.number:
        yield f"{'Situatie kiezen' if result.begins else 'Vraag'}: {meter(result)} {said}"
    else:
        yield from (meter(result), said)


def _told(result: Result) -> Iterator[str]:
    yield f"{result.asks} {chose(result)}."
    yield from (f"{most(one)}." for one in result.others[:1])


def _dressed(chart: Flowchart, by_step: Mapping[str, Sequence[Result]]) -> Flowchart:
    there = [box.step for box in chart.boxes if box.shape is not Shape.CONNECTOR and box.step in by_step]
    hard = {step for step in there if any(one.hard for one in by_step[step])}
    return flag(fade(chart, there), {step: Flag(Sign.HARD) for step in hard})
