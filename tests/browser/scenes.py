"""How a question goes in a workshop: as usual, or while something goes wrong that must right itself.

Each begins where the question is open, and ends there with its votes shown.
"""

from __future__ import annotations

from http import HTTPStatus

from playwright.sync_api import expect

from ehbi.handbook import clock
from ehbi.handbook.examples import Option
from ehbi.slides import Poll
from ehbi.store import RoomCount, Store, rooms
from tests.votes import options_kept

from .session import BROWSERS, PHONES, POLLS, Session, log_in
from .test_restart import FOLLOWS, LOST

ANNE, BEN, CEM = range(BROWSERS)
"""Who have a browser."""
ALL, CROWD = range(PHONES), range(BROWSERS, PHONES)
LEAD = "Neem de leiding"
OTHER_ROOM, HARD = "ander", "mail-zoeken"


def mixed(poll: Poll, numbers: range) -> dict[int, Option]:
    """Have some choose what is not right: at one question half of them, at others fewer."""
    wrong = [option for option in poll.choice.options if not option.right]
    asked = [*POLLS].index(poll.place)
    each = 2 + asked % 3
    return {one: poll.choice.right if (one + asked) % each else wrong[one % len(wrong)] for one in numbers}


def as_usual(session: Session, poll: Poll) -> None:
    """Not everybody chooses, and the clicker shows the votes."""
    session.vote(poll, mixed(poll, CROWD[len(poll.place) % 3 :]))
    session.on()
    session.sees_votes(poll)


def everybody_chooses(session: Session, poll: Poll) -> None:
    """What was shown is closed: going back shows it, and nobody can choose any more."""
    session.vote(poll, mixed(poll, ALL))
    session.on()
    session.sees_votes(poll)
    session.on()
    session.at(poll.told_at)
    expect(session.notes.locator(".says")).to_contain_text(f"Goed is: {poll.choice.right.label}.")
    session.slides.keyboard.press("PageUp")
    session.at(poll.place)
    late = session.phones[CROWD[0]].send(poll.place, poll.choice.right)
    assert late.status == HTTPStatus.CONFLICT
    session.sees_votes(poll)


def two_lose_their_network(session: Session, poll: Poll) -> None:
    """One is back in time, and its choice arrives; the other when the votes are shown, which it says."""
    picks = mixed(poll, ALL)
    anne, ben = (session.phones[one] for one in (ANNE, BEN))
    for phone, number in ((anne, ANNE), (ben, BEN)):
        phone.is_asked(poll)
        phone.page.context.set_offline(True)
        phone.press(picks[number])
        phone.said.to_contain_text("Geen verbinding")
    anne.page.context.set_offline(False)
    anne.said.to_contain_text("telt mee")
    session.tally.press(poll, ANNE, picks[ANNE])
    session.vote(poll, {one: picks[one] for one in (CEM, *CROWD)})
    session.on()
    session.sees_votes(poll)
    ben.page.context.set_offline(False)
    ben.said.to_contain_text("De vraag is gesloten")
    ben.pressed.to_have_count(0)


def time_runs(session: Session, poll: Poll) -> None:
    session.vote(poll, mixed(poll, CROWD))
    session.slides.keyboard.press("k")
    expect(session.slides.locator("#slides_left")).to_be_visible()
    expect(session.phones[CEM].page.locator("#phone_left")).to_contain_text("Nog ")
    session.slides.keyboard.press("t")
    session.sees_votes(poll)


def votes_twice_and_is_killed(session: Session, poll: Poll) -> None:
    """A split room votes once more; in the middle of that the server is killed, and goes on."""
    wrong = next(option for option in poll.choice.options if not option.right)
    session.vote(poll, {one: wrong if one % 2 else poll.choice.right for one in ALL})
    session.on()
    session.sees_votes(poll)
    session.slides.keyboard.press("o")
    second = {one: poll.choice.right if one % 4 else wrong for one in ALL}
    session.vote(poll, {one: second[one] for one in CROWD[:6]}, again=True)
    cem = session.phones[CEM]
    cem.is_asked(poll, again=True)
    session.stop(kill=True)
    expect(session.slides.locator("#slides_room")).to_contain_text(LOST)
    cem.press(second[CEM])
    cem.said.to_contain_text("Geen verbinding")
    assert options_kept(session.database) == session.tally.kept()
    another_room_tells(session.database)
    session.start()
    cem.said.to_contain_text("telt mee")
    session.tally.press(poll, CEM, second[CEM], again=True)
    logs_in_again(session, poll)
    session.vote(poll, {one: second[one] for one in (ANNE, BEN, *CROWD[6:])}, again=True)
    session.slides.keyboard.press("t")
    session.sees_votes(poll, again=True)


def another_room_tells(database: str) -> None:
    """The managers hear what would have this room asked something else, had it not begun already."""
    with Store.open(database) as store:
        rooms.keep(store, [RoomCount(OTHER_ROOM, clock.now(), HARD, begins=False, answered=10, wrong=10)])


def logs_in_again(session: Session, poll: Poll) -> None:
    """Slides and notes say that nobody is logged in; the window that logs in is a second one, and follows."""
    slides, notes = session.slides, session.notes
    expect(slides.locator("#slides_room")).to_contain_text("Je bent niet meer ingelogd")
    with slides.expect_popup() as opened:
        slides.get_by_role("link", name="Log in").click()
    session.second = opened.value
    log_in(session.second)
    session.second.wait_for_url(f"**/#{poll.place}")
    expect(session.second.locator("#slides_room")).to_contain_text(FOLLOWS)
    expect(slides.locator("#slides_room")).to_be_empty()
    expect(notes.locator("#trouble")).to_contain_text("Je bent uitgelogd")
    notes.reload()
    log_in(notes)
    expect(notes.locator("#pace")).to_contain_text("Oefenen")


def a_second_window_leads(session: Session, poll: Poll) -> None:
    first, second = session.slides, session.second
    second.wait_for_url(f"**/#{poll.place}")
    second.get_by_role("button", name=LEAD).click()
    expect(first.locator("#slides_room")).to_contain_text(FOLLOWS)
    session.slides, session.second = second, first
    as_usual(session, poll)


def the_first_leads_again(session: Session, poll: Poll) -> None:
    second, first = session.slides, session.second
    first.wait_for_url(f"**/#{poll.place}")
    second.close()
    first.get_by_role("button", name=LEAD).click()
    expect(first.locator("#slides_room")).to_be_empty()
    session.slides = first
    as_usual(session, poll)
