"""What a room found hard as a PDF file to keep: which checks, and where they are on the flowchart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from .. import paper
from ..handbook import Handbook, clock
from .deck import RESULTS
from .picture import drawing
from .results import Result
from .wording import chose, meter, most

READ = "Stippen: welk deel iets anders koos dan het handboek. Vraagteken in een ruit: lastig."


def report(handbook: Handbook, found: Sequence[Result], at: datetime, size: str = "a4") -> bytes:
    """Return the results of a workshop as a PDF file.

    Parameters
    ----------
    handbook
        That the room practised with.
    found
        How it chose.
    at
        When.
    size
        One of :data:`ehbi.paper.PAPERS`.

    Raises
    ------
    ehbi.paper.TooMuchError
        The flowchart does not go on that paper.

    Examples
    --------
    >>> import ehbi
    >>> from datetime import UTC
    >>> report(ehbi.load(), [], datetime(2026, 11, 24, tzinfo=UTC))[:5]
    b'%PDF-'
    """
    made = paper.Report(RESULTS, tuple(_about(handbook, found, at)), tuple(_findings(found)))
    return paper.to_report(handbook, made, drawing(found), READ, size)


def _about(handbook: Handbook, found: Sequence[Result], at: datetime) -> Iterator[str]:
    library = [handbook.profile.library] if handbook.profile else []
    day = clock.day(at.astimezone(clock.HERE).date())
    yield " · ".join(["Workshop " + handbook.title, *library, day, handbook.version_text])
    right = sum(not one.wrong for one in found)
    yield f"{len(found)} keuzes gevraagd, bij {right} koos niemand iets anders dan het handboek."
    yield "Hieronder de andere, de lastigste eerst. Op de bladen hierna staat waar ze zijn."


def _findings(found: Sequence[Result]) -> Iterator[paper.Finding]:
    for one in found:
        if one.wrong:
            asks = one.asks if one.asks != one.step.title else ""
            said = (f"{meter(one)} {chose(one)}.", f"{most(one.others[0])}.")
            yield paper.Finding(one.step.title, asks, said)
