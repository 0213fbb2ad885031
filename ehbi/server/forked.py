"""The guide on a fork of the warm process, as a piece of HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from jinja2 import Environment, FileSystemLoader

from . import places
from .config import TEMPLATE

_templates = Environment(loader=FileSystemLoader(places.TEMPLATES / TEMPLATE), autoescape=True)


def guide_html(outputs: Iterable[Mapping[str, Any]], page_config: Mapping[str, Any], kernel_id: str) -> str:
    """Return the guide.

    Parameters
    ----------
    outputs
        What the notebook shows.
    page_config
        What Voilà's front end is told.
    kernel_id
        The visitor's kernel.

    Examples
    --------
    >>> guide_html([], {"baseUrl": "/"}, "een").strip()
    '<script id="jupyter-config-data" type="application/json">{"baseUrl": "/", "kernelId": "een"}</script>'
    """
    template = _templates.get_template("forked.html.j2")
    return template.render(outputs=outputs, page_config=page_config, kernel_id=kernel_id)
