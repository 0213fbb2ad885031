"""Explore the handbook and what the case log tells about it: pick steps, see traffic, look at plots."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache, partial
from pathlib import Path

import ipywidgets as widgets
from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from ..book import CARD_CSS, step_html
from ..book.parts import DOUBT_NAMES, templates
from ..explore import (
    Choice,
    Traffic,
    chosen,
    count_traffic,
    make_sample,
    plot_back,
    plot_ends,
    plot_months,
    plot_unreached,
    traffic_chart,
    words,
)
from ..explore.monthly import desk_report
from ..explore.plots import picture
from ..flowchart import FlowchartWidget, fade, lay_out, to_markup
from ..handbook import Handbook, clock
from ..handbook.values import Doubt
from ..store import CaseCount, LoggedCase, Remark
from .controls import Act, guarded
from .figure_files import FigureFiles

LOG, SAMPLE = "balie", "voorbeeld"
TROUBLE = "Er ging iets mis. Voer de cel opnieuw uit."
INVITATION = "<p>Kies een stap in het stroomschema om te lezen wat de cijfers en de balie erover zeggen.</p>"
_CSS = Path(__file__).with_name("explorer.css").read_text(encoding="utf-8")
_CHART = ""
Option = tuple[str, str]
NOTHING = ""
ANY = "iets"
PLOTS = (plot_months, plot_ends, plot_back, plot_unreached)


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

    Examples
    --------
    >>> import ehbi
    >>> explorer = Explorer(ehbi.load(), None, ())
    >>> explorer.choices.party.value = "lener"
    >>> explorer.status.value
    '<p>8 van de 30 stappen vallen binnen je keuze.</p>'
    """

    def __init__(
        self,
        handbook: Handbook,
        walks: Sequence[LoggedCase | CaseCount] | None,
        remarks: Sequence[Remark] = (),
    ) -> None:
        self.handbook, self.walks, self.remarks = handbook, walks, tuple(remarks)
        self._counted: dict[str, Traffic] = {}
        self._plotted: dict[str, str] = {}
        options = [("Wat de balie deed", LOG), (words.SAMPLE, SAMPLE)]
        self.source = _dropdown("Cijfers", options, self._guarded(self._show))
        draw = self._guarded(self._picture)
        self.weighed = widgets.Checkbox(value=True, description="Drukke pijlen dikker", indent=False)
        self.weighed.observe(lambda _: draw(), names=["value"])
        self.choices = Choices(handbook, draw)
        self.summary, self.status, self.step, self.plots = (widgets.HTML() for _ in range(4))
        self.files = FigureFiles(lambda: self.traffic, desk_report, walks)
        self.chart = FlowchartWidget()
        self.chart.on_choose(self._guarded(self._tell))
        super().__init__([widgets.HTML(f"<style>{CARD_CSS}{_CSS}</style>"), *self._laid_out()])
        self._dom_classes = ("ehbi", "ehbi-explorer")
        self._show()

    def _guarded(self, act: Act) -> Act:
        def tell(said: str) -> None:
            self.status.value = f'<p class="ehbi-trouble">{said}</p>'

        return guarded(act, tell, TROUBLE)

    def _laid_out(self) -> list[widgets.Widget]:
        columns = widgets.Box([self.chart, self.step])
        top = widgets.Box([self.source, self.weighed])
        named = {"ehbi-columns": columns, "ehbi-picture": self.chart, "ehbi-beside": self.step}
        for name, box in (named | {"ehbi-choices": top}).items():
            box.add_class(name)
        return [top, self.summary, self.files, self.choices, self.status, columns, self.plots]

    @property
    def traffic(self) -> Traffic:
        """What is on show, counted once."""
        source = self.source.value
        if source not in self._counted:
            last_year = clock.today().year - 1
            cases = make_sample(self.handbook, last_year) if source == SAMPLE else self.walks or ()
            self._counted[source] = count_traffic(self.handbook, cases)
        return self._counted[source]

    def _show(self) -> None:
        """Show other numbers."""
        traffic, source = self.traffic, self.source.value
        self.summary.value = _html("summary", traffic=traffic, known=self.walks is not None)
        self.files.refresh()
        self._picture()
        self._tell(self.chart.current)
        if source not in self._plotted:
            self._plotted[source] = _plots_html(traffic)
        self.plots.value = self._plotted[source]

    def _picture(self) -> None:
        """Draw the steps that were picked before all others."""
        handbook, choice = self.handbook, self.choices.choice
        kept = chosen(handbook, self.remarks, choice, clock.today())
        situation, weighed = choice.situation or None, self.weighed.value
        plain = traffic_chart(self.traffic, situation) if weighed else lay_out(handbook, situation)
        self.chart.svgs = {_CHART: to_markup(fade(plain, kept), "explorer")}
        within = f"{len(kept)} van de {len(handbook.steps)} stappen vallen binnen je keuze."
        self.status.value = f"<p>{within}</p>"

    def _tell(self, step: str) -> None:
        """Tell what there is to know about a step."""
        self.chart.current = step
        self.step.value = _step_html(self.traffic, step, self.remarks) if step else INVITATION


class Choices(widgets.Box):
    """Dropdowns for each thing that steps can be picked by; ``on_change`` is called when one changed."""

    def __init__(self, handbook: Handbook, on_change: Callable[[], None]) -> None:
        make = partial(_dropdown, act=on_change)
        situations = ((f"{step.number}. {step.title}", step.id) for step in handbook.situations)
        parties = ((one.name, one.id) for one in handbook.parties)
        doubts = ((name, doubt.value) for doubt, name in DOUBT_NAMES.items())
        steps = [("Alle stappen", NOTHING), *_steps(handbook)]
        self.situation = make("Situatie", [("Het hele handboek", NOTHING), *situations])
        self.party = make("Wie", [("Iedereen", NOTHING), *parties])
        self.review = make("Nagekeken", [("Maakt niet uit", NOTHING), ("Langer dan een jaar geleden", ANY)])
        self.remark = make("Gemeld door de balie", [("Maakt niet uit", NOTHING), ("Iets", ANY), *doubts])
        self.after = make("Wat volgt op", steps)
        self.through = make("Wegen door", steps)
        super().__init__([self.situation, self.party, self.review, self.remark, self.after, self.through])
        self.add_class("ehbi-choices")

    @property
    def choice(self) -> Choice:
        """What was chosen."""
        remark = self.remark.value
        return Choice(
            party=self.party.value,
            situation=self.situation.value,
            overdue=bool(self.review.value),
            remarked=bool(remark),
            doubt=Doubt(remark) if remark not in (NOTHING, ANY) else None,
            after=self.after.value,
            through=self.through.value,
        )


def _dropdown(label: str, options: Iterable[Option], act: Callable[[], None]) -> widgets.Dropdown:
    """Return a dropdown under its label; ``act`` is called when something else is chosen."""
    made = widgets.Dropdown(description=label, options=list(options), style={"description_width": "initial"})
    made.observe(lambda _: act(), names=["value"])
    return made


def _steps(handbook: Handbook) -> Iterator[Option]:
    """Yield all steps by title, as somebody who looks for one does."""
    for step in sorted(handbook.steps, key=lambda step: step.title.casefold()):
        yield f"{step.title} (situatie {step.number})" if step.number else step.title, step.id


def _day(at: datetime) -> str:
    return clock.day(at.astimezone(clock.HERE).date())


@cache
def _templates() -> Environment:
    return templates().overlay(loader=PackageLoader("ehbi.apps"))


def _html(name: str, **values: object) -> str:
    template = _templates().get_template(f"explorer_{name}.html.j2")
    return template.render(values, words=words, day=_day, base64=b64encode)


def _step_html(traffic: Traffic, step_id: str, remarks: Sequence[Remark]) -> str:
    """Return a step with what numbers and desk say about it."""
    step = traffic.handbook.step(step_id)
    passages = {one.answer: one for one in traffic.passages if one.step == step_id}
    return _html(
        "step",
        card=Markup(step_html(traffic.handbook, step)),  # noqa: S704  # escaped already
        traffic=traffic,
        seen=next(seen for seen in traffic.steps if seen.step == step_id),
        answers=[(answer.label, passages[answer.id]) for answer in step.answers],
        remarks=[remark for remark in remarks if remark.step == step_id],
    )


def _plots_html(traffic: Traffic) -> str:
    """Return all plots, each with the same in words; nothing when there is nothing to plot."""
    return _html("plots", pictures=[picture(plot, traffic) for plot in PLOTS] if traffic.cases else [])
