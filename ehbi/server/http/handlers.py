"""The handlers that all others are made of: headers, errors, JSON, and pages that are ready."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import json
import logging
from collections.abc import Collection
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined
from markupsafe import Markup
from tornado.httputil import HTTPServerRequest
from tornado.web import Application, HTTPError, RequestHandler

from ... import book
from ..logs import where
from . import headers

log = logging.getLogger(__name__)

TEMPLATES = Path(__file__).parent.parent / "templates"
templates = Environment(
    loader=ChoiceLoader([FileSystemLoader(TEMPLATES), PackageLoader("ehbi.book")]),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
LARGEST = 16_384
"""Bytes of a body; whatever a page of ours sends is smaller."""
PACKING = 9
TAKES_AT_MOST = 120.0
"""Seconds in which a browser must have taken what was sent: a piece of a script, or another answer."""


class Handler(RequestHandler):
    """Base of all handlers: has the headers of every answer, and tells of an error without its visitor."""

    def __init__(self, application: Application, request: HTTPServerRequest, **kwargs: Any) -> None:
        super().__init__(application, request, **kwargs)
        self._running = application.settings.get("running", set())
        self._running.add(self)

    def initialize(self, **given: Any) -> None:
        """Take what the list of addresses gives along with the address; each class says what that is."""
        self.__dict__.update(given)

    def on_finish(self) -> None:
        """Be done: a server that stops waits for what is not."""
        self._running.discard(self)

    def flush(self, include_footers: bool = False) -> asyncio.Future[None]:
        """Send what was written; hang up on who does not take it."""
        sent = super().flush(include_footers)
        slow = asyncio.get_running_loop().call_later(TAKES_AT_MOST, self._hang_up)
        sent.add_done_callback(lambda _: slow.cancel())
        return sent

    def _hang_up(self) -> None:
        connection: Any = self.request.connection
        connection.close()

    def set_default_headers(self) -> None:
        """Set the headers of every answer."""
        self.clear_header("Server")
        for name, value in headers.EVERY.items():
            self.set_header(name, value)

    def set_cookie(self, name: str, value: str | bytes, *given: Any, **options: Any) -> None:
        """Set a cookie; over HTTPS one that no browser sends without it."""
        if self.request.protocol == "https":
            options["secure"] = True
        super().set_cookie(name, value, *given, **options)

    def log_exception(
        self, typ: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None
    ) -> None:
        """Tell of an error of ours; a visitor's own is answered, and nobody else's business."""
        del typ, tb
        if isinstance(value, RefusedError):
            return
        if not isinstance(value, HTTPError) or value.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            log.error("Een antwoord is mislukt: %s.", where(value))


MESSAGES = {
    HTTPStatus.FORBIDDEN: ("Dit mag hier niet", "Log eerst in."),
    HTTPStatus.NOT_FOUND: ("Deze pagina bestaat niet", "Misschien is het adres niet goed overgenomen."),
    HTTPStatus.METHOD_NOT_ALLOWED: ("Dit kan hier niet", "Deze pagina kun je alleen bekijken."),
    HTTPStatus.MISDIRECTED_REQUEST: (
        "Zo heet EHBI hier niet",
        "Kijk of het adres klopt. Klopt het? Wie EHBI start, kan deze naam opgeven met --host-name.",
    ),
    HTTPStatus.TOO_MANY_REQUESTS: ("Te veel pogingen", "Wacht een minuut en probeer het opnieuw."),
    HTTPStatus.SERVICE_UNAVAILABLE: ("Het is nu te druk", "De naslag werkt wel gewoon."),
}
OTHERWISE = ("Er ging iets mis", "Dat ligt niet aan jou. Probeer het zo nog eens.")


def message(status: int) -> tuple[str, str]:
    """Return title and explanation for an HTTP status."""
    return MESSAGES.get(HTTPStatus(status), OTHERWISE)


class RefusedError(HTTPError):
    """Says no to a person in words of our own, and after how many seconds to try again when that is known."""

    def __init__(self, status: HTTPStatus, text: str = "", retry: int = 0) -> None:
        super().__init__(status)
        self.text, self.retry = text or message(status)[0], retry


class ErrorsAsJson(Handler):
    """Base of handlers that scripts talk to: what is wrong comes as JSON."""

    def write_error(self, status_code: int, **error: Any) -> None:
        """Answer with what the refusal says, or else with the message for this status."""
        refusal = error.get("exc_info", (None, None))[1]
        if not isinstance(refusal, RefusedError):
            refusal = RefusedError(HTTPStatus(status_code))
        if refusal.retry:
            self.set_header("Retry-After", str(refusal.retry))
        self.finish_json({"message": refusal.text})

    def finish_json(self, data: Any) -> None:
        """Finish with data as JSON."""
        self.set_header("Content-Type", JSON)
        self.finish(json.dumps(data, ensure_ascii=False))


class ErrorsAsPage(Handler):
    """Base of handlers that people look at: what is wrong comes as a page that leads back to the book."""

    def write_error(self, status_code: int, **_: Any) -> None:
        """Answer with a page."""
        title, text = message(status_code)
        # By a name that is not ours, no page is.
        leads_back = status_code != HTTPStatus.MISDIRECTED_REQUEST
        html = templates.get_template("error.html").render(title=title, text=text, leads_back=leads_back)
        headers.apply_to_page(self, headers.content_policy())
        self.finish(html)


class NotFound(ErrorsAsPage, ErrorsAsJson):
    """Answers every address that is nobody else's: a script in JSON, a person with a page."""

    status = HTTPStatus.NOT_FOUND

    def prepare(self) -> None:
        """Say that there is nothing here."""
        raise HTTPError(self.status)

    def write_error(self, status_code: int, **error: Any) -> None:
        """Answer a script in JSON and a person with a page."""
        base = ErrorsAsJson if self.request.path.startswith("/api/") else ErrorsAsPage
        base.write_error(self, status_code, **error)


class JsonHandler(ErrorsAsJson):
    """Answers one visitor's script in JSON."""

    def set_default_headers(self) -> None:
        """Set the headers of an answer that is for one visitor only."""
        super().set_default_headers()
        self.set_header("Cache-Control", "no-store")

    def check_xsrf_cookie(self) -> None:
        """Ask for no cookie: a page of another site cannot send JSON here without asking first."""

    def asked(self) -> Any:
        """Return the JSON that was sent; refuse with 415 or 400 what is not said to be JSON, or is not."""
        if not self.request.headers.get("Content-Type", "").startswith(JSON):
            raise HTTPError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        if len(self.request.body) > LARGEST:
            raise HTTPError(HTTPStatus.BAD_REQUEST)
        try:
            return json.loads(self.request.body)
        except (ValueError, RecursionError):
            raise HTTPError(HTTPStatus.BAD_REQUEST) from None

    def answer(self, data: Any, status: HTTPStatus = HTTPStatus.OK) -> None:
        """Finish with data as JSON."""
        self.set_status(status)
        self.finish_json(data)


class ReadyPage:
    """A page made at the start, with all that is sent along with it.

    It uses what a browser can do and no other page needs, has scripts with these texts in it, and perhaps
    installs itself or shows pictures of steps.
    """

    def __init__(  # noqa: PLR0913  # a page, and all that it may do
        self,
        html: str,
        uses: Collection[str] = (),
        scripts: Collection[str] = (),
        forms: str = "'none'",
        *,
        installs: bool = False,
        pictures: bool = False,
    ) -> None:
        self.uses = uses
        self.plain = html.encode()
        self.packed = gzip.compress(self.plain, PACKING, mtime=0)
        self.policy = headers.content_policy(scripts, forms, installs=installs, pictures=pictures)
        # A weak one, as it is the same for the plain and the packed page.
        self.etag = f'W/"{hashlib.sha256(self.plain).hexdigest()[:16]}"'


class PageHandler(ErrorsAsPage):
    """Answers with a page that is ready, for all the same."""

    page: ReadyPage
    caching = "no-cache"

    def compute_etag(self) -> str | None:
        """Return what the page is known by; Tornado then answers 304 to whoever has it already."""
        return self.page.etag

    def get(self) -> None:
        """Answer with the page."""
        headers.apply_to_page(self, self.page.policy, self.page.uses)
        self.set_header("Cache-Control", self.caching)
        self.finish(choose(self, self.page.plain, self.page.packed))

    head = get


def style(name: str) -> Markup:
    """Return one of our styles, after that of the card; its text is ours and not a person's."""
    return Markup(book.CARD_CSS + (TEMPLATES / name).read_text(encoding="utf-8"))  # noqa: S704


def choose(handler: ErrorsAsPage, plain: bytes, packed: bytes) -> bytes:
    """Return what to send, packed if the browser can unpack it, and say so."""
    handler.set_header("Vary", "Accept-Encoding")
    if "gzip" not in handler.request.headers.get("Accept-Encoding", ""):
        return plain
    handler.set_header("Content-Encoding", "gzip")
    return packed
