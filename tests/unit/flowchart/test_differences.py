"""The picture of what is different: what was added, removed and changed is marked once, nothing else is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehbi.flowchart import Sign, differing, lay_out, lay_out_differences, to_markup
from ehbi.flowchart.differences import both
from ehbi.handbook import edits
from ehbi.handbook.compare.diff import ChangeKind, diff

from ..handbook.editing import drafts
from ..handbook.edits import two_drafts
from ..handbook.strategies import PACKAGED, handbooks
from .test_annotations import node_of
from .test_svg import SVG, parsed, with_class, words_of
from .wordings import few, put, worded

TODAY = date(2026, 11, 24)


def steps_of(chart):
    return {box.step: box.flag.sign for box in chart.boxes if box.flag}


def arrows_of(chart):
    return {(one.step, one.answer, one.target): one.flag.sign for one in chart.arrows if one.flag}


def arrows_in(handbook):
    """The label of each arrow, by where it comes from, which it is, and where it leads."""
    return {
        (step.id, answer.id, answer.next): answer.label for step in handbook.steps for answer in step.answers
    }


def signs_of(changes):
    """What is expected at each step: its own sign, or that it changed where something in it did.

    Answers have signs of their own; only their order is the step's.
    """
    whole = {ChangeKind.ADDED: Sign.ADDED, ChangeKind.REMOVED: Sign.REMOVED}
    found = {}
    for change in changes:
        match change.place:
            case ("steps", step):
                found[step] = whole[change.kind]
            case ("steps", step, "answers", *_) if change.kind is not ChangeKind.MOVED:
                pass
            case ("steps", step, *_):
                found[step] = Sign.CHANGED
    return found


def names_once(handbook):
    steps = [step.id for step in handbook.steps]
    answers = [(step.id, answer.id) for step in handbook.steps for answer in step.answers]
    return len(steps) == len(set(steps)) and len(answers) == len(set(answers))


pairs = st.one_of(
    st.tuples(drafts(), drafts()),
    two_drafts().map(lambda drafted: drafted[1:]).filter(lambda pair: all(map(names_once, pair))),
)


@few
@given(pairs)
def test_each_step_that_differs_is_marked_as_the_comparison_has_it_and_no_other(pair):
    old, new = pair
    chart, changes = lay_out_differences(old, new), diff(old, new)
    assert len({box.step for box in chart.boxes}) == len(chart.boxes)
    assert {box.step for box in chart.boxes} == {step.id for one in pair for step in one.steps}
    assert steps_of(chart) == signs_of(changes)


@few
@given(pairs)
def test_each_arrow_that_differs_is_marked_and_no_other(pair):
    before, after = map(arrows_in, pair)
    chart = lay_out_differences(*pair)
    known = {step.id for one in pair for step in one.steps}
    expected = dict.fromkeys(after.keys() - before.keys(), Sign.ADDED)
    expected |= dict.fromkeys(before.keys() - after.keys(), Sign.REMOVED)
    expected |= {one: Sign.CHANGED for one in before.keys() & after.keys() if before[one] != after[one]}
    assert arrows_of(chart) == {arrow: sign for arrow, sign in expected.items() if arrow[2] in known}
    assert len(chart.arrows) == len({(arrow.step, arrow.answer, arrow.target) for arrow in chart.arrows})


@few
@given(st.one_of(worded(), drafts()))
def test_without_a_difference_it_is_the_plain_picture(handbook):
    same = handbook.model_copy(deep=True)
    for start in (None, *(step.id for step in handbook.situations)):
        assert lay_out_differences(same, handbook, start) == lay_out(handbook, start)
    assert differing(same, handbook) == ()


@few
@given(handbooks(), st.data())
def test_a_picture_is_offered_when_something_in_it_is_marked(handbook, data):
    new = handbook
    step = data.draw(st.sampled_from(handbook.steps)).id
    new = data.draw(
        st.sampled_from(
            [edits.change_step(new, step, {"why": "Anders"}), edits.remove_step(new, step, "buiten")]
            if step != "buiten" and handbook.step(step).kind != "situation"
            else [edits.change_step(new, step, {"why": "Anders"})]
        )
    )
    offered = {start.id for start in differing(handbook, new)}
    for start in new.situations:
        chart = lay_out_differences(handbook, new, start.id)
        marked = {step for step in steps_of(chart) if step == start.id or _is_own(chart, step)}
        assert bool(marked or arrows_of(chart)) is (start.id in offered)


def _is_own(chart, step):
    return next(box.shape != "connector" for box in chart.boxes if box.step == step)


def test_an_answer_led_elsewhere_is_one_arrow_gone_and_one_new():
    new = edits.change_answer(PACKAGED, "mail-opnieuw", "nee", next_id="kb-inloggen")
    chart = lay_out_differences(PACKAGED, new, "reset-mail")
    target = PACKAGED.step("mail-opnieuw").answer("nee").next
    assert arrows_of(chart) == {
        ("mail-opnieuw", "nee", target): Sign.REMOVED,
        ("mail-opnieuw", "nee", "kb-inloggen"): Sign.ADDED,
    }
    assert steps_of(chart) == {}


def test_an_answer_that_reads_differently_is_one_changed_arrow():
    new = edits.change_answer(PACKAGED, "reset-mail", "ja", label="Jazeker")
    chart = lay_out_differences(PACKAGED, new, "reset-mail")
    assert arrows_of(chart) == {("reset-mail", "ja", "mail-zoeken"): Sign.CHANGED}
    (arrow,) = (arrow for arrow in chart.arrows if arrow.flag)
    assert arrow.lines == ("Jazeker",)
    assert "was ‘Ja, het adres klopt’" in arrow.flag.text


def test_a_step_put_between_is_new_with_its_arrows_and_the_old_arrow_is_gone():
    new, between = edits.insert_step(PACKAGED, "reset-mail", "ja", "Kijk nog eens", TODAY)
    chart = lay_out_differences(PACKAGED, new, "reset-mail")
    assert steps_of(chart) == {between: Sign.ADDED}
    assert arrows_of(chart) == {
        ("reset-mail", "ja", "mail-zoeken"): Sign.REMOVED,
        ("reset-mail", "ja", between): Sign.ADDED,
        **{(between, answer.id, answer.next): Sign.ADDED for answer in new.step(between).answers},
    }


def test_a_removed_situation_still_has_its_picture():
    new = edits.change_kind(edits.change_kind(PACKAGED, "reset-mail", "question"), "reset-mail", "action")
    gone = PACKAGED.model_copy(
        update={"steps": tuple(step for step in PACKAGED.steps if step.id != "reset-mail")}
    )
    assert "reset-mail" in {start.id for start in differing(PACKAGED, gone)}
    assert steps_of(lay_out_differences(PACKAGED, gone, "reset-mail"))["reset-mail"] is Sign.REMOVED
    assert steps_of(lay_out_differences(PACKAGED, new, "reset-mail"))["reset-mail"] is Sign.CHANGED


def test_a_party_that_is_gone_keeps_its_name_at_what_was_removed():
    lener = PACKAGED.party("lener")
    new = PACKAGED.model_copy(
        update={
            "parties": tuple(party for party in PACKAGED.parties if party.id != "lener"),
            "steps": tuple(step for step in PACKAGED.steps if step.party != "lener"),
        }
    )
    assert lener in both(PACKAGED, new).parties
    colours = {party.id: party.colour for party in lay_out(new).parties}
    drawn = {party.id: party.colour for party in lay_out_differences(PACKAGED, new).parties}
    assert {id_: drawn[id_] for id_ in colours} == colours


@pytest.fixture(scope="module")
def root():
    new = edits.remove_step(put("mail-zoeken", title="Zoek de mail"), "mail-opnieuw", "toegang")
    return parsed(to_markup(lay_out_differences(PACKAGED, new, "reset-mail")))


def test_what_differs_is_said_in_the_name_and_told_in_the_description(root):
    gone, changed = node_of(root, "mail-opnieuw"), node_of(root, "mail-zoeken")
    assert gone.get("aria-label").endswith("Vervalt.")
    assert changed.get("aria-label").endswith("Veranderd.")
    assert "en wordt ‘Zoek de mail’." in changed.find(f"{SVG}desc").text
    assert "gaat nu naar" in changed.find(f"{SVG}desc").text


def test_the_legend_explains_only_what_occurs(root):
    (legend,) = with_class(root, "legend")
    assert [word for word in words_of(legend) if word in {"Nieuw", "Vervalt", "Veranderd", "Fout"}] == [
        "Nieuw",
        "Vervalt",
        "Veranderd",
    ]
