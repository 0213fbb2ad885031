"""The decision graph as Mermaid text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..handbook.case import Case
from ..handbook.model import Handbook, Step
from ..handbook.values import Kind
from . import words
from .model import Party
from .parties import COLOURS, parties_of
from .style import palette
from .text import clean

_BRACKETS = {
    Kind.SITUATION: ('(["', '"])'),
    Kind.QUESTION: ('{"', '"}'),
    Kind.ACTION: ('["', '"]'),
    Kind.OUTCOME: ('(["', '"])'),
}


def _coded(text: str) -> str:
    """Return text for between quotes, with what means something to Mermaid by its number."""
    return re.sub(r'["#<>&`\\]', lambda found: f"#{ord(found[0])};", clean(text))


def _name(step_id: str) -> str:
    return "s_" + step_id.replace("-", "_")  # a bare "end" is a word of Mermaid


def _node(handbook: Handbook, step: Step, party: Party) -> str:
    opens, closes = _BRACKETS[step.kind]
    text = f"{_coded(words.small(handbook, step))}<br/>{_coded(step.title)}"
    return f"{_name(step.id)}{opens}{text}{closes}:::party{party.colour}"


def _nodes(handbook: Handbook) -> Iterator[str]:
    parties = parties_of(handbook)
    yield from (_node(handbook, step, parties[step.party]) for step in handbook.steps)


def _arrows(handbook: Handbook, taken: frozenset[tuple[str, str]]) -> Iterator[str]:
    for step in handbook.steps:
        for answer in step.answers:
            if answer.next in handbook:
                line = "==>" if (step.id, answer.id) in taken else "-->"
                yield f'{_name(step.id)} {line}|"{_coded(answer.label)}"| {_name(answer.next)}'


def _styles() -> Iterator[str]:
    ink = palette()[""]["ink"]
    for number in range(COLOURS):
        colours = palette()[f"party-{number}"]
        yield f"classDef party{number} fill:{colours['fill']},stroke:{colours['line']},color:{ink}"
    yield "classDef visited stroke-width:3px"
    yield "classDef current stroke-width:6px"


def _marks(case: Case) -> Iterator[str]:
    yield from (f"class {_name(passed.step.id)} visited" for passed in case.passed)
    if case.step:
        yield f"class {_name(case.step.id)} current"


def to_mermaid(handbook: Handbook, case: Case | None = None) -> str:
    """Return the handbook as a Mermaid flowchart.

    Parameters
    ----------
    handbook
        What to write.
    case
        When given, its steps get the class ``visited`` or ``current`` and its arrows are thick.

    Examples
    --------
    >>> import ehbi
    >>> to_mermaid(ehbi.load()).splitlines()[0]
    'flowchart TD'
    """
    taken = frozenset(case.taken) if case else frozenset[tuple[str, str]]()
    lines = [*_nodes(handbook), *_arrows(handbook, taken), *_styles(), *(_marks(case) if case else ())]
    return "\n    ".join(["flowchart TD", *lines]) + "\n"
