"""The flowchart as a widget: pictures made here, marked and moved in the page, and there edited too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from typing import Any, Self

import anywidget
import traitlets

from .. import scripts
from ..handbook.case import Case
from ..handbook.model import Handbook
from .style import CSS, MODULES
from .svg import page_svg, starts_svg

_HERE = Path(__file__).parent
_CANVAS = ("view.js", "canvas_handles.js", "canvas_asking.js", "canvas_aiming.js", "canvas.js")
STARTS = ""
"""Key of the picture before a case begins; those of situations go by the situation's id."""


class FlowchartWidget(anywidget.AnyWidget):
    """A flowchart in which a step can be chosen and a case followed.

    The pictures are sent once; following a case sends only ids, which the page marks in the picture it has.
    Choosing a step is an event and no state, since the same step can be chosen twice. Unless ``styled``, it
    leaves its style sheet to the page.

    Examples
    --------
    >>> import ehbi
    >>> handbook = ehbi.load()
    >>> chart = FlowchartWidget.of(handbook)
    >>> chart.follow(ehbi.Case(handbook).begin("reset-mail").answer("ja"))
    >>> chart.shown, chart.visited, chart.current
    ('reset-mail', ['reset-mail'], 'mail-zoeken')
    """

    _esm = scripts.one_module(
        scripts.MODULES["ehbi/elements"],
        *MODULES.values(),
        *(_HERE / name for name in ("view.js", "widget.js")),
    )
    _css = CSS

    svgs = traitlets.Dict(key_trait=traitlets.Unicode(), value_trait=traitlets.Unicode()).tag(sync=True)
    """The pictures: SVG text by key, which is the id of a situation, or ``""`` for where a case can start.

    They stand in one page, so each has ids of its own. Default: none.
    """

    shown = traitlets.Unicode(STARTS).tag(sync=True)
    """Key of the picture to show. A key without a picture changes nothing. Default: ``""``."""

    visited = traitlets.List(traitlets.Unicode()).tag(sync=True)
    """Ids of the steps that the case has passed, first to last. Default: none."""

    taken = traitlets.List(traitlets.List(traitlets.Unicode(), minlen=2, maxlen=2)).tag(sync=True)
    """The arrows that the case has followed, each as ``[step id, answer id]``. Default: none."""

    current = traitlets.Unicode("").tag(sync=True)
    """Id of the step that the case is at; ``""`` before it starts. Default: ``""``."""

    arrows = traitlets.Bool(False).tag(sync=True)
    """Whether an arrow can be chosen too, by its label. It takes a pointer: with the keyboard one chooses the
    step that asks, so who listens offers the same there. Default: False."""

    def __init__(self, *, styled: bool = True, **traits: Any) -> None:
        super().__init__(**traits if styled else {"_css": "", **traits})
        self._heard: list[Callable[[str], object]] = []
        self._heard_arrow: list[Callable[[str, str], object]] = []
        self.on_msg(self._hear)

    @classmethod
    def of(
        cls, handbook: Handbook, on_choose: Callable[[str], object] | None = None, *, styled: bool = True
    ) -> Self:
        """Return a widget with a picture of each situation, and one of where a case can start."""
        svgs = {STARTS: starts_svg(handbook, "live_")}
        svgs |= {start.id: page_svg(handbook, start.id, f"live_{start.id}") for start in handbook.situations}
        widget = cls(styled=styled, svgs=svgs)
        if on_choose:
            widget.on_choose(on_choose)
        return widget

    def follow(self, case: Case) -> None:
        """Show where a case is, in the picture of its situation."""
        with self.hold_sync():
            self.shown = case.situation.id if case.situation else STARTS
            self.visited = [passed.step.id for passed in case.passed]
            self.taken = [list(arrow) for arrow in case.taken]
            self.current = case.step.id if case.step else ""

    def on_choose(self, act: Callable[[str], object]) -> None:
        """Have a function called with the id of the step each time a step is chosen."""
        self._heard.append(act)

    def choose(self, step: str) -> None:
        """Choose a step, as a click on it does."""
        for act in self._heard:
            act(step)

    def on_choose_arrow(self, act: Callable[[str, str], object]) -> None:
        """Have a function called with the ids of step and answer each time an arrow is chosen."""
        self._heard_arrow.append(act)

    def choose_arrow(self, step: str, answer: str) -> None:
        """Choose an arrow, as a click on its label does."""
        for act in self._heard_arrow:
            act(step, answer)

    def _hear(self, _widget: object, content: object, _buffers: object) -> None:
        match content:
            case {"kind": "choose", "step": str(step), "answer": str(answer)}:
                if self._shows(f' data-from="{step}" data-answer="{answer}"'):
                    self.choose_arrow(step, answer)
            case {"kind": "choose", "step": str(step)} if self._shows(f' data-step="{step}"'):
                self.choose(step)

    def _shows(self, what: str) -> bool:
        return any(what in picture for picture in self.svgs.values())


class CanvasWidget(FlowchartWidget):
    """A flowchart that can be edited where one sees it.

    It decides nothing: a gesture is told as a message with an ``act``, and whoever hears it changes the
    pictures, or tells the chart what to ask a person.
    """

    _esm = scripts.one_module(
        *(scripts.MODULES[f"ehbi/{name}"] for name in ("elements", "chooser", "clipboard")),
        *MODULES.values(),
        *(_HERE / name for name in _CANVAS),
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
