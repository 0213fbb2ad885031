"""The SVG, parsed: as XML, the way a viewer reads a file."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given

from ehbi.flowchart import CSS, lay_out, mark, page_svg, to_markup, to_svg

from .wordings import EVIL, few, put, worded

SVG = "{http://www.w3.org/2000/svg}"


def parsed(text):
    return ET.fromstring(text)  # noqa: S314  # our own text


def with_class(root, name):
    return [element for element in root.iter() if name in element.get("class", "").split()]


def words_of(element):
    """Text that is drawn: descriptions and titles are not."""
    return [text.text for text in element.iter(f"{SVG}text")]


@pytest.fixture(scope="module")
def root(handbook):
    return parsed(page_svg(handbook, "geen-rechten"))


def test_every_box_is_a_link_to_its_step_with_a_name(root, handbook):
    nodes = with_class(root, "node")
    assert {node.get("data-step") for node in nodes} == {
        box.step for box in lay_out(handbook, "geen-rechten").boxes
    }
    for node in nodes:
        step = handbook.step(node.get("data-step"))
        assert node.tag == f"{SVG}a"
        assert node.get("href") == f"#{step.id}"
        assert step.title in node.get("aria-label")
        reader, name = handbook.parties[0].name, handbook.party(step.party).name
        assert (name in node.get("aria-label")) == (name != reader)


def test_all_words_of_a_box_are_in_its_name(root):
    for node in with_class(root, "node"):
        assert all(word in node.get("aria-label") for text in words_of(node) for word in text.split())


def test_a_description_says_where_each_answer_leads(root, handbook):
    (node,) = (node for node in with_class(root, "node") if node.get("data-step") == "geen-rechten")
    description = node.find(f"{SVG}desc")
    assert node.get("aria-describedby") == description.get("id")
    for answer in handbook.step("geen-rechten").answers:
        assert f"{answer.label}: naar {handbook.step(answer.next).title}." in description.text


def test_every_answer_is_an_arrow_with_its_label(root, handbook):
    arrows = {
        (arrow.get("data-from"), arrow.get("data-answer")): arrow for arrow in with_class(root, "arrow")
    }
    for step, answer in [
        ("geen-rechten", "ja"),
        ("kb-navragen", "verkeerd"),
        ("kb-navragen", "alleen-basis"),
    ]:
        shown = arrows.pop((step, answer))
        assert shown.get("data-to") == handbook.step(step).answer(answer).next
        assert " ".join(words_of(shown)) == handbook.step(step).answer(answer).label
    assert len(arrows) == len(lay_out(handbook, "geen-rechten").arrows) - 3


def test_only_boxes_carry_a_step_so_that_one_can_be_found_by_it(root):
    assert {element.tag for element in root.iter() if element.get("data-step")} == {f"{SVG}a"}


def test_arrows_are_hidden_from_a_screen_reader_that_hears_the_descriptions(root):
    (arrows,) = with_class(root, "arrows")
    assert arrows.get("aria-hidden") == "true"


def test_the_legend_names_everybody_who_acts(root, handbook):
    (legend,) = with_class(root, "legend")
    names = [party.name for party in lay_out(handbook, "geen-rechten").parties]
    assert words_of(legend) == ["Wie:", *names]


def test_a_narrow_picture_gets_its_legend_in_rows(handbook):
    crowd = lay_out(handbook).parties * 5
    root = parsed(to_markup(replace(lay_out(handbook, "ingelogd"), parties=crowd)))
    (legend,) = with_class(root, "legend")
    rows = {text.get("y") for text in legend.iter(f"{SVG}text")}
    assert len(rows) > 1
    assert max(map(float, rows)) < float(root.get("height"))


@pytest.mark.parametrize("kind", ["resolved", "handover", "explained"])
def test_the_kind_of_an_outcome_shows_in_words_and_in_its_mark(handbook, kind):
    boxes = [box for box in lay_out(handbook).boxes if box.outcome == kind]
    root = parsed(page_svg(handbook))
    nodes = [
        node for node in with_class(root, "node") if node.get("data-step") in {box.step for box in boxes}
    ]
    small = {words_of(node)[0].split(" · ")[0] for node in nodes}
    marks = {mark.find(f"{SVG}path").get("d") for node in nodes for mark in with_class(node, "mark")}
    assert small == {{"resolved": "Opgelost", "handover": "Doorgeven", "explained": "Uitgelegd"}[kind]}
    assert len(marks) == 1


def test_the_kinds_of_outcome_have_different_marks(handbook):
    root = parsed(page_svg(handbook))
    assert len({mark.find(f"{SVG}path").get("d") for mark in with_class(root, "mark")}) == 3


def test_a_case_is_marked_on_its_picture(handbook, halfway):
    root = parsed(to_markup(mark(lay_out(handbook, "geen-rechten"), halfway)))
    assert {node.get("data-step") for node in with_class(root, "visited")} == {"geen-rechten", "kb-navragen"}
    (current,) = with_class(root, "current")
    assert (current.get("data-step"), current.get("aria-current")) == ("synchronisatie-abonnement", "step")
    taken = {(arrow.get("data-from"), arrow.get("data-answer")) for arrow in with_class(root, "taken")}
    assert taken == set(halfway.taken)
    assert all(node.get("aria-label").endswith("Al gedaan.") for node in with_class(root, "visited"))
    assert not current.get("aria-label").endswith("Al gedaan.")


def test_a_case_that_has_not_begun_marks_nothing(handbook, halfway):
    root = parsed(to_markup(mark(lay_out(handbook), halfway.begin("reset-mail").back())))
    assert not with_class(root, "visited") + with_class(root, "current") + with_class(root, "taken")


def test_ids_are_unique_over_all_pictures_in_a_page(handbook):
    keys = [None, *(step.id for step in handbook.situations)]
    roots = [parsed(page_svg(handbook, key, f"book_{key or ''}")) for key in keys]
    ids = [element.get("id") for root in roots for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    told = [element.get("aria-describedby") for root in roots for element in root.iter()]
    assert {id_ for id_ in told if id_} == set(ids)


def test_a_standalone_picture_carries_its_style_and_one_in_a_page_does_not(handbook):
    alone, inside = parsed(to_svg(handbook)), parsed(page_svg(handbook))
    assert alone.find(f"{SVG}style").text == CSS
    assert alone.find(f"{SVG}title").text == handbook.title
    assert inside.find(f"{SVG}style") is None
    assert "@import" not in CSS
    assert "url(" not in CSS


def test_a_picture_asks_nobody_for_anything(handbook):
    addresses = re.findall(r"https?://[^\s\"'<]+", to_svg(handbook))
    assert set(addresses) == {"http://www.w3.org/2000/svg"}


@pytest.mark.parametrize("text", EVIL)
def test_markup_in_a_title_comes_out_as_text(text):
    drawn = put("geen-rechten", title=text, prompt=text)
    answers = tuple(
        answer.model_copy(update={"label": text}) for answer in drawn.step("geen-rechten").answers
    )
    drawn = put("geen-rechten", drawn, answers=answers)
    root = parsed(to_svg(drawn, situation="geen-rechten"))
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags == {"svg", "desc", "title", "style", "rect", "g", "path", "text", "a", "circle"}
    (node,) = (node for node in with_class(root, "node") if node.get("data-step") == "geen-rechten")
    whole = "".join("".join(words_of(node)).split())
    assert "".join(re.sub(r"[\x00-\x08\x0b-\x1f]", " ", text).split()) in whole
    assert not [name for element in root.iter() for name in element.attrib if name.lower().startswith("on")]


@few
@given(worded())
def test_any_text_makes_well_formed_markup(handbook):
    for situation in (None, *(step.id for step in handbook.situations)):
        parsed(to_svg(handbook, situation=situation))


def test_a_flowchart_shows_itself_in_a_notebook(handbook):
    shown = lay_out(handbook, "reset-mail")._repr_mimebundle_()
    assert parsed(shown["image/svg+xml"]).tag == f"{SVG}svg"
    title = handbook.step("reset-mail").title
    assert shown["text/plain"].startswith(f"<Flowchart {title!r}: ")


def test_a_handbook_and_a_case_show_themselves_with_the_picture(handbook, halfway):
    assert handbook._repr_mimebundle_()["image/svg+xml"] == to_svg(handbook)
    assert halfway._repr_mimebundle_()["image/svg+xml"] == to_svg(handbook, halfway)
