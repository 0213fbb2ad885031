"""The monthly report on paper: always two A4, with nothing cut silently."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

import ehbi
from ehbi.explore.monthly import Compared, HardStep, Publication, Said, monthly_report
from ehbi.explore.report import document, file_name, to_pdf
from ehbi.handbook.compare.diff import Description, describe
from ehbi.handbook.values import Doubt
from ehbi.store import Remark
from ehbi.store.remarks import State

from ..flowchart.wordings import EVIL, put
from ..handbook.profiles import NOORD
from ..handbook.strategies import few
from ..paper.reading import assert_inside, assert_only_words_and_lines, pages, size, squeezed, words
from .test_monthly import FIRST, TODAY, WALKS, said

HANDBOOK = ehbi.load().at(NOORD)
CHANGED = describe(HANDBOOK, put("mail-zoeken", HANDBOOK, title="Zoek de mail goed"))
VERSION = Publication(2, date(2026, 11, 4), "Noor", "Zo is het duidelijker", CHANGED)
LONG = "Een heel lange titel die nergens op past en toch te lezen moet zijn " * 4


REMARKS = (said(3),)


def report(walks=WALKS, published=(VERSION,), remarked=REMARKS, today=TODAY):
    return monthly_report(FIRST, today, HANDBOOK, walks, published, remarked)


@cache
def made():
    return to_pdf(report())


def crowded():
    """A month in which there is far too much of everything."""
    many = tuple(Compared(f"{number} {LONG}", (number, 1, 2)) for number in range(40))
    described = Description(f"Stap ‘{LONG}’", tuple(f"{number} {LONG}" for number in range(40)))
    remark = Remark(datetime(2026, 11, 3, tzinfo=UTC), "0" * 12, "x", Doubt.WRONG, LONG, state=State.OPEN)
    version = Publication(2, date(2026, 11, 4), LONG, LONG, (described,))
    return replace(
        report(today=date(2026, 11, 12)),
        situations=many,
        ends=many,
        contacts=many,
        hard=tuple(HardStep(f"{number} {LONG}", 100 - number, 9, 9) for number in range(40)),
        publications=tuple(replace(version, number=number) for number in range(2, 12)),
        remarks=(Said(LONG, remark),) * 30,
        misfits=12,
        waiting=3,
    )


@cache
def full():
    return to_pdf(crowded())


def test_it_is_two_pages_of_words_and_lines_in_the_margins():
    assert [size(page) for page in pages(made())] == [(210, 297)] * 2
    assert_only_words_and_lines(made())
    assert_inside(made(), 15)


def test_it_has_a_title_and_a_language():
    file = PdfReader(BytesIO(made()))
    assert file.metadata.title == "Maandrapport november 2026"
    assert file.trailer["/Root"]["/Lang"] == "nl"
    assert file_name(report()) == "maandrapport-2026-11.pdf"


@pytest.mark.parametrize(
    "text",
    [
        "Bibliotheek Noord & Zuid · Eerste Hulp Bij Inloggen · gemaakt op 3 december 2026",
        "Er kwamen 42 casussen binnen: 32 meer dan in oktober 2026 (10) en 35 meer dan in november 2025 (7).",
        "Opgelost 95% 40 casussen",
        "4. De mail voor een nieuw wachtwoord komt niet aan 42 10 7",
        "Gestopt voor een uitkomst 2 0 0",
        "Er is niets doorgegeven.",
        "Staat de mail in de inbox of in de spammap? 7% 45 3 0",
        "Een open balk: minder dan 30 keer gezien",
        "Versie 2, 4 november 2026, door Noor: Zo is het duidelijker",
        "en wordt ‘Zoek de mail goed’.",
        "1 melding deze maand: 1 open, 0 opgepakt, 0 klaar.",
        "‘Welke map?’",
        "Het is onduidelijk · 3 november 2026 · open",
    ],
)
def test_what_there_is_to_tell_is_on_it(text):
    assert squeezed(text) in words(made())


def test_a_month_without_cases_says_so():
    shown = words(to_pdf(report((), (), ())))
    for text in (
        "In november 2026 zijn er geen casussen bewaard.",
        "Geen casussen.",
        "Er is deze maand niets gepubliceerd.",
        "De balie heeft deze maand niets gemeld.",
    ):
        assert squeezed(text) in shown


def test_few_cases_and_half_a_month_ask_for_care():
    shown = words(to_pdf(report(WALKS[1:3], today=date(2026, 11, 12))))
    assert squeezed("Nog maar 2 casussen: trek pas conclusies vanaf ongeveer 30.") in shown
    assert squeezed("De maand is nog niet om: dit is tot en met 12 november 2026.") in shown


def test_too_much_stays_on_two_pages_and_is_counted():
    file = full()
    assert [size(page) for page in pages(file)] == [(210, 297)] * 2
    assert_inside(file, 15)
    shown = words(file)
    for unit in ("situaties", "uitkomsten", "contacten", "stappen", "veranderingen", "meldingen"):
        assert squeezed(f" {unit}") in shown.split("ennog", 1)[1]
    assert "…" in shown


def test_what_is_left_out_and_what_is_shown_are_all_of_it():
    shown = words(full())
    steps = shown.partition("Watlastigwas")[2].partition("Waterinhet")[0]
    listed = steps.count("%")
    assert listed > 1
    assert f"ennog{40 - listed}stappen" in steps


def test_each_version_is_there_with_some_of_its_changes():
    (section,) = (one for one in document(crowded()).pages[1].sections if "veranderde" in one.title)
    versions = [item for item in section.items if item.unit.one == "versie"]
    assert len(versions) == 10
    changes = [item.count for item in section.items if item.unit.one == "verandering"]
    assert sum(changes) == 400


@few
@given(st.sampled_from(EVIL) | st.text(st.characters(codec="utf-8"), max_size=400))
def test_any_text_makes_two_pages(text):
    busy = replace(
        report(),
        hard=(HardStep(text, 3, 1, 0),) * 3,
        publications=(replace(VERSION, author=text, message=text),),
        remarks=(Said(text, replace(said(3), text=text)),),
    )
    assert len(pages(to_pdf(busy))) == 2


def test_the_same_month_is_the_same_file():
    assert to_pdf(report()) == made()
