"""What is measured of dragging is a chart that nobody drew before, of a handbook of any size."""

from __future__ import annotations

import pytest

from benchmarks.dragging import MOVES, SITUATION, SIZES, log_a_year
from benchmarks.large import large
from ehbi.apps.editor import moves
from ehbi.flowchart import lay_out, to_markup
from ehbi.handbook.graph import can_be_walked
from ehbi.store import Store, case_log


@pytest.mark.parametrize("steps", SIZES)
def test_each_drop_makes_another_picture_with_all_that_is_dragged_in_it(steps):
    handbook = large(steps)
    assert len(handbook.steps) == steps
    pictures = {to_markup(lay_out(handbook, SITUATION))}
    for spot, to in MOVES:
        assert {*spot[:1], to} <= {box.step for box in lay_out(handbook, SITUATION).boxes}
        assert moves.judged(handbook, spot, to, {})[1]
        handbook = moves.lead(handbook, spot, to).handbook
        pictures.add(to_markup(lay_out(handbook, SITUATION)))
    assert len(pictures) == len(MOVES) + 1


def test_a_year_of_walks_is_along_ways_of_the_handbook_the_same_each_time():
    handbook = large(SIZES[0])
    logs = []
    for _ in range(2):
        store = Store.open("sqlite://")
        log_a_year(store, handbook)
        logs.append(case_log.kept(store))
    assert logs[0] == logs[1]
    assert all(can_be_walked(handbook, case.steps) for case in logs[0])
