"""A functional manager at the page of ``ehbi edit``: what they do there, in words of their own."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

import ehbi
from ehbi.apps.editor.diff import counted
from ehbi.handbook import clock
from ehbi.handbook.checks import check
from tests.unit.server.managing import Lodge

PATIENCE = 60_000
"""Milliseconds for the first kernel of a server."""
PROOF = 150_000
"""Milliseconds that a proof may take on a machine that does much else."""


def all_well(outdated: int = 0) -> str:
    """Return what the page counts when nothing was broken; a year after a review that is a warning.

    So is each step of which the translations are outdated, as what it says was changed.
    """
    warnings = len(check(ehbi.load(), clock.today())) + outdated
    return counted(warnings, "waarschuwing", "waarschuwingen") or "Alles klopt."


class Manager:
    """One browser page with somebody's draft in it."""

    def __init__(self, page: Page, gate: Lodge | None = None) -> None:
        self.page = page
        self.gate = gate
        self.editor = page.locator(".ehbi-editor")

    def come(self, name: str) -> Manager:
        """Log in by the address that the server gave, and say who it is."""
        assert self.gate, "in JupyterLab a manager is there already"
        self.page.goto(f"{self.gate.url}?token={self.gate.token}")
        asked = self.page.get_by_label("Hoe heet je?")
        expect(asked).to_be_visible(timeout=PATIENCE)
        asked.fill(name)
        asked.press("Enter")
        expect(self.editor.get_by_text(f"Concept van {name}")).to_be_visible()
        return self

    def open(self, view: str) -> None:
        """Go to a part of the page."""
        ways = self.editor.get_by_role("group", name="Onderdelen van het beheer")
        way = ways.get_by_role("button", name=view)
        way.click()
        expect(way).to_have_attribute("aria-current", "true")

    def field(self, label: str) -> Locator:
        """The field with this label in the part that is open."""
        return self.editor.get_by_label(label, exact=True).locator("visible=true")

    def button(self, name: str) -> Locator:
        return self.editor.get_by_role("button", name=name, exact=True)

    def press(self, name: str) -> None:
        self.button(name).click()

    def choose(self, step: str) -> None:
        """Have a step at hand."""
        self.pick("Stap", step)
        expect(self.editor.locator(".node.current").locator("visible=true")).to_have_attribute(
            "data-step", step
        )

    def pick(self, label: str, choice: str) -> None:
        """Choose from a list that can be searched."""
        self.field(label).click()
        self.editor.locator(f".ehbi-options:visible [data-choice='{choice}']").click()

    def fill(self, label: str, text: str) -> None:
        self.field(label).fill(text)

    def node(self, step: str) -> Locator:
        return self.editor.locator(f".node[data-step='{step}']")

    def undo(self) -> None:
        self.editor.get_by_role("button", name="Ongedaan maken").click()

    def sees(self, text: str, within: float | None = None) -> None:
        expect(self.editor.get_by_text(text).locator("visible=true").first).to_be_visible(timeout=within)

    def all_well(self, outdated: int = 0) -> None:
        """See in the list that nothing is wrong, but for steps that are to be translated anew."""
        self.sees(all_well(outdated))

    def publishes(self, reason: str) -> None:
        self.open("Publiceren")
        self.fill("Waarom deze verandering?", reason)
        self.press("Publiceer")
        expect(self.editor.get_by_text("Proef: ")).to_be_visible()
        self.sees("Gepubliceerd als versie", within=PROOF)
