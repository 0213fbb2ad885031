"""A case as an address: there and back, and an address that is no case is no error."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehbi.handbook import Case
from tests.links import OPENED

from .strategies import PACKAGED, cases, few, handbooks, many

_parts = st.sampled_from(
    [
        "", "ja", "nee", "~ja", "~", "~~ja", "reset-mail", "mail-zoeken", "toegang", "..", "%2F", " ", "é",
        "\x00",
    ]
)  # fmt: skip
garbage = st.one_of(st.text(max_size=30), st.lists(_parts, max_size=6).map("/".join))
behind = st.text(st.characters(exclude_characters="abcdefghijklmnopqrstuvwxyz0123456789~/-"), min_size=1)


@many
@given(cases())
def test_opening_the_link_of_a_case_gives_the_case(case):
    assert Case(case.handbook).open(case.link) == case


@few
@given(cases(), cases())
def test_it_does_not_matter_from_where_a_link_is_opened(case, other):
    assert Case(case.handbook).open(case.link) == (other if other.handbook == case.handbook else case).open(
        case.link
    )


@few
@given(cases())
def test_a_link_needs_no_quoting_in_an_address(case):
    assert quote(case.link, safe="/") == case.link
    assert re.fullmatch(r"[a-z0-9~/-]*", case.link)


@many
@given(st.one_of(st.just(PACKAGED), handbooks()), garbage)
def test_opening_anything_gives_a_case(handbook, link):
    case = Case(handbook).open(link)
    assert Case(handbook).open(case.link) == case


@many
@given(cases(), garbage)
def test_opening_garbage_behind_a_link_keeps_what_fits(case, rest):
    if case.start is not None:
        opened = Case(case.handbook).open(f"{case.link}/{rest}")
        assert opened.given[: len(case.given)] == case.given


@pytest.mark.parametrize(
    "link",
    ["", "/", "nergens", "nergens/ja", "Reset-mail", "~reset-mail", "%", "?#", "/reset-mail"],
)
def test_a_link_to_nothing_is_a_case_before_it_started(handbook, link):
    assert Case(handbook).open(link) == Case(handbook)


def test_opening_nothing_forgets_the_case_that_was(handbook):
    assert Case(handbook).open("geen-rechten/nee").open("") == Case(handbook)


@pytest.mark.parametrize(
    ("link", "opened"),
    [
        ("geen-rechten/nee/ja/ja", "geen-rechten/nee"),
        ("geen-rechten/weg/ja", "geen-rechten"),
        ("geen-rechten/", "geen-rechten"),
        ("geen-rechten//ja", "geen-rechten"),
        ("geen-rechten/~~ja", "geen-rechten"),
        ("eigen-site/ja", "eigen-site"),
    ],
)
def test_an_old_link_is_followed_as_far_as_it_fits(handbook, link, opened):
    assert Case(handbook).open(link).link == opened


@pytest.mark.parametrize(("link", "opened"), OPENED.items())
def test_what_was_copied_along_with_a_link_is_left_out(handbook, link, opened):
    assert Case(handbook).open(link).link == opened


@many
@given(
    cases(),
    st.text(alphabet=st.characters(exclude_characters="abcdefghijklmnopqrstuvwxyz0123456789~/-"), min_size=1),
    st.text(),
)
def test_no_answer_is_lost_to_what_stands_behind_a_link(case, sign, rest):
    assert Case(case.handbook).open(case.link + sign[0] + rest) == case


def test_the_id_of_any_step_opens_that_step(handbook):
    for step in handbook.steps:
        case = Case(handbook).open(step.id)
        assert case.step == step
        assert all(given_.assumed for given_ in case.given)


def test_a_link_of_a_hundred_thousand_answers_is_opened(handbook):
    assert Case(handbook).open("reset-mail" + "/ja" * 100_000).outcome is not None


@few
@given(
    cases(), st.lists(st.tuples(st.sampled_from(["ja", "nee", "gelukt", "weg"]), st.booleans()), max_size=5)
)
def test_following_answers_stops_at_the_first_that_does_not_fit(case, answers):
    after = case.follow(answers)
    count = len(after.given) - len(case.given)
    assert after.given[: len(case.given)] == case.given
    assert [(given_.answer, given_.assumed) for given_ in after.given[len(case.given) :]] == answers[:count]
    if count < len(answers):
        assert after.step is None or after.step.answer(answers[count][0]) is None
