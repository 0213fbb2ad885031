"""The Dutch words in and around the picture."""

from __future__ import annotations

from ..handbook.model import Handbook, Step
from ..handbook.summary import KIND_NAMES, OUTCOME_NAMES
from .signs import Flag, Sign

SIGNS = {
    Sign.ERROR: "Fout",
    Sign.WARNING: "Waarschuwing",
    Sign.ADDED: "Nieuw",
    Sign.REMOVED: "Vervalt",
    Sign.CHANGED: "Veranderd",
    Sign.HARD: "Lastig",
}
"""What each sign means."""

VISITED = "Al gedaan"
FADED = "Buiten de keuze"
LEGEND = "Wie"
SIGNS_LEGEND = "Tekens"
CHART = "Stroomschema"
READ = "Lees van boven naar beneden. Kies een stap om er meer over te lezen."


def small(handbook: Handbook, step: Step) -> str:
    """Return the small line of a box: what it is, and who acts where that is not who reads the handbook.

    Examples
    --------
    >>> import ehbi
    >>> handbook = ehbi.load()
    >>> small(handbook, handbook.step("goede-gebruikersnaam")), small(handbook, handbook.step("geen-rechten"))
    ('Doen · Lener', 'Situatie 2')
    """
    what = OUTCOME_NAMES[step.outcome] if step.outcome else KIND_NAMES[step.kind]
    number = f" {step.number}" if step.number else ""
    names = {party.id: party.name for party in handbook.parties}
    reader = next(iter(names), "")
    others = [names.get(step.party, step.party)] if step.party != reader else []
    return " · ".join((f"{what}{number}", *others))


def elsewhere(step: Step) -> str:
    """Return the small line of a connector: where the case goes on."""
    return f"Verder bij situatie {step.number}" if step.number else "Verder bij een andere situatie"


def spoken(step: Step, line: str) -> str:
    """Return what a screen reader says for a box: the text in it."""
    asks = f" {step.prompt}" if step.prompt else ""
    return f"{line}. {step.title}.{asks}"


def told(handbook: Handbook, step: Step) -> str:
    """Return where each answer of a step leads, as sentences."""
    known = (answer for answer in step.answers if answer.next in handbook)
    return " ".join(f"{answer.label}: naar {handbook.step(answer.next).title}." for answer in known)


def weighed(label: str, weight: str) -> str:
    """Return how much goes along an arrow, as a sentence."""
    return f"{label}: {weight}."


def flagged(label: str, flag: Flag) -> str:
    """Return what the sign on an arrow says, as sentences.

    Examples
    --------
    >>> flagged("Ja", Flag(Sign.ERROR, "Deze tekst is leeg."))
    'Antwoord ‘Ja’: fout. Deze tekst is leeg.'
    """
    return f"Antwoord ‘{label}’: {SIGNS[flag.sign].lower()}. {flag.told}".strip()
