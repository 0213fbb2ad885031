"""The wheel says what it is, and is all that somebody elsewhere needs."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
from email import message_from_bytes
from pathlib import Path
from zipfile import ZipFile

import pytest

from ehbi import load
from tests.fresh import built_wheel, environment
from tests.serving import running

from .server.visiting import ask, connect, new_guide, states


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return built_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def files(wheel):
    with ZipFile(wheel) as packed:
        return {name.partition(".dist-info/")[2] or name: packed.read(name) for name in packed.namelist()}


@pytest.fixture(scope="module")
def about(files):
    return message_from_bytes(files["METADATA"])


@pytest.mark.thorough
def test_it_holds_its_licence_its_notebooks_and_that_it_has_types(files):
    notebooks = {f"ehbi/notebooks/{name}.ipynb" for name in ("handboek", "beheer", "verkennen", "workshop")}
    assert {"licenses/LICENSE", "ehbi/py.typed", *notebooks} <= files.keys()


@pytest.mark.thorough
def test_it_holds_the_handbook_with_its_drawings(files):
    assert {f"ehbi/files/pictures/{digest}.webp" for digest in load().pictures} <= files.keys()
    assert load().pictures.items() <= {Path(name).stem: content for name, content in files.items()}.items()


@pytest.mark.thorough
def test_it_says_whose_it_is_and_for_whom(about):
    assert about["License-Expression"] == "BSD-3-Clause"
    assert about["License-File"] == "LICENSE"
    assert about["Author"] == "EHBI"
    assert about["Keywords"]
    assert "Typing :: Typed" in about.get_all("Classifier")


@pytest.mark.thorough
def test_its_description_shows_everything_elsewhere_too(about):
    pointed = re.findall(r"\]\(([^)]+)\)", about.get_payload())
    assert "pip install ehbi" in about.get_payload()
    assert all(re.match("https://|#", link) for link in pointed)


@pytest.mark.slow
@pytest.mark.parametrize("resolution", ["highest", "lowest-direct"])
def test_installed_elsewhere_it_serves_a_visitor_a_guide(wheel, tmp_path, resolution):
    ehbi = environment(tmp_path / "environment", resolution, str(wheel)) / "ehbi"
    for command in ("--help", "check"):
        usual = {name: text for name, text in os.environ.items() if name != "PYTHONPATH"}
        subprocess.run([ehbi, command], cwd=tmp_path, env=usual, check=True)
    with running([str(ehbi), "serve", "--port", "0"], real=True) as server:
        assert 'data-ehbi="book"' in ask(server.url).text
        assert asyncio.run(_widgets(server.url))


async def _widgets(url):
    """Return the widgets that a visitor's guide has."""
    socket = await connect(url, new_guide(url))
    found = await states(socket)
    socket.close()
    return found
