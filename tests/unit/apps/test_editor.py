"""The editor without a browser: what a manager fills in and presses, and what is then in the draft."""

from __future__ import annotations

import pytest

import ehbi
from ehbi.apps.editor import Editor, Work
from ehbi.apps.editor.forms import LABELS, step_form
from ehbi.store import Store, revisions

HANDBOOK = ehbi.load()


@pytest.fixture
def store(tmp_path):
    found = Store.open(f"sqlite:///{tmp_path}/ehbi.sqlite", publishes=True)
    yield found
    found.close()


@pytest.fixture
def noor(store):
    return Editor(Work(store, "Noor"))


def send(panel, **content):
    panel._hear(panel, content, [])


def fill(panel, field, value):
    send(panel, fill=field, value=value)


def press(panel, button):
    send(panel, press=button)


def flat(blocks):
    for block in blocks:
        yield block
        yield from flat(block.get("blocks", ()))


def block(panel, name):
    return next(one for one in flat(panel.blocks) if one["id"] == name)


def texts(panel):
    return [one.get("text") or one.get("label") for one in flat(panel.blocks)]


def test_what_is_filled_in_is_in_the_draft_and_can_be_undone(noor):
    noor.choose("toegang")
    fill(noor.form, "say", "Het werkt!")
    assert noor.work.handbook.step("toegang").say == "Het werkt!"
    assert block(noor.bar, "undo")["label"] == f"Ongedaan maken: {LABELS['say']} van ‘De lener heeft toegang’"
    press(noor.bar, "undo")
    assert noor.work.handbook == HANDBOOK
    press(noor.bar, "redo")
    assert noor.work.handbook.step("toegang").say == "Het werkt!"


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
    noor.choose("kb-rechten")
    fill(noor.form, field, value)
    assert getattr(noor.work.handbook.step("kb-rechten"), field) == kept


def test_a_problem_stands_at_its_field_and_in_the_list_that_leads_there(noor):
    sent = []
    noor.form.send = sent.append
    noor.choose("reset-mail")
    fill(noor.form, "answer/ja/label", "")
    assert block(noor.form, "answer/ja/label")["problems"] == (("bad", "Deze tekst is leeg"),)
    assert block(noor.publishing, "publish")["disabled"]
    noor.choose("toegang")
    press(noor.problems, "problem-0")
    assert noor.at == "reset-mail"
    assert sent == [{"focus": "answer/ja/label"}]


def test_answers_are_added_moved_led_elsewhere_and_removed(noor):
    noor.choose("mail-zoeken")
    press(noor.form, "add-answer")
    press(noor.form, "answer/nieuw-antwoord/up")
    fill(noor.form, "answer/nieuw-antwoord/next", "toegang")
    answers = noor.work.handbook.step("mail-zoeken").answers
    assert [(answer.id, answer.next) for answer in answers][1] == ("nieuw-antwoord", "toegang")
    press(noor.form, "answer/ja/remove")
    assert noor.work.handbook.step("mail-zoeken").answer("ja") is None


def test_steps_are_added_put_between_copied_renamed_and_removed(noor):
    noor.choose("mail-zoeken")
    press(noor.form, "add-step")
    assert noor.at == "nieuwe-stap"
    fill(noor.form, "id", "heel-nieuw")
    assert noor.at == "heel-nieuw"
    fill(noor.form, "instead", "toegang")
    press(noor.form, "remove")
    assert noor.at == "toegang"
    assert noor.work.handbook.step("mail-zoeken").answers[-1].next == "toegang"
    noor.choose("mail-zoeken")
    press(noor.form, "answer/ja/insert")
    assert noor.work.handbook.step(noor.at).answers[0].next == "ingelogd-met-mail"
    press(noor.form, "duplicate")
    assert len(noor.work.handbook.steps) == len(HANDBOOK.steps) + 2


def test_what_makes_no_sense_is_refused_in_words_and_changes_nothing(noor):
    noor.choose("reset-mail")
    fill(noor.form, "id", "Geen naam!")
    assert noor.work.handbook == HANDBOOK
    assert block(noor.bar, "said")["tone"] == "bad"
    assert block(noor.bar, "said")["text"]


def test_before_publishing_it_says_what_will_change(noor):
    noor.choose("mail-opnieuw")
    fill(noor.form, "answer/nee/next", "kb-inloggen")
    said = " ".join(texts(noor.publishing))
    assert "Oefencasus ‘De mail komt echt niet’ eindigde bij" in said
    assert "Situatie 4: 2 paden eindigen ergens anders" in said
    assert "gaat nu naar" in said


def test_a_draft_is_published_with_its_reason_and_the_next_one_begins_there(noor, store):
    noor.choose("toegang")
    fill(noor.form, "say", "Het werkt!")
    fill(noor.publishing, "message", "Korter")
    press(noor.publishing, "publish")
    newest = revisions.newest_of(store)
    assert (newest.number, newest.author, newest.message) == (2, "Noor", "Korter")
    assert (noor.work.draft.base, noor.work.is_changed, noor.message) == (2, False, "")
    press(noor.publishing, "restore/1")
    assert revisions.newest_of(store).digest == HANDBOOK.revision
    assert noor.work.draft.base == 3


def test_two_managers_at_once_lose_nothing(noor, store):
    sem = Editor(Work(store, "Sem"))
    for editor, say in ((noor, "Van Noor"), (sem, "Van Sem")):
        editor.choose("toegang")
        fill(editor.form, "say", say)
    fill(noor.form, "why", "Ook van Noor")
    press(sem.publishing, "publish")
    noor.show()
    assert block(noor.publishing, "publish")["disabled"]
    assert "Intussen heeft Sem versie 2 gepubliceerd." in block(noor.publishing, "newer")["text"]
    press(noor.publishing, "catch-up")
    assert block(noor.bar, "said")["text"].startswith("Kies nog wat blijft")
    assert [label for _, label in block(noor.publishing, "conflict-0")["options"]][1:] == [
        "Van jou: ‘Van Noor’",
        "Van de ander: ‘Van Sem’",
    ]
    fill(noor.publishing, "conflict-0", "theirs")
    press(noor.publishing, "catch-up")
    press(noor.publishing, "publish")
    step = revisions.content(store, 3).step("toegang")
    assert (step.say, step.why) == ("Van Sem", "Ook van Noor")


@pytest.mark.parametrize("step", HANDBOOK.steps, ids=lambda step: step.id)
def test_every_step_has_a_form_in_which_each_thing_has_its_own_name(step):
    names = [one.id for one in step_form(HANDBOOK, step, ())]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("message", [None, {}, {"fill": "say"}, {"fill": 3, "value": "x"}, {"press": 1}, []])
def test_what_the_page_never_sends_changes_nothing(noor, message):
    for panel in (noor.bar, noor.form, noor.problems, noor.publishing):
        panel._hear(panel, message, [])
    assert noor.work.handbook == HANDBOOK
