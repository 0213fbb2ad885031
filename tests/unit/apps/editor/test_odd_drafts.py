"""Whatever a draft lacks, its manager can open it, go anywhere, and take the last edit back."""

from __future__ import annotations

import pytest

from ehbi.apps.editor import Editor, WorkingCopy
from ehbi.apps.editor.problems import spot_of
from ehbi.handbook.checks import size as limits
from ehbi.handbook.values import Kind
from tests.unit.handbook.large import fan
from tests.unit.handbook.strategies import PACKAGED

from .acting import opened, press, send

HANDBOOK = PACKAGED
EMPTY = (
    *("parties", "contacts", "permissions", "glossary", "synonyms", "elsewhere"),
    *("examples", "facts"),
)
FAN = fan(limits.ANSWERS)
ODD = {
    "no situations": {
        "steps": tuple(
            step.model_copy(update={"kind": Kind.QUESTION}) if step.kind is Kind.SITUATION else step
            for step in HANDBOOK.steps
        )
    },
    "no steps": {"steps": ()},
    "nothing for other problems": {"outside": HANDBOOK.outside.model_copy(update={"step": "nergens"})},
    "a step twice": {"steps": (*HANDBOOK.steps, HANDBOOK.steps[3])},
    "nothing but steps": dict.fromkeys(EMPTY, ()),
    "too many answers": {name: getattr(FAN, name) for name in ("outside", "steps", "examples", *EMPTY)},
}


def opened_on(store, changes):
    """Open the page on a draft that became odd before."""
    work = WorkingCopy(store, "Noor")
    work.do("Raar", work.handbook.model_copy(update=changes))
    return Editor(WorkingCopy(store, "Noor"))


@pytest.fixture(params=ODD)
def odd(request, store):
    return opened_on(store, ODD[request.param])


def test_every_view_of_an_odd_draft_opens(odd):
    for view in odd.views:
        assert opened(odd, view).blocks
        assert odd.page.said[0] == ""


def test_an_odd_draft_can_be_undone_where_it_was_opened(odd):
    send(odd.bar, press="undo")
    assert odd.page.work.handbook == HANDBOOK
    assert odd.page.at in HANDBOOK


def test_the_last_situation_can_be_removed(store):
    situations = {step.id for step in HANDBOOK.situations[1:]}
    steps = tuple(step for step in HANDBOOK.steps if step.id not in situations)
    noor = opened_on(store, {"steps": steps})
    press(noor, "stappen", "remove")
    assert noor.page.work.handbook.situations == ()
    assert noor.page.at in noor.page.work.handbook


def test_an_example_can_be_added_where_no_case_can_start(store):
    noor = opened_on(store, {"steps": (), "examples": ()})
    noor.page.lead("gegevens", ("examples", 0))
    press(noor, "gegevens", "new")
    assert len(noor.page.work.handbook.examples) == 1


def test_what_is_too_large_is_told_and_can_be_mended_at_its_step(store):
    noor = opened_on(store, ODD["too many answers"])
    found = [one for one in noor.page.work.problems if f"er kunnen er {limits.ANSWERS} zijn" in one.message]
    assert [spot_of(noor.page.work.handbook, one)[1] for one in found] == ["begin"]
    assert not noor.page.work.can_publish
    noor.page.choose("begin")
    press(noor, "stappen", "answer/0/remove")
    assert "kunnen er" not in " ".join(one.message for one in noor.page.work.problems)
