"""The plain phone and presenter of a crowd ask and tell what a browser's do."""

import json
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import expect

import ehbi
from benchmarks.room import RoomPlan, Workshop
from benchmarks.workshop import ROOM, Phone, Presenter
from ehbi.slides import deck, polls
from tests.unit.server.managing import stage

POLL = next(iter(polls(deck(ehbi.load())).values()))
OPTION = POLL.choice.options[0]


@pytest.fixture(scope="module")
def gate():
    with stage() as found:
        yield found


def asked(method, address, body):
    """What is asked, and told; what a phone or window is called is made by chance."""
    told = json.loads(body) if body else {}
    if "voter" in told:
        told["voter"] = len(bytes.fromhex(told["voter"]))
    if "window" in told:
        told["window"] = ""
    return method, urlsplit(address).path, json.dumps(told, sort_keys=True)


def watch(page):
    """Return what a page asks for, from now on."""
    found = set()
    page.on("request", lambda one: found.add(asked(one.method, one.url, one.post_data)))
    return found


@pytest.fixture
def seen(browser, gate):
    """What the slides ask of the room, and what a phone asks for and tells, in a browser."""
    slides, phone = browser.new_context().new_page(), browser.new_context().new_page()
    slides.goto(gate.server.url)
    of_slides, of_phone = watch(slides), watch(phone)
    slides.goto(f"{slides.url.split('#')[0]}#{POLL.place}")
    phone.goto(urljoin(gate.url, "/stem"))
    phone.get_by_role("button", name=OPTION.label, exact=True).click()
    expect(phone.locator("#phone_said")).to_contain_text("telt mee")
    slides.goto("about:blank")  # so that another can lead
    for page in (slides, phone):
        page.context.close()
    hears = asked("POST", ROOM, '{"window": ""}')  # once: where the slides are that lead already, if any
    return {one for one in of_slides if one[1] == ROOM} - {hears}, of_phone


@pytest.fixture
def done(gate):
    """What the plain presenter asks of the room, and what a plain phone asks for and tells."""

    def visit():
        found = set()
        workshop = Workshop(gate.url, RoomPlan(questions=0), gate.token)

        def heard(request_type, url, response, **_):
            found.add(asked(request_type, url, response.request.payload))

        workshop.events.request.add_listener(heard)
        presenter, phone = Presenter(workshop), Phone(workshop)
        presenter.enter()
        found.clear()
        presenter.show(POLL.place)
        presenter.look()
        of_slides = set(found)
        found.clear()
        phone.open()
        phone.look()
        phone.vote(workshop.ballots[POLL.place], OPTION.id, "voting")
        presenter.leave()
        phone.leave()
        assert not workshop.errors
        return of_slides, found

    with ThreadPoolExecutor(1) as pool:  # Playwright's event loop has this thread
        return pool.submit(visit).result()


def test_a_room_of_a_crowd_asks_and_tells_what_one_of_browsers_does(seen, done):
    assert done == seen
