"""The flowchart as a canvas: gestures on it are told as they are made, and it shows what those ask for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from typing import Any

import traitlets

from .. import scripts
from .style import CSS, MODULES
from .widget import FlowchartWidget

_HERE = Path(__file__).parent
_SCRIPTS = (
    "view.js",
    "canvas_handles.js",
    "canvas_menu.js",
    "canvas_typing.js",
    "canvas_choosing.js",
    "canvas_dragging.js",
    "canvas_search.js",
    "canvas.js",
)


class CanvasWidget(FlowchartWidget):
    """A flowchart that can be edited where one sees it.

    It decides nothing: a gesture is told as a message with an ``act``, and whoever hears it changes the
    pictures, or tells the chart what to ask a person.
    """

    _esm = scripts.one_module(
        *(scripts.MODULES[f"ehbi/{name}"] for name in ("elements", "chooser", "clipboard")),
        *MODULES.values(),
        *(_HERE / name for name in _SCRIPTS),
    )
    _css = CSS + (_HERE / "canvas.css").read_text(encoding="utf-8")

    editable = traitlets.Bool(False).tag(sync=True)
    """Whether the pictures on show can be edited. Default: False."""

    told = traitlets.Dict().tag(sync=True)
    """What the chart was told last. A trait and no message: it comes after the pictures that it is about."""

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        self._heard_edit: list[Callable[[Mapping[str, Any]], object]] = []
        self._turns = count(1)

    def on_edit(self, act: Callable[[Mapping[str, Any]], object]) -> None:
        """Have a function called with each gesture: a mapping with an ``act`` and what that is about."""
        self._heard_edit.append(act)

    def tell(self, kind: str, **content: Any) -> None:
        """Tell the chart one thing, the same one again too."""
        self.told = {"kind": kind, "turn": next(self._turns), **content}

    def _hear(self, widget: object, content: object, buffers: object) -> None:
        if isinstance(content, dict) and content.get("kind") == "edit":
            for act in self._heard_edit:
                act(content)
        else:
            super()._hear(widget, content, buffers)
