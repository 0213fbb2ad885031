"""A phone without JavaScript: a page that the server makes, which asks every few seconds what is new."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from math import ceil
from typing import Any
from urllib.parse import urlencode

from tornado.web import HTTPError

from .http import headers
from .http.handlers import FORM, LARGEST, RefusedError, message, style, templates
from .phones import is_phone
from .room import PhoneHandler

PLAIN = "eenvoudig"
"""The address of the page, after that of the phones."""
EVERY, READING = 4, 10
"""Seconds after which the page asks again; longer where it says what went wrong."""
NOT_OURS = "Deze keuze kwam niet van deze pagina. Kies hier nog eens."
NOT_READ = "Je keuze is nu niet te lezen. Deze pagina probeert het opnieuw."

# What phone.js says too.
LOOK, WAIT = "Kijk op het scherm", "Zodra er een vraag is, staat die hier."
AGAIN = "Bespreek het met je buur, en kies nog een keer."
COUNTS = "Je keuze telt mee. Je kunt nog veranderen."
CLOSED = "De vraag is gesloten. Kijk op het scherm."
RIGHT, OTHER, NONE = "Goed gekozen", "Het handboek kiest iets anders", "Dit zegt het handboek"


@dataclass(frozen=True, slots=True)
class Screen:
    """What is on a phone: what is asked and what was chosen, or what is right."""

    asks: str
    said: str = ""  # how it is with the choice
    place: str = ""
    story: str = ""
    options: tuple[Mapping[str, str], ...] = ()
    mine: str = ""  # the option that this phone chose
    closed: bool = False
    left: int | None = None  # seconds
    right: bool = False
    yours: str = ""  # what was chosen in place of what is right
    says: tuple[str, ...] = ()  # the handbook
    why: str = ""


def screen(told: Mapping[str, Any], chosen: Mapping[str, str]) -> Screen:
    """Return what is on a phone, from what phones are told and what it chose."""
    if "place" not in told:
        return Screen(LOOK, WAIT)
    if "told" in told:
        return _answered(told, chosen)
    left = ceil(told["left"]) if "left" in told else None
    asked = told["asks"], _said(told, chosen), told["place"], told["story"], tuple(told["options"])
    return Screen(*asked, mine=chosen.get(told["place"], ""), closed=told.get("closed", False), left=left)


def _said(told: Mapping[str, Any], chosen: Mapping[str, str]) -> str:
    if told.get("closed"):
        return CLOSED
    if told["place"] in chosen:
        return COUNTS
    return AGAIN if "before" in told else ""


def _answered(told: Mapping[str, Any], chosen: Mapping[str, str]) -> Screen:
    """Return what is right, and whether that was chosen: the second time, or the first where that was all."""
    mine = chosen.get(told["place"]) or chosen.get(told.get("before", ""), "")
    label = next((option["label"] for option in told["options"] if option["id"] == mine), "")
    answer = told["told"]
    right = mine in answer["right"]
    heading = RIGHT if right else OTHER if label else NONE
    yours = "" if right else label
    return Screen(heading, right=right, yours=yours, says=tuple(answer["says"]), why=answer["why"])


class PlainPhone(PhoneHandler):
    """The page, and the address for a choice made on it.

    Which phone it is stands in the address: there is no cookie, and a reload is the same phone.
    """

    title: str

    async def get(self) -> None:
        """Answer with the page; who is no phone yet becomes one."""
        if not self.voter:
            self.redirect(self._address(secrets.token_hex(16)), status=HTTPStatus.SEE_OTHER)
            return
        told = self.look(self.voter)
        chosen = await self.do(
            lambda: self.workshop.chosen_by(self.voter), "Een keuze is niet te lezen", NOT_READ
        )
        self._show(screen(told, chosen), EVERY)

    async def post(self) -> None:
        """Have a choice count as that of any phone, and lead back to the page."""
        place, option = self._sent()
        await self.vote(place, self.voter, option)
        self.redirect(self._address(self.voter), status=HTTPStatus.SEE_OTHER)

    def _sent(self) -> tuple[str, str]:
        """Return what was asked and chosen; refuse what another site may have sent.

        A form needs no leave to be sent from there, so what does not say where it comes from is refused too.
        """
        request = self.request
        if not {"Origin", "Sec-Fetch-Site"} & {*request.headers}:
            raise HTTPError(HTTPStatus.FORBIDDEN)
        if not request.headers.get("Content-Type", "").startswith(FORM):
            raise HTTPError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        match request.body_arguments:
            case {"place": [place], "option": [option], **rest} if not rest and len(request.body) <= LARGEST:
                return place.decode(errors="replace"), option.decode(errors="replace")
            case _:
                raise HTTPError(HTTPStatus.BAD_REQUEST)

    def write_error(self, status_code: int, **error: Any) -> None:
        """Answer with the page, which says what went wrong."""
        refusal = error.get("exc_info", (None, None))[1]
        text = refusal.text if isinstance(refusal, RefusedError) else ". ".join(message(status_code))
        said = NOT_OURS if status_code == HTTPStatus.FORBIDDEN else text
        self._show(replace(screen(self.workshop.told_phones(), {}), said=said), READING)

    def _show(self, shown: Screen, seconds: int) -> None:
        address = self._address(self.voter)
        if not self._still:
            self.set_header("Refresh", f"{seconds}; url={address}")
        headers.apply_to_page(self, headers.content_policy(forms="'self'"))
        headers.name_sender(self)
        other = self._address(self.voter, still=not self._still)
        given = {"address": address, "other": other, "still": self._still, "is_phone": bool(self.voter)}
        page = templates.get_template("plain_phone.html.j2")
        self.finish(page.render(given, phone=shown, title=self.title, style=style("phone.css")))

    @property
    def voter(self) -> str:
        """Which phone this is; empty when it cannot be one of ours."""
        given = self._given("voter")
        return given if is_phone(given) else ""

    @property
    def _still(self) -> bool:
        """Whether somebody wants to load the page by themselves, as who has it read aloud may."""
        return bool(self._given("stil"))

    def _address(self, voter: str, *, still: bool | None = None) -> str:
        """Return the address of this page, seen from itself: there may be a path before it."""
        stays = self._still if still is None else still
        given = {"voter": voter, "stil": "1" if stays else ""}
        return f"{PLAIN}?{urlencode({name: text for name, text in given.items() if text})}".removesuffix("?")

    def _given(self, name: str) -> str:
        # What Tornado refuses to read would be refused here too, while showing that it was.
        return self.request.query_arguments.get(name, [b""])[-1].decode(errors="replace")
