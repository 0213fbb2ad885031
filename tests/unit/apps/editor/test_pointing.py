"""A manager points at something on a picture: by a click, by dragging a mark and by keys."""

from __future__ import annotations

import pytest

from ehbi.apps.editor import Editor, WorkingCopy
from tests.unit.apps.managing import block, fill, panel, press, send
from tests.unit.files.drawing import drawn, saved

STEP = "andere-gebruikersnaam"
PICTURE = "pictures/0/pointed"


@pytest.fixture
def form(noor):
    noor.page.choose(STEP)
    shown = panel(noor, "stappen")
    shown._hear(shown, {"fill": "picture", "file": "scherm.png"}, [saved(drawn(300, 200), "PNG")])
    return shown


@pytest.fixture
def sent(form):
    found = []
    form.send = found.append
    return found


def point(form, x, y, marker=None, **how):
    send(form, **{"point": PICTURE, "x": x, "y": y, "marker": marker, "keys": False} | how)


def marks(editor):
    return [(one.kind, one.x, one.y) for one in editor.page.work.handbook.step(STEP).pictures[0].marks]


def told(form):
    return block(form, PICTURE)["said"]


def test_a_click_puts_a_mark_there_and_asks_what_it_is(noor, form, sent):
    point(form, 370, 675)
    assert marks(noor) == [("ring", 370, 675)]
    assert sent == [{"focus": "pictures/0/marks/0/text"}, {"pointed": PICTURE}]
    assert told(form) == "Ring erbij: 37% van links, 67,5% van boven."
    assert noor.page.work.draft.done.startswith("Aanwijzing erbij bij ‘")


def test_a_click_puts_a_mark_of_the_kind_that_was_used_last(noor, form):
    point(form, 100, 100)
    fill(form, "pictures/0/marks/0/kind", "arrow")
    point(form, 200, 200)
    assert marks(noor) == [("arrow", 100, 100), ("arrow", 200, 200)]


def test_a_mark_from_the_button_comes_in_the_middle_and_gets_the_focus_to_be_moved(noor, form, sent):
    press(form, "pictures/0/marks/add")
    assert marks(noor) == [("ring", 500, 500)]
    assert sent == [{"focus": "pictures/0/marks/0/marker"}]


def test_a_marker_is_named_by_its_kind_its_number_if_any_and_its_text(form):
    point(form, 370, 675)
    assert [one["label"] for one in block(form, PICTURE)["markers"]] == ["Ring: zonder tekst"]
    fill(form, "pictures/0/marks/0/text", "De knop <Inloggen>")
    point(form, 100, 100)
    first, second = block(form, PICTURE)["markers"]
    assert (first["label"], second["label"]) == ("Ring 1: De knop <Inloggen>", "Ring 2: zonder tekst")
    assert (first["opens"], first["removes"]) == ("pictures/0/marks/0/text", "pictures/0/marks/0/remove")


def test_each_drag_is_undone_by_itself_and_keys_in_one_go_at_once(noor, form):
    point(form, 100, 100)
    point(form, 200, 100, 0)
    point(form, 300, 100, 0)
    for x in (310, 320, 330):
        point(form, x, 100, 0, keys=True)
    places = []
    while marks(noor):
        places.append(marks(noor)[0][1])
        noor.page.work.undo()
    assert places == [330, 300, 200, 100]


def test_keys_at_another_mark_are_another_edit(noor, form):
    point(form, 100, 100)
    point(form, 500, 500)
    point(form, 110, 100, 0, keys=True)
    point(form, 510, 500, 1, keys=True)
    noor.page.work.undo()
    assert marks(noor) == [("ring", 110, 100), ("ring", 500, 500)]


def test_a_place_stays_within_the_picture(noor, form):
    point(form, -40, 4000)
    point(form, 1001, -1, 0)
    assert marks(noor) == [("ring", 1000, 0)]


@pytest.mark.parametrize(
    "asked",
    [{"marker": 3}, {"marker": -1}, {"point": "pictures/7/pointed"}, {"point": "pictures/0/alt"}],
)
def test_what_nobody_could_have_asked_is_left_alone(noor, form, sent, asked):
    point(form, 100, 100, **asked)
    assert marks(noor) == []
    assert [one for one in sent if "focus" in one] == []


def test_when_the_last_mark_goes_the_focus_is_at_what_makes_another(noor, form, sent):
    point(form, 100, 100)
    point(form, 200, 200)
    sent.clear()
    press(form, "pictures/0/marks/0/remove")
    assert sent == []
    assert told(form) == "Ring weg."
    press(form, "pictures/0/marks/0/remove")
    assert sent == [{"focus": "pictures/0/marks/add"}]
    assert marks(noor) == []


def test_what_was_told_is_told_until_something_else_is_done(form):
    point(form, 100, 100)
    fill(form, "pictures/0/marks/0/text", "De knop")
    assert told(form) == ""


def test_a_mark_that_another_window_was_ahead_of_goes_back_and_says_so(noor, store, form, sent):
    point(form, 100, 100)
    other = Editor(WorkingCopy(store, "Noor"))
    other.page.choose(STEP)
    point(panel(other, "stappen"), 900, 900, 0)
    sent.clear()
    point(form, 200, 200, 0)
    assert marks(noor) == [("ring", 900, 900)]
    assert noor.page.said[0]
    assert sent == [{"pointed": PICTURE}]
