"""The paths as plain data, in the form that scripts outside rely on."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from ehbi.handbook.graph import path_rows

from .strategies import PACKAGED, every_path, few, handbooks


@few
@given(st.one_of(st.just(PACKAGED), handbooks()))
def test_every_path_of_every_situation_is_a_row_in_the_promised_form(handbook):
    rows = json.loads(json.dumps(list(path_rows(handbook))))
    expected = []
    for situation in handbook.situations:
        for path in every_path(handbook, situation.id):
            nexts = [handbook.step(step).answer(answer).next for step, answer in path]
            end = handbook.step(nexts[-1])
            expected.append(
                {
                    "situation": situation.number,
                    "answers": [{"step": step, "answer": answer} for step, answer in path],
                    "steps": [situation.id, *nexts],
                    "outcome": {"step": end.id, "kind": str(end.outcome), "contact": end.contact},
                }
            )
    assert sorted(map(json.dumps, rows)) == sorted(map(json.dumps, expected))
    assert [row["situation"] for row in rows] == sorted(row["situation"] for row in rows)


def test_the_packaged_handbook_ends_in_all_ways_and_with_all_contacts_but_the_supplier(handbook):
    outcomes = [row["outcome"] for row in list(path_rows(handbook))]
    assert {outcome["kind"] for outcome in outcomes} == {"resolved", "handover", "explained"}
    assert {outcome["contact"] for outcome in outcomes} == {
        None,
        *(contact.id for contact in handbook.contacts if contact.id != "systeemleverancier"),
    }
