"""The guide without a browser: what a person chooses, and what the widgets then hold."""

from __future__ import annotations

import pytest
from markupsafe import escape

from ehbi import places
from ehbi.apps import Guide
from ehbi.files.documents import to_json
from ehbi.handbook.graph import longest_path, paths
from ehbi.handbook.handover import handover
from tests.unit.handbook.strategies import PACKAGED


@pytest.fixture(scope="module")
def handbook():
    return PACKAGED


@pytest.fixture
def guide(handbook):
    return Guide(handbook, in_page=True)


@pytest.fixture
def whole(handbook):
    """A guide with all that a page of ours has itself."""
    return Guide(handbook, in_page=False)


def say(guide, message):
    """Have the page say something."""
    guide.link._hear(guide.link, message, [])


def shown(guide):
    return [row for row in guide.rows if "ehbi-row-off" not in row._dom_classes]


def choose(row, label):
    row.value = dict(row.options)[label]


def test_it_starts_with_the_situations_and_what_is_outside(guide, handbook):
    labels = [label for label, _ in guide.start.options]
    assert labels[1:] == [*(f"{s.number}. {s.title}" for s in handbook.situations), handbook.outside.label]
    assert shown(guide) == []


def test_choosing_a_situation_asks_its_question(guide, handbook):
    guide.start.value = "geen-rechten"
    (row,) = shown(guide)
    assert row.description == handbook.step("geen-rechten").asks
    assert row.value == ""


def test_every_path_can_be_chosen_and_ends_at_its_outcome(guide, handbook):
    for situation in handbook.situations:
        for path in paths(handbook, situation.id):
            guide.start.value = ""
            guide.start.value = situation.id
            for at, (_, answer) in enumerate(path):
                guide.rows[at].value = answer
            assert guide.case.taken == path
            assert guide.case.outcome is not None
            assert [row.value for row in shown(guide)] == [answer for _, answer in path]


def test_an_answered_step_and_the_one_at_hand_have_a_dropdown(guide, handbook):
    guide.start.value = "geen-rechten"
    guide.rows[0].value = "ja"
    assert [row.value for row in shown(guide)] == ["ja", ""]
    assert shown(guide)[1].description == handbook.step("kb-navragen").asks


def test_every_path_can_be_walked_with_the_buttons_of_the_guide(whole, handbook):
    for situation in handbook.situations:
        for path in paths(handbook, situation.id):
            say(whole, {"begin": ""})
            assert f'data-start="{situation.id}"' in whole.around.card.value
            say(whole, {"begin": situation.id})
            for step, answer in path:
                assert f'data-answer="{answer}"' in whole.around.card.value
                say(whole, {"answer": answer, "step": step})
            assert whole.case.taken == path
            assert f'data-step="{whole.case.outcome.id}"' in whole.around.card.value


def test_a_button_of_a_step_that_is_passed_does_nothing(whole):
    say(whole, {"begin": "geen-rechten"})
    for _ in range(2):
        say(whole, {"answer": "ja", "step": "geen-rechten"})
    assert whole.case.link == "geen-rechten/ja"


def test_what_is_changed_back_finds_its_later_answers_again(guide):
    guide.go(guide.case.open("inloggegevens-onjuist/nee/niet-gelukt/gelukt"))
    guide.rows[0].value = "ja"
    guide.rows[0].value = "nee"
    assert guide.case.link == "inloggegevens-onjuist/nee/niet-gelukt/gelukt"


def test_what_the_page_remembers_is_found_again_too(guide):
    remembered = {"inloggegevens-onjuist": "nee", "goede-gebruikersnaam": "~onbekend", "x": 3}
    say(guide, {"open": "inloggegevens-onjuist/ja", "revision": "", "remembered": remembered})
    guide.rows[0].value = "nee"
    assert guide.case.link == "inloggegevens-onjuist/nee/~onbekend"


def test_of_another_case_nothing_is_remembered(guide):
    guide.go(guide.case.open("geen-rechten/ja/klopt"))
    say(guide, {"open": "", "revision": "", "remembered": {}})
    guide.go(guide.case.open("geen-rechten/nee"))
    guide.rows[0].value = "ja"
    assert guide.case.link == "geen-rechten/ja"


def test_an_earlier_answer_can_be_changed_and_what_still_fits_is_kept(guide):
    guide.go(guide.case.open("inloggegevens-onjuist/nee/niet-gelukt/gelukt"))
    guide.rows[0].value = "ja"
    assert guide.case.link == "inloggegevens-onjuist/ja/gelukt"


def test_choosing_nothing_goes_back_to_that_step(guide):
    guide.go(guide.case.open("inloggegevens-onjuist/nee/niet-gelukt"))
    guide.rows[0].value = ""
    assert guide.case.link == "inloggegevens-onjuist"


def test_a_step_on_its_own_chart_is_jumped_to_and_what_leads_there_is_asked_to_be_confirmed(whole):
    whole.around.chart.choose("mail-fb-iam")
    assert whole.case.step.id == whole.around.chart.current == "mail-fb-iam"
    assert all("(aangenomen)" in row.description for row in shown(whole))
    for at in range(len(whole.case.given)):
        assert "<pre" not in whole.around.card.value
        assert f'data-confirm="{at}"' in whole.around.card.value
        say(whole, {"confirm": at})
    assert "data-confirm" not in whole.around.card.value
    assert "<pre" in whole.around.card.value


def test_what_was_assumed_wrongly_is_asked(whole):
    whole.go(whole.case.jump("mail-fb-iam"))
    say(whole, {"deny": 1})
    assert len(whole.case.given) == 1


def test_an_outcome_shows_the_contact_its_rules_and_what_was_done(whole, handbook):
    whole.go(whole.case.open("inloggegevens-onjuist/ja/niet-gelukt"))
    card = whole.around.card.value
    contact = handbook.contact("kb-klantenservice")
    assert all(rule.text in card for rule in contact.rules)
    assert str(escape(handover(whole.case).text)) in card


def test_the_page_hears_the_case_and_its_summary(guide, whole):
    for one in (guide, whole):
        one.go(one.case.open("geen-rechten/nee"))
        assert one.link.link == "geen-rechten/nee"
    assert (guide.link.summary, whole.link.summary) == ("", whole.case.summary())


def test_the_page_can_ask_for_a_case_and_hears_which_one_it_became(guide, monkeypatch):
    heard = []
    monkeypatch.setattr(guide.link, "send", heard.append)
    guide.link._hear(guide.link, {"open": "geen-rechten/nee/onzin", "revision": ""}, [])
    assert guide.case.link == "geen-rechten/nee"
    assert heard == [{"kind": "opened", "link": "geen-rechten/nee/onzin"}]


@pytest.mark.parametrize(
    "message",
    [
        None,
        {},
        {"open": 3, "revision": ""},
        {"open": None},
        {"open": "toegang"},
        [],
        "open",
        {"answer": "ja", "step": "geen-rechten"},
        {"answer": 1, "step": None},
        {"begin": 1},
        {"confirm": 3},
        {"deny": "0"},
        {"open": "toegang", "revision": "", "remembered": "x"} | {"open": 1},
    ],
)
def test_a_message_that_is_no_request_is_ignored(guide, message):
    guide.link._hear(guide.link, message, [])
    assert guide.case.start is None


def test_an_error_is_shown_to_the_person(guide, monkeypatch):
    heard = []
    monkeypatch.setattr(guide.link, "send", heard.append)
    monkeypatch.setattr(guide, "_show", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        guide.start.value = "geen-rechten"
    assert heard[-1]["kind"] == "fail"


def test_going_back_from_the_first_step_leaves_the_situation(whole):
    whole.start.value = "geen-rechten"
    whole.around.back.click()
    assert whole.case.start is None
    assert whole.around.back.disabled


def test_starting_again_forgets_the_case(whole):
    whole.go(whole.case.open("geen-rechten/ja"))
    whole.around.again.click()
    assert (whole.case.start, whole.start.value) == (None, "")


def test_outside_a_page_of_ours_it_brings_its_style_and_the_reference(handbook):
    guide = Guide(handbook, in_page=False)
    assert ".ehbi-card {" in guide.children[1].value
    assert "Wie kan wat" in guide.children[1].value


def test_markup_in_a_step_comes_out_as_text(handbook):
    evil = handbook.step("geen-rechten").model_copy(update={"title": "<script>alert(1)</script>"})
    steps = tuple(evil if step.id == evil.id else step for step in handbook.steps)
    guide = Guide(handbook.model_copy(update={"steps": steps}), in_page=False)
    assert "<script" not in guide.around.card.value
    guide.start.value = "geen-rechten"
    assert "<script" not in guide.around.card.value


@pytest.fixture
def newer(handbook, tmp_path, monkeypatch):
    """A revision with a longer path, as a server hands it to its kernels."""
    longer = handbook.step("geen-rechten").model_copy(update={"id": "vooraf", "number": 5, "title": "Vooraf"})
    first = longer.answers[0].model_copy(update={"next": "inloggegevens-onjuist"})
    longer = longer.model_copy(update={"answers": (first, *longer.answers[1:])})
    found = handbook.model_copy(update={"steps": (*handbook.steps, longer)})
    (tmp_path / f"{found.revision}.json").write_text(to_json(found), encoding="utf-8")
    monkeypatch.setenv(places.HANDBOOKS, str(tmp_path))
    return found


def test_it_takes_the_revision_that_the_page_has(guide, newer):
    rows = len(guide.rows)
    guide.link._hear(guide.link, {"open": "vooraf/ja/ja", "revision": newer.revision}, [])
    assert guide.link.revision == newer.revision
    assert guide.case.step.id == "nieuw-wachtwoord"
    assert "5. Vooraf" in [label for label, _ in guide.start.options]
    assert len(guide.rows) == longest_path(newer) > rows
    assert all(row in guide.steps.children for row in guide.rows)


@pytest.mark.usefixtures("newer")
@pytest.mark.parametrize("revision", ["000000000000", "../../etc/passwd", "newest.json", ""])
def test_a_revision_that_it_was_not_handed_changes_nothing(guide, revision):
    before = guide.case.handbook
    guide.link._hear(guide.link, {"open": "toegang", "revision": revision}, [])
    assert guide.case.handbook == before
    assert guide.case.step.id == "toegang"
