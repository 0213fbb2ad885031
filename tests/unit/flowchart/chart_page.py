"""A page with the charts of the handbook in it, as the book has them, and what a person does there."""

from __future__ import annotations

import base64
import json

from playwright.sync_api import Locator, Page

from ehbi import flowchart
from ehbi.flowchart import FlowchartWidget
from ehbi.handbook import Handbook

MODULE = "data:text/javascript;base64," + base64.b64encode(FlowchartWidget._esm.encode()).decode()

_MOUNT = f"""
import {{ mount }} from "{MODULE}";
window.chosen = [];
window.chart = mount(document.getElementById("charts"), {{ onSelect: (step) => window.chosen.push(step) }});
"""

_RENDER = f"""
import widget from "{MODULE}";
const heard = {{}};
window.sent = [];
window.heard = heard;
window.model = {{
  state: JSON.parse(document.getElementById("state").textContent),
  get(name) {{ return this.state[name]; }},
  on(names, act) {{ for (const name of names.split(" ")) (heard[name] ??= new Set()).add(act); }},
  off(names, act) {{ for (const name of names.split(" ")) heard[name].delete(act); }},
  send(message) {{ window.sent.push(message); }},
  set(name, value) {{ this.state[name] = value; for (const act of heard[`change:${{name}}`] ?? []) act(); }},
}};
window.end = widget.render({{ model: window.model, el: document.getElementById("charts") }});
"""


def _page(body: str, script: str, width: int, height: int, *, own: bool = False) -> str:
    size = f"#charts {{ width: {width}px; --ehbi-chart-height: {height}px }} #below {{ height: 3000px }}"
    style = f"{flowchart.CSS} body {{ margin: 0 }} {size}"
    kind = "ehbi" if own else ""
    return (
        f'<!DOCTYPE html><html lang="nl"><title>Proef</title><style>{style}</style><body class="{kind}">'
        f'<main>{body}<div id="below"></div></main><script type="module">{script}</script></html>'
    )


def _figure(handbook: Handbook, key: str) -> str:
    picture = flowchart.page_svg(handbook, key or None, f"book_{key}")
    return f'<figure class="ehbi-chart" data-chart="{key}">{picture}</figure>'


class ChartPage:
    """One page with charts."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def mounted(
        self,
        handbook: Handbook,
        *keys: str,
        width: int = 760,
        height: int = 620,
        script: bool = True,
        own: bool = False,
    ) -> ChartPage:
        """Show the charts with these keys, the first one on top; without the script they are just there.

        It is our ``own`` page, or another's, as a notebook's.
        """
        figures = "".join(_figure(handbook, key) for key in keys)
        self.page.set_content(
            _page(f'<div id="charts">{figures}</div>', _MOUNT if script else "", width, height, own=own)
        )
        if script:
            self.page.wait_for_function("window.chart")
            self.show(keys[0])
        return self

    def rendered(self, state: dict[str, object]) -> ChartPage:
        """Show the widget's view of a model."""
        text = json.dumps(state).replace("<", "\\u003c")
        body = f'<script type="application/json" id="state">{text}</script><div id="charts"></div>'
        self.page.set_content(_page(body, _RENDER, 760, 620))
        self.page.wait_for_function("typeof window.end === 'function'")
        return self

    def show(self, key: str) -> None:
        self.page.evaluate("key => window.chart.show(key)", key)
        self.settled()

    def mark(self, current: str, visited: list[str] = [], taken: list[tuple[str, str]] = []) -> None:  # noqa: B006
        self.page.evaluate(
            "marks => window.chart.mark(marks)", {"visited": visited, "taken": taken, "current": current}
        )
        self.settled()

    def settled(self) -> None:
        """Wait for the frame in which the chart takes its place."""
        self.page.evaluate(
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )

    @property
    def figure(self) -> Locator:
        return self.page.locator("figure:visible")

    def node(self, step: str) -> Locator:
        return self.page.locator(f".node[data-step='{step}']:visible")

    def steps(self, name: str) -> set[str]:
        """Ids of the visible nodes with this class."""
        found = self.page.locator(f".node.{name}:visible")
        return set(found.evaluate_all("nodes => nodes.map(node => node.dataset.step)"))

    @property
    def chosen(self) -> list[str]:
        return self.page.evaluate("window.chosen")

    @property
    def scale(self) -> float:
        """How large the chart is shown: 1 is its natural size."""
        return self.figure.locator("svg").evaluate(
            "svg => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width"
        )

    @property
    def scrolled(self) -> tuple[float, float]:
        return tuple(self.figure.evaluate("figure => [figure.scrollLeft, figure.scrollTop]"))

    def arrow(self, step: str, answer: str) -> Locator:
        return self.page.locator(f".arrow[data-from='{step}'][data-answer='{answer}']:visible")

    def change(self, **state: object) -> None:
        """Give the model of a rendered chart other values, all before the view hears of it."""
        self.page.evaluate(
            """state => {
              Object.assign(window.model.state, state);
              for (const [name, value] of Object.entries(state)) window.model.set(name, value);
            }""",
            state,
        )
        self.settled()

    def focused(self) -> str | None:
        return self.page.evaluate("document.activeElement.dataset.step ?? null")

    def drag(self, step: str, across: int, down: int) -> None:
        """Press the mouse on a step, pull, and let go."""
        box = self.node(step).locator(".shape").bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + across / 2, y + down / 2)
        self.page.mouse.move(x + across, y + down)
        self.page.mouse.up()
