"""Whatever is done to a draft, and with whatever arguments: it stays a handbook, or the edit is refused."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from ehbi.files.documents import to_data, to_yaml
from ehbi.files.source import parse_source
from ehbi.handbook.edits.lists import ANSWER, names
from ehbi.handbook.model import Handbook
from ehbi.handbook.schema import LISTS

from .drafts import built
from .editing import EDITS, arguments, attempt, edited, tame, wild
from .profiles import NOORD
from .strategies import PACKAGED, few, handbooks, many

sequences = settings(many, max_examples=150)
started = st.one_of(handbooks(), st.just(PACKAGED))


def has_its_shape(handbook):
    again = Handbook.model_validate(handbook.model_dump(mode="json"))
    return (again, again.revision) == (handbook.at(None), handbook.revision)


def no_name_is_there_twice(handbook):
    lists = [names(getattr(handbook, part), sort) for part, sort in LISTS.items()]
    lists += [names(step.answers, ANSWER) for step in handbook.steps]
    return all(len(set(known)) == len(known) for known in lists)


def every_arrow_leads_to_a_step(handbook):
    arrows = {answer.next for step in handbook.steps for answer in step.answers}
    return {*arrows, handbook.outside.step} <= {step.id for step in handbook.steps}


@sequences
@given(st.data(), started, st.sampled_from([None, NOORD]))
def test_a_draft_stays_a_handbook_whatever_is_done_to_it(data, handbook, profile):
    for draft in edited(data.draw, handbook.at(profile), wild):
        assert has_its_shape(draft)
        assert no_name_is_there_twice(draft)
        assert every_arrow_leads_to_a_step(draft)
        assert draft.profile == profile
        assert all(draft.step(step.id) is step for step in draft.steps)


@few
@given(st.data(), handbooks())
def test_a_draft_can_be_written_and_read_back(data, handbook):
    *_, draft = edited(data.draw, handbook, tame)
    copy, problems = built(parse_source(to_yaml(draft), "copy.yaml").data)
    assert (copy, problems) == (draft, ())


@few
@given(st.data(), handbooks())
def test_undo_gives_back_exactly_what_was_there(data, handbook):
    seen = [(draft, to_data(draft)) for draft in edited(data.draw, handbook, wild)]
    assert all(to_data(draft) == content for draft, content in reversed(seen))


@sequences
@given(st.data(), st.sampled_from(EDITS))
def test_a_refusal_is_an_edit_error_whatever_the_arguments(data, edit):
    attempt(edit, PACKAGED, arguments(data.draw, edit, PACKAGED, st.just(True)))


@many
@given(st.data())
def test_a_draft_from_a_file_with_every_kind_of_error_is_edited_or_refused(data):
    broken = to_data(PACKAGED)
    broken["steps"] += [broken["steps"][0], {**broken["steps"][1], "id": "toegang", "party": "weg"}]
    broken["steps"][2]["answers"] = [{"id": "ja", "label": "", "next": "weg"}] * 2
    broken |= {"outside": {"step": "weg", "label": ""}, "facts": [], "examples": [broken["examples"][0]] * 2}
    for draft in edited(data.draw, Handbook.model_validate(broken), wild, longest=3):
        assert has_its_shape(draft)


@pytest.mark.parametrize("edit", EDITS)
def test_each_edit_is_among_those_that_succeed(edit):
    def changes(chosen):
        return attempt(edit, PACKAGED, chosen) not in {None, PACKAGED}

    @st.composite
    def chosen(draw):
        return arguments(draw, edit, PACKAGED)

    assert find(
        chosen(),
        changes,
        settings=settings(max_examples=2000, database=None, phases=[Phase.generate]),
        random=Random(1),  # noqa: S311  # the same tries each time
    )
