"""When a search is sure, when it asks back, and when it says that something else is meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehbi.search.results import Confidence, judge

from .strategies import many

ORDER = [Confidence.ELSEWHERE, Confidence.IN_DOUBT, Confidence.SURE]
worths = st.floats(0, 200)
counts = st.integers(0, 20)


@pytest.mark.parametrize(
    ("worth", "claimed", "unknown", "expected"),
    [
        (3.5, 0, False, Confidence.SURE),
        (3.4999, 0, False, Confidence.IN_DOUBT),
        (7.9, 0, True, Confidence.SURE),
        (7.8999, 0, True, Confidence.IN_DOUBT),
        (0.0, 0, False, Confidence.IN_DOUBT),
        (9.3, 1, False, Confidence.IN_DOUBT),
        (9.2999, 1, False, Confidence.ELSEWHERE),
        (18.6, 1, True, Confidence.SURE),
        (18.5999, 1, False, Confidence.IN_DOUBT),
        (18.5999, 2, False, Confidence.ELSEWHERE),
    ],
)
def test_how_much_is_enough(worth, claimed, unknown, expected):
    assert judge([worth], claimed, unknown=unknown) is expected


def test_of_several_situations_the_two_that_fit_best_decide():
    assert judge([1.0, 5.0, 4.9], 0, unknown=False) is Confidence.SURE
    assert judge([5.0, 1.0, 5.0], 0, unknown=False) is Confidence.IN_DOUBT
    assert judge([], 0, unknown=False) is Confidence.IN_DOUBT
    assert judge([], 1, unknown=False) is Confidence.ELSEWHERE


@many
@given(worths, worths, counts, st.booleans())
def test_more_for_the_situation_never_makes_it_less_sure(worth, more, claimed, unknown):
    now, then = judge([worth], claimed, unknown=unknown), judge([worth + more], claimed, unknown=unknown)
    assert ORDER.index(now) <= ORDER.index(then)


@many
@given(worths, counts, st.booleans())
def test_a_word_that_nobody_knows_or_that_is_another_subjects_never_makes_it_surer(worth, claimed, unknown):
    now = ORDER.index(judge([worth], claimed, unknown=unknown))
    assert ORDER.index(judge([worth], claimed, unknown=True)) <= now
    assert ORDER.index(judge([worth], claimed + 1, unknown=unknown)) <= now


@many
@given(worths, st.booleans())
def test_without_a_word_of_another_subject_nothing_is_refused(worth, unknown):
    assert judge([worth], 0, unknown=unknown) is not Confidence.ELSEWHERE


@many
@given(st.floats(0.1, 200), counts, st.booleans())
def test_two_situations_that_fit_equally_well_are_never_chosen_between(worth, claimed, unknown):
    assert judge([worth, worth], claimed, unknown=unknown) is not Confidence.SURE
