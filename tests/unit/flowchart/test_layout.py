"""The layout: what is in a picture, and that nothing in it hides anything else."""

from __future__ import annotations

import math

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ehbi
from ehbi.files import load
from ehbi.flowchart import lay_out, lay_out_starts, layout
from ehbi.flowchart.boxes import ROOMY
from ehbi.flowchart.layout import FITS, lay_out_within, spread
from ehbi.flowchart.model import Role, Shape
from ehbi.flowchart.routing import Area, Ground, bend, samples
from ehbi.handbook import UnknownStepError, to_networkx
from ehbi.handbook.graph import starts
from ehbi.handbook.text import clean
from ehbi.handbook.values import Kind

from .wordings import few, put, worded

SITUATIONS = [pytest.param(step.id, id=step.id) for step in load().situations]


def solid(text):
    """A text without white space: wrapping may break a word, and must lose nothing else."""
    return "".join(clean(text).split())


def within(handbook, situation):
    """Steps that follow from a situation when one does not go on from another situation."""
    graph = to_networkx(handbook)
    others = {step.id for step in handbook.situations} - {situation}
    graph.remove_edges_from(list(graph.out_edges(others, keys=True)))
    return {situation} | nx.descendants(graph, situation)


def apart(one, other, gap=0.0):
    across = abs(one.x - other.x) - (one.width + other.width) / 2
    down = abs(one.y - other.y) - (one.height + other.height) / 2
    return max(across, down) >= gap


def inside(point, box, slack=1.0):
    across, down = abs(point[0] - box.x), abs(point[1] - box.y)
    return across < box.width / 2 - slack and down < box.height / 2 - slack


@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_step_that_can_follow_is_a_box_and_every_answer_an_arrow(handbook, situation):
    chart = lay_out(handbook, situation)
    expected = within(handbook, situation)
    assert {box.step for box in chart.boxes} == expected
    opened = [
        handbook.step(id_)
        for id_ in expected
        if handbook.step(id_).kind is not Kind.SITUATION or id_ == situation
    ]
    answers = {(step.id, answer.id, answer.next) for step in opened for answer in step.answers}
    assert {(arrow.step, arrow.answer, arrow.target) for arrow in chart.arrows} == answers
    assert len(chart.arrows) == len(answers)


def test_without_a_situation_the_whole_handbook_is_shown(handbook):
    chart = lay_out(handbook)
    assert chart.title == handbook.title
    assert {box.step for box in chart.boxes} == {step.id for step in handbook.steps}
    assert len(chart.arrows) == sum(len(step.answers) for step in handbook.steps)
    assert Shape.CONNECTOR not in {box.shape for box in chart.boxes}


def test_another_situation_is_a_connector_and_is_not_gone_into(handbook):
    chart = lay_out(handbook, "inloggegevens-onjuist")
    (connector,) = (box for box in chart.boxes if box.shape is Shape.CONNECTOR)
    assert connector.step == "reset-mail"
    assert connector.lines[0].text == "Verder bij situatie 4"
    assert "mail-zoeken" not in {box.step for box in chart.boxes}


def test_shapes_are_those_of_flowcharts(handbook):
    shapes = {box.step: box.shape for box in lay_out(handbook).boxes}
    standard = {
        Kind.SITUATION: "start",
        Kind.QUESTION: "question",
        Kind.ACTION: "action",
        Kind.OUTCOME: "outcome",
    }
    assert shapes == {step.id: standard[step.kind] for step in handbook.steps}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_situation_fits_a_small_screen_at_100_percent(handbook, situation):
    assert lay_out(handbook, situation).width <= FITS


def test_a_situation_with_long_texts_is_wrapped_narrower_to_fit(handbook):
    situation = handbook.step("geen-rechten")
    ends = [step for step in handbook.steps if step.outcome][:4]
    answers = [
        situation.answers[0].model_copy(update={"id": end.id, "label": "Een lang antwoord", "next": end.id})
        for end in ends
    ]
    steps = [step.model_copy(update={"title": f"{step.title}, en daarna verder"}) for step in ends]
    long = handbook.model_copy(
        update={"steps": (situation.model_copy(update={"answers": tuple(answers)}), *steps)}
    )
    assert lay_out_within(long, situation.id, ROOMY).width > FITS
    assert lay_out(long, situation.id).width <= FITS


def test_every_box_says_who_acts_where_that_is_not_who_reads_it(handbook):
    reader, *others = handbook.parties
    for box in lay_out(handbook).boxes:
        said = " ".join(line.text for line in box.lines if line.role is Role.WHO)
        acts = handbook.step(box.step).party
        assert [party.name for party in others if party.name in said] == [
            party.name for party in others if party.id == acts
        ]
        assert reader.name not in said


def test_the_legend_has_everybody_who_acts_in_the_handbooks_order(handbook):
    chart = lay_out(handbook, "geen-rechten")
    acting = {handbook.step(box.step).party for box in chart.boxes}
    assert [party.id for party in chart.parties] == [
        party.id for party in handbook.parties if party.id in acting
    ]


def test_the_same_content_gives_the_same_picture(handbook):
    first = lay_out(handbook)
    lay_out.cache_clear()
    assert lay_out(load()) == first


def test_an_unknown_situation_is_refused(handbook):
    with pytest.raises(UnknownStepError):
        lay_out(handbook, "bestaat-niet")


def test_the_boxes_are_in_reading_order(handbook):
    boxes = lay_out(handbook, "geen-rechten").boxes
    assert boxes[0].step == "geen-rechten"
    assert [box.y for box in boxes] == sorted(box.y for box in boxes)


@few
@given(worded())
def test_nothing_overlaps_and_all_is_within_the_picture(handbook):
    chart = lay_out(handbook)
    placed = [*chart.boxes, *chart.arrows]
    for index, one in enumerate(placed):
        assert all(apart(one, other) for other in placed[:index])
        assert one.width / 2 <= one.x <= chart.width - one.width / 2
        assert one.height / 2 <= one.y <= chart.height - one.height / 2


@few
@given(worded())
def test_arrows_leave_and_arrive_at_their_boxes_and_run_through_their_label(handbook):
    chart = lay_out(handbook)
    boxes = {box.step: box for box in chart.boxes}
    for arrow in chart.arrows:
        leaves, arrives = boxes[arrow.step], boxes[arrow.target]
        assert math.dist(arrow.points[0], (leaves.x, leaves.y + leaves.height / 2)) < 1.5
        assert math.dist(arrow.points[-1], (arrives.x, arrives.y - arrives.height / 2)) < 1.5
        assert any(math.dist(point, (arrow.x, arrow.y)) < arrow.height for point in samples(arrow.points))


@few
@given(worded())
def test_arrows_run_through_no_other_box_or_label(handbook):
    chart = lay_out(handbook)
    for arrow in chart.arrows:
        others = [box for box in chart.boxes if box.step not in {arrow.step, arrow.target}]
        others += [other for other in chart.arrows if other is not arrow]
        points = list(samples(arrow.points))
        assert not [other for other in others if any(inside(point, other, slack=-2) for point in points)]


@few
@given(worded())
def test_titles_and_labels_are_complete_after_wrapping(handbook):
    chart = lay_out(handbook)
    for box in chart.boxes:
        title = "".join(line.text for line in box.lines if line.role is Role.TITLE)
        assert solid(title) == (solid(handbook.step(box.step).title) or box.step)
    for arrow in chart.arrows:
        assert solid("".join(arrow.lines)) == solid(handbook.step(arrow.step).answer(arrow.answer).label)


@few
@given(worded())
def test_every_situation_of_any_handbook_can_be_drawn(handbook):
    for situation in handbook.situations:
        assert {box.step for box in lay_out(handbook, situation.id).boxes} == within(handbook, situation.id)


@few
@given(worded())
def test_spreading_answers_neither_loses_nor_adds_one(handbook):
    arrows = lay_out(handbook).arrows
    assert sorted(map(id, spread(arrows))) == sorted(map(id, arrows))


def test_the_longest_way_on_goes_down_the_middle(handbook):
    chart = lay_out(handbook, "geen-rechten")
    left, middle, right = sorted(
        (arrow for arrow in chart.arrows if arrow.step == "geen-rechten"), key=lambda arrow: arrow.x
    )
    assert middle.target == "abonnement-opzoeken"
    assert {left.target, right.target} == {"geen-toegang", "kb-navragen"}


def test_a_draft_with_faults_is_drawn_all_the_same(handbook):
    step = handbook.step("mail-opnieuw")
    back, lost = (
        answer.model_copy(update={"next": to})
        for answer, to in zip(step.answers[:2], ["reset-mail", "weg"], strict=True)
    )
    draft = put("mail-opnieuw", answers=(back, lost), party="niemand", title=" ")
    chart = lay_out(draft, "reset-mail")
    box = next(box for box in chart.boxes if box.step == "mail-opnieuw")
    assert box.party.name == "niemand"
    assert [line.text for line in box.lines] == ["Doen · niemand", "mail-opnieuw"]
    assert [arrow.target for arrow in chart.arrows if arrow.step == "mail-opnieuw"] == ["reset-mail"]


def test_a_handbook_without_steps_is_an_empty_picture(handbook):
    chart = lay_out(handbook.model_copy(update={"steps": ()}))
    assert (chart.boxes, chart.arrows, chart.parties) == ((), (), ())


def test_words_that_a_picture_does_not_show_lay_out_nothing(handbook, monkeypatch):
    lay_out.cache_clear()  # else this picture may be kept, and its arrangement long gone
    before = lay_out(handbook, "reset-mail")
    monkeypatch.setattr(layout, "place", None)
    told = put("mail-zoeken", handbook, say="Iets heel anders", why="Daarom")
    elsewhere = put("toegang", told, title="Een titel die hier niet staat")
    assert lay_out(elsewhere, "reset-mail") == before
    with pytest.raises(TypeError):
        lay_out(put("mail-zoeken", handbook, title="Een titel die hier wel staat"), "reset-mail")


@few
@given(
    st.dictionaries(st.text("abc", min_size=1), st.tuples(*[st.floats(-3000, 3000)] * 2), max_size=30),
    st.data(),
)
def test_whatever_an_arrow_can_meet_is_found_by_its_height(middles, data):
    areas = [Area(x, y, 40 + 90 * at, 30 + 20 * at) for at, (x, y) in enumerate(middles.values())]
    start, end = (data.draw(st.tuples(*[st.floats(-3000, 3000)] * 2)) for _ in range(2))
    near = Ground(areas).between(start, end)
    assert {area for area in areas if area.meets(start, end)} == set(near)


HANDBOOK = ehbi.load()
CHART = lay_out_starts(HANDBOOK)


def test_it_shows_every_start_from_top_to_bottom_and_nothing_else():
    assert [box.step for box in CHART.boxes] == [step.id for step in starts(HANDBOOK)]
    assert CHART.arrows == ()


def test_its_boxes_keep_clear_of_each_other_and_of_the_border():
    bottoms = [box.y + box.height / 2 for box in CHART.boxes]
    tops = [box.y - box.height / 2 for box in CHART.boxes]
    assert all(bottom < top for bottom, top in zip(bottoms, tops[1:], strict=False))
    assert tops[0] > 0
    assert bottoms[-1] < CHART.height
    assert all(box.width < CHART.width for box in CHART.boxes)


def test_an_arrow_that_hardly_goes_aside_slants_where_one_that_does_has_corners():

    def steepness(aside):
        points = [*samples(bend((0, 0), (aside, 100)))]
        (x0, y0), (x1, y1) = points[11], points[13]
        return (y1 - y0) / (x1 - x0) * aside / 100

    assert steepness(10) > 2 * steepness(60)
