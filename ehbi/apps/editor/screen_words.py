"""The words of the checks as the screen has them: what is a key in a file is a field in a form."""

from __future__ import annotations

PHRASES = {
    "staat niet bij parties": "staat niet bij wie er iets kan doen",
    "staat niet bij contacts": "staat niet bij de contacten",
    "staat niet bij facts": "staat niet bij de feiten",
    "Noem het bij source van": "Noem het bij ‘Feiten uit de bron’ van",
    "of zet bij een stap inferred op true": "of vink bij een stap aan dat de bron er niets over zegt",
    "Vul source in": "Vul ‘Feiten uit de bron’ in",
    "zet de datum van vandaag bij reviewed": "vul bij ‘Laatst nagekeken op’ vandaag in",
    "Vul bij outcome in: resolved, handover of explained": "Kies hoe de casus eindigt",
    "Haal outcome weg": "Kies dat hier geen casus eindigt,",
    "Maak een stap met kind situation": "Maak van een stap een situatie",
    "Kies een uitkomst met outcome: explained": "Kies een uitkomst die iets uitlegt",
}
"""What the checks say for who reads a file, and the same for who fills in a form."""


def on_screen(text: str) -> str:
    """Return a sentence of the checks for who fills in a form.

    Examples
    --------
    >>> on_screen("‘x’ staat niet bij parties")
    '‘x’ staat niet bij wie er iets kan doen'
    """
    for in_file, in_form in PHRASES.items():
        text = text.replace(in_file, in_form)
    return text
