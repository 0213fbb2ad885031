"""A text is made black in all that is kept, and all that rests on a revision goes on as before."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import text as sql

import ehbi
from ehbi.handbook import Handbook
from ehbi.handbook.edits import change_step
from ehbi.handbook.values import Doubt
from ehbi.store import (
    LoggedCase,
    Notice,
    Remark,
    Store,
    StoreError,
    case_log,
    drafts,
    notices,
    remarks,
    retention,
    revision_rows,
    revisions,
)
from ehbi.store.drafts import StaleDraftError
from ehbi.store.redaction import BLACK, NAMES, ShortTextError, Spot, _pattern, _redacted, find, redact
from ehbi.store.remarks import State

from .test_retention import raw

HANDBOOK = ehbi.load()
NAME = "Truus Ångström-De Vries"
THEN, HOUR, WAY = "2026-01-24T17", "2026-11-24T17", ("reset-mail", "mail-zoeken")
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


def with_name(handbook, name=NAME):
    return change_step(handbook, "mail-zoeken", {"why": f"Net als bij {name}, vorige week."})


@pytest.fixture
def written(managers):
    """A name in everything that people write."""
    published = revisions.publish(managers, 1, with_name(HANDBOOK), "Noor", f"Over {NAME}")
    draft = drafts.begin(managers, "Noor")
    draft = drafts.save(managers, draft, with_name(draft.handbook, f"{NAME} en {NAME}"), f"Weg: {NAME}")
    said = remarks.keep(managers, Remark(NOW, published.digest, "mail-zoeken", Doubt.WRONG, NAME.upper()))
    case_log.keep(managers, [LoggedCase(at, WAY, revision=published.digest) for at in (THEN, HOUR)])
    retention.apply(managers, NOW)
    said = remarks.change(managers, said, State.TAKEN_UP, f"Bel\n{NAME}", "Noor")
    notices.keep(managers, Notice(f"{NAME} is ziek", NOW, NOW.replace(year=2099)))
    return draft


SPOTS = (
    Spot("versie", "2", 2),
    Spot("concept", "Noor", 4),
    Spot("melding", "1", 2),
    Spot("mededeling", "1", 1),
)


def test_it_is_said_where_a_text_stands_and_nothing_changes(store, managers, written):
    before = revisions.history(managers)
    assert find(store, f" {NAME.replace(' ', '  ')}") == SPOTS
    assert find(store, "Nergens te vinden") == ()
    assert revisions.history(managers) == before
    assert drafts.of(managers, "Noor") == written


@pytest.mark.usefixtures("written")
def test_it_is_black_everywhere_and_a_next_revision_says_so(managers):
    assert redact(managers, NAME, "Sem") == SPOTS
    assert find(managers, NAME) == ()
    newest, black, first = revisions.history(managers)
    assert (newest.author, newest.message) == ("Sem", "Een tekst zwart gemaakt in versie 2")
    assert (black.number, black.author, black.message, black.parent) == (2, "Noor", f"Over {BLACK}", 1)
    assert (first.digest, first.message) == (HANDBOOK.revision, revision_rows.PACKAGED)
    content = revisions.content(managers, 2)
    assert content.step("mail-zoeken").why == f"Net als bij {BLACK}, vorige week."
    assert content == with_name(HANDBOOK, BLACK) == revisions.content(managers, 3)
    (said,) = remarks.kept(managers)
    assert (said.text, said.note) == (BLACK, f"Bel\n{BLACK}")
    assert {one.revision for one in case_log.monthly(managers)} == {said.revision} == {black.digest}
    assert notices.unended(managers, NOW)[0].text == f"{BLACK} is ziek"
    assert redact(managers, NAME, "Sem") == ()
    assert revisions.newest_of(managers) == newest


def test_history_restore_and_remarks_go_on_with_what_became_black(managers, written):
    assert written.author == "Noor"
    redact(managers, NAME, "Sem")
    for one in revisions.history(managers):
        assert revisions.content(managers, one.number).revision == one.digest
    assert remarks.kept(managers)[0].revision == revisions.known(managers, 2).digest
    again = revisions.publish(managers, 3, revisions.content(managers, 2), "Noor", "Terug")
    assert (again.number, again.digest) == (4, revisions.known(managers, 2).digest)


def test_a_window_that_still_has_the_text_cannot_bring_it_back(managers, written):
    redact(managers, NAME, "Sem")
    with pytest.raises(StaleDraftError):
        drafts.save(managers, written, written.handbook, "Nog iets")
    draft = drafts.of(managers, "Noor")
    assert draft.handbook == with_name(HANDBOOK, f"{BLACK} en {BLACK}")
    assert draft.done == f"Weg: {BLACK}"
    assert drafts.undo(managers, draft).handbook == with_name(HANDBOOK, BLACK)


def test_a_revision_of_which_only_the_reason_had_the_text_stays_what_it_is(managers):
    published = revisions.publish(
        managers, 1, change_step(HANDBOOK, "toegang", {"title": "Ja"}), "Noor", NAME
    )
    remarks.keep(managers, Remark(NOW, published.digest, "toegang", Doubt.WRONG, "Klopt niet"))
    redact(managers, NAME, "Noor")
    found = revisions.known(managers, 2)
    assert (found.message, found.digest) == (BLACK, published.digest)
    assert revisions.content(managers, 2).step("toegang").title == "Ja"
    assert [one.revision for one in remarks.kept(managers)] == [published.digest]


def test_the_packaged_handbook_does_not_come_back_over_what_became_black(address):
    store = Store.open(address, publishes=True)
    text = HANDBOOK.step("mail-zoeken").title
    assert [spot.kind for spot in redact(store, text, "Sem")] == ["versie"]
    store.close()
    for _ in range(2):
        again = Store.open(address, publishes=True)
        assert [one.author for one in revisions.history(again)] == ["Sem", revision_rows.PACKAGER]
        assert find(again, text) == ()
        again.close()


def test_only_managers_make_black_and_a_revision_stays_otherwise(store, managers, written):
    assert written.author == "Noor"
    with pytest.raises(StoreError, match=r"not allowed|not authorized|prohibited"):
        redact(store, NAME, "Bezoeker")
    redact(managers, NAME, "Sem")
    for statement in ("UPDATE revisions SET message = 'x'", "DELETE FROM revisions"):
        with pytest.raises(StoreError, match="never changed"), managers.writing() as connection:
            connection.execute(sql(statement))


def stop_halfway(store):
    with store.redacting() as connection:
        connection.execute(sql("UPDATE revisions SET message = 'x'"))
        raise KeyboardInterrupt


def test_what_stops_halfway_changes_nothing_and_revisions_stay(managers):
    before = revisions.history(managers)
    with pytest.raises(KeyboardInterrupt):
        stop_halfway(managers)
    assert revisions.history(managers) == before
    with pytest.raises(StoreError, match="never changed"), managers.writing() as connection:
        connection.execute(sql("UPDATE revisions SET message = 'x'"))


def test_it_is_in_no_file_any_more(file_address):
    managers = Store.open(file_address, publishes=True)
    plain = "Truus Merkteken"
    revisions.publish(managers, 1, with_name(HANDBOOK, plain), "Noor", f"Over {plain}")
    remarks.keep(managers, Remark(NOW, HANDBOOK.revision, "mail-zoeken", Doubt.WRONG, plain))
    desk = Store.open(file_address)
    assert plain.encode() in raw(managers.file)
    redact(managers, plain, "Sem")
    assert plain.encode() not in raw(managers.file)
    assert revisions.newest_of(desk).number == 3
    desk.close(), managers.close()


def test_a_text_is_not_part_of_another_word(managers):
    remarks.keep(
        managers, Remark(NOW, HANDBOOK.revision, "mail-zoeken", Doubt.WRONG, "Jan belt; in januari, zei JAN.")
    )
    assert redact(managers, "jan", "Sem") == (Spot("melding", "1", 2),)
    assert remarks.kept(managers)[0].text == f"{BLACK} belt; in januari, zei {BLACK}."


def test_names_by_which_things_are_known_stay(managers):
    redact(managers, "reset-mail", "Sem")
    assert {step.id for step in revisions.content(managers, 1).steps} == {step.id for step in HANDBOOK.steps}


def test_a_revision_that_only_a_newer_ehbi_can_read_becomes_black_too(managers, address):
    redact(managers, HANDBOOK.step("mail-zoeken").title, "Sem")
    with managers.redacting() as connection:
        more = 'UPDATE revisions SET content = replace(content, \'{"format"\', \'{"nieuw":"Truus","format"\')'
        connection.execute(sql(f"{more} WHERE id = 2"))
    assert find(managers, "truus") == (Spot("versie", "2", 1),)
    redact(managers, "truus", "Sem")
    assert find(managers, "truus") == ()
    assert len(revisions.history(managers)) == 2
    assert address


@pytest.mark.parametrize("text", ["", "  ", "ab", " a b "])
def test_a_text_that_is_part_of_anything_is_refused(managers, text):
    with pytest.raises(ShortTextError):
        find(managers, text)
    with pytest.raises(ShortTextError):
        redact(managers, text, "Sem")


def test_every_field_that_people_read_can_become_black():
    """Fields that are names or days are those that the model does not take just any text for."""
    shapes = Handbook.model_json_schema()
    fields = [
        (name, field)
        for shape in (shapes, *shapes["$defs"].values())
        for name, field in shape.get("properties", {}).items()
    ]
    any_text = {"type": "string"}
    free = {name for name, field in fields if _bare(field) == any_text or any_text in field.get("anyOf", [])}
    free |= {name for name, field in fields if field.get("items") == any_text}
    assert free
    assert not free & NAMES


def _bare(field):
    return {name: value for name, value in field.items() if name not in {"title", "default", "description"}}


@pytest.mark.parametrize(
    ("data", "black", "times"),
    [
        ({"link": "https://a.nl/jan", "label": "Jan"}, {"label": BLACK}, 2),
        ({"link": "https://a.nl", "label": "Jan"}, {"link": "https://a.nl", "label": BLACK}, 1),
        ({"local": ["jan"], "text": "kozijan januari"}, {"local": ["jan"], "text": "kozijan januari"}, 0),
        ({"channels": ["jan", {"label": "x"}]}, {"channels": ["jan", {"label": "x"}]}, 0),
        ({"channels": [{"label": "Jan"}]}, {"channels": [{"label": BLACK}]}, 1),
    ],
)
def test_of_a_handbook_texts_become_black_and_links_go(data, black, times):
    assert _redacted(data, _pattern("jan")) == (black, times)
