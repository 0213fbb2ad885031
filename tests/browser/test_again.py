"""A way back on the page: one press, and the same case is at the earlier step."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

import ehbi
from ehbi.exports import export
from ehbi.handbook import Case
from ehbi.handbook.edits import change_step

from .axe import assert_clean_in_every_dress
from .desk import Desk

END, BEFORE = "kb-tijdelijk-wachtwoord", "mail-zoeken"
HANDBOOK = change_step(ehbi.load(), END, {"again": BEFORE})


@pytest.fixture
def desk(page, tmp_path):
    file = tmp_path / "handboek.html"
    file.write_bytes(export(HANDBOOK, "html"))
    return Desk(page, file.as_uri())


@pytest.mark.parametrize("by", ["button", "key"])
def test_the_case_goes_back_to_the_step_with_what_was_answered_before(desk, page, by):
    case = Case(HANDBOOK).jump(END)
    desk.visit(case.link)
    again = page.get_by_role("link", name=f"Doe opnieuw: ‘{HANDBOOK.step(BEFORE).title}’")
    expect(again).to_be_visible()
    if by == "button":
        again.click()
    else:
        page.keyboard.press("1")
    desk.at_link(case.jump(BEFORE).link)
    desk.at(BEFORE)
    page.go_back()
    desk.at(END)


def test_it_is_clean_in_every_dress(desk, page):
    desk.visit(Case(HANDBOOK).jump(END).link)
    assert_clean_in_every_dress(page)
