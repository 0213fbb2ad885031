"""The bundles hold what every visit needs, and leave alone what they do not understand."""

import re

import pytest

from ehbi.server.http.assets import EXTENSIONS, bundles, collect

PROGRAM = "voila/voila.js"
ENTRY = "ext/een/static/remoteEntry.ab12.js"


def test_a_chunk_that_the_program_names_is_in():
    made = bundles(
        {PROGRAM: b"r.e(12),r.e(7)", "voila/12.voila.js": b"twelve", "voila/9.voila.js": b"nine"}, {}
    )
    assert b"twelve" in made["voila/bundle.js"]
    assert b"nine" not in made["voila/bundle.js"]


def test_the_program_itself_stays_out_as_it_runs_when_it_is_loaded():
    assert b"r.e(12)" not in bundles({PROGRAM: b"r.e(12)"}, {})["voila/bundle.js"]


def test_the_chunks_with_which_an_extension_starts_are_in():
    entry = b'{"./index":()=>Promise.all([t.e(1)]),"./extension":()=>Promise.all([t.e(2),t.e("30")]).then(x)}'
    chunks = {f"ext/een/static/{number}.cd34.js": f"<{number}>".encode() for number in (1, 2, 30)}
    glued = bundles({}, {ENTRY: entry, **chunks})["ext/bundle.js"]
    assert re.findall(rb"<(\d+)>", glued) == [b"2", b"30"]


def test_an_extension_that_is_built_in_another_way_is_left_to_load_its_own():
    glued = bundles({}, {ENTRY: b"something new", "ext/een/static/2.cd34.js": b"<2>"})["ext/bundle.js"]
    assert b"<2>" not in glued


def test_strict_mode_of_one_chunk_does_not_reach_the_next():
    chunks = {"voila/1.voila.js": b'"use strict";one()', "voila/2.voila.js": b"two() // end"}
    glued = bundles({PROGRAM: b"r.e(1),r.e(2)", **chunks}, {})["voila/bundle.js"].decode()
    assert re.findall(r"\(function\(\)\{(.*?)\n\}\)\.call\(self\);", glued) == [
        text.decode() for text in chunks.values()
    ]


@pytest.fixture(scope="module")
def files():
    return collect().files


def test_the_installed_voila_is_understood(files):
    named = set(re.findall(rb"\.e\((\d+)\)", files[PROGRAM]))
    chunks = [
        path for path in files if re.fullmatch(r"voila/(\d+)\.voila\.js", path) and _number(path) in named
    ]
    assert len(chunks) > 20
    assert all(files[path] in files["voila/bundle.js"] for path in chunks)


@pytest.mark.parametrize("name", EXTENSIONS)
def test_the_installed_extension_is_understood(files, name):
    chunks = [path for path in files if path.startswith(f"ext/{name}/static/") and "remoteEntry" not in path]
    assert any(files[path] in files["ext/bundle.js"] for path in chunks)


def _number(path):
    return path.split("/")[1].split(".")[0].encode()
