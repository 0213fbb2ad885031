"""Tables for a spreadsheet: what was counted comes back, and no cell is a formula."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehbi.explore import Sample, count_traffic
from ehbi.explore.spreadsheet import TABLES, contact_of, to_csv
from ehbi.files.tables import FORMULA

from ..flowchart.wordings import EVIL, put, worded
from ..handbook.strategies import PACKAGED, few, many
from .conftest import WALKS
from .test_any import logs

NAMES = pytest.mark.parametrize("name", TABLES)


def read(name, traffic):
    """The rows of a table as a spreadsheet has them, by their headings."""
    text = to_csv(TABLES[name], traffic).decode("utf-8-sig")
    return [*csv.DictReader(StringIO(text, newline=""), delimiter=";", strict=True)]


def test_cases_are_there_by_month_and_situation(traffic):
    found = {(row["Maand"], row["Situatie-id"]): int(row["Casussen"]) for row in read("maanden", traffic)}
    assert {key: cases for key, cases in found.items() if cases} == {
        ("2026-11", "reset-mail"): 2,
        ("2026-11", "geen-rechten"): 1,
        ("2026-08", "eigen-site"): 1,
    }


def test_outcomes_have_their_kind_their_contact_and_who_stopped(traffic, handbook):
    rows = read("uitkomsten", traffic)
    by_id = {row["Uitkomst-id"]: row for row in rows}
    assert by_id["ingelogd-met-mail"]["Soort"] == "Opgelost"
    assert by_id["kb-rechten"]["Contact"] == handbook.contact("kb-klantenservice").name
    assert rows[-1] | {"Soort": "", "Contact": ""} == rows[-1]
    assert (rows[-1]["Uitkomst"], rows[-1]["Casussen"]) == ("Gestopt voor een uitkomst", "1")


def test_steps_say_how_often_they_were_seen_gone_back_from_and_stopped_at(traffic):
    rows = {row["Stap-id"]: row for row in read("stappen", traffic)}
    columns = ("Gezien", "Teruggegaan", "Gestopt")
    assert [rows["mail-zoeken"][name] for name in columns] == ["3", "1", "0"]
    assert [rows["mail-opnieuw"][name] for name in columns] == ["1", "0", "1"]
    assert [rows["ander-adres"][name] for name in columns] == ["1", "1", "0"]


def test_arrows_have_titles_beside_ids(traffic, handbook):
    walked = [row for row in read("pijlen", traffic) if row["Casussen"] != "0"]
    first = next(row for row in walked if row["Stap-id"] == "reset-mail")
    assert first["Gaat naar"] == handbook.step(first["Gaat naar (id)"]).title
    assert first["Antwoord"] == handbook.step("reset-mail").answer(first["Antwoord-id"]).label


def test_it_opens_in_a_dutch_excel(traffic):
    file = to_csv(TABLES["maanden"], traffic)
    assert file.startswith(b"\xef\xbb\xbfMaand;Situatie-id;Nummer;Situatie;Casussen\r\n")
    assert file.endswith(b"\r\n")


@NAMES
def test_what_nobody_walked_is_a_table_too(name, handbook):
    rows = read(name, count_traffic(handbook, ()))
    assert all(row.get("Casussen", row.get("Gezien")) == "0" for row in rows)


@few
@given(logs(worded()))
def test_all_that_was_counted_is_in_the_table_of_months_and_in_that_of_outcomes(log):
    found = count_traffic(*log)
    for name in ("maanden", "uitkomsten"):
        assert sum(int(row["Casussen"]) for row in read(name, found)) == found.cases


texts = st.one_of(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=60),
    st.builds("{}{}".format, st.sampled_from(FORMULA), st.text(st.characters(codec="utf-8"), max_size=9)),
    st.sampled_from(EVIL),
)


@many
@given(texts)
def test_any_title_comes_back_and_no_cell_is_a_formula(title):
    handbook = put("mail-zoeken", PACKAGED, title=title)
    found = count_traffic(handbook, WALKS)
    for name in TABLES:
        rows = read(name, found)
        assert not [cell for row in rows for cell in row.values() if cell.startswith(FORMULA)]
    shown = next(row["Stap"] for row in read("stappen", found) if row["Stap-id"] == "mail-zoeken")
    assert shown == (f"'{title}" if title.startswith(FORMULA) else title)


def test_a_contact_that_is_not_there_is_told_by_its_id(handbook):
    assert contact_of(handbook, put("kb-rechten", handbook, contact="weg").step("kb-rechten")) == "weg"
    assert contact_of(handbook, handbook.step("ingelogd")) == ""


def test_made_up_cases_make_the_same_tables(handbook):
    real, made_up = (count_traffic(handbook, walks) for walks in (WALKS, Sample(2026, 1, WALKS)))
    assert to_csv(TABLES["pijlen"], real) == to_csv(TABLES["pijlen"], made_up)
