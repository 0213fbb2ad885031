"""A few exercises as a page of their own: one file that works without a network and without a server."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from ..handbook import Handbook
from ..handbook.examples import Exercise
from ..handbook.graph import starts
from ..handbook.step import Step
from . import assets
from .parts import templates

_NAMES = "elements memory shuffled case exercise rules rounds progress practice_parts practice"
MODULES = {f"ehbi/{name}": assets.MODULES[f"ehbi/{name}"] for name in _NAMES.split()}
"""The scripts that practising takes, and no other."""


def practice_page(handbook: Handbook, exercises: Sequence[Exercise], about: Sequence[str] = ()) -> str:
    """Return exercises as a complete HTML page, with what they are about.

    It has what the book has to practise, with the steps of these exercises alone and without their pictures.

    Examples
    --------
    >>> import ehbi
    >>> from ehbi.handbook.examples import exercises
    >>> practice_page(ehbi.load(), exercises(ehbi.load())[:5]).count("data-case=")
    5
    """
    own = practice_scripts()
    style = "\n".join((assets.CARD_CSS, assets.PAGE_CSS))
    return (
        templates()
        .get_template("practice_set.html.j2")
        .render(
            handbook=handbook,
            steps=_steps(handbook, exercises),
            starts=starts(handbook),
            exercises=exercises,
            about=about,
            style=Markup(style),  # noqa: S704  # our own files
            own=own,
            policy=assets.file_policy(own),
        )
    )


def practice_scripts() -> assets.OwnScripts:
    """Return the scripts that such a page has in itself."""
    modules = {name: assets.data_address(path) for name, path in MODULES.items()}
    return assets.own_scripts(modules, ["ehbi/practice"], alone=True)


def _steps(handbook: Handbook, exercises: Sequence[Exercise]) -> tuple[Step, ...]:
    """Return the steps that can be chosen in exercises, or ask something there."""
    choices = [choice for exercise in exercises for choice in exercise.choices]
    asked = {choice.step.id for choice in choices if choice.step}
    needed = asked | {option.leads.id for choice in choices for option in choice.options}
    steps = (step for step in handbook.steps if step.id in needed)
    return tuple(step.model_copy(update={"pictures": ()}) for step in steps)
