"""A patron's screen shows the desk's last step, takes what is said of that one alone, and ends by itself."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ehbi.store import Store, patron_screens, retention
from ehbi.store.patron_screens import LASTS, PatronScreen, Said

NOW = datetime(2026, 12, 1, 10, tzinfo=UTC)
SCREEN = PatronScreen("a" * 64, "b" * 64, "", "", NOW + LASTS)
OTHER = replace(SCREEN, token="c" * 64)


def did(store, change, *given):
    """What comes of a change."""
    with store.writing() as connection:
        return change(connection, *given)


@pytest.fixture(autouse=True)
def screens(store):
    """Two screens in the store, of which tests move the first."""
    for screen in (SCREEN, OTHER):
        did(store, patron_screens.add, screen)


def now(store, at=NOW):
    """The first screen as it is kept; the second stays as it was, whatever is done to the first."""
    found = patron_screens.current(store, at)
    assert found.get(OTHER.token, OTHER) == OTHER
    return found.get(SCREEN.token)


def test_a_screen_shows_the_last_step_for_a_quarter_of_an_hour_from_then(store):
    later = NOW + timedelta(minutes=10)
    assert did(store, patron_screens.move, SCREEN, "mail-zoeken", later)
    assert now(store) == replace(SCREEN, step="mail-zoeken", until=later + LASTS)
    assert now(store, later + LASTS - timedelta(seconds=1))
    assert now(store, later + LASTS) is None


def test_what_is_said_is_of_the_step_at_hand_and_gone_with_it(store):
    did(store, patron_screens.move, SCREEN, "mail-zoeken", NOW)
    assert not did(store, patron_screens.say, SCREEN, "ander-adres", Said.DONE, NOW)
    assert now(store).said is Said.NOTHING
    for said in (Said.UNCLEAR, Said.DONE):
        assert did(store, patron_screens.say, SCREEN, "mail-zoeken", said, NOW)
        did(store, patron_screens.move, SCREEN, "mail-zoeken", NOW)  # a desk that was loaded anew
        assert now(store).said is said
    did(store, patron_screens.move, SCREEN, "mail-opnieuw", NOW)
    assert now(store).said is Said.NOTHING


def test_a_language_stays_and_neither_that_nor_what_is_said_makes_it_last_longer(store):
    later = NOW + timedelta(minutes=14)
    assert did(store, patron_screens.speak, SCREEN, "uk", later)
    did(store, patron_screens.say, SCREEN, "", Said.UNCLEAR, later)
    did(store, patron_screens.move, SCREEN, "mail-zoeken", NOW)
    assert now(store) == replace(SCREEN, step="mail-zoeken", language="uk")


def test_a_move_can_bring_another_language_and_leaves_what_was_said_of_the_same_step(store):
    did(store, patron_screens.move, SCREEN, "mail-zoeken", NOW, "ar")
    did(store, patron_screens.say, SCREEN, "mail-zoeken", Said.DONE, NOW)
    assert did(store, patron_screens.move, SCREEN, "mail-zoeken", NOW, "nl")
    assert now(store) == replace(SCREEN, step="mail-zoeken", language="nl", said=Said.DONE)
    assert not did(store, patron_screens.move, SCREEN, "mail-zoeken", NOW + LASTS, "ar")


def test_it_is_kept_which_pages_asked(store):
    patron_screens.hear(store, {SCREEN.token}, NOW)
    assert now(store).heard == NOW


def test_what_is_over_cannot_be_moved_said_or_told_in_another_language_and_does_not_come_back(store):
    over = NOW + LASTS
    assert not did(store, patron_screens.move, SCREEN, "mail-zoeken", over)
    assert not did(store, patron_screens.say, SCREEN, "", Said.DONE, over)
    assert not did(store, patron_screens.speak, SCREEN, "ar", over)
    assert now(store) == SCREEN
    did(store, patron_screens.end, SCREEN)
    assert not did(store, patron_screens.move, SCREEN, "mail-zoeken", NOW)
    assert now(store) is None


def test_what_is_over_is_forgotten_and_the_others_stay(store):
    did(store, patron_screens.move, SCREEN, "mail-zoeken", NOW + timedelta(minutes=1))
    assert patron_screens.forget_old(store, NOW + LASTS) == 1
    assert [*patron_screens.current(store, NOW)] == [SCREEN.token]


def test_it_is_forgotten_too_though_no_server_of_the_desk_looks_each_minute(store):
    retention.apply(store, NOW + LASTS)
    assert patron_screens.current(store, NOW) == {}


def test_two_servers_that_move_and_hear_at_once_lose_neither(store):
    did(store, patron_screens.move, SCREEN, "mail-zoeken", NOW)
    with ThreadPoolExecutor(4) as threads:
        for number in range(8):
            threads.submit(did, store, patron_screens.speak, SCREEN, "ar", NOW)
            threads.submit(did, store, patron_screens.say, SCREEN, "mail-zoeken", Said.DONE, NOW)
            threads.submit(patron_screens.hear, store, [SCREEN.token], NOW + timedelta(seconds=number))
    found = now(store)
    assert (found.language, found.said, found.step) == ("ar", Said.DONE, "mail-zoeken")


def test_nothing_in_the_database_leads_to_a_screen():
    store = Store.open("sqlite://")
    did(store, patron_screens.add, SCREEN)
    (row,) = store.rows(patron_screens.table.select())
    assert [*row._mapping] == ["token", "key", "step", "language", "said", "until", "heard"]
