"""What is said of how a room chose, on the slide, on paper and to the managers."""

from __future__ import annotations

from ..handbook.privacy import personal_data
from ..handbook.values import LONGEST_REMARK
from .results import Other, Result

_DOTS = 5


def chose(result: Result) -> str:
    """Return how many chose something else.

    Examples
    --------
    >>> import ehbi
    >>> step = ehbi.load().step("reset-mail")
    >>> chose(Result(step, False, 12, (Other("Nee", 7),))), chose(Result(step, False, 1))
    ('7 van 12 kozen iets anders dan het handboek', '0 van 1 koos iets anders dan het handboek')
    """
    verb = "koos" if result.answered == 1 else "kozen"
    return f"{result.wrong} van {result.answered} {verb} iets anders dan het handboek"


def most(other: Other) -> str:
    """Return what was chosen most of what is not right.

    Examples
    --------
    >>> most(Other("Nee", 7))
    'Vooral: ‘Nee’ (7 keer)'
    """
    return f"Vooral: ‘{other.label}’ ({other.times} keer)"


def meter(result: Result) -> str:
    """Return the part that chose something else as dots, for a picture that may be printed in grey.

    Examples
    --------
    >>> import ehbi
    >>> step = ehbi.load().step("reset-mail")
    >>> meter(Result(step, False, 12, (Other("Nee", 7),))), meter(Result(step, False, 90, (Other("Nee", 1),)))
    ('●●●○○', '●○○○○')
    """
    full = round(_DOTS * result.share) or min(1, result.wrong)
    return "●" * full + "○" * (_DOTS - full)


def remark(result: Result) -> str:
    """Return what the managers are told: nothing about who or where.

    An answer that holds an address or a number is left out, as no remark may hold one.

    Examples
    --------
    >>> import ehbi
    >>> remark(Result(ehbi.load().step("reset-mail"), False, 12, (Other("Nee", 7),)))
    'In een workshop koos 7 van 12 iets anders dan het handboek. Vooral: ‘Nee’ (7 keer).'
    """
    what = "een andere situatie" if result.begins else "iets anders"
    begin = f"In een workshop koos {result.wrong} van {result.answered} {what} dan het handboek."
    whole = f"{begin} {most(result.others[0])}." if result.others else begin
    return begin if personal_data(whole) or len(whole) > LONGEST_REMARK else whole
