"""Explore the handbook and what the case log tells about it: pick steps, see traffic, look at plots."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from ...book import CARD_CSS
from ...explore import Traffic, chosen, count_traffic, make_sample, traffic_chart, words
from ...flowchart import FlowchartWidget, fade, lay_out, to_markup
from ...handbook import Handbook, clock
from ...store import CaseCount as Way
from ...store import LoggedCase as Walk
from ...store import Remark
from .choices import Choices, dropdown
from .parts import plots_html, summary_html, told_html

LOG, SAMPLE = "balie", "voorbeeld"
TROUBLE = "Er ging iets mis. Voer de cel opnieuw uit."
INVITATION = "<p>Kies een stap in het stroomschema om te lezen wat de cijfers en de balie erover zeggen.</p>"
_CSS = Path(__file__).with_name("explorer.css").read_text(encoding="utf-8")
_CHART = ""


def _shown(method: Callable[..., None]) -> Callable[..., None]:
    """Show an error to the person instead of losing it in the kernel's log."""

    @wraps(method)
    def wrapper(self: Explorer, *arguments: Any) -> None:
        try:
            method(self, *arguments)
        except Exception:
            self.status.value = f'<p class="ehbi-trouble">{TROUBLE}</p>'
            raise

    return wrapper


class Explorer(widgets.VBox):
    """The page of whoever looks after the handbook, to look around in it. It changes nothing.

    Parameters
    ----------
    handbook
        The revision to explore.
    walks
        The case log; None where nothing has been kept yet.
    remarks
        What the desk said about steps.

    Attributes
    ----------
    traffic : Traffic
        What is on show.

    Examples
    --------
    >>> import ehbi
    >>> explorer = Explorer(ehbi.load(), None, ())
    >>> explorer.choices.party.value = "lener"
    >>> explorer.status.value
    '<p>8 van de 30 stappen vallen binnen je keuze.</p>'
    """

    def __init__(
        self, handbook: Handbook, walks: Sequence[Walk | Way] | None, remarks: Sequence[Remark] = ()
    ) -> None:
        self.handbook, self.walks, self.remarks = handbook, walks, tuple(remarks)
        self._counted: dict[str, Traffic] = {}
        self._plotted: dict[str, str] = {}
        options = [("Wat de balie deed", LOG), (words.SAMPLE, SAMPLE)]
        self.source = dropdown("Cijfers", options, self._show)
        self.weighed = widgets.Checkbox(value=True, description="Drukke pijlen dikker", indent=False)
        self.weighed.observe(lambda _: self._picture(), names=["value"])
        self.choices = Choices(handbook, self._picture)
        self.summary, self.status, self.step, self.plots = (widgets.HTML() for _ in range(4))
        self.chart = FlowchartWidget()
        self.chart.on_choose(self._tell)
        super().__init__([widgets.HTML(f"<style>{CARD_CSS}{_CSS}</style>"), *self._laid_out()])
        self._dom_classes = ("ehbi", "ehbi-explorer")
        self._show()

    def _laid_out(self) -> list[widgets.Widget]:
        columns = widgets.Box([self.chart, self.step])
        top = widgets.Box([self.source, self.weighed])
        named = {"ehbi-columns": columns, "ehbi-picture": self.chart, "ehbi-beside": self.step}
        for name, box in (named | {"ehbi-choices": top}).items():
            box.add_class(name)
        return [top, self.summary, self.choices, self.status, columns, self.plots]

    @property
    def traffic(self) -> Traffic:
        """What is on show, counted once."""
        source = self.source.value
        if source not in self._counted:
            last_year = clock.now().year - 1
            cases = make_sample(self.handbook, last_year) if source == SAMPLE else self.walks or ()
            self._counted[source] = count_traffic(self.handbook, cases)
        return self._counted[source]

    @_shown
    def _show(self) -> None:
        """Show other numbers."""
        traffic, source = self.traffic, self.source.value
        self.summary.value = summary_html(traffic, known=self.walks is not None)
        self._picture()
        self._tell(self.chart.current)
        if source not in self._plotted:
            self._plotted[source] = plots_html(traffic)
        self.plots.value = self._plotted[source]

    @_shown
    def _picture(self) -> None:
        """Draw the steps that were picked before all others."""
        handbook, choice = self.handbook, self.choices.choice
        today = clock.now().astimezone(clock.HERE).date()
        kept = chosen(handbook, self.remarks, choice, today)
        situation, weighed = choice.situation, self.weighed.value
        plain = traffic_chart(self.traffic, situation) if weighed else lay_out(handbook, situation)
        self.chart.svgs = {_CHART: to_markup(fade(plain, kept), "explorer")}
        within = f"{len(kept)} van de {len(handbook.steps)} stappen vallen binnen je keuze."
        self.status.value = f"<p>{within}</p>"

    @_shown
    def _tell(self, step: str) -> None:
        """Tell what there is to know about a step."""
        self.chart.current = step
        self.step.value = told_html(self.traffic, step, self.remarks) if step else INVITATION
