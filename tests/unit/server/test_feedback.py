"""The address for remarks takes whatever a person can write."""

from __future__ import annotations

import json

import pytest

from ehbi.server.reports import NOT_KEPT, REMARKS_AT_ONCE
from ehbi.store import Store, remarks
from tests.serving import running_server

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


def test_nobody_fills_the_disk_with_remarks():
    remark = {"step": "reset-mail", "doubt": "anders", "text": "x" * 300}
    with running_server() as server:
        answers = [tell(server.url, "/feedback", remark) for _ in range(int(REMARKS_AT_ONCE) * 2)]
        assert [answer.status for answer in answers[: int(REMARKS_AT_ONCE)]] == [201] * int(REMARKS_AT_ONCE)
        assert answers[-1].status == 503
        assert json.loads(answers[-1].text) == {"message": NOT_KEPT}
        assert server.log[1:] == []
