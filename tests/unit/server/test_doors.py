"""Each door of the visitors' server, tried: what is not for visitors is refused, and nobody else notices."""

from __future__ import annotations

import json
import re

import pytest

from ehbi.server.http.headers import EVERY, permissions

from .managing import lodge
from .visiting import ask, config, new_kernel, tell

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


def test_so_do_scripts_and_what_is_said_of_a_kernel(server, told):
    guide = ask(server.url, "/guide")  # a piece of a page, which has none of its own
    assert {name: guide.headers[name] for name in EVERY} == EVERY
    kernel = ask(server.url, f"/api/kernels/{new_kernel(server.url)}")
    script = ask(server.url, f"{told['fullStaticUrl']}/voila.js")
    assert (kernel.status, bare(kernel), kernel.headers["Cache-Control"]) == (200, set(), "no-store")
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
        "/voila/api/shutdown/{kernel}",
        "/api/kernels/{kernel}/interrupt",
        "/api/kernels/{kernel}/restart",
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
    address = path.format(version=version, kernel=told["kernelId"])
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
def test_a_picture_on_another_site_cannot_take_a_kernel(server, site):
    assert ask(server.url, "/guide", Sec_Fetch_Site=site).status == 403


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "BREW"])
@pytest.mark.parametrize("path", ["/", "/guide", "/log", "/api/kernels/{kernel}"])
def test_no_other_method_does_anything(server, path, method):
    path = path.format(kernel="a-b-c-d-e")
    assert ask(server.url, path, method).status in {405, 400}


def test_what_is_told_of_a_kernel_is_only_that_it_is_there(server):
    told = json.loads(ask(server.url, f"/api/kernels/{new_kernel(server.url)}").text)
    assert set(told) == {"id", "name", "execution_state", "connections"}
