"""The address of the guide, and what Voilà's front end is told."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from . import places
from .answers import Answers
from .assets import Assets
from .errors import message
from .guest import NoGuideError, Shown
from .guests import WIDGET, Guests
from .refusals import SOONEST
from .stopping import Stop

_templates = Environment(loader=FileSystemLoader(places.TEMPLATES), autoescape=True)


class Guide(Answers):
    """The guide as a piece of HTML, for this visitor alone; whatever else the address asks for is ignored."""

    def initialize(
        self, guests: Guests, notebook: Path, assets: Assets, stop: Stop, prefix: str = ""
    ) -> None:
        """Take who has a guide, the notebook, the scripts, and what comes before a guide's address.

        A server that stops gives no guide that would soon be gone: a load balancer asks another one.
        """
        self.stop = stop
        self.guests = guests
        self.notebook = notebook
        self.page_config = page_config(assets, prefix)

    async def get(self) -> None:
        """Answer with the guide, or with 503 and when to ask again: until then the page stays a book."""
        self.only_own_pages()
        if self.stop.told:
            return self._refuse(SOONEST)
        since = self.guests.watch.now()
        try:
            guest, shown = await self.guests.come(self.notebook)
        except NoGuideError as error:
            return self._refuse(error.seconds)
        self.guests.watch.given(guest.id, since)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(guide_html(guest.id, shown, self.page_config))
        return None

    def _refuse(self, seconds: int) -> None:
        self.set_header("Retry-After", str(seconds))
        words = {"message": message(HTTPStatus.SERVICE_UNAVAILABLE)[0]}
        self.answer(words, HTTPStatus.SERVICE_UNAVAILABLE)


def guide_html(guest: str, shown: Shown, page_config: Mapping[str, Any]) -> str:
    """Return a guide as a piece of HTML.

    Parameters
    ----------
    guest
        By which its page asks for it.
    shown
        What its notebook shows.
    page_config
        What Voilà's front end is told.

    Examples
    --------
    >>> guide_html("een", Shown([], "0f"), {"baseUrl": "/"}).strip()
    '<script ...>{"baseUrl": "/", "kernelId": "een", "structure": "0f"}</script>'
    """
    outputs = [output for output in shown.outputs if WIDGET in output["data"]]
    config = {**page_config, "kernelId": guest, "structure": shown.structure}
    return _templates.get_template("guide.html.j2").render(outputs=outputs, config=config)


def page_config(assets: Assets, prefix: str = "") -> dict[str, Any]:
    """Return what Voilà's front end reads when it starts.

    It is made anew instead of changed: Voilà's own has what a user set up for JupyterLab in it.

    Parameters
    ----------
    assets
        Our scripts.
    prefix
        What comes before the addresses of guides.
    """
    extensions = [
        {"name": name, "load": load, "extension": "./extension"}
        for name, (_, load) in places.extensions().items()
    ]
    return {
        "baseUrl": f"{prefix}/",
        "federated_extensions": extensions,
        "fullStaticUrl": assets.url("voila"),
        "fullLabextensionsUrl": assets.url("ext"),
        # Any address here makes Voilà take MathJax from it; without one it loads its own, of 900 kB.
        "fullMathjaxUrl": assets.url("ehbi/no-mathjax.js"),
        "mathjaxConfig": "none",
        "jupyterLabTheme": "light",
        "progressiveRendering": False,
    }
