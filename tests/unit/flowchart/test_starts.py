"""The picture before a case begins."""

from __future__ import annotations

import ehbi
from ehbi.flowchart import lay_out_starts
from ehbi.handbook.graph import starts

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
