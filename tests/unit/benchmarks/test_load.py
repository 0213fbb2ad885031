"""What ``python -m benchmarks.load`` runs, and how it ends."""

import pytest

from benchmarks import load
from benchmarks.crowd import Run
from benchmarks.room import RoomPlan


@pytest.fixture
def ends(monkeypatch):
    """Run the command with an error in some of its parts; gives its exit status and which parts it ran."""

    def running(*arguments, wrong=""):
        ran = []

        def part(name):
            def met(_):
                ran.append(name)
                found = Run("http://127.0.0.1:9/")
                found.errors.update(["book: too late"] if name == wrong else [])
                return found

            monkeypatch.setattr(load, name, met)

        monkeypatch.setattr("sys.argv", ["load", *arguments])
        part("_staff")
        part("_workshop")
        return load.main(), ran

    return running


@pytest.mark.parametrize("wrong", ["", "_staff", "_workshop"])
def test_a_workshop_comes_after_the_crowd_and_an_error_in_either_makes_it_fail(ends, wrong):
    assert ends(wrong=wrong) == (bool(wrong), ["_staff", "_workshop"])


def test_sixty_phones_are_in_the_workshop(monkeypatch):
    monkeypatch.setattr("sys.argv", ["load"])
    assert load._options().phones == RoomPlan().phones == 60


@pytest.mark.parametrize("options", [("--soak", "1"), ("--url", "http://127.0.0.1:9/"), ("--phones", "0")])
def test_there_is_no_workshop_where_none_is_wanted_or_can_be_held(ends, options):
    assert ends(*options) == (0, ["_staff"])
