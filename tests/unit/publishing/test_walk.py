"""A guide is led along every arrow, or of many along enough to know that it answers near and far."""

from __future__ import annotations

import pytest

import ehbi
from ehbi.handbook.graph import reachable
from ehbi.proof import walk
from ehbi.proof.walk import SilentError, walked
from tests.unit.handbook import large

PACKAGED = ehbi.load()


def test_it_comes_to_each_step_along_each_arrow():
    came = [*walked(PACKAGED)]
    assert set(came) == reachable(PACKAGED)
    starts = len(PACKAGED.situations) + 1  # and what the handbook is not about
    assert len(came) == starts + sum(len(step.answers) for step in PACKAGED.steps)


def test_of_a_large_handbook_it_comes_near_and_far_in_so_many_turns():
    came = [*walked(large.chain(400))]
    assert walk.MOST / 2 < len(came) <= walk.MOST
    depths = sorted(int(step.removeprefix("s")) for step in came if step.startswith("s"))
    assert depths[0] == 0
    assert depths[-1] > 380


def test_a_guide_that_does_not_show_the_case_is_found(monkeypatch):
    monkeypatch.setattr(walk.Guide, "go", lambda *_: None)
    with pytest.raises(SilentError):
        [*walked(PACKAGED)]
