"""Scripts are read once, packed once, and kept by browsers for ever."""

import re

import pytest

from ehbi.server.http.assets import Assets, collect

from .visiting import ask


@pytest.fixture(scope="module")
def assets():
    return collect()


@pytest.fixture
def boot(server):
    return re.search(r'src="([^"]*/ehbi/boot\.js)"', ask(server.url).text)[1]


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
    made = Assets({"voila/bundle.js": b"a", "voila/12.voila.js": b"b", "ext/x/static/7.ab12.js": b"c"})
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
