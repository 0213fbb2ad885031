"""A manager changes what is beside the steps."""

from __future__ import annotations

import pytest

from ehbi.handbook import EditError
from ehbi.handbook.checks import check
from ehbi.handbook.edits import add_part, change_handbook, change_part, move_part, remove_part
from ehbi.handbook.parts import Channel

from .editing import TODAY
from .profiles import MAIL


@pytest.mark.parametrize(
    ("part", "fields", "name"),
    [
        ("facts", {"id": "7.1", "text": "Iets nieuws."}, "7.1"),
        ("parties", {"name": "Team Jeugd"}, "team-jeugd"),
        ("contacts", {"name": "Loket", "channels": [MAIL], "source": ["1.1"]}, "loket"),
        ("permissions", {"party": "balie", "allowed": False, "what": "Iets", "source": ["1.1"]}, "iets"),
        ("glossary", {"term": "Pas", "meaning": "Het kaartje van de lener."}, "Pas"),
        ("synonyms", {"means": "melding", "words": ["error"]}, "melding"),
        ("elsewhere", {"title": "Fietsen", "words": ["fiets"]}, "Fietsen"),
        ("examples", {"title": "Zo", "story": "S", "situation": "s", "answers": [], "outcome": "s"}, "zo"),
    ],
)
def test_a_new_part_comes_last_and_is_known_by_its_name(handbook, part, fields, name):
    draft, new = add_part(handbook, part, fields)
    assert new == name
    assert getattr(draft, part)[:-1] == getattr(handbook, part)
    assert remove_part(draft, part, new) == handbook


def test_a_name_that_is_in_use_is_refused(handbook):
    with pytest.raises(EditError, match=r"‘1.1’ is al in gebruik bij ‘feiten’. Kies een andere naam"):
        add_part(handbook, "facts", {"id": "1.1", "text": "Nog eens."})


@pytest.mark.parametrize("name", ["ledensysteem", "synchronisatie"])
def test_a_contact_is_not_called_what_a_profile_has_another_use_for(handbook, name):
    with pytest.raises(EditError, match=r"is al in gebruik bij ‘contacten’"):
        add_part(handbook, "contacts", {"id": name, "name": "Loket", "channels": [], "source": []})
    fields = {"name": name.capitalize(), "channels": [], "source": []}
    assert add_part(handbook, "contacts", fields)[1] == f"{name}-2"


def test_everything_that_a_new_part_lacks_is_said_at_once(handbook):
    with pytest.raises(EditError) as refused:
        add_part(handbook, "facts", {"txt": "Tikfout"})
    assert str(refused.value).splitlines() == [
        "Bij de naam in adressen en bestanden is nog niets ingevuld. Vul dit in.",
        "Bij de tekst is nog niets ingevuld. Vul dit in.",
        "‘txt’ past hier niet. Bedoel je ‘text’? Haal het anders weg.",
    ]
    assert {problem.path[:2] for problem in refused.value.problems} == {("facts", len(handbook.facts))}


def test_a_part_gets_other_fields(handbook):
    draft = change_part(handbook, "glossary", "G!DS", {"meaning": "Een oud systeem.", "source": ("6.5",)})
    assert draft.glossary[8].meaning == "Een oud systeem."
    assert [len(getattr(draft, part)) for part in ("glossary", "facts")] == [11, len(handbook.facts)]


def test_a_contact_gets_another_channel_as_a_value_or_as_plain_data(handbook):
    plain = {"kind": "email", "label": "beheer@noord.example", "link": "mailto:beheer@noord.example"}
    drafts = [change_part(handbook, "contacts", "fb-iam", {"channels": [one]}) for one in (MAIL, plain)]
    assert drafts[0] == drafts[1]
    assert drafts[0].contact("fb-iam").channels == (MAIL,)
    assert isinstance(drafts[1].contact("fb-iam").channels[0], Channel)


@pytest.mark.parametrize(
    ("part", "name", "fields"),
    [
        ("parties", "balie", {"id": "loket"}),
        ("glossary", "Lener", {"term": "L"}),
        ("synonyms", "mail", {"means": "m"}),
    ],
)
def test_a_name_is_changed_by_renaming_only(handbook, part, name, fields):
    with pytest.raises(EditError, match=r"Hier verander je .* niet. Hernoem dit onderdeel"):
        change_part(handbook, part, name, fields)


def test_a_part_moves_up_and_down(handbook):
    before = [party.id for party in handbook.parties]
    up = move_part(handbook, "parties", before[3], 0)
    assert [party.id for party in up.parties] == [before[3], *before[:3], *before[4:]]
    assert move_part(up, "parties", before[3], 3) == handbook


def test_a_part_goes_and_the_checks_say_who_needed_it(handbook):
    draft = remove_part(handbook, "contacts", "fb-iam")
    assert {problem.message for problem in check(draft, TODAY)} == {"‘fb-iam’ staat niet bij contacts"}


@pytest.mark.parametrize("part", ["steps", "title", "", None, ["facts"]])
def test_only_parts_beside_the_steps_are_changed_as_parts(handbook, part):
    for edit in (lambda: remove_part(handbook, part, "balie"), lambda: add_part(handbook, part, {})):
        with pytest.raises(EditError, match=r"is geen soort onderdeel. Kies uit: facts, parties, contacts"):
            edit()


def test_the_handbook_gets_another_title(handbook):
    draft = change_handbook(handbook, {"title": "Hulp"})
    assert (draft.title, draft.outside, draft.steps) == ("Hulp", handbook.outside, handbook.steps)


def test_the_choice_at_the_start_says_something_else_and_leads_elsewhere(handbook):
    assert change_handbook(handbook, {"outside": {"label": "Anders"}}).outside.step == handbook.outside.step
    draft = change_handbook(handbook, {"outside": {"step": "geen-toegang", "label": "Anders"}})
    assert (draft.outside.step, draft.outside.label) == ("geen-toegang", "Anders")


def test_the_choice_at_the_start_leads_to_a_step_that_is_there(handbook):
    with pytest.raises(EditError, match=r"‘weg’ staat niet bij ‘stappen’") as refused:
        change_handbook(handbook, {"outside": {"step": "weg"}})
    assert refused.value.problems[0].path == ("outside", "step")


@pytest.mark.parametrize("fields", [{"format": 2}, {"steps": []}, {"title": None}, {"outside": "weg"}])
def test_nothing_else_of_the_handbook_is_changed_as_a_whole(handbook, fields):
    with pytest.raises(EditError):
        change_handbook(handbook, fields)
