"""Headers of every answer, and what a browser may load for our pages: nothing from a foreign host."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

from tornado.web import RequestHandler

_INLINE = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)


def apply(handler: RequestHandler) -> None:
    """Set what every answer has; above all, an outside link does not tell where its reader was."""
    handler.clear_header("Server")
    handler.set_header("X-Content-Type-Options", "nosniff")
    handler.set_header("Referrer-Policy", "no-referrer")


def content_policy(html: str, forms: str = "'none'") -> str:
    """Return the Content-Security-Policy for a page.

    Parameters
    ----------
    html
        The page; scripts inside it are allowed by their hash.
    forms
        Where its forms may be sent to.

    Returns
    -------
    str
        Everything from this server only. ``blob:`` is how anywidget loads a widget's script, inline
        styles are how Voilà's front end sets its own, ``unsafe-eval`` is how it compiles its settings.

    Examples
    --------
    >>> content_policy("<script>1</script>")
    "default-src 'self'; script-src 'self' blob: 'unsafe-eval' 'sha256-...'; ..."
    """
    scripts = " ".join(["script-src 'self' blob: 'unsafe-eval'", *_hashes(_INLINE.findall(html))])
    rest = "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'"
    return f"default-src 'self'; {scripts}; {rest}; form-action {forms}; frame-ancestors 'self'"


def _hashes(scripts: Iterable[str]) -> list[str]:
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]
