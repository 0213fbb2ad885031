"""Behind a proxy the managers' server believes what it says of a visitor; without being told so, nothing."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

import pytest
from tornado.httpclient import HTTPClientError

from ehbi.server.login.identity import MOST_WRONG

from .managing import XSRF, cookie, lodge
from .visiting import ask, config, connect

HTTPS = {"X_Forwarded_Proto": "https", "X_Forwarded_For": "192.0.2.1"}
NAME = "username"


@pytest.fixture(scope="module")
def behind():
    with lodge("--behind-proxy") as found:
        yield found


@pytest.fixture(scope="module")
def open_to_all():
    with lodge() as found:
        yield found


def guess(gate, address):
    return ask(gate.url, "/guide", Authorization="token fout", X_Forwarded_For=address).status


def cookies(gate, **headers):
    """The cookies of the form and of who comes in, as they are set."""
    came, form = ask(gate.url, f"/?token={gate.token}", **headers), ask(gate.url, "/login", **headers)
    assert (cookie(came, NAME) != "", cookie(form, XSRF) != "") == (True, True)
    page = ask(gate.url, Cookie=cookie(came, NAME), **headers)
    return [line for answer in (came, form, page) for line in answer.headers.get_all("Set-Cookie")]


def test_who_keeps_guessing_must_wait_and_nobody_else_behind_the_same_proxy(behind):
    assert [guess(behind, "192.0.2.9") for _ in range(MOST_WRONG + 1)] == [403] * MOST_WRONG + [429]
    assert guess(behind, "192.0.2.10") == 403


def test_who_only_says_to_be_somebody_else_must_wait_all_the_same(open_to_all):
    statuses = [guess(open_to_all, f"192.0.2.{number}") for number in range(MOST_WRONG + 1)]
    assert statuses == [403] * MOST_WRONG + [429]


@pytest.mark.parametrize(
    ("name", "seen"),
    [("X_Real_IP", "203.0.113.1"), ("Forwarded", "203.0.113.2"), ("X_Client_IP", "203.0.113.3")],
)
def test_who_says_to_be_somebody_else_before_the_proxy_must_wait_all_the_same(behind, name, seen):
    """A proxy adds who came to it to what stood there, and passes on other headers as they are."""

    def guess_as(number):
        forged = f"198.51.100.{number}"
        told = {name: forged, "X_Forwarded_For": f"{forged}, {seen}"}
        return ask(behind.url, "/guide", Authorization="token fout", **told).status

    assert [guess_as(number) for number in range(MOST_WRONG + 1)] == [403] * MOST_WRONG + [429]


@pytest.mark.parametrize(
    "garbage", ["x", ",", "1.2.3", "::1::", "a" * 5000, "\xff", "1.2.3.4:5", "unknown, "]
)
def test_garbage_of_a_proxy_is_no_error_of_ours(behind, garbage):
    said = len(behind.server.log)
    answer = ask(behind.url, "/login", X_Forwarded_For=garbage, X_Forwarded_Proto=garbage)
    assert answer.status == 200
    assert behind.server.log[said:] == []


def test_cookies_are_for_https_only_when_that_is_how_somebody_came(behind):
    assert all("; Secure" in line for line in cookies(behind, **HTTPS))
    assert not any("; Secure" in line for line in cookies(behind, X_Forwarded_Proto="http"))


def test_over_https_no_other_host_can_set_the_cookie(behind):
    came = ask(behind.url, f"/?token={behind.token}", **HTTPS)
    (line,) = came.headers.get_all("Set-Cookie")
    assert line.startswith("__Host-username-")
    assert ("; Secure" in line, "; Path=/" in line, "domain" in line.lower()) == (True, True, False)
    left = ask(behind.url, "/guide", Cookie=line.partition("=")[0] + "=x", **HTTPS)
    (line,) = left.headers.get_all("Set-Cookie")  # a browser forgets it only when asked in the same way
    assert line.startswith("__Host-username-")
    assert ("; Secure" in line, "; Path=/" in line) == (True, True)


def test_a_visitor_cannot_say_to_have_come_by_https():
    with lodge() as gate:
        assert not any("; Secure" in line for line in cookies(gate, **HTTPS))


def test_the_form_leads_on_over_https(behind):
    value, given = behind.form()
    body = f"password={behind.token}&_xsrf={value}".encode()
    kind = "application/x-www-form-urlencoded"
    answer = ask(
        behind.url, "/login?next=%2Fverkennen", "POST", body, Cookie=given, Content_Type=kind, **HTTPS
    )
    assert (answer.status, answer.headers["Location"]) == (302, "/verkennen")


def test_a_page_under_the_proxys_name_can_connect_and_another_site_cannot(behind):
    through = {**HTTPS, "Host": "beheer.example"}
    through["Cookie"] = cookie(ask(behind.url, f"/?token={behind.token}", **through), NAME)
    kernel = config(ask(behind.url, "/guide", **through))["kernelId"]

    async def visit(origin):
        (await connect(behind.url, kernel, origin, **through)).close()

    for origin in ("https://elders.example", f"http://{urlsplit(behind.url).netloc}"):
        with pytest.raises(HTTPClientError, match="403"):
            asyncio.run(visit(origin))
    asyncio.run(visit("https://beheer.example"))
