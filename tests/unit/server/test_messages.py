"""What a page may say to its guide is what Voilà's front end says; the rest stays behind."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jupyter_server.services.kernels.connection.base import (
    deserialize_msg_from_ws_v1,
    serialize_msg_to_ws_v1,
)

from ehbi.handbook import clock
from ehbi.server.guides.messages import GarbageError, Said, heard, together
from ehbi.server.guides.messages import packed as packed_for_page

from .visiting import dealt_out, packed

COMM = {"comm_id": "a", "data": {}}
HEADER = b'{"msg_type": "comm_msg", "msg_id": "1", "session": "2"}'


def message(header=HEADER, metadata=b"{}", content=b'{"comm_id": "a", "data": {}}', *buffers):
    return serialize_msg_to_ws_v1([header, b"{}", metadata, content, *buffers], "shell")


def test_a_message_bears_the_moment_of_the_clock():
    _, (header, *_) = deserialize_msg_from_ws_v1(packed_for_page(Said("status", {}), {}))
    assert json.loads(header)["date"] == clock.now().isoformat()


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("kernel_info_request", {}),
        ("comm_info_request", {"target_name": "jupyter.widget"}),
        ("comm_open", COMM | {"target_name": "jupyter.widget.control"}),
        ("comm_msg", COMM),
        ("comm_close", COMM),
    ],
)
def test_what_the_front_end_says_is_heard(kind, content):
    said = heard(packed(kind, content, msg_id="een", session="twee"))
    assert said.header == {"msg_type": kind, "msg_id": "een", "session": "twee"}
    assert (said.kind, said.content, said.metadata) == (kind, content, {"version": "1.0.0"})


def test_what_comes_with_a_message_goes_with_it():
    came = heard(message(HEADER, b"{}", b'{"comm_id": "a", "data": {}}', b"een", b"twee"))
    assert came.buffers == [b"een", b"twee"]


@pytest.mark.parametrize(
    "kind",
    [
        "execute_request",
        "shutdown_request",
        "interrupt_request",
        "debug_request",
        "input_reply",
        "complete_request",
        "inspect_request",
        "history_request",
        "is_complete_request",
        "create_subshell_request",
        "usage_request",
        "COMM_MSG",
        "iets anders",
    ],
)
def test_no_other_kind_does(kind):
    assert heard(packed(kind, COMM)) is None


@pytest.mark.parametrize("channel", ["control", "stdin", "iopub", "", "PrivatePage", "shell\0"])
def test_no_other_channel_is_there(channel):
    assert heard(packed("comm_msg", COMM, channel=channel)) is None


@pytest.mark.parametrize("target", ["jupyter.widget", "jupyter.widget.version", "", None, ["x"], "iets"])
def test_a_page_opens_nothing_but_the_list_of_widgets(target):
    assert heard(packed("comm_open", COMM | {"target_name": target})) is None


@pytest.mark.parametrize("name", ["msg_id", "msg_type", "session"])
@pytest.mark.parametrize("value", ["", "x" * 65, "é", 1, None, ["x"], {"x": 1}])
def test_a_name_is_a_short_plain_text(name, value):
    with pytest.raises(GarbageError):
        heard(packed("comm_msg", COMM, **{name: value}))


@pytest.mark.parametrize(
    "content",
    [{}, {"comm_id": "a"}, {"data": {}}, COMM | {"comm_id": [1]}, COMM | {"data": 5}, [], "x", None],
)
def test_a_message_of_a_widget_names_it_and_says_something(content):
    with pytest.raises(GarbageError):
        heard(packed("comm_msg", content))


@pytest.mark.parametrize(
    "garbage",
    [
        "{}",
        b"",
        b"\0" * 8,
        b"\xff" * 100,
        (2**62).to_bytes(8, "little"),
        message()[:-1],
        message() + b"x",
        message(b"geen json"),
        message(b"\xff\xfe"),
        message(b"[" * 10_000),
        message(HEADER, b"[]"),
        message(HEADER, b"[" * 10_000),
        message(HEADER, b"{}", b"[" * 10_000 + b"]" * 10_000),
        message(HEADER, b"{}", b"{}", *[b"x"] * 17),
        message(HEADER, b"{}", b'{"comm_id": "a", "data": {"x": ' + b"[" * 70 + b"]" * 70 + b"}}"),
    ],
    ids=lambda garbage: repr(garbage[:12]),
)
def test_what_is_no_message_is_garbage(garbage):
    with pytest.raises(GarbageError):
        heard(garbage)


@given(st.binary(max_size=300))
def test_whatever_comes_is_a_message_or_garbage(some):
    with suppress(GarbageError):
        assert heard(some) is None


@given(st.integers(0, len(message()) - 1), st.integers(0, 255))
def test_a_message_with_a_wrong_byte_is_a_message_or_garbage(at, byte):
    wrong = bytearray(message())
    wrong[at] = byte
    try:
        found = heard(bytes(wrong))
    except GarbageError:
        return
    assert found is None or found.buffers == []


@given(
    st.lists(
        st.builds(Said, st.text(min_size=1), st.just({"a": "é"}), buffers=st.lists(st.binary(max_size=9)))
    )
)
def test_messages_that_come_together_are_read_one_by_one(said):
    parent = {"msg_id": "een"}
    whole = together(packed_for_page(one, parent) for one in said)
    assert whole[:8] == bytes(8)
    found = [deserialize_msg_from_ws_v1(one) for one in dealt_out(whole)] if said else []
    assert [channel for channel, _ in found] == ["iopub"] * len(said)
    for one, (_, (header, asked, metadata, content, *buffers)) in zip(said, found, strict=True):
        assert json.loads(header)["msg_type"] == one.kind
        assert (json.loads(asked), json.loads(metadata), json.loads(content)) == (parent, {}, {"a": "é"})
        assert buffers == one.buffers
