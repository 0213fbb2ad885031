"""Which fields and buttons a step has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...handbook import Handbook
from ...handbook.errors import Where
from ...handbook.model import Answer, Step
from ...handbook.summary import KIND_NAMES, OUTCOME_NAMES
from ...handbook.values import Kind, OutcomeKind
from ..panel import Block, Button, Field, Group, Heading, Text, Tone
from .asks import CHANNEL_KINDS, FROM_PROFILE, REACHED
from .fields import checks
from .page import STEPS
from .shared import locals_of
from .work import Found
from .wrong import Said, Wrong

MEANINGS = {
    Kind.SITUATION: "hier begint een casus",
    Kind.QUESTION: "iets om te controleren",
    Kind.ACTION: "iets om te proberen",
    Kind.OUTCOME: "hier eindigt een casus",
}
LABELS = {
    "title": "Titel",
    "text": "Wat je doet",
    "prompt": "De vraag boven de antwoorden",
    "say": "Wat je tegen de lener zegt",
    "why": "Waarom",
    "patron": "Wat de lener zelf leest",
    "words": "Zoekwoorden",
    "source": "Feiten uit de bron",
    "request": "Wat je aan het contact vraagt",
    "done": "In de tekst om door te geven",
    "reviewed": "Laatst nagekeken op",
    "inferred": "De bron zegt hier niets over",
    "party": "Wie dit doet",
    "contact": "Contact",
    "outcome": "Hoe de casus eindigt",
    "kind": "Soort stap",
    "number": "Nummer van de situatie",
    "channels": REACHED.label,
    "local": FROM_PROFILE.label,
    "id": "Naam in adressen",
}
"""What the fields of a step are called on the screen."""
HINTS = {
    "text": "Alinea's, lijsten, **vet** en [links](https://…) mogen.",
    "prompt": "Leeg: de titel is zelf de vraag.",
    "patron": "Voor de knop Laat zien aan de lener. Leeg: dan ziet de lener wat je zegt.",
    "done": "Wat er is gedaan, zoals: Gesynchroniseerd; inloggen lukt niet.",
    "words": "Met een komma ertussen.",
    "source": "Nummers met een komma ertussen, zoals 1.2, 1.3.",
}
LINES = ("title",)
TEXTS = ("text", "prompt", "say", "why", "patron")


def step_form(handbook: Handbook, step: Step, found: Sequence[Found], instead: str = "") -> list[Block]:
    """Return the form for a step, with what is wrong where it is wrong.

    Parameters
    ----------
    handbook
        The draft.
    step
        One of its steps.
    found
        The draft's problems; those elsewhere are left out.
    instead
        Id of the step chosen to take the place of this one when it is removed; empty for none.

    Examples
    --------
    >>> import ehbi
    >>> form = step_form(ehbi.load(), ehbi.load().step("geen-rechten"), ())
    >>> form[0].text
    'Melding: niet de juiste rechten'
    """
    wrong = Wrong(tuple(said for one in found if one.step == step.id for said in _placed(one)))
    general = (*wrong.exactly(), *wrong.exactly("answers"))
    return [
        Heading("name", step.title or "Stap zonder titel"),
        *(Text(f"general-{number}", said, tone) for number, (tone, said) in enumerate(general)),
        *(_line(name, step, "line", wrong.at(name)) for name in LINES),
        *(_line(name, step, "text", wrong.at(name)) for name in TEXTS),
        *_answers(step, wrong),
        Group("more", "Meer over deze stap", tuple(_more(handbook, step, wrong)), fold=True),
        Group("moves", "Wat je met deze stap kunt doen", tuple(_moves(step, instead)), across=True),
    ]


def _placed(found: Found) -> tuple[tuple[Where, Said], ...]:
    return Wrong.of([found.problem], *found.problem.path[:2]).found


def _line(name: str, step: Step, form: str, problems: tuple[Said, ...]) -> Field:
    value = getattr(step, name)
    shown = ", ".join(value) if isinstance(value, tuple) else str(value)
    return Field(name, LABELS[name], shown, form, hint=HINTS.get(name, ""), problems=problems)


def _answers(step: Step, wrong: Wrong) -> Iterator[Block]:
    if step.kind is Kind.OUTCOME:
        return
    yield Heading("answers", "Antwoorden", 3)
    last = len(step.answers) - 1
    for place, answer in enumerate(step.answers):
        yield Group(
            f"answer/{answer.id}",
            f"Antwoord {place + 1}",
            tuple(_answer(step, answer, place, last, wrong)),
            across=True,
        )
    yield Button("add-answer", "Antwoord erbij")


def _answer(step: Step, answer: Answer, place: int, last: int, wrong: Wrong) -> Iterator[Block]:
    name, said = f"answer/{answer.id}", answer.label or "zonder tekst"
    here = wrong.at("answers", place)
    leading, telling = wrong.at("answers", place, "next"), wrong.at("answers", place, "done")
    own = tuple(one for one in here if one not in (*leading, *telling))
    yield Field(f"{name}/label", "Antwoord", answer.label, problems=own)
    yield Field(f"{name}/next", "Gaat naar", answer.next, "choice", STEPS, problems=leading)
    if step.kind is Kind.ACTION or answer.done or telling:
        yield Field(f"{name}/done", LABELS["done"], answer.done, hint=HINTS["done"], problems=telling)
    yield Button(f"{name}/up", "↑", disabled=place == 0, spoken=f"Antwoord {said} naar boven")
    yield Button(f"{name}/down", "↓", disabled=place == last, spoken=f"Antwoord {said} naar beneden")
    yield Button(f"{name}/insert", "Stap ertussen", spoken=f"Stap tussen dit en antwoord {said}")
    yield Button(f"{name}/remove", "Weg", Tone.BAD, spoken=f"Antwoord {said} weghalen")


def _more(handbook: Handbook, step: Step, wrong: Wrong) -> Iterator[Block]:
    kinds = tuple((kind.value, f"{KIND_NAMES[kind]}: {means}") for kind, means in MEANINGS.items())
    yield Field("kind", LABELS["kind"], step.kind, "choice", kinds)
    if step.kind is Kind.SITUATION or step.number is not None:
        number = "" if step.number is None else str(step.number)
        yield Field("number", LABELS["number"], number, problems=wrong.at("number"))
    if step.kind is Kind.OUTCOME or step.outcome:
        none = () if step.kind is Kind.OUTCOME else (("", "Hier eindigt geen casus"),)
        ends = (*none, *((kind.value, OUTCOME_NAMES[kind]) for kind in OutcomeKind))
        yield Field(
            "outcome", LABELS["outcome"], step.outcome or "", "choice", ends, problems=wrong.at("outcome")
        )
        yield _line("request", step, "text", wrong.at("request"))
    parties = tuple((party.id, party.name) for party in handbook.parties)
    yield Field("party", LABELS["party"], step.party, "choice", parties, problems=wrong.at("party"))
    contacts = (("", "Geen"), *((contact.id, contact.name) for contact in handbook.contacts))
    yield Field(
        "contact", LABELS["contact"], step.contact or "", "choice", contacts, problems=wrong.at("contact")
    )
    yield checks(REACHED, step.channels, wrong, CHANNEL_KINDS, ("channels",))
    for name in ("words", "source"):
        yield _line(name, step, "line", wrong.at(name))
    yield checks(FROM_PROFILE, step.local, wrong, locals_of(handbook), ("local",))
    yield Field("inferred", LABELS["inferred"], step.inferred, "check")
    yield Field(
        "reviewed", LABELS["reviewed"], step.reviewed.isoformat(), "date", problems=wrong.at("reviewed")
    )
    yield Field("id", LABELS["id"], step.id, "name", hint="Kleine letters, cijfers en losse streepjes.")


def _moves(step: Step, instead: str) -> Iterator[Block]:
    if step.kind is not Kind.OUTCOME:
        yield Button("add-step", "Nieuwe stap hierna")
    yield Button("duplicate", "Maak een kopie")
    yield Field("instead", "Bij weghalen: wat hierheen leidt, gaat naar", instead, "choice", "instead")
    yield Button("remove", "Haal deze stap weg", Tone.BAD)
