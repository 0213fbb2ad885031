"""A manager gives a step pictures: each is taken or refused at the field, described, pointed at, undone."""

from __future__ import annotations

import pytest

from ehbi.files.pictures import prepared
from tests.unit.apps.managing import block, fill, flat, panel, press
from tests.unit.files.drawing import drawn, saved

STEP = "kb-navragen"
FILE = saved(drawn(300, 200), "PNG")
MADE = prepared(FILE)


@pytest.fixture
def form(noor):
    noor.page.choose(STEP)
    return panel(noor, "stappen")


def drop(form, content, name="scherm.png"):
    form._hear(form, {"fill": "picture", "file": name}, [content] if content is not None else [])


def pictures(noor):
    return noor.page.work.handbook.step(STEP).pictures


def refused(form):
    return [said for _, said in block(form, "picture")["problems"]]


def test_a_picture_that_is_dropped_is_in_the_draft_and_has_to_be_described(noor, form):
    drop(form, FILE)
    (one,) = pictures(noor)
    assert (one.file, one.width, one.height, one.alt) == (MADE.digest, 300, 200, "")
    assert form.images == {MADE.digest: MADE.content}
    assert block(form, "pictures/0/pointed")["image"] == MADE.digest
    assert "wat erop te zien is" in str(block(form, "pictures/0/alt")["problems"])
    fill(form, "pictures/0/alt", "Het scherm om in te loggen")
    assert not block(form, "pictures/0/alt")["problems"]
    assert pictures(noor)[0].alt == "Het scherm om in te loggen"


def test_each_thing_is_undone_by_itself(noor, form):
    drop(form, FILE)
    fill(form, "pictures/0/shown", "patron")
    noor.page.work.undo()
    assert [one.shown for one in pictures(noor)] == ["both"]
    assert noor.page.work.draft.done.startswith("Plaatje bij")
    noor.page.work.undo()
    assert pictures(noor) == ()
    noor.page.work.redo()
    assert noor.page.work.handbook.pictures[MADE.digest] == MADE.content


def test_order_and_removal(noor, form):
    drop(form, FILE)
    drop(form, saved(drawn(200, 300), "JPEG"))
    first, second = pictures(noor)
    press(form, "pictures/1/up")
    assert pictures(noor) == (second, first)
    press(form, "pictures/0/remove")
    assert pictures(noor) == (first,)


def test_what_is_pointed_at_is_placed_and_told(noor, form):
    drop(form, FILE)
    press(form, "pictures/0/marks/add")
    mark = pictures(noor)[0].marks[0]
    assert (mark.kind, mark.x, mark.y, mark.text) == ("ring", 500, 500, "")
    assert block(form, "pictures/0/marks/0/text")["problems"]
    fill(form, "pictures/0/marks/0/text", "De knop Inloggen")
    fill(form, "pictures/0/marks/0/x", "250")
    fill(form, "pictures/0/marks/0/kind", "arrow")
    mark = pictures(noor)[0].marks[0]
    assert (mark.kind, mark.x, mark.text) == ("arrow", 250, "De knop Inloggen")
    assert 'x="25.0%"' in block(form, "pictures/0/pointed")["drawing"]
    fill(form, "pictures/0/marks/0/x", "4000")
    assert pictures(noor)[0].marks[0].x == 250
    assert "Nog niet bewaard" in str(block(form, "pictures/0/marks/0/x")["problems"])
    press(form, "pictures/0/marks/0/remove")
    assert pictures(noor)[0].marks == ()


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "groter dan 2 MB"), (b"<svg/>", "een SVG"), (b"x", "geen plaatje"), (FILE[:-50], "beschadigd")],
)
def test_what_cannot_be_one_is_refused_at_the_field(noor, form, content, said):
    drop(form, content)
    assert said in refused(form)[0]
    assert pictures(noor) == ()
    assert noor.page.work.draft.done == ""
    drop(form, FILE)
    assert refused(form) == []


def test_the_same_picture_twice_is_refused(noor, form):
    drop(form, FILE)
    drop(form, FILE)
    assert "staat al bij deze stap" in refused(form)[0]
    assert len(pictures(noor)) == 1


def test_a_step_without_pictures_sends_none(form):
    assert form.images == {}
    assert not [
        one for one in flat(form.blocks) if one["kind"] == "pointed" or "picture" in one.get("html", "")
    ]
