"""Odd ids, numbers of facts, days and numbers: refused where they stand."""

from __future__ import annotations

import pytest

from .drafts import Draft, built, examine
from .places import LEAVES, name

IDS = {"id", "step", "next", "party", "contact", "situation", "answer", "outcome"}

ODD_IDS = [
    "", " ", "A", "één", "a b", "../a", "a/b", "a_b", "-a", "a-", "a--b", "a\n", "\na", "a.b", "a~b", "🙂",
    "a" * 61,
]  # fmt: skip

ODD_IDS += ["a" * 1000, "<b>", "a;b", "a\x00", "constructor()", "ａ", "²"]  # a wide letter is the point


@pytest.mark.parametrize("path", [path for path in LEAVES if path[-1] in IDS or "source" in path], ids=name)
def test_an_odd_id_is_refused_there(path):
    draft = Draft()
    for odd in ODD_IDS:
        draft.put(path, odd)
        handbook, problems = built(draft.data)
        assert handbook is None
        assert [problem.path for problem in problems] == [path]


@pytest.mark.parametrize("sound", ["a", "7", "a1-b2", "a" * 60, "0-0"])
def test_a_plain_id_is_taken(draft, sound):
    draft.add("parties", id=sound, name="Iemand")
    assert draft.problems() == ()


@pytest.mark.parametrize(
    "fact", ["1", "1.", ".1", "1.1.1", "01.1", "1.01", "0.1", "1.0", "100.1", "1,1", "a.b", "1.1\n"]
)
def test_an_odd_number_of_a_fact_is_refused(draft, fact):
    path = draft.put(("facts", 0, "id"), fact)
    assert draft.only(path).remedy.endswith("voor een feit een nummer zoals 1.2")


def test_the_tenth_fact_is_not_the_first(draft):
    draft.add("facts", id="1.10", text="Tien.")
    draft.step("toegang")["source"].append("1.10")
    assert draft.problems() == ()
    assert examine(draft.text.replace('"1.10"', "1.10"))[1] == ()


@pytest.mark.parametrize(
    "day",
    [
        "", "gisteren", "24-11-2026", "2026-11-31", "2026-13-01", "20261124", "2026-W48-2",
        "2026-11-24T00:00", "2026-11-24 ", "2026-1-4", "0000-00-00", "2026-11-24\n", "２０２６-11-24",
    ],  # wide digits are the point
)  # fmt: skip
def test_an_odd_day_is_refused(draft, day):
    path = draft.put(("steps", 0, "reviewed"), day)
    problem = draft.only(path)
    assert problem.message.startswith("‘reviewed’ is geen datum")
    assert problem.remedy == "Schrijf de dag als 2026-11-24"


@pytest.mark.parametrize(
    ("number", "message"), [(0, "‘number’ kan niet ‘0’ zijn"), (100, "‘number’ kan niet ‘100’ zijn")]
)
def test_a_number_out_of_range(draft, number, message):
    problem = draft.only(draft.put(("steps", 0, "number"), number))
    assert problem.message == message
    assert problem.remedy in {"Kies een getal vanaf 1", "Kies een getal tot en met 99"}


def test_another_format_of_file(draft):
    problem = draft.only(draft.put(("format",), 2))
    assert (problem.message, problem.remedy) == ("‘format’ kan niet ‘2’ zijn", "Kies een getal tot en met 1")
