"""What ``python -m benchmarks.load`` runs, and how it ends."""

import pytest

from benchmarks import load
from benchmarks.crowd import Run
from benchmarks.room import RoomPlan
from benchmarks.screens import PatronPlan


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
        part("_patrons")
        return load.main(), ran

    return running


@pytest.mark.parametrize("wrong", ["", "_staff", "_workshop", "_patrons"])
def test_a_workshop_and_patrons_come_after_the_crowd_and_an_error_in_any_makes_it_fail(ends, wrong):
    assert ends(wrong=wrong) == (bool(wrong), ["_staff", "_workshop", "_patrons"])


def test_sixty_phones_are_in_the_workshop_and_two_hundred_patrons_have_a_screen(monkeypatch):
    monkeypatch.setattr("sys.argv", ["load"])
    assert load._options().phones == RoomPlan().phones == 60
    assert load._options().screens == PatronPlan().screens == 200


@pytest.mark.parametrize(
    ("options", "parts"),
    [
        (("--soak", "1"), ["_staff"]),
        (("--url", "http://127.0.0.1:9/"), ["_staff"]),
        (("--phones", "0"), ["_staff", "_patrons"]),
        (("--screens", "0"), ["_staff", "_workshop"]),
    ],
)
def test_there_is_no_workshop_or_patron_where_none_is_wanted_or_can_be(ends, options, parts):
    assert ends(*options) == (0, parts)
