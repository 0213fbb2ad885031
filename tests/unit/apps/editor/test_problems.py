"""Each problem leads to the field where it can be mended, and speaks of what the form calls its fields."""

from __future__ import annotations

import re
from datetime import date
from functools import reduce

import pytest

from ehbi.apps.editor import Editor, WorkingCopy
from ehbi.apps.editor.problems import spot_of
from ehbi.handbook import checks
from ehbi.handbook.checks import check, endings, languages, references, size, structure, wording
from ehbi.handbook.edits import (
    add_part,
    change_answer,
    change_handbook,
    change_kind,
    change_part,
    change_step,
    duplicate_step,
    remove_part,
    rename_step,
)
from ehbi.handbook.errors import Rule
from ehbi.handbook.model import Handbook
from ehbi.handbook.problems import told_in_list
from ehbi.handbook.schema import fields, models
from ehbi.handbook.values import Kind, OutcomeKind
from ehbi.store import Store, drafts
from tests.unit.handbook.strategies import PACKAGED

from .acting import block, editor, fill, flat, opened, part, press_problem, send

HANDBOOK = PACKAGED
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("path", "spot"),
    [
        (("contacts", 1, "channels", 0, "link"), ("gegevens", ("contacts", 1), "channels/0/link")),
        (("contacts", 0, "rules", 1), ("gegevens", ("contacts", 0), "rules/1")),
        (("contacts", 0, "rules", 1, "source", 2), ("gegevens", ("contacts", 0), "rules/1/source")),
        (("permissions", 1, "local", 0), ("gegevens", ("permissions", 1), "local/synchronisatie")),
        (("synonyms", 2, "words", 3), ("gegevens", ("synonyms", 2), "words")),
        (("examples", 3), ("gegevens", ("examples", 3), "heading")),
        (("examples", 3, "answers", 1, "answer"), ("gegevens", ("examples", 3), "answers/1")),
        (("examples", 3, "answers", 1, "told"), ("gegevens", ("examples", 3), "answers/1/told")),
        (("facts", 4), ("gegevens", ("facts", 4), "heading")),
        (("title",), ("gegevens", ("handbook", 0), "title")),
        (("outside", "step"), ("gegevens", ("handbook", 0), "outside/step")),
        (("steps", 0), ("stappen", "inloggegevens-onjuist", "name")),
        (("steps", 0, "answers", 0, "label"), ("stappen", "inloggegevens-onjuist", "answer/0/label")),
        (("steps", 0, "answers"), ("stappen", "inloggegevens-onjuist", "add-answer")),
        (("steps",), ("stappen", "", "name")),
    ],
)
def test_a_problem_has_its_spot(path, spot):
    assert spot_of(HANDBOOK, Rule("", "").problem(path)) == spot


def test_pressing_a_problem_opens_the_thing_and_goes_to_the_field():
    noor, sent = editor(), []
    part(noor, "contacts", 1)
    fill(noor, "gegevens", "channels/0/link", "ftp://x")
    opened(noor, "stappen")
    noor.views["gegevens"].panel.send = sent.append
    press_problem(noor, 0)
    assert (noor.page.view, noor.page.part) == ("gegevens", ("contacts", 1))
    assert sent == [{"focus": "channels/0/link"}]


def emptied(handbook):
    """Return the handbook with much that is wrong."""
    draft = remove_part(remove_part(handbook, "parties", "balie"), "facts", "5.1")
    draft = change_part(draft, "examples", draft.examples[0].id, {"story": "", "answers": []})
    draft = change_part(draft, "permissions", "lener-wachtwoord", {"what": "", "source": [], "local": ["x"]})
    draft = change_part(draft, "glossary", "Lener", {"meaning": "<b>", "local": ["weg"]})
    draft = change_part(draft, "synonyms", "mail", {"words": [""]})
    draft = change_step(draft, "reset-mail", {"number": None, "local": ["weg"], "outcome": "resolved"})
    return change_handbook(rename_step(draft, "eigen-site", "weg"), {"title": "", "outside": {"label": ""}})


def assert_all_lead_somewhere(handbook):
    store = Store.open("sqlite://", publishes=True)
    work = WorkingCopy(store, "Noor")
    drafts.save(store, work.draft, handbook, "x")
    noor = Editor(WorkingCopy(store, work.author))
    for problem in check(handbook, TODAY):
        noor.page.lead(*spot_of(handbook, problem))
        names = {one["id"] for one in flat(noor.view.panel.blocks)}
        assert spot_of(handbook, problem)[2] in names, problem


def test_every_problem_leads_to_a_block_that_is_there():
    assert_all_lead_somewhere(emptied(HANDBOOK))


def test_a_problem_stands_at_its_field_in_words():
    noor = editor()
    part(noor, "permissions", 0)
    fill(noor, "gegevens", "what", "")
    assert block(opened(noor, "gegevens"), "what")["problems"] == (("bad", "Deze tekst is leeg"),)


RULES = [
    rule
    for module in (checks, endings, languages, references, size, structure, wording)
    for rule in vars(module).values()
    if isinstance(rule, Rule)
]
DUTCH_TOO = {"contact", "format", "link", "term", "label", "of", "over"}
FIELDS = {name for model in models(Handbook) for name in fields(model)}
KEYS = {*FIELDS, *Kind, *OutcomeKind, "true", "false"} - DUTCH_TOO


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.message)
def test_no_check_speaks_of_keys_on_the_screen(rule):
    shown = rule.problem(()).in_form.rule
    said = re.sub(r"\{[^}]*\}|‘[^’]*’", "", f"{shown.message} {shown.remedy}")
    assert not {word for word in re.findall(r"\w+", said) if word in KEYS}


def test_the_rules_are_all_looked_at():
    assert len(RULES) > 40


def without_situations(draft):
    return reduce(lambda less, step: change_kind(less, step.id, "question"), draft.situations, draft)


@pytest.mark.parametrize(
    ("changed", "in_file", "in_form"),
    [
        (
            lambda draft: remove_part(draft, "parties", "balie"),
            "staat niet bij parties",
            "staat niet bij wie er iets kan doen",
        ),
        (
            lambda draft: remove_part(draft, "contacts", "fb-iam"),
            "‘fb-iam’ staat niet bij contacts",
            "‘fb-iam’ staat niet bij de contacten",
        ),
        (
            lambda draft: remove_part(draft, "facts", "5.1"),
            "Feit ‘5.1’ staat niet bij facts",
            "Feit ‘5.1’ staat niet bij de feiten",
        ),
        (
            lambda draft: add_part(draft, "facts", {"id": "9.9", "text": "Los"})[0],
            "Noem het bij source van een stap, contact of bevoegdheid",
            "Noem het bij ‘Feiten uit de bron’ van een stap, contact of bevoegdheid",
        ),
        (
            lambda draft: change_part(draft, "contacts", "fb-iam", {"source": []}),
            "Vul source in, of zet own op true als het van onze bibliotheek is",
            "Vul ‘Feiten uit de bron’ in, of vink ‘Van onze bibliotheek’ aan",
        ),
        (
            lambda draft: change_part(
                draft, "contacts", "fb-iam", {"rules": [{"text": "Bel", "source": []}]}
            ),
            "Een afspraak bij ‘FB IAM’ noemt geen enkel feit. Vul source in, of",
            "Een afspraak bij ‘FB IAM’ noemt geen enkel feit. Vul ‘Feiten uit de bron’ in, of",
        ),
        (
            lambda draft: change_step(draft, "toegang", {"reviewed": "2025-01-01"}),
            "Kijk of de stap nog klopt en zet de datum van vandaag bij reviewed",
            "Kijk of de stap nog klopt en vul bij ‘Laatst nagekeken op’ vandaag in",
        ),
        (
            lambda draft: change_step(draft, "eigen-site", {"outcome": None}),
            "Vul bij outcome in: resolved, handover of explained",
            "Kies hoe de casus eindigt",
        ),
        (
            lambda draft: change_step(draft, "eigen-site", {"outcome": None}),
            "Kies een uitkomst met outcome: explained",
            "Kies een uitkomst die iets uitlegt",
        ),
        (
            lambda draft: change_step(draft, "mail-zoeken", {"outcome": "resolved"}),
            "Haal outcome weg of maak er een uitkomst van",
            "Kies dat hier geen casus eindigt, of maak er een uitkomst van",
        ),
        (without_situations, "Maak een stap met kind situation", "Maak van een stap een situatie"),
    ],
)
def test_a_problem_is_said_in_the_words_of_a_file_and_in_those_of_a_form(changed, in_file, in_form):
    problems = check(changed(HANDBOOK), TODAY)
    assert any(in_file in one.told and in_form in one.in_form.told for one in problems)
    assert not any(in_file in one.in_form.told for one in problems)


def test_what_a_problem_quotes_stays_as_it_is():
    quoted = "{x} staat niet bij parties"
    first, second, *_ = HANDBOOK.step("mail-zoeken").answers
    draft = change_answer(HANDBOOK, "mail-zoeken", first.id, label=quoted)
    draft = change_answer(draft, "mail-zoeken", second.id, label=quoted)
    assert any(f"‘{quoted}’" in one.in_form.message for one in check(draft, TODAY))


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (
            lambda draft: change_step(draft, "toegang", {"text": ""}),
            "Stap ‘De lener heeft toegang’, Wat je doet: Deze tekst is leeg. Vul de tekst in.",
        ),
        (
            lambda draft: change_answer(draft, "reset-mail", "ja", label=""),
            "Stap ‘De mail voor een nieuw wachtwoord komt niet aan’, Antwoord 1, Antwoord: "
            "Deze tekst is leeg. Vul de tekst in.",
        ),
        (
            lambda draft: change_handbook(draft, {"outside": {"label": ""}}),
            "De keuze voor iets anders: Deze tekst is leeg. Vul de tekst in.",
        ),
        (
            lambda draft: change_answer(draft, "reset-mail", "nee", label="Ja, het adres klopt"),
            "Stap ‘De mail voor een nieuw wachtwoord komt niet aan’ heeft twee keer het antwoord "
            "‘Ja, het adres klopt’. Geef elk antwoord een eigen tekst.",
        ),
        (
            lambda draft: change_step(
                duplicate_step(draft, "toegang")[0], "de-lener-heeft-toegang", {"text": ""}
            ),
            "Stap ‘De lener heeft toegang’ (de-lener-heeft-toegang), Wat je doet: "
            "Deze tekst is leeg. Vul de tekst in.",
        ),
    ],
)
def test_the_list_says_where_a_problem_is_unless_the_problem_does(changed, told):
    draft = changed(HANDBOOK)
    assert told in [told_in_list(draft, one) for one in check(draft, TODAY)]


def test_one_button_leads_from_each_problem_to_the_next_and_round_again():
    noor = editor()
    for step in ("mail-zoeken", "toegang"):
        noor.page.choose(step)
        fill(noor, "stappen", "text", "")
        fill(noor, "stappen", "title", "")
    noor.page.choose("inloggegevens-onjuist")
    sent = []
    noor.views["stappen"].panel.send = sent.append
    seen = []
    for _ in range(5):
        send(noor.bar, press="next")
        seen.append((noor.page.at, sent[-1]["focus"]))
    order = [step.id for step in HANDBOOK.steps if step.id in {"mail-zoeken", "toegang"}]
    walk = [(step, field) for step in order for field in ("text", "title")]
    assert seen == [*walk, walk[0]]


def test_it_begins_at_the_step_that_is_at_hand_and_is_not_there_without_problems():
    noor = editor()
    assert not any(one["id"] == "next" for one in flat(noor.bar.blocks))
    for step in ("mail-zoeken", "toegang"):
        noor.page.choose(step)
        fill(noor, "stappen", "text", "")
    last = max(("mail-zoeken", "toegang"), key=[step.id for step in HANDBOOK.steps].index)
    noor.page.choose(last)
    send(noor.bar, press="next")
    assert noor.page.at == last
