"""A patron's own screen to a stranger: nothing is learned or told, and no rush silences others."""

from __future__ import annotations

import json
import logging
from urllib.parse import urlencode

import pytest

from ehbi.handbook.languages import Language
from ehbi.server import metrics
from ehbi.server.http.handlers import FORM
from ehbi.server.patron import addresses as module
from ehbi.server.patron import screens
from ehbi.store import patron_screens
from ehbi.store.patron_screens import LASTS
from tests.patrons import HANDBOOK, WORDS

from .screening import NOW, OVER, Link


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


def test_a_rush_at_the_patrons_side_leaves_the_desk_what_it_has(visit, monkeypatch):
    monkeypatch.setattr(module, "OWN_AT_ONCE", 2.0)

    async def work(desk):
        link = await desk.opens(step="reset-mail", language="en")
        said = [(await link.tells(language="ar")).code for _ in range(3)]
        assert said == [200, 200, 503]
        assert (await link.moves("mail-zoeken")).code == 200

    visit(work)


def test_what_is_guessed_is_looked_for_so_often_and_refused_then_while_screens_go_on(visit, monkeypatch):
    monkeypatch.setattr(screens, "GUESSED_AT_ONCE", 5.0)
    reads = []
    read = patron_screens.current
    monkeypatch.setattr(patron_screens, "current", lambda *given: reads.append(1) or read(*given))

    async def work(desk):
        link = await desk.opens(step="mail-zoeken", language="en")
        assert "Look in your" in await link.shows()
        guesses = [(await desk.ask(f"/mee/geraden{at}/nu")).code for at in range(9)]
        assert guesses == [404] * 5 + [503] * 4
        assert len(reads) == 6
        assert "Look in your" in await link.shows()
        assert (await link.tells(said="done", step="mail-zoeken")).code == 200

    visit(work)


@pytest.mark.parametrize(
    "sent", [{"Origin": "null"}, {"Origin": "https://elders.example"}, {"Sec_Fetch_Site": "cross-site"}]
)
def test_what_a_page_of_another_site_sends_is_refused_though_it_has_the_address(visit, sent):
    async def work(desk):
        link = await desk.opens(step="mail-zoeken")
        form = await desk.ask(link.path, "POST", urlencode({"language": "en"}), Content_Type=FORM, **sent)
        assert form.code == 403
        assert (await desk.ask(link.path, "DELETE", EHBI_Key=link.key, **sent)).code == 403
        plain = await desk.ask(link.path, "POST", '{"language": "en"}', Content_Type="text/plain")
        assert plain.code == 415
        assert (await link.heard())["language"] == ""

    visit(work)
