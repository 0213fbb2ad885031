"""What a notebook calls on a handbook to get a changed one, and how a mistake there is told."""

from __future__ import annotations

import inspect
import re

import pytest

from ehbi.handbook import EditError, Handbook
from ehbi.handbook.changing import Changeable
from ehbi.handbook.clock import today
from ehbi.handbook.edits import put_step, remove_step
from ehbi.handbook.values import Kind, OutcomeKind

METHODS = {"with_step", "without", "connect", "disconnect"}


def test_a_step_is_changed_in_another_handbook_and_this_one_stays(handbook):
    before = handbook.revision
    made = handbook.with_step("mail-zoeken", title="Zoek de mail", words=["spam"])
    assert (made.step("mail-zoeken").title, made.step("mail-zoeken").words) == ("Zoek de mail", ("spam",))
    assert handbook.revision == before != made.revision


def test_a_step_that_is_not_there_comes_last_with_what_its_kind_has(handbook):
    made = handbook.with_step("app-op-slot", title="De app zit op slot", kind="situation").with_step(
        "naar-fb-iam", title="Geef door", kind="outcome", outcome="handover", contact="fb-iam"
    )
    start, end = made.steps[-2:]
    assert (start.id, start.kind, start.number, start.party) == ("app-op-slot", Kind.SITUATION, 5, "balie")
    assert (start.reviewed, start.own) == (today(), True)
    assert (end.kind, end.outcome, end.contact) == (Kind.OUTCOME, OutcomeKind.HANDOVER, "fb-iam")


def test_answers_are_added_led_elsewhere_and_taken_away(handbook):
    made = handbook.connect("mail-zoeken", "mail-fb-iam", label="De mail is leeg", done="De mail was leeg")
    assert made.step("mail-zoeken").answer("de-mail-is-leeg").done == "De mail was leeg"
    made = made.connect("mail-zoeken", "mail-opnieuw", answer="de-mail-is-leeg")
    answer = made.step("mail-zoeken").answer("de-mail-is-leeg")
    assert (answer.next, answer.label) == ("mail-opnieuw", "De mail is leeg")
    assert made.disconnect("mail-zoeken", "de-mail-is-leeg") == handbook
    assert handbook.connect("mail-zoeken", "mail-opnieuw").step("mail-zoeken").answers[-1].label == "Verder"


def test_a_step_goes_as_the_edits_have_it(handbook):
    assert handbook.without("mail-opnieuw") == remove_step(handbook, "mail-opnieuw", None)
    led = handbook.without("mail-opnieuw", instead="kb-tijdelijk-wachtwoord")
    assert led.step("mail-zoeken").answer("nee").next == "kb-tijdelijk-wachtwoord"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            lambda book: book.with_step("mail-zoekn", title="Zoek"),
            "‘mail-zoekn’ is geen stap. Bedoel je ‘mail-zoeken’? "
            "Een nieuwe stap heeft title= en kind= nodig.",
        ),
        (
            lambda book: book.with_step("mail-zoeken", titel="Zoek"),
            "‘titel’ past hier niet. Bedoel je ‘title’? Haal het anders weg.",
        ),
        (
            lambda book: book.with_step("mail-zoeken", kind="vraag"),
            "Bij de soort past ‘vraag’ niet. Kies uit: 'situation', 'question', 'action' of 'outcome'.",
        ),
        (
            lambda book: book.without("mail-zoekn"),
            "‘mail-zoekn’ staat niet bij ‘stappen’. Bedoel je ‘mail-zoeken’? Kies er een die er wel staat.",
        ),
        (
            lambda book: book.connect("mail-zoeken", "xyz"),
            "‘xyz’ staat niet bij ‘stappen’. Kies er een die er wel staat.",
        ),
    ],
)
def test_a_mistake_is_told_with_what_was_probably_meant(handbook, change, told):
    with pytest.raises(EditError) as caught:
        change(handbook)
    assert str(caught.value) == told


def test_a_new_step_gets_no_name_that_another_had_before(handbook):
    at = next(at for at, step in enumerate(handbook.steps) if step.id == "mail-zoeken")
    old = handbook.steps[at].model_copy(update={"former": ("mail-kwijt",)})
    known = handbook.model_copy(update={"steps": (*handbook.steps[:at], old, *handbook.steps[at + 1 :])})
    with pytest.raises(EditError, match="‘mail-kwijt’ is al in gebruik"):
        put_step(known, "mail-kwijt", {"title": "Mail kwijt", "kind": "action"}, today())


def test_a_notebook_offers_them_with_what_they_take(handbook):
    assert {*dir(handbook)} >= METHODS
    assert {name for name in vars(Changeable) if not name.startswith("_")} == METHODS
    assert all(inspect.getdoc(getattr(Handbook, name)) for name in METHODS)


def test_a_notebook_shows_its_own_line_and_the_reason_and_nothing_of_how_it_works_inside(handbook):
    with pytest.raises(EditError) as caught:
        handbook.without("mail-zoekn")
    line, told = caught.value._render_traceback_()
    assert re.fullmatch(r'Regel \d+: handbook\.without\("mail-zoekn"\)', line)
    assert told == f"EditError: {caught.value}"
    assert EditError()._render_traceback_() == ["EditError: "]
