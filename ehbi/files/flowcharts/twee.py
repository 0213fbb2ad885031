"""Stories of Twine in Twee 3: a passage is a step, each link in it an answer, and code is left out."""

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
from ..labels import plain
from ..source import refusal
from . import refuse_large

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


# ---- what a passage says, without the code of Harlowe, SugarCube and the like

_LINK = re.compile(r"\[\[([^\[\]\n]++)(?:\]\[[^\]\n]*+)?\]\]")
_STRING = r"""(?:"([^"\n]*+)"|'([^'\n]*+)')"""
_MACRO = re.compile(
    rf"(?:<<(?:link|button|goto)[ \t]++|\((?:link-?go-?to|link-reveal-go-?to|go-?to):[ \t]*+){_STRING}"
    rf"(?:[ \t,]++{_STRING})?"
)
_COMPUTED = re.compile(r"[$_]\w|\w+\(|https?:|mailto:")
_SHOWN = re.compile(r"[ \t]*+(?:[-*>]|\d+[.)])?[ \t]*+")
_SCRIPT = re.compile(r"<<(/?)script[^<>]*+>>", re.IGNORECASE)
_CODE = re.compile(
    r"<<(?:[^<>]|[<>](?![<>]))*+>>|<%(?:[^%<]|%(?!>)|<(?!%))*+%>|/%(?:[^%/]|%(?!/)|/(?!%))*+%/|\{(?:embed|reveal|cycling|back|"
    r"restart|dropdown|text input|var)\b[^{}\n]*+\}"
)
_MODIFIER = re.compile(
    r"\[(?:if|unless|else|after|align|cont\w*+|note|JavaScript|CSS)\b[^\]\n]*+\]", re.IGNORECASE
)
_VARIABLES = re.compile(r"\A(?:[ \t]*+[\w.$]++(?:[ \t]*+\([^)\n]*+\))?[ \t]*+:[^\n]*+\n|\s*+\n)*+--\n")
_HARLOWE = re.compile(r"\([\w-]++:")
_HOOK = re.compile(r"\|?\w*+>\[|\]<\w*+\||[\[\]]")


def links(body: str) -> Iterator[tuple[str, str]]:
    """Yield the label and the target of each link; one of which the target is worked out is left out."""
    found = sorted([*_LINK.finditer(body), *_MACRO.finditer(body)], key=lambda one: one.start())
    for one in found:
        label, target = _parted(one[1]) if one.re is _LINK else _of_macro(one)
        target = folded(target)
        if target and not _COMPUTED.match(target):
            yield folded(plain(label)) or target, target


def words(body: str, *, is_harlowe: bool) -> str:
    """Return what a passage tells: paragraphs, without its code and without lines that are only a link."""
    said = _SCRIPT.sub(r"<\1script>", _VARIABLES.sub("", body))
    lines = (_line(line) for line in _CODE.sub("", said).split("\n"))
    text = _MODIFIER.sub("", "\n".join(lines))
    if is_harlowe:
        text = _HOOK.sub("", _without_macros(text))
    return "\n\n".join(plain(text).replace("''", "").split("\n"))


def _line(line: str) -> str:
    """Return a line with the labels of its links; nothing of one that only has links."""
    if not _SHOWN.fullmatch(_LINK.sub("", line)):
        return _LINK.sub(lambda link: _parted(link[1])[0], line)
    return "" if _LINK.search(line) else line


def _parted(link: str) -> tuple[str, str]:
    """Return the label and the target that are between the brackets of a link."""
    if "->" in link:
        label, _, target = link.rpartition("->")
    elif "<-" in link:
        target, _, label = link.partition("<-")
    elif "|" in link:
        label, _, target = link.rpartition("|")
    else:
        label = target = link
    return label, target


def _of_macro(found: re.Match[str]) -> tuple[str, str]:
    label, target = found[1] or found[2] or "", found[3] or found[4] or ""
    return label, target or ("" if found[0].startswith(("<<link", "<<button")) else label)


def _without_macros(text: str) -> str:
    """Return a text without Harlowe's macros, of which one can be in another."""
    kept: list[str] = []
    at = 0
    while found := _HARLOWE.search(text, at):
        kept.append(text[at : found.start()])
        at = _closed(text, found.end())
    return "".join([*kept, text[at:]])


def _closed(text: str, at: int) -> int:
    """Return where a bracket closes of which the inside begins here; or the end of the text."""
    depth = 1
    while depth and at < len(text):
        depth += (text[at] == "(") - (text[at] == ")")
        at += 1
    return at
