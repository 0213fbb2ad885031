"""The plain phone and presenter of a crowd ask and tell what a browser's do."""

import json
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import expect

import ehbi
from benchmarks.room import Moment, RoomPlan, Workshop
from benchmarks.workshop import ROOM, Phone, Presenter
from ehbi.server.rounds import Stage
from ehbi.slides import deck, polls
from tests.unit.server.managing import stage
from tests.unit.server.visiting import tell

from .test_workshop import choose, voted

POLL = next(iter(polls(deck(ehbi.load())).values()))
OPTION, OTHER = POLL.choice.options[:2]
NEIGHBOUR = "0" * 32


def asked(method, address, headers, body):
    """What is asked, and told; what a phone or window is called is made by chance."""
    told = json.loads(body) if body else {}
    if "voter" in told:
        told["voter"] = len(bytes.fromhex(told["voter"]))
    if "window" in told:
        told["window"] = ""
    called = {name.lower(): text for name, text in headers.items()}.get("ehbi-phone", "")
    return method, urlsplit(address).path, len(bytes.fromhex(called)), json.dumps(told, sort_keys=True)


def of(kind, found):
    """Return what was asked of the room, or what phones asked."""
    return {one for one in found if (one[1] == ROOM) == (kind == "slides") and one[1] != "/"}


def watch(page):
    """Return what a page asks for, from now on."""
    found = set()
    page.on("request", lambda one: found.add(asked(one.method, one.url, one.headers, one.post_data)))
    return found


def splits(gate):
    """Have somebody else in the room choose something else."""
    tell(gate.url, "/stem/vraag", {"place": POLL.place, "option": OTHER.id, "voter": NEIGHBOUR})


@pytest.fixture
def seen(browser):
    """What the slides ask of the room, and what a phone asks for and tells, in a browser."""
    with stage() as gate, browser.new_context() as presenters, browser.new_context() as own:
        slides, phone = presenters.new_page(), own.new_page()
        slides.goto(gate.server.url)
        of_slides, of_phone = watch(slides), watch(phone)
        slides.goto(f"{slides.url.split('#')[0]}#{POLL.place}")
        phone.goto(urljoin(gate.url, "/stem"))
        choose(phone, OPTION)
        splits(gate)
        voted(slides, "2")
        slides.keyboard.press("t")
        expect(slides.locator("#slides_voted")).to_contain_text("Bespreek het")
        slides.keyboard.press("o")
        expect(phone.locator("#phone_said")).to_contain_text("Bespreek het")
        choose(phone, OPTION)
        voted(slides, "1")
        for _ in range(2):
            slides.keyboard.press("PageDown")
        expect(phone.locator("#phone_answer")).to_be_visible()
        hears = asked("POST", ROOM, {}, '{"window": ""}')  # once: where the slides are that lead, if any
        return of("slides", of_slides) - {hears}, of("phone", of_phone)


@pytest.fixture
def done():
    """What the plain presenter asks of the room, and what a plain phone asks for and tells."""

    def visit(gate):
        found = set()
        workshop = Workshop(gate.url, RoomPlan(questions=0), gate.token)

        def heard(request_type, url, response, **_):
            found.add(asked(request_type, url, response.request.headers, response.request.payload))

        workshop.events.request.add_listener(heard)
        presenter, phone = Presenter(workshop), Phone(workshop)
        presenter.enter()
        phone.open()
        presenter.show(Moment(POLL.place))
        first, second = workshop.ballots.values()
        phone.vote(phone.look(), OPTION.id, "voting")
        splits(gate)
        first.chosen[NEIGHBOUR] = OTHER.id
        for come_to in (Stage.SHOWN, Stage.ASKED_AGAIN):
            presenter.come_to(POLL.place, come_to)
        phone.vote(phone.look(), OPTION.id, "voting")
        presenter.come_to(POLL.place, Stage.SHOWN_AGAIN)
        presenter.show(Moment(POLL.told_at, Stage.SHOWN_AGAIN))
        presenter.look()
        presenter.leave()
        phone.leave()
        assert not workshop.errors
        assert (len(first.chosen), len(second.chosen)) == (2, 1)
        return of("slides", found), of("phone", found)

    with stage() as gate, ThreadPoolExecutor(1) as pool:  # Playwright's event loop has this thread
        return pool.submit(visit, gate).result()


def test_a_room_of_a_crowd_asks_and_tells_what_one_of_browsers_does(seen, done):
    assert done == seen
