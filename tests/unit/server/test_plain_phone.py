"""A phone without JavaScript has the same question, counts as any other, and is refused in the same cases."""

import json
import re
from pathlib import Path
from urllib.parse import urlencode

import pytest

import ehbi
from ehbi.server import phones, plain_phone
from ehbi.server.http.handlers import LARGEST, TEMPLATES
from ehbi.server.plain_phone import AGAIN, CLOSED, COUNTS, LOOK, NONE, NOT_OURS, OTHER, RIGHT, WAIT, screen
from ehbi.server.rounds import Stage
from ehbi.slides import deck, polls

from .visiting import ask, tell

POLL = next(iter(polls(deck(ehbi.load())).values()))
GOOD = POLL.choice.right.id
BAD = next(option.id for option in POLL.choice.options if not option.right)
FIRST, SECOND = POLL.place, f"{POLL.place}/2"
PAGE = "/stem/eenvoudig"
SLIDES = Path(ehbi.__file__).parent / "slides" / "templates" / "slides.html.j2"
SCRIPT = Path(plain_phone.__file__).parent / "static" / "phone.js"


@pytest.mark.parametrize("text", [LOOK, WAIT, AGAIN, COUNTS, CLOSED, RIGHT, OTHER, NONE])
def test_it_says_what_the_script_says(text):
    assert f'"{text}"' in SCRIPT.read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["Nog ", '"seconde"', '"seconden"', "Jij koos: "])
def test_its_page_says_what_the_script_says(text):
    page = (TEMPLATES / "plain_phone.html.j2").read_text(encoding="utf-8")
    assert text in page
    assert text in SCRIPT.read_text(encoding="utf-8")


def test_phones_are_promised_what_the_slide_promises():
    files = (TEMPLATES / "phone.html.j2", TEMPLATES / "plain_phone.html.j2", SLIDES)
    phone, plain, slides = (file.read_text(encoding="utf-8") for file in files)
    [promise] = re.findall(r"<footer>([^<]+)</footer>", phone)
    assert f"<p>{promise}</p>" in plain
    assert f">{promise}</p>" in slides


@pytest.mark.parametrize(
    ("stage", "chosen", "said", "mine"),
    [
        (Stage.ASKED, {}, "", ""),
        (Stage.ASKED, {FIRST: BAD}, COUNTS, BAD),
        (Stage.SHOWN, {FIRST: BAD}, CLOSED, BAD),
        (Stage.ASKED_AGAIN, {FIRST: BAD}, AGAIN, ""),
        (Stage.ASKED_AGAIN, {FIRST: BAD, SECOND: GOOD}, COUNTS, GOOD),
    ],
)
def test_what_is_asked_and_how_it_is_with_the_choice(stage, chosen, said, mine):
    shown = screen(phones.asked(POLL, stage), chosen)
    assert (shown.asks, shown.story, shown.closed) == (POLL.choice.asks, POLL.story, stage.is_shown)
    assert (shown.said, shown.mine, len(shown.options)) == (said, mine, len(POLL.choice.options))


@pytest.mark.parametrize(
    ("chosen", "heading", "is_right"),
    [
        ({}, NONE, False),
        ({FIRST: GOOD}, RIGHT, True),
        ({FIRST: BAD}, OTHER, False),
        ({FIRST: BAD, SECOND: GOOD}, RIGHT, True),
        ({FIRST: GOOD, SECOND: BAD}, OTHER, False),
    ],
)
def test_what_is_right_and_why_by_what_was_chosen_last(chosen, heading, is_right):
    told = phones.answered(POLL, Stage.SHOWN_AGAIN)
    shown = screen(told, chosen)
    assert (shown.asks, shown.right, bool(shown.yours)) == (heading, is_right, heading == OTHER)
    assert ([*shown.says], shown.why, shown.options) == (told["told"]["says"], told["told"]["why"], ())


def test_nothing_is_asked_and_time_is_told_in_whole_seconds():
    assert screen({}, {}) == plain_phone.Screen(LOOK, WAIT)
    assert screen(phones.asked(POLL, Stage.ASKED) | {"left": 2.1}, {}).left == 3


@pytest.fixture
def room(presenter, key):
    """The slides are where the room is asked something."""
    shown = {"window": "w", "place": POLL.place, "takes": True, "minutes": 0}
    assert tell(presenter.url, "/zaal", shown, Cookie=key).status == 200
    yield presenter
    tell(presenter.url, "/zaal", shown | {"place": "begin.1"}, Cookie=key)


def come(presenter):
    """The address of a new phone."""
    answer = ask(presenter.url, PAGE)
    assert answer.status == 303
    return f"/stem/{answer.headers['Location']}"


def choose(presenter, address, option, place=POLL.place, **headers):
    given = {"Content_Type": plain_phone.FORM, "Origin": presenter.url.rstrip("/")} | headers
    body = urlencode({"place": place, "option": option}).encode()
    return ask(presenter.url, address, "POST", body, **{name: text for name, text in given.items() if text})


def standing(presenter, key):
    return json.loads(ask(presenter.url, "/zaal", Cookie=key).text)[POLL.place]


def test_the_phones_page_leads_there_and_each_phone_has_an_address_of_its_own_and_no_cookie(presenter):
    assert '<meta http-equiv="refresh" content="0; url=stem/eenvoudig">' in ask(presenter.url, "/stem").text
    first, second = come(presenter), come(presenter)
    assert first != second
    assert re.fullmatch(rf"{PAGE}\?voter=[0-9a-f]{{32}}", first)
    page = ask(presenter.url, first)
    assert (page.status, page.headers["Set-Cookie"], page.headers["Cache-Control"]) == (200, None, "no-store")
    assert page.headers["Refresh"] == f"4; url={first.removeprefix('/stem/')}"
    assert "form-action 'self'" in page.headers["Content-Security-Policy"]
    assert LOOK in page.text
    assert "<script" not in page.text


def test_who_loads_it_by_themselves_is_left_alone(presenter):
    address = f"{come(presenter)}&stil=1"
    assert ask(presenter.url, address).headers["Refresh"] is None
    assert "voter=x" not in ask(presenter.url, f"{PAGE}?voter=x&stil=1").headers["Location"]


def test_a_choice_counts_once_is_marked_and_can_be_changed(room, key):
    address = come(room)
    assert 'dir="auto" aria-pressed="true"' not in ask(room.url, address).text
    for option in (BAD, GOOD):
        sent = choose(room, address, option)
        assert (sent.status, f"/stem/{sent.headers['Location']}") == (303, address)
        page = ask(room.url, address).text
        assert f'value="{option}" dir="auto" aria-pressed="true"' in page
        assert COUNTS in page
        found = standing(room, key)
        assert found["voted"] == 1
        assert found["present"] >= 1


@pytest.mark.parametrize(
    ("change", "status", "says"),
    [
        ({"place": "oefening-voorbij.1"}, 409, "Deze vraag is voorbij. Kijk op het scherm."),
        ({"option": "bestaat-niet"}, 422, "Dit kun je hier niet kiezen."),
        ({"Origin": "https://elders.example"}, 403, NOT_OURS),
        ({"Origin": "null"}, 403, NOT_OURS),
        ({"Origin": ""}, 403, NOT_OURS),
        ({"Sec_Fetch_Site": "cross-site"}, 403, NOT_OURS),
        ({"Content_Type": "text/plain"}, 415, "Er ging iets mis"),
        ({"option": "x" * LARGEST}, 400, "Er ging iets mis"),
    ],
)
def test_what_is_refused_is_told_on_the_page_and_counts_nowhere(room, key, change, status, says):
    before = standing(room, key)["voted"]
    answer = choose(room, come(room), **{"option": GOOD} | change)
    assert (answer.status, says in answer.text) == (status, True)
    assert answer.headers["Content-Type"].startswith("text/html")
    assert answer.headers["Refresh"].startswith("10; url=eenvoudig?voter=")
    assert standing(room, key)["voted"] == before


@pytest.mark.parametrize(
    "voter", ["", "?voter=", "?voter=jan@example.org", "?voter=%ff", f"?voter={'Z' * 32}"]
)
def test_what_is_no_phone_of_ours_cannot_choose_and_begins_anew(room, key, voter):
    before = standing(room, key)["voted"]
    answer = choose(room, PAGE + voter, GOOD)
    assert (answer.status, answer.headers["Refresh"], "<form" in answer.text) == (
        422,
        "10; url=eenvoudig",
        False,
    )
    assert standing(room, key)["voted"] == before
    assert re.fullmatch(r"eenvoudig\?voter=[0-9a-f]{32}", ask(room.url, PAGE + voter).headers["Location"])


def test_what_is_closed_cannot_be_chosen_any_more(room, key):
    address = come(room)
    assert choose(room, address, BAD).status == 303
    tell(room.url, "/zaal", {"place": POLL.place, "stage": 1}, Cookie=key)
    page = ask(room.url, address).text
    assert CLOSED in page
    assert page.count(" disabled>") == len(POLL.choice.options)
    assert choose(room, address, GOOD).status == 409
    tell(room.url, "/zaal", {"window": "w", "place": POLL.told_at, "takes": True, "minutes": 0}, Cookie=key)
    assert OTHER in ask(room.url, address).text
