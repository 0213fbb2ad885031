"""The rules about names and facts: one broken handbook a rule, and near misses."""

from __future__ import annotations

import copy

import pytest


@pytest.mark.parametrize(
    "part", ["facts", "parties", "contacts", "permissions", "steps", "examples", "glossary"]
)
def test_a_second_thing_with_the_same_name(draft, part):
    twin = copy.deepcopy(draft.data[part][-1])
    draft.data[part].append(twin)
    path = (part, len(draft.data[part]) - 1)
    problem = draft.only(path)
    assert problem.message == f"‘{twin.get('id', twin.get('term'))}’ komt hier al eerder voor"
    assert problem.remedy == "Geef elk onderdeel een eigen naam"


@pytest.mark.parametrize("twin", ["Eén  woord", "Ee\u0301n woord", "Eén\u00a0woord"])
def test_a_second_word_that_reads_the_same(draft, twin):
    for word in ("Eén woord", twin):
        draft.data["glossary"].append(copy.deepcopy(draft.data["glossary"][0]) | {"term": word})
        draft.data["elsewhere"].append({"title": word, "words": [f"{word} zoeken"], "where": "Daar."})
    found = {problem.path[0] for problem in draft.problems() if "komt hier al" in problem.message}
    assert found == {"glossary", "elsewhere"}


def test_a_third_thing_with_the_same_name_is_reported_too(draft):
    draft.data["parties"] += [copy.deepcopy(draft.data["parties"][0]) for _ in range(2)]
    size = len(draft.data["parties"])
    assert [problem.path for problem in draft.problems()] == [("parties", size - 2), ("parties", size - 1)]


def test_a_second_answer_with_the_same_name(draft):
    path = draft.add_answer("mail-zoeken", "ja", "ingelogd-met-mail")
    assert draft.only(path).message == "‘ja’ komt hier al eerder voor"


def test_one_name_for_a_party_a_contact_and_a_step_is_fine(draft):
    draft.add("parties", id="toegang", name="Toegang")
    assert draft.problems() == ()


@pytest.mark.parametrize(("part", "name"), [("steps", "toegang"), ("permissions", "kb-wachtwoord")])
def test_an_unknown_party(draft, part, name):
    path = draft.put((*draft.where(part, name), "party"), "niemand")
    problem = draft.only(path)
    assert problem.message == "‘niemand’ staat niet bij parties"
    assert (
        problem.remedy == "Kies uit: balie, functioneel-beheer, kb-klantenservice, lener, systeemleverancier"
    )


def test_an_unknown_contact(draft):
    path = draft.put((*draft.where("steps", "kb-rechten"), "contact"), "balie")
    problem = draft.only(path)
    assert problem.message == "‘balie’ staat niet bij contacts"
    assert problem.remedy == "Kies uit: fb-iam, functioneel-beheer, kb-klantenservice, systeemleverancier"


@pytest.mark.parametrize(
    "place",
    [
        ("steps", 0, "source"),
        ("contacts", 0, "source"),
        ("contacts", 0, "channels", 0, "source"),
        ("contacts", 0, "rules", 0, "source"),
        ("permissions", 0, "source"),
        ("glossary", 1, "source"),
    ],
)
def test_an_unknown_fact(draft, place):
    path = draft.put((*place, len(draft.at(place))), "9.9")
    problem = draft.only(path)
    assert problem.message == "Feit ‘9.9’ staat niet bij facts"
    assert problem.remedy == "Kies een bestaand feit of voeg het toe"


def test_a_fact_that_nobody_cites(draft):
    path = draft.add("facts", id="7.1", text="Nog iets.")
    problem = draft.only(path)
    assert problem.message == "Niets in het handboek rust op feit ‘7.1’"
    assert problem.remedy == "Noem het bij source van een stap, contact of bevoegdheid"


@pytest.mark.parametrize(
    "place", [("glossary", 0), ("contacts", 0, "channels", 0), ("contacts", 0, "rules", 0)]
)
def test_a_fact_cited_only_deep_inside_is_cited(draft, place):
    draft.add("facts", id="7.1", text="Nog iets.")
    draft.at(place).setdefault("source", []).append("7.1")
    assert draft.problems() == ()


@pytest.mark.parametrize(
    ("part", "name", "called"),
    [
        ("steps", "kb-tijdelijk-wachtwoord", "Vraag de KB om een tijdelijk wachtwoord"),
        ("permissions", "kb-eigen-site", "Helpen met inloggen op de site van je eigen bibliotheek"),
    ],
)
def test_a_part_that_rests_on_nothing(draft, part, name, called):
    path = draft.where(part, name)
    facts = draft.at(path)["source"]
    draft.at(draft.where("steps", "toegang"))["source"].extend(facts)
    draft.put((*path, "source"), [])
    problem = draft.only(path)
    assert problem.message == f"‘{called}’ noemt geen enkel feit"
    assert problem.remedy == "Vul source in, of zet own op true als het van onze bibliotheek is"


def test_a_contact_that_rests_on_nothing(draft):
    path = draft.where("contacts", "functioneel-beheer")
    draft.put((*path, "source"), [])
    assert draft.only(path).message == "‘Functioneel beheer’ noemt geen enkel feit"


def test_a_rule_of_a_contact_that_rests_on_nothing(draft):
    path = (*draft.where("contacts", "fb-iam"), "rules", 0)
    draft.put((*path, "source"), [])
    assert draft.only(path).message == "Een afspraak bij ‘FB IAM’ noemt geen enkel feit"


def test_an_inferred_step_may_rest_on_nothing(draft):
    path = draft.where("steps", "kb-rechten")
    draft.put((*path, "source"), [])
    assert draft.problems() == ()


@pytest.mark.parametrize("name", ["fb-iam", "functioneel-beheer"])
def test_what_a_library_knows_by_itself_rests_on_no_fact(draft, name):
    contact = draft.at(draft.where("contacts", name))
    contact["source"], contact["rules"][0]["source"] = [], []
    assert len(draft.problems()) > 1
    contact["own"] = True
    assert [one.message for one in draft.problems() if "noemt geen enkel feit" in one.message] == []


@pytest.mark.parametrize(
    "new",
    [
        (
            "contacts",
            {"id": "helpdesk", "name": "Helpdesk", "channels": [], "rules": [{"text": "Bel"}]},
        ),
        ("permissions", {"id": "balie-pas", "party": "balie", "allowed": True, "what": "Een pas maken"}),
    ],
)
def test_a_library_adds_a_contact_or_permission_of_its_own_without_a_false_source(draft, new):
    part, fields = new
    draft.add(part, own=True, **fields)
    assert draft.problems() == ()


def test_a_rule_of_the_librarys_own_is_added_to_a_contact_of_the_source(draft):
    draft.at(draft.where("contacts", "fb-iam"))["rules"].append({"text": "Mail voor 12 uur.", "own": True})
    assert draft.problems() == ()


def test_a_step_of_the_librarys_own_may_rest_on_nothing(draft):
    path = draft.where("steps", "kb-rechten")
    draft.at(path).pop("inferred")
    draft.put((*path, "source"), [])
    assert draft.only(path).message.endswith("noemt geen enkel feit")
    draft.at(path)["own"] = True
    assert draft.problems() == ()
