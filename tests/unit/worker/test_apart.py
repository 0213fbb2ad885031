"""Whatever pages say, each guest says what a guest says who is alone in a process."""

from __future__ import annotations

import itertools
import json
from contextlib import suppress
from copy import deepcopy
from itertools import chain

import ipywidgets
import pytest
from comm.base_comm import BaseComm, CommManager
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from ipywidgets.widgets import widget as ipywidget

import ehbi
from ehbi.worker.notebook import run
from tests.examples import share

from .asking import CONTROL, HANDBOOK, Asker, comm, notebook

STEPS = [step.id for step in ehbi.load().steps]
ANSWERS = sorted({answer.id for step in ehbi.load().steps for answer in step.answers})
LINK = 2
"""Number of the guide's link with its page."""
OTHER = """
import ipywidgets
box = ipywidgets.VBox([ipywidgets.Dropdown(options=["ja", "nee"]), ipywidgets.Text()])
def more(change):
    box.children = (*box.children, ipywidgets.Text(value=str(change["new"])))
box.children[1].observe(more, "value")
box
"""

junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
ids = st.integers(1, 30).map(comm)
models = ids.map("IPY_MODEL_{}".format)
begins = st.sampled_from(STEPS).map(lambda step: {"begin": step})
answers = st.builds(
    lambda step, answer: {"step": step, "answer": answer}, *map(st.sampled_from, (STEPS, ANSWERS))
)
opens = st.builds(
    lambda words, revision: {"open": "/".join(words), "revision": revision},
    st.lists(st.sampled_from(STEPS + ANSWERS), max_size=4),
    st.sampled_from(["", ehbi.load().revision, "000000000000"]),
)
others = st.builds(lambda what, at: {what: at}, st.sampled_from(["confirm", "deny"]), st.integers(-2, 5))
wishes = (begins | answers | opens | others | junk).map(
    lambda content: {"method": "custom", "content": content}
)
names = st.sampled_from(["value", "index", "children", "layout", "style", "link", "keys", "_dom_classes"])
values = junk | models | st.lists(models, max_size=3) | st.sampled_from(["ja", "x"]) | st.integers(0, 4)
updates = st.dictionaries(names, values, max_size=3).map(lambda state: {"method": "update", "state": state})
asks = st.sampled_from([{"method": "request_state"}, {"method": "request_states"}])


def said_to(names, data):
    return st.builds(lambda name, what: ("comm_msg", {"comm_id": name, "data": what}), names, data)


proper = st.one_of(
    said_to(st.just(comm(LINK)), wishes),
    said_to(ids, updates),
    said_to(ids, wishes | asks | junk),
    said_to(st.just(CONTROL["comm_id"]), st.just({"method": "request_states"})),
    st.tuples(st.just("comm_close"), ids.map(lambda name: {"comm_id": name})),
)
messages = st.one_of(
    proper,
    st.just(("comm_open", CONTROL)),
    said_to(st.just(CONTROL["comm_id"]), asks | junk),
    st.tuples(
        st.sampled_from(["comm_open", "comm_close"]), ids.map(lambda name: {**CONTROL, "comm_id": name})
    ),
    st.tuples(st.sampled_from(["comm_open", "comm_msg", "comm_close", "x"]), junk),
)
everything = st.lists(st.tuples(st.sampled_from("abc"), messages | st.none()), max_size=20)
"""Who says what; one who says None goes, and comes again."""


@pytest.fixture
def notebooks(tmp_path):
    other = notebook(tmp_path / "other.ipynb", OTHER)
    return {"a": HANDBOOK, "b": HANDBOOK, "c": other}


def heard(notebooks, said):
    """Return what each of these guests says who speak by turns in one worker, their states last."""
    with Asker() as asker:
        for guest, file in notebooks.items():
            asker.come(guest, file)
        for guest, message in said:
            if message is None:
                asker.leave(guest)
                asker.come(guest, notebooks[guest])
            else:
                kind, content = message
                asker.hear(guest, deepcopy(content), kind)
            asker.go_on()
        for guest in notebooks:
            asker.states(guest)
        return {guest: [repr(one) for one in asker.heard if one["guest"] == guest] for guest in notebooks}


@given(everything)
@share(1 / 3, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_each_guest_says_what_it_would_say_alone(notebooks, said):
    together = heard(notebooks, said)
    alone = [
        heard({guest: file}, [one for one in said if one[0] == guest]) for guest, file in notebooks.items()
    ]
    assert together == dict(chain.from_iterable(one.items() for one in alone))


def plain_comm(published):
    """Return a comm as ipywidgets has it where nobody shares anything; it adds what it publishes."""
    numbers = itertools.count(1)

    class PlainComm(BaseComm):
        def __init__(self, **options):
            super().__init__(**options | {"comm_id": options.get("comm_id") or comm(next(numbers))})

        def publish_msg(self, msg_type, data=None, metadata=None, buffers=None, **keys):
            content = {"comm_id": self.comm_id, "data": data or {}, **keys}
            text = json.dumps([msg_type, content, metadata or {}, len(buffers or ())], allow_nan=False)
            published.append(json.loads(text))

    return PlainComm


def said_by_ipywidgets(file, said):
    """Return what is said without any of our ways to keep guests apart."""
    manager, published = CommManager(), []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("comm.create_comm", plain_comm(published))
        patch.setattr("comm.get_comm_manager", lambda: manager)
        patch.setattr(ipywidget, "_instances", {})
        ipywidgets.register_comm_target()
        names: dict[str, object] = {}
        run(file, names)
        published.clear()
        for kind, content in said:
            message = {"content": deepcopy(content), "metadata": {"version": "1.0.0"}, "buffers": []}
            with suppress(Exception):
                getattr(manager, kind)(None, None, message)
        heard = [*published]
        ipywidgets.Widget.close_all()
    return heard


@given(st.lists(proper, max_size=20))
@share(1 / 3, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_guest_says_what_ipywidgets_says(notebooks, said):
    said = [("comm_open", CONTROL), *said]
    for file in {*notebooks.values()}:
        with Asker() as asker:
            asker.come("a", file)
            for kind, content in said:
                asker.hear("a", deepcopy(content), kind)
            messages = [message for heard in asker.heard[1:] for message in heard["said"]]
        keys = ("kind", "content", "metadata", "buffers")
        ours = [[message[key] for key in keys] for message in messages]
        assert ours == said_by_ipywidgets(file, said)
