"""Files in the editor: of a wrong one nothing is kept, a right one can be undone, what goes out comes in."""

from __future__ import annotations

from functools import cache

import pytest

import ehbi
from ehbi import exports, places
from ehbi.apps.editor.files import DOWNLOADS
from ehbi.cli import main
from ehbi.files.documents import to_json, to_yaml
from ehbi.files.source import parse_source
from ehbi.handbook import Handbook
from ehbi.handbook.edits import change_step
from ehbi.handbook.placeholders import UNDECIDED
from ehbi.handbook.validation import shape
from ehbi.store import revisions
from tests.unit.handbook.strategies import PACKAGED

from ..files.written import PARTS
from ..handbook import large
from ..paper.reading import pages, size
from .managing import block, fill, flat, panel, press, texts

HANDBOOK = PACKAGED
TEXT = to_yaml(HANDBOOK)
exported_once = cache(exports.export)


@pytest.fixture(autouse=True)
def quickly(monkeypatch):
    """Make the same document once for all tests: a poster takes seconds."""
    monkeypatch.setattr("ehbi.apps.editor.files.export", exported_once)


@pytest.fixture
def files(noor):
    return panel(noor, "bestanden")


def choose(shown, content, name="mijn.yaml"):
    raw = content.encode() if isinstance(content, str) else content
    message = {"fill": "file", "file": name}
    shown._hear(shown, message, [] if raw is None else [memoryview(raw)])


def saved(shown, form):
    """Return the name and the bytes of what pressing a button saves."""
    sent = []
    shown.send = lambda message, buffers: sent.append((message, buffers))
    press(shown, f"save/{form}")
    [(message, [content])] = sent
    assert message["mime"] == DOWNLOADS[form].mime
    return message["save"], content


def ids(shown):
    return [one["id"] for one in flat(shown.blocks)]


def say(handbook, text, field="say"):
    return change_step(handbook, "toegang", {field: text})


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (TEXT.replace("next: toegang", "next: nergens"), None),
        ("titel: [niet dicht", 1),
        (b"format: 1\n\xff", 2),
        ("", 1),
        (None, 1),
        (b"\x89PNG", 0),
        ("[" * 5000, 1),
    ],
)
def test_a_file_with_errors_is_told_by_line_and_nothing_of_it_is_kept(noor, files, content, line):
    choose(files, content)
    assert "Er is niets veranderd" in block(files, "refused")["text"]
    begins = "Dit lijkt op een plaatje (PNG)" if line == 0 else f"Regel {line or ''}"
    assert block(files, "problem-0")["text"].startswith(begins)
    assert "take" not in ids(files)
    press(files, "take")
    assert noor.page.work.handbook == HANDBOOK
    assert block(noor.bar, "undo")["disabled"]


def test_a_file_has_the_lines_and_words_of_the_check(noor, files, tmp_path):
    text = TEXT.replace("next: toegang", "next: nergens").replace("party: balie", "party: wie", 1)
    choose(files, text)
    file = tmp_path / "handboek.yaml"
    file.write_text(text, encoding="utf-8")
    _, problems = ehbi.files.inspect(file, noor.page.work.today)
    assert len(problems) > 2
    told = [one["text"] for one in flat(files.blocks) if one["id"].startswith("problem-")]
    assert told == [f"Regel {one.line}: {one.message}. {one.remedy}." for one in problems]


@pytest.mark.parametrize("write", [to_yaml, to_json])
def test_a_file_goes_into_the_draft_after_it_was_seen_and_can_be_undone(noor, files, write):
    noor.page.choose("toegang")
    fill(panel(noor, "stappen"), "why", "Van Noor")
    before = noor.page.work.handbook
    panel(noor, "bestanden")
    choose(files, write(say(HANDBOOK, "Binnen!")))
    assert any("‘Binnen!’" in text for text in texts(files))
    assert noor.page.work.handbook == before
    press(files, "take")
    assert noor.page.work.handbook == say(HANDBOOK, "Binnen!")
    assert block(noor.bar, "undo")["spoken"] == "Ongedaan maken: Bestand mijn.yaml overgenomen"
    press(noor.bar, "undo")
    assert noor.page.work.handbook == before


def test_a_file_can_be_left(noor, files):
    choose(files, to_yaml(say(HANDBOOK, "Binnen!")))
    press(files, "leave")
    assert "take" not in ids(files)
    assert noor.page.work.handbook == HANDBOOK


def test_a_file_that_says_the_same_is_not_taken(files):
    choose(files, TEXT)
    assert block(files, "take")["disabled"]


def test_a_file_made_from_an_older_revision_is_put_together_with_the_draft(noor, files, store):
    revisions.publish(store, 1, say(HANDBOOK, "Van de ander"), "Sem", "Anders")
    noor.page.work.drop()
    noor.page.choose("toegang")
    fill(panel(noor, "stappen"), "prompt", "Van Noor")
    panel(noor, "bestanden")
    choose(files, to_yaml(say(say(HANDBOOK, "Uit het bestand"), "Waarom", "why")))
    fill(files, "base", "1")
    press(files, "take")
    assert block(noor.bar, "said")["text"].startswith("Kies nog wat blijft")
    assert [label for _, label in block(files, "conflict-0")["options"]][1:] == [
        "Uit het bestand: ‘Uit het bestand’",
        "Uit je concept: ‘Van de ander’",
    ]
    fill(files, "conflict-0", "mine")
    press(files, "take")
    step = noor.page.work.handbook.step("toegang")
    assert (step.say, step.why, step.prompt) == ("Uit het bestand", "Waarom", "Van Noor")


def test_a_file_name_is_text(noor, files):
    choose(files, to_yaml(say(HANDBOOK, "x")), "<img src=x>\x1b[31m" + "a" * 500)
    press(files, "take")
    assert "\x1b" not in block(noor.bar, "undo")["spoken"]
    assert len(block(noor.bar, "undo")["spoken"]) < 150


def test_every_form_of_the_export_is_offered(files):
    assert {form.partition("/")[0] for form in DOWNLOADS} == set(exports.FORMATS)
    assert {f"save/{form}" for form in DOWNLOADS} <= set(ids(files))


@pytest.mark.parametrize("form", [form for form in DOWNLOADS if form.partition("/")[0] not in exports.BINARY])
def test_what_is_saved_is_what_the_command_gives(files, tmp_path, store, form):
    file = tmp_path / "uit"
    main(["export", form, "--output", str(file), "--database", str(store.where)])
    name, content = saved(files, form)
    assert name == f"handboek-versie-1.{DOWNLOADS[form].ending}"
    assert content == file.read_bytes()


@pytest.mark.parametrize(("paper", "sides", "sheets"), [("a3", (297, 420), 2), ("a4", (210, 297), 4)])
def test_a_poster_is_saved_for_either_paper(files, paper, sides, sheets):
    name, content = saved(files, f"poster/{paper}")
    assert name == f"handboek-versie-1.poster-{paper}.pdf"
    assert [size(page) for page in pages(content)] == [sides] * sheets


def test_a_draft_that_is_too_long_for_a_poster_is_told_and_nothing_is_saved(noor, files):
    noor.page.work.do("Langer", large.chain(60))
    fill(files, "which", "concept")
    files.send = lambda *_: pytest.fail("nothing can be saved")
    press(files, "save/poster/a4")
    assert "past niet leesbaar op A4" in block(noor.bar, "said")["text"]


@pytest.mark.parametrize("form", [form for form in DOWNLOADS if form.partition("/")[0] in exports.BINARY])
def test_a_picture_is_saved_as_bytes(files, form):
    assert saved(files, form)[1].startswith(b"\x89PNG" if form == "png" else b"%PDF")


def test_what_is_saved_has_the_profile_of_the_library(files, tmp_path, monkeypatch):
    profile = tmp_path / "profiel.yaml"
    profile.write_text("format: 1\nlibrary: Bibliotheek Zuid\n", encoding="utf-8")
    before = saved(files, "html")[1]
    monkeypatch.setenv(places.PROFILE, str(profile))
    assert b"Bibliotheek Zuid" not in before
    assert b"Bibliotheek Zuid" in saved(files, "html")[1]


def test_a_draft_that_is_saved_comes_back_as_it_was(noor, files):
    noor.page.choose("toegang")
    fill(panel(noor, "stappen"), "title", "")
    before = noor.page.work.handbook
    panel(noor, "bestanden")
    fill(files, "which", "concept")
    assert block(files, "save/html")["disabled"]
    name, content = saved(files, "yaml")
    assert name == "handboek-concept.yaml"
    assert shape(Handbook, parse_source(content.decode(), name).data)[0] == before


@pytest.mark.parametrize("more", ["", "# Let op\n"])
def test_of_comments_that_are_not_kept_is_told(noor, files, more):
    choose(files, to_yaml(say(HANDBOOK, "Anders")) + more)
    press(files, "take")
    said, _ = noor.page.said
    assert said.endswith("Je commentaar in het bestand (de tekst achter #) is niet bewaard.") == bool(more)


TABLE = """stap;tekst;antwoord;volgende;kleur
Werkt de pas?;Kijk op de pas.;Ja;Klaar;
;;Nee;Maak een pas;
Maak een pas;Aan de balie.;Gedaan;Werkt de pas?;x
De printer doet niets;;Papier op;Vul bij;
De printer doet niets;;Iets anders;Bel de leverancier;
"""


def test_of_a_flowchart_it_is_told_what_came_in_and_nothing_is_changed(noor, files):
    choose(files, TABLE, "pas.csv")
    read = block(files, "read")["text"]
    assert read == (
        "pas.csv is gelezen: een flowchart (CSV) met 6 stappen en 5 antwoorden. Er is nog niets veranderd."
    )
    assert block(files, "told-0")["text"] == "De kolom ‘kleur’ hoort bij geen stap en is weggelaten."
    boxes = [one["label"] for one in block(files, "starts")["blocks"]]
    assert boxes == ["De printer doet niets (2 stappen daarna)", "Werkt de pas? (2 stappen daarna)"]
    assert noor.page.work.handbook == HANDBOOK


def test_it_goes_into_the_draft_as_one_edit_and_what_is_missing_is_listed(noor, files):
    choose(files, TABLE, "pas.csv")
    fill(files, "start/0", False)
    press(files, "take")
    made = noor.page.work.handbook
    assert made.steps[: len(HANDBOOK.steps)] == HANDBOOK.steps
    assert [step.title for step in made.situations[4:]] == ["Werkt de pas?"]
    assert (noor.page.view, noor.page.at) == ("stappen", "werkt-de-pas")
    assert noor.page.work.errors > 0
    press(noor.bar, "undo")
    assert noor.page.work.handbook == HANDBOOK


def party_and_own(noor):
    new = noor.page.work.handbook.steps[len(HANDBOOK.steps) :]
    return {(step.party, step.own or step.inferred) for step in new}


def test_who_acts_and_that_it_is_our_own_is_chosen_once_for_all_steps(noor, files):
    choose(files, TABLE, "pas.csv")
    assert (block(files, "party")["value"], block(files, "own")["value"]) == ("balie", True)
    fill(files, "party", "lener")
    press(files, "take")
    assert party_and_own(noor) == {("lener", True)}


def test_the_list_of_what_is_missing_grows_with_what_is_left_for_later(noor, files):
    choose(files, TABLE, "pas.csv")
    before = block(files, "asked")["text"]
    assert before.startswith("Je vult aan of kijkt na: Wat je doet (4), Hoe de casus eindigt (3)")
    fill(files, "party", UNDECIDED)
    fill(files, "own", False)
    after = block(files, "asked")["text"]
    assert "Wie dit doet (7)" in after
    assert "Feiten uit de bron (6)" in after
    press(files, "take")
    assert {party for party, _ in party_and_own(noor)} == {UNDECIDED}


def test_who_acts_and_is_not_chosen_yet_is_said_in_words(noor, files):
    choose(files, TABLE, "pas.csv")
    fill(files, "party", UNDECIDED)
    press(files, "take")
    shown = noor.views["stappen"]
    assert UNDECIDED not in shown.picture().svg
    assert "Nog kiezen" in shown.picture().svg
    field = block(shown.panel, "party")
    assert (field["value"], [UNDECIDED, "Nog kiezen"]) == (UNDECIDED, shown.panel.lists["parties"][0])
    assert not any(UNDECIDED in text for text in texts(noor.checks.panel))
    fill(shown.panel, "party", "balie")
    assert UNDECIDED not in dict(shown.panel.lists["parties"])


def test_parts_of_a_drawing_are_offered_as_situations_and_are_no_choice_yet(noor, files):
    choose(files, PARTS, "wat.mmd")
    boxes = {one["label"]: one["value"] for one in block(files, "starts")["blocks"]}
    assert boxes == {
        "Wat is er? (6 stappen daarna)": True,
        "Werkt de pas? (Passen, 2 stappen daarna)": False,
        "Komt de mail? (Mail, 2 stappen daarna)": False,
    }
    fill(files, "start/2", True)
    press(files, "take")
    assert [step.title for step in noor.page.work.handbook.situations[4:]] == ["Wat is er?", "Komt de mail?"]


def test_it_can_be_a_new_handbook(noor, files):
    choose(files, TABLE, "pas.csv")
    fill(files, "into", "nieuw")
    assert "gaan dan uit je concept" in block(files, "new")["text"]
    press(files, "take")
    made = noor.page.work.handbook
    assert len(made.situations) == 2
    assert made.contacts == HANDBOOK.contacts
    assert made.examples == ()


def test_each_situation_of_it_can_be_looked_at_first(noor, files):
    choose(files, TABLE, "pas.csv")
    view = noor.views["bestanden"]
    first, second = view.picture().charts
    assert view.picture().key == first[0]
    view.look(second[0])
    assert view.picture().key == second[0]
    view.select(second[0])
    assert noor.page.view == "bestanden"


def test_a_large_flowchart_has_no_picture_and_one_without_situations_is_taken_too(noor, files):
    rows = "".join(f"{at};Ja;{at + 1}\n" for at in range(200))
    choose(files, f"stap;antwoord;volgende\n{rows}", "lang.csv")
    assert noor.views["bestanden"].picture() is None
    fill(files, "start/0", False)
    press(files, "take")
    assert noor.page.at == noor.page.work.handbook.steps[len(HANDBOOK.steps)].id


def test_what_people_wrote_in_a_flowchart_is_text(noor, files):
    choose(files, "stap;antwoord;volgende\n<script>alert(1)</script>;=1+1;Klaar", "<b>.csv")
    assert "<script" not in noor.views["bestanden"].picture().svg
