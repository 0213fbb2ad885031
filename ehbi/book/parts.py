"""Pieces of the handbook as HTML; guide and book show the very same ones."""

from __future__ import annotations

from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ..handbook import Case, Handbook
from ..handbook import handover as handovers
from ..handbook.graph import starts
from ..handbook.languages import DUTCH
from ..handbook.parts import OURS
from ..handbook.pictures import Audience, Picture
from ..handbook.profile import fitting, local_parts, reached
from ..handbook.step import Step
from ..handbook.summary import ASSUMED, again_said, situation_name
from ..handbook.summary import end as summary_end
from ..handbook.text import is_safe, to_html, unsaid
from ..handbook.values import LONGEST_REMARK, Doubt
from .patron import translations
from .pictures import PICTURE_CSS, inside, seen_by

STARTING = "Wat ziet de lener?"
CONFIRMING = "Dit is aangenomen. Klopt het bij deze lener?"

DOUBT_NAMES = {
    Doubt.UNCLEAR: "Het is onduidelijk",
    Doubt.WRONG: "Het klopt niet",
    Doubt.OUTDATED: "Het is verouderd",
    Doubt.OTHER: "Iets anders",
}


@lru_cache(maxsize=1)
def templates() -> Environment:
    """Return the templates; every value is escaped except what the small Markdown made."""
    environment = Environment(
        loader=PackageLoader("ehbi.book"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["markdown"] = lambda text: Markup(to_html(text))  # noqa: S704  # to_html escapes
    environment.globals.update(
        again_said=again_said,
        situation_name=situation_name,
        assumed=ASSUMED,
        confirming=CONFIRMING,
        starting=STARTING,
        summary_end=summary_end,
        doubts=tuple(Doubt),
        doubt_names=DOUBT_NAMES,
        longest_remark=LONGEST_REMARK,
        handovers=handovers,
        ours=OURS,
        fitting=fitting,
        local_parts=local_parts,
        reached=reached,
        translations=translations,
        dutch_words=DUTCH.words,
        seen_by=seen_by,
        Audience=Audience,
        unsaid=unsaid,
        is_safe=is_safe,
    )
    return environment


def step_html(handbook: Handbook, step: Step, case: Case | None = None) -> str:
    """Return a step as HTML: what to do, what to say and why.

    With a case that came here its answers are buttons, and it shows what was assumed or done. Its pictures
    are in it, as far as they are at hand.
    """
    handover = handovers.handover(case) if case else None
    template = templates().get_template("card.html.j2")
    html = template.render(
        handbook=handbook, step=step, case=case, handover=handover, linked=False, address=inside
    )
    return f"<style>{PICTURE_CSS}</style>{html}" if seen_by(step, Audience.DESK) else html


def marks_html(picture: Picture) -> str:
    """Return what is pointed at as HTML to lie over a picture, which :data:`PICTURE_CSS` dresses."""
    macros = templates().get_template("picture.html.j2").make_module()
    return str(macros.drawn(picture.marks))  # type: ignore[attr-defined]


def start_html(handbook: Handbook) -> str:
    """Return where a case starts as HTML: the situations as buttons, and what the handbook is not about."""
    template = templates().get_template("start.html.j2")
    return template.render(handbook=handbook, starts=starts(handbook), linked=False)


def reference_html(handbook: Handbook) -> str:
    """Return permissions, contacts and glossary as HTML that can be folded open."""
    return templates().get_template("reference.html.j2").render(handbook=handbook)
