"""What was published last is served, and what was served stays, whatever happens to the rest."""

from __future__ import annotations

import asyncio
import json
from types import SimpleNamespace

import pytest
from sqlalchemy import create_engine, text

from ehbi import load, places
from ehbi.handbook.pictures import digest_of
from ehbi.server import follower as module
from ehbi.server.database import Database
from ehbi.server.editions import Editions
from ehbi.server.follower import Follower
from ehbi.server.metrics import Metrics
from ehbi.store import Store, StoreError, revisions
from tests.unit.handbook.pictures import CONTENT, picture, with_pictures, without_pictures

PACKAGED = load()
BROKEN = "kapot"


def titled(title):
    return PACKAGED.model_copy(update={"title": title})


def page(handbook):
    if handbook.title == BROKEN:
        raise ValueError(handbook.title)
    return f"<h1>{handbook.title}</h1>"


class Desk:
    """A server's part that follows a database, without the server."""

    def __init__(self, address, folder):
        self.handbooks = folder / "handbooks"
        self.handbooks.mkdir(exist_ok=True)
        self.database, self.metrics = Database(address, retry=0), Metrics()
        self.editions = Editions(page, self.handbooks)
        self.follower = Follower(self.editions, self.database, places.last_edition(address), self.metrics)
        asyncio.run(self.follower.begin(60))

    @property
    def title(self):
        return self.editions.now.handbook.title

    def look(self):
        self.follower.look()
        return self.title

    @property
    def refused(self):
        return self.metrics.registry.get_sample_value("ehbi_editions_refused_total")

    def close(self):
        self.follower.close()
        self.database.close()


@pytest.fixture
def address(tmp_path):
    return f"sqlite:///{tmp_path}/ehbi.sqlite"


@pytest.fixture
def managers(address):
    store = Store.open(address, publishes=True)
    yield store
    store.close()


@pytest.fixture
def start(address, tmp_path):
    made = []

    def starting():
        made.append(Desk(address, tmp_path))
        return made[-1]

    yield starting
    for desk in made:
        desk.close()


@pytest.fixture
def now(monkeypatch):
    """A clock that the test moves."""
    clock = SimpleNamespace(time=1000.0)
    monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: clock.time))
    return clock


def publish(store, title):
    return revisions.publish(store, revisions.newest_of(store).number, titled(title), "Noor", "").number


def change(address, number, **columns):
    """Change what is never changed, as a newer EHBI, a fault or a taking out of a text would."""
    engine = create_engine(address)
    with engine.begin() as connection:
        guards = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars()
        for guard in [*guards]:
            connection.exec_driver_sql(f"DROP TRIGGER {guard}")
        for name, value in columns.items():
            change = text(f"UPDATE revisions SET {name} = :value WHERE id = :id")  # noqa: S608
            connection.execute(change, {"value": value, "id": number})
    engine.dispose()


def content(address, number):
    engine = create_engine(address)
    with engine.begin() as connection:
        found = connection.execute(text("SELECT content FROM revisions WHERE id = :id"), {"id": number})
        read = found.scalar_one()
    engine.dispose()
    return read


def of_newer_ehbi(address, number):
    change(address, number, content=json.dumps({**json.loads(content(address, number)), "video": "x"}))


def gone(_store):
    raise StoreError("ergens", "stuk")


def test_what_was_published_takes_the_place_of_what_was_served(start, managers):
    desk = start()
    assert desk.editions.now.revision == PACKAGED.revision
    publish(managers, "Nieuw")
    assert desk.follower.behind is False
    assert desk.look() == "Nieuw"
    assert desk.editions.of(PACKAGED.revision).handbook.published_as(None) == PACKAGED


def test_what_is_served_says_as_which_version_it_was_published_also_when_it_says_what_an_older_one_said(
    start, managers
):
    desk = start()
    assert desk.editions.now.handbook.version == revisions.known(managers, 1).version
    publish(managers, "Nieuw")
    revisions.publish(managers, 2, revisions.content(managers, 1), "Noor", "Terug")
    desk.look()
    assert desk.editions.now.handbook.version == revisions.known(managers, 3).version
    revisions.publish(managers, 3, desk.editions.now.handbook, "Noor", "Hetzelfde")
    desk.look()
    assert desk.editions.now.handbook.version.number == 4


def test_a_profile_that_changes_is_served_without_a_restart(start, tmp_path, monkeypatch):
    file = tmp_path / "profiel.yaml"
    monkeypatch.setenv(places.PROFILE, str(file))
    desk = start()
    assert desk.editions.now.handbook.profile is None
    before = desk.editions.now
    desk.look()
    assert desk.editions.now is before
    for name in ("Noord", "Zuidwest"):
        file.write_text(f"format: 1\nlibrary: {name}\n", encoding="utf-8")
        desk.look()
        assert desk.editions.now.handbook.profile.library == name
    file.unlink()
    desk.look()
    assert desk.editions.now.handbook.profile is None


def test_a_profile_with_an_error_is_not_used_and_the_log_says_so(start, tmp_path, monkeypatch, caplog):
    file = tmp_path / "profiel.yaml"
    monkeypatch.setenv(places.PROFILE, str(file))
    file.write_text("format: 1\nlibrary: ''\nsystem: Wise\n", encoding="utf-8")
    desk = start()
    assert desk.editions.now.handbook.profile is None
    assert f"{file}:2: De naam van de bibliotheek is leeg" in caplog.text
    assert "ehbi profile check" in caplog.text
    file.write_text("format: 1\nlibrary: Noord\n", encoding="utf-8")
    desk.look()
    assert desk.editions.now.handbook.profile.library == "Noord"


def test_a_profile_that_could_not_be_shown_is_tried_again(start, tmp_path, monkeypatch, now, told):
    file = tmp_path / "profiel.yaml"
    monkeypatch.setenv(places.PROFILE, str(file))
    desk = start()
    file.write_text("format: 1\nlibrary: Noord\n", encoding="utf-8")
    away = desk.handbooks.rename(tmp_path / "weg")
    told.clear()
    for _ in range(3):
        desk.look()
        now.time += module.AGAIN
    assert desk.editions.now.handbook.profile is None
    assert len(told) == 1
    away.rename(desk.handbooks)
    desk.look()
    assert desk.editions.now.handbook.profile.library == "Noord"


def test_a_store_that_fails_is_told_once_and_what_was_served_stays(start, monkeypatch, told):
    desk = start()
    monkeypatch.setattr(revisions, "newest_of", gone)
    desk.look()
    desk.look()
    assert len(told) == 1
    assert desk.editions.now.revision == PACKAGED.revision
    assert not desk.follower.sees_store


@pytest.mark.parametrize("harm", ["of a newer EHBI", "no JSON", "cannot be built"])
def test_one_revision_that_cannot_be_served_keeps_no_later_one_away(start, address, managers, harm, told):
    desk = start()
    publish(managers, "Goed")
    assert desk.look() == "Goed"
    number = publish(managers, BROKEN)
    if harm == "of a newer EHBI":
        of_newer_ehbi(address, number)
    elif harm == "no JSON":
        change(address, number, content="[" * 100_000)
    told.clear()
    for _ in range(3):
        assert desk.look() == "Goed"
    assert desk.follower.behind
    assert [line.partition(":")[0] for line in told] == [f"Versie {number} is niet te zien"]
    assert desk.refused == 1
    publish(managers, "Beter")
    assert desk.look() == "Beter"
    assert not desk.follower.behind


def test_a_start_with_such_a_revision_serves_the_newest_that_can_be(start, address, managers):
    publish(managers, "Goed")
    for _ in range(2):
        of_newer_ehbi(address, publish(managers, BROKEN))
    assert start().title == "Goed"


def test_what_could_not_be_read_is_tried_again(start, address, managers, now):
    desk = start()
    number = publish(managers, "Nieuw")
    whole = content(address, number)
    of_newer_ehbi(address, number)
    assert desk.look() == PACKAGED.title
    change(address, number, content=whole)
    assert desk.look() == PACKAGED.title
    now.time += module.AGAIN
    assert desk.look() == "Nieuw"


def test_a_full_disk_for_a_while_keeps_no_revision_away(start, managers, tmp_path, now, told):
    desk = start()
    away = desk.handbooks.rename(tmp_path / "weg")
    publish(managers, "Nieuw")
    told.clear()
    assert desk.look() == desk.look() == PACKAGED.title
    assert len(told) == 1
    away.rename(desk.handbooks)
    now.time += module.AGAIN
    assert desk.look() == "Nieuw"


@pytest.mark.parametrize("gone", [True, False])
def test_a_restart_without_the_database_serves_what_was_served_last(start, managers, tmp_path, gone):
    publish(managers, "Nieuw")
    start().close()
    managers.close()
    for name in ("ehbi.sqlite", "ehbi.sqlite-wal", "ehbi.sqlite-shm"):
        (tmp_path / name).unlink(missing_ok=True)
    if gone:
        (tmp_path / "ehbi.sqlite").mkdir()
    else:
        (tmp_path / "ehbi.sqlite").write_text("geen database " * 100)
    desk = start()
    assert (desk.title, desk.editions.now.handbook.version.number) == ("Nieuw", 2)


def test_a_text_that_was_taken_out_of_the_newest_revision_is_gone_from_what_is_served(
    start, address, managers
):
    number = publish(managers, "Jan Jansen")
    desk = start()
    data = {**json.loads(content(address, number)), "title": "█████"}
    change(address, number, content=json.dumps(data), digest="x")
    assert desk.look() == "█████"
    assert "Jansen" not in places.last_edition(address).read_text(encoding="utf-8")


def test_what_was_kept_and_cannot_be_read_is_told_and_left_alone(start, address, told):
    places.last_edition(address).write_text("{}", encoding="utf-8")
    assert start().editions.now.revision == PACKAGED.revision
    assert "niet te lezen" in told[0]


def test_what_was_kept_and_cannot_be_built_is_left_alone(start, address):
    module.keep_last(places.last_edition(address), 7, titled(BROKEN))
    assert start().editions.now.revision == PACKAGED.revision


def test_where_nothing_can_be_kept_it_is_told_once_and_served(start, address, managers, told):
    places.last_edition(address).mkdir()
    desk = start()
    for title in ("een", "twee"):
        publish(managers, title)
        assert desk.look() == title
    assert len([line for line in told if "na een herstart" in line]) == 1


def test_pictures_are_there_after_a_start_without_database(tmp_path):
    handbook = with_pictures("mail-zoeken", picture()).with_pictures({digest_of(CONTENT): CONTENT})
    module.keep_last(tmp_path / "last.json", 3, handbook)
    number, again = module.find_last(tmp_path / "last.json")
    assert (number, again, again.pictures) == (3, handbook, handbook.pictures)
    module.keep_last(tmp_path / "last.json", 3, without_pictures())
    assert module.find_last(tmp_path / "last.json")[1].pictures == {}
