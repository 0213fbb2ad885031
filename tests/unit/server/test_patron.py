"""A patron's own screen: what it shows follows the desk, on any server, and a stranger learns nothing."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from urllib.parse import urlencode, urlsplit

import pytest
from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application

from ehbi.handbook.languages import Language
from ehbi.server import metrics
from ehbi.server.database import Database
from ehbi.server.metrics import Metrics
from ehbi.server.patron import addresses as module
from ehbi.server.patron import screens as module_of_screens
from ehbi.server.patron.addresses import FORM
from ehbi.server.patron.screens import AWAY, FRESH, PatronScreens, SlowError
from ehbi.store import patron_screens
from ehbi.store.patron_screens import LASTS
from tests.patrons import HANDBOOK, WORDS
from tests.waiting import PATIENCE

NOW = datetime(2026, 12, 1, 10, tzinfo=UTC)
OVER = '{"message": "Dit is afgelopen."}'


class Clock:
    """The time of all servers of a test."""

    def __init__(self) -> None:
        self.passed = 0.0

    def now(self) -> datetime:
        return NOW + timedelta(seconds=self.passed)

    def tick(self) -> float:
        return 1000 + self.passed


class Desk:
    """A server with the addresses alone, and what asks it."""

    def __init__(self, url: str, screens: PatronScreens, numbers: Metrics) -> None:
        self.url, self.screens, self.metrics = url, screens, numbers

    async def ask(self, path, method="GET", body=None, **headers):
        named = {name.replace("_", "-"): text for name, text in headers.items()}
        if isinstance(body, dict):
            named, body = {"Content-Type": "application/json", **named}, json.dumps(body)
        how = {"follow_redirects": False, "request_timeout": 60, "allow_nonstandard_methods": True}
        asked = HTTPRequest(self.url + path, method, named, body, **how)
        return await AsyncHTTPClient().fetch(asked, raise_error=False)

    async def opens(self, **body):
        answer = await self.ask("/mee", "POST", body)
        assert answer.code == 200, answer.body
        return Link(self, json.loads(answer.body))


class Link:
    """A screen that a desk opened."""

    def __init__(self, desk: Desk, told) -> None:
        self.desk, self.told = desk, told
        self.key, self.path = told["key"], urlsplit(told["address"]).path
        self.token = self.path.removeprefix("/mee/")

    def at(self, desk):
        """The same screen, asked for at another server."""
        return Link(desk, self.told)

    async def moves(self, step, key=None):
        return await self.desk.ask(self.path, "POST", {"step": step}, EHBI_Key=key or self.key)

    async def tells(self, **body):
        return await self.desk.ask(self.path, "POST", body)

    async def shows(self):
        answer = await self.desk.ask(f"{self.path}/nu")
        return answer.body.decode() if answer.code == 200 else answer.code

    async def heard(self):
        answer = await self.desk.ask(f"{self.path}/gezegd", EHBI_Key=self.key)
        return json.loads(answer.body) if answer.code == 200 else answer.code

    async def ends(self, key=None):
        return await self.desk.ask(self.path, "DELETE", EHBI_Key=key or self.key)


@pytest.fixture
def time():
    return Clock()


@pytest.fixture
def serving(tmp_path, time):
    """Serve the addresses from a store that all servers of the test share."""

    @asynccontextmanager
    async def start(address=f"sqlite:///{tmp_path}/ehbi.sqlite", handbook=HANDBOOK):
        database, numbers = Database(address), Metrics()
        screens = PatronScreens(database, time.now, time.tick)
        editions = SimpleNamespace(
            now=SimpleNamespace(handbook=handbook),
            with_step=lambda step: handbook if step in handbook else None,
        )
        given = module.addresses(screens, editions, numbers, "127.0.0.1", "../patron_screen.js")
        quiet = {"cross_origin_protection": True, "log_function": lambda _: None}
        server = HTTPServer(Application(given, **quiet))
        (socket,) = bind_sockets(0, "127.0.0.1")
        server.add_sockets([socket])
        try:
            yield Desk(f"http://127.0.0.1:{socket.getsockname()[1]}", screens, numbers)
        finally:
            server.stop()
            database.close()

    return start


@pytest.fixture
def visit(serving):
    """Run a visit to one server."""

    def visiting(work, **given):
        async def run():
            async with serving(**given) as desk:
                return await work(desk)

        return asyncio.run(run())

    return visiting


def test_a_screen_follows_the_desk_and_the_desk_hears_what_was_said_of_the_step_at_hand(visit):
    async def work(desk):
        link = await desk.opens(step="reset-mail", language="en")
        assert "Which e-mail address" in await link.shows()
        assert (await link.moves("mail-zoeken")).code == 200
        shown = await link.shows()
        assert "Look in your" in shown
        assert '<bdi lang="nl" dir="ltr">inbox</bdi>' in shown
        assert (await link.tells(said="unclear", step="mail-zoeken")).code == 200
        await link.tells(said="done", step="reset-mail")  # too late
        said = {"said": "unclear", "step": "mail-zoeken", "language": "en", "here": True}
        assert await link.heard() == said
        assert WORDS.told in await link.shows()
        await link.moves("mail-opnieuw")
        assert await link.heard() == said | {"said": "", "step": "mail-opnieuw"}
        assert WORDS.told not in await link.shows()

    visit(work)


def test_a_page_that_has_what_is_shown_is_told_no_more(visit):
    async def work(desk):
        link = await desk.opens(step="mail-zoeken", language="en")
        now = f"{link.path}/nu"
        first = await desk.ask(now)
        known = first.headers["Etag"]
        assert f"data-known={known}" in first.body.decode()
        again = await desk.ask(now, If_None_Match=known)
        assert (again.code, again.body) == (304, b"")
        await link.tells(language="nl")
        assert (await desk.ask(now, If_None_Match=known)).code == 200

    visit(work)


def test_a_patron_chooses_a_language_first_and_can_change_it(visit):
    async def work(desk):
        link = await desk.opens(step="mail-zoeken")
        shown = await link.shows()
        assert "العربية" in shown
        assert "inbox" not in shown
        assert "said" not in shown
        for tag, words in (("ar", 'lang="ar" dir="rtl"'), ("nl", "Zoek de mail in je")):
            assert (await link.tells(language=tag)).code == 200
            assert words in await link.shows()
            assert (await link.heard())["language"] == tag

    visit(work)


def test_to_a_stranger_what_ended_what_never_was_and_what_is_guessed_are_the_same(visit, time):
    async def work(desk):
        ended, late, real = [await desk.opens(step="mail-zoeken") for _ in range(3)]
        assert (await ended.ends()).code == 200
        time.passed = LASTS.total_seconds() - 1
        await real.moves("mail-zoeken")
        time.passed += 1
        guessed = real.path[:-1] + ("A" if real.path[-1] != "A" else "B")
        for path in ("", "/nu", "/gezegd"):
            answers = []
            for one in (
                ended.path,
                late.path,
                guessed,
                "/mee/x",
                "/mee/%00",
                "/mee/%ff",
                f"/mee/{'x' * 500}",
            ):
                answer = await desk.ask(one + path, EHBI_Key=real.key)
                headers = {name: text for name, text in answer.headers.items() if name != "Date"}
                answers.append((answer.code, answer.body, headers))
            assert answers[0][0] == 404
            assert answers == [answers[0]] * len(answers)
        over = (await desk.ask(late.path)).body.decode()
        assert "Dit is afgelopen" in over
        assert WORDS.over in over
        assert "<form" not in over
        for answer in (await late.moves("mail-zoeken"), await late.ends(), await late.tells(language="en")):
            assert (answer.code, answer.body.decode()) == (404, OVER)

    visit(work)


def test_only_the_desk_that_has_the_key_moves_hears_and_ends_a_screen(visit):
    async def work(desk):
        link, other = await desk.opens(step="mail-zoeken"), await desk.opens()
        for key in (other.key, link.token, "x"):
            for answer in (
                await link.moves("mail-opnieuw", key),
                await link.ends(key),
                await desk.ask(f"{link.path}/gezegd", EHBI_Key=key),
            ):
                assert (answer.code, answer.body.decode()) == (404, OVER)
        assert (await desk.ask(f"{link.path}/gezegd")).code == 404
        assert (await link.tells(step="mail-opnieuw")).code == 400
        assert (await link.heard())["step"] == "mail-zoeken"

    visit(work)


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        "x",
        None,
        {"said": "", "step": "mail-zoeken"},
        {"said": "done"},
        {"said": ["done"], "step": "x"},
    ]
    + [{"language": tag} for tag in ("tlh", "", ["en"], None)]
    + [{"said": "geheim", "step": "mail-zoeken"}, {"language": "en", "naam": "x"}],
)
def test_nothing_else_can_be_told_to_a_screen(visit, body):
    async def work(desk):
        link = await desk.opens(step="mail-zoeken")
        told = await desk.ask(link.path, "POST", json.dumps(body), Content_Type="application/json")
        assert told.code == 400
        assert await link.heard() == {"said": "", "step": "mail-zoeken", "language": "", "here": False}

    visit(work)


@pytest.mark.parametrize(
    "body",
    [
        [],
        "x",
        {"step": "bestaat-niet"},
        {"step": 1},
        {"language": "tlh"},
        {"naam": "x"},
        {"at": "x y"},
        {"at": 1},
    ],
)
def test_nothing_is_opened_for_what_no_desk_of_ours_asks(visit, body):
    async def work(desk):
        answer = await desk.ask("/mee", "POST", json.dumps(body), Content_Type="application/json")
        assert answer.code == 400
        assert await desk.screens._database.use(lambda store: patron_screens.current(store, NOW)) == {}

    visit(work)


def test_two_servers_on_one_store_show_and_hear_the_same(serving, time):
    async def run():
        async with serving() as one, serving() as other:
            link = await one.opens(language="en")
            there = link.at(other)
            assert WORDS.waits in await there.shows()  # at once, though it began elsewhere
            await link.moves("mail-zoeken")
            time.passed += 2 * FRESH
            assert "Look in your" in await there.shows()
            await there.tells(said="failed", step="mail-zoeken")
            time.passed += 2 * FRESH
            await other.screens.keep_heard()
            assert await link.heard() == {
                "said": "failed",
                "step": "mail-zoeken",
                "language": "en",
                "here": False,
            } | {"here": True}
            time.passed += AWAY.total_seconds()
            assert not (await link.heard())["here"]
            await link.ends()
            time.passed += 2 * FRESH
            assert await there.shows() == 404

    asyncio.run(run())


def test_however_many_look_at_once_the_store_is_read_once(visit, monkeypatch):
    reads = []
    read = patron_screens.current
    monkeypatch.setattr(patron_screens, "current", lambda *given: reads.append(1) or read(*given))

    async def work(desk):
        link = await desk.opens(step="mail-zoeken", language="en")
        shown = await asyncio.gather(*(link.shows() for _ in range(60)))
        assert all("Look in your" in one for one in shown)
        return len(reads)

    assert visit(work) == 1


def test_what_sides_move_and_say_reads_one_screen_and_not_all_of_them(visit, monkeypatch):
    reads = []
    read = patron_screens.current

    async def work(desk):
        link = await desk.opens(step="mail-zoeken", language="en")
        await link.heard()
        monkeypatch.setattr(patron_screens, "current", lambda *given: reads.append(1) or read(*given))
        await link.moves("mail-opnieuw")
        await link.tells(said="unclear", step="mail-opnieuw")
        assert (await link.heard())["said"] == "unclear"
        return reads

    assert visit(work) == []


def test_all_desks_of_a_large_library_can_open_and_move_a_screen_at_the_same_moment(visit):
    async def work(desk):
        screens = desk.screens
        opened = await asyncio.gather(*(screens.open("mail-zoeken", "en") for _ in range(60)))
        found = [await screens.find(one.token) for one in opened]
        assert all(await asyncio.gather(*(screens.move(one, "mail-opnieuw") for one in found)))
        assert {(await screens.find(one.token)).step for one in opened} == {"mail-opnieuw"}

    visit(work)


def test_who_waits_for_a_reading_hears_its_end_though_the_next_one_has_begun(visit, monkeypatch, time):
    goes_on, reads = threading.Event(), asyncio.Event()
    read = patron_screens.current

    async def work(desk):
        loop, screens = asyncio.get_running_loop(), desk.screens
        link = await desk.opens(step="mail-zoeken")
        await link.heard()

        def slow(*given):
            loop.call_soon_threadsafe(reads.set)
            goes_on.wait(PATIENCE)
            return read(*given)

        monkeypatch.setattr(patron_screens, "current", slow)
        guessing = [asyncio.ensure_future(screens.find("geraden"))]
        await reads.wait()
        guessing.append(asyncio.ensure_future(screens.find("ook-geraden")))  # waits for the next reading
        await asyncio.sleep(0)
        time.passed += 2 * FRESH
        looking = asyncio.ensure_future(screens.find(link.token))
        await asyncio.sleep(0)
        goes_on.set()
        assert (await looking).step == "mail-zoeken"
        assert await asyncio.gather(*guessing) == [None, None]

    visit(work)


def test_what_was_written_while_the_store_was_read_is_as_it_was_written(visit, monkeypatch, time):
    goes_on, reads = threading.Event(), asyncio.Event()
    read = patron_screens.current

    async def work(desk):
        loop, screens = asyncio.get_running_loop(), desk.screens
        link = await desk.opens(step="mail-zoeken")
        screen = await screens.find(link.token)

        def slow(*given):
            found = read(*given)
            loop.call_soon_threadsafe(reads.set)
            goes_on.wait(PATIENCE)
            return found

        monkeypatch.setattr(patron_screens, "current", slow)
        time.passed += 2 * FRESH
        looking = asyncio.ensure_future(screens.find(link.token))
        await reads.wait()
        await screens.move(screen, "mail-opnieuw")
        goes_on.set()
        assert (await looking).step == "mail-opnieuw"

    visit(work)


def test_what_waits_too_long_for_the_store_is_refused_and_not_done(visit, monkeypatch):
    goes_on, hangs = threading.Event(), asyncio.Event()
    move = patron_screens.move

    async def work(desk):
        loop, screens = asyncio.get_running_loop(), desk.screens
        link = await desk.opens(step="mail-zoeken")
        screen = await screens.find(link.token)

        def slow(*given):
            loop.call_soon_threadsafe(hangs.set)
            goes_on.wait(PATIENCE)
            return move(*given)

        monkeypatch.setattr(patron_screens, "move", slow)
        first = asyncio.ensure_future(screens.move(screen, "mail-opnieuw"))
        await hangs.wait()
        with monkeypatch.context() as hasty:
            hasty.setattr(module_of_screens, "PATIENCE", 0.01)
            with pytest.raises(SlowError):
                await screens.speak(screen, "ar")
        goes_on.set()
        assert await first
        assert await screens.move(screen, "mail-zoeken")
        assert (await link.heard())["language"] == ""

    visit(work)


def test_a_page_without_javascript_does_the_same_by_its_form_wherever_it_says_it_is(visit):
    async def work(desk):
        link = await desk.opens(step="mail-zoeken")
        for given in ({"language": "en"}, {"said": "done", "step": "mail-zoeken"}):
            sent = await desk.ask(link.path, "POST", urlencode(given), Content_Type=FORM, Origin="null")
            assert (sent.code, sent.headers["Location"]) == (303, link.token)
        page = await desk.ask(link.path)
        text = page.body.decode()
        assert '<noscript><meta http-equiv="refresh"' in text
        assert 'value="done" aria-pressed="true"' in text
        assert "form-action 'self'" in page.headers["Content-Security-Policy"]
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert page.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in page.headers
        refused = await desk.ask(link.path, "POST", urlencode({"language": "tlh"}), Content_Type=FORM)
        assert (refused.code, refused.headers["Refresh"]) == (400, "5")

    visit(work)


def test_too_many_are_refused_and_a_rush_at_one_screen_leaves_the_others_what_they_have(visit, monkeypatch):
    for name, number in {"OPENED_AT_ONCE": 3.0, "AT_ONCE": 6.0, "OWN_AT_ONCE": 3.0}.items():
        monkeypatch.setattr(module, name, number)

    async def work(desk):
        opened = [await desk.ask("/mee", "POST", {}) for _ in range(4)]
        assert [one.code for one in opened] == [200, 200, 200, 503]
        links = [Link(desk, json.loads(one.body)) for one in opened[:3]]
        await desk.ask("/mee/geraden", "POST", {"language": "en"})  # takes nothing of anybody
        for link, codes in zip(links, ([200, 200, 200, 503], [200, 200, 200], [503]), strict=True):
            assert [(await link.tells(language="en")).code for _ in codes] == codes
        refused = await desk.ask(links[0].path, "POST", urlencode({"language": "en"}), Content_Type=FORM)
        assert (refused.code, refused.headers["Refresh"]) == (503, "5")
        assert WORDS.waits in await links[0].shows()

    visit(work)


def test_a_desk_that_is_seen_elsewhere_gets_that_address_with_a_code_of_it(visit):
    async def work(desk):
        there = await desk.opens(at="https://naslag.voorbeeld.nl/ehbi/?x=1#reset-mail/ja")
        assert there.told["address"] == f"https://naslag.voorbeeld.nl/ehbi/mee/{there.token.split('/')[-1]}"
        # As an image needs it that is a file of its own.
        assert there.told["code"].startswith('<svg xmlns="http://www.w3.org/2000/svg"')
        here = await desk.opens()
        assert here.told["address"] == f"{desk.url}{here.path}"
        assert here.told["code"] == ""  # no phone can come there

    visit(work)


def test_neither_address_nor_key_is_in_a_log_a_number_or_the_database(visit, caplog, tmp_path, monkeypatch):
    caplog.set_level(logging.DEBUG, logger="")

    async def work(desk):
        link = await desk.opens(step="mail-zoeken", language="en")
        await link.tells(said="done", step="mail-zoeken")
        await link.heard()
        await desk.ask("/mee/geraden-token")
        with monkeypatch.context() as broken:
            broken.setattr(patron_screens, "say", lambda *_: 1 / 0)
            assert (await link.tells(said="done", step="mail-zoeken")).code == 500
        kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
        numbers = metrics.exposition.generate_latest(desk.metrics.registry).decode()
        for word in (link.token, link.key, "geraden-token"):
            assert word not in caplog.text
            assert word not in numbers
            assert word.encode() not in kept
        assert "ehbi_patron_screens_total 1.0" in numbers

    visit(work)


def test_without_a_store_both_sides_hear_that_there_is_no_connection(visit, tmp_path, told):
    (tmp_path / "map").touch()

    async def work(desk):
        assert (await desk.ask("/mee", "POST", {})).code == 503
        page = await desk.ask("/mee/x")
        assert (page.code, page.headers["Refresh"]) == (503, "5")
        assert "Geen verbinding" in page.body.decode()
        for path in ("/mee/x/nu", "/mee/x/gezegd"):
            assert (await desk.ask(path)).code == 503

    visit(work, address=f"sqlite:///{tmp_path}/map/ehbi.sqlite")
    assert len(told) <= 2


def test_a_handbook_without_languages_asks_for_none(visit):
    async def work(desk):
        link = await desk.opens(step="mail-zoeken")
        shown = await link.shows()
        assert "Zoek de mail in je" in shown
        assert 'name="language"' not in shown
        assert (await link.tells(language="en")).code == 400

    visit(work, handbook=HANDBOOK.model_copy(update={"languages": ()}))


def test_a_hostile_translation_is_text(visit):
    hostile = "<script>alert(1)</script> [x](javascript:alert(1)) **<img src=x onerror=alert(1)>**"
    own = Language(id="en", name="Engels", own_name=hostile)
    step = HANDBOOK.step("mail-zoeken")
    made = step.translations[0].model_copy(update={"text": hostile, "asks": hostile})
    steps = [
        one if one is not step else one.model_copy(update={"translations": (made,)}) for one in HANDBOOK.steps
    ]
    handbook = HANDBOOK.model_copy(update={"languages": (own,), "steps": tuple(steps)})

    async def work(desk):
        link = await desk.opens(step="mail-zoeken", language="en")
        shown = await link.shows()
        assert "&lt;script&gt;" in shown
        for markup in ("<script", "<img src=x", 'javascript:alert(1)"'):
            assert markup not in shown

    visit(work, handbook=handbook)
