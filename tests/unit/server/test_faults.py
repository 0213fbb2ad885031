"""Some of the faults that ``make faults`` tries all of: one thing fails, and nothing is lost."""

from __future__ import annotations

import pytest

from tests.faults.__main__ import PHASES, tries

EVERY = {"start": 67, "visit": 13, "again": 17, "take": 19, "publish": 13, "stop": 37}
"""Of each phase every so many things are made to fail; `make faults` makes all of them."""


@pytest.mark.parametrize("phase", PHASES)
def test_what_fails_is_got_over_and_nothing_is_lost(phase):
    found = [*tries((phase,), EVERY[phase])]
    assert [one for one in found if one.lost] == []
    assert any(one.what for one in found), "nothing was made to fail"
