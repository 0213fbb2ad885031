"""Pictures in steps: what a handbook says of them, what is refused, and that their bytes are no content."""

from __future__ import annotations

import pytest

from ehbi.files.documents import to_data
from ehbi.handbook import Handbook
from ehbi.handbook.checks import check
from ehbi.handbook.clock import today
from ehbi.handbook.compare.diff import describe
from ehbi.handbook.compare.merge import merge
from ehbi.handbook.edits import change_step, duplicate_step
from ehbi.handbook.pictures import Audience, Picture, digest_of
from ehbi.handbook.validation import shape
from tests.unit.handbook.pictures import CONTENT, picture, with_pictures, without_pictures

STEP = "mail-zoeken"


def problems(*pictures):
    known = {problem.path for problem in check(without_pictures(), today())}
    found = check(with_pictures(STEP, *pictures), today())
    return [problem for problem in found if problem.path not in known]


def test_a_good_picture_is_no_problem():
    assert problems(picture()) == []


@pytest.mark.parametrize("empty", ["", "   "])
def test_a_picture_says_what_is_on_it(empty):
    (problem,) = problems(picture(alt=empty))
    assert problem.is_error
    assert problem.path[2:] == ("pictures", 0, "alt")
    assert "wat erop te zien is" in problem.message


def test_a_mark_says_what_is_there():
    (problem,) = problems(picture(marks=[{"kind": "ring", "x": 1, "y": 2, "text": " "}]))
    assert problem.path[2:] == ("pictures", 0, "marks", 0, "text")


def test_a_step_has_few_pictures_and_a_picture_few_marks():
    mark = {"kind": "number", "x": 1, "y": 2, "text": "De knop"}
    marks = [mark | {"text": f"Knop {number}"} for number in range(10)]
    (many,) = problems(*[picture(file=f"{number:032x}") for number in range(5)])
    assert many.message.endswith("heeft 5 plaatjes; er kunnen er 4 zijn")
    (pointed,) = problems(picture(marks=marks))
    assert "10 aanwijzingen" in pointed.message


def test_all_steps_together_have_not_too_many():
    data = to_data(without_pictures())
    for step in data["steps"]:
        step["pictures"] = [picture().model_dump(mode="json")] * 4
    told = [one.message for one in check(Handbook.model_validate(data), today())]
    assert any("samen" in one and "plaatjes" in one for one in told)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("file", "../../etc/passwd"),
        ("file", "E" * 32),
        ("width", 0),
        ("height", 1201),
        ("shown", "iedereen"),
        ("marks", [{"kind": "ring", "x": -1, "y": 0, "text": "De knop"}]),
        ("marks", [{"kind": "ring", "x": 0, "y": 1001, "text": "De knop"}]),
        ("marks", [{"kind": "kring", "x": 0, "y": 0, "text": "De knop"}]),
    ],
)
def test_what_a_picture_cannot_be_is_refused(field, value):
    data = picture().model_dump(mode="json") | {field: value}
    made, found = shape(Picture, data)
    assert made is None
    assert found


def test_who_sees_it():
    assert [picture(shown=shown).is_for(Audience.DESK) for shown in Audience] == [True, True, False]
    assert [picture(shown=shown).is_for(Audience.PATRON) for shown in Audience] == [True, False, True]


def test_bytes_are_no_content():
    bare = with_pictures(STEP, picture())
    full = bare.with_pictures({digest_of(CONTENT): CONTENT})
    assert full == bare
    assert bare == full
    assert hash(full) == hash(bare)
    assert full.revision == bare.revision
    assert to_data(full) == to_data(bare)
    assert full != without_pictures().with_pictures(full.pictures)
    assert len({full, bare}) == 1


def test_a_handbook_without_pictures_has_the_digest_that_it_had():
    assert not any("pictures" in step for step in to_data(without_pictures())["steps"])
    assert with_pictures(STEP, picture()).revision != without_pictures().revision


def test_edits_and_merges_keep_bytes_at_hand():
    one, other = digest_of(CONTENT), digest_of(b"other")
    base = without_pictures()
    mine = change_step(base.with_pictures({one: CONTENT}), STEP, {"pictures": [picture().model_dump()]})
    theirs = change_step(base.with_pictures({other: b"other"}), "toegang", {"say": "Hallo!"})
    merged = merge(base, mine, theirs).handbook
    assert merged.shown_pictures == {one}
    assert merged.pictures == {one: CONTENT, other: b"other"}
    copied, name = duplicate_step(merged, STEP)
    assert copied.step(name).pictures == merged.step(STEP).pictures
    assert copied.pictures == merged.pictures
    assert copied.known_as(STEP) == STEP


def test_a_change_is_told_in_words():
    mark = {"kind": "ring", "x": 1, "y": 2, "text": "De knop Inloggen"}
    before, after = with_pictures(STEP, picture()), with_pictures(STEP, picture(marks=[mark], shown="desk"))
    (new,) = describe(without_pictures(), before)
    assert "Plaatje ‘Het scherm om in te loggen’" in new.sentences[0]
    assert "is nieuw" in new.sentences[0]
    (changed,) = describe(before, after)
    assert any("Aanwijzing ‘De knop Inloggen’" in said for said in changed.sentences)
    assert any("alleen de balie" in said for said in changed.sentences)
    moved = with_pictures(STEP, picture(marks=[mark | {"x": 7}], shown="desk"))
    (told,) = describe(after, moved)
    assert "van links was 1 en wordt 7" in told.sentences[0]


def test_two_people_point_at_two_things():
    def pointing(*texts):
        marks = [{"kind": "ring", "x": 1, "y": 2, "text": text} for text in texts]
        return with_pictures(STEP, picture(marks=marks))

    merged = merge(pointing("De knop"), pointing("De knop", "Het veld"), pointing("De knop", "De link"))
    assert not merged.conflicts
    (shown,) = merged.handbook.step(STEP).pictures
    assert {mark.text for mark in shown.marks} == {"De knop", "Het veld", "De link"}
