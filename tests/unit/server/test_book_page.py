"""What answers at the address of the page: the book, as cheaply as can be."""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest

from ehbi.server.http.handlers import Page

from .visiting import ask, new_kernel, workers


class Loaded(HTMLParser):
    """Collects every address that a browser would load by itself."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        wanted = {"link": "href", "use": "href", "base": "href"}.get(tag, "src")
        self.addresses += [value or "" for name, value in attrs if name == wanted and tag != "a"]


def test_the_page_is_the_book_and_works_as_html_alone(server):
    answer = ask(server.url)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "data-step=" in answer.text


def test_it_is_packed_for_a_browser_that_can_unpack_it(server):
    plain, packed = ask(server.url), ask(server.url, Accept_Encoding="gzip, br")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.text == plain.text
    assert len(packed.body) < len(plain.body) / 3


def test_a_browser_asks_whether_it_has_changed_and_gets_nothing_when_it_has_not(server):
    first = ask(server.url)
    again = ask(server.url, If_None_Match=first.headers["Etag"], Accept_Encoding="gzip")
    assert first.headers["Cache-Control"] == "no-cache"
    assert (again.status, again.body) == (304, b"")


def test_another_copy_is_replaced(server):
    assert ask(server.url, If_None_Match='W/"another"').status == 200


def test_pages_differ_in_what_they_are_known_by():
    assert Page("<p>een</p>").etag == Page("<p>een</p>").etag != Page("<p>twee</p>").etag


def test_only_the_headers_can_be_asked_for(server):
    answer = ask(server.url, method="HEAD")
    assert (answer.status, answer.body) == (200, b"")


def test_readers_of_the_page_alone_cost_no_process(server):
    new_kernel(server.url)
    before = {worker.pid for worker in workers(server.pid)}
    for _ in range(50):
        ask(server.url)
    assert before == {worker.pid for worker in workers(server.pid)}


def test_what_stands_after_the_question_mark_is_ignored(server):
    assert ask(server.url, "/?template=lab&theme=dark").body == ask(server.url).body


def test_it_loads_nothing_from_elsewhere(server):
    answer = ask(server.url)
    loaded = Loaded(answer.text).addresses + re.findall(r"url\(([^)]*)\)", answer.text)
    assert any("boot.js" in address for address in loaded)
    assert [address for address in loaded if re.match(r"(https?:)?//", address.strip("\"' "))] == []
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; ")


def test_no_cookie_is_set_and_no_page_elsewhere_hears_where_its_visitor_was(server):
    answer = ask(server.url)
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/%23geen-rechten", "/#geen-rechten"),
        ("/%23geen-rechten/ja/klopt", "/#geen-rechten/ja/klopt"),
        ("/%2523geen-rechten/~ja", "/#geen-rechten/~ja"),
        ("/%23geen-rechten%2Fja", "/#geen-rechten/ja"),
        ("/%23geen-rechten/ja.", "/#geen-rechten/ja"),
        ("/%23geen-rechten/ja%3E", "/#geen-rechten/ja"),
        ("/%23geen-rechten/", "/#geen-rechten"),
        ("/%23geen-rechten/ja%0d%0aSet-Cookie:a", "/#geen-rechten/ja"),
    ],
)
@pytest.mark.parametrize("base", ["https://desk.example.nl", "https://example.nl/ehbi"])
def test_an_address_whose_sign_was_rewritten_leads_to_its_case_wherever_the_server_is(
    server, path, leads_to, base
):
    answer = ask(server.url, path)
    assert answer.status == 302
    assert urljoin(base + path, answer.headers["Location"]) == base + leads_to


@pytest.mark.parametrize(
    "path", ["/%23", "/%23../x", "/%23%0d%0aSet-Cookie:x", "/x/%23geen-rechten", "//%23a"]
)
def test_no_other_address_leads_anywhere(server, path):
    assert ask(server.url, path).status == 404
