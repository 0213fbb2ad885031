"""What is too long goes over frames or gets the whole width; what fits on no slide is refused by name."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ehbi
from ehbi.handbook.edits import change_step
from ehbi.handbook.parts import Permission
from ehbi.slides import Layout, deck, slides_page
from ehbi.slides.fitting import TooLongError, split
from tests.unit.handbook.profiles import NOORD

from .decks import with_eight_situations

HANDBOOK = ehbi.load()
STEP = "reset-mail"


def of(handbook, layout):
    return next(slide for slide in deck(handbook) if slide.layout is layout)


def all_things(slide):
    return tuple(thing for page in slide.pages for thing in page.things)


def frames_of(slide):
    """The frames of its pages, which follow each other and are all the frames there are."""
    for one, other in pairwise(slide.pages):
        assert one.frames.stop == other.frames.start
    return (slide.pages[0].frames.start, slide.pages[-1].frames.stop)


@given(st.lists(st.floats(0.1, 10), max_size=30))
def test_a_list_is_split_in_its_order_and_each_part_fits(heights):
    parts = [*split(heights, float, 10, str)]
    assert [one for part in parts for one in part] == heights
    assert all(part and sum(part) <= 10 + 1e-9 for part in parts)


def test_what_is_higher_than_a_frame_is_refused_by_its_name():
    with pytest.raises(TooLongError, match="‘lang’") as caught:
        [*split([1, 11], float, 10, lambda one: "lang" if one > 10 else "kort")]
    assert caught.value.culprit == "lang"


def test_with_a_profile_who_can_do_what_goes_over_frames_and_no_row_is_lost():
    alone, local = (of(one, Layout.PERMISSIONS) for one in (HANDBOOK, HANDBOOK.at(NOORD)))
    assert len(alone.pages) == len(alone.frames) == 1
    assert len(local.pages) == len(local.frames) > 1
    assert frames_of(local) == (0, len(local.frames))
    assert all_things(local) == all_things(alone) == HANDBOOK.permissions
    assert all(frame.notes for frame in local.frames)


def test_eight_situations_go_over_frames_and_come_one_by_one():
    slide = of(with_eight_situations(HANDBOOK), Layout.REASONS)
    assert len(slide.pages) > 1
    assert frames_of(slide) == (0, len(slide.frames)) == (0, 9)
    assert [page.first for page in slide.pages] == [1, 1 + len(slide.pages[0].things)]
    assert f'<ol class="reasons" start="{slide.pages[1].first}"' in slides_page(
        with_eight_situations(HANDBOOK)
    )


def test_contacts_come_one_by_one_and_pages_follow_each_other():
    slide = of(HANDBOOK.at(NOORD), Layout.HANDOVER)
    assert frames_of(slide) == (0, len(slide.frames)) == (0, len(HANDBOOK.contacts))
    assert all_things(slide) == HANDBOOK.contacts


def test_a_handbook_without_lists_still_has_slides():
    bare = HANDBOOK.model_copy(update={"permissions": ()})
    assert len(of(bare, Layout.PERMISSIONS).frames) == 1


def frames_at(handbook, step):
    return [
        frame
        for slide in deck(handbook)
        for frame in slide.frames
        if frame.case and frame.case.step and frame.case.step.id == step and not frame.choice
    ]


def test_a_text_that_has_no_room_beside_the_chart_gets_the_whole_width():
    assert not any(frame.wide for frame in frames_at(HANDBOOK, STEP))
    longer = change_step(HANDBOOK, STEP, {"text": "Kijk in de mail. " * 80})
    assert all(frame.wide for frame in frames_at(longer, STEP))
    assert '<div class="wide"' in slides_page(longer)


def test_a_step_that_has_no_room_on_a_slide_is_refused_and_named():
    longest = change_step(HANDBOOK, STEP, {"text": "Kijk in de mail. " * 400})
    with pytest.raises(TooLongError) as caught:
        deck(longest)
    assert caught.value.culprit == HANDBOOK.step(STEP).title
    assert HANDBOOK.step(STEP).title in str(caught.value)


def told_at_the_last_choice(handbook, told):
    """A handbook with one exercise, of which this part is told before the last choice."""
    example = of(handbook, Layout.EXERCISE).example
    *given, last = example.answers
    longer = example.model_copy(update={"answers": (*given, last.model_copy(update={"told": told}))})
    examples = (longer if one is example else one for one in handbook.examples)
    return of(handbook.model_copy(update={"examples": tuple(examples)}), Layout.EXERCISE)


def test_each_frame_of_an_exercise_has_the_room_that_its_own_part_of_the_story_takes():
    before = of(HANDBOOK, Layout.EXERCISE).frames
    after = told_at_the_last_choice(HANDBOOK, "Ze kijkt nog eens in de mail. " * 25).frames
    asked = [at for at, one in enumerate(before) if one.choice]
    assert [at for at in asked if before[at].wide != after[at].wide] == asked[-2:]
    assert all(after[at].wide for at in asked[-2:])


def test_a_part_of_a_story_that_has_no_room_on_a_slide_is_refused():
    with pytest.raises(TooLongError):
        told_at_the_last_choice(HANDBOOK, "Ze kijkt nog eens in de mail. " * 150)


def test_a_profile_with_more_than_a_slide_of_synchronising_is_refused_by_its_row():
    own = NOORD.model_copy(update={"synchronisation": "Zoek de lener op in het pakket. " * 200})
    row = next(one for one in HANDBOOK.permissions if "synchronisatie" in one.local)
    with pytest.raises(TooLongError, match=row.what):
        deck(HANDBOOK.at(own))


def test_many_rows_have_frames_that_are_about_as_full():
    row = HANDBOOK.permissions[0]
    many = tuple(Permission.model_validate({**row.model_dump(), "id": f"rij-{at}"}) for at in range(40))
    slide = of(HANDBOOK.model_copy(update={"permissions": many}), Layout.PERMISSIONS)
    counts = [len(page.things) for page in slide.pages]
    assert sum(counts) == 40
    assert max(counts) - min(counts) <= 2
