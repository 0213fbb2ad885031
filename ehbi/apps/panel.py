"""A panel: what a page shows of headings, fields and buttons, as plain values made in the kernel."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeAlias

import anywidget
import traitlets

from .. import scripts

Option = tuple[str, str]
"""What is sent when it is chosen, and what is read."""
GroupedOption = tuple[str, str, str]
"""The same, with the name of the group that it stands in."""


class Tone(StrEnum):
    """How much a block stands out."""

    PLAIN = "plain"
    SOFT = "soft"
    STRONG = "strong"
    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a part, as a heading of level 2 or deeper."""

    id: str
    text: str
    level: int = 2
    kind: str = field(default="heading", init=False)


@dataclass(frozen=True, slots=True)
class Text:
    """Words to read; ``live`` ones are read out when they change."""

    id: str
    text: str
    tone: Tone = Tone.PLAIN
    live: bool = False
    kind: str = field(default="text", init=False)


@dataclass(frozen=True, slots=True)
class Html:
    """A piece of our own HTML, in which everything that people wrote is escaped already."""

    id: str
    html: str
    kind: str = field(default="html", init=False)


@dataclass(frozen=True, slots=True)
class Button:
    """Something to do.

    ``spoken`` is what it says to a screen reader and under the mouse, if not its label; a ``current`` one has
    led to what is on show.
    """

    id: str
    label: str
    tone: Tone = Tone.PLAIN
    disabled: bool = False
    spoken: str = ""
    current: bool = False
    kind: str = field(default="button", init=False)


@dataclass(frozen=True, slots=True)
class Field:
    """Something to fill in.

    Its form is ``"line"``, ``"name"`` for a line that is sent when it is whole, ``"text"`` for several lines,
    ``"code"``, ``"choice"``, ``"search"`` for a choice of which typing narrows the list, ``"check"``,
    ``"number"``, ``"date"``, ``"moment"`` for a day with a time, or ``"file"`` or ``"image"``, which are
    filled in with a :class:`File`. A choice has its options, or the name of a list that :meth:`Panel.offer`
    offered. ``problems`` is what is wrong with it, worst first. Of a text that should not be longer than
    ``longest`` (0 for any) it says near that end how much is left. What is written in it is in the language
    with the tag ``lang``, if not in that of the page, and runs in its ``direction``.
    """

    id: str
    label: str
    value: str | bool
    form: str = "line"
    options: tuple[Option, ...] | str = ()
    hint: str = ""
    problems: tuple[tuple[Tone, str], ...] = ()
    longest: int = 0
    lang: str = ""
    direction: str = "auto"
    kind: str = field(default="field", init=False)


@dataclass(frozen=True, slots=True)
class Marker:
    """Something on a picture that can be moved: where it is, in thousandths of the picture's sides.

    Pressing it leads to the block that it ``opens``; Delete presses the button that ``removes`` it.
    """

    id: str
    label: str
    x: int
    y: int
    opens: str
    removes: str


@dataclass(frozen=True, slots=True)
class Pointed:
    """A picture on which a person points: a click asks for a marker there, and each can be moved.

    ``image`` names one that the panel has, ``drawing`` is our own HTML that lies over it, and ``said`` is
    read out when it changes.
    """

    id: str
    label: str
    image: str
    alt: str
    size: tuple[int, int]
    drawing: str
    markers: tuple[Marker, ...]
    said: str = ""
    kind: str = field(default="pointed", init=False)


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that belong together; one with ``fold`` can be folded open, a ``framed`` one has an edge."""

    id: str
    label: str
    blocks: tuple[Block, ...]
    fold: bool = False
    across: bool = False
    framed: bool = False
    kind: str = field(default="group", init=False)


@dataclass(frozen=True, slots=True)
class File:
    """A file that a person chose; its content is None when that is more than a page takes."""

    name: str
    content: bytes | None


@dataclass(frozen=True, slots=True)
class Point:
    """Where a person pointed on a picture, in thousandths of its sides.

    ``marker`` is the number of the one that moves there, None for a new one.
    """

    x: int
    y: int
    marker: int | None = None
    by_keys: bool = False


Block: TypeAlias = Heading | Text | Html | Button | Field | Pointed | Group


class Panel(anywidget.AnyWidget):
    """Shows blocks, and says what a person filled in or pressed.

    Each block is known by its id. A block that stays keeps its place in the page with what is typed there
    and where the caret is, so blocks can be made anew at each keystroke.

    ``label`` is its name for a screen reader. ``on_fill`` is called with a field's id and its value, a short
    while after it was typed; ``on_press`` with a button's id; ``on_point`` with a picture's id and the place.
    """

    _esm = scripts.one_module(
        *(scripts.MODULES[f"ehbi/{name}"] for name in ("elements", "chooser")),
        *(Path(__file__).with_name(name) for name in ("panel_fields.js", "panel_pointing.js", "panel.js")),
    )
    _css = Path(__file__).with_name("panel.css").read_text(encoding="utf-8")

    label = traitlets.Unicode().tag(sync=True)

    lists = traitlets.Dict().tag(sync=True)
    """Options that several fields share, by name."""

    images = traitlets.Dict().tag(sync=True)
    """Pictures that its blocks show, by digest: WebP."""

    blocks = traitlets.List(traitlets.Dict()).tag(sync=True)
    """What it shows, as plain data."""

    def __init__(
        self,
        label: str,
        on_fill: Callable[[str, Any], None],
        on_press: Callable[[str], None],
        on_point: Callable[[str, Point], None] = lambda *_: None,
    ) -> None:
        super().__init__(label=label)
        self._on_fill, self._on_press, self._on_point = on_fill, on_press, on_point
        self.on_msg(self._hear)

    def offer(self, lists: Mapping[str, Sequence[Option | GroupedOption]]) -> None:
        """Have lists of options ready for the fields that name them, so that each is sent once."""
        self.lists = {name: [[*option] for option in options] for name, options in lists.items()}

    def have(self, images: Mapping[str, bytes]) -> None:
        """Have pictures ready for the blocks that show them, so that each is sent once."""
        if self.images.keys() != images.keys():
            self.images = {**images}

    def show(self, blocks: Sequence[Block]) -> None:
        """Show these blocks in the place of those before."""
        self.blocks = [asdict(block) for block in blocks]

    def focus(self, block: str) -> None:
        """Take the person to a block."""
        self.send({"focus": block})

    def save(self, name: str, mime: str, content: bytes) -> None:
        """Hand the person a file, as a download of this MIME type."""
        self.send({"save": name, "mime": mime}, [content])

    def _hear(self, _widget: object, content: object, buffers: Sequence[bytes | memoryview]) -> None:
        match content:
            case {"fill": str(block), "file": str(name)}:
                self._on_fill(block, File(name, bytes(buffers[0]) if buffers else None))
            case {"fill": str(block), "value": str() | bool() as value}:
                self._on_fill(block, value)
            case {"press": str(block)}:
                self._on_press(block)
            case {"point": str(block), "x": int(x), "y": int(y), "marker": int() | None as marker, **more}:
                self._on_point(block, Point(x, y, marker, more.get("keys") is True))
                # Where it was refused nothing else comes, and a marker would stay where it was dropped.
                self.send({"pointed": block})
