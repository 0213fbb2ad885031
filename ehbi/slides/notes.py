"""What the presenter reads: what to say and what to ask, from the handbook where it knows."""

from __future__ import annotations

from ..handbook import Case
from ..handbook.examples import Choice
from ..handbook.model import Example
from ..handbook.parts import Contact

OPENING = (
    "Welkom. Vraag wie deze week een lener had die niet kon inloggen, en hoe dat ging. Vertel dat het"
    " handboek altijd één vraag tegelijk stelt: niemand hoeft iets uit het hoofd te kennen."
)
JOIN = (
    "Laat iedereen de code scannen of het adres overtypen. Niemand hoeft een naam te geven; na de workshop"
    " zijn alle stemmen weg. Wie geen telefoon heeft, steekt straks een hand op."
)
REASONS = "Laat de zaal eerst zelf noemen wat er mis kan gaan. Toon daarna één voor één de situaties."
PERMISSIONS = (
    "Loop langs wie wat kan wijzigen. Vraag bij elke regel: bij wie zou jij nu aankloppen? Zo weet je ook"
    " wie je niet hoeft te bellen."
)
LIVE = (
    "Vraag de zaal om een casus van deze week, of kies een verhaal. Laat de zaal hardop antwoorden, en kies"
    " wat zij zegt. Klik ook eens op een stap in het stroomschema. Met de klikker ga je verder met de dia's."
)
ORDER = (
    "Kies samen met de zaal wat jullie oefenen. Per situatie is het makkelijkst; gehusseld lijkt het meest op"
    " de balie."
)
RESULTS = (
    "Laat de zaal eerst raden wat lastig was. Klik op een stap om die op het schema te zien. Vraag waarom:"
    " was de vraag onduidelijk, of de stap? Wat je naar functioneel beheer stuurt, zegt niet wie er was."
)
CLOSING = (
    "Laat iedereen één ding noemen dat morgen anders gaat. Wijs op Oefenen op de pagina van het handboek, en"
    " op de poster en de kaart voor achter de balie."
)
ASK = "Laat de zaal kiezen, met de hand omhoog of op de telefoon. Wacht met het goede antwoord."


def story(example: Example) -> str:
    """Return the notes for a case that is about to be told."""
    return f"Lees het verhaal voor. {example.story} Vraag wat de zaal als eerste zou doen."


def step(case: Case) -> str:
    """Return the notes for the step where a case is: what to say to the patron, and why."""
    here = case.step
    if here is None:
        return ""
    said = [f"Zeg tegen de lener: ‘{here.say}’"] if here.say else []
    return "\n".join([*said, *([here.why] if here.why else []), *([here.asks] if here.answers else [])])


def ask(choice: Choice) -> str:
    """Return the notes for a choice that the room makes."""
    return ASK if choice.step else f"Lees het verhaal voor. {ASK}"


def right(choice: Choice) -> str:
    """Return the notes for the right choice, and where it leads."""
    found = choice.right
    return f"Goed is: {found.label}. Verder met: {found.leads.title}."


def contact(one: Contact) -> str:
    """Return the notes for a contact."""
    return "\n".join(rule.text for rule in one.rules) or f"Vertel wanneer je bij {one.name} moet zijn."
