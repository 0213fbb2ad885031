"""What a Mermaid flowchart says, read from left to right: its nodes, arrows and groups.

No pattern goes back over what it has read, so the time that it takes grows with the text and not faster.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ...handbook.checks.size import TEXT
from ...handbook.errors import MAX_DEPTH, HandbookError, clip
from ..networks import DIAMOND
from ..source import refusal
from . import refuse_large
from .mermaid_diagram import Arrow, Block, Diagram, Group, Node, words

MOST_STATEMENTS = 100_000
"""Far more than the largest flowchart has of nodes, arrows and styles."""
BEGINS = re.compile(r"\s*+(?:flowchart(?:-elk)?|graph)(?=[\s;]|$)")
"""How the code of a flowchart begins."""
_BETWEEN = re.compile(r"(?:[\s;]|%%[^\n]*+)*+")
_AFTER = re.compile(r"[ \t]*+(?:[\n;]|%%|$)")
_DIRECTION = re.compile(r"[ \t]*+(?:TB|TD|BT|RL|LR|[<>^v])(?=[\s;])")
_REST = r'(?:"[^"\n]*+"|[^;\n"])*+[^;\n]*+'
_STYLING = re.compile(
    r"(?:style|linkStyle|classDef|class|direction|acc(?:Title|Descr)[ \t]*+:)[ \t]+(?=[\w\"#*])"
    rf"{_REST}|click[ \t]+(?=[\w\"])(?:\"[^\"]*+\"|[^;\n\"])*+|accDescr\s*+\{{[^}}]*+\}}"
)
_SUBGRAPH = re.compile(rf"subgraph(?=\s|;|$)[ \t]*+({_REST})")
_TITLED = re.compile(r"([^\[]*+)\[(.*)\]")
_END = re.compile(r"end(?=[ \t]*+(?:[\n;]|$))")

_NAME = re.compile(r"(?:[\w!#$'*+./?\\`]|[^\x00-\x7f\s]|-(?![->.])|=(?!=)|%(?!%)|:(?!::)|&(?=\w)|@(?!\{))++")
_AND = re.compile(r"[ \t]*+&\s*+")
_OPENS = re.compile(r"\(\(\(|\(\(|\(\[|\[\[|\[\(|\[[/\\]|\{\{|[\[({>]")
_CLOSES = {
    "(((": r"\)\)\)",
    "((": r"\)\)",
    "([": r"\]\)",
    "[[": r"\]\]",
    "[(": r"\)\]",
    "[/": r"[/\\]?\]",
    "[\\": r"[/\\]?\]",
    "{{": r"\}\}",
    "[": r"\]",
    "(": r"\)",
    "{": r"\}",
    ">": r"\]",
}
_CLOSING = {opens: re.compile(closes) for opens, closes in _CLOSES.items()}
_QUOTED = re.compile(r'\s*+"([^"]*+)"\s*+')
_CLASS = re.compile(r":::([\w-]++)")
_DATA = re.compile(r'@\{((?:"[^"]*+"|[^"}])*+)\}')
_FIELD = re.compile(r"""(?<![\w-])(label|shape)\s*+:\s*+(?:"([^"]*+)"|([^,\n]*+))""")
_DIAMONDS = frozenset({"diamond", "diam", "decision", "question", "rhombus"})

_BEFORE = r"(?:[ \t]*+(?:(?P<edge>\w[\w-]*+)@)?[xo]?|\s*+)(?P<back><?)"
_ARROW = re.compile(rf"{_BEFORE}(?P<line>--+[-xo>]|==+[=xo>]|-?\.+-[xo>]?|~~~+)\s*+")
_BEGUN = re.compile(rf"{_BEFORE}(?P<line>--|==|-\.)")
_SAID = {
    "--": re.compile(r'(?:\s*+"([^"]*+)"\s*+|((?:[^-\n]|-(?!-))*+))(?P<line>--+[-xo>])\s*+'),
    "==": re.compile(r'(?:\s*+"([^"]*+)"\s*+|((?:[^=\n]|=(?!=))*+))(?P<line>==+[=xo>])\s*+'),
    "-.": re.compile(r'(?:\s*+"([^"]*+)"\s*+-?|((?:[^.\n]|\.++(?!-))*+))(?P<line>\.+-[xo>]?)\s*+'),
}
_BETWEEN_BARS = re.compile(r'\|(?:\s*+"([^"]*+)"\s*+|([^|]*+))\|\s*+')


@dataclass(frozen=True, slots=True)
class _Link:
    label: str
    forth: bool
    back: bool


def parse(block: Block, file: str) -> Diagram:
    """Return what the code of a flowchart says, or refuse it at the line that cannot be read."""
    begun = BEGINS.match(block.code)
    return _Parser(block, file, begun.end() if begun else 0).read()


@dataclass(slots=True)
class _Parser:
    block: Block
    file: str
    at: int
    diagram: Diagram = field(default_factory=Diagram)
    _open: list[Group] = field(default_factory=list)
    _edges: set[str] = field(default_factory=set)

    def read(self) -> Diagram:
        self._take(_DIRECTION)
        self._take(_BETWEEN)
        for _ in range(MOST_STATEMENTS):
            if self.at == len(self.block.code):
                break
            self._statement()
            self._take(_BETWEEN)
        else:
            message = "De flowchart heeft meer dan {most} regels"
            raise self._refused(message, "Kies het goede bestand", most=MOST_STATEMENTS)
        if self._open:
            title = clip(self._open[-1].title)
            raise self._refused("Subgraph ‘{title}’ wordt niet gesloten", "Zet er end onder", title=title)
        for name in self._edges:  # of which a later line only says how it looks
            self.diagram.nodes.pop(name, None)
        return self.diagram

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        if found := pattern.match(self.block.code, self.at):
            self.at = found.end()
        return found

    def _refused(self, message: str, remedy: str, **values: object) -> HandbookError:
        line = self.block.code.count("\n", 0, self.at) + self.block.line
        return refusal(self.file, line, message, remedy, **values)

    def _statement(self) -> None:
        if found := self._take(_SUBGRAPH):
            self._begin(found[1].strip())
        elif self._take(_END):
            if not self._open:
                raise self._refused("Hier staat end zonder subgraph", "Haal end weg, of begin met subgraph")
            self._open.pop()
        elif not self._take(_STYLING):
            self._chain()

    def _begin(self, said: str) -> None:
        if len(self._open) == MAX_DEPTH:
            message = "Er staan hier meer dan {most} subgraphs in elkaar"
            raise self._refused(message, "Maak de flowchart minder diep", most=MAX_DEPTH)
        found = None if said.startswith('"') else _TITLED.match(said)
        name, title = (found[1].strip(), found[2]) if found else (said.strip('"'), said)
        group = Group(words(self._short(title.strip().strip('"'))).replace("\n", " "))
        self._open.append(self.diagram.groups.setdefault(name, group))

    def _chain(self) -> None:
        tails = self._nodes()
        while link := self._link():
            heads = self._nodes()
            self._join(tails, heads, link)
            tails = heads
        if not _AFTER.match(self.block.code, self.at):
            raise self._unread()

    def _unread(self) -> HandbookError:
        seen = self.block.code[self.at :].partition("\n")[0].strip()
        message = "Dit is niet te lezen: ‘{seen}’" if seen else "Achter deze pijl staat geen stap"
        return self._refused(message, "Controleer haken, aanhalingstekens en pijlen", seen=clip(seen))

    def _nodes(self) -> list[str]:
        names = [self._node()]
        while self._take(_AND):
            names.append(self._node())
        return names

    def _node(self) -> str:
        found = self._take(_NAME)
        if not found:
            raise self._unread()
        name = self._short(found[0])
        node = self.diagram.nodes.setdefault(name, Node(name, name))
        refuse_large(self.file, len(self.diagram.nodes), len(self.diagram.arrows))
        for group in self._open:
            group.nodes[name] = None
        if not node.group:
            node.group = next((group.title for group in reversed(self._open) if group.title), "")
        while self._described(node):
            pass
        return name

    def _described(self, node: Node) -> bool:
        """Take what stands behind a name, if anything does."""
        if found := self._take(_OPENS):
            node.said = self._inside(found[0])
            node.shape = DIAMOND if found[0] == "{" else ""
        elif found := self._take(_CLASS):
            node.classes.add(found[1])
        elif found := self._take(_DATA):
            for key, quoted, bare in _FIELD.findall(found[1]):
                if key == "label":
                    node.said = self._short(quoted or bare.strip(" '"))
                else:
                    node.shape = DIAMOND if (quoted or bare).strip() in _DIAMONDS else ""
        return found is not None

    def _inside(self, opens: str) -> str:
        """Take the text of a shape and what closes it."""
        closing = _CLOSING[opens]
        quoted = _QUOTED.match(self.block.code, self.at)
        closes = quoted and closing.match(self.block.code, quoted.end())
        if not closes:
            quoted, closes = None, closing.search(self.block.code, self.at)
        if not closes:
            raise self._refused("De haak ‘{opens}’ wordt niet gesloten", "Zet de haak erbij", opens=opens)
        said = quoted[1] if quoted else self.block.code[self.at : closes.start()]
        self.at = closes.end()
        return self._short(said)

    def _short(self, said: str) -> str:
        if len(said) > TEXT:
            message = "Hier staat een tekst van {count} tekens; er kunnen er {most} in"
            raise self._refused(message, "Maak de tekst korter", count=len(said), most=TEXT)
        return said

    def _link(self) -> _Link | None:
        begun = None if (found := self._take(_ARROW)) else self._take(_BEGUN)
        if begun:
            found = self._take(_SAID[begun["line"]])
            if not found:
                raise self._refused("Een pijl wordt niet afgemaakt", "Schrijf hem als -- tekst -->")
            label = _said(found).rstrip(" -")
        elif found:
            bars = self._take(_BETWEEN_BARS)
            label = _said(bars) if bars else ""
        else:
            return None
        first = begun or found
        if first["edge"]:
            self._edges.add(first["edge"])
        line, back = found["line"], bool(first["back"])
        seen = not line.startswith("~")
        forth = seen and (line.endswith(">") or not back)
        return _Link(words(self._short(label)).replace("\n", " "), forth, seen and back)

    def _join(self, tails: Sequence[str], heads: Sequence[str], link: _Link) -> None:
        for tail in tails:
            for head in heads:
                if link.forth:
                    self.diagram.arrows.append(Arrow(tail, head, link.label))
                if link.back:
                    self.diagram.arrows.append(Arrow(head, tail, link.label))
                refuse_large(self.file, len(self.diagram.nodes), len(self.diagram.arrows))


def _said(found: re.Match[str]) -> str:
    """Return the text that was found, with or without quotes around it."""
    return next(filter(None, found.groups()[:2]), "")
