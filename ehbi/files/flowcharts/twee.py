"""Stories of Twine in Twee 3: a passage is a step, and each link in it an answer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import networkx as nx

from ...handbook.checks.size import TEXT
from ...handbook.errors import clip
from ...handbook.text import folded
from ...handbook.values import Kind
from ..source import refusal
from .limits import refuse_large
from .twee_passages import links, words

Drawn: TypeAlias = "nx.MultiDiGraph[str]"

_HEADER = re.compile(r"::[ \t]*+((?:\\.|[^\\\[\]{}])*+)(?:\[([^\]]*+)\])?[ \t]*+(?:\{.*)?")
_ESCAPED = re.compile(r"\\(.)")
_SPECIAL = re.compile(
    r"story(title|data|init|caption|menu|banner|subtitle|author|interface|share|settings|includes|displaytitle|"
    r"stylesheet|javascript)|passage(header|footer|ready|done|start)",
    re.IGNORECASE,
)
"""Names of passages that say how a story works."""
_TAGS = frozenset({"script", "stylesheet", "widget", "init", "startup", "header", "footer", "annotation"})
"""Tags of passages that nobody reads."""


@dataclass(frozen=True, slots=True)
class _Passage:
    name: str
    tags: frozenset[str]
    body: str

    @property
    def is_step(self) -> bool:
        return not _SPECIAL.fullmatch(self.name) and self.tags.isdisjoint(_TAGS)


def read(text: str, file: str) -> Drawn:
    r"""Return the flowchart that a story is: names are labels, and what else a passage says is its text.

    The passage with which the story starts is a situation.

    Raises
    ------
    HandbookError
        There are no passages in it, or more than a handbook can have.

    Examples
    --------
    >>> graph = read(":: Begin\nWerkt de pas?\n[[Ja->Klaar]]\n\n:: Klaar\nMooi.", "pas.twee")
    >>> [(tail, head, data["label"]) for tail, head, data in graph.edges(data=True)]
    [('Begin', 'Klaar', 'Ja')]
    >>> graph.nodes["Klaar"]
    {'label': 'Klaar', 'text': 'Mooi.'}
    """
    passages = {one.name: one for one in _passages(text, file)}
    steps = [one for one in passages.values() if one.is_step]
    if not steps:
        remedy = "Zet voor elke passage een regel met :: en de naam ervan"
        raise refusal(file, 1, "Hier staan geen passages van Twine in", remedy)
    data = _story_data(passages.get("StoryData"))
    is_harlowe = str(data.get("format", "Harlowe")).casefold() == "harlowe"
    graph: Drawn = nx.MultiDiGraph(told=())
    for step in steps:
        graph.add_node(step.name, label=step.name, text=words(step.body, is_harlowe=is_harlowe))
    arrows = ((step.name, label, target) for step in steps for label, target in links(step.body))
    for count, (name, label, target) in enumerate(arrows, 1):
        graph.add_edge(name, target, label=label)
        graph.nodes[target].setdefault("label", target)
        refuse_large(file, len(graph), count)
    names = [step.name for step in steps]
    start = next((one for one in (data.get("start"), "Start", "start") if one in names), names[0])
    graph.nodes[str(start)]["kind"] = Kind.SITUATION
    return graph


def _passages(text: str, file: str) -> Iterator[_Passage]:
    """Yield the passages; of those with one name the last counts, as in Twine."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    begins = [at for at, line in enumerate(lines) if line.startswith("::") and not line.startswith(":::")]
    for count, (begin, end) in enumerate(zip(begins, [*begins[1:], len(lines)], strict=False)):
        refuse_large(file, count, 0)
        found = _HEADER.match(lines[begin])
        name = folded(_ESCAPED.sub(r"\1", found[1])) if found else ""
        if not name:
            raise refusal(file, begin + 1, "Een passage heeft geen naam", "Zet de naam achter ::")
        if len(name) > TEXT:
            remedy = "Geef de passage een korte naam"
            raise refusal(file, begin + 1, "De naam ‘{name}’ is te lang", remedy, name=clip(name))
        tags = frozenset((found[2] or "").split()) if found else frozenset()
        body = (
            line.removeprefix("\\") if line.startswith("\\::") else line for line in lines[begin + 1 : end]
        )
        yield _Passage(name, tags, "\n".join(body))


def _story_data(passage: _Passage | None) -> dict[str, object]:
    """Return what the story says of itself; nothing where that cannot be read."""
    try:
        found = json.loads(passage.body) if passage else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
