"""What cannot be taken stays in its field with the reason, until it can be or another thing is chosen."""

from __future__ import annotations

import pytest

from ehbi.apps.editor import Editor, WorkingCopy
from ehbi.handbook import EditError
from ehbi.handbook.edits import remove_step
from ehbi.handbook.model import Handbook
from ehbi.handbook.schema import fields, models
from tests.unit.handbook.strategies import PACKAGED

from .acting import block, fill, flat, opened, part, press, send

HANDBOOK = PACKAGED


def at(noor, view, field):
    shown = block(opened(noor, view), field)
    return shown["value"], " ".join(said for _, said in shown["problems"])


def test_a_refused_name_stays_as_typed_until_it_can_be_taken(noor):
    noor.page.choose("reset-mail")
    fill(noor, "stappen", "id", "Geen Naam!")
    typed, why = at(noor, "stappen", "id")
    assert typed == "Geen Naam!"
    assert why.startswith("Nog niet bewaard: Bij de naam in adressen en bestanden past ‘Geen Naam!’ niet.")
    fill(noor, "stappen", "say", "Iets anders")
    assert at(noor, "stappen", "id")[0] == "Geen Naam!"
    opened(noor, "publiceren")
    assert at(noor, "stappen", "id")[0] == "Geen Naam!"
    fill(noor, "stappen", "id", "wel-een-naam")
    assert at(noor, "stappen", "id") == ("wel-een-naam", "")


def test_going_back_to_what_was_there_takes_the_refusal_away(noor):
    noor.page.choose("reset-mail")
    fill(noor, "stappen", "number", "honderd")
    fill(noor, "stappen", "number", "4")
    assert at(noor, "stappen", "number") == ("4", "")


def test_another_thing_has_its_own_fields(noor):
    noor.page.choose("reset-mail")
    fill(noor, "stappen", "id", "Geen Naam!")
    noor.page.choose("toegang")
    noor.page.choose("reset-mail")
    assert at(noor, "stappen", "id") == ("reset-mail", "")


def test_undo_of_the_same_field_shows_what_it_holds_then(noor):
    part(noor, "facts", 0)
    fill(noor, "gegevens", "id", "7.1")
    fill(noor, "gegevens", "id", "7.")
    assert at(noor, "gegevens", "id")[0] == "7."
    send(noor.bar, press="undo")
    assert at(noor, "gegevens", "id") == ("1.1", "")


def test_a_day_that_is_not_there_yet_is_no_other_day(noor):
    noor.page.choose("reset-mail")
    fill(noor, "stappen", "reviewed", "")
    typed, why = at(noor, "stappen", "reviewed")
    assert typed == ""
    assert why == "Nog niet bewaard: Bij de dag van nakijken is nog niets ingevuld. Vul dit in."


REFUSED = [
    ("steps", "id", "Met Hoofdletters"),
    ("steps", "id", ""),
    ("steps", "id", "a" * 61),
    ("steps", "id", "mail-zoeken"),
    ("steps", "number", "vier"),
    ("steps", "number", "0"),
    ("steps", "number", "100"),
    ("steps", "number", "9" * 5000),
    ("steps", "reviewed", ""),
    ("steps", "reviewed", "2026-13-01"),
    ("steps", "source", "1,2"),
    ("steps", "outcome", "weg"),
    ("steps", "kind", "weg"),
    ("steps", "title", "half \ud83d"),
    ("facts", "id", "een"),
    ("facts", "id", ""),
    ("facts", "id", "1.2"),
    ("parties", "id", "Balie"),
    ("contacts", "id", "ledensysteem"),
    ("contacts", "source", "x"),
    ("contacts", "channels/0/kind", "weg"),
    ("contacts", "channels/0/source", "1.2.3"),
    ("contacts", "rules/0/source", "x"),
    ("permissions", "party", "Geen Naam"),
    ("glossary", "source", "7"),
    ("glossary", "term", "Rechten"),
    ("examples", "id", "Een Naam"),
    ("handbook", "outside/step", "weg"),
]


@pytest.mark.parametrize(("sort", "field", "value"), REFUSED)
def test_every_refusal_is_about_the_screen_and_not_about_a_file(noor, sort, field, value):
    if sort == "steps":
        noor.page.choose("geen-toegang" if field == "outcome" else "reset-mail")
    else:
        part(noor, sort)
    view = noor.page.view
    fill(noor, view, field, value)
    typed, why = at(noor, view, field)
    assert typed == value
    assert noor.page.work.handbook == HANDBOOK
    assert block(noor.bar, "said")["tone"] == "bad"
    for word in (
        "aanhalingstekens",
        "true",
        "streepje ervoor",
        "naam: waarde",
        *(f"‘{name}’" for model in models(Handbook) for name in fields(model)),
    ):
        assert word not in why.replace(f"‘{value}’", "")


def test_a_refused_press_says_why(noor):
    noor.page.choose("mail-zoeken")
    fill(noor, "stappen", "kind", "outcome")
    assert "heeft nog antwoorden" in at(noor, "stappen", "kind")[1]
    with pytest.raises(EditError):
        noor.views["stappen"].fill("kind", "outcome")


def test_what_is_not_on_show_takes_nothing(noor):
    part(noor, "contacts", 0)
    fill(noor, "gegevens", "channels/9/label", "weg")
    press(noor, "gegevens", "channels/9/remove")
    press(noor, "gegevens", "up")
    assert noor.page.work.handbook == HANDBOOK


def test_a_step_with_answers_becomes_an_outcome_in_one_edit_when_that_is_wished(noor):
    noor.page.choose("mail-zoeken")
    assert "end" not in [one["id"] for one in flat(opened(noor, "stappen").blocks)]
    fill(noor, "stappen", "kind", "outcome")
    assert block(opened(noor, "stappen"), "end")["tone"] == "bad"
    press(noor, "stappen", "end")
    step = noor.page.work.handbook.step("mail-zoeken")
    assert (step.kind, step.answers) == ("outcome", ())
    assert at(noor, "stappen", "kind") == ("outcome", "")
    send(noor.bar, press="undo")
    assert noor.page.work.handbook == HANDBOOK


def test_a_refusal_of_which_the_reason_has_gone_succeeds_and_what_an_undo_makes_possible_goes(noor):
    noor.page.choose("mail-zoeken")
    fill(noor, "stappen", "kind", "outcome")
    for _ in HANDBOOK.step("mail-zoeken").answers:
        press(noor, "stappen", "answer/0/remove")
    assert noor.page.work.handbook.step("mail-zoeken").kind == "outcome"
    assert at(noor, "stappen", "kind") == ("outcome", "")
    noor.page.choose("reset-mail")
    fill(noor, "stappen", "id", "vrije-naam")
    noor.page.choose("toegang")
    fill(noor, "stappen", "id", "vrije-naam")
    assert "al in gebruik" in at(noor, "stappen", "id")[1]
    send(noor.bar, press="undo")
    assert at(noor, "stappen", "id") == ("toegang", "")
    assert noor.page.work.draft.undone


def test_a_refusal_says_why_it_is_refused_now(noor):
    noor.page.choose("reset-mail")
    fill(noor, "stappen", "id", "mail-zoeken")
    noor.page.do("Weg", remove_step(noor.page.work.handbook, "mail-thuis", "toegang"))
    assert "al in gebruik" in at(noor, "stappen", "id")[1]


@pytest.mark.parametrize("field", ["channels/1/source", "id"])
def test_a_refusal_goes_with_the_thing_that_it_was_about(noor, field):
    noor.page.lead("gegevens", ("contacts", 0))
    fill(noor, "gegevens", field, "functioneel-beheer")
    assert at(noor, "gegevens", field)[1]
    press(noor, "gegevens", "remove")
    contacts = noor.page.work.handbook.contacts
    assert contacts == HANDBOOK.contacts[1:]
    assert contacts[0].id in str(opened(noor, "gegevens").blocks)
    send(noor.bar, press="undo")
    assert noor.page.work.handbook == HANDBOOK


def test_what_another_window_prevented_stays_in_its_field_and_can_be_kept_after_all(noor, store):
    other = Editor(WorkingCopy(store, "Noor"))
    for one in (noor, other):
        one.page.choose("toegang")
    fill(noor, "stappen", "say", "Van hier")
    fill(other, "stappen", "say", "Van daar")
    typed, why = at(other, "stappen", "say")
    assert typed == "Van daar"
    assert why.startswith("Nog niet bewaard: Het concept van Noor is intussen in een ander venster")
    assert other.page.work.handbook.step("toegang").say == "Van hier"
    fill(other, "stappen", "why", "Iets anders")
    assert at(other, "stappen", "say")[0] == "Van daar"
    press(other, "stappen", "again/say")
    assert at(other, "stappen", "say") == ("Van daar", "")
    assert other.page.work.handbook.step("toegang").say == "Van daar"


def test_text_from_a_word_processor_is_cleaned_and_kept(noor):
    noor.page.choose("toegang")
    fill(noor, "stappen", "text", "Kies\twacht\u00adwoord.\vKlaar\u200b.")
    fill(noor, "stappen", "say", "Het\u00a0werkt\v nu")
    step = noor.page.work.handbook.step("toegang")
    assert (step.text, step.say) == ("Kies wachtwoord.\nKlaar.", "Het werkt\n nu")
    fill(noor, "stappen", "title", "Je hebt\vtoegang")
    assert noor.page.work.handbook.step("toegang").title == "Je hebt toegang"
    assert noor.page.work.problems == ()
