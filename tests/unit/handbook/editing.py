"""Random edits: a function that changes a draft, with arguments that mostly make sense to that draft."""

from __future__ import annotations

import inspect
from datetime import date

from hypothesis import strategies as st

from ehbi.handbook import EditError, edits
from ehbi.handbook.checks import check
from ehbi.handbook.edits.branch import copy_steps
from ehbi.handbook.model import Handbook
from ehbi.handbook.parts import LOCAL_PARTS
from ehbi.handbook.schema import PARTS

from .editing_fields import FACT_IDS, IDS, KINDS, TEXTS, cover_fields, new_part, step_fields
from .strategies import PACKAGED, handbooks

TODAY = date(2026, 11, 24)
EDITS = [getattr(edits, name) for name in edits.__all__ if name != "fresh_id"]

_scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.just("\ud800"),
    st.binary(), st.dates(), st.datetimes(), st.sampled_from([object(), int, iter(()), 1j]),
)  # fmt: skip
_keys = st.one_of(st.text(max_size=8), st.sampled_from(["id", "title", "answers", "\udfff"]), st.integers())


def _endless():
    """A list and a mapping that hold themselves."""
    items, mapping = [], {}
    items.append(items)
    mapping["title"] = mapping
    return [items, mapping]


def _groups(inner):
    return st.one_of(st.lists(inner, max_size=3), st.dictionaries(_keys, inner, max_size=3))


anything = st.one_of(
    st.recursive(_scalars, _groups, max_leaves=5), st.sets(st.text()), st.sampled_from(_endless())
)
"""What no caller should ever hand over, and some of what one should."""

tame, wild = st.just(False), st.integers(0, 3).map(lambda number: number == 0)


def arguments(draw, edit, handbook, strange=tame):
    """Draw the arguments for one edit; where ``strange`` draws true, one is anything at all."""
    chosen: dict[str, object] = {}
    for name in list(inspect.signature(edit).parameters)[1:]:
        drawn = anything if name != "published" and draw(strange) else _argument(handbook, name, chosen)
        chosen[name] = draw(drawn)
    return chosen


def attempt(edit, handbook, chosen):
    """Return the handbook after an edit, or None when it is refused with reasons that can be shown."""
    try:
        result = edit(handbook, **chosen)
    except EditError as error:
        refusal = error
    else:
        return result if isinstance(result, Handbook) else result[0]
    assert refusal.problems
    assert all(problem.message and problem.remedy for problem in refusal.problems)
    assert all(line.isprintable() and line.endswith(".") for line in str(refusal).splitlines())
    assert str(refusal).encode()
    return None


def edited(draw, handbook, strange=tame, longest=8):
    """Yield each draft of a random sequence of edits, the one it started from first."""
    yield handbook
    for edit in draw(st.lists(st.sampled_from(EDITS), min_size=1, max_size=longest)):
        handbook = attempt(edit, handbook, arguments(draw, edit, handbook, strange)) or handbook
        yield handbook


@st.composite
def drafts(draw):
    """A handbook as it is after some edits, with what the checks then have to say."""
    *_, draft = edited(draw, draw(st.one_of(handbooks(), st.just(PACKAGED))))
    return draft


def messages(draft):
    """What the checks have to say about a draft."""
    return [problem.message for problem in check(draft, TODAY)]


def arrows(draft):
    """Where each answer leads, by its step and id."""
    return {(step.id, answer.id): answer.next for step in draft.steps for answer in step.answers}


def _argument(handbook, name, chosen):
    """Return what to draw one argument from; what it is about was drawn before it."""
    if name == "fields":
        return _fields(handbook, chosen)
    if name == "answer_id" or (name == "old" and "step_id" in chosen):
        return st.sampled_from(_answers(handbook, chosen["step_id"]) or ["geen"])
    steps = st.sampled_from([step.id for step in handbook.steps])
    return {
        "step_id": steps,
        "next_id": steps,
        "old": steps,
        "published": st.sets(steps),
        "instead": st.one_of(st.none(), steps),
        "new": st.one_of(IDS, FACT_IDS, TEXTS, steps, st.sampled_from(LOCAL_PARTS)),
        "part": st.sampled_from(sorted(PARTS)),
        "name": st.sampled_from(_names(handbook, chosen.get("part")) or ["geen"]),
        "place": st.integers(0, 3),
        "kind": KINDS,
        "today": st.just(TODAY),
        "title": TEXTS,
        "label": TEXTS,
        "done": TEXTS,
        "way": st.integers(0, 2),
        "copied": steps.map(lambda step: copy_steps(handbook, step, whole=True)),
        "party": st.sampled_from(["balie", "lener"]),
    }[name]


def _answers(handbook, step_id):
    return [answer.id for step in handbook.steps if step.id == step_id for answer in step.answers]


def _names(handbook, part):
    items = getattr(handbook, part) if part in list(PARTS) else ()
    return [getattr(item, PARTS[part].key) for item in items]


def _fields(handbook, chosen):
    part = chosen.get("part")
    if part in list(PARTS):
        return new_part(handbook, part, named="name" not in chosen)
    return step_fields(handbook) if "step_id" in chosen else cover_fields(handbook)
