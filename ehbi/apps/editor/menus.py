"""The menus of the chart: what can be done with a step or an arrow, each as the message that does it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...handbook import Handbook
from ...handbook.edits.branch import branch_of
from ...handbook.step import Step
from ...handbook.values import Kind
from .moves import KINDS, Spot, leading_to, listed, title_of

Item = dict[str, Any]
"""A line of a menu: its ``label``, the ``key`` that does the same if any, and what it ``does``."""

_KIND_NAMES = {"question": "Vraag", "action": "Doen", "outcome": "Uitkomst"}


def item(label: str, act: str, key: str = "", **content: object) -> Item:
    """Return a line of a menu."""
    return {"label": label, "key": key, "does": {"act": act, **content}}


def additions(spot: Spot) -> list[Item]:
    """Return what can be put in an arrow or under a step."""
    at = placed(spot)
    made = [item(_KIND_NAMES[kind], "add", **at, what=kind) for kind in KINDS]
    return [*made, item("Een bestaande stap…", "seek", **at)]


def actions(handbook: Handbook, spot: Spot) -> list[Item]:
    """Return what can be done with an arrow or a step."""
    return [*(_of_arrow(spot) if spot[1] else _of_step(handbook.step(spot[0])))]


def heirs(handbook: Handbook, step: Step, *, whole: bool = False) -> list[Item]:
    """Return where the arrows to a step can go when it is removed, alone or with its ``whole`` branch."""
    at: dict[str, Any] = {"step": step.id, "whole": True} if whole else {"step": step.id}
    gone = branch_of(handbook, step.id) if whole else {step.id}
    onward = dict.fromkeys(answer.next for answer in step.answers if answer.next not in gone)
    ways = [
        item(f"Naar {title_of(handbook, one)}", "remove", **at, instead=one)
        for one in onward
        if one in handbook
    ]
    elsewhere = item("Naar een andere stap…", "heir", **at)
    return [*ways, elsewhere, item("Haal die antwoorden ook weg", "remove", **at, instead="")]


def question_of_ways(handbook: Handbook, spot: Spot) -> str:
    """Return the question which way of what is pasted in an arrow leads on to where that led."""
    answer = handbook.step(spot[0]).answer(spot[1])
    return f"Welk antwoord gaat verder naar {title_of(handbook, answer.next if answer else '')}?"


def ways_on(spot: Spot, ways: list[str]) -> list[Item]:
    """Return which way of what is pasted in an arrow can lead on."""
    return [item(told, "between", **placed(spot), way=way) for way, told in enumerate(ways)]


def question_of_heirs(handbook: Handbook, step: Step) -> str:
    """Return what leads to a step, and the question where that goes when it is removed."""
    arrows = leading_to(handbook, step.id)
    steps = tuple(dict.fromkeys(one for one, _ in arrows))
    asked = "Waar gaat dat antwoord heen?" if len(arrows) == 1 else "Waar gaan die antwoorden heen?"
    count = "een antwoord" if len(arrows) == 1 else f"{len(arrows)} antwoorden"
    return f"Naar {title_of(handbook, step.id)} leidt {count} van {listed(handbook, steps)}. {asked}"


def situations() -> list[Item]:
    """Return what a new situation can begin with."""
    return [
        item("Leeg", "situation", sketched=False),
        item("Met een opzet: een vraag, een handeling en drie uitkomsten", "situation", sketched=True),
    ]


def placed(spot: Spot) -> dict[str, str]:
    """Return a spot as a message says it."""
    step, answer = spot
    return {"step": step, "answer": answer} if answer else {"step": step}


def _of_step(step: Step) -> Iterator[Item]:
    at = placed((step.id, ""))
    yield item("Titel veranderen", "write", "Enter", **at)
    if step.kind is not Kind.OUTCOME:
        yield item("Stap erbij…", "plus", "N", **at)
    yield item("Openen in het formulier", "open", "Spatie", **at)
    yield item("Kopieer", "copy", "Ctrl+C", **at)
    yield item("Knip", "copy", "Ctrl+X", **at, cut=True)
    if step.kind is not Kind.OUTCOME:
        yield item("Kopieer met alles eronder", "copy", "Ctrl+Shift+C", **at, whole=True)
        yield item("Knip met alles eronder", "copy", "Ctrl+Shift+X", **at, whole=True, cut=True)
        yield item("Plak hieronder", "paste", "Ctrl+V", **at)
    yield item("Weghalen", "remove", "Delete", **at)


def _of_arrow(spot: Spot) -> Iterator[Item]:
    at = placed(spot)
    yield item("Tekst veranderen", "write", "Enter", **at)
    yield item("Gaat naar…", "aim", "G", **at)
    yield item("Stap ertussen…", "plus", "N", **at)
    yield item("Plak hiertussen", "paste", "Ctrl+V", **at)
    yield item("Openen in het formulier", "open", "Spatie", **at)
    yield item("Weghalen", "remove", "Delete", **at)
