"""A library's profile: checked like the handbook, shown where that points at it, and never in its way."""

from __future__ import annotations

import pytest

from ehbi.book.parts import step_html
from ehbi.files import load
from ehbi.files.documents import TEMPLATE, inspect_profile, to_json, to_yaml
from ehbi.handbook import Case
from ehbi.handbook.handover import handover
from ehbi.handbook.parts import Channel, OwnContact, Profile
from ehbi.handbook.profile import local_parts, reached
from ehbi.handbook.values import ChannelKind

from .profiles import NOORD

HANDBOOK = load()
LOCAL = HANDBOOK.at(NOORD)
TO_BEHEER = "geen-rechten/ja/alleen-basis/niet-gelukt"
FILLED_IN = """
format: 1
library: Bibliotheek Noord
contacts:
  - id: functioneel-beheer
    channels:
      - {kind: email, label: beheer@noord.example, link: "mailto:beheer@noord.example"}
"""


def examine(tmp_path, text):
    file = tmp_path / "profiel.yaml"
    file.write_text(text, encoding="utf-8")
    profile, problems = inspect_profile(file, HANDBOOK)
    return profile, [(problem.line, problem.message) for problem in problems]


def test_a_profile_that_is_filled_in_is_in_order(tmp_path):
    profile, problems = examine(tmp_path, FILLED_IN)
    assert problems == []
    assert profile.library == "Bibliotheek Noord"
    assert profile.contact("functioneel-beheer").channels[0].label == "beheer@noord.example"


def test_the_template_asks_for_the_name_and_for_nothing_else(tmp_path):
    text = TEMPLATE.read_text(encoding="utf-8")
    assert [message for _, message in examine(tmp_path, text)[1]] == ["De naam van de bibliotheek is leeg"]
    profile, problems = examine(tmp_path, text.replace('library: ""', "library: Noord"))
    assert problems == []
    names = ["synchronisatie", "ledensysteem", "functioneel-beheer", "systeemleverancier"]
    assert local_parts(HANDBOOK.at(profile), names) == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("library:", "libary:", 2, "Hier ontbreekt ‘library’"),
        ("id: functioneel-beheer", "id: balie", 5, "‘balie’ is geen contact"),
        ("mailto:beheer", "javascript:beheer", 7, "De link ‘javascript:beheer@noord.example’ begint niet"),
        ("label: beheer@noord.example", 'label: ""', 7, "Deze tekst is leeg"),
        ("kind: email", "kind: post", 7, "‘kind’ kan niet ‘post’ zijn"),
        ("Bibliotheek Noord", "<b>Noord</b>", 3, "In deze tekst staat HTML"),
        ("format: 1", "format: 2", 2, "‘format’ kan niet ‘2’ zijn"),
        (
            "contacts:",
            'synchronisation: "[x](http://a.nl)"\ncontacts:',
            4,
            "De link ‘http://a.nl’ begint niet",
        ),
        ("contacts:", "wachtwoord: geheim\ncontacts:", 4, "‘wachtwoord’ is hier onbekend"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path, old, new, line, message):
    _, problems = examine(tmp_path, FILLED_IN.replace(old, new))
    assert any(at == line and said.startswith(message) for at, said in problems), problems


def test_a_contact_that_is_filled_in_twice_is_told(tmp_path):
    twice = FILLED_IN + "  - id: functioneel-beheer\n"
    assert examine(tmp_path, twice)[1] == [(8, "‘functioneel-beheer’ komt hier al eerder voor")]


def test_a_file_that_is_no_profile_is_one_problem(tmp_path):
    assert examine(tmp_path, "hallo")[1] == [(1, "‘profiel’ heeft niet de goede opbouw")]


def test_a_handbook_can_only_ask_a_profile_for_what_it_can_say(draft):
    path = draft.put((*draft.where("steps", "mail-fb-iam"), "local"), ["kantine"])
    assert draft.only((*path, 0)).message == "‘kantine’ kan niet in een profiel staan"


def test_wherever_the_handbook_points_at_it_the_profile_is_asked_for():
    for step in HANDBOOK.steps:
        asked = {*step.local, step.contact}
        assert "functioneel-beheer" in asked or "**functioneel beheer**" not in step.text.casefold(), step.id
        assert "synchronisatie" in asked or "Doe een **handmatige synchronisatie**" not in step.text, step.id


def test_the_profile_is_no_part_of_the_content():
    assert LOCAL.revision == HANDBOOK.revision
    assert to_yaml(LOCAL) == to_yaml(HANDBOOK)
    assert to_json(LOCAL) == to_json(HANDBOOK)
    assert LOCAL.at(None).profile is None
    assert HANDBOOK.profile is None


def test_a_newer_handbook_leaves_the_profile_as_it_is():
    newer = HANDBOOK.model_copy(update={"title": "Nieuw"}).at(LOCAL.profile)
    assert newer.revision != LOCAL.revision
    assert local_parts(newer, ["ledensysteem"]) == local_parts(LOCAL, ["ledensysteem"])


def test_the_librarys_own_details_are_said_by_name():
    parts = local_parts(LOCAL, ["ledensysteem", "synchronisatie", "functioneel-beheer", "systeemleverancier"])
    assert [part.text.splitlines()[0] for part in parts] == [
        "Ledenpakket",
        "1. Zoek de lener op in **Ledenpakket**.",
        "Team Applicaties",
        "Ledenpakket BV",
    ]
    assert "Ledenpakket" in parts[1].title


def test_what_is_not_filled_in_is_left_out():
    empty = HANDBOOK.at(Profile(format=1, library="Noord"))
    assert local_parts(empty, ["ledensysteem", "synchronisatie", "functioneel-beheer"]) == ()
    assert reached(empty, "functioneel-beheer") == HANDBOOK.contact("functioneel-beheer")


def test_a_handover_says_which_library_asks_and_goes_to_its_own_address():
    found = handover(Case(LOCAL).open(TO_BEHEER))
    assert found.text.startswith("Van\n- Bibliotheek Noord & Zuid\n\nWat de lener ziet\n")
    assert found.mailto.startswith("mailto:beheer@noord.example?")
    assert "Vul in de mail zelf aan" in found.text
    general = handover(Case(HANDBOOK).open(TO_BEHEER))
    assert general.mailto is None
    assert "Noord" not in general.text
    assert "Vul in jullie eigen meldsysteem" in general.text


KB_PHONE = Channel(kind=ChannelKind.PHONE, label="Het nummer in de la")
AT_KB = HANDBOOK.at(
    Profile(format=1, library="Noord", contacts=(OwnContact(id="kb-klantenservice", channels=(KB_PHONE,)),))
)
TO_WEB, TO_PHONE = "inloggegevens-onjuist/ja/niet-gelukt", "reset-mail/ja/nee/nee"


def test_the_template_offers_the_number_of_the_kb_and_has_none():
    profile = inspect_profile(TEMPLATE, HANDBOOK)[0]
    assert profile.contact("kb-klantenservice").channels == ()


def test_the_librarys_own_number_comes_first_where_the_phone_fits_and_nowhere_else():
    assert [kinds(AT_KB, link) for link in (TO_PHONE, TO_WEB)] == [["phone", "web", "phone"], ["web"]]
    assert [kinds(HANDBOOK, link) for link in (TO_PHONE, TO_WEB)] == [["web", "phone"], ["web"]]
    assert "Zeg zelf om welke lener het gaat." in handover(Case(AT_KB).open(TO_PHONE)).text
    assert "Vul in het formulier zelf aan" in handover(Case(AT_KB).open(TO_WEB)).text


@pytest.mark.parametrize(("link", "shown"), [(TO_PHONE, True), (TO_WEB, False)])
def test_summary_and_card_have_the_number_only_where_the_phone_fits(link, shown):
    case = Case(AT_KB).open(link)
    assert (KB_PHONE.label in case.summary()) is shown
    assert (KB_PHONE.label in step_html(AT_KB, case.step, case)) is shown
    assert ("telefoonnummer van de KB, nationale" in step_html(AT_KB, case.step, case)) is shown


def test_all_ways_to_reach_a_contact_are_there_when_a_step_does_not_choose():
    assert [one.kind.value for one in reached(AT_KB, "kb-klantenservice").channels] == [
        "phone",
        "web",
        "phone",
    ]


def kinds(handbook, link):
    return [one.kind.value for one in handover(Case(handbook).open(link)).contact.channels]


def test_a_summary_has_the_own_contact_too():
    assert "- beheer@noord.example" in Case(LOCAL).open(TO_BEHEER).summary()
