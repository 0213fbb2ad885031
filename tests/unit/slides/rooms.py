"""A room that chose, to test with."""

from __future__ import annotations

from itertools import groupby, islice

import ehbi
from ehbi.handbook import Handbook
from ehbi.slides import deck, polls
from ehbi.slides.polls import results

EACH = 3
"""Cases of each situation where not all of them are needed: one is told, and the others are asked."""


def fewer(handbook: Handbook) -> Handbook:
    """Return a handbook with few cases: a browser has its slides in half the time."""
    own = groupby(handbook.examples, key=lambda one: one.situation)
    return handbook.model_copy(update={"examples": tuple(one for _, few in own for one in islice(few, EACH))})


HANDBOOK = ehbi.load()
POLLS = polls(deck(HANDBOOK))


def wrong(place, asked=POLLS):
    """The first option of a poll that is not right."""
    return next(option for option in asked[place].choice.options if not option.right)


def votes(place, right, other, asked=POLLS):
    """What so many people chose that is right, and so many that is not."""
    options = [asked[place].choice.answer] * right + [wrong(place, asked).id] * other
    return {place: {str(voter): option for voter, option in enumerate(options)}}


def at(step, asked=POLLS):
    """The first place where a step asks."""
    return next(place for place, poll in asked.items() if poll.choice.step and poll.choice.step.id == step)


START = next(iter(POLLS))
HARD, EASY = at("nieuw-wachtwoord"), at("goede-gebruikersnaam")
FOUND = results(POLLS, votes(HARD, 5, 7) | votes(EASY, 11, 1) | votes(START, 4, 4))
