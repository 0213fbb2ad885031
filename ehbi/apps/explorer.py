"""Explore the handbook and what the case log tells about it: pick steps, see traffic, look at plots."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path

import ipywidgets as widgets
from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from ..book import CARD_CSS, step_html
from ..book.parts import templates
from ..explore import (
    Published,
    Traffic,
    chosen,
    compare,
    count_traffic,
    last_rooms,
    make_sample,
    missed,
    only,
    paths_to,
    plot_ends,
    plot_hard,
    plot_months,
    plot_unreached,
    select,
    traffic_chart,
    words,
)
from ..explore.monthly import desk_report
from ..explore.plots import picture
from ..flowchart import FlowchartWidget, fade, lay_out, to_markup
from ..handbook import Handbook, clock
from ..handbook.values import OutcomeKind
from ..store import CaseCount, LoggedCase, Remark, RoomCount
from .controls import Act, guarded
from .explorer_choices import NOTHING, Choices, PeriodChoice, dropdown
from .figure_files import FigureFiles

LOG, SAMPLE = "balie", "voorbeeld"
TROUBLE = "Er ging iets mis. Voer de cel opnieuw uit."
INVITATION = "<p>Kies een stap in het stroomschema om te lezen wat de cijfers en de balie erover zeggen.</p>"
_CSS = Path(__file__).with_name("explorer.css").read_text(encoding="utf-8")
_CHART = ""
ROOMS = 6
"""Workshops that are shown beside each other."""
PLOTS = (plot_months, plot_ends, plot_hard, plot_unreached)


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
    revisions
        What was published, oldest first: each case counts on its own.
    rooms
        How many people in workshops missed what.

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
        revisions: Sequence[Published] = (),
        rooms: Sequence[RoomCount] = (),
    ) -> None:
        self.handbook, self.walks, self.remarks = handbook, walks, tuple(remarks)
        self.revisions, self._rooms = tuple(revisions), tuple(rooms)
        self._counted: dict[str, Traffic] = {}
        show = self._guarded(self._show)
        options = [("Wat de balie deed", LOG), (words.SAMPLE, SAMPLE)]
        self.source = dropdown("Cijfers", options, show)
        self.period = PeriodChoice(show)
        self.weighed = widgets.Checkbox(value=True, description="Aantallen bij de pijlen", indent=False)
        self.weighed.observe(lambda _: self._guarded(self._picture)(), names=["value"])
        self.choices = Choices(handbook, show)
        self.comparing = Comparing(self._guarded(self._beside))
        self.summary, self.status, self.step, self.plots, self.rooms = (widgets.HTML() for _ in range(5))
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
        beside = widgets.VBox([self.step, self.comparing])
        columns = widgets.Box([self.chart, beside])
        top = widgets.Box([self.source, self.period, self.choices])
        told = widgets.Box([self.summary, self.status, self.weighed])
        named = {"ehbi-columns": columns, "ehbi-picture": self.chart, "ehbi-beside": beside}
        for name, box in (named | {"ehbi-choices": top, "ehbi-within": told}).items():
            box.add_class(name)
        return [top, told, columns, self.rooms, self.files, self.plots]

    @property
    def all(self) -> Traffic:
        """What there is of the source on show, counted once."""
        source = self.source.value
        if source not in self._counted:
            last_year = clock.today().year - 1
            cases = make_sample(self.handbook, last_year) if source == SAMPLE else self.walks or ()
            self._counted[source] = count_traffic(self.handbook, cases, self.revisions)
        return self._counted[source]

    def _show(self) -> None:
        """Show the numbers of what was chosen."""
        everything, choice = self.all, self.choices.choice
        self.period.offer(everything)
        self.kept = chosen(self.handbook, self.remarks, choice, clock.today())
        self.traffic = select(everything, self.period.period, choice, self.kept)
        known = self.walks is not None
        self.summary.value = _html("summary", traffic=self.traffic, everything=everything, known=known)
        self.files.refresh()
        self._picture()
        self._tell(self.chart.current)
        checks = missed(self.handbook, self._rooms) if self.source.value == LOG else ()
        picked = [one for one in checks if one.step.id in self.kept]
        self.rooms.value = _html("rooms", checks=picked, rooms=last_rooms(self._rooms, ROOMS))
        self.plots.value = _plots_html(only(self.traffic, choice, self.kept))

    def _picture(self) -> None:
        """Draw the steps that were picked before all others."""
        handbook, situation, kept = self.handbook, self.choices.choice.situation, self.kept
        plain = traffic_chart(self.traffic, situation) if self.weighed.value else lay_out(handbook, situation)
        self.chart.svgs = {_CHART: to_markup(fade(plain, kept), "explorer")}
        within = f"{len(kept)} van de {len(handbook.steps)} stappen vallen binnen je keuze."
        self.status.value = f"<p>{within}</p>"

    def _tell(self, step: str) -> None:
        """Tell what there is to know about a step."""
        self.chart.current = step
        self.step.value = _step_html(self.traffic, step, self.remarks) if step else INVITATION
        self.comparing.offer(self.traffic, step)
        self._beside()

    def _beside(self) -> None:
        """Put what was before a version beside what came after."""
        step, version = self.chart.current, self.comparing.number
        if not step or version is None:
            self.comparing.told.value = ""
            return
        found = compare(self.traffic, version, step, self.comparing.chosen_path)
        self.comparing.told.value = _html("comparison", found=found, kinds=OutcomeKind)


class Comparing(widgets.VBox):
    """Which version to look before and after, and by which path cases came to the step at hand."""

    def __init__(self, act: Act) -> None:
        self.version = dropdown("Vergelijk voor en na", [("Niet vergelijken", NOTHING)], act)
        self.path = dropdown("Langs welke weg", [("Alle wegen", NOTHING)], act)
        self.told = widgets.HTML()
        self._paths: tuple[tuple[str, ...], ...] = ()
        super().__init__([])
        self.add_class("ehbi-comparing")

    def offer(self, traffic: Traffic, step: str) -> None:
        """Offer the versions since the first, and the paths to this step; nothing when there are none."""
        versions = [(str(one.version).capitalize(), str(one.number)) for one in traffic.published[:0:-1]]
        self.children = [self.version, self.path, self.told] if step and versions else []
        if not self.children:
            return
        _keep(self.version, [("Niet vergelijken", NOTHING), *versions])
        self._paths = paths_to(traffic, step)
        named = ((" → ".join(map(traffic.title, path)), str(at)) for at, path in enumerate(self._paths))
        _keep(self.path, [("Alle wegen", NOTHING), *named])

    @property
    def number(self) -> int | None:
        """The version that was chosen."""
        return int(self.version.value) if self.version.value else None

    @property
    def chosen_path(self) -> tuple[str, ...]:
        """The path that was chosen; nothing for all of them."""
        return self._paths[int(self.path.value)] if self.path.value else ()


def _keep(made: widgets.Dropdown, options: list[tuple[str, str]]) -> None:
    """Give a dropdown these options, and what was chosen if that is the same one still."""
    if options != list(made.options):
        before = made.label
        made.options = options
        made.label = before if before in dict(options) else options[0][0]


def _day(at: datetime) -> str:
    return clock.day(at.astimezone(clock.HERE).date())


@cache
def _templates() -> Environment:
    return templates().overlay(loader=PackageLoader("ehbi.apps"))


def _html(name: str, **values: object) -> str:
    template = _templates().get_template(f"explorer_{name}.html.j2")
    return template.render(values, words=words, day=_day)


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
        gone=sum(one.cases for one in traffic.passages if one.step == step_id and not one.answer),
        remarks=[remark for remark in remarks if remark.step == step_id],
    )


@lru_cache(maxsize=8)
def _plots_html(traffic: Traffic) -> str:
    """Return all plots, each with the same in words; nothing when there is nothing to plot."""
    made = [picture(plot, traffic) for plot in PLOTS] if traffic.cases else []
    pictures = [(Markup(one.svg), one.told) for one in made]  # noqa: S704  # drawn, without any text
    return _html("plots", pictures=pictures)
