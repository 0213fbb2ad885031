"""Somebody who practises: what they can do, in words of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from playwright.sync_api import Locator, Page, expect

import ehbi
from ehbi.handbook.examples import Exercise, Option
from tests.vectors import exercises_of

HANDBOOK = ehbi.load()
MIXED = "Alles door elkaar"

Pick = Callable[[Exercise, int], Option]
"""Chooses at a choice of an exercise, counted from 0."""


def right(exercise: Exercise, at: int) -> Option:
    return exercise.choices[at].right


def wrong_at(*names: str) -> Pick:
    """Choose wrong at the last choice of these exercises, and right elsewhere."""

    def pick(exercise: Exercise, at: int) -> Option:
        choice = exercise.choices[at]
        if exercise.example.id not in names or at < len(exercise.choices) - 1:
            return choice.right
        return next(option for option in choice.options if not option.right)

    return pick


class Practising:
    """The practice view of one page."""

    def __init__(self, page: Page, situation: str | None = None) -> None:
        self.page = page
        self.by_story = {one.example.story: one for one in exercises_of(HANDBOOK, situation)}
        self.view = page.get_by_role("dialog", name="Oefenen")

    def open(self) -> Practising:
        self.page.get_by_role("button", name="Oefenen", exact=True).click()
        expect(self.view).to_be_visible()
        return self

    def begin(self, what: str = MIXED) -> Practising:
        self.button(what).click()
        return self

    def button(self, name: str) -> Locator:
        return self.view.get_by_role("button", name=name)

    @property
    def options(self) -> Locator:
        return self.view.locator("#page_practice_options button")

    @property
    def verdict(self) -> Locator:
        return self.view.get_by_role("status")

    @property
    def next(self) -> Locator:
        return self.view.locator("#page_practice_next")

    @property
    def score(self) -> Locator:
        return self.view.locator("#page_practice_score")

    @property
    def here(self) -> Exercise:
        """The exercise on show, by its story."""
        return self.by_story[self.view.locator("#page_practice_story p").first.inner_text()]

    def choose(self, option: Option) -> Practising:
        self.options.get_by_text(option.label, exact=True).click()
        expect(self.next).to_be_focused()
        return self

    def exercise(self, pick: Pick = right) -> Exercise:
        """Do the exercise on show, and go on to what comes after it."""
        exercise = self.here
        for at, choice in enumerate(exercise.choices):
            expect(self.view.get_by_role("heading", name=choice.asks).last).to_be_visible()
            expect(self.options).to_have_text([option.label for option in choice.options])
            self.choose(pick(exercise, at))
            self.next.click()
        return exercise

    def round(self, pick: Pick = right) -> Iterator[Exercise]:
        """Do every exercise to the end of the round."""
        while not self.score.is_visible():
            yield self.exercise(pick)
