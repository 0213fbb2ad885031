"""The address for remarks takes whatever a person can write."""

from __future__ import annotations

import pytest

from ehbi.store import Store, remarks

from .visiting import tell


@pytest.mark.parametrize(
    ("text", "kept"),
    [("\ud83d", "?"), ("De knop \ude00 heet anders", "De knop ? heet anders"), ("🙂" * 300, "🙂" * 300)],
    ids=["first half", "last half", "whole"],
)
def test_half_a_character_is_kept_as_a_question_mark(server, text, kept):
    said = len(server.log)
    remark = {"step": "reset-mail", "doubt": "anders", "text": text}
    assert tell(server.url, "/feedback", remark).status == 201
    store = Store.open(server.database)
    assert remarks.kept(store)[0].text == kept
    store.close()
    assert server.log[said:] == []
