"""A desk worker at the page: what they can do, in words of their own."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

GUIDE = "body[data-ehbi=guide]"
BOOK = "body[data-ehbi=book]"
ROWS = ":is(#page_rows, #page_guide:not([inert]))"
# Not a route: what a page says when it is left can get lost between it and the one who routes.
NO_GUIDE = """{
    const ask = window.fetch;
    const none = () => Promise.resolve(new Response("", { status: 500 }));
    window.fetch = (what, how) => (String(what).endsWith("guide") ? none() : ask(what, how));
}"""

LOOK = """() => {
    document.addEventListener("ehbi:connection", ({ detail }) => { window.newestHeard = detail.newest; });
    document.dispatchEvent(new Event("visibilitychange"));
}"""


class Desk:
    """One browser page with the handbook in it."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url

    def visit(self, link: str = "") -> Desk:
        """Open the page at a case; the book is there and its script runs."""
        self.page.goto(f"{self.url}#{link}" if link else self.url)
        self.page.wait_for_selector("html.scripted")
        return self

    def live(self) -> Desk:
        """Wait until the guide has taken over."""
        self.page.wait_for_selector(GUIDE)
        return self

    def show(self, mode: str, link: str = "") -> Desk:
        """Open the page at a case, as a book that stays one or as the guide."""
        if mode == "book":
            self.page.add_init_script(NO_GUIDE)
        self.visit(link)
        return self.live() if mode == "guide" else self

    @property
    def situations(self) -> Locator:
        """The dropdown of what the patron sees, once it shows the case of the page."""
        return self.page.locator(f"{ROWS} .ehbi-row:first-child select:visible")

    @property
    def question(self) -> Locator:
        """The dropdown of the current step."""
        return self.page.locator(f"{ROWS} .ehbi-row-now select:visible")

    def choose(self, step: str, index: int) -> None:
        """Answer the current step, which must be this one, with its index-th answer, by dropdown."""
        expect(self.card(step)).to_be_visible()
        asks = self.page.locator(f"section#{step}").get_attribute("data-asks") or ""
        # While the kernel's messages come in, the row of the step before can still be the current one.
        row = self.page.locator(f"{ROWS} .ehbi-row-now:visible", has=self.page.get_by_text(asks, exact=True))
        row.locator("select").select_option(index=index + 1)

    def press(self, step: str, answer: str) -> None:
        """Answer the current step, which must be this one, by the button of the answer."""
        self.page.locator(f".ehbi-card[data-step='{step}']:visible [data-answer='{answer}']").click()

    def again(self) -> None:
        """Begin anew."""
        self.page.get_by_text("Opnieuw beginnen").click()
        self.at_link("")

    def hear_of(self, revision: str) -> None:
        """Have the page look for news, as it does each minute, and know that this is the newest."""
        self.page.evaluate(LOOK)
        self.page.wait_for_function("revision => window.newestHeard === revision", arg=revision)

    def card(self, step: str) -> Locator:
        return self.page.locator(f".ehbi-card[data-step='{step}']:visible")

    def node(self, step: str) -> Locator:
        return self.page.locator(f".node[data-step='{step}']:visible")

    def at(self, step: str) -> None:
        """Expect to be at this step, on the card and on the chart."""
        expect(self.card(step)).to_be_visible()
        expect(self.page.locator(".node.current:visible")).to_have_attribute("data-step", step)

    @property
    def guide_id(self) -> str:
        """By which the server knows the guide that was brought into the page first."""
        config = "JSON.parse(document.getElementById('jupyter-config-data').textContent)"
        return self.page.evaluate(f"{config}.kernelId")

    def link(self) -> str:
        return self.page.evaluate("decodeURIComponent(location.hash.slice(1))")

    def at_link(self, link: str) -> None:
        self.page.wait_for_function("link => decodeURIComponent(location.hash.slice(1)) === link", arg=link)
