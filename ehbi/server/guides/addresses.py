"""The addresses of guides: one that gives one, one to ask after it, and the websocket to it."""

from __future__ import annotations

import logging
import re
from collections import deque
from http import HTTPStatus
from pathlib import Path
from typing import Any

from jupyter_server.auth.decorator import ws_authenticated
from jupyter_server.base.handlers import APIHandler, JupyterHandler
from jupyter_server.base.websocket import WebSocketMixin
from tornado.iostream import StreamBufferFullError
from tornado.web import HTTPError, authenticated
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from ..http.assets import Assets, extensions
from ..http.handlers import ErrorsAsJson, JsonHandler, RefusedError, templates
from ..http.headers import from_elsewhere
from ..http.limits import SOONEST, RateLimit
from ..login.identity import Session
from ..supervisor import Stop
from . import messages
from .guests import WIDGET, Guests
from .messages import Heard, Said
from .worker import Guest, NoGuideError

log = logging.getLogger(__name__)

GOING_AWAY = 1001
GUIDE_ENDED, NOT_USED, LOGGED_OUT = 4001, 4002, 4003
"""Close codes of the websocket when the guide has ended, or must; from the range that is free to use."""
ENDS = {
    "stopped": (GOING_AWAY, "stopping"),
    "idle": (NOT_USED, "idle"),
    "room": (NOT_USED, "idle"),
    "died": (GUIDE_ENDED, "kernel"),
}
"""What a page hears when its guide ends, by why it does."""
REFUSED = 1008
"""Close code for a page that does what no page of ours does."""
RATE, AT_ONCE = 50.0, 500.0
"""Messages a second that a page may go on sending, and how many at once; a key held down sends 30."""
UNREAD = 8_000_000
"""Bytes that may wait for a page that does not read; more means that it never will."""
_SESSION = re.compile(r"[\w-]{1,64}", re.ASCII)


class Channels(ErrorsAsJson, WebSocketMixin, WebSocketHandler, JupyterHandler):
    """The websocket between a page and its guide."""

    guests: Guests
    ws_connection: Any
    guest: Guest | None = None
    refused = False
    session: Session | None = None
    """For as long as which the page may go on; a visitor has none."""

    def initialize(self, **given: Any) -> None:
        """Begin with nothing asked."""
        super().initialize(**given)
        self._asked: deque[Heard] = deque()

    def select_subprotocol(self, subprotocols: list[str]) -> str | None:
        """Speak as pages of ours do."""
        return messages.PROTOCOL if messages.PROTOCOL in subprotocols else None

    @ws_authenticated
    async def get(self, name: str) -> None:
        """Connect a page of ours to its own guide; whoever else asks does not get as far."""
        self._only_pages_of_ours()
        guest = self.guests.get(name)
        if guest is None:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        if guest.page:
            raise HTTPError(HTTPStatus.CONFLICT)
        self.guest, guest.page = guest, self
        await super().get()

    def _only_pages_of_ours(self) -> None:
        offered = self.request.headers.get("Sec-WebSocket-Protocol", "")
        if not self.check_origin():
            raise HTTPError(HTTPStatus.FORBIDDEN)
        if messages.PROTOCOL not in [one.strip() for one in offered.split(",")]:
            raise HTTPError(HTTPStatus.BAD_REQUEST)
        if not _SESSION.fullmatch(self.get_argument("session_id", "")):
            raise HTTPError(HTTPStatus.BAD_REQUEST)

    def open(self) -> None:
        """Let page and guide hear each other."""
        super().open()
        self.limit = RateLimit(RATE, AT_ONCE)
        # Nagle's algorithm holds back every second small message for 40 ms.
        self.set_nodelay(True)
        self.ws_connection.stream.max_write_buffer_size = UNREAD
        if self.guest is None or not self.guests.get(self.guest.id):
            self.send_away("died")
        elif self.session:
            self.session.hold(self._end_with_session)

    def on_message(self, ws_message: bytes | str) -> None:
        """Pass on what a page of ours says, leave out what it never says, hang up on what is no message."""
        if self.guest is None or self.refused or (self.session and not self.session.hear()):
            return
        if not self.limit.take():
            self._refuse("te veel berichten")
            return
        try:
            said = messages.heard(ws_message)
        except messages.GarbageError:
            self._refuse("onleesbaar bericht")
            return
        self.guests.metrics.messages.labels("passed" if said else "ignored").inc()
        if said and said.kind in messages.ANSWERS:
            self._send([messages.ANSWERS[said.kind], messages.IDLE], said.header)
            self.guests.metrics.live(self.guest.id)
        elif said:
            self._asked.append(said)
            self.guests.hear(self.guest, said)

    def tell(self, said: list[Said], done: bool) -> None:
        """Send the page what its guide says, all of it at once; see :meth:`.worker.GuestPage.tell`."""
        asked = self._asked.popleft().header if done and self._asked else {}
        self._send([*said, messages.IDLE] if done else said, asked)

    def _send(self, said: list[Said], asked: messages.Parts) -> None:
        packed = [messages.packed(one, asked) for one in said]
        message = packed[0] if len(packed) == 1 else messages.together(packed)
        try:
            sent = self.write_message(message, binary=True)
        except WebSocketClosedError:
            return
        except StreamBufferFullError:
            self._tell("de pagina leest niet meer")
            self.ws_connection.stream.close()
            return
        # That a page has gone is seen elsewhere; a failure that nobody looks at would be told.
        sent.add_done_callback(lambda done: done.cancelled() or done.exception())

    def send_away(self, why: str) -> None:
        """Tell the page that it has no guide any more, and why."""
        self.close(*ENDS.get(why, ENDS["died"]))

    def _end_with_session(self) -> None:
        self.close(LOGGED_OUT, "logged out")

    def _refuse(self, why: str) -> None:
        self.guests.metrics.messages.labels("refused").inc()
        self._tell(why)
        self.close(REFUSED, "refused")

    def _tell(self, why: str) -> None:
        if not self.refused:
            log.warning("Een verbinding is verbroken: %s.", why)
        self.refused = True

    def on_finish(self) -> None:
        """Let another page have the guide when this one never got as far as a connection."""
        super().on_finish()
        if self.guest and self.ws_connection is None:
            self.guest.page = None

    def on_close(self) -> None:
        """End the guide with its page: phones and crashed browsers never say goodbye in another way."""
        if self.session:
            self.session.release(self._end_with_session)
        super().on_close()
        if self.guest:
            self.guests.leave(self.guest)


class Kernel(JsonHandler, APIHandler):
    """Says that a guide is there, where Voilà's front end asks for a kernel; ending one is not offered."""

    SUPPORTED_METHODS: Any = ("GET",)
    guests: Guests

    @authenticated
    def get(self, name: str) -> None:
        """Answer as if it were a kernel."""
        if not self.guests.get(name):
            raise HTTPError(HTTPStatus.NOT_FOUND)
        self.answer({"id": name, "name": "python3", "execution_state": "idle", "connections": 1})


class GuideHandler(JsonHandler):
    """The guide as a piece of HTML, for this visitor alone; whatever else the address asks for is ignored."""

    guests: Guests
    notebook: Path
    assets: Assets
    stop: Stop
    prefix = ""
    """What comes before a guide's address."""

    async def get(self) -> None:
        """Answer with the guide, or with 503 and when to ask again: until then the page stays a book.

        A server that stops gives no guide that would soon be gone: a load balancer asks another one.
        """
        if from_elsewhere(self.request):  # where asking alone costs something
            raise HTTPError(HTTPStatus.FORBIDDEN)
        if self.stop.told:
            raise RefusedError(HTTPStatus.SERVICE_UNAVAILABLE, retry=SOONEST)
        since = self.guests.metrics.now()
        try:
            guest, shown = await self.guests.come(self.notebook)
        except NoGuideError as error:
            raise RefusedError(HTTPStatus.SERVICE_UNAVAILABLE, retry=error.seconds) from None
        self.guests.metrics.given(guest.id, since)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        outputs = [output for output in shown.outputs if WIDGET in output["data"]]
        config = {**self._config(), "kernelId": guest.id, "structure": shown.structure}
        self.finish(templates.get_template("guide.html.j2").render(outputs=outputs, config=config))

    def _config(self) -> dict[str, Any]:
        """Return what Voilà's front end reads when it starts: Voilà's own has a user's JupyterLab in it."""
        parts = extensions().items()
        return {
            "baseUrl": f"{self.prefix}/",
            "federated_extensions": [
                {"name": name, "load": load, "extension": "./extension"} for name, (_, load) in parts
            ],
            "fullStaticUrl": self.assets.url("voila"),
            "fullLabextensionsUrl": self.assets.url("ext"),
            # Any address here makes Voilà take MathJax from it; without one it loads its own, of 900 kB.
            "fullMathjaxUrl": self.assets.url("ehbi/no-mathjax.js"),
            "mathjaxConfig": "none",
            "jupyterLabTheme": "light",
            "progressiveRendering": False,
        }
