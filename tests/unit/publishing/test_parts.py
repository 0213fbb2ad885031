"""A guide is led along every arrow, or of many along enough to know that it answers near and far."""

from __future__ import annotations

import pytest

import ehbi
from ehbi.apps.guide import Guide
from ehbi.builder import parts
from ehbi.builder.parts import SilentError, guide
from ehbi.handbook.graph import reachable
from tests.unit.handbook import large

PACKAGED = ehbi.load()


def test_it_comes_to_each_step_along_each_arrow():
    came = [*guide(PACKAGED)]
    assert set(came) == reachable(PACKAGED)
    starts = len(PACKAGED.situations) + 1  # and what the handbook is not about
    assert len(came) == starts + sum(len(step.answers) for step in PACKAGED.steps)


def test_of_a_large_handbook_it_comes_near_and_far_in_so_many_turns():
    came = [*guide(large.chain(400))]
    assert parts.MOST / 2 < len(came) <= parts.MOST
    depths = sorted(int(step.removeprefix("s")) for step in came if step.startswith("s"))
    assert depths[0] == 0
    assert depths[-1] > 380


def test_a_guide_that_does_not_show_the_case_is_found(monkeypatch):
    monkeypatch.setattr(Guide, "go", lambda *_: None)
    with pytest.raises(SilentError):
        [*guide(PACKAGED)]
