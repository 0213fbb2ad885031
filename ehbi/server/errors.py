"""What a visitor sees when an address does not work: Dutch, brief, no traceback."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from jinja2 import Environment, FileSystemLoader
from tornado.web import HTTPError, RequestHandler

from . import headers, places
from .discreet import Discreet

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
_templates = Environment(loader=FileSystemLoader(places.TEMPLATES), autoescape=True)


def message(status: int) -> tuple[str, str]:
    """Return title and explanation for an HTTP status.

    Examples
    --------
    >>> message(404)[0]
    'Deze pagina bestaat niet'
    """
    return MESSAGES.get(HTTPStatus(status), OTHERWISE)


class ErrorsAsJson(Discreet):
    """Base of handlers that scripts talk to."""

    def write_error(self, status_code: int, **_: Any) -> None:
        """Answer with the message as JSON."""
        _finish_json(self, status_code)


class ErrorsAsPage(Discreet):
    """Base of handlers that people look at."""

    def write_error(self, status_code: int, **_: Any) -> None:
        """Answer with a page that leads back to the book."""
        _finish_page(self, status_code)


class NotFound(ErrorsAsPage):
    """Answers every address that is nobody else's: a script in JSON, a person with a page."""

    def prepare(self) -> None:
        """Say that there is nothing here."""
        raise HTTPError(HTTPStatus.NOT_FOUND)

    def write_error(self, status_code: int, **_: Any) -> None:
        """Answer a script in JSON and a person with a page."""
        finish = _finish_json if self.request.path.startswith("/api/") else _finish_page
        finish(self, status_code)


def _finish_json(handler: RequestHandler, status: int) -> None:
    handler.set_header("Content-Type", "application/json")
    handler.finish(json.dumps({"message": message(status)[0]}, ensure_ascii=False))


def _finish_page(handler: RequestHandler, status: int) -> None:
    title, text = message(status)
    # By a name that is not ours, no page is.
    leads_back = status != HTTPStatus.MISDIRECTED_REQUEST
    html = _templates.get_template("error.html").render(title=title, text=text, leads_back=leads_back)
    headers.apply_to_page(handler, headers.content_policy())
    handler.finish(html)
