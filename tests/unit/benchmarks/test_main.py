"""What ``python -m benchmarks.crowd`` runs, and how it ends."""

import pytest

from benchmarks.crowd import __main__ as command
from benchmarks.crowd.notes import Notes
from benchmarks.crowd.runs import Run
from benchmarks.crowd.watch import Driver


def noted(*errors):
    notes = Notes()
    notes.errors.update(errors)
    return notes


@pytest.fixture
def run(monkeypatch):
    """Run the command with what its two parts have seen; gives how it ends and how many workshops it held."""

    def running(*arguments, staff=(), workshop=()):
        plans = []

        def hold(plan):
            plans.append(plan)
            return Run(noted(*workshop), Driver(lasted=1))

        monkeypatch.setattr("sys.argv", ["crowd", *arguments])
        monkeypatch.setattr(command, "_staff", lambda _: noted(*staff))
        monkeypatch.setattr(command, "hold", hold)
        return command.main(), [plan.phones for plan in plans]

    return running


def test_sixty_phones_come_after_the_crowd(run):
    assert run() == (0, [60])


@pytest.mark.parametrize("part", ["staff", "workshop"])
def test_an_error_in_either_part_makes_it_fail(run, part):
    assert run(**{part: ["book: too late"]})[0] == 1


@pytest.mark.parametrize("options", [("--soak", "1"), ("--url", "http://127.0.0.1:9/"), ("--phones", "0")])
def test_there_is_no_workshop_where_none_is_wanted_or_can_be_held(run, options):
    assert run(*options) == (0, [])
