"""A handbook in which a wrong answer leads straight to where the example ends."""

from __future__ import annotations

from ehbi.handbook import Handbook
from ehbi.handbook.edits.answers import change_answer

EXAMPLE = "oud-adres"


def shortcut(handbook: Handbook) -> Handbook:
    """Return the handbook with *ja* at the first check of the example leading to its outcome."""
    return change_answer(handbook, "reset-mail", "ja", next_id="kb-e-mailadres")
