"""What the presenter must hear: of votes that are not shown how many, and else what the phones chose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ehbi.server.rounds import Stage, is_split, question

from .room import Ballot, Moment, Workshop
from .sockets import VisitError


class Look:
    """A look at how the polls stand: what was known of them when it began."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop, self._since = workshop, workshop.since
        self._taken = {ballot: len(ballot.chosen) for ballot in workshop.ballots.values()}
        self._settled = {ballot for ballot in workshop.ballots.values() if ballot.is_settled}

    def check(self, told: Mapping[str, Mapping[str, Any]]) -> None:
        """Refuse, with a :class:`VisitError`, what the server tells if it cannot be."""
        if not told.keys() <= self._workshop.polls.keys():
            raise VisitError("of what was not asked")
        for place in self._workshop.polls:
            if place in told:
                self._check(place, told[place])
            elif self._taken[self._ballot(place, Stage.ASKED)]:
                raise VisitError("votes that are gone")

    def _check(self, place: str, told: Mapping[str, Any]) -> None:
        stage = Stage(told["stage"])
        ballot, first = self._ballot(place, stage), self._ballot(place, Stage.ASKED)
        if not self._can_be(place, stage):
            raise VisitError("not as far as the presenter brought it")
        if not stage.is_shown:
            most = len(ballot.chosen) + ballot.under_way
            if told["times"] or told["before"]:
                raise VisitError("votes that are not shown yet")
            if not self._taken[ballot] <= told["voted"] <= most:
                raise VisitError("not as many as voted")
        elif {ballot, first} <= self._settled and not _is(told, ballot, first):
            raise VisitError("not what the phones chose")
        if not told["voted"] <= told.get("present", told["voted"]) <= self._workshop.plan.phones:
            raise VisitError("not as many as are there")

    def _can_be(self, place: str, stage: Stage) -> bool:
        """Return whether a poll can be so far; of one that the slides have left that is not looked at."""
        moments = self._workshop.moments[self._since :]
        return Moment(place, stage) in moments or any(moment.place != place for moment in moments)

    def _ballot(self, place: str, stage: Stage) -> Ballot:
        return self._workshop.ballots[question(place, stage)]


def _is(told: Mapping[str, Any], ballot: Ballot, first: Ballot) -> bool:
    """Return whether votes that are shown are those of a ballot, beside the first of two."""
    second = ballot is not first
    return (
        told["times"] == ballot.standing()
        and told["voted"] == len(ballot.chosen)
        and told["before"] == (first.standing() if second else {})
        and told["split"] == (not second and is_split(first.standing()))
    )
