"""What is known to be hard: where the desk went back often enough, and what earlier rooms missed."""

from datetime import UTC, datetime

import pytest

import ehbi
from ehbi.server.known import known, known_in
from ehbi.store import LoggedCase, RoomCount, Store, case_log, rooms

HANDBOOK = ehbi.load()
AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
WALK = LoggedCase("2026-11-24T17", ("reset-mail", "mail-zoeken"), back=("mail-zoeken",))


@pytest.fixture
def store(tmp_path):
    with Store.open(f"sqlite:///{tmp_path}/ehbi.sqlite", publishes=True) as found:
        yield found


def told(room, wrong, answered, step="ander-adres"):
    return RoomCount(room, AT, step, begins=False, answered=answered, wrong=wrong)


def log(store, times):
    case_log.keep(store, [WALK] * times)


def test_where_the_desk_went_back_is_known_once_it_was_seen_often_enough(store):
    log(store, 3)
    assert known_in(HANDBOOK, store) == {}
    log(store, 30)
    assert set(known_in(HANDBOOK, store)) >= {"mail-zoeken"}


def test_what_rooms_missed_is_the_part_of_all_their_people(store):
    rooms.keep(store, [told("een", 3, 4), told("twee", 1, 4), told("twee", 1, 2, "weg")])
    assert known_in(HANDBOOK, store) == {"ander-adres": 0.5}


def test_without_a_database_or_with_one_that_cannot_be_read_nothing_is_known(tmp_path, caplog):
    assert known(HANDBOOK, f"sqlite:///{tmp_path}/nergens.sqlite") == {}
    assert not caplog.records
    odd = tmp_path / "vreemd.sqlite"
    odd.write_bytes(b"x" * 5000)
    assert known(HANDBOOK, f"sqlite:///{odd}") == {}
    assert "gespreid gekozen" in caplog.text
