"""What a change does to cases: examples that end elsewhere, and paths that go, come or end elsewhere."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given

from ehbi.handbook import Handbook
from ehbi.handbook.compare.impact import EndedElsewhere, OutcomesChanged, ended_elsewhere, outcomes_changed
from ehbi.handbook.graph import follows, paths, routes, to_networkx
from ehbi.handbook.values import Kind

from .edits import full_handbooks, sound_names, two_drafts
from .strategies import few, handbooks, many


def changed(draft):
    return Handbook.model_validate(draft.data)


@few
@given(full_handbooks())
def test_nothing_ends_elsewhere_when_nothing_changes(handbook):
    assert (ended_elsewhere(handbook, handbook), outcomes_changed(handbook, handbook)) == ((), ())


@many
@given(sound_names())
def test_the_numbers_are_those_of_all_paths_listed(drafts):
    _, old, new = drafts
    found = {change.situation: change for change in outcomes_changed(old, new)}
    for number in {step.number for one in (old, new) for step in one.situations}:
        change = found.get(number, OutcomesChanged(number))
        if not change.uncountable:
            assert (change.elsewhere, change.gone, change.new) == _listed(old, new, number)


def _listed(old, new, number):
    before, after = (_ends(handbook, number) for handbook in (old, new))
    both = before.keys() & after.keys()
    elsewhere = sum(before[path] != after[path] for path in both)
    return elsewhere, len(before) - len(both), len(after) - len(both)


def _ends(handbook, number):
    starts = [step.id for step in handbook.situations if step.number == number]
    found = {}
    for start in starts:
        for path in paths(handbook, start):
            step, answer = path[-1]
            found[path] = handbook.step(step).answer(answer).next
    return found


@many
@given(two_drafts())
def test_a_situation_is_uncountable_just_when_a_case_can_go_round(drafts):
    _, draft, _ = drafts
    graph = to_networkx(draft)
    circles = {name for name in graph if graph.has_edge(name, name)}
    circles |= {name for part in nx.strongly_connected_components(graph) if len(part) > 1 for name in part}
    expected = {name for name in graph if circles & (nx.descendants(graph, name) | {name})}
    assert set(graph) - routes(draft).counts.keys() == expected


@few
@given(handbooks())
def test_a_step_has_as_many_routes_as_it_has_paths(handbook):
    counts = routes(handbook).counts
    for step in handbook.steps:
        if step.kind is not Kind.OUTCOME:
            assert counts[step.id] == len(list(paths(handbook, step.id)))


def test_an_answer_that_skips_the_rest_takes_its_paths_away_and_makes_one(handbook, draft):
    skipped = [path for path in paths(handbook, "reset-mail") if path[0] == ("reset-mail", "nee")]
    nee = next(one for one in draft.step("reset-mail")["answers"] if one["id"] == "nee")
    nee["next"] = "ingelogd"
    assert len(skipped) > 1
    found = {change.situation: change for change in outcomes_changed(handbook, changed(draft))}
    assert found[4] == OutcomesChanged(4, elsewhere=0, gone=len(skipped), new=1)


def test_an_end_that_becomes_another_is_one_path_for_each_way_to_it(handbook, draft):
    step = next(step for step in handbook.steps if step.id == "nieuw-wachtwoord")
    answer = next(at for at, one in enumerate(step.answers) if handbook.step(one.next).kind is Kind.OUTCOME)
    draft.step(step.id)["answers"][answer]["next"] = "eigen-site"
    change = outcomes_changed(handbook, changed(draft))[0]
    taken = (step.id, step.answers[answer].id)
    ways = [path for path in paths(handbook, "inloggegevens-onjuist") if path[-1] == taken]
    assert (change.situation, change.elsewhere, change.gone, change.new) == (1, len(ways), 0, 0)


def test_a_circle_makes_the_situations_that_lead_to_it_uncountable(handbook, draft):
    draft.add_answer("mail-zoeken", "opnieuw", "mail-zoeken")
    lead = {step.number for step in handbook.situations if "mail-zoeken" in follows(handbook, step.id)}
    expected = tuple(OutcomesChanged(number, uncountable=True) for number in sorted(lead))
    assert outcomes_changed(handbook, changed(draft)) == expected


def _with_answers(draft, name, target, **fields):
    answers = [{"id": key, "label": key, "next": target} for key in ("ja", "nee")]
    draft.add_step(name, answers=answers, **fields)


def test_a_new_situation_has_only_new_paths(handbook, draft):
    _with_answers(draft, "nieuw", "ingelogd", kind="situation", number=9)
    assert outcomes_changed(handbook, changed(draft)) == (OutcomesChanged(9, new=2),)


def test_more_paths_than_anyone_can_list_are_counted_all_the_same(handbook, draft):
    _with_answers(draft, "trede-0", "trede-1", kind="situation", number=9)
    for rung in range(1, 200):
        _with_answers(draft, f"trede-{rung}", f"trede-{rung + 1}")
    _with_answers(draft, "trede-200", "ingelogd")
    assert outcomes_changed(handbook, changed(draft)) == (OutcomesChanged(9, new=2**201),)


def test_an_example_that_ends_elsewhere_is_named_with_both_ends(handbook, draft):
    example = handbook.examples[0]
    last = example.answers[-1]
    step = draft.step(last.step)
    answer = next(answer for answer in step["answers"] if answer["id"] == last.answer)
    answer["next"] = "eigen-site"
    found = ended_elsewhere(handbook, changed(draft))
    assert EndedElsewhere(example.id, example.outcome, "eigen-site") in found


@pytest.mark.parametrize("how", ["answer", "step", "start", "end"])
def test_an_example_that_no_longer_fits_has_no_end(handbook, draft, how):
    example = handbook.examples[0]
    last = example.answers[-1]
    if how == "answer":
        draft.step(last.step)["answers"] = []
    elif how == "step":
        draft.drop(draft.where("steps", last.step))
    elif how == "start":
        draft.step(example.situation)["kind"] = "question"
    else:
        draft.step(example.outcome)["kind"] = "action"
    assert EndedElsewhere(example.id, example.outcome, None) in ended_elsewhere(handbook, changed(draft))


def test_an_example_that_fits_neither_before_nor_now_is_not_named(draft):
    draft.data["examples"] = [{**draft.data["examples"][0], "answers": [{"step": "weg", "answer": "weg"}]}]
    old = changed(draft)
    draft.data["title"] = "Anders"
    assert ended_elsewhere(old, changed(draft)) == ()


def test_an_example_that_only_the_new_handbook_has_is_not_named(handbook, draft):
    draft.data["examples"].append({**draft.data["examples"][0], "id": "nieuw", "outcome": "eigen-site"})
    assert ended_elsewhere(handbook, changed(draft)) == ()
