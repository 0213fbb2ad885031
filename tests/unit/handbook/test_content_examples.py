"""The examples: enough of them, each ending where it says, counted from the graph."""

from __future__ import annotations

from collections import Counter

import pytest

from ehbi.handbook import Case, Given
from ehbi.handbook.graph import follows, starts
from ehbi.handbook.values import Kind, OutcomeKind
from ehbi.search.index import Index


def replay(handbook, example):
    return Case(
        handbook, example.situation, tuple(Given(given.step, given.answer) for given in example.answers)
    )


def test_each_example_ends_at_its_outcome(handbook):
    for example in handbook.examples:
        assert replay(handbook, example).outcome.id == example.outcome


def test_examples_start_wherever_a_case_can_start(handbook):
    assert {example.situation for example in handbook.examples} == {step.id for step in starts(handbook)}


def test_each_outcome_has_an_example_and_each_situation_six(handbook):
    ends = {step.id for step in handbook.steps if step.kind is Kind.OUTCOME}
    assert {example.outcome for example in handbook.examples} == ends
    counted = Counter(example.situation for example in handbook.examples)
    assert {start: counted[start] for start in counted if counted[start] < 6} == {}


@pytest.mark.parametrize("at", range(4))
def test_each_way_a_situation_can_end_has_two_examples(handbook, at):
    situation = handbook.situations[at]
    after = (handbook.step(step) for step in follows(handbook, situation.id))
    kinds = {step.outcome for step in after if step.outcome}
    mine = [example for example in handbook.examples if example.situation == situation.id]
    counted = Counter(handbook.step(example.outcome).outcome for example in mine)
    assert kinds >= {OutcomeKind.RESOLVED, OutcomeKind.HANDOVER}
    assert {kind: counted[kind] for kind in kinds if counted[kind] < 2} == {}


def test_every_answer_is_given_by_an_example(handbook):
    given = {one.taken for example in handbook.examples for one in example.answers}
    assert {(step.id, answer.id) for step in handbook.steps for answer in step.answers} == given


def test_each_situation_has_short_cases_and_long_ones(handbook):
    for situation in handbook.situations:
        own = [example for example in handbook.examples if example.situation == situation.id]
        lengths = {len(example.answers) for example in own}
        assert min(lengths) <= 2
        assert max(lengths) >= 3


def test_something_is_told_before_every_choice_and_at_the_end(handbook):
    for example in handbook.examples:
        assert all(len(part.split()) >= 4 for part in example.parts), example.id
        assert len(example.story.split()) >= 10


def test_no_two_examples_tell_the_same_story(handbook):
    parts = [part for example in handbook.examples for part in example.parts]
    assert len(set(parts)) == len(parts)
    assert len({example.title for example in handbook.examples}) == len(handbook.examples)


TOLD_AS = {
    "reserveren-eigen-catalogus": "inloggegevens-onjuist",
    "verlengen-eigen-site": "inloggegevens-onjuist",
    "rechten-eigen-site": "geen-rechten",
    "pas-eigen-site": "nieuw-pasnummer",
    "reset-eigen-site": "reset-mail",
    "thuis-geleend-eigen-site": "inloggegevens-onjuist",
}
"""The situation that a story about another site sounds like."""


def test_the_search_knows_the_situation_from_a_story_that_is_not_about_the_online_library(handbook):
    index = Index(handbook)
    outside = [example for example in handbook.examples if example.outcome == handbook.outside.step]
    assert {example.id for example in outside} == set(TOLD_AS)
    for example in outside:
        found = index.ask(example.story)
        first = [hit.step for hit in found.hits[:2]]
        said = found.elsewhere and found.elsewhere.title
        assert TOLD_AS[example.id] in first or said == handbook.outside.label, (example.id, first, said)
