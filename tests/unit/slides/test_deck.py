"""The deck is what the handbook says, and nothing else."""

import pytest
from markupsafe import escape

import ehbi
from ehbi.handbook.values import Kind
from ehbi.slides import Layout, deck
from ehbi.slides.page import marks, slides_page


@pytest.fixture(scope="module")
def slides(handbook):
    return deck(handbook)


@pytest.fixture(scope="module")
def handbook():
    return ehbi.load()


@pytest.fixture(scope="module")
def text(handbook):
    return slides_page(handbook)


def of(slides, layout):
    return [slide for slide in slides if slide.layout is layout]


def test_each_situation_is_told_as_one_of_its_cases_up_to_its_outcome(slides, handbook):
    stories = of(slides, Layout.STORY)
    assert [slide.example.situation for slide in stories] == [one.id for one in handbook.situations]
    for slide in stories:
        told = [frame.case.step.id for frame in slide.frames[1:]]
        assert told[0] == slide.example.situation
        assert told[-1] == slide.example.outcome


def test_every_other_case_is_an_exercise(slides, handbook):
    told = {slide.example.id for slide in of(slides, Layout.STORY)}
    asked = {slide.example.id for slide in of(slides, Layout.EXERCISE)}
    assert asked == {example.id for example in handbook.examples} - told


def test_an_exercise_asks_before_it_tells(slides):
    for slide in of(slides, Layout.EXERCISE):
        *choices, last = slide.frames
        assert [frame.revealed for frame in choices] == [False, True] * (len(slide.example.answers) + 1)
        assert last.case.step.id == slide.example.outcome
        for asked, right in zip(choices[::2], choices[1::2], strict=True):
            assert (asked.case, asked.choice) == (right.case, right.choice)


def test_an_exercise_is_told_part_by_part_and_no_part_before_its_choice(slides):
    for slide in of(slides, Layout.EXERCISE):
        *begins, ending = slide.example.parts
        told = [frame.told for frame in slide.frames]
        assert told == [*(part for part in begins for _ in ("asked", "revealed")), ending]
        assert all(part in frame.notes for part, frame in zip(begins, slide.frames[::2], strict=False))


def test_the_notes_of_a_step_are_what_to_say_why_and_what_it_asks(slides):
    stories = of(slides, Layout.STORY)
    frames = [read for one in stories for read in zip(one.frames[1:], one.example.parts[1:], strict=True)]
    for frame, part in frames:
        step = frame.case.step
        told = [f"Vertel: {part}"] if part else []
        said = [f"Zeg tegen de lener: ‘{step.say}’"] if step.say else []
        said += [step.why] if step.why else []
        assert frame.notes.splitlines() == [*said, *told, *([step.asks] if step.answers else [])]
    assert any(frame.case.step.why for frame, _ in frames)


def test_the_first_question_does_not_say_which_situation_it_is(slides):
    for slide in of(slides, Layout.EXERCISE):
        assert slide.frames[0].case.step is None
        assert marks(slide.frames[0]) == '{"visited": [], "taken": [], "current": ""}'


def test_only_a_server_that_counts_has_a_slide_of_what_was_hard_just_before_the_end(slides, handbook):
    assert of(slides, Layout.RESULTS) == []
    served = deck(handbook, served=True)
    assert [slide.layout for slide in served[-2:]] == [Layout.RESULTS, Layout.CLOSING]
    assert of(deck(handbook.model_copy(update={"examples": ()}), served=True), Layout.RESULTS) == []


def test_addresses_of_slides_differ(slides):
    assert len({slide.id for slide in slides}) == len(slides)


def test_a_handbook_without_cases_still_has_slides(handbook):
    slides = deck(handbook.model_copy(update={"examples": ()}))
    assert {Layout.STORY, Layout.EXERCISE, Layout.ORDER}.isdisjoint(slide.layout for slide in slides)
    assert len(slides) == 5


def test_the_guide_has_a_slide_only_where_a_server_runs_it(slides, handbook):
    assert of(slides, Layout.LIVE) == []
    served = deck(handbook, served=True)
    own = {Layout.LIVE, Layout.RESULTS}
    assert [slide for slide in served if slide.layout not in own] == list(slides)
    assert len(of(served, Layout.LIVE)) == 1


def test_what_to_practise_is_chosen_right_before_the_exercises(slides):
    layouts = [slide.layout for slide in slides]
    at = layouts.index(Layout.ORDER)
    assert Layout.EXERCISE not in layouts[:at]
    assert set(layouts[at + 1 : -1]) == {Layout.EXERCISE}


def test_each_slide_is_a_section_of_the_page_and_the_first_has_the_handbooks_title(slides, handbook, text):
    assert text.count("<section") == len(slides)
    assert [slide.title for slide in slides[:2]] == [handbook.title, "Waarom inloggen misgaat"]


def test_every_frame_has_notes(handbook):
    slides = deck(handbook, served=True, phones=True)
    silent = [slide.id for slide in slides for frame in slide.frames if not frame.notes.strip()]
    assert silent == []


def test_the_reasons_come_one_by_one(slides, handbook):
    (reasons,) = of(slides, Layout.REASONS)
    situations = [step for step in handbook.steps if step.kind is Kind.SITUATION]
    assert len(reasons.frames) == 1 + len(situations)


def test_where_it_is_told_what_is_right_it_is_told_why(slides, text):
    told = [frame.choice.right.leads for slide in slides for frame in slide.frames if frame.revealed]
    for step in told:
        if step.why and step.kind is not Kind.OUTCOME:
            title = step.title if step.title.endswith("?") else f"{step.title}."
            assert f"<strong>{escape(title)}</strong> {escape(step.why)}" in text


def test_the_page_asks_nobody_for_anything(text):
    assert 'src="' not in text
    assert "@import" not in text
    assert "url(" not in text


def test_the_notes_say_where_what_is_right_leads_and_say_it_once(slides):
    for frame in (frame for slide in slides for frame in slide.frames if frame.revealed):
        right = frame.choice.right
        assert right.label in frame.notes
        assert frame.notes.count(right.leads.title) == 1
