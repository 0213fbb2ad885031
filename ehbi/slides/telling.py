"""Which cases tell a situation best, and how far each has come after every step."""

from __future__ import annotations

from collections.abc import Iterator

from ..handbook import Case, Handbook
from ..handbook.model import Example
from ..handbook.values import Kind


def told(handbook: Handbook) -> Iterator[Example]:
    """Yield for each situation the case that shows most of it: the one with the most steps that stays in it.

    Examples
    --------
    >>> import ehbi
    >>> [len(example.answers) for example in told(ehbi.load())]
    [3, 3, 3, 3]
    """
    for situation in handbook.situations:
        own = [example for example in handbook.examples if example.situation == situation.id]
        if own:
            yield max(own, key=lambda example: (_stays(handbook, example), len(example.answers)))


def _stays(handbook: Handbook, example: Example) -> bool:
    """Return whether a case comes to no other situation, whose chart is another one."""
    return all(handbook.step(given.step).kind is not Kind.SITUATION for given in example.answers[1:])


def stages(handbook: Handbook, example: Example) -> Iterator[Case]:
    """Yield the case at its situation, and after each answer.

    Examples
    --------
    >>> import ehbi
    >>> handbook = ehbi.load()
    >>> [case.step.id for case in stages(handbook, handbook.examples[0])]
    ['inloggegevens-onjuist', 'goede-gebruikersnaam', 'ingelogd']
    """
    case = Case(handbook).begin(example.situation)
    yield case
    for given in example.answers:
        case = case.answer(given.answer)
        yield case
