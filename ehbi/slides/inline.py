"""The slides inside a notebook."""

from __future__ import annotations

import os
from dataclasses import dataclass
from html import escape

from ..book import IN_PAGE
from ..handbook import Handbook
from .page import slides_page

_STYLE = "box-sizing: border-box; width: 100%; aspect-ratio: 4 / 3; border: 1px solid; border-radius: 8px"


@dataclass(frozen=True, slots=True)
class Slides:
    """The slides for a handbook, in a notebook; EHBI's own page has them already, and there it shows nothing.

    Parameters
    ----------
    handbook
        What to show.

    Examples
    --------
    >>> import ehbi
    >>> Slides(ehbi.load())._repr_html_()[:7]
    '<iframe'
    """

    handbook: Handbook

    def _repr_html_(self) -> str:
        if IN_PAGE in os.environ:
            return ""
        page = escape(slides_page(self.handbook))
        return f'<iframe title="Dia’s" allow="fullscreen" style="{_STYLE}" srcdoc="{page}"></iframe>'
