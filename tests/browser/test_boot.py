"""The guide comes into the page beside the book, and whatever fails on the way leaves a book."""

import re

import pytest

from tests.unit.server.visiting import end_workers, is_there, wait_until

from .conftest import whole_again
from .desk import BOOK, GUIDE, Desk

NEWS = """
    window.news = [];
    for (const type of ["ehbi:full", "ehbi:lost"])
        document.addEventListener(type, (event) => news.push([type, event.detail.reason]));
"""


@pytest.fixture
def server(server):
    yield server
    whole_again(server)


@pytest.fixture
def visit(page, server):
    """Open the page with an ear to what boot.js says."""

    def visiting() -> Desk:
        page.add_init_script(NEWS)
        return Desk(page, server.url).visit()

    return visiting


def kernel_of(page) -> str:
    return page.evaluate("JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId")


def hears(page, kind: str) -> str:
    """Wait for news of this kind, and return its reason."""
    page.wait_for_function("kind => news.some(([type]) => type === kind)", arg=kind)
    return page.evaluate("kind => news.find(([type]) => type === kind)[1]", kind)


def is_guide(request) -> bool:
    return request.url.endswith("/guide")


def test_the_guide_comes_without_an_error_in_a_handful_of_requests_and_without_voilas_own_page(page, visit):
    errors, asked = [], []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: message.type == "error" and errors.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    desk = visit().live()
    chunks = [url for url in asked if re.search(r"/\d+\.(voila|[0-9a-f]+)\.js", url)]
    assert chunks == []
    page.wait_for_function("() => document.querySelector('.jp-LabShell')?.hidden")
    assert not page.locator(".jp-LabShell").is_visible()
    assert page.locator("#main").count() == 0
    # A link that opens the mail program does not end it.
    page.evaluate("dispatchEvent(new Event('beforeunload', { cancelable: true }))")
    desk.situations.select_option(index=2)
    desk.choose("geen-rechten", 0)
    desk.at("kb-navragen")
    assert errors == []
    assert page.evaluate("news") == []


def test_leaving_the_page_ends_its_kernel(page, visit, server):
    visit().live()
    kernel = kernel_of(page)
    page.goto("about:blank")
    wait_until(lambda: not is_there(server.url, kernel), "the kernel ends")


@pytest.mark.parametrize("path", ["**/guide", "**/voila/bundle.js", "**/ext/bundle.js", "**/voila/voila.js"])
def test_a_part_that_does_not_arrive_leaves_a_book(page, visit, path):
    page.route(path, lambda route: route.abort())
    visit()
    hears(page, "ehbi:full")
    page.wait_for_selector(BOOK)


def test_no_kernel_to_be_had_leaves_a_book(page, visit):
    page.route("**/guide", lambda route: route.fulfill(status=503, json={"message": "Het is nu te druk"}))
    visit()
    assert hears(page, "ehbi:full") == "full"
    page.wait_for_selector(BOOK)


def test_a_guide_that_comes_late_is_still_welcome(page, visit):
    page.clock.install()
    late = []
    page.route("**/guide", lambda route: late.append(route))  # noqa: PLW0108  # Playwright marks what it is given
    visit()
    page.clock.fast_forward(21_000)
    assert hears(page, "ehbi:full") == "slow"
    page.clock.resume()
    late[0].continue_()
    page.wait_for_selector(GUIDE)


def test_a_guide_that_was_there_long_before_its_scripts_is_asked_for_anew(page, visit):
    page.clock.install()
    late = []
    page.route("**/voila/bundle.js", lambda route: late.append(route))  # noqa: PLW0108  # as above
    with page.expect_event("requestfinished", is_guide):
        visit()
    page.clock.fast_forward(6_000)
    page.clock.resume()
    with page.expect_event("requestfinished", is_guide):
        late[0].continue_()
    page.wait_for_selector(GUIDE)


def test_a_kernel_that_ends_is_told_with_its_reason_and_never_called_again(page, visit, server):
    sockets = []
    page.on("websocket", lambda socket: sockets.append(socket.url))
    visit().live()
    kernel = kernel_of(page)
    end_workers(server.pid)
    assert hears(page, "ehbi:lost") == "kernel"
    page.wait_for_function("() => document.body.dataset.ehbi === 'guide'")
    assert [kernel in url for url in sockets] == [True, False]
