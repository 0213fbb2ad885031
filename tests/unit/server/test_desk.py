"""The addresses of the desk's server, each tried: the book, remarks, how the server is, and nothing else."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest

from ehbi import load
from ehbi.server.http.handlers import ReadyPage
from ehbi.server.http.headers import EVERY, permissions
from ehbi.server.reports import NOT_KEPT, REMARKS_AT_ONCE
from ehbi.store import Store, remarks
from tests.serving import running_server

from .managing import lodge
from .visiting import ask, config, new_guide, tell, wait_until, workers


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
    assert ReadyPage("<p>een</p>").etag == ReadyPage("<p>een</p>").etag != ReadyPage("<p>twee</p>").etag


def test_only_the_headers_can_be_asked_for(server):
    answer = ask(server.url, method="HEAD")
    assert (answer.status, answer.body) == (200, b"")


def test_readers_of_the_page_alone_cost_no_process(server):
    new_guide(server.url)
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


UPGRADE = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec_WebSocket_Key": "eHh4eHh4eHh4eHh4eHh4eA==",
    "Sec_WebSocket_Version": "13",
}


@pytest.fixture(scope="module")
def told(_serving):
    """What a visitor's page was told with its guide."""
    return config(ask(_serving.url, "/guide"))


def bare(answer):
    """The headers that every answer has which are not on this one; a page has a policy of its own."""
    is_page = bool(answer.headers["Permissions-Policy"])
    own = "Content-Security-Policy" if is_page else ""
    wrong = {name for name, text in EVERY.items() if name != own and answer.headers[name] != text}
    if answer.body.startswith(b"<!") and answer.headers["Permissions-Policy"] != permissions():
        wrong.add("Permissions-Policy")
    return wrong | ({"Server"} & {*answer.headers})


@pytest.mark.parametrize(
    ("path", "method", "status", "headers"),
    [
        ("/", "GET", 200, {}),
        ("/", "HEAD", 200, {}),
        ("/", "GET", 304, {"If_None_Match": "*"}),
        ("/", "DELETE", 405, {}),
        ("/guide", "GET", 403, {"Sec_Fetch_Site": "cross-site"}),
        ("/news", "GET", 200, {}),
        ("/health", "HEAD", 200, {}),
        ("/search", "POST", 415, {}),
        ("/log", "GET", 405, {}),
        ("/feedback", "POST", 403, {"Origin": "https://elders.example"}),
        ("/api/kernels/a-b-c-d-e", "GET", 404, {}),
        ("/api/kernels/a-b-c-d-e/channels", "GET", 400, UPGRADE),
        ("/api/kernels/a-b-c-d-e/channels", "GET", 403, UPGRADE | {"Origin": "https://elders.example"}),
        ("/bestaat/niet", "GET", 404, {}),
        ("/assets/oud/ehbi/boot.js", "GET", 404, {}),
    ],
)
def test_every_answer_tells_the_browser_to_keep_to_it(server, path, method, status, headers):
    answer = ask(server.url, path, method, **headers)
    assert (answer.status, bare(answer)) == (status, set())


def test_so_do_scripts_and_what_is_said_of_a_guide(server, told):
    guide = ask(server.url, "/guide")  # a piece of a page, which has none of its own
    assert {name: guide.headers[name] for name in EVERY} == EVERY
    there = ask(server.url, f"/api/kernels/{new_guide(server.url)}")
    script = ask(server.url, f"{told['fullStaticUrl']}/voila.js")
    assert (there.status, bare(there), there.headers["Cache-Control"]) == (200, set(), "no-store")
    assert (script.status, bare(script)) == (200, set())


def test_so_do_the_managers_pages():
    with lodge() as gate:
        answers = [ask(gate.url, path) for path in ("/", "/guide", "/login", "/bestaat/niet")]
        answers.append(ask(gate.url, f"/?token={gate.token}"))
    assert [answer.status for answer in answers] == [302, 403, 200, 403, 302]
    # The login form says where it is sent from, which shows that it is ours.
    assert [bare(answer) - {"Referrer-Policy"} for answer in answers] == [set()] * 5


@pytest.mark.parametrize("path", ["/", "/bestaat/niet"])
def test_a_page_may_load_what_it_uses_and_nothing_else(server, path):
    policy = ask(server.url, path).headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self' blob:")
    assert "eval" not in policy
    assert policy.endswith("form-action 'none'; frame-ancestors 'none'")


@pytest.mark.parametrize(
    "query", ["template=lab", "theme=dark", "voila-template=reveal", "token=x", "kernel_name=x"]
)
def test_nothing_about_the_page_can_be_asked_for(server, told, query):
    assert ask(server.url, f"/?{query}").body == ask(server.url).body
    assert config(ask(server.url, f"/guide?{query}")) | {"kernelId": ""} == told | {"kernelId": ""}


@pytest.mark.parametrize(
    "path",
    [
        "/handboek.ipynb",
        "/notebooks/handboek.ipynb",
        "/voila/files/handboek.ipynb",
        "/voila/render/handboek.ipynb",
        "/voila/static/voila.js",
        "/voila/templates/ehbi/static/boot.js",
        "/files/handboek.ipynb",
        "/static/boot.js",
        "/api",
        "/api/contents",
        "/api/contents/handboek.ipynb",
        "/api/sessions",
        "/api/terminals",
        "/api/kernels",
        "/api/kernelspecs",
        "/api/status",
        "/api/me",
        "/api/shutdown",
        "/api/config/notebook",
        "/lab",
        "/tree",
        "/terminals/websocket/1",
        "/lsp/ws/x",
        "/nbextensions/x.js",
        "/voila/api/shutdown/{guide}",
        "/api/kernels/{guide}/interrupt",
        "/api/kernels/{guide}/restart",
        "/../pyproject.toml",
        "/..%2fpyproject.toml",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/%252e%252e/etc/passwd",
        "//etc/passwd",
        "/assets/{version}/../../app.py",
        "/assets/{version}/%2e%2e/%2e%2e/app.py",
        "/assets/{version}/..%5c..%5capp.py",
        "/assets/{version}/ehbi/../../../app.py",
        "/assets/{version}/ehbi/boot.js%00.py",
        "/assets/{version}//etc/passwd",
        "/assets/{version}/voila/../voila/voila.js",
        "/assets/{version}/",
        "/assets/",
        "/.git/config",
        "/ehbi/server/app.py",
        "/metrics",
    ],
)
def test_no_file_and_nothing_of_jupyter_can_be_reached(server, told, path):
    version = told["fullStaticUrl"].split("/")[2]
    address = path.format(version=version, guide=told["kernelId"])
    for method in ("GET", "HEAD", "POST"):
        answer = ask(server.url, address, method)
        assert answer.status in {404, 405}
        assert not re.search(r"root:|nbformat|import |\[project\]", answer.text)


@pytest.mark.parametrize("path", ["/search", "/log", "/feedback"])
@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://elders.example"}, {"Origin": "null"}, {"Sec_Fetch_Site": "cross-site"}],
    ids=["another site", "a file", "says the browser"],
)
def test_a_page_of_another_site_cannot_send_anything(server, path, headers):
    assert tell(server.url, path, {"text": "mail"}, **headers).status == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_picture_on_another_site_cannot_take_a_guide(server, site):
    assert ask(server.url, "/guide", Sec_Fetch_Site=site).status == 403


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "BREW"])
@pytest.mark.parametrize("path", ["/", "/guide", "/log", "/api/kernels/{guide}"])
def test_no_other_method_does_anything(server, path, method):
    path = path.format(guide="a-b-c-d-e")
    assert ask(server.url, path, method).status in {405, 400}


def test_a_patrons_screen_is_a_page_with_its_script_and_pictures(server):
    opened = json.loads(tell(server.url, "/mee", {"step": "mail-zoeken", "language": ""}).text)
    address = opened["address"]
    assert address.startswith(server.url + "mee/")
    page = ask(server.url, urlsplit(address).path)
    assert page.status == 200
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")
    loaded = [one for one in Loaded(page.text).addresses if not one.startswith("data:")]
    assert any(one.endswith("/ehbi/patron_screen.js") for one in loaded)
    for one in loaded:
        assert ask(server.url, urlsplit(urljoin(address, one)).path).status == 200


def test_what_is_told_of_a_guide_is_only_that_it_is_there(server):
    told = json.loads(ask(server.url, f"/api/kernels/{new_guide(server.url)}").text)
    assert set(told) == {"id", "name", "execution_state", "connections"}


@pytest.mark.parametrize(
    ("text", "kept"),
    [("\ud83d", "?"), ("De knop \ude00 heet anders", "De knop ? heet anders"), ("🙂" * 300, "🙂" * 300)],
    ids=["first half", "last half", "whole"],
)
def test_half_a_character_is_kept_as_a_question_mark(server, text, kept):
    said = len(server.log)
    remark = {"step": "reset-mail", "doubt": "anders", "text": text}
    assert tell(server.url, "/feedback", remark).status == 201
    store = Store.open(server.database)
    assert remarks.kept(store)[0].text == kept
    store.close()
    assert server.log[said:] == []


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"step": "nergens", "doubt": "anders", "text": ""},
        {"step": "reset-mail", "doubt": "leuk", "text": ""},
        {"step": "reset-mail", "doubt": "anders", "text": "x" * 301},
        {"step": "reset-mail", "doubt": "anders", "text": "", "name": "Jan"},
        {"step": "reset-mail", "doubt": "anders", "text": 3},
    ],
)
def test_a_remark_that_no_page_sends_is_refused(server, body):
    assert tell(server.url, "/feedback", body).status == 400


def test_a_remark_comes_as_json_alone(server):
    body = b'{"step": "reset-mail", "doubt": "anders", "text": ""}'
    assert ask(server.url, "/feedback", "POST", body, Content_Type="text/plain").status == 415


@pytest.mark.parametrize(
    "body", ["", "[]", '{"text": 3}', "{" * 5000, '["' * 2000, '{"text": "' + "a" * 20_000 + '"}']
)
def test_what_is_no_question_is_refused_with_words(server, body):
    answer = ask(server.url, "/search", "POST", body.encode(), Content_Type="application/json")
    assert answer.status == 400
    assert "message" in json.loads(answer.text)


def test_nobody_fills_the_disk_with_remarks():
    remark = {"step": "reset-mail", "doubt": "anders", "text": "x" * 300}
    with running_server(patient=True) as server:
        answers = [tell(server.url, "/feedback", remark) for _ in range(int(REMARKS_AT_ONCE) * 2)]
        assert [answer.status for answer in answers[: int(REMARKS_AT_ONCE)]] == [201] * int(REMARKS_AT_ONCE)
        assert answers[-1].status == 503
        assert json.loads(answers[-1].text) == {"message": NOT_KEPT}
        assert server.log[1:] == []


def report(server):
    answer = ask(server.url, "/ready")
    return answer.status, json.loads(answer.text)


def test_it_tells_what_is_served_from_where_and_what_runs(server):
    wait_until(lambda: report(server)[1]["guide"] == "ready", "a guide can be had at once")
    status, found = report(server)
    assert status == 200
    assert found["ready"] is True
    assert found["database"] is True
    assert found["edition"].pop("seconds") >= 0
    assert found["edition"] == {"revision": load().revision, "newest": True}
    assert found["workers"] >= 1
    assert set(found["tasks"].values()) == {"running"}
    assert {"revisions", "workers", "hanging workers", "idle guides"} <= set(found["tasks"])


def test_without_a_guide_to_be_had_it_says_so_and_the_book_goes_on():
    with running_server("--visitors", "1") as server:
        new_guide(server.url)
        status, found = report(server)
        assert (status, found["ready"], found["guide"]) == (503, False, "full")
        assert ask(server.url).status == ask(server.url, "/health").status == 200


def test_a_database_that_cannot_be_used_is_no_reason_not_to_be_ready(tmp_path):
    (tmp_path / "map").touch()
    with running_server("--database", f"sqlite:///{tmp_path}/map/ehbi.sqlite") as server:
        status, found = report(server)
        assert (status, found["database"]) == (200, False)
