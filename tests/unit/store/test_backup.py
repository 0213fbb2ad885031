"""The files of a database: for their owner alone, copied while others write, and aside before they change."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import stat
import threading
from pathlib import Path

import pytest

import ehbi
from ehbi.store import LoggedCase, Store, StoreError, backup, case_log, migrations, revisions
from ehbi.store.backup import BackupError

CASE = LoggedCase("2026-11-24T17", ("reset-mail", "mail-zoeken"))
SCHEMA = migrations.newest()


@pytest.fixture
def file(file_address):
    return Path(file_address.removeprefix("sqlite:///"))


def rights(file):
    return stat.S_IMODE(file.stat().st_mode)


def beside(file):
    return {one.name: rights(one) for one in file.parent.iterdir()}


@pytest.fixture
def _everybody():
    """Have the system make files that all may read."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.mark.usefixtures("_everybody")
def test_a_database_and_what_lies_beside_it_is_for_its_owner_alone(file_store, file):
    case_log.keep(file_store, [CASE])
    assert beside(file) == dict.fromkeys(("ehbi.sqlite", "ehbi.sqlite-wal", "ehbi.sqlite-shm"), 0o600)


@pytest.mark.usefixtures("_everybody")
def test_a_database_that_everybody_could_read_is_tightened_when_it_is_opened(file_store, file, file_address):
    case_log.keep(file_store, [CASE])
    for one in file.parent.iterdir():
        one.chmod(0o644)
    Store.open(file_address).close()
    assert set(beside(file).values()) == {0o600}


@pytest.mark.usefixtures("_everybody")
def test_a_file_that_is_no_database_keeps_its_rights(tmp_path):
    letter = tmp_path / "brief.txt"
    letter.write_text("Beste collega, " * 500)
    with pytest.raises(StoreError):
        Store.open(f"sqlite:///{letter}")
    assert rights(letter) == 0o644


def test_a_copy_has_what_is_still_in_the_log_and_is_one_file(file_store, file_address, tmp_path):
    case_log.keep(file_store, [CASE] * 6)
    copy = tmp_path / "kopie.sqlite"
    backup.save(file_address, copy)
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["kopie.sqlite"]
    assert rights(copy) == 0o600
    opened = Store.open(f"sqlite:///{copy}")
    assert case_log.kept(opened) == (CASE,) * 6
    opened.close()


def test_a_copy_that_is_made_while_others_write_is_whole(file_store, file_address, tmp_path):
    stop, written = threading.Event(), []

    def write():
        while not stop.is_set():
            case_log.keep(file_store, [CASE] * 10)
            written.append(10)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            before = sum(written)
            backup.save(file_address, tmp_path / f"{number}.sqlite")
            opened = Store.open(f"sqlite:///{tmp_path}/{number}.sqlite")
            found = len(case_log.kept(opened))
            opened.close()
            assert before <= found <= sum(written) + 10
            assert found % 10 == 0
    finally:
        stop.set()
        writer.join()


def test_a_copy_overwrites_nothing(file_store, file_address, tmp_path):
    letter = tmp_path / "brief.txt"
    letter.write_text("Beste collega")
    with pytest.raises(BackupError, match="is er al"):
        backup.save(file_address, letter)
    assert letter.read_text() == "Beste collega"
    assert file_store.where == file_address


def test_a_copy_for_which_there_is_no_room_leaves_nothing_behind(
    file_store, file_address, tmp_path, monkeypatch
):
    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    case_log.keep(file_store, [CASE])
    monkeypatch.setattr(backup, "_settle", full)
    with pytest.raises(BackupError, match="No space left"):
        backup.save(file_address, tmp_path / "kopie.sqlite")
    assert not [one for one in tmp_path.iterdir() if one.is_file()]


@pytest.mark.parametrize("address", ["sqlite:///{}/nergens/ehbi.sqlite", "sqlite:///:memory:", "sqlite://"])
def test_of_nothing_there_is_no_copy(address, tmp_path):
    with pytest.raises(StoreError, match="nog niets bewaard"):
        backup.save(address.format(tmp_path), tmp_path / "kopie.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_a_server_has_commands_of_its_own_and_they_have_no_password(tmp_path):
    address = "postgresql+psycopg://jan:geheim@db.example:5432/ehbi?sslpassword=ook"
    for act, tool in ((backup.save, "pg_dump"), (backup.bring_back, "pg_restore")):
        with pytest.raises(BackupError, match=f'{tool}.*"postgresql://jan@db.example:5432/ehbi"') as caught:
            act(address, tmp_path / "kopie")
        assert "geheim" not in str(caught.value)
        assert "ook" not in str(caught.value)


def test_a_copy_is_brought_back_under_servers_that_go_on(file_address, tmp_path):
    desk, managers = Store.open(file_address), Store.open(file_address, publishes=True)
    case_log.keep(desk, [CASE])
    backup.save(file_address, tmp_path / "kopie.sqlite")
    case_log.keep(desk, [CASE] * 3)
    revisions.publish(managers, 1, ehbi.load().model_copy(update={"title": "Fout"}), "Noor", "Per ongeluk")
    backup.bring_back(file_address, tmp_path / "kopie.sqlite")
    assert case_log.kept(desk) == (CASE,)
    assert revisions.newest_of(managers).number == 1
    case_log.keep(desk, [CASE])
    again = revisions.publish(managers, 1, ehbi.load().model_copy(update={"title": "Goed"}), "Noor", "")
    assert (len(case_log.kept(managers)), revisions.newest_of(desk)) == (2, again)
    with desk.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
    desk.close(), managers.close()


def test_a_copy_is_brought_back_while_another_writes_and_nothing_is_half(file_store, file_address, tmp_path):
    case_log.keep(file_store, [CASE] * 10)
    backup.save(file_address, tmp_path / "kopie.sqlite")
    stop, trouble = threading.Event(), []

    def write():
        try:
            while not stop.is_set():
                case_log.keep(file_store, [CASE] * 10)
        except StoreError as error:
            trouble.append(error)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(5):
            backup.bring_back(file_address, tmp_path / "kopie.sqlite")
            assert len(case_log.kept(file_store)) % 10 == 0
    finally:
        stop.set()
        writer.join()
    assert trouble == []
    with file_store.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"


def test_a_copy_is_brought_back_where_there_is_nothing_any_more(file_store, file_address, file, tmp_path):
    case_log.keep(file_store, [CASE])
    backup.save(file_address, tmp_path / "kopie.sqlite")
    file_store.close()
    for one in file.parent.iterdir():
        one.unlink()
    backup.bring_back(file_address, tmp_path / "kopie.sqlite")
    again = Store.open(file_address)
    assert case_log.kept(again) == (CASE,)
    again.close()
    assert set(beside(file).values()) == {0o600}


def test_what_is_no_copy_or_of_a_newer_ehbi_is_not_brought_back(file_store, file_address, tmp_path):
    case_log.keep(file_store, [CASE])
    letter, newer = tmp_path / "brief.txt", tmp_path / "nieuwer.sqlite"
    letter.write_text("Beste collega, " * 500)
    backup.save(file_address, newer)
    with sqlite3.connect(newer) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    older = tmp_path / "ouder.sqlite"
    shutil.copy(newer, older)
    with sqlite3.connect(older) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0006'")
    connection.close()
    with pytest.raises(BackupError, match=r"ontwikkelversie.*ehbi export"):
        backup.bring_back(file_address, older)
    for file in (letter, newer, tmp_path / "nergens", tmp_path):
        with pytest.raises(BackupError, match=r"niets veranderd|is er niet"):
            backup.bring_back(file_address, file)
    assert case_log.kept(file_store) == (CASE,)


def test_before_a_database_changes_its_shape_it_is_copied_beside_itself_once(
    file_store, file_address, file, newer_schema
):
    case_log.keep(file_store, [CASE])
    newer_schema()
    for _ in range(2):
        Store.open(file_address).close()
    (copy,) = backup.copies(file)
    assert copy.name == f"ehbi.before-{migrations.newest()}.sqlite"
    assert rights(copy) == 0o600
    found = sqlite3.connect(copy)
    assert found.execute("SELECT version_num FROM alembic_version").fetchone() == (SCHEMA,)
    assert found.execute("SELECT count(*) FROM cases").fetchone() == (1,)
    found.close()


def test_stores_that_are_opened_at_once_leave_a_copy_of_before(file_address, file, newer_schema):
    Store.open(file_address).close()
    newer_schema()
    together = threading.Barrier(4)

    def open_it():
        together.wait()
        Store.open(file_address).close()

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    found = sqlite3.connect(backup.copies(file)[0])
    assert found.execute("SELECT version_num FROM alembic_version").fetchone() == (SCHEMA,)
    found.close()


def test_a_new_database_has_no_copy(file_store, file):
    assert file_store.where.endswith(file.name)
    assert backup.copies(file) == ()


def test_without_room_for_a_copy_the_database_stays_as_it_was_and_that_is_said(
    file_address, file, newer_schema, monkeypatch
):
    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    Store.open(file_address).close()
    newer_schema()
    with monkeypatch.context() as without_room:
        without_room.setattr(backup, "_settle", full)
        with pytest.raises(StoreError, match=r"niet bijgewerkt.*kopie vooraf.*No space left"):
            Store.open(file_address)
    found = sqlite3.connect(file)
    assert found.execute("SELECT version_num FROM alembic_version").fetchone() == (SCHEMA,)
    found.close()
    assert not [one for one in file.parent.iterdir() if ".before-" in one.name]
    Store.open(file_address).close()
