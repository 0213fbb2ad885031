"""What a server gives to a worker: a folder with the handbook, and a page of ours around it."""

from __future__ import annotations

import pytest

import ehbi
from ehbi import places
from ehbi.book import IN_PAGE
from ehbi.files.documents import to_json
from ehbi.worker import guest
from tests.waiting import PATIENCE

from .asking import Asker


@pytest.fixture(scope="session")
def handbooks(tmp_path_factory):
    folder = tmp_path_factory.mktemp("handbooks")
    (folder / "newest.json").write_text(to_json(ehbi.load()), encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def environment(handbooks, tmp_path, monkeypatch):
    monkeypatch.setenv(places.HANDBOOKS, str(handbooks))
    monkeypatch.setattr(places, "data_folder", lambda: tmp_path)
    monkeypatch.setenv(IN_PAGE, "1")


@pytest.fixture
def asker(monkeypatch):
    """A worker that has its time: what it says on the way to an answer always comes with that."""
    monkeypatch.setattr(guest, "TOGETHER", PATIENCE)
    with Asker() as asker:
        yield asker
