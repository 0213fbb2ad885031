"""The address of the guide, and what Voilà's front end is told."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from . import places
from .answers import Answers
from .assets import Assets
from .kernels import NoKernelError, VisitorKernelManager

log = logging.getLogger(__name__)


class Guide(Answers):
    """The guide as a piece of HTML, on a kernel of its own; whatever else the address asks for is ignored."""

    def initialize(self, kernels: VisitorKernelManager, notebook: str) -> None:
        """Take the kernels and the notebook's name."""
        self.kernels = kernels
        self.notebook = notebook

    async def get(self) -> None:
        """Answer with the guide, or with 503 when there is no kernel: then the page stays a book."""
        try:
            html = await self.kernels.guide(self.notebook)
        except NoKernelError as error:
            log.warning("%s", error, exc_info=error.__cause__)
            self.send_error(HTTPStatus.SERVICE_UNAVAILABLE)
            return
        log.info("Hulp gestart (%d tegelijk).", len(self.kernels.guests))
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(html)


def page_config(assets: Assets) -> dict[str, Any]:
    """Return what Voilà's front end reads when it starts.

    It is made anew instead of changed: Voilà's own has what a user set up for JupyterLab in it.
    """
    extensions = [
        {"name": name, "load": load, "extension": "./extension"}
        for name, (_, load) in places.extensions().items()
    ]
    return {
        "baseUrl": "/",
        "federated_extensions": extensions,
        "fullStaticUrl": assets.url("voila"),
        "fullLabextensionsUrl": assets.url("ext"),
        # Any address here makes Voilà take MathJax from it; without one it loads its own, of 900 kB.
        "fullMathjaxUrl": assets.url("ehbi/no-mathjax.js"),
        "mathjaxConfig": "none",
        "jupyterLabTheme": "light",
        "progressiveRendering": False,
    }
