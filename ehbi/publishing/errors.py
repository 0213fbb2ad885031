"""Why something is not published."""

from __future__ import annotations

from ..handbook import EhbiError, Handbook
from ..handbook.errors import printable

LONGEST_WHY, LONGEST_TITLE = 200, 80
"""Characters of a technical reason, and of a title, that a manager gets to read."""
_UNDO = "Maak de laatste veranderingen ongedaan, of bewaar deze melding en vraag om hulp."


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
        Id of the step at fault, or that the proof had come to; empty when neither is known.
    why
        What went wrong, as a Dutch sentence without its full stop, or as the builder said it.
    words
        Whether it is known to be the words of that step.

    Examples
    --------
    >>> import ehbi
    >>> print(UnprovenError(ehbi.load(), "de naslag", "toegang", "ValueError: nee", words=True))
    Er is niets gepubliceerd: de naslag kan niet worden gemaakt (ValueError: nee). Het ligt aan de teksten van
    stap ‘De lener heeft toegang’ (toegang). Maak die korter of gewoner en publiceer opnieuw.
    """

    def __init__(self, handbook: Handbook, part: str, step: str, why: str, *, words: bool = False) -> None:
        self.handbook = handbook
        self.part = part
        self.step = step if step in handbook else ""
        self.why = printable(why)[:LONGEST_WHY]
        self.words = words
        told = f"Er is niets gepubliceerd: {part} kan niet worden gemaakt ({self.why})"
        super().__init__(f"{told}. {self._where()}")

    def _where(self) -> str:
        if not self.step:
            return f"Het ligt niet aan de teksten van één stap. {_UNDO}"
        title = printable(self.handbook.step(self.step).title)[:LONGEST_TITLE]
        named = f"‘{title}’ ({self.step})"
        if self.words:
            return (
                f"Het ligt aan de teksten van stap {named}. Maak die korter of gewoner en publiceer opnieuw."
            )
        return f"De proef was bij stap {named}. Kijk die stap na en wat erop volgt. {_UNDO}"
