"""A store opens, brings itself up to date, and says what is the matter when it cannot."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from ehbi.store import LoggedCase, Store, StoreError, case_log, engines, migrations, tables
from ehbi.store.address import Address

CASE = LoggedCase("2026-11-24T17", ("reset-mail", "mail-zoeken"))
REFUSALS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": """SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger
        WHERE NOT tgisinternal
        UNION SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace""",
}
"""What a database refuses by itself: its triggers, and what they run."""


def refusals(store):
    with store.reading() as connection:
        found = connection.execute(text(REFUSALS[connection.dialect.name]))
        return {(name, " ".join(told.split())) for name, told in found}


def test_the_migrations_lead_from_the_first_schema_to_the_tables_of_the_code(store, first_address):
    with Store.open(first_address) as old:
        for one in (old, store):
            with one.reading() as connection:
                assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []
                assert migrations.version(connection) == migrations.newest()
        assert refusals(old) == refusals(store) != set()


def test_what_a_database_of_the_first_schema_keeps_is_there(first_address):
    for _ in range(2):
        with Store.open(first_address) as old:
            case_log.keep(old, [CASE])
    with Store.open(first_address) as old:
        assert case_log.kept(old) == (CASE, CASE)


def test_what_was_kept_is_there_when_the_store_is_opened_again(store, address):
    case_log.keep(store, [CASE])
    store.close()
    again = Store.open(address)
    assert case_log.kept(again) == (CASE,)
    again.close()


def test_stores_that_are_opened_at_once_wait_for_each_other(address):
    with ThreadPoolExecutor(8) as pool:
        stores = list(pool.map(Store.open, [address] * 8))
    for number, store in enumerate(stores):
        case_log.keep(store, [CASE] * number)
    assert len(case_log.kept(stores[0])) == sum(range(8))
    for store in stores:
        store.close()


def test_files_that_many_open_at_once_are_never_found_locked(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        for number in range(60):
            fresh = f"sqlite:///{tmp_path / str(number)}.sqlite"
            made = [engines.engine_at(Address.of(fresh)) for _ in range(8)]
            list(pool.map(engines.keep_a_log, made))
            for engine in made:
                engine.dispose()


def test_a_change_that_fails_halfway_keeps_nothing(store):
    with pytest.raises(StoreError, match=r"(?i)not.null"):
        case_log.keep(store, [CASE, replace(CASE, hour=None)])
    assert case_log.kept(store) == ()


def test_a_reader_does_not_wait_for_a_writer(store):
    case_log.keep(store, [CASE])
    with store.writing() as connection:
        connection.execute(tables.cases.delete())
        assert case_log.kept(store) == (CASE,)
    assert case_log.kept(store) == ()


def test_a_database_of_a_newer_ehbi_is_left_alone(store, address):
    with store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="nieuwere EHBI"):
        Store.open(address)


@pytest.mark.parametrize("version", ["0001", "0006"])
def test_a_database_of_a_development_version_is_left_alone_and_is_told_what_to_do(store, address, version):
    with store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})
    for publishes in (False, True):
        with pytest.raises(StoreError, match=r"ontwikkelversie.*niets veranderd.*ehbi export.*ehbi import"):
            Store.open(address, publishes=publishes)
    with store.reading() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == version


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("geen adres", "geen adres"),
        ("nonsens://ergens/iets", "onbekend"),
        ("sqlite:////dev/null/map/ehbi.sqlite", "Not a directory"),
        ("sqlite:////", "unable to open"),
    ],
)
def test_a_database_that_cannot_be_used_says_why_and_what_to_do(address, why):
    with pytest.raises(StoreError, match=why) as caught:
        Store.open(address)
    assert "EHBI_DATABASE" in str(caught.value)


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path):
    file = tmp_path / "brief.txt"
    file.write_text("Beste collega, " * 500)
    with pytest.raises(StoreError, match="not a database"):
        Store.open(f"sqlite:///{file}")
    assert file.read_text() == "Beste collega, " * 500


def test_a_password_is_never_told():
    with pytest.raises(StoreError) as caught:
        Store.open("nonsens://jan:geheim@ergens/iets")
    assert "geheim" not in str(caught.value)
