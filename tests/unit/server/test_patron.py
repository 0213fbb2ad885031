"""A patron's own screen: what it shows follows the desk, on any server, and the desk hears what was said."""

from __future__ import annotations

import asyncio
from urllib.parse import urlencode

from ehbi.server.http.handlers import FORM
from ehbi.server.patron.screens import AWAY, FRESH
from ehbi.store import patron_screens
from tests.patrons import HANDBOOK, WORDS


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


def test_the_desk_can_choose_it_too_and_the_last_who_chose_is_followed(visit):
    async def work(desk):
        link = await desk.opens(step="mail-zoeken")
        for tag, words in (("ar", 'lang="ar" dir="rtl"'), ("nl", "Zoek de mail in je")):
            assert (await link.moves("mail-zoeken", language=tag)).code == 200
            assert words in await link.shows()
        await link.tells(language="en")
        await link.moves("reset-mail")
        assert "Which e-mail address" in await link.shows()
        for wrong in (
            {"language": "tlh"},
            {"language": ["nl"]},
            {"language": ""},
            {"language": "nl", "naam": "x"},
        ):
            assert (await link.moves("mail-zoeken", **wrong)).code == 400
        assert (await link.moves("mail-zoeken", "x", language="nl")).code == 404
        assert await link.heard() == {"said": "", "step": "reset-mail", "language": "en", "here": True}

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


def test_a_page_without_javascript_does_the_same_by_its_form(visit):
    async def work(desk):
        link = await desk.opens(step="mail-zoeken")
        for given in ({"language": "en"}, {"said": "done", "step": "mail-zoeken"}):
            sent = await desk.ask(link.path, "POST", urlencode(given), Content_Type=FORM, Origin=desk.url)
            assert (sent.code, sent.headers["Location"]) == (303, link.token)
        page = await desk.ask(link.path)
        text = page.body.decode()
        assert '<noscript><meta http-equiv="refresh"' in text
        assert 'value="done" aria-pressed="true"' in text
        assert "form-action 'self'" in page.headers["Content-Security-Policy"]
        assert page.headers["Referrer-Policy"] == "strict-origin"
        assert page.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in page.headers
        refused = await desk.ask(link.path, "POST", urlencode({"language": "tlh"}), Content_Type=FORM)
        assert (refused.code, refused.headers["Refresh"]) == (400, "5")

    visit(work)


def test_a_desk_that_is_seen_elsewhere_gets_that_address_with_a_code_of_it(visit):
    async def work(desk):
        there = await desk.opens(at="https://naslag.voorbeeld.nl/ehbi/?x=1#reset-mail/ja")
        assert there.told["address"] == f"https://naslag.voorbeeld.nl/ehbi/mee/{there.token.split('/')[-1]}"
        assert there.told["code"].startswith("data:image/svg+xml")
        here = await desk.opens()
        assert here.told["address"] == f"{desk.url}{here.path}"
        assert here.told["code"] == ""  # no phone can come there

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
