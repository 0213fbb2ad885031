"""A change that cannot be is refused in Dutch, with what to do."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from ehbi.files.documents import to_data
from ehbi.handbook import EditError, EhbiError, Handbook
from ehbi.handbook.edits import (
    add_answer,
    add_step_after,
    change_answer,
    change_step,
    duplicate_step,
    remove_step,
)

from .editing import TODAY


def refusal(fields, handbook):
    with pytest.raises(EditError) as refused:
        change_step(handbook, "mail-zoeken", fields)
    return str(refused.value)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"title": None}, "Bij de titel is nog niets ingevuld. Vul dit in."),
        ({"title": date(2026, 11, 24)}, "Bij de titel past ‘2026-11-24’ niet. Vul tekst in."),
        ({"number": 100}, "Bij het nummer past ‘100’ niet. Kies een getal tot en met 99."),
        ({"number": True}, "Bij het nummer past ‘true’ niet. Vul een heel getal in."),
        (
            {"reviewed": "gisteren"},
            "Bij de dag van nakijken past ‘gisteren’ niet. Vul een hele dag in, zoals 2026-11-24.",
        ),
        ({"titel": "T"}, "‘titel’ past hier niet. Bedoel je ‘title’? Haal het anders weg."),
        ({"id": "anders"}, "Hier verander je de naam in adressen en bestanden niet. Hernoem de stap."),
        ({"answers": []}, "Hier verander je de antwoorden niet. Verander elk antwoord apart."),
        (
            {"title": object()},
            "Bij de titel past dit niet. Vul tekst, een getal, ja of nee, een dag of een lijst in.",
        ),
        (
            {"number": 10**5000},
            "Bij het nummer past dit niet. Vul tekst, een getal, ja of nee, een dag of een lijst in.",
        ),
        (
            {"say": "Dag \ud83d"},
            "In deze tekst staat een half teken. Typ de tekst opnieuw in plaats van te plakken.",
        ),
        (["title"], "Dit zijn geen velden met een naam. Geef elk veld zijn naam."),
        ({1: "title"}, "Dit zijn geen velden met een naam. Geef elk veld zijn naam."),
    ],
)
def test_a_field_of_the_wrong_shape_is_refused_with_what_to_do(handbook, fields, message):
    assert refusal(fields, handbook) == message


def test_everything_that_is_wrong_is_said_at_once_with_its_place(handbook):
    with pytest.raises(EditError) as refused:
        change_step(handbook, "reset-mail", {"title": 3, "words": "ww"})
    assert [problem.path for problem in refused.value.problems] == [
        ("steps", handbook.steps.index(handbook.step("reset-mail")), name) for name in ("title", "words")
    ]


def test_a_list_that_holds_itself_is_refused(handbook):
    words = ["ww"]
    words.append(words)
    assert refusal({"words": words}, handbook).startswith("Bij de zoekwoorden past dit niet.")


@pytest.mark.parametrize("name", ["weg", "", None, 3, ["toegang"], "\x1b[31m"])
def test_a_step_that_is_not_there_is_refused(handbook, name):
    for edit in (
        lambda: change_step(handbook, name, {}),
        lambda: duplicate_step(handbook, name),
        lambda: remove_step(handbook, name, None),
        lambda: add_answer(handbook, name, "Ja", "toegang"),
        lambda: add_step_after(handbook, name, "Stap", TODAY),
    ):
        with pytest.raises(
            EditError, match=r"staat niet bij ‘stappen’. Kies er een die er wel staat"
        ) as refused:
            edit()
        assert str(refused.value).isprintable()


@pytest.mark.parametrize("today", [None, "vandaag", 20261124, datetime(2026, 11, 24)])
def test_a_day_that_is_no_day_is_refused(handbook, today):
    with pytest.raises(EditError, match=r"Bij de dag van nakijken (past|is nog niets)"):
        add_step_after(handbook, "mail-zoeken", "Stap", today)


def test_of_two_steps_with_one_name_none_is_changed_by_guess(handbook):
    data = to_data(handbook)
    data["steps"].append(data["steps"][0])
    draft = Handbook.model_validate(data)
    with pytest.raises(EditError, match=r"staat twee keer bij ‘stappen’. Geef elk onderdeel in het bestand"):
        change_answer(draft, handbook.steps[0].id, "ja", label="Ja")


def test_a_refusal_is_of_the_family_of_errors(handbook):
    with pytest.raises(EhbiError):
        change_step(handbook, "weg", {})
