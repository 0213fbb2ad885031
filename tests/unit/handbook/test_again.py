"""A way back: after an outcome a step is done again, in this case, and no case goes round in a circle."""

from __future__ import annotations

import pytest

import ehbi
from ehbi.apps import Guide
from ehbi.book import step_html
from ehbi.exports import export
from ehbi.handbook import Case
from ehbi.handbook.checks import check
from ehbi.handbook.compare.diff import describe
from ehbi.handbook.edits import change_kind, change_step, paste_steps, remove_step, rename_step
from ehbi.handbook.edits.branch import copy_steps

from .drafts import TODAY

PACKAGED = ehbi.load()
END, BEFORE = "kb-tijdelijk-wachtwoord", "mail-zoeken"


def again(step, end=END, handbook=PACKAGED):
    return change_step(handbook, end, {"again": step})


HANDBOOK = again(BEFORE)
TITLE = HANDBOOK.step(BEFORE).title


def messages(handbook):
    return [(problem.message, problem.severity.value) for problem in check(handbook, TODAY)]


def test_a_step_by_which_the_case_came_can_be_done_again():
    assert messages(HANDBOOK) == messages(PACKAGED)


@pytest.mark.parametrize(
    ("handbook", "said", "severity"),
    [
        (again("weg"), "Stap ‘weg’ is er niet; uitkomst", "error"),
        (again(BEFORE, "reset-mail"), "is geen uitkomst, en zegt toch welke stap je opnieuw doet", "error"),
        (again("geen-rechten"), "maar die stap leidt hier niet heen", "warning"),
    ],
)
def test_any_other_is_told_at_its_field(handbook, said, severity):
    new = [one for one in check(handbook, TODAY) if one not in check(PACKAGED, TODAY)]
    assert [(one.path[-1], one.severity.value) for one in new] == [("again", severity)]
    assert said in new[0].message


def test_it_stays_right_when_that_step_is_renamed_removed_or_copied():
    assert rename_step(HANDBOOK, BEFORE, "zoek-mail").step(END).again == "zoek-mail"
    assert remove_step(HANDBOOK, BEFORE, "reset-mail").step(END).again == "reset-mail"
    assert remove_step(HANDBOOK, BEFORE, END).step(END).again is None
    assert remove_step(HANDBOOK, BEFORE, None).step(END).again is None
    made, first = paste_steps(HANDBOOK, copy_steps(HANDBOOK, BEFORE, whole=True), "balie")
    copies = {step.again for step in made.steps[len(HANDBOOK.steps) :]} - {None}
    assert copies == {first}


def test_what_is_no_outcome_any_more_has_none():
    assert change_kind(HANDBOOK, END, "action").step(END).again is None


def test_a_change_of_it_is_told_in_words():
    [told] = describe(PACKAGED, HANDBOOK)
    assert told.sentences == (f"De stap om opnieuw te doen was leeg en wordt ‘{TITLE}’",)


def walked(handbook=HANDBOOK):
    case = Case(handbook).jump(END)
    return case.change(0, case.given[0].answer)


def test_the_summary_tells_it():
    assert f"Doe opnieuw: ‘{TITLE}’" in walked().summary().splitlines()
    assert "Doe opnieuw" not in walked(PACKAGED).summary()


def test_a_case_goes_back_to_that_step_with_what_was_answered_before():
    case = walked()
    at = [step.id for step in case.trail].index(BEFORE)
    assert case.jump(BEFORE) == case.keep(at)


def test_each_page_shows_it_and_none_when_there_is_none():
    step = HANDBOOK.step(END)
    said = f"Doe opnieuw: ‘{TITLE}’"
    assert f'<button type="button" class="answer" dir="auto" data-again="{BEFORE}">' in step_html(
        HANDBOOK, step, walked()
    )
    assert said in step_html(HANDBOOK, step)
    book = export(HANDBOOK, "html").decode()
    assert f'href="#{BEFORE}" data-again="{BEFORE}"' in book
    assert "data-again" not in step_html(PACKAGED, PACKAGED.step(END), walked(PACKAGED))
    assert said in export(HANDBOOK, "slides").decode()


def test_the_guide_goes_back_in_the_same_case():
    guide = Guide(HANDBOOK, in_page=False)
    guide.go(walked())
    guide.link._hear(guide.link, {"again": BEFORE}, [])
    assert guide.case.step.id == BEFORE
    assert guide.case.start == walked().start
    assert guide.case.given
