"""`ehbi report`: the last whole month unless told, and a mistake told in a line."""

from __future__ import annotations

import pytest

from ehbi.cli import main
from ehbi.store import LoggedCase, Store, case_log

from .paper.reading import pages, squeezed, words


@pytest.fixture
def run(tmp_path, capsys):
    """Run the command on a database of its own; gives its status, what it said, and the file."""
    file, address = tmp_path / "rapport.pdf", f"sqlite:///{tmp_path / 'ehbi.sqlite'}"
    with Store.open(address) as store:
        case_log.keep(store, [LoggedCase("2026-10-31T22", ("reset-mail", "mail-zoeken"))])

    def running(*more):
        status = main(["report", "--output", str(file), "--database", address, *more])
        return status, *capsys.readouterr(), file

    return running


def test_it_is_of_the_last_whole_month_unless_told(run):
    status, said, complaint, file = run()
    assert (status, said, complaint) == (0, "", "")
    assert len(pages(file.read_bytes())) == 2
    assert squeezed("Maandrapport oktober 2026") in words(file.read_bytes())
    assert squeezed("Er kwam 1 casus binnen") in words(file.read_bytes())


def test_a_month_without_cases_is_said_and_made(run):
    status, said, _, file = run("--month", "2026-11")
    assert (status, said) == (0, "In november 2026 zijn er geen casussen bewaard.\n")
    assert squeezed("Maandrapport november 2026") in words(file.read_bytes())


def test_a_month_to_come_is_refused(run):
    status, said, complaint, file = run("--month", "2026-12")
    assert (status, said) == (1, "")
    assert complaint == "December 2026 moet nog komen. Kies een maand tot en met november 2026.\n"
    assert not file.exists()


@pytest.mark.parametrize("month", ["2026-13", "2026-00", "november", "2026-1", "0001-01", "٢٠٢٦-11", ""])
def test_what_is_no_month_is_refused(run, capsys, month):
    with pytest.raises(SystemExit) as ended:
        run("--month", month)
    assert ended.value.code == 2
    assert capsys.readouterr().err.endswith("is geen maand. Schrijf de maand als 2026-11.\n")
