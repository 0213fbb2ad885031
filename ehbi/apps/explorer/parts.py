"""What the explorer shows as HTML; every text in it is escaped."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from datetime import datetime
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ...book import step_html
from ...book.parts import DOUBT_NAMES
from ...explore import Traffic, plot_back, plot_ends, plot_months, plot_unreached, words
from ...explore.plots import picture
from ...handbook import clock
from ...store import Remark

PLOTS = (plot_months, plot_ends, plot_back, plot_unreached)


@cache
def _templates() -> Environment:
    loader = PackageLoader("ehbi.apps.explorer")
    templates = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    templates.globals.update(words=words, day=_day, doubts=DOUBT_NAMES, data=_data)
    return templates


def _data(file: bytes) -> str:
    return b64encode(file).decode()


def _day(at: datetime) -> str:
    return clock.day(at.astimezone(clock.HERE).date())


def summary_html(traffic: Traffic, *, known: bool) -> str:
    """Return how many cases there are and what to mind; ``known`` says whether there is a log at all."""
    return _templates().get_template("summary.html.j2").render(traffic=traffic, known=known)


def told_html(traffic: Traffic, step_id: str, remarks: Sequence[Remark]) -> str:
    """Return a step with what numbers and desk say about it."""
    step = traffic.handbook.step(step_id)
    passages = {one.answer: one for one in traffic.passages if one.step == step_id}
    return (
        _templates()
        .get_template("step.html.j2")
        .render(
            card=Markup(step_html(traffic.handbook, step)),  # noqa: S704  # escaped already
            traffic=traffic,
            seen=next(seen for seen in traffic.steps if seen.step == step_id),
            answers=[(answer.label, passages[answer.id]) for answer in step.answers],
            remarks=[remark for remark in remarks if remark.step == step_id],
        )
    )


def plots_html(traffic: Traffic) -> str:
    """Return all plots, each with the same in words; nothing when there is nothing to plot."""
    pictures = [picture(plot, traffic) for plot in PLOTS] if traffic.cases else []
    return _templates().get_template("plots.html.j2").render(pictures=pictures)
