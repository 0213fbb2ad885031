"""Somebody at the desk who walks cases, and the log of those."""

from __future__ import annotations

from typing import TypeAlias

from playwright.sync_api import Page

import ehbi
from ehbi.handbook.graph import paths, starts
from ehbi.store import Store, case_log
from tests.unit.server.visiting import wait_until

from .desk import Desk

HANDBOOK = ehbi.load()
STARTS = [step.id for step in starts(HANDBOOK)]

Logged: TypeAlias = "tuple[tuple[str, ...], tuple[str, ...], str | None]"
"""A case in the log: steps, steps gone back from, outcome."""


def walked(situation: str) -> list[tuple[tuple[str, str], ...]]:
    """Return as many paths of a situation as take each of its answers at least once."""
    found = list(paths(HANDBOOK, situation))
    left = {answer for path in found for answer in path}
    few: list[tuple[tuple[str, str], ...]] = []
    while left:
        few.append(max(found, key=lambda path: len(left & set(path))))
        left -= set(few[-1])
    return few


class Walker:
    """Walks cases by their steps, in book or guide; the log is looked at from now on."""

    def __init__(self, page: Page, url: str, store: Store, mode: str = "book") -> None:
        self.page, self.store, self.mode = page, store, mode
        self.desk = Desk(page, url)
        self.before = len(case_log.kept(store))

    def show(self, mode: str, link: str = "") -> Walker:
        self.mode = mode
        self.desk.show(mode, link)
        return self

    def walk(self, *steps: str) -> Walker:
        """Start a case, or go on with it, along these steps."""
        for step in steps:
            here = ehbi.Case(HANDBOOK).open(self.desk.link()).step
            if here is None:
                self._start(step)
            else:
                self._answer(here.id, [answer.next for answer in here.answers].index(step))
            self.desk.at(step)
        return self

    def _start(self, step: str) -> None:
        if self.mode == "book":
            self.page.locator(f"a[data-start={step}]").click()
        else:
            self.desk.situations.select_option(index=STARTS.index(step) + 1)

    def _answer(self, here: str, index: int) -> None:
        if self.mode == "book":
            self.desk.press(here, HANDBOOK.step(here).answers[index].id)
        else:
            self.desk.choose(here, index)

    def back(self, to: str) -> Walker:
        self.page.get_by_role("button", name="Stap terug").click()
        self.desk.at(to)
        return self

    def again(self) -> Walker:
        self.desk.again()
        return self

    def leave(self) -> Walker:
        self.page.goto("about:blank")
        return self

    def logged(self) -> list[Logged]:
        return [(one.steps, one.back, one.outcome) for one in case_log.kept(self.store)[self.before :]]

    def logs(self, *expected: Logged) -> None:
        """Expect just these cases in the log."""
        wait_until(lambda: len(self.logged()) >= len(expected), f"{len(expected)} cases are logged")
        assert self.logged() == list(expected)

    def logs_no_more_than(self, *expected: Logged) -> None:
        """Leave, and expect just these in the log: a case that is walked after them is the next one."""
        self.leave()
        self.show("book").walk("nieuw-pasnummer").leave()
        self.logs(*expected, (("nieuw-pasnummer",), (), None))
