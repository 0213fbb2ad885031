"""The addresses of *Samen aan de balie*: the desk moves a screen, and the patron's page follows it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from markupsafe import Markup
from tornado.web import HTTPError

from ...book import PICTURE_CSS
from ...handbook.languages import DUTCH
from ...store.patron_screens import PatronScreen, Said
from ..editions import Editions
from ..http import headers
from ..http.handlers import FORM, LARGEST, style, templates
from ..http.limits import RateLimit, RateLimits
from ..joining import JoinError
from ..metrics import Metrics
from .base import KEY, ScreenHandler
from .link import Place, link, place
from .screens import PatronScreens
from .view import languages

MEE = "/mee"
OPENED, OPENED_AT_ONCE = 2.0, 200.0
"""Screens a second that all desks together open, and how many after a quiet time: each of a large library.

So there are 2,000 at most at the same time, as one lasts a quarter of an hour: all are read each second.
"""
RATE, AT_ONCE = 60.0, 300.0
"""Moves and sayings a second of everybody together, and how many after a quiet time."""
OWN_RATE, OWN_AT_ONCE = 2.0, 20.0
"""The same of one side of one screen, so that a rush at one leaves the others what they have."""
REFRESH = 5
"""Seconds after which a page without JavaScript asks again."""
STYLES = {"style": style("patron_screen.css"), "pictures": Markup(PICTURE_CSS)}  # noqa: S704  # ours
SAYINGS = frozenset(Said) - {Said.NOTHING}


class Opening(ScreenHandler):
    """Opens a screen for a desk."""

    limit: RateLimit
    metrics: Metrics
    host: str  # on which the server listens

    async def post(self) -> None:
        """Answer with the link to a screen, and the key that moves it.

        A desk tells at which step it is; and if it likes the language that was chosen, and where its page is
        seen: a proxy can have the server under another name and a path.
        """
        own = f"{self.request.protocol}://{self.request.host}/"
        match self.asked():
            case {**given} if not given.keys() - {"step", "language", "at"}:
                step, tag = self._begun(given)
                at = self._place(given.get("at", own))
            case _:
                raise HTTPError(HTTPStatus.BAD_REQUEST)
        self.refuse_unless_taken(self.limit.take())
        opened = await self.do(self.screens.open(step, tag))
        self.metrics.patron_screens.inc()
        found = link(at, f"{MEE.removeprefix('/')}/{opened.token}")
        self.answer({"address": found.address, "key": opened.key, "code": found.code})

    def _begun(self, given: Mapping[Any, Any]) -> tuple[str, str]:
        """Return step and language with which a screen begins; nothing where none is told."""
        step, tag = (given.get(name, "") for name in ("step", "language"))
        if (step == "" or self.knows_step(step)) and (tag == "" or self.knows_language(tag)):
            return step, tag
        raise HTTPError(HTTPStatus.BAD_REQUEST)

    def _place(self, at: object) -> Place:
        if isinstance(at, str) and "://" in at:
            with suppress(JoinError):
                return place(at, self.host)
        raise HTTPError(HTTPStatus.BAD_REQUEST)


class SaidToDesk(ScreenHandler):
    """What the desk hears of a screen."""

    async def get(self, token: str) -> None:
        """Answer with what the patron said of the step, in which language, and whether they are there."""
        screen = await self.screen_of_desk(token)
        here = self.screens.is_here(screen)
        told = {"said": screen.said, "step": screen.step, "language": screen.language, "here": here}
        self.answer(told)


class PatronPart(ScreenHandler):
    """What of the patron's page changes, for its script."""

    async def get(self, token: str) -> None:
        """Answer with what is on the screen now, or 304 when that is what the page has."""
        screen = await self.screen(token)
        self.screens.hear(screen)
        view = self.view(screen)
        self.set_header("Etag", f'"{view.known}"')
        if self.check_etag_header():
            self.set_status(HTTPStatus.NOT_MODIFIED)
            self.finish()
        else:
            self.show("patron_part.html.j2", view=view)

    def show(self, template: str, **given: Any) -> None:
        """Finish with a page or a part of one."""
        headers.apply_to_page(self, headers.content_policy(forms="'self'", pictures=True))
        self.finish(templates.get_template(template).render(given))


class PatronPage(PatronPart):
    """The patron's page, and where it and the desk tell what has become of the step."""

    limit: RateLimit
    each: RateLimits
    script: str

    async def get(self, token: str) -> None:
        """Answer with the page; it does without JavaScript too, and is loaded anew then."""
        screen = await self.screen(token)
        self.screens.hear(screen)
        self.show("patron_screen.html.j2", view=self.view(screen), seconds=REFRESH, script=self.script)

    async def post(self, token: str) -> None:
        """Take a move of the desk, which has the key, or what the patron says or chooses."""
        sent, is_desk = self._sent(), KEY in self.request.headers
        screen = await (self.screen_of_desk(token) if is_desk else self.screen(token))
        # Each side has its own: whoever rushes at the patron's leaves the desk what it has.
        self.refuse_unless_taken(
            self.each.take(screen.key if is_desk else screen.token) and self.limit.take()
        )
        await (self._move(screen, sent) if is_desk else self._hear(screen, sent))
        if self._is_form:
            self.redirect(token, status=HTTPStatus.SEE_OTHER)
        else:
            self.answer({})

    async def delete(self, token: str) -> None:
        """End a screen, for its desk."""
        await self.do(self.screens.end(await self.screen_of_desk(token)))
        self.answer({})

    async def _move(self, screen: PatronScreen, sent: Any) -> None:
        match sent:
            case {"step": step, "language": tag, **rest} if (
                not rest and self.knows_step(step) and self.knows_language(tag)
            ):
                self.refuse_unless(await self.do(self.screens.move(screen, step, tag)))
            case {"step": step, **rest} if not rest and self.knows_step(step):
                self.refuse_unless(await self.do(self.screens.move(screen, step)))
            case _:
                raise HTTPError(HTTPStatus.BAD_REQUEST)

    async def _hear(self, screen: PatronScreen, sent: Any) -> None:
        match sent:
            case {"said": str(said), "step": str(step), **rest} if not rest and said in SAYINGS:
                # What was said of a step that is no longer at hand is nothing: the page shows another by now.
                await self.do(self.screens.say(screen, step, Said(said)))
            case {"language": tag, **rest} if not rest and self.knows_language(tag):
                self.refuse_unless(await self.do(self.screens.speak(screen, tag)))
            case _:
                raise HTTPError(HTTPStatus.BAD_REQUEST)

    @property
    def _is_form(self) -> bool:
        return self.request.headers.get("Content-Type", "").startswith(FORM)

    def _sent(self) -> Any:
        """Return what was sent as JSON, or by a page without JavaScript."""
        if not self._is_form:
            return self.asked()
        if len(self.request.body) > LARGEST:
            raise HTTPError(HTTPStatus.BAD_REQUEST)
        given = self.request.body_arguments.items()
        return {name: texts[-1].decode(errors="replace") for name, texts in given}

    def write_error(self, status_code: int, **error: Any) -> None:
        """Tell a script in JSON; on a page say that it is over, or that there is no connection for now."""
        asks_page = self.request.method == "GET" or self._is_form
        if not asks_page:
            super().write_error(status_code, **error)
            return
        over = status_code == HTTPStatus.NOT_FOUND
        if not over:
            self.set_header("Refresh", str(REFRESH))
        spoken = languages(self.editions.now.handbook) or (DUTCH,)
        told = [(one, one.words.over if over else one.words.lost) for one in spoken]
        self.show("patron_told.html.j2", told=told)

    def show(self, template: str, **given: Any) -> None:
        """Finish with a page; nobody hears its address, and what its form sends says which server's it is."""
        self.set_header("Referrer-Policy", "strict-origin")
        super().show(template, **STYLES, **given)


def addresses(
    screens: PatronScreens, editions: Editions, metrics: Metrics, host: str, script: str
) -> list[Any]:
    """Return the addresses, for the list of a server; ``script`` is that of the page, as seen from it."""
    given, tick = {"screens": screens, "editions": editions}, screens.tick
    opening = {"limit": RateLimit(OPENED, OPENED_AT_ONCE, tick), "metrics": metrics, "host": host}
    each = RateLimits(OWN_RATE, OWN_AT_ONCE, clock=tick)
    page = {"limit": RateLimit(RATE, AT_ONCE, tick), "each": each, "script": script}
    return [
        (MEE, Opening, {**given, **opening}),
        (rf"{MEE}/([^/]+)", PatronPage, {**given, **page}),
        (rf"{MEE}/([^/]+)/nu", PatronPart, given),
        (rf"{MEE}/([^/]+)/gezegd", SaidToDesk, given),
    ]
