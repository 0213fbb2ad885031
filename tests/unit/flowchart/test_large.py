"""Pictures of handbooks much larger than ours, and of drafts that go round in circles."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from ehbi.flowchart import figure, lay_out, to_pdf, to_png
from ehbi.flowchart.annotations import leaving
from ehbi.flowchart.layout import _depths
from ehbi.flowchart.model import Arrow
from ehbi.flowchart.placement import Link
from ehbi.flowchart.placement import place_in_rows as place
from ehbi.handbook import EhbiError
from tests.unit.handbook import large
from tests.unit.handbook.strategies import few

_names = st.sampled_from("abcdefgh")
_pairs = st.lists(st.tuples(_names, _names), max_size=20)


def depths_by_recursion(own):
    """What is meant: the longest way on, where a step that is being looked at counts for nothing."""
    depths = {}

    def depth(step):
        if step not in depths:
            depths[step] = 0
            depths[step] = max((1 + depth(arrow.target) for arrow in own.get(step, ())), default=0)
        return depths[step]

    for step in own:
        depth(step)
    return depths


@given(_pairs)
def test_the_longest_way_on_is_found_in_any_graph_with_circles_too(pairs):
    arrows = [Arrow(step, f"a{at}", to, (), (), 0, 0, 10, 2) for at, (step, to) in enumerate(pairs)]
    own = leaving(arrows)
    assert _depths(own) == depths_by_recursion(own)


def test_a_chain_of_two_thousand_steps_has_a_picture_with_each_step_and_answer():
    handbook = large.chain(2000)
    chart = lay_out(handbook, "s0")
    assert {box.step for box in chart.boxes} == {step.id for step in handbook.steps}
    assert len(chart.arrows) == sum(len(step.answers) for step in handbook.steps)


@few
@given(st.dictionaries(_names, st.tuples(st.integers(10, 90), st.integers(2, 60)), min_size=1), st.data())
def test_boxes_in_rows_do_not_overlap_and_arrows_run_from_box_to_box(sizes, data):
    names = st.sampled_from(sorted(sizes))
    links = [Link(tail, head, 1) for tail, head in data.draw(st.lists(st.tuples(names, names), max_size=12))]
    placed = place(sizes, links)
    for one, (x, y) in placed.middles.items():
        assert sizes[one][0] / 2 - 0.01 <= x <= placed.width - sizes[one][0] / 2 + 0.01
        assert sizes[one][1] / 2 - 0.01 <= y <= placed.height - sizes[one][1] / 2 + 0.01
        for other, (left, top) in placed.middles.items():
            apart = abs(x - left) >= (sizes[one][0] + sizes[other][0]) / 2 - 0.1
            below = abs(y - top) >= (sizes[one][1] + sizes[other][1]) / 2 - 0.1
            assert one == other or apart or below
    for link, curve in zip(links, placed.curves, strict=True):
        assert len(curve) % 3 == 1
        assert curve[0][0] == placed.middles[link.tail][0]
        assert curve[-1][0] == placed.middles[link.head][0]


def test_a_picture_that_could_not_be_read_as_pixels_is_refused_with_another_way(monkeypatch):
    monkeypatch.setattr(figure, "MOST_PIXELS", 40_000)
    with pytest.raises(EhbiError, match=r"te groot voor png.*Kies svg of pdf"):
        to_png(large.chain(60))


def test_a_pdf_is_never_longer_than_readers_can_show():
    page = PdfReader(BytesIO(to_pdf(large.chain(250)))).pages[0]
    assert max(page.mediabox.width, page.mediabox.height) <= 14_400
