"""A workshop of 45 minutes from its first slide to its last, in which much goes wrong and nothing is lost."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import expect

from ehbi.slides import Slide
from ehbi.store import Store, remarks, rooms
from tests.unit.paper.reading import squeezed, words
from tests.votes import options_kept, votes_kept

from .practising import Practising
from .scenes import (
    ALL,
    ANNE,
    CEM,
    OTHER_ROOM,
    a_second_window_leads,
    as_usual,
    everybody_chooses,
    mixed,
    the_first_leads_again,
    time_runs,
    two_lose_their_network,
    votes_twice_and_is_killed,
)
from .session import BROWSERS, MINUTES, PLAN, POLLS, SLIDES, Session
from .tally import ENOUGH

DECK = [SLIDES[one] for part in PLAN.parts for one in part.slides]
EXERCISES = [slide for slide in DECK if slide.id.startswith("oefening-")]
BEFORE, AFTER = (poll for poll in POLLS.values() if poll.compares)
ASKED = [place for slide in EXERCISES for place in POLLS if place.startswith(f"{slide.id}.")]
SCENES = {
    0: everybody_chooses,
    1: two_lose_their_network,
    2: time_runs,
    8: votes_twice_and_is_killed,
    9: a_second_window_leads,
    10: the_first_leads_again,
    11: everybody_chooses,
}
"""What happens at the questions of the exercises, by number; at the others it goes as usual."""
IDEAS = ["De mail komt niet aan", "Oude pas", "Geen idee meer"]


def begins(session: Session) -> None:
    """The presenter says what comes, and the notes on a tablet go along."""
    slides, notes = session.slides, session.notes
    expect(slides.locator("#slides_place")).to_have_text(f"1 van {len(DECK)}")
    expect(notes.locator("#pace b")).to_have_text("nog niet begonnen")
    agenda = [f"{part.name} {part.minutes} min" for part in PLAN.parts]
    expect(slides.locator("#slides_agenda li")).to_have_text(agenda)
    for slide in DECK[:3]:
        session.go_through(slide)
    part = PLAN.parts[1]
    expect(notes.locator("#pace")).to_contain_text(f"van {MINUTES} min · {part.name}: {part.minutes} min · ")
    expect(notes.locator(".says")).to_contain_text("Zeg nog niet wat goed is")


def is_asked_before(session: Session) -> None:
    session.at(BEFORE.place)
    session.vote(BEFORE, mixed(BEFORE, ALL))
    session.on()
    session.sees_votes(BEFORE)
    session.on()


def brainstorms(session: Session) -> None:
    session.at("brainstorm.1")
    for number, text in zip((ANNE, CEM, BROWSERS), IDEAS, strict=True):
        session.phones[number].writes(text)
    ideas = session.slides.locator(".ideas li span")
    expect(ideas).to_have_text(IDEAS[::-1])
    session.slides.get_by_role("button", name=f"Haal weg: {IDEAS[-1]}").click()
    expect(ideas).to_have_text(IDEAS[-2::-1])
    session.on()


def is_told(session: Session) -> None:
    """The room hears the stories, who can do what, and how to hand over."""
    told = DECK[DECK.index(SLIDES["waarom"]) : DECK.index(EXERCISES[0])]
    story = next(slide for slide in told if slide.example)
    for slide in told:
        session.at(f"{slide.id}.1")
        if slide == story:
            expect(session.notes.locator(".says")).to_contain_text(story.frames[0].told)
        session.go_through(slide)


def practises(session: Session, slide: Slide) -> None:
    """Do one case: each question in a way of its own, then what is right."""
    for place in [one for one in POLLS if one.startswith(f"{slide.id}.")]:
        session.at(place)
        SCENES.get(ASKED.index(place), as_usual)(session, POLLS[place])
        session.on()
        session.sees_what_is_right(POLLS[place])
        session.on()
    session.at(f"{slide.id}.{len(slide.frames)}")
    session.on()


def is_asked_after(session: Session) -> None:
    """The same question as before; then what was chosen both times is beside each other."""
    session.at(AFTER.place)
    wrong = next(option for option in AFTER.choice.options if not option.right)
    session.vote(AFTER, {one: AFTER.choice.right if one % 5 else wrong for one in ALL})
    session.on()
    session.sees_votes(AFTER)
    session.on()
    session.at(AFTER.told_at)
    both = [session.tally.times(poll.place) for poll in (BEFORE, AFTER)]
    figures = [str(times[option.id]) for option in AFTER.choice.options for times in both]
    expect(session.slides.locator(".compared .figure")).to_have_text(figures)
    session.on()


def sees_what_was_hard(session: Session) -> bytes:
    """Return what the presenter keeps of it."""
    session.at("uitslag.1")
    slides, found = session.slides, session.tally.found()
    hardest = slides.locator(".hardest li")
    expect(hardest).to_have_count(3)
    for line, one in zip(hardest.all(), found[:3], strict=True):
        for text in (one.title, f"{one.said} dan het handboek.", one.most):
            expect(line).to_contain_text(text)
    for one in found:
        told = slides.locator(f'#slides_results .chart [data-step="{one.step}"]').all_text_contents()
        assert squeezed(f"{one.wrong} van {one.answered} anders") in squeezed("".join(told))
    with slides.expect_download() as saved:
        slides.get_by_role("button", name="Bewaar als PDF").click()
    hard = sum(one.hard for one in found)
    slides.get_by_role("button", name=f"Stuur naar functioneel beheer ({hard})").click()
    slides.get_by_role("button", name="Ja, stuur").click()
    expect(slides.locator("#results_said")).to_contain_text(f"{hard} meldingen zijn verstuurd")
    session.on()
    return Path(saved.value.path()).read_bytes()


def remembers(session: Session) -> None:
    session.at("terugblik.1")
    slides, tally = session.slides, session.tally
    lessons = tally.lessons()[:3]
    expect(slides.locator(".lessons .asked")).to_have_text([one.asked for one in lessons])
    expect(slides.locator(".lessons .right")).to_have_text([one.right for one in lessons])
    expect(slides.locator(".lessons .version")).to_have_text([f"{one.said}." for one in lessons])
    learned = f"eerst {tally.right(BEFORE.place)} goed, nu {tally.right(AFTER.place)}."
    expect(slides.locator(".learned")).to_contain_text(learned)
    session.on()


def takes_home(session: Session) -> None:
    """What was hard is on the phone, works there without a network, and is the same on the slide."""
    session.at("einde.1")
    phone = session.phones[CEM].page
    with phone.expect_download() as saved:
        phone.get_by_role("link", name="Bewaar voor thuis").click()
    with session.slides.expect_download() as kept:
        session.slides.get_by_role("button", name="Oefenset").click()
    assert Path(kept.value.path()).read_bytes() == Path(saved.value.path()).read_bytes()
    with phone.expect_popup() as opened:
        phone.get_by_role("link", name="Open de oefenset").click()
    for one in session.tally.found()[:3]:
        expect(opened.value.get_by_role("listitem").filter(has_text=one.title).first).to_be_visible()
    phone.context.set_offline(True)
    practising = Practising(opened.value).open().begin()
    practising.choose(practising.here.choices[0].right)


def managers_know(session: Session) -> None:
    """What was sent is what was pressed, and nothing else is left."""
    found = session.tally.found()
    with Store.open(session.database) as store:
        kept = [one for one in rooms.kept(store) if one.room != OTHER_ROOM]
        counts = {(one.step, one.begins, one.answered, one.wrong) for one in kept}
        told = {(one.step, one.text.partition(" dan ")[0]) for one in remarks.kept(store)}
    assert counts == {
        (one.step, one.begins, one.answered, one.wrong) for one in found if one.answered >= ENOUGH
    }
    begins = "In een workshop koos"
    what = {True: "een andere situatie", False: "iets anders"}
    assert told == {
        (one.step, f"{begins} {one.wrong} van {one.answered} {what[one.begins]}") for one in found if one.hard
    }


def test_a_workshop_from_the_first_slide_to_the_last(browser, tmp_path):
    with ExitStack() as stack:
        session = Session(browser, stack, f"sqlite:///{tmp_path}/ehbi.sqlite")
        session.start()
        session.comes_in()
        begins(session)
        is_asked_before(session)
        brainstorms(session)
        is_told(session)
        for slide in EXERCISES:
            practises(session, slide)
        is_asked_after(session)
        kept = sees_what_was_hard(session)
        remembers(session)
        takes_home(session)
        assert options_kept(session.database) == session.tally.kept()
        session.stop()
        assert votes_kept(session.database) == 0
        assert session.failed == []
    managers_know(session)
    for one in session.tally.found():
        assert not one.wrong or squeezed(f"{one.said} dan het handboek") in words(kept)
