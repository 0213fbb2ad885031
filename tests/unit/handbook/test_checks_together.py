"""Examples that end elsewhere, and several problems at once."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehbi.files import load
from ehbi.handbook import Handbook, HandbookError, Severity
from ehbi.handbook.checks import RULES, check

from .drafts import TODAY, Draft
from .strategies import few, handbooks

_REMEDY = "Verbeter de oefencasus, of de stap als die niet klopt"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"outcome": "kb-rechten"},
            "eindigt bij ‘De lener kan inloggen’ en niet bij ‘Laat de KB Klantenservice verder kijken’",
        ),
        ({"outcome": "nergens"}, "eindigt bij ‘De lener kan inloggen’ en niet bij ‘nergens’"),
        ({"situation": "nergens"}, "noemt stap ‘nergens’, en die is er niet"),
        (
            {"situation": "mail-zoeken"},
            "begint bij stap ‘Staat de mail in de inbox of in de spammap?’, en daar begint geen casus",
        ),
        (
            {"answers": [], "outcome": "inloggegevens-onjuist"},
            "eindigt bij ‘Melding 'Inloggegevens onjuist'’, en dat is geen uitkomst",
        ),
        (
            {"answers": [{"step": "inloggegevens-onjuist", "answer": "misschien"}]},
            "geeft bij stap ‘Melding 'Inloggegevens onjuist'’ antwoord ‘misschien’, en dat past daar niet",
        ),
        (
            {"answers": [{"step": "reset-mail", "answer": "ja"}]},
            "geeft bij stap ‘De mail voor een nieuw wachtwoord komt niet aan’ "
            "antwoord ‘Ja, het adres klopt’, en dat past daar niet",
        ),
        ({"answers": [{"step": "nergens", "answer": "ja"}]}, "noemt stap ‘nergens’, en die is er niet"),
    ],
)
def test_an_example_that_does_not_end_where_it_says(draft, change, message):
    path = draft.where("examples", "oude-gebruikersnaam")
    draft.at(path).update(change)
    problem = draft.only(path)
    assert problem.message == f"Oefencasus ‘Zoals hij het altijd deed’ {message}"
    assert problem.remedy == _REMEDY


def test_an_example_may_start_at_what_is_outside(draft):
    draft.add(
        "examples",
        id="buiten",
        title="T",
        story="S",
        situation="eigen-site",
        answers=[],
        outcome="eigen-site",
    )
    assert draft.problems() == ()


def test_an_answer_led_elsewhere_breaks_the_examples_that_use_it(draft):
    draft.put((*draft.where("steps", "mail-zoeken"), "answers", 0, "next"), "mail-opnieuw")
    broken = [draft.data["examples"][problem.path[1]]["id"] for problem in draft.problems()]
    assert broken == ["tweede-naam-mail-in-spam", "mail-in-spam", "mail-op-ander-adres", "adres-niet-zeker"]


def test_all_problems_are_reported_at_once_in_the_order_of_their_lines(draft):
    expected = [
        draft.put(("title",), ""),
        draft.add("facts", id="7.1", text="Nog iets."),
        draft.put((*draft.where("permissions", "kb-wachtwoord"), "party"), "niemand"),
        draft.put((*draft.where("steps", "geen-rechten"), "why"), "<b>x</b>"),
        (*draft.add_answer("mail-zoeken", "weg", "nergens"), "next"),
        draft.put((*draft.where("steps", "toegang"), "reviewed"), "2020-01-01"),
        draft.put((*draft.where("examples", "pas-kwijt"), "outcome"), "toegang")[:-1],
    ]
    problems = draft.problems()
    assert [problem.path for problem in problems] == expected
    assert [problem.line for problem in problems] == [draft.line(path) for path in expected]


def test_an_unknown_key_does_not_hide_what_the_rules_find(draft):
    draft.put(("titel",), "Handboek")
    draft.put(("steps", 0, "why"), "<b>x</b>")
    assert [problem.path for problem in draft.problems()] == [("steps", 0, "why"), ("titel",)]


def test_an_error_stops_loading_and_names_every_error(draft, tmp_path):
    draft.put(("title",), "")
    draft.put(("steps", 0, "why"), "<b>x</b>")
    draft.put(("steps", 0, "reviewed"), "2020-01-01")
    file = tmp_path / "kapot.yaml"
    file.write_text(draft.text, encoding="utf-8")
    with pytest.raises(HandbookError) as caught:
        load(file)
    assert [problem.path for problem in caught.value.problems] == [("title",), ("steps", 0, "why")]
    assert str(caught.value).count(f"{file}:") == 2


def test_a_warning_does_not_stop_loading(draft, tmp_path):
    draft.put(("steps", 0, "title"), "x" * 80)
    file = tmp_path / "lang.yaml"
    file.write_text(draft.text, encoding="utf-8")
    assert load(file).steps[0].title == "x" * 80
    assert {problem.severity for problem in draft.problems()} == {Severity.WARNING}


def test_every_rule_has_a_sentence_about_what_it_finds():
    finders = [rule.args[0] if isinstance(rule, partial) else rule for rule in RULES]
    assert all(finder.__doc__.startswith("Find ") for finder in finders)
    assert len({finder.__name__ for finder in finders}) == len(RULES)


@few
@given(handbooks(), st.data())
def test_any_wiring_is_judged_without_an_exception(handbook, data):
    names = st.sampled_from([*(step.id for step in handbook.steps), "nergens"])
    broken = handbook.model_dump(mode="json")
    for step in broken["steps"]:
        step["id"] = data.draw(names)
        for answer in step["answers"]:
            answer["next"] = data.draw(names)
    broken["outside"]["step"] = data.draw(names)
    for problem in check(Handbook.model_validate(broken), TODAY):
        assert problem.message
        assert problem.remedy


def test_a_handbook_of_a_thousand_steps_is_judged(draft):
    size = 1000
    step = Draft().step("mail-zoeken")
    del step["pictures"]  # a handbook can have a hundred
    for at in range(size):
        answers = [
            {"id": "ja", "label": "Ja", "next": f"n{at + 1}"},
            {"id": "nee", "label": "Nee", "next": "toegang"},
        ]
        draft.data["steps"].append({**step, "id": f"n{at}", "answers": answers})
    draft.data["steps"][-1]["answers"][0]["next"] = "ingelogd"
    draft.add_answer("mail-zoeken", "lang", "n0")
    assert draft.problems() == ()
