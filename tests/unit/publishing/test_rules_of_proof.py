"""What a proof makes of what its builders say and take, with builders that are no processes."""

from __future__ import annotations

from pathlib import Path

import pytest

import ehbi
from ehbi.publishing import proof
from ehbi.publishing.proof import NoProofError, UnprovenError, _Proof

HANDBOOK = ehbi.load()
STEP = HANDBOOK.step("toegang")


class Builder:
    """A builder that holds so many bytes."""

    failure = None
    code = -9

    def __init__(self, memory=0, part="", at=""):
        self.held, self.part, self.at, self.asked, self.dismissed = memory, part, at, [], False

    def ask(self, part):
        self.part, self.at = part, ""
        self.asked.append(part)

    def dismiss(self):
        self.part = self.at = ""
        self.dismissed = True

    def memory(self):
        return self.held


@pytest.fixture
def told():
    return []


@pytest.fixture
def made(told):
    """A proof with these builders, of two parts."""

    def make(*builders, begun=True):
        found = _Proof(HANDBOOK, lambda progress: told.append(str(progress)), Path())
        found._builders = [*builders]
        if begun:
            found._hear(builders[0], {"parts": ["de naslag", "de dia's"]})
        return found

    return make


def test_each_part_is_built_once_by_whoever_has_nothing_to_do(made):
    one, other, late = Builder(), Builder(), Builder()
    proving = made(one, other, late)
    proving._hear(other, {"parts": ["de naslag", "de dia's"]})
    proving._hear(late, {"parts": ["de naslag", "de dia's"]})
    assert (one.asked, other.asked) == (["de naslag"], ["de dia's"])
    assert (late.asked, late.dismissed) == ([], True)
    proving._hear(one, {"done": "de naslag"})
    assert one.dismissed
    assert not other.dismissed


def test_it_is_told_what_is_built_and_at_which_step_but_not_too_often(made, told, monkeypatch):
    monkeypatch.setattr(proof, "OFTEN", 1000.0)
    builder = Builder()
    proving = made(builder)
    proving._hear(builder, {"at": STEP.id})
    assert told == ["Proef: de naslag … 1 van 2"]
    monkeypatch.setattr(proof, "OFTEN", 0.0)
    proving._hear(builder, {"at": STEP.id})
    proving._hear(builder, {"at": "bestaat-niet"})
    proving._hear(builder, {"done": "de naslag"})
    assert told[1:] == [
        f"Proef: de naslag, stap ‘{STEP.title}’ … 1 van 2",
        "Proef: de naslag … 1 van 2",
        "Proef: de dia's … 2 van 2",
    ]


def test_a_step_at_fault_ends_it_at_once_and_else_whoever_looks_for_it_may_go_on(made):
    one, other = Builder(), Builder()
    failed = {"failed": "de naslag", "why": "nee", "step": STEP.id, "words": True}
    with pytest.raises(UnprovenError, match="Het ligt aan de teksten van stap"):
        made(one)._hear(one, failed | {"found": True})
    proving = made(one, other)
    proving._hear(one, failed | {"found": False})
    proving._hear(other, {"parts": ["de naslag", "de dia's"]})
    assert other.dismissed  # nothing more is built of it
    with pytest.raises(UnprovenError, match=r"kan niet worden gemaakt \(nee\)"):
        proving._hear(one, None)


def test_a_builder_that_ends_while_it_builds_is_named_and_one_that_is_ready_may_end(made):
    one, other = Builder(), Builder()
    proving = made(one, other)
    proving._hear(other, None)
    assert proving._builders == [one]
    one.at = STEP.id
    with pytest.raises(UnprovenError) as raised:
        proving._hear(one, None)
    assert (raised.value.part, raised.value.step) == ("de naslag", STEP.id)
    assert raised.value.why == "het programma dat het maakt, stopte ineens (-9)"


def test_what_takes_too_long_is_told_by_the_one_that_is_busy(made):
    idle, busy = Builder(), Builder()
    proving = made(busy, idle)
    proving._builders = [idle, busy]
    proving._watch()
    proving._until = 0.0
    with pytest.raises(UnprovenError) as raised:
        proving._watch()
    assert raised.value.part == "de naslag"
    assert raised.value.why == "dat duurt langer dan 180 seconden; 0 van 2 onderdelen waren klaar"


def test_what_takes_too_long_to_start_is_no_fault_of_the_handbook(made):
    proving = made(Builder(), begun=False)
    proving._watch()
    proving._until = 0.0
    with pytest.raises(NoProofError, match="dat duurt langer dan 60 seconden"):
        proving._watch()


def test_what_takes_too_much_is_told_by_the_one_that_holds_most(made, monkeypatch):
    monkeypatch.setattr(proof, "MOST", 100_000_000)
    small, large = Builder(40_000_000, "de kaart"), Builder(60_000_000)
    proving = made(large, small)
    proving._watch()
    small.held += 1
    with pytest.raises(UnprovenError) as raised:
        proving._watch()
    assert raised.value.part == "de naslag"
    assert raised.value.why == "dat kost meer dan 100 MB geheugen; 0 van 2 onderdelen waren klaar"


def test_what_failed_before_it_took_too_much_is_the_reason(made, monkeypatch):
    monkeypatch.setattr(proof, "MOST", 1)
    one, other = Builder(5), Builder(9)
    proving = made(one, other)
    one.failure = UnprovenError(HANDBOOK, "de naslag", "", "nee")
    with pytest.raises(UnprovenError) as raised:
        proving._watch()
    assert raised.value is one.failure


def test_when_all_have_ended_nothing_is_refused_any_more(made):
    proving = made(Builder())
    proving._builders, proving._until = [], 0.0
    proving._watch()


def test_the_longest_reason_and_title_that_a_manager_reads():
    step = STEP.model_copy(update={"title": "t" * 100})
    others = tuple(step if one.id == STEP.id else one for one in HANDBOOK.steps)
    long = HANDBOOK.model_copy(update={"steps": others})
    error = UnprovenError(long, "de naslag", STEP.id, "w" * 300)
    assert error.why == "w" * 200
    assert f"‘{'t' * 80}’" in str(error)
    assert UnprovenError(long, "de naslag", "weg", "").step == ""
