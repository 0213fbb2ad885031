"""What can be saved of the figures: a month as a report, a table for a spreadsheet, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from ehbi import places
from ehbi.apps.figure_files import TROUBLE, FigureFiles
from ehbi.explore import Sample, count_traffic
from ehbi.explore.monthly import desk_report
from ehbi.explore.spreadsheet import TABLES, to_csv
from ehbi.store import LoggedCase, Store, case_log
from tests.unit.handbook.strategies import PACKAGED

from ..paper.reading import pages, squeezed, words
from .managing import block, fill, press

HANDBOOK = PACKAGED
WALKS = [LoggedCase("2026-09-24T17", ("reset-mail", "mail-zoeken"))] * 3


def files(cases=WALKS, walks=WALKS, report=desk_report):
    traffic = count_traffic(HANDBOOK, cases)
    made = FigureFiles(lambda: traffic, report, walks)
    made.refresh()
    made.sent = []
    made.send = lambda message, buffers=(): made.sent.append((message, *buffers))
    return made


def told(shown):
    return block(shown, "told")["text"]


@pytest.fixture
def database(tmp_path, monkeypatch):
    address = f"sqlite:///{tmp_path / 'ehbi.sqlite'}"
    monkeypatch.setenv(places.DATABASE, address)
    with Store.open(address) as store:
        case_log.keep(store, WALKS)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_handed_over(name):
    shown = files()
    fill(shown, "table", name)
    press(shown, "csv")
    [(message, content)] = shown.sent
    assert message == {"save": f"{name}.csv", "mime": "text/csv"}
    assert content == to_csv(TABLES[name], count_traffic(HANDBOOK, WALKS))
    assert told(shown) == f"{name}.csv is klaar en staat bij je downloads."


def test_months_are_those_since_the_first_case_and_the_last_whole_one_is_chosen():
    field = block(files(), "month")
    assert field["options"] == (
        ("2026-11", "november 2026 (tot nu toe)"),
        ("2026-10", "oktober 2026"),
        ("2026-09", "september 2026"),
    )
    assert field["value"] == "2026-10"


@pytest.mark.usefixtures("database")
def test_the_report_of_a_month_is_handed_over():
    shown = files()
    fill(shown, "month", "2026-09")
    press(shown, "report")
    [(message, content)] = shown.sent
    assert message == {"save": "maandrapport-2026-09.pdf", "mime": "application/pdf"}
    assert len(pages(content)) == 2
    assert squeezed("Er kwamen 3 casussen binnen") in words(content)


def test_made_up_figures_say_so_in_their_name_and_have_no_report():
    shown = files(Sample(2025, 1, tuple(WALKS)))
    assert block(shown, "report")["disabled"]
    assert "wat de balie deed" in told(shown)
    press(shown, "csv")
    assert shown.sent[0][0]["save"] == "voorbeeldcijfers-maanden.csv"


def test_without_a_database_there_is_no_report_and_none_is_made(tmp_path, monkeypatch):
    file = tmp_path / "nergens.sqlite"
    monkeypatch.setenv(places.DATABASE, f"sqlite:///{file}")
    shown = files((), None)
    assert block(shown, "report")["disabled"]
    press(shown, "report")
    assert "Er is nog niets bewaard." in told(shown)
    assert not shown.sent
    assert not file.exists()


def test_what_goes_wrong_is_told():
    def failing(first: date):
        raise ValueError(first)

    shown = files(report=failing)
    with pytest.raises(ValueError, match="2026"):
        press(shown, "report")
    assert told(shown) == TROUBLE


def test_what_is_not_offered_changes_nothing():
    shown = files()
    before = shown.blocks
    fill(shown, "month", "2031-01")
    fill(shown, "table", "alles")
    assert shown.blocks == before
