"""How pictures share a sheet, whatever their sizes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pytest import approx  # noqa: PT013  # a word in a sentence

from ehbi.paper.plan import Space, grids, split

ROOM = Space(width=1000, height=1400, gap=10, beside=20, above=50)
SIZES = st.lists(st.tuples(st.floats(50, 3000), st.floats(50, 3000)), min_size=1, max_size=9)


@given(SIZES)
def test_every_picture_goes_in_its_cell_and_the_cells_fill_the_space(sizes):
    for grid in grids(sizes, ROOM):
        for index, (wide, tall) in enumerate(sizes):
            column, row = grid.cell(index)
            assert wide * grid.scale + ROOM.beside <= grid.widths[column] + 0.001
            assert tall * grid.scale + ROOM.above <= grid.heights[row] + 0.001
        assert sum(grid.widths) + ROOM.gap * (len(grid.widths) - 1) == approx(ROOM.width)
        assert sum(grid.heights) + ROOM.gap * (len(grid.heights) - 1) == approx(ROOM.height)


@given(SIZES)
def test_no_column_is_empty(sizes):
    for grid in grids(sizes, ROOM):
        assert {grid.cell(index)[0] for index in range(len(sizes))} == set(range(len(grid.widths)))


@given(st.integers(1, 40), st.integers(1, 40))
def test_sheets_get_about_equally_many_in_order(count, parts):
    groups = split(count, parts)
    assert [index for group in groups for index in group] == list(range(count))
    assert max(map(len, groups)) - min(map(len, groups)) <= 1
