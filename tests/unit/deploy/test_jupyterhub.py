"""What is in the example for JupyterHub is there."""

from __future__ import annotations

import json
import runpy
from types import SimpleNamespace

from deploy import HERE
from ehbi import places

FILE = HERE / "jupyterhub" / "jupyterhub_config.py"


def test_it_opens_the_managers_page_on_the_database(monkeypatch):
    monkeypatch.setenv(places.DATABASE, "postgresql://db.example/ehbi")
    spawner = SimpleNamespace()
    runpy.run_path(str(FILE), {"get_config": lambda: SimpleNamespace(Spawner=spawner)})
    assert spawner.environment == {places.DATABASE: "postgresql://db.example/ehbi"}
    notebook = spawner.default_url.rsplit("/", 1)[1]
    root = spawner.notebook_dir.removeprefix("/opt/ehbi/")
    shown = json.loads((HERE.parent / root / notebook).read_text(encoding="utf-8"))
    assert "editor" in str(shown["cells"]).lower()


def test_its_pages_can_ask_nobody_else_for_anything(monkeypatch):
    monkeypatch.setenv(places.DATABASE, "sqlite://")
    spawner = SimpleNamespace()
    told = runpy.run_path(str(FILE), {"get_config": lambda: SimpleNamespace(Spawner=spawner)})
    assert told["POLICY"] in spawner.args[0]
    assert "https" not in told["POLICY"]
