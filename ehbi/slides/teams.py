"""How table teams do: the part of each that was right, from which nobody can tell what one person chose."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from statistics import mean

from .animals import Team
from .page import templates
from .polls import ENOUGH, Chosen, Poll, practised

Seats = Mapping[str, Mapping[str, str]]
"""At which table each voter was, as the id of its team, by place in the deck; empty for none."""


@dataclass(frozen=True, slots=True)
class Score:
    """How a team does: None for the whole room, and for a share of which nothing can be told."""

    team: Team | None
    share: Fraction | None

    @property
    def percent(self) -> str:
        """The share as it is said."""
        return "–" if self.share is None else f"{round(100 * self.share)} %"


def scores(
    polls: Mapping[str, Poll], chosen: Chosen, seats: Seats, teams: tuple[Team, ...], told: Container[str]
) -> tuple[Score, ...]:
    """Return how each team does over the places whose answer was ``told``, the best first; then the room.

    At each place it is the part of those who voted that was right, and of these parts the mean: neither a
    large table wins nor a fast one. A place where fewer than ``ENOUGH`` at a table voted does not count for
    it; these people count in the room.
    """
    rights = {
        place: _rights(polls[place], chosen[place]) for place in practised(polls, chosen) if place in told
    }
    found = [Score(team, _mean(_at(team, rights, seats))) for team in teams]
    found.sort(key=lambda one: -1 if one.share is None else one.share, reverse=True)
    return *found, Score(None, _mean(_share(right) for right in rights.values()))


Rights = Mapping[str, bool]
"""Whether each voter at a place was right."""


def _rights(poll: Poll, chosen: Mapping[str, str]) -> Rights:
    right = {option.id for option in poll.choice.options if option.right}
    return {voter: option in right for voter, option in chosen.items()}


def _at(team: Team, rights: Mapping[str, Rights], seats: Seats) -> Iterator[Fraction | None]:
    for place, right in rights.items():
        seated = seats.get(place, {})
        own = {voter: good for voter, good in right.items() if seated.get(voter) == team.id}
        yield _share(own) if len(own) >= ENOUGH else None


def _share(right: Rights) -> Fraction | None:
    return Fraction(sum(right.values()), len(right)) if right else None


def _mean(shares: Iterator[Fraction | None]) -> Fraction | None:
    known = [one for one in shares if one is not None]
    return mean(known) if known else None


def scores_part(scores: tuple[Score, ...], *, explained: bool = False) -> str:
    """Return how teams do as HTML, with whom it is about when that is to be ``explained``."""
    given = {"scores": scores, "explained": explained, "enough": ENOUGH}
    return templates().get_template("scores.html.j2").render(given)
