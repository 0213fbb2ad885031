"""The policy that a page is sent with."""

import base64
import hashlib
import re

import pytest

import ehbi
from ehbi import book, slides
from ehbi.book.parts import templates as of_book
from ehbi.server.desk import modules
from ehbi.server.http.assets import Assets
from ehbi.server.http.handlers import ReadyPage
from ehbi.server.http.headers import EVERY, content_policy
from ehbi.server.workshop import PresenterServer
from ehbi.slides.page import templates as of_slides

from .managing import unstarted

INJECTED = "alert('van iemand anders')"

ASSETS = Assets({})
_SCRIPT = re.compile(r"<script(?![^>]*\s(?:src=|type=.application/json))[^>]*>(.*?)</script>", re.DOTALL)


def digest(text):
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def allowed(policy):
    """What scripts a policy lets run, by their hash."""
    return set(re.findall(r"'sha256-[^']+'", policy))


def inline(html):
    return {digest(text) for text in _SCRIPT.findall(html)}


def test_every_answer_forbids_a_browser_to_guess_what_it_is_to_frame_it_and_to_say_where_it_was_read():
    assert EVERY["X-Content-Type-Options"] == "nosniff"
    assert EVERY["X-Frame-Options"] == "DENY"
    assert EVERY["Referrer-Policy"] == "no-referrer"
    assert EVERY["Cross-Origin-Opener-Policy"] == EVERY["Cross-Origin-Resource-Policy"] == "same-origin"
    assert EVERY["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"


def test_a_script_of_the_template_is_allowed_by_its_hash_and_no_other_is():
    text = "\n  start();\n"
    policy = content_policy([text])
    assert allowed(policy) == {digest(text)}
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]


def test_no_foreign_host_is_allowed_for_anything_and_no_text_is_run_as_script():
    directives = dict(part.split(" ", 1) for part in content_policy().split("; "))
    assert directives == {
        "default-src": "'none'",
        "script-src": "'self' blob:",
        "style-src": "'unsafe-inline'",
        "img-src": "data:",
        "connect-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }


def test_only_a_page_that_installs_itself_may_have_a_service_worker_and_a_manifest_of_its_own():
    with_it, without = (
        dict(part.split(" ", 1) for part in content_policy(installs=one).split("; ")) for one in (True, False)
    )
    more = {name: text for name, text in with_it.items() if without.get(name) != text}
    assert more == {"worker-src": "'self'", "manifest-src": "'self'", "img-src": "data: 'self'"}


def test_only_a_page_with_pictures_of_steps_may_ask_this_server_for_pictures():
    with_it, without = (content_policy(pictures=one).split("; ") for one in (True, False))
    assert {*with_it} - {*without} == {"img-src data: 'self'"}


def slides_of_the_presenter():
    app = unstarted(PresenterServer)
    page = next(more["page"] for path, _, more in app.handlers() if path == "/")
    return page.plain.decode(), page.policy


def book_of_the_desk():
    own = book.served_scripts(modules(ASSETS))
    html = book.page(ehbi.load(), ASSETS.boot, modules(ASSETS))
    return html, ReadyPage(html, scripts=own).policy


def in_the_file(html):
    found = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', html)
    assert found
    return html, found[1].replace("&#39;", "'")


PAGES = {
    "the desk's book": book_of_the_desk,
    "the presenter's slides": slides_of_the_presenter,
    "the book as a file": lambda: in_the_file(book.page(ehbi.load())),
    "the slides as a file": lambda: in_the_file(slides.slides_page(ehbi.load())),
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_all_scripts_that_a_page_has_in_itself_are_allowed_and_nothing_besides(page):
    html, policy = page()
    assert allowed(policy) == inline(html)
    assert len(allowed(policy)) == 2


@pytest.mark.parametrize("page", [book.page, slides.slides_page])
def test_a_script_that_came_into_a_page_is_not_allowed(page, monkeypatch):
    """As if a template forgot to escape."""
    handbook = ehbi.load().model_copy(update={"title": f"</title><script>{INJECTED}</script>"})
    with monkeypatch.context() as forgetful:
        for made in (of_book(), of_slides()):
            forgetful.setattr(made, "autoescape", False)
            made.cache.clear()
        html, policy = in_the_file(page(handbook))
    for made in (of_book(), of_slides()):
        made.cache.clear()
    assert digest(INJECTED) in inline(html)
    assert digest(INJECTED) not in allowed(policy)


@pytest.mark.parametrize("page", [PAGES["the book as a file"], PAGES["the slides as a file"]])
def test_a_file_asks_nobody_for_anything(page):
    html, policy = page()
    directives = {part.split(" ", 1)[0]: part.split(" ", 1)[1] for part in policy.split("; ")}
    scripts = directives.pop("script-src").split()
    assert [one for one in scripts if not one.startswith("'sha256-")] == ["'strict-dynamic'"]
    assert directives == {
        "default-src": "'none'",
        "style-src": "'unsafe-inline'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    # It holds for what comes after it.
    assert re.search(r"<head>\s*<meta charset=\"utf-8\">\s*<meta http-equiv", html)
