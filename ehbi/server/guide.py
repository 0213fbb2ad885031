"""The address of the guide, and what Voilà's front end is told."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from . import places
from .answers import Answers
from .assets import Assets
from .errors import message
from .kernels import VisitorKernelManager
from .nokernel import FullError, NoKernelError
from .refusals import SOONEST
from .stopping import Stop

log = logging.getLogger(__name__)


class Guide(Answers):
    """The guide as a piece of HTML, on a kernel of its own; whatever else the address asks for is ignored."""

    def initialize(
        self, kernels: VisitorKernelManager, notebook: str, assets: Assets, stop: Stop, prefix: str = ""
    ) -> None:
        """Take the kernels, the notebook's name, the scripts, and what comes before a kernel's address.

        A server that stops gives no guide that would soon be gone: a load balancer asks another one.
        """
        self.stop = stop
        self.kernels = kernels
        self.notebook = notebook
        self.page_config = page_config(assets, prefix)
        self.full = kernels.full

    async def get(self) -> None:
        """Answer with the guide, or with 503 and when to ask again: until then the page stays a book."""
        self.only_own_pages()
        if self.stop.told:
            return self._refuse(SOONEST)
        since = self.kernels.watch.now()
        try:
            kernel_id, html = await self.kernels.guide(self.notebook, self.page_config)
        except NoKernelError as error:
            self._tell(error)
            return self._refuse(error.seconds)
        self.full.over()
        self.kernels.watch.given(kernel_id, since)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(html)
        return None

    def _refuse(self, seconds: int) -> None:
        self.set_header("Retry-After", str(seconds))
        words = {"message": message(HTTPStatus.SERVICE_UNAVAILABLE)[0]}
        self.answer(words, HTTPStatus.SERVICE_UNAVAILABLE)

    def _tell(self, error: NoKernelError) -> None:
        """Tell the log in one line; that it is full only once, however many ask."""
        if isinstance(error, FullError):
            self.kernels.watch.refused()
            self.full.tell(error.why)
        else:
            cause = str(error.__cause__ or "").strip().splitlines()[-1:]
            log.warning("%s", " ".join([str(error), *cause]))


def page_config(assets: Assets, prefix: str = "") -> dict[str, Any]:
    """Return what Voilà's front end reads when it starts.

    It is made anew instead of changed: Voilà's own has what a user set up for JupyterLab in it.

    Parameters
    ----------
    assets
        Our scripts.
    prefix
        What comes before the addresses of the kernels.
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
