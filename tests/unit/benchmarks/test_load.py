"""What ``python -m benchmarks.load`` runs, and how it ends."""

import pytest

from benchmarks import load
from benchmarks.crowd import Run


@pytest.fixture
def run(monkeypatch):
    """Run the command with what its two parts have met; gives how it ends and how many phones it held."""

    def running(*arguments, staff=(), workshop=()):
        phones = []

        def part(name, errors):
            def met(options):
                phones.extend([options.phones] if name == "_workshop" else [])
                found = Run("http://127.0.0.1:9/")
                found.errors.update(errors)
                return found

            monkeypatch.setattr(load, name, met)

        monkeypatch.setattr("sys.argv", ["load", *arguments])
        part("_staff", staff)
        part("_workshop", workshop)
        return load.main(), phones

    return running


def test_sixty_phones_come_after_the_crowd(run):
    assert run() == (0, [60])


@pytest.mark.parametrize("part", ["staff", "workshop"])
def test_an_error_in_either_part_makes_it_fail(run, part):
    assert run(**{part: ["book: too late"]})[0] == 1


@pytest.mark.parametrize("options", [("--soak", "1"), ("--url", "http://127.0.0.1:9/"), ("--phones", "0")])
def test_there_is_no_workshop_where_none_is_wanted_or_can_be_held(run, options):
    assert run(*options) == (0, [])
