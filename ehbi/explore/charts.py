"""Traffic on the flowchart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..flowchart import Flowchart, Weight, lay_out, weigh
from . import words
from .traffic import Passage, Traffic


def traffic_chart(traffic: Traffic, situation: str | None = None) -> Flowchart:
    """Return the picture with each arrow as thick as the number of cases that went along it, and that number.

    Answers that lead from one step to the same next one share what went along them equally: the log does not
    tell them apart.
    """
    return with_traffic(lay_out(traffic.handbook, situation), traffic)


def with_traffic(plain: Flowchart, traffic: Traffic) -> Flowchart:
    """Return a picture that is laid out already, of the same handbook, with its traffic."""
    shown = {(arrow.step, arrow.answer) for arrow in plain.arrows}
    passages = [one for one in traffic.passages if (one.step, one.answer) in shown]
    heaviest = max((_each(one) for one in passages), default=0)
    weights = {(one.step, one.answer): _weight(one, heaviest) for one in passages if traffic.cases}
    title = words.title(plain.title, sample=traffic.sample)
    return replace(weigh(plain, weights, _note(traffic, passages)), title=title)


def _each(passage: Passage) -> float:
    return passage.cases / passage.among


def _weight(passage: Passage, heaviest: float) -> Weight:
    text = words.cases(passage.cases)
    if passage.among > 1:
        text += f", samen met {_others(passage.among - 1)} naar dezelfde stap"
    number = words.number(passage.cases) if passage.cases else ""
    if number and passage.among > 1:
        number += " samen"
    return Weight(_each(passage) / heaviest if heaviest else 0, text, number)


def _others(count: int) -> str:
    return "een ander antwoord" if count == 1 else f"{count} andere antwoorden"


def _note(traffic: Traffic, passages: Iterable[Passage]) -> str:
    most = max((one.cases for one in passages), default=0)
    parts = [words.SAMPLE + "." if traffic.sample else "", traffic.note]
    if most:
        parts.append(f"Het getal bij een pijl: zoveel casussen liepen zo. De drukste: {words.cases(most)}.")
        parts.append("Gestippeld: niemand.")
    return " ".join(filter(None, parts))
