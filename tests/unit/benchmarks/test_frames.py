"""What a page reads: a message a frame, or several that a server put in one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.crowd.messages import Message, Session, deal_out
from ehbi.server.guides.messages import Said, packed, together

contents = st.dictionaries(st.text(max_size=5), st.text(max_size=5) | st.integers(), max_size=3)
said = st.lists(st.tuples(st.sampled_from(["comm_msg", "status"]), contents), min_size=1, max_size=5)


@given(said)
def test_messages_that_came_together_are_dealt_out_in_their_order(said):
    frame = together([packed(Said(kind, content), {"msg_id": "7"}) for kind, content in said])
    assert deal_out(frame) == [Message(kind, "7", content) for kind, content in said]


@given(said)
def test_a_message_by_itself_is_one(said):
    kind, content = said[0]
    assert deal_out(packed(Said(kind, content), {})) == [Message(kind, "", content)]


@given(said, st.data())
def test_what_was_cut_off_is_an_error_and_no_message_less(said, data):
    frame = together([Session("a").pack(kind, content)[1] for kind, content in said])
    cut = data.draw(st.integers(0, len(frame) - 1))
    with pytest.raises((ValueError, LookupError, TypeError)):
        deal_out(frame[:cut])
