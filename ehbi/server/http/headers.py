"""Headers of every answer, and what a browser may load for our pages: nothing from a foreign host."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from tornado.httputil import HTTPServerRequest
from tornado.web import RequestHandler

from ...book import script_hashes

_UNUSED = (
    *("accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read"),
    *("display-capture", "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid"),
    *("idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment"),
    *("picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "serial", "usb"),
    *("window-management", "xr-spatial-tracking"),
)
"""What a browser can do that a page of ours does not, unless it says so; all can copy to the clipboard."""
OURS = ("same-origin", "none")
"""How a browser says that a page of ours asks, or a person: by the address bar or a bookmark."""
EVERY = {
    "X-Content-Type-Options": "nosniff",
    # An outside link does not tell where its reader was.
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # For what is no page, and so loads nothing.
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}


def name_sender(handler: RequestHandler) -> None:
    """Have what is sent from a page say where it was sent from, which shows that its form is ours."""
    # Without any referrer, a browser leaves that out; other sites hear nothing in either case.
    handler.set_header("Referrer-Policy", "same-origin")


def permissions(uses: Collection[str] = ()) -> str:
    """Return the Permissions-Policy of a page that uses nothing of what a browser can do, or this alone."""
    return ", ".join(f"{name}=(self)" if name in uses else f"{name}=()" for name in _UNUSED)


def apply_to_page(handler: RequestHandler, policy: str, uses: Collection[str] = ()) -> None:
    """Set what an answer has that is a page, with a policy by :func:`content_policy`."""
    handler.set_header("Content-Type", "text/html; charset=utf-8")
    handler.set_header("Content-Security-Policy", policy)
    handler.set_header("Permissions-Policy", permissions(uses))


def content_policy(
    scripts: Iterable[str] = (), forms: str = "'none'", *, installs: bool = False, pictures: bool = False
) -> str:
    """Return the Content-Security-Policy for a page: what is used, from this server only, and nothing more.

    Scripts: our files, those in the page by their hash, as :class:`ehbi.book.OwnScripts` tells, and
    ``blob:``, as anywidget loads a widget's script from one. Styles: in the page, at its elements, and those
    that Voilà's front end adds. Pictures: ``data:`` for icon and a manager's plots. Connections: the guide
    and its websocket. A page that installs itself has a service worker, a manifest and icons besides, and one
    with pictures of steps asks this server for these.
    """
    allowed = " ".join(["script-src 'self' blob:", *script_hashes(scripts)])
    asked = " 'self'" if installs or pictures else ""
    more = "; worker-src 'self'; manifest-src 'self'" if installs else ""
    rest = f"style-src 'unsafe-inline'; img-src data:{asked}; connect-src 'self'{more}; base-uri 'none'"
    return f"default-src 'none'; {allowed}; {rest}; form-action {forms}; frame-ancestors 'none'"


def from_elsewhere(request: HTTPServerRequest) -> bool:
    """Return whether a browser says that a page of another site made it ask."""
    return request.headers.get("Sec-Fetch-Site", "none") not in OURS
