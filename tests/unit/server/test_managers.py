"""Nobody comes in at the managers' server without its key, at any address; with it, all of it works."""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
from http.client import HTTPConnection
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jupyter_server.base.handlers import JupyterHandler
from tornado.httpclient import HTTPClientError
from tornado.web import create_signed_value

from ehbi.places import DATABASE
from ehbi.server import launch
from ehbi.server.guides.addresses import LOGGED_OUT
from ehbi.server.http.handlers import Handler
from ehbi.server.login import keys
from ehbi.server.login.form import Login, Logout, safe_path
from ehbi.server.login.identity import MOST_WRONG
from ehbi.server.login.keys import TOKEN
from ehbi.server.managers import ManagersServer, edit
from tests.examples import share
from tests.tried import note
from tests.waiting import PATIENCE

from .managing import XSRF, cookie, lodge, unstarted
from .visiting import ask, config, connect, is_there, wait_until, workers

ROOMS = ["/", "/verkennen"]


NAME = "username"


CLOSED = [
    "/guide",
    "/guide/verkennen",
    "/guide/",
    "/api/kernels",
    "/api/kernels/{guide}",
    "/api/kernels/{guide}/channels",
    "/api/kernels/{guide}/restart",
    "/api/contents",
    "/api/sessions",
    "/api/me",
    "/api",
    "/files/beheer.ipynb",
    "/static/style.css",
    "/voila/static/voila.js",
    "/voila/files/beheer.ipynb",
    "/voila/render/beheer.ipynb",
    "/voila/api/shutdown/{guide}",
    "/beheer.ipynb",
    "/terminals/1",
    "//",
    "/./",
    "/login/../",
    "/login/../guide",
    "/login/../api/kernels/{guide}",
    "/login/",
    "/login%2f..%2fguide",
    "/login;/guide",
    "/%67uide/",
    "/../../etc/passwd",
    "/verkennen/",
    "/LOGIN",
]


@pytest.fixture(scope="module")
def gate():
    with lodge() as found:
        yield found


@pytest.fixture(scope="module")
def key(gate):
    """The cookie of somebody who has come in."""
    return cookie(ask(gate.url, f"/?token={gate.token}"), NAME)


def new_guide(gate, key):
    return config(ask(gate.url, "/guide", Cookie=key))["kernelId"]


@pytest.fixture(scope="module")
def guide(gate, key):
    """The guide of somebody who is at work."""
    found = new_guide(gate, key)
    with asyncio.Runner() as runner:
        socket = runner.run(connect(gate.url, found, Cookie=key))
        yield found
        del socket


def nothing(answer):
    """Whether an answer holds nothing but an error or the way to the login."""
    assert cookie(answer, NAME) == ""
    page = answer.text
    return "ehbi/boot.js" not in page and "kernelId" not in page and "notebook" not in page


@pytest.mark.parametrize("path", ROOMS)
@pytest.mark.parametrize("query", ["", "?token=fout", "?token=", "?token"])
def test_a_page_leads_a_stranger_to_the_login_and_back(gate, path, query):
    answer = ask(gate.url, path + query)
    assert (answer.status, answer.headers["Location"]) == (302, f"/login?next={path.replace('/', '%2F')}")
    assert answer.body == b""


@pytest.mark.parametrize("path", CLOSED)
def test_a_stranger_gets_nothing_at_any_other_address(gate, guide, path):
    note("closed", f"GET {path}")
    answer = ask(gate.url, path.format(guide=guide))
    assert answer.status == 403
    assert nothing(answer)


def test_a_stranger_gets_no_script(gate, key):
    page = ask(gate.url, "/", Cookie=key).text
    scripts = [part.split('"')[0] for part in page.split('src="')[1:]]
    told = config(ask(gate.url, "/guide", Cookie=key))
    scripts += [
        told["fullMathjaxUrl"],
        f"{told['fullStaticUrl']}/voila.js",
        f"{told['fullStaticUrl']}/bundle.js",
    ]
    scripts += [
        f"{told['fullLabextensionsUrl']}/{one['name']}/{one['load']}" for one in told["federated_extensions"]
    ]
    assert len(scripts) == 10
    for script in scripts:
        assert (ask(gate.url, script).status, nothing(ask(gate.url, script))) == (403, True)
        asked = ask(gate.url, script, Cookie=key)
        assert (asked.status, asked.headers["Cache-Control"].split(",")[0]) == (200, "private")


@pytest.mark.parametrize("method", ["HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("path", ["/", "/guide", "/api/kernels/{guide}", "/nergens"])
def test_no_other_method_gets_a_stranger_further(gate, key, guide, method, path):
    note("closed", f"{method} {path}")
    answer = ask(gate.url, path.format(guide=guide), method)
    assert answer.status in {302, 403, 405}
    assert guide not in answer.text
    assert is_there(gate.url, guide, Cookie=key)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Cookie": "username=x"},
        {"Authorization": "token fout"},
        {"X-Forwarded-For": "127.0.0.1"},
    ],
)
def test_a_stranger_cannot_talk_to_a_guide_that_runs(gate, key, guide, headers):
    with pytest.raises(HTTPClientError, match="403"):
        asyncio.run(connect(gate.url, guide, **headers))
    assert is_there(gate.url, guide, Cookie=key)


def test_whoever_is_logged_in_can(gate, key):
    guide = new_guide(gate, key)

    async def visit():
        (await connect(gate.url, guide, Cookie=key)).close()

    asyncio.run(visit())


def test_a_page_of_another_site_cannot_borrow_somebodys_cookie(gate, key, guide):
    for origin in ("https://elders.example", f"{gate.url[:-1].rsplit(':', 1)[0]}:1", "null"):
        with pytest.raises(HTTPClientError, match="403"):
            asyncio.run(connect(gate.url, guide, origin=origin, Cookie=key))


def test_the_cookie_of_another_server_opens_nothing(gate, key):
    name = key.partition("=")[0]
    user = dict.fromkeys(["username", "name", "display_name", "initials", "color", "avatar_url"], "x")
    forged = create_signed_value(b"een ander geheim", name, json.dumps(user)).decode()
    assert ask(gate.url, "/guide", Cookie=f"{name}={forged}").status == 403
    assert ask(gate.url, "/", Cookie=f"{name}={forged}").status == 302


def test_the_token_leaves_the_address_and_a_cookie_takes_its_place(gate):
    for path in ROOMS:
        answer = ask(gate.url, f"{path}?token={gate.token}")
        assert (answer.status, answer.headers["Location"]) == (302, path)
        assert cookie(answer, NAME)
        (line,) = answer.headers.get_all("Set-Cookie")
        assert "HttpOnly" in line
        assert "SameSite=Lax" in line


@pytest.mark.parametrize("path", ROOMS)
def test_with_the_key_each_page_is_there_at_once_in_dutch_and_asks_nobody_else_for_anything(gate, key, path):
    answer = ask(gate.url, path, Cookie=key)
    assert answer.status == 200
    assert '<html lang="nl">' in answer.text
    assert "· Eerste Hulp Bij Inloggen</title>" in answer.text
    assert 'aria-current="page"' in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_with_the_key_an_unknown_address_says_so(gate, key):
    assert ask(gate.url, "/nergens", Cookie=key).status == 404


def test_the_form_lets_in_who_fills_in_the_token_and_leads_on(gate):
    answer = gate.log_in(gate.token, "/login?next=%2Fverkennen")
    assert (answer.status, answer.headers["Location"]) == (302, "/verkennen")
    assert ask(gate.url, "/", Cookie=cookie(answer, NAME)).status == 200


@pytest.mark.parametrize(
    "after", ["/%0d%0a", "/%0d%0aSet-Cookie:x=1", "/%00", "/%e2%80%a8", "%ff", "/%5c%5cx"]
)
def test_what_is_no_path_leads_to_the_first_page(gate, after):
    answer = gate.log_in(gate.token, f"/login?next={after}")
    assert (answer.status, answer.headers["Location"]) == (302, "/")


@pytest.mark.parametrize("after", ["https://elders.example/", "//elders.example", "/\\elders.example"])
def test_the_form_leads_to_no_other_site(gate, after):
    answer = gate.log_in(gate.token, f"/login?next={after}")
    assert answer.status == 302
    assert answer.headers["Location"] in {"/", "/%5Celders.example"}


def test_a_wrong_token_is_told_in_the_form(gate):
    answer = gate.log_in("fout")
    assert answer.status == 401
    assert "klopt niet" in answer.text
    assert 'role="alert"' in answer.text
    assert cookie(answer, NAME) == ""


def test_a_form_that_does_not_come_from_us_is_refused(gate):
    value, given = gate.form()
    for xsrf in (("", ""), (value, ""), ("", given), (value, f"{XSRF}=x")):
        answer = gate.log_in(gate.token, xsrf=xsrf)
        assert answer.status == 403
        assert "Probeer het nog eens" in answer.text
        assert cookie(answer, NAME) == ""


@pytest.mark.parametrize("path", ["/login", "/logout"])
@pytest.mark.parametrize(
    ("method", "status", "headers"),
    [
        ("POST", 403, {"Origin": "https://elders.example"}),
        ("POST", 403, {"Origin": "null"}),
        ("BREW", 405, {}),
        ("POST", 400, {"Content_Type": "multipart/form-data"}),
    ],
)
def test_what_is_refused_unread_shows_the_form_too_and_is_no_error_of_ours(
    gate, path, method, status, headers
):
    said = len(gate.server.log)
    answer = ask(gate.url, path, method, b"x", **headers)
    assert (answer.status, 'name="password"' in answer.text) == (status, True)
    assert gate.log_in(gate.token).status == 302
    assert gate.server.log[said:] == []


def test_a_new_password_cannot_be_slipped_in(gate):
    value, given = gate.form()
    body = f"password={gate.token}&new_password=abc&_xsrf={value}".encode()
    kind = "application/x-www-form-urlencoded"
    answer = ask(gate.url, "/login", "POST", body, Cookie=given, Content_Type=kind)
    assert (answer.status, answer.headers["Location"]) == (302, "/")
    assert gate.log_in("abc").status == 401


@pytest.mark.parametrize("path", ["/login", "/logout"])
def test_an_address_that_cannot_be_read_still_shows_the_form(gate, path):
    assert 'name="password"' in ask(gate.url, f"{path}?next=%ff").text


def test_whoever_logs_out_is_out_and_their_old_cookie_opens_nothing(gate):
    key = gate.come()
    answer = gate.log_out(key)
    assert (answer.status, answer.headers["Location"]) == (303, "/logout")
    assert cookie(answer, NAME) == f'{key.partition("=")[0]}=""'
    assert "Je bent uitgelogd" in ask(gate.url, "/logout").text
    assert ask(gate.url, "/", Cookie=key).status == 302
    for path in CLOSED:
        assert ask(gate.url, path, Cookie=key).status == 403


def test_to_ask_for_the_page_to_log_out_logs_nobody_out(gate):
    key = gate.come()
    for path in ("/logout", "/logout?next=/"):
        page = ask(gate.url, path, Cookie=key)
        assert '<button type="submit" class="strong">Log uit</button>' in page.text
    assert ask(gate.url, "/", Cookie=key).status == 200


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": "https://elders.example"}, {"Sec_Fetch_Site": "cross-site"}]
)
def test_no_other_page_can_log_somebody_out(gate, headers):
    key = gate.come()
    kind = "application/x-www-form-urlencoded"
    answer = ask(gate.url, "/logout", "POST", b"_xsrf=x", Cookie=key, Content_Type=kind, **headers)
    assert answer.status == 403
    assert ask(gate.url, "/", Cookie=key).status == 200


def test_whoever_logs_out_loses_the_guide_that_was_open_and_nobody_else_does(gate, key, guide):
    own = gate.come()
    mine = new_guide(gate, own)

    async def visit():
        socket = await connect(gate.url, mine, Cookie=own)
        await asyncio.to_thread(gate.log_out, own)
        while await socket.read_message() is not None:
            pass
        return socket.close_code

    assert asyncio.run(visit()) == LOGGED_OUT
    wait_until(lambda: not is_there(gate.url, mine, Cookie=key), "the guide ends")
    assert is_there(gate.url, guide, Cookie=key)


def test_each_time_somebody_logs_in_they_have_another_cookie_which_ends_with_the_browser(gate):
    first = gate.come()
    answer = gate.log_in(gate.token)
    (line,) = [line for line in answer.headers.get_all("Set-Cookie") if line.startswith(NAME)]
    assert not re.search("expires|max-age", line, re.IGNORECASE)
    again = cookie(answer, NAME)
    assert again.partition("=")[0] == first.partition("=")[0]
    assert again != first


def test_no_cookie_outlives_the_browser(gate, key):
    answers = [ask(gate.url, "/login"), ask(gate.url, f"/?token={gate.token}"), ask(gate.url, Cookie=key)]
    lines = [line for answer in answers for line in answer.headers.get_all("Set-Cookie")]
    assert len(lines) == 3
    assert not re.search("expires|max-age", "".join(lines), re.IGNORECASE)


def test_the_page_is_made_for_who_asks_and_never_the_same(gate, key):
    first, again = (ask(gate.url, Cookie=key, If_None_Match="*") for _ in range(2))
    assert (first.status, first.headers["Etag"], again.status) == (200, None, 200)
    assert first.body != again.body


def test_logging_in_ends_the_session_that_the_browser_had(gate):
    first = gate.come()
    value, given = gate.form()
    body = f"password={gate.token}&_xsrf={value}".encode()
    kind = "application/x-www-form-urlencoded"
    answer = ask(gate.url, "/login", "POST", body, Cookie=f"{given}; {first}", Content_Type=kind)
    assert ask(gate.url, "/", Cookie=cookie(answer, NAME)).status == 200
    assert ask(gate.url, "/", Cookie=first).status == 302


def test_a_script_with_the_token_in_a_header_gets_no_cookie(gate):
    answer = ask(gate.url, "/nergens", Authorization=f"token {gate.token}")
    assert (answer.status, answer.headers["Set-Cookie"]) == (404, None)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_picture_on_another_site_neither_lets_anybody_in_nor_keeps_anybody_out(gate, site):
    for _ in range(MOST_WRONG + 1):
        assert ask(gate.url, "/?token=x", Sec_Fetch_Site=site).status == 302
    answer = ask(gate.url, f"/?token={gate.token}", Sec_Fetch_Site=site)
    assert (answer.headers["Location"], cookie(answer, NAME)) == ("/login?next=%2F", "")
    assert ask(gate.url, f"/?token={gate.token}", Sec_Fetch_Site="none").headers["Location"] == "/"


@given(st.text())
@share(3)
def test_the_form_leads_only_to_a_path_of_this_server(after):
    path = safe_path(after)
    assert path in {after, "/"}
    there = urlsplit(urljoin("https://ehbi.example/login", path))
    assert (there.scheme, there.netloc) == ("https", "ehbi.example")
    assert re.fullmatch(r"/(?!/)[!-~]*", path)
    assert "\\" not in path


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have one loopback address")
def test_whoever_keeps_guessing_must_wait_and_nobody_else(gate, key):
    said = len(gate.server.log)

    def guess(path, header="", cookie_of=""):
        there = HTTPConnection(urlsplit(gate.url).netloc, timeout=PATIENCE, source_address=("127.0.0.9", 0))
        there.request("GET", path, headers={"Authorization": header, "Cookie": cookie_of})
        return there.getresponse().status

    for _ in range(MOST_WRONG // 2):
        assert guess("/guide", "token fout") == 403
        assert guess("/?token=fout") == 302
    assert guess("/?token=fout") == 429
    assert guess(f"/?token={gate.token}") == 429
    assert guess("/login?token=fout") == 429
    assert guess("/", cookie_of=key) == 200
    assert ask(gate.url, "/", Cookie=key).status == 200
    assert ask(gate.url, f"/?token={gate.token}").status == 302
    assert gate.server.log[said:] == []


def test_it_says_one_line_and_a_worker_knows_the_database_and_not_the_key():
    with lodge(real=True, **{TOKEN: "geheim-van-ons"}) as found:  # an environment that can be read
        assert found.token == ""
        assert found.server.log == [f"EHBI staat klaar op {found.url}\n"]
        assert found.log_in("geheim-van-ons").status == 302
        assert ask(found.url, "/guide", Authorization="token geheim-van-ons").status == 200
        environments = [one.environ() for one in workers(found.server.pid)]
        assert {one[DATABASE] for one in environments} == {found.server.database}
        assert not [one for one in environments if TOKEN in one or "geheim-van-ons" in "".join(one.values())]


def test_a_key_that_it_made_itself_is_in_no_variable_of_a_worker(monkeypatch):
    started = []
    monkeypatch.setattr(keys, "find_key", lambda _: keys.Key("net-gemaakt", is_new=True))
    monkeypatch.setattr(launch, "run", lambda _, site: started.append(site))
    edit("sqlite:///ehbi.sqlite")
    (site,) = started
    assert "net-gemaakt" not in "".join({**os.environ, **site.environment}.values())


def test_every_address_asks_who_is_there_but_those_to_come_in_and_go():
    app = unstarted(ManagersServer)
    handlers = [handler for _, handler, *_ in app.handlers()] + [app.elsewhere]
    assert all(issubclass(handler, JupyterHandler) and issubclass(handler, Handler) for handler in handlers)
    lenient = {
        handler
        for handler in handlers
        for method in ("get", "head", "post", "put", "patch", "delete")
        if getattr(getattr(handler, method), "__allow_unauthenticated", False)
    }
    assert lenient == {Login, Logout}
