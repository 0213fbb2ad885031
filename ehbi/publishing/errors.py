"""Why something is not published."""

from __future__ import annotations

from ..handbook import EhbiError, Handbook
from ..handbook.errors import printable

LONGEST_WHY = 200
"""Characters of a technical reason that a manager gets to read."""


class NoProofError(EhbiError):
    """The proof cannot be made on this machine now, whatever the handbook says.

    Parameters
    ----------
    why
        What the system said.
    """

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(
            f"Er is niets gepubliceerd: de proef kan nu niet worden gedaan ({printable(why)}). "
            "Er is niets weg. Probeer het straks opnieuw; blijft het zo, kijk dan of er genoeg geheugen is."
        )


class UnprovenError(EhbiError):
    """Something that servers make of a handbook cannot be made of it.

    Parameters
    ----------
    handbook
        That was to be published.
    part
        What cannot be made, in Dutch, with its article.
    step
        Id of the step at fault; empty when that is not known.
    why
        What went wrong, as a Dutch sentence without its full stop, or as the builder said it.

    Examples
    --------
    >>> import ehbi
    >>> print(UnprovenError(ehbi.load(), "de naslag", "toegang", "ValueError: nee"))
    Er is niets gepubliceerd: de naslag kan niet worden gemaakt. Het gaat mis bij stap
    ‘De lener heeft toegang’ (toegang): ValueError: nee. Verander de teksten van die stap en publiceer
    opnieuw.
    """

    def __init__(self, handbook: Handbook, part: str, step: str, why: str) -> None:
        self.handbook = handbook
        self.part = part
        self.step = step if step in handbook else ""
        self.why = printable(why)[:LONGEST_WHY]
        if self.step:
            where = (
                f"Het gaat mis bij stap ‘{printable(handbook.step(step).title)[:80]}’ ({step}): {self.why}."
            )
            remedy = "Verander de teksten van die stap en publiceer opnieuw."
        else:
            where = f"Het ligt niet aan de teksten van één stap: {self.why}."
            remedy = "Maak de laatste veranderingen ongedaan, of bewaar deze melding en vraag om hulp."
        super().__init__(f"Er is niets gepubliceerd: {part} kan niet worden gemaakt. {where} {remedy}")
