"""A guest has what a kernel of one's own would have, and nobody else's."""

from __future__ import annotations

import asyncio
import gc

import comm
import ipywidgets
import pytest
from ipywidgets import Widget

import ehbi
from ehbi import places
from ehbi.apps.page_link import PageLink
from ehbi.files.documents import to_json
from ehbi.handbook import Handbook
from ehbi.worker import guest as guests
from ehbi.worker.guest import Guest, GuestComm

from .asking import HANDBOOK, Asker, notebook
from .asking import comm as numbered

FIELD = "import ipywidgets\nfield = ipywidgets.Text(layout=ipywidgets.Layout())\nfield"
"""Layout, style and field, by these numbers."""
LAYOUT, STYLE, TEXT = 1, 2, 3


def states_said(said):
    return [content["data"].get("state") for content in said]


@pytest.fixture
def page_link(asker):
    asker.come("a")
    return asker.number("a", "AnyView")


def test_a_page_hears_of_all_widgets_of_its_guest_and_of_no_others(asker, tmp_path):
    asker.come("a")
    asker.come("b", notebook(tmp_path / "b.ipynb", FIELD))
    assert len(asker.states("a")) > 10
    assert [*asker.states("b")] == [numbered(number) for number in (LAYOUT, STYLE, TEXT)]
    [output] = asker.come("c", tmp_path / "b.ipynb")["outputs"]
    assert output["data"]["application/vnd.jupyter.widget-view+json"]["model_id"] == numbered(TEXT)


def test_the_same_notebook_makes_the_same_widgets_in_every_guest(asker, tmp_path):
    one, other = asker.come("a"), asker.come("b")
    assert one["structure"] == other["structure"]
    assert one["outputs"] == other["outputs"]
    assert asker.states("a") == asker.states("b")
    assert asker.come("c", notebook(tmp_path / "c.ipynb", FIELD))["structure"] != one["structure"]


def test_a_step_is_answered_in_one_frame_and_moves_no_other_guest(asker, page_link):
    asker.come("b")
    said = asker.say("a", page_link, {"method": "custom", "content": {"begin": "geen-rechten"}})
    assert "geen-rechten" in [state and state.get("link") for state in states_said(said)]
    assert said[-1]["data"]["content"]["kind"] == "arrive"
    assert asker.states("a")[numbered(page_link)]["state"]["link"] == "geen-rechten"
    assert asker.states("b")[numbered(page_link)]["state"]["link"] == ""


def test_who_is_not_there_says_nothing(asker):
    assert asker.say("niemand", 1, {"method": "request_state"}) == []
    asker.leave("niemand")


def test_ids_of_anothers_widgets_are_words(asker, tmp_path):
    asker.come("a")
    asker.come("b", notebook(tmp_path / "b.ipynb", "import ipywidgets\nbox = ipywidgets.VBox()"))
    states = asker.states("b")
    box = len(states)
    assert len(asker.states("a")) > box
    asker.update("b", box, children=[f"IPY_MODEL_{numbered(box + 1)}"])
    assert asker.states("b") == states


def test_closing_all_widgets_closes_ones_own(asker, tmp_path):
    closing = f"{FIELD}\nfield.observe(lambda _: ipywidgets.Widget.close_all(), 'value')"
    asker.come("a")
    asker.come("b", notebook(tmp_path / "b.ipynb", closing))
    before = asker.states("a")
    assert asker.update("b", TEXT, value="weg")
    assert asker.states("b") == asker.worker._guests["b"].comms.comms == {}
    assert asker.states("a") == before


@pytest.mark.parametrize("failure", ["1 / 0", "raise SystemExit", "raise KeyboardInterrupt"])
def test_what_fails_fails_for_that_guest_alone(asker, tmp_path, failure):
    failing = f"{FIELD}\ndef fail(change):\n    {failure}\nfield.observe(fail, 'value')"
    for guest in "ab":
        asker.come(guest, notebook(tmp_path / f"{guest}.ipynb", failing if guest == "b" else FIELD))
    asker.update("b", TEXT, value="x")
    for guest in "ab":
        asker.update(guest, TEXT, value="y")
        assert asker.states(guest)[numbered(TEXT)]["state"]["value"] == "y"


@pytest.mark.parametrize(
    "content",
    [
        None,
        [],
        "x",
        {},
        {"comm_id": None, "data": {"method": "request_states"}},
        {"comm_id": [1], "data": {}},
        {"comm_id": {}, "target_name": {}},
        {"comm_id": "", "data": {"method": "request_states"}},
        {"comm_id": numbered(TEXT)},
        {"comm_id": numbered(TEXT), "data": []},
        {"comm_id": numbered(TEXT), "data": {"method": "update", "state": None}},
        {"comm_id": numbered(TEXT), "data": {"method": "update", "state": {"value": [1]}}},
        {"comm_id": numbered(TEXT), "data": {"method": "update", "state": {"value": float("nan")}}},
        {"comm_id": numbered(TEXT), "data": {"method": "update", "state": {}, "buffer_paths": [["a", 1]]}},
        {"comm_id": numbered(TEXT), "data": {"method": "update", "state": {"layout": "IPY_MODEL_x"}}},
        {"comm_id": numbered(TEXT), "data": {"method": "custom"}},
        {"comm_id": "x" * 10_000, "data": {}},
    ],
)
@pytest.mark.parametrize("kind", ["comm_msg", "comm_open", "comm_close", "execute_request", None])
def test_garbage_changes_nothing(asker, tmp_path, kind, content):
    asker.come("a", notebook(tmp_path / "a.ipynb", FIELD))
    before = asker.states("a")
    asker.hear("a", content, kind, [b"x"])
    assert asker.states("a") == before


def test_a_page_cannot_have_widgets_made(asker, tmp_path):
    asker.come("a", notebook(tmp_path / "a.ipynb", FIELD))
    state = asker.states("a")[numbered(TEXT)]["state"]
    said = asker.hear(
        "a", {"comm_id": "x", "target_name": "jupyter.widget", "data": {"state": state}}, "comm_open"
    )
    assert said == []
    assert len(asker.states("a")) == TEXT


def test_buffers_come_and_go_with_their_message(asker, tmp_path):
    echo = f"{FIELD}\nfield.on_msg(lambda one, content, buffers: one.send(content, [*buffers, b'einde']))"
    asker.come("a", notebook(tmp_path / "a.ipynb", echo))
    said = asker.hear(
        "a",
        {"comm_id": numbered(TEXT), "data": {"method": "custom", "content": 1}},
        buffers=[b"begin", b""],
    )
    assert said[0]["data"]["content"] == 1
    assert asker.heard[-1]["said"][0]["buffers"] == 3
    assert asker.buffers[-1] == [b"begin", b"", b"einde"]


LONG = f"""{FIELD}
def work(*_):
    for word in "abc": field.value = word
field.on_msg(work)
"""


def test_what_a_long_answer_says_on_the_way_is_passed_on_meanwhile(asker, tmp_path, monkeypatch):
    asker.come("a", notebook(tmp_path / "long.ipynb", LONG))
    asked = {"comm_id": numbered(TEXT), "data": {"method": "custom", "content": 0}}
    for patience, expected in [
        (60, [("abc", True)]),
        (-1, [("a", False), ("b", False), ("c", False), ("", True)]),
    ]:
        monkeypatch.setattr(guests, "TOGETHER", patience)
        before = len(asker.heard)
        asker.worker.do({"do": "hear", "guest": "a", "kind": "comm_msg", "content": asked, "metadata": {}})
        heard = [
            (states_said(one["content"] for one in frame["said"]), frame["done"])
            for frame in asker.heard[before:]
        ]
        assert [("".join(state["value"] for state in states), done) for states, done in heard] == expected


LATER = f"""{FIELD}
import asyncio
def say(*words):
    for word in words: field.value = word
field.on_msg(lambda _, content, __: asyncio.get_running_loop().call_soon(say, *content))
"""


def test_what_is_said_later_is_gathered_in_a_frame_of_its_own(tmp_path):
    async def visit():
        with Asker(asyncio.get_running_loop().call_soon_threadsafe) as asker:
            for guest in "ab":
                asker.come(guest, notebook(tmp_path / "later.ipynb", LATER))
                assert asker.say(guest, TEXT, {"method": "custom", "content": [guest, "x"]}) == []
            await asyncio.wait_for(_until(lambda: len(asker.heard) == 6), 10)
            return asker.heard[-2:]

    for guest, heard in zip("ab", asyncio.run(visit()), strict=True):
        assert (heard["guest"], heard["done"]) == (guest, False)
        assert states_said(one["content"] for one in heard["said"]) == [{"value": guest}, {"value": "x"}]


async def _until(holds):
    while not holds():
        await asyncio.sleep(0)


def test_a_thread_speaks_for_the_guest_whose_widgets_it_has(asker, tmp_path):
    cell = f"""{FIELD}
import threading
def work():
    field.value = "klaar"
    ipywidgets.Text()
def start(*_):
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
field.on_msg(start)
"""
    asker.come("a", notebook(tmp_path / "a.ipynb", cell))
    asker.come("b", notebook(tmp_path / "b.ipynb", FIELD))
    said = asker.say("a", TEXT, {"method": "custom", "content": 1})
    assert states_said(said) == [{"value": "klaar"}]
    assert [len(asker.states(guest)) for guest in "ab"] == [TEXT, TEXT]


def alive(*kinds):
    gc.collect()
    return [sum(type(one) is kind or isinstance(one, kind) for one in gc.get_objects()) for kind in kinds]


def test_nothing_is_left_of_guests_who_have_left(asker, page_link):
    asker.leave("a")
    kinds = (Guest, GuestComm, Widget, Handbook)
    before = alive(*kinds)
    classes = len(PageLink.__subclasses__())
    for number in range(50):
        asker.come(str(number))
        for content in ({"begin": "geen-rechten"}, {"answer": "ja", "step": "geen-rechten"}):
            assert asker.say(str(number), page_link, {"method": "custom", "content": content})
    assert alive(Handbook) == before[-1:]
    for number in range(50):
        asker.leave(str(number))
    asker.go_on()
    assert alive(*kinds) == before
    assert len(PageLink.__subclasses__()) == classes


def test_a_guest_who_has_left_is_silent_for_ever(asker, tmp_path):
    kept: list[Widget] = []
    asker.come("a", notebook(tmp_path / "a.ipynb", FIELD))
    kept.extend(asker.worker._guests["a"].widgets.values())
    channel = kept[-1].comm
    asker.leave("a")
    heard = len(asker.heard)
    kept[-1].value = "nog iets"
    channel.send({"method": "custom"})
    asker.go_on()
    assert len(asker.heard) == heard


STUBBORN = """import ipywidgets
class Stubborn(ipywidgets.Text):
    tried = False
    def close(self):
        if not self.tried:
            self.tried = True
            raise OSError
        super().close()
made = [Stubborn() for _ in range(3)]"""


def test_a_widget_that_will_not_close_takes_none_of_anothers_along(asker, tmp_path):
    taking = f"{FIELD}\nimport gc\nfield.observe(lambda _: gc.collect(), 'value')"
    asker.come("a", notebook(tmp_path / "a.ipynb", STUBBORN))
    asker.come("b", notebook(tmp_path / "b.ipynb", taking))
    asker.leave("a")
    asker.update("b", TEXT, value="x")
    assert len(asker.states("b")) == TEXT
    assert alive(Guest) == [1]


def test_a_comm_that_is_closed_when_it_is_not_its_guests_turn_is_closed_for_its_guest(asker, tmp_path):
    for guest in "ab":
        asker.come(guest, notebook(tmp_path / "a.ipynb", FIELD))
    comms = [asker.worker._guests[guest].comms.comms for guest in "ab"]
    comms[0][numbered(TEXT)].close()
    assert [numbered(TEXT) in theirs for theirs in comms] == [False, True]
    asker.go_on()
    assert (asker.heard[-1]["guest"], asker.heard[-1]["said"][0]["kind"]) == ("a", "comm_close")


def test_a_comm_that_goes_in_anothers_turn_is_closed_for_its_own_guest(asker, tmp_path):
    dropping = """import comm
dropped = comm.create_comm(target_name="x")
dropped.itself = dropped
comm.get_comm_manager().comms.clear()
del dropped"""
    taking = f"{FIELD}\nimport gc\nfield.observe(lambda _: gc.collect(), 'value')"
    asker.come("a", notebook(tmp_path / "a.ipynb", dropping))
    asker.come("b", notebook(tmp_path / "b.ipynb", taking))
    said = asker.update("b", TEXT, value="x")
    assert "comm_close" not in [message["kind"] for message in asker.heard[-1]["said"]]
    assert said
    asker.go_on()
    late = [
        message["kind"] for heard in asker.heard if heard.get("done") is False for message in heard["said"]
    ]
    assert late == ["comm_close"]
    assert len(asker.states("b")) == TEXT


def test_a_notebook_that_fails_is_told_and_its_guest_is_gone(asker, tmp_path):
    file = notebook(tmp_path / "a.ipynb", f"{FIELD}\n1 / 0")
    assert "ZeroDivisionError" in asker.come("a", file)["error"]
    assert asker.say("a", TEXT, {"method": "request_state"}) == []
    assert "outputs" in asker.come("a", HANDBOOK)


def test_who_comes_again_begins_anew(asker, page_link):
    asker.say("a", page_link, {"method": "custom", "content": {"begin": "geen-rechten"}})
    asker.come("a")
    assert asker.states("a")[numbered(page_link)]["state"]["link"] == ""


def test_a_new_revision_is_for_the_next_guest(asker, page_link, tmp_path, monkeypatch):
    revision = asker.states("a")[numbered(page_link)]["state"]["revision"]
    newer = ehbi.load().model_copy(update={"title": "Nieuw"})
    monkeypatch.setenv(places.HANDBOOKS, str(tmp_path))
    for title in ("Nieuw", "Nieuwer"):
        newer = newer.model_copy(update={"title": title})
        (tmp_path / "next.json").write_text(to_json(newer), encoding="utf-8")
        (tmp_path / "next.json").replace(tmp_path / "newest.json")
        asker.come("b")
        assert asker.states("b")[numbered(page_link)]["state"]["revision"] == newer.revision
    assert asker.states("a")[numbered(page_link)]["state"]["revision"] == revision != newer.revision


def test_who_takes_the_comms_over_has_them_until_the_next_guest_comes(asker, tmp_path, monkeypatch):
    asker.come("a", notebook(tmp_path / "a.ipynb", FIELD))
    monkeypatch.setattr(comm, "create_comm", None)
    assert (
        asker.come("b", tmp_path / "a.ipynb")["structure"]
        == asker.come("a", tmp_path / "a.ipynb")["structure"]
    )


def test_when_it_is_no_guests_turn_all_is_as_it_was(asker):
    asker.come("a")
    before = asker.states("a")
    text = ipywidgets.Text()
    assert not isinstance(text.comm, GuestComm)
    assert Widget.widgets[text.model_id] is text
    assert text.comm.comm_id in comm.get_comm_manager().comms
    text.close()
    assert asker.states("a") == before
