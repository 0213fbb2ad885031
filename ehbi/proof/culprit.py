"""Which step keeps a part from being built: the one whose words make the difference."""

from __future__ import annotations

from collections.abc import Sequence

from ..handbook import Handbook
from ..handbook.model import Step
from .parts import Build


def culprit(handbook: Handbook, build: Build) -> str:
    """Return the id of the step at fault; empty when that is not one step.

    Half of the steps keep their words and the others get plain ones; then half of the half in which it still
    fails, and so on. So it needs to know nothing of what it builds.

    Examples
    --------
    >>> import ehbi
    >>> def build(handbook):
    ...     for step in handbook.steps:
    ...         yield step.id
    ...     assert all("wachtwoord" not in step.title or step.number for step in handbook.steps)
    >>> culprit(ehbi.load(), build)
    'nieuw-wachtwoord'
    """
    if _fails(handbook, (), build):
        return ""
    suspects = [step.id for step in handbook.steps]
    while len(suspects) > 1:
        half = len(suspects) // 2
        halves = suspects[:half], suspects[half:]
        guilty = next((one for one in halves if _fails(handbook, one, build)), None)
        if guilty is None:
            return ""
        suspects = guilty
    return next(iter(suspects), "")


def _fails(handbook: Handbook, kept: Sequence[str], build: Build) -> bool:
    """Return whether it also fails when only these steps keep their words."""
    words = frozenset(kept)
    steps = tuple(step if step.id in words else _plain(step) for step in handbook.steps)
    plain = handbook.model_copy(update={"steps": steps})
    try:
        for _ in build(plain):
            pass
    except Exception:  # noqa: BLE001  # that is the question
        return True
    return False


def _plain(step: Step) -> Step:
    """Return a step in the same place of the graph that says nothing of its own."""
    texts = dict.fromkeys(("prompt", "say", "why", "request", "patron"), "")
    answers = tuple(
        answer.model_copy(update={"label": f"Antwoord {number}", "done": ""})
        for number, answer in enumerate(step.answers, start=1)
    )
    return step.model_copy(
        update={**texts, "title": "Stap", "text": "Tekst", "words": (), "answers": answers}
    )
