"""A guide as the page sees it: the front end's messages to a kernel, and the widgets that it knows."""

from __future__ import annotations

import uuid
from typing import Any

from ehbi.server.guides.messages import PROTOCOL
from tests.unit.server.visiting import dealt_out, packed, unpacked

from .cases import Choice
from .pages import GuidePage
from .sockets import Socket, VisitError

CONTROL = "jupyter.widget.control"


class Guide(Socket):
    """A guide, with the states of all its widgets by their ids."""

    def __init__(self, url: str, page: GuidePage, cookie: str = "") -> None:
        self.states: dict[str, dict[str, Any]] = {}
        self._models, self._kinds = page.models, set[str]()
        self._opened: str | None = None
        address = f"{url}api/kernels/{page.kernel}/channels?session_id={uuid.uuid4()}"
        super().__init__(address, [PROTOCOL], cookie)

    def go_live(self) -> None:
        """Collect the states of all widgets, as the front end does."""
        self.tell("kernel_info_request", {})
        self.until(lambda: "kernel_info_reply" in self._kinds)
        control = str(uuid.uuid4())
        self.tell("comm_open", {"comm_id": control, "target_name": CONTROL, "data": {}})
        self.tell("comm_msg", {"comm_id": control, "data": {"method": "request_states"}})
        self.until(lambda: self._models <= self.states.keys())
        self.tell("comm_close", {"comm_id": control, "data": {}})

    def tell(self, kind: str, content: dict[str, Any]) -> None:
        """Send a message."""
        self.send(packed(kind, content))

    def hear(self, message: bytes) -> None:
        """Take in what the guide says, which may be several messages at once."""
        for kind, content in map(unpacked, dealt_out(message)):
            self._kinds.add(kind)
            match content.get("data", {}) if kind == "comm_msg" else {}:
                case {"method": "update_states", "states": states}:
                    self.states |= {name: model["state"] for name, model in states.items()}
                case {"method": "update", "state": state}:
                    self.states.setdefault(content["comm_id"], {}).update(state)
                case {"method": "custom", "content": {"kind": "opened", "link": link}}:
                    self._opened = link
                case {"method": "custom", "content": {"kind": "fail"}}:
                    self.gone = "the guide failed"

    def open(self, link: str, revision: str) -> None:
        """Have the guide open the case that was begun in the book."""
        asked = {"open": link, "revision": revision, "remembered": {}}
        self.tell("comm_msg", {"comm_id": self._link(), "data": {"method": "custom", "content": asked}})
        self.until(lambda: self._opened == link and self._is_at(link))

    def choose(self, choice: Choice) -> None:
        """Choose what comes next, and wait for its step, which must have the answers of the handbook."""
        dropdown = self._now() if choice.came_from else self._start()
        if not dropdown:
            raise VisitError("no row to choose in")
        data = {"method": "update", "state": {"index": choice.place}, "buffer_paths": []}
        self.tell("comm_msg", {"comm_id": dropdown, "data": data})
        self.until(lambda: self._is_at(choice.link))
        now = self._now()
        shown = len(self.states[now]["_options_labels"]) - 1 if now else 0  # one of them invites to choose
        if shown != choice.answers:
            raise VisitError("other answers than in the handbook")

    def _link(self) -> str:
        """Return the id of what ties the guide to the page around it."""
        return next((name for name, state in self.states.items() if {"link", "summary"} <= state.keys()), "")

    def _is_at(self, link: str) -> bool:
        return self.states.get(self._link(), {}).get("link") == link

    def _start(self) -> str:
        """Return the id of the dropdown in which the situation is chosen."""
        rows = self._dressed("ehbi-rows")
        return self.states[rows]["children"][0].removeprefix("IPY_MODEL_") if rows else ""

    def _now(self) -> str:
        """Return the id of the dropdown at hand; nothing where there is nothing more to choose."""
        return self._dressed("ehbi-row-now")

    def _dressed(self, name: str) -> str:
        return next((one for one, state in self.states.items() if name in state.get("_dom_classes", ())), "")
