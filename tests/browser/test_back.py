"""A page that the browser keeps when it is left is a book at the same step on return, and then has its guide.

Browsers keep pages with a connection since Chrome 149; Playwright has them not do it, unless it is told.
"""

import pytest
from playwright.sync_api import expect

from tests.browsers import executable
from tests.serving import PATIENCE, free_port, running_server
from tests.unit.server.managing import stage
from tests.unit.server.visiting import all_workers, end_workers, is_there, suspend_workers, wait_until

from .conftest import whole_again
from .desk import BOOK, Desk
from .manager import Manager

ELSEWHERE = "/health"
HISTORY = """
    window.history_of_page = [];
    const note = (what) => window.history_of_page.push(what);
    addEventListener("pageshow", ({ persisted }) => {
        if (!persisted) return;
        note("back");
        sessionStorage.kept = Number(sessionStorage.kept ?? 0) + 1;
    });
    document.addEventListener("DOMContentLoaded", () => {
        const is = () => note(document.body.dataset.ehbi);
        new MutationObserver(is).observe(document.body, { attributes: true, attributeFilter: ["data-ehbi"] });
    });
"""
GATE = """
    const ask = window.fetch;
    window.fetch = async (what, how) => {
        const answer = await ask(what, how);
        if (!String(what).endsWith("guide")) return answer;
        await answer.clone().text();  // a page with a request under way would not be kept
        window.has_guide = true;
        await window.gate;
        return answer;
    };
    window.close_gate = () => { window.gate = new Promise((open) => { window.open_gate = open; }); };
"""
"""Where a guide can be held. Not a route: a page that the browser has kept does not get through it."""
MINUTE = 60_000


@pytest.fixture(scope="module")
def keeping(launch_browser):
    """The whole browser, which keeps pages."""
    browser = launch_browser(
        executable_path=executable(), ignore_default_args=["--disable-back-forward-cache"]
    )
    yield browser
    browser.close()


@pytest.fixture
def server(server):
    yield server
    whole_again(server)


@pytest.fixture
def page(keeping):
    context = keeping.new_context()
    context.set_default_timeout(1000 * PATIENCE)
    page = context.new_page()
    page.add_init_script(HISTORY + GATE)
    yield page
    context.close()


class Asked:
    """What a page asks of its server, from now on."""

    def __init__(self, page):
        self.guides, self.sockets = [], []
        page.on("request", lambda request: request.url.endswith("/guide") and self.guides.append(request.url))
        page.on("websocket", lambda socket: self.sockets.append(socket.url))

    @property
    def counted(self):
        return len(self.guides), len(self.sockets)


# What is waited for below is a state of the page. A navigation that Playwright waits for can be another
# one: a page that has come back may load itself anew.


def leave(page, to=ELSEWHERE):
    """Follow a link in the same tab, when nothing is under way any more: a page that loads is not kept."""
    page.wait_for_load_state("networkidle")
    go_to(page, to)


def go_to(page, to):
    page.evaluate("address => { location.href = address }", to)
    is_at(page, to)


def is_at(page, path):
    page.wait_for_function(
        "path => location.pathname === path && document.readyState === 'complete'", arg=path
    )


def go_back(page):
    page.evaluate("history.back()")


def come_back(page):
    """Press Back; the page must be the one that was left, not the same one loaded again."""
    before = page.evaluate("Number(sessionStorage.kept ?? 0)")
    go_back(page)
    page.wait_for_function("before => Number(sessionStorage.kept) > before", arg=before)


def go_forward(page, to=ELSEWHERE):
    """Press Forward, to where the page was left for."""
    page.evaluate("history.forward()")
    is_at(page, to)


def story(page):
    return page.evaluate("window.history_of_page")


def a_minute_later(page):
    """Have all happen that the page still means to do by itself."""
    page.clock.run_for(MINUTE)


def kernel_of(page):
    return page.evaluate("JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId")


def goes_on(desk):
    """Answer in the guide, from the step where these tests leave the page."""
    desk.choose("kb-navragen", 0)
    desk.at("synchronisatie-abonnement")
    desk.at_link("geen-rechten/ja/alleen-basis")


@pytest.fixture
def desk(page, server):
    page.clock.install()
    return Desk(page, server.url).visit("geen-rechten/ja")


def test_back_is_a_book_at_once_and_a_guide_after_it_and_then_nothing_happens_any_more(page, desk):
    desk.live().at("kb-navragen")
    leave(page)
    asked = Asked(page)
    come_back(page)
    desk.live().at("kb-navragen")
    assert story(page) == ["guide", "book", "back", "guide"]
    expect(page.locator("#page_notice")).to_be_empty()
    a_minute_later(page)
    goes_on(desk)
    assert story(page) == ["guide", "book", "back", "guide"]
    assert asked.counted == (1, 1)


def test_leaving_the_page_ends_its_kernel_though_the_browser_keeps_the_page(page, desk, server):
    desk.live()
    kernel = kernel_of(page)
    leave(page)
    wait_until(lambda: not is_there(server.url, kernel), "the kernel ends")
    asked = Asked(page)
    come_back(page)
    goes_on(desk.live())
    assert asked.counted == (1, 1)


def test_what_is_answered_before_the_guide_is_there_again_is_kept(page, desk):
    desk.live()
    page.evaluate("close_gate()")
    leave(page)
    come_back(page)
    page.wait_for_selector(BOOK)
    page.locator("section.step:visible a[data-answer=klopt]").click()
    desk.at("kb-rechten")
    page.evaluate("open_gate()")
    desk.live().at("kb-rechten")
    page.get_by_role("button", name="Stap terug").click()
    goes_on(desk)


@pytest.mark.slow
def test_back_and_forth_leaves_one_page_with_one_guide(page, desk):
    desk.live()
    leave(page)
    for _ in range(2):
        come_back(page)
        go_forward(page)
    asked = Asked(page)
    come_back(page)
    desk.live()
    before = story(page)
    a_minute_later(page)
    goes_on(desk.live())
    assert story(page) == before
    assert len(asked.sockets) == 1


@pytest.mark.slow
def test_a_page_that_must_load_itself_anew_for_its_guide_does_not_hold_who_goes_on(page, server):
    desk = Desk(page, server.url).visit("geen-rechten/ja").live()
    for _ in range(3):
        page.evaluate("close_gate(); has_guide = false")
        page.evaluate("jupyterapp.widgetManager.kernel._futures.set('never answered', { dispose() {} })")
        leave(page)
        come_back(page)
        page.wait_for_function("() => window.has_guide")
        page.evaluate("history.forward(); open_gate()")
        is_at(page, ELSEWHERE)
        come_back(page)
        desk.live().at("kb-navragen")


@pytest.mark.slow
def test_back_to_a_page_that_still_asked_for_a_guide_asks_again(page, server):
    page.add_init_script("close_gate()")
    desk = Desk(page, server.url)
    desk.visit("geen-rechten/ja")
    page.wait_for_function("() => window.has_guide")
    leave(page)
    asked = Asked(page)
    come_back(page)
    page.evaluate("open_gate()")
    goes_on(desk.live())
    assert asked.counted == (1, 1)


@pytest.mark.slow
def test_back_to_a_page_whose_guide_had_not_come_to_life_starts_it_anew(page, server):
    page.add_init_script("sessionStorage.been || close_gate(); sessionStorage.been = 'here';")
    desk = Desk(page, server.url)
    desk.visit("geen-rechten/ja")
    page.wait_for_function("() => window.has_guide")
    suspend_workers(server.pid)
    page.evaluate("open_gate()")
    page.wait_for_function("() => window.jupyterapp?.widgetManager")
    leave(page)
    come_back(page)
    goes_on(desk.live())


@pytest.mark.slow
def test_back_to_a_page_whose_last_answer_its_kernel_never_heard_starts_it_anew(page, desk, server):
    desk.live()
    suspend_workers(server.pid)
    desk.question.select_option(index=1)
    leave(page)
    come_back(page)
    goes_on(desk.live())


@pytest.mark.slow
def test_a_page_that_the_browser_has_frozen_gets_another_guide_for_one_that_ended(page, desk, server):
    desk.live()
    browser = page.context.new_cdp_session(page)
    kernel = kernel_of(page)
    asked = Asked(page)
    browser.send("Page.setWebLifecycleState", {"state": "frozen"})
    end_workers(server.pid)
    wait_until(lambda: not is_there(server.url, kernel), "the kernel ends")
    browser.send("Page.setWebLifecycleState", {"state": "active"})
    page.wait_for_selector(BOOK)
    page.wait_for_function("() => window.history_of_page.length === 3")
    a_minute_later(page)
    goes_on(desk.live())
    assert story(page) == ["guide", "book", "guide"]
    assert asked.counted == (1, 1)


def test_without_a_network_it_is_a_book_and_with_it_a_guide_again(page, desk, server):
    desk.live()
    page.context.set_offline(True)
    end_workers(server.pid)
    page.wait_for_selector(BOOK)
    page.locator("section.step:visible a[data-answer=klopt]").click()
    a_minute_later(page)
    page.wait_for_selector(BOOK)
    all_workers(server)  # or the guide could be one that is about to end
    asked = Asked(page)
    page.context.set_offline(False)
    a_minute_later(page)
    desk.live().at("kb-rechten")
    a_minute_later(page)
    assert story(page) == ["guide", "book", "guide"]
    assert asked.counted == (1, 1)


@pytest.mark.slow
def test_back_after_the_server_has_started_again_goes_on_where_it_was(page):
    port = str(free_port())
    with running_server("--port", port) as server:
        desk = Desk(page, server.url).visit("geen-rechten/ja").live()
        leave(page)
    with running_server("--port", port):
        come_back(page)
        goes_on(desk.live())


def test_back_to_the_managers_page_opens_the_draft_and_one_that_is_kept_says_that_it_is_not_connected(
    page, gate
):
    Manager(page, gate).come("Bo")
    title = page.get_by_label("Titel", exact=True)
    title.fill("Dit typte ik net")
    expect(page.locator(".node.current")).to_contain_text("Dit typte ik net")
    leave(page, "/verkennen")
    go_back(page)
    expect(title).to_have_value("Dit typte ik net", timeout=30_000)
    expect(page.get_by_role("alert")).to_be_empty()
    # This browser keeps no page that may not be stored; others do.
    for event in ("pagehide", "pageshow"):
        page.evaluate("kind => void dispatchEvent(new PageTransitionEvent(kind, { persisted: true }))", event)
    expect(page.get_by_role("alert")).to_contain_text("Je concept is bewaard")
    expect(title).to_have_value("Dit typte ik net")
    assert page.evaluate("document.getElementById('page_guide').inert")


def test_back_to_the_slides_has_the_guide_on_its_slide_again(page):
    with stage() as gate:
        page.goto(gate.server.url)
        guide = page.locator("#page_guide .ehbi-row select")
        expect(guide.first).to_be_attached(timeout=30_000)
        go_to(page, "/stem")  # slides say where they are each second
        go_back(page)
        expect(guide.first).to_be_attached(timeout=30_000)
        expect(page.locator("#page_trouble")).to_be_empty()
