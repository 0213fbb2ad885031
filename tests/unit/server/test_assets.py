"""Scripts are read once, packed once, and bundled as every visit needs them."""

from __future__ import annotations

import re

import pytest

from ehbi.server.http.assets import EXTENSIONS, Assets, bundles, collect

from .visiting import ask

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


@pytest.fixture(scope="module")
def assets():
    return collect()


@pytest.fixture
def boot(server):
    return re.search(r'src="\.([^"]*/ehbi/boot\.js)"', ask(server.url).text)[1]


def test_a_script_is_kept_for_ever(server, boot):
    answer = ask(server.url, boot)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_script_is_packed_for_a_browser_that_can_unpack_it(server, boot):
    bundle = boot.replace("ehbi/boot.js", "voila/bundle.js")
    packed = ask(server.url, bundle, Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.text == ask(server.url, bundle).text


def test_a_script_of_another_version_is_not_there(server, boot):
    assert ask(server.url, re.sub(r"/assets/\w+/", "/assets/0123456789ab/", boot)).status == 404


@pytest.mark.parametrize(
    "path",
    [
        "../boot.js",
        "ehbi/../../app.py",
        "ehbi/%2e%2e/%2e%2e/app.py",
        "..%2f..%2fapp.py",
        "/etc/passwd",
        "ehbi/..\\..\\app.py",
        "voila/voila.js%00",
        "ehbi/",
    ],
)
def test_no_address_leads_out_of_the_scripts(server, boot, path):
    assert ask(server.url, boot.replace("ehbi/boot.js", path)).status == 404


def test_the_version_changes_with_any_content():
    versions = {
        Assets({"a.js": b"1"}).version,
        Assets({"a.js": b"2"}).version,
        Assets({"b.js": b"1"}).version,
        Assets({"a.js": b"", "b.js": b"1"}).version,
    }
    assert len(versions) == 4
    assert Assets({"a.js": b"1", "b.js": b"2"}).version == Assets({"b.js": b"2", "a.js": b"1"}).version


def test_what_every_visit_needs_is_packed_ahead(monkeypatch):
    made = Assets({"voila/bundle.js": b"a", "voila/12.voila.js": b"not yet", "ext/x/static/7.ab12.js": b"c"})
    made.pack_ahead()
    monkeypatch.setattr("gzip.compress", None)
    assert made.packed("voila/bundle.js")
    with pytest.raises(TypeError):
        made.packed("voila/12.voila.js")


def test_scripts_alone_are_served(assets):
    assert {path.rsplit(".", 1)[1] for path in assets.files} == {"js"}


def test_ours_are_among_them(assets):
    assert {"ehbi/boot.js", "ehbi/book.js", "voila/voila.js", "voila/bundle.js", "ext/bundle.js"} <= set(
        assets.files
    )


def test_ours_ask_no_other_host_for_anything(assets):
    ours = [content.decode() for path, content in assets.files.items() if path.startswith("ehbi/")]
    assert [found for text in ours for found in re.findall(r"https?://(?!www\.w3\.org/)\S+", text)] == []
