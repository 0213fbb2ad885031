"""Verkennen with a log of two versions: a period, what was before and after, numbers on arrows, any dress."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

import ehbi
from ehbi import places
from ehbi.handbook import clock
from ehbi.handbook.edits import change_step, rename_step
from ehbi.store import LoggedCase, RoomCount, Store, case_log, revisions, rooms
from ehbi.store.case_log import hour
from tests.unit.server.managing import lodge

from .axe import assert_clean, assert_clean_in_every_dress

TITLE = "Staat de mail in de inbox, of tussen de spam?"
OLD = ("reset-mail", "mail-zoeken", "mail-opnieuw")
NEW = ("reset-mail", "mail-in-spam", "ingelogd-met-mail")


@pytest.fixture(scope="module")
def gate(tmp_path_factory):
    """The managers' server, with a version of a hundred days ago and one of ten days ago."""
    address = f"sqlite:///{tmp_path_factory.mktemp('log') / 'ehbi.sqlite'}"
    now = datetime.now(UTC)  # noqa: TID251  # as the server has it
    fill(address, now)
    with lodge(**{places.DATABASE: address}) as found:
        yield found


def fill(address, now):
    """Keep forty cases from before the second version and thirty-five since."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: now - timedelta(days=100))
        with Store.open(address, publishes=True) as store:
            patch.setattr(clock, "now", lambda: now - timedelta(days=10))
            changed = change_step(ehbi.load(), "mail-zoeken", {"title": TITLE})
            renamed = rename_step(changed, "mail-zoeken", "mail-in-spam", {"mail-zoeken"})
            first = revisions.newest_of(store)
            second = revisions.publish(store, 1, renamed, "Noor", "Duidelijker")
            before, since = hour(now - timedelta(days=80)), hour(now)
            case_log.keep(store, [LoggedCase(before, OLD, ("mail-opnieuw",), None, first.digest)] * 25)
            ended = LoggedCase(before, (*OLD[:2], NEW[2]), (), NEW[2], first.digest)
            case_log.keep(store, [ended] * 1215)
            case_log.keep(store, [LoggedCase(since, NEW, (), NEW[2], second.digest)] * 35)
            for room in range(8):
                at = now - timedelta(days=90 - room)
                rooms.keep(
                    store, [RoomCount(f"{room}", at, OLD[1], begins=False, answered=12, wrong=9 - room)]
                )


@pytest.fixture
def explorer(page, gate):
    page.goto(f"{gate.url}?token={gate.token}")
    page.goto(f"{gate.url}verkennen")
    found = page.locator(".ehbi-explorer")
    expect(found.get_by_text("1.275 casussen.", exact=True)).to_be_visible(timeout=60_000)
    return found


def test_a_manager_looks_at_a_period_and_at_what_was_before_and_after_a_version(page, explorer):
    months = explorer.get_by_role("img", name="Situaties per maand")
    expect(months).to_have_accessible_name(re.compile("Gepubliceerd in .*: versie 2"))
    numbers = explorer.locator(".arrow[data-from=mail-in-spam] .label")
    expect(numbers.filter(has_text="1.250")).to_have_count(1)
    assert_clean(page, ".ehbi-explorer")
    table = explorer.get_by_role("region", name="Zalen per stap")
    expect(table.get_by_role("row", name=TITLE).get_by_role("cell")).to_have_text(
        [*(f"{9 - room} van 12" for room in range(2, 8)), "minder"]
    )

    explorer.locator(".node[data-step=mail-in-spam]").first.click()
    explorer.get_by_label("Vergelijk voor en na").select_option(index=1)
    expect(explorer.get_by_text("Opgelost: 98% → 100%")).to_be_visible()
    explorer.get_by_label("Langs welke weg").select_option(index=1)
    expect(explorer.get_by_role("row", name="Hoeveel")).to_contain_text("1.240")
    assert_clean(page, ".ehbi-explorer")

    explorer.get_by_label("Periode").select_option(label="Deze maand")
    expect(explorer.get_by_text("35 van de 1.275 casussen vallen binnen je keuze.")).to_be_visible()
    expect(explorer.get_by_text("Voor versie 2: nog geen casussen.")).to_be_visible()
    explorer.get_by_label("Periode").select_option(index=4)
    explorer.get_by_label("Tot en met").select_option(index=0)
    expect(explorer.get_by_text("1.240 van de 1.275 casussen")).to_be_visible()
    expect(explorer.get_by_role("img", name="Waar casussen eindigen")).to_have_accessible_name(
        re.compile("1.215 .98%.")
    )
    assert_clean_in_every_dress(page)


def test_what_can_be_chosen_leaves_the_chart_in_sight_on_a_small_screen(page, explorer):
    page.set_viewport_size({"width": 1366, "height": 650})
    chart = explorer.locator(".ehbi-chart").bounding_box()
    assert chart["y"] < 650 / 2
    told = explorer.get_by_text("Kies een stap in het stroomschema")
    expect(told).to_be_in_viewport()
    assert told.bounding_box()["y"] < chart["y"]
