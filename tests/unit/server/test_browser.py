"""The page opens in a browser when that is asked for, and a key is in no command line."""

from __future__ import annotations

import asyncio
import stat
import sys

import pytest

from ehbi.server import browser

from ...serving import running_server
from ...waiting import wait_until

OPENS = "import sys; from pathlib import Path; Path({!r}).write_text(sys.argv[1])"


@pytest.fixture
def opened(tmp_path, monkeypatch):
    """A browser that writes down what it was asked to open."""
    file = tmp_path / "opened"
    program = tmp_path / "browser.py"
    program.write_text(OPENS.format(str(file)), encoding="utf-8")
    monkeypatch.setenv("BROWSER", f"{sys.executable} {program} %s")
    return file


@pytest.mark.thorough
def test_a_page_without_a_key_is_opened_as_it_is(opened, tmp_path, capsys):
    asyncio.run(browser.show("http://127.0.0.1:8866/", tmp_path))
    assert opened.read_text() == "http://127.0.0.1:8866/"
    assert capsys.readouterr().out == ""


@pytest.mark.thorough
def test_one_with_a_key_is_opened_by_way_of_a_file_of_the_owner(opened, tmp_path):
    asyncio.run(browser.show("http://127.0.0.1:8867/?token=geheim", tmp_path))
    file = tmp_path / "open.html"
    assert opened.read_text() == file.as_uri()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert 'url=http://127.0.0.1:8867/?token=geheim"' in file.read_text()


@pytest.mark.thorough
def test_without_a_browser_is_told_what_to_do(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("BROWSER", "/nergens/browser %s")
    asyncio.run(browser.show("http://127.0.0.1:8866/", tmp_path))
    assert capsys.readouterr().out == f"{browser.NONE}\n"


def test_a_server_opens_its_page_when_it_is_there(opened):
    with running_server("--open") as server:
        wait_until(lambda: opened.exists() and opened.read_text(), "the browser is there")
        assert opened.read_text() == server.url
