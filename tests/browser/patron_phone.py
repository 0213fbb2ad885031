"""A patron's phone, which looks at once when a test waits for something on it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

# It looks when it is online again, and once at a time however often that is told.
SHOWS = """([step, tag]) => {
    dispatchEvent(new Event("online"));
    const { lang, dataset } = document.getElementById("patron_screen");
    return dataset.step === step && lang === tag;
}"""
SAYS = """(text) => {
    dispatchEvent(new Event("online"));
    return document.querySelector("main").textContent.trim() === text;
}"""


class PatronPhone:
    """A phone that a patron holds at the desk."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def scans(self, desk: Page) -> PatronPhone:
        """Come to the screen that a desk opens now."""
        with desk.expect_response("**/mee") as opened:
            desk.get_by_role("button", name="Samen aan de balie").click()
        desk.get_by_role("button", name="Sluiten").click()
        self.page.goto(opened.value.json()["address"])
        return self

    def chooses(self, tag: str) -> None:
        """Choose a language, at first or later."""
        name = self.page.locator(f"[name=language][value='{tag}']")
        if not name.is_visible():
            self.page.locator("summary").click()
        name.click()

    def shows(self, step: str, tag: str) -> None:
        """Wait until it has come to a step, in a language."""
        self.page.wait_for_function(SHOWS, arg=[step, tag])

    def is_over(self, text: str) -> None:
        """Wait until it says that it is over, and has nothing else."""
        self.page.wait_for_function(SAYS, arg=text)
        expect(self.page.get_by_role("button")).to_have_count(0)
