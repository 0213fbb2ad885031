"""The editor without a browser: what a manager fills in and presses, and what is then in the draft."""

from __future__ import annotations

import pytest

from ehbi.apps.editor import Editor, WorkingCopy
from ehbi.apps.editor.page import FRESH
from ehbi.apps.editor.step_form import step_form
from ehbi.handbook import clock
from ehbi.store import Store, StoreError, revisions
from tests.unit.handbook.strategies import PACKAGED

from .managing import block, fill, flat, panel, press, press_problem, texts

pytestmark = pytest.mark.quick
HANDBOOK = PACKAGED


def test_what_is_filled_in_is_in_the_draft_and_can_be_undone(noor):
    noor.page.choose("toegang")
    fill(panel(noor, "stappen"), "say", "Het werkt!")
    assert noor.page.work.handbook.step("toegang").say == "Het werkt!"
    spoken = "Ongedaan maken: Wat je tegen de lener zegt van ‘De lener heeft toegang’"
    assert block(noor.bar, "undo")["spoken"] == spoken
    press(noor.bar, "undo")
    assert noor.page.work.handbook == HANDBOOK
    press(noor.bar, "redo")
    assert noor.page.work.handbook.step("toegang").say == "Het werkt!"


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("title", "Anders", "Anders"),
        ("words", "een, twee ,", ("een", "twee")),
        ("source", "1.2,1.3", ("1.2", "1.3")),
        ("contact", "", None),
        ("contact", "fb-iam", "fb-iam"),
        ("inferred", True, True),
        ("party", "lener", "lener"),
    ],
)
def test_each_sort_of_field_is_kept_as_what_it_is(noor, field, value, kept):
    noor.page.choose("kb-rechten")
    fill(panel(noor, "stappen"), field, value)
    assert getattr(noor.page.work.handbook.step("kb-rechten"), field) == kept


def test_a_problem_stands_at_its_field_and_in_the_list_that_leads_there(noor):
    sent = []
    panel(noor, "stappen").send = sent.append
    noor.page.choose("reset-mail")
    fill(panel(noor, "stappen"), "answer/0/label", "")
    assert block(panel(noor, "stappen"), "answer/0/label")["problems"] == (("bad", "Deze tekst is leeg"),)
    assert block(panel(noor, "publiceren"), "publish")["disabled"]
    noor.page.choose("toegang")
    press_problem(noor, 0)
    assert noor.page.at == "reset-mail"
    assert sent == [{"focus": "answer/0/label"}]


def test_answers_are_added_moved_led_elsewhere_and_removed(noor):
    noor.page.choose("mail-zoeken")
    press(panel(noor, "stappen"), "add-answer")
    press(panel(noor, "stappen"), "answer/3/up")
    fill(panel(noor, "stappen"), "answer/2/next", "toegang")
    answers = noor.page.work.handbook.step("mail-zoeken").answers
    assert [(answer.id, answer.next) for answer in answers][2] == ("nieuw-antwoord", "toegang")
    press(panel(noor, "stappen"), "answer/0/remove")
    assert noor.page.work.handbook.step("mail-zoeken").answer("ja") is None


def test_steps_are_added_put_between_copied_renamed_and_removed(noor):
    noor.page.choose("mail-zoeken")
    press(panel(noor, "stappen"), "add-step")
    assert noor.page.at == "nieuwe-stap"
    fill(panel(noor, "stappen"), "id", "heel-nieuw")
    assert noor.page.at == "heel-nieuw"
    fill(panel(noor, "stappen"), "instead", "toegang")
    press(panel(noor, "stappen"), "remove")
    assert noor.page.at == "toegang"
    assert noor.page.work.handbook.step("mail-zoeken").answers[-1].next == "toegang"
    noor.page.choose("mail-zoeken")
    press(panel(noor, "stappen"), "answer/0/insert")
    assert noor.page.work.handbook.step(noor.page.at).answers[0].next == "ingelogd-met-mail"
    press(panel(noor, "stappen"), "duplicate")
    assert len(noor.page.work.handbook.steps) == len(HANDBOOK.steps) + 2


def test_steps_to_choose_from_stand_by_situation_and_loose_ones_apart(noor):
    noor.page.choose("mail-zoeken")
    press(panel(noor, "stappen"), "duplicate")
    offered = panel(noor, "stappen").lists["stappen"]
    assert sorted(one[0] for one in offered) == sorted(step.id for step in noor.page.work.handbook.steps)
    groups = {step: group for step, _, group in offered}
    assert groups["mail-zoeken"].startswith("Situatie 4")
    assert groups["toegang"] == "Uitkomsten"
    assert groups[noor.page.at] == "Losse stappen"
    assert list(dict.fromkeys(groups.values()))[-2:] == ["Uitkomsten", "Losse stappen"]


def test_titles_and_labels_say_how_long_they_can_be(noor):
    noor.page.choose("mail-zoeken")
    shown = panel(noor, "stappen")
    assert [block(shown, name)["longest"] for name in ("title", "answer/0/label", "id")] == [60, 60, 0]


@pytest.mark.parametrize(
    ("button", "goal"),
    [
        ("add-step", "title"),
        ("duplicate", "title"),
        ("answer/1/insert", "title"),
        ("remove", "name"),
        ("add-answer", "answer/3/label"),
    ],
)
def test_another_step_in_the_form_has_the_focus_too(noor, button, goal):
    sent = []
    panel(noor, "stappen").send = sent.append
    noor.page.choose("mail-zoeken")
    press(panel(noor, "stappen"), button)
    assert sent == [{"focus": goal}]


def test_a_revision_is_read_once_however_much_is_typed(noor, monkeypatch):
    monkeypatch.setattr(revisions, "content", None)
    for name in ("say", "why"):
        fill(panel(noor, "stappen"), name, "Het werkt!")
    assert noor.page.work.base == HANDBOOK
    press(noor.bar, "undo")
    assert noor.page.work.handbook.step(noor.page.at).say == "Het werkt!"


def test_a_keystroke_is_one_transaction(noor, monkeypatch):
    asked = []
    for way in ("reading", "writing"):
        opened = getattr(Store, way)
        monkeypatch.setattr(
            Store, way, lambda store, opened=opened, way=way: asked.append(way) or opened(store)
        )
    for title in ("W", "We"):
        fill(panel(noor, "stappen"), "title", title)
    assert asked == ["writing", "writing"]


def test_who_goes_on_typing_hears_of_a_newer_version_within_seconds(noor, store, monkeypatch):
    noor.page.choose("toegang")
    sem = WorkingCopy(store, "Sem")
    sem.do("Titel", HANDBOOK.model_copy(update={"title": "Van Sem"}))
    sem.publish("Zo is het beter")
    later = clock.now() + FRESH
    monkeypatch.setattr(clock, "now", lambda: later)
    fill(panel(noor, "stappen"), "say", "Het werkt!")
    assert "Er is een nieuwere versie: 2" in texts(noor.bar)


def test_what_makes_no_sense_is_refused_in_words_and_changes_nothing(noor):
    noor.page.choose("reset-mail")
    fill(panel(noor, "stappen"), "id", "Geen naam!")
    assert noor.page.work.handbook == HANDBOOK
    assert block(noor.bar, "said")["tone"] == "bad"
    assert block(noor.bar, "said")["text"]


def test_before_publishing_it_says_what_will_change(noor):
    noor.page.choose("mail-opnieuw")
    fill(panel(noor, "stappen"), "answer/1/next", "kb-inloggen")
    said = " ".join(texts(panel(noor, "publiceren")))
    assert "Oefencasus ‘Niets, en nog eens niets’ eindigde bij" in said
    assert "Situatie 4: 3 paden eindigen ergens anders" in said
    assert "gaat nu naar" in said


def test_what_changes_in_a_step_is_told_in_whole_sentences(noor):
    noor.page.choose("toegang")
    fill(panel(noor, "stappen"), "title", "Binnen")
    fill(panel(noor, "stappen"), "say", "Het werkt!")
    assert "en wordt ‘Binnen’. Wat je tegen de lener zegt" in " ".join(texts(panel(noor, "publiceren")))
    noor.page.choose("ander-adres")
    fill(panel(noor, "stappen"), "answer/1/next", "toegang")
    assert "1 pad eindigt ergens anders" in " ".join(texts(panel(noor, "publiceren")))


def test_a_draft_is_published_with_its_reason_and_the_next_one_begins_there(noor, store):
    noor.page.choose("toegang")
    fill(panel(noor, "stappen"), "say", "Het werkt!")
    fill(panel(noor, "publiceren"), "message", "Korter")
    press(panel(noor, "publiceren"), "publish")
    newest = revisions.newest_of(store)
    assert (newest.number, newest.author, newest.message) == (2, "Noor", "Korter")
    assert (noor.page.work.draft.base, noor.page.work.is_changed) == (2, False)
    press(panel(noor, "versies"), "restore/1")
    press(panel(noor, "versies"), "again")
    assert revisions.newest_of(store).digest == HANDBOOK.revision
    assert noor.page.work.draft.base == 3


def test_two_managers_at_once_lose_nothing(noor, store):
    sem = Editor(WorkingCopy(store, "Sem"))
    for editor, say in ((noor, "Van Noor"), (sem, "Van Sem")):
        editor.page.choose("toegang")
        fill(panel(editor, "stappen"), "say", say)
    fill(panel(noor, "stappen"), "why", "Ook van Noor")
    press(panel(sem, "publiceren"), "publish")
    assert block(panel(noor, "publiceren"), "publish")["disabled"]
    assert "Intussen heeft Sem versie 2 gepubliceerd." in block(panel(noor, "publiceren"), "newer")["text"]
    assert "Er is een nieuwere versie: 2" in texts(noor.bar)
    press(panel(noor, "publiceren"), "catch-up")
    assert block(noor.bar, "said")["text"].startswith("Kies nog wat blijft")
    assert [label for _, label in block(panel(noor, "publiceren"), "conflict-0")["options"]][1:] == [
        "Van jou: ‘Van Noor’",
        "Van de ander: ‘Van Sem’",
    ]
    label = "Stap ‘De lener heeft toegang’: wat je tegen de lener zegt"
    assert block(panel(noor, "publiceren"), "conflict-0")["label"] == label
    fill(panel(noor, "publiceren"), "conflict-0", "theirs")
    press(panel(noor, "publiceren"), "catch-up")
    press(panel(noor, "publiceren"), "publish")
    step = revisions.content(store, 3).step("toegang")
    assert (step.say, step.why) == ("Van Sem", "Ook van Noor")


@pytest.mark.parametrize("step", HANDBOOK.steps, ids=lambda step: step.id)
def test_every_step_has_a_form_in_which_each_thing_has_its_own_name(step):
    names = [one.id for one in step_form(HANDBOOK, step, ())]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("message", [None, {}, {"fill": "say"}, {"fill": 3, "value": "x"}, {"press": 1}, []])
def test_what_the_page_never_sends_changes_nothing(noor, message):
    for one in (noor.bar, noor.checks.panel, *(view.panel for view in noor.views.values())):
        one._hear(one, message, [])
    assert noor.page.work.handbook == HANDBOOK


def test_a_draft_is_tried_from_the_step_at_hand(noor):
    noor.page.choose("mail-zoeken")
    fill(panel(noor, "stappen"), "title", "Zoek goed")
    press(panel(noor, "stappen"), "test")
    (guide,) = noor.view.room.children
    assert (guide.case.step.id, guide.case.step.title) == ("mail-zoeken", "Zoek goed")
    fill(panel(noor, "proberen"), "at", "toegang")
    assert guide.case.outcome.id == "toegang"
    press(noor.bar, "undo")
    (guide,) = noor.view.room.children
    assert guide.case.handbook == HANDBOOK


def test_a_draft_with_errors_is_not_tried_but_leads_to_them(noor):
    fill(panel(noor, "stappen"), "title", "")
    press(panel(noor, "stappen"), "test")
    assert noor.view.room.children == ()
    press(panel(noor, "proberen"), "mend")
    assert noor.page.view == "stappen"


def test_an_editor_without_a_guide_offers_no_trial(store):
    editor = Editor(WorkingCopy(store, "Sem"))
    assert "proberen" not in editor.views
    assert "test" not in [one["id"] for one in flat(panel(editor, "stappen").blocks)]


def test_without_a_database_the_page_says_so_and_goes_on_once_it_is_back(noor, monkeypatch):
    def gone(store):
        raise StoreError(store.where, "geen verbinding")

    with monkeypatch.context() as broken:
        for way in ("reading", "writing"):
            broken.setattr(Store, way, gone)
        fill(panel(noor, "stappen"), "title", "Weg")
        assert "geen verbinding" in block(noor.bar, "said")["text"]
        assert block(noor.bar, "view/publiceren")
    noor.page.refresh()
    assert block(noor.bar, "said")["text"] == ""
    field = block(panel(noor, "stappen"), "title")
    assert (field["value"], "Nog niet bewaard" in field["problems"][0][1]) == ("Weg", True)
    fill(panel(noor, "stappen"), "title", "Terug")
    assert noor.page.work.handbook.step(noor.page.at).title == "Terug"
