"""Problems, errors and the model itself: frozen, printable on one line, and shown in a notebook."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from ehbi.handbook import (
    AnswerError,
    Case,
    EhbiError,
    Handbook,
    HandbookError,
    UnknownStepError,
    display,
)
from ehbi.handbook.errors import Rule

from .strategies import few, handbooks, many


def wrong(message, **values):
    """Return a problem in line 3."""
    return replace(Rule(message, "Verbeter het").problem((), **values), line=3)


@many
@given(st.text(st.characters()), st.text(st.characters()))
def test_a_problem_is_one_printable_line_whatever_it_quotes(file, quoted):
    line = wrong("Fout ‘{quoted}’", quoted=quoted).at(file)
    assert line.isprintable()
    assert line.endswith("’. Verbeter het.")
    assert line.encode()


def test_a_problem_starts_with_file_and_line():
    assert wrong("Fout").at("map/boek.yaml") == "map/boek.yaml:3: Fout. Verbeter het."


def test_a_problem_is_the_same_wherever_its_line_is():
    assert wrong("Fout") == replace(wrong("Fout"), line=9) != wrong("Anders")


def test_an_error_has_a_line_a_problem_and_carries_them():
    problems = (replace(wrong("Een"), line=1), replace(wrong("Twee"), line=2))
    error = HandbookError("x.yaml", problems)
    assert str(error).splitlines() == ["x.yaml:1: Een. Verbeter het.", "x.yaml:2: Twee. Verbeter het."]
    assert (error.file, error.problems) == ("x.yaml", problems)


@pytest.mark.parametrize("error", [HandbookError("x", ()), UnknownStepError("x"), AnswerError("x", "y")])
def test_every_error_is_of_one_family(error):
    assert isinstance(error, EhbiError)


def test_a_handbook_and_its_parts_are_frozen(handbook):
    for value, field in [
        (handbook, "title"),
        (handbook.steps[0], "title"),
        (handbook.steps[0].answers[0], "next"),
    ]:
        with pytest.raises(ValidationError):
            setattr(value, field, "anders")
    assert isinstance(handbook.steps, tuple)


@few
@given(handbooks())
def test_equal_content_has_an_equal_revision_and_hash(handbook):
    twin = Handbook.model_validate(handbook.model_dump(mode="json"))
    assert handbook.situations  # what is remembered on the way makes no difference
    assert (twin, hash(twin), twin.revision) == (handbook, hash(handbook), handbook.revision)
    other = handbook.model_copy(update={"title": handbook.title + "!"})
    assert Handbook.model_validate(other.model_dump(mode="json")).revision != handbook.revision


def test_a_revision_is_twelve_hexadecimal_digits(handbook):
    assert len(handbook.revision) == 12
    assert int(handbook.revision, 16) >= 0


def test_a_handbook_finds_its_steps_parties_and_contacts(handbook):
    assert handbook.step("reset-mail").number == 4
    assert handbook.party("balie").name == "Baliemedewerker"
    assert handbook.contact("fb-iam").channels[0].label == "fbiam@kb.nl"
    assert "reset-mail" in handbook
    assert "nergens" not in handbook
    assert 7 not in handbook


def test_a_step_that_is_not_there_is_refused(handbook):
    with pytest.raises(UnknownStepError, match="‘nergens’ staat niet in dit handboek"):
        handbook.step("nergens")


def test_a_step_without_a_prompt_asks_its_title(handbook):
    assert handbook.step("mail-zoeken").asks == "Staat de mail in de inbox of in de spammap?"
    assert handbook.step("reset-mail").asks == "Klopt het e-mailadres volgens de lener?"


def test_a_handbook_says_what_it_is_in_one_line(handbook):
    assert repr(handbook) == f"<Handbook 'Eerste Hulp Bij Inloggen', revision {handbook.revision}, 30 steps>"
    assert str(handbook) == repr(handbook)


def test_a_notebook_is_shown_text_and_the_picture_when_one_is_lent(handbook, monkeypatch):
    monkeypatch.setattr(display, "_lent", [])
    case = Case(handbook).begin("reset-mail")
    assert handbook._repr_mimebundle_(include=None, exclude=None) == {"text/plain": repr(handbook)}
    assert case._repr_mimebundle_() == {"text/plain": case.summary()}
    asked = []
    display.lend_picture(lambda *of: asked.append(of) or "<svg/>")
    assert handbook._repr_mimebundle_()["image/svg+xml"] == "<svg/>"
    assert case._repr_mimebundle_()["image/svg+xml"] == "<svg/>"
    assert asked == [(handbook, None), (handbook, case)]


def test_a_picture_lent_later_takes_the_place_of_an_earlier_one(handbook, monkeypatch):
    monkeypatch.setattr(display, "_lent", [])
    display.lend_picture(lambda *_: "een")
    display.lend_picture(lambda *_: "twee")
    assert handbook._repr_mimebundle_()["image/svg+xml"] == "twee"


def test_a_changed_copy_is_known_by_another_revision_and_finds_its_own_steps(handbook):
    assert handbook.revision
    assert "toegang" in handbook
    fewer = handbook.model_copy(update={"steps": handbook.steps[:1]})
    assert fewer.revision != handbook.revision
    assert "toegang" not in fewer
    assert handbook.model_copy().revision == handbook.revision


def test_what_was_worked_out_of_a_value_is_not_that_of_a_changed_copy(handbook):
    step, *others = handbook.steps
    before = {handbook: "old", step: "old"}
    assert step.called != "Iets anders"
    other = step.model_copy(update={"title": "Iets anders"})
    changed = handbook.model_copy(update={"steps": (other, *others)})
    assert other.called == "Iets anders"
    assert other not in before
    assert changed not in before
    back = changed.model_copy(update={"steps": handbook.steps})
    assert back is not handbook
    assert before[back] == "old"


def test_no_hash_goes_to_another_process_where_it_is_another(handbook):
    hash(handbook), hash(handbook.steps[0])
    taken = pickle.loads(pickle.dumps(handbook))  # noqa: S301  # our own
    assert "_hash" not in taken.__dict__
    assert "_hash" not in taken.steps[0].__dict__
    assert taken == handbook
