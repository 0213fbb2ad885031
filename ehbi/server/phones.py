"""The phones in the room: how many there are, and what each is told."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from ..handbook.text import to_plain
from ..slides.polls import Poll
from .rounds import Stage, question

AWAY = timedelta(minutes=2)
"""Without a word after which a phone has left; one that only sleeps a while has not."""
MOST = 2000
"""Phones that are counted at the same time."""
_VOTER = re.compile(r"[0-9a-f]{32}")


def is_phone(voter: str) -> bool:
    """Return whether that can be what a phone of ours calls itself."""
    return bool(_VOTER.fullmatch(voter))


class Phones:
    """Which phones are in the room, by what they call themselves; nothing of it is kept."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._heard: dict[str, datetime] = {}

    def hear(self, voter: str) -> None:
        """Know that a phone is there."""
        if is_phone(voter) and (voter in self._heard or len(self._heard) < MOST):
            self._heard[voter] = self._now()

    def present(self) -> int:
        """Return how many are there; those that left are forgotten."""
        since = self._now() - AWAY
        self._heard = {voter: at for voter, at in self._heard.items() if at > since}
        return len(self._heard)


def asked(poll: Poll, stage: Stage) -> dict[str, Any]:
    """Return what a phone is asked, under the name that its vote has to come with."""
    options = [{"id": option.id, "label": option.label} for option in poll.choice.options]
    told = {"place": question(poll.place, stage), "story": poll.story, "asks": poll.choice.asks}
    first = {"before": poll.place} if stage.is_second else {}
    return {**told, "options": options, **first, **({"closed": True} if stage.is_shown else {})}


def answered(poll: Poll, stage: Stage) -> dict[str, Any]:
    """Return what a phone is told when the room is: what is right, what the handbook says, and why."""
    right = poll.choice.right
    leads = right.leads.title
    told = {
        "right": [option.id for option in poll.choice.options if option.right],
        "says": [right.label, *([leads] if leads not in right.label else [])],
        "why": right.leads.why or to_plain(right.leads.text),
    }
    return {**asked(poll, stage), "closed": True, "told": told}
