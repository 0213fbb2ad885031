"""What a search found, as values and as plain data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from .model import Subject


@dataclass(frozen=True, slots=True)
class Hit:
    """A step that was found: the number of its situation, how well it fits, and whether that is sure.

    The step is a situation, a question or an action: nobody is told an outcome for words that they typed.
    """

    step: str
    situation: int
    title: str
    score: float
    sure: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found.

    Parameters
    ----------
    hits
        Best first; those that are not sure are questions back.
    elsewhere
        The subject that was asked for, when the handbook is not about it; then there are no hits.
    """

    hits: tuple[Hit, ...]
    elsewhere: Subject | None = None


def hits_report(hits: Iterable[Hit]) -> list[dict[str, Any]]:
    """Return hits as plain data, for JSON.

    Returns
    -------
    list of dict
        ``step`` (id), ``situation`` (number), ``title``, ``score`` and ``sure``.

    Examples
    --------
    >>> hits_report([Hit("reset-mail", 4, "Er komt geen mail", 12.34567, True)])
    [{'step': 'reset-mail', 'situation': 4, 'title': 'Er komt geen mail', 'score': 12.346, 'sure': True}]
    """
    return [{**asdict(hit), "score": round(hit.score, 3)} for hit in hits]


def found_report(found: Found) -> dict[str, Any]:
    """Return what a search found as plain data, for a page.

    Returns
    -------
    dict
        ``hits`` as :func:`hits_report` gives them, and ``elsewhere``: ``title`` and ``where`` of the subject
        that was asked for instead, or None.

    Examples
    --------
    >>> found_report(Found((), Subject(title="Fietsen", words=("fiets",))))
    {'hits': [], 'elsewhere': {'title': 'Fietsen', 'where': ''}}
    """
    other = found.elsewhere
    return {
        "hits": hits_report(found.hits),
        "elsewhere": {"title": other.title, "where": other.where} if other else None,
    }
