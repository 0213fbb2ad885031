"""Pictures on the card: in the room that its words leave, with all that they point at, or not at all."""

from __future__ import annotations

import pytest
from pypdf.generic import IndirectObject

import ehbi
from ehbi.files.pictures import prepared
from ehbi.handbook.pictures import Mark
from ehbi.paper import to_card

from ..files.drawing import drawn, saved
from ..handbook.pictures import picture, with_pictures
from .reading import assert_inside, assert_only_words_and_lines, pages, sizes, squeezed, words

BARE = to_card(ehbi.load())
MADE = prepared(saved(drawn(640, 400), "PNG"))
TEXTS = ("De knop Inloggen", "Het veld voor het wachtwoord")
MARKS = [
    {"kind": kind, "x": 800, "y": 800, "text": text}
    for kind, text in zip(("ring", "arrow"), TEXTS, strict=True)
]


def handbook(step="reset-mail", content=MADE.content, **fields):
    one = picture(file=MADE.digest, width=MADE.width, height=MADE.height, **fields)
    return with_pictures(step, one).with_pictures({MADE.digest: content} if content else {})


def images(file):
    return [image for page in pages(file) for image in page.images]


def alternatives(file):
    """What the file says of its images for who cannot see them."""
    found, looked = [], [pages(file)[0].pdf.trailer["/Root"].get("/StructTreeRoot")]
    while looked:
        part = looked.pop()
        part = part.get_object() if isinstance(part, IndirectObject) else part
        if isinstance(part, dict):
            found += [part["/Alt"]] if "/Alt" in part else []
            looked.append(part.get("/K"))
        elif isinstance(part, list):
            looked += part
    return found


def test_the_first_one_of_a_situation_is_on_it_with_all_that_it_points_at_as_text():
    file = to_card(handbook(marks=MARKS))
    assert len(pages(file)) == len(images(file)) == 1
    assert alternatives(file) == ["Het scherm om in te loggen"]
    assert all(squeezed(f"{number}. {text}") in words(file) for number, text in enumerate(TEXTS, start=1))
    assert_inside(file, 10)


def test_no_letter_gets_smaller_for_it_and_nothing_makes_room():
    file = to_card(handbook())
    assert squeezed("Het scherm om in te loggen") in words(file)
    assert words(BARE) == words(file).replace(squeezed("4Het scherm om in te loggen"), "")
    assert {*map(round, sizes(BARE))} == {*map(round, sizes(file))}


@pytest.mark.parametrize(
    "other", [handbook("mail-zoeken"), handbook(shown="patron")], ids=["of another step", "for the patron"]
)
def test_without_one_to_show_it_is_the_very_same_file(other):
    assert to_card(other) == BARE


def test_as_many_as_go_side_by_side_are_on_it():
    full = handbook()
    steps = {step.id: full.step("reset-mail").pictures for step in full.situations}
    changed = tuple(
        step.model_copy(update={"pictures": steps.get(step.id, step.pictures)}) for step in full.steps
    )
    file = to_card(full.model_copy(update={"steps": changed}).with_pictures(full.pictures))
    assert len(alternatives(file)) in {2, 3}
    assert_inside(file, 10)


def test_where_its_words_do_not_fit_it_is_left_out_and_the_card_is_as_without():
    marks = [MARKS[0] | {"text": f"{number} {'heel lang ' * 7}"} for number in range(9)]
    file = to_card(handbook(marks=marks))
    assert (words(file), images(file), alternatives(file)) == (words(BARE), [], [])


@pytest.mark.parametrize("content", [b"", b"RIFF as if", MADE.content[:-9]])
def test_what_nobody_has_or_can_be_read_is_told_in_words(content):
    file = to_card(handbook(content=content, marks=MARKS[:1]))
    assert squeezed("Het scherm om in te loggen") in words(file)
    assert squeezed(TEXTS[0]) in words(file)
    assert_only_words_and_lines(file)


@pytest.mark.parametrize("kind", ["ring", "arrow", "number"])
def test_each_kind_of_mark_is_drawn(kind):
    one = MARKS[0] | {"kind": kind}
    drawn_on, plain = (to_card(handbook(marks=marks)) for marks in ([one], []))
    contents = [pages(file)[0].get_contents().get_data() for file in (drawn_on, plain)]
    red = b"0.702 0.0706 0.2471 RG" if kind != "number" else b"0.702 0.0706 0.2471 rg"
    assert [red in one for one in contents] == [True, False]


@pytest.mark.parametrize(
    ("x", "y", "turn", "beside"),
    [
        (100, 100, 0, (30, 26)),
        (800, 100, 90, (-30, 26)),
        (800, 800, 180, (-30, -26)),
        (100, 800, 270, (30, -26)),
    ],
)
def test_an_arrow_and_a_number_come_from_where_there_is_room(x, y, turn, beside):
    mark = Mark(kind="arrow", x=x, y=y, text="Hier")
    assert (mark.turn, mark.beside) == (turn, beside)


def test_the_same_handbook_is_the_same_file():
    assert to_card(handbook(marks=MARKS)) == to_card(handbook(marks=MARKS))
