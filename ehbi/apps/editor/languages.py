"""The view of translations: what a patron reads of one step, in Dutch and in another language beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import Any

from ...handbook import Handbook
from ...handbook.clock import day
from ...handbook.edits.translations import confirm, dutch_texts, review, translate, translated_texts
from ...handbook.languages import DUTCH, Language, TranslationState, language, states, translation
from ...handbook.schema import fields
from ...handbook.step import Step
from ...handbook.text import to_html
from ...handbook.translation import AnswerText, PictureText, Translation
from ..panel import Block, Button, Field, Group, GroupedOption, Heading, Html, Option, Text, Tone
from .form import told
from .page import LANGUAGES, PARTS, Page
from .problems import Wrong
from .view import View

NONE = "Er zijn nog geen talen waarin een lener mee kan lezen. Voeg er een toe bij Gegevens, Talen."
DONE = "Alle vertalingen in deze taal zijn nagekeken."
TONES = {
    TranslationState.MISSING: Tone.WARNING,
    TranslationState.OUTDATED: Tone.WARNING,
    TranslationState.MADE: Tone.PLAIN,
    TranslationState.REVIEWED: Tone.GOOD,
}
_TOLD = {
    TranslationState.MISSING: "Nog niet vertaald: de lener ziet hier Nederlands.",
    TranslationState.OUTDATED: "Verouderd: het Nederlands is veranderd. Tot je dit bijwerkt, leest de lener "
    "Nederlands.",
    TranslationState.MADE: "Nog niet nagekeken door iemand die de taal spreekt. De balie ziet dat erbij.",
}
_LABELS = {
    "tekst": fields(Translation)["text"].spec,
    "zin": fields(Translation)["say"].spec,
    "vraag": fields(Translation)["asks"].spec,
    "antwoord": fields(AnswerText)["label"].spec,
    "plaatje": fields(PictureText)["alt"].spec,
}
_POINTED = "Wat er aangewezen is"
_MARKED = 2
"""Strokes in the name of what is pointed at on a picture."""


class Languages(View):
    """Translate what patrons read, and say who looked at it."""

    key, label = LANGUAGES, "Talen"
    has_checks = True

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.by = ""  # who looked at translations, as it was said last

    @property
    def spoken(self) -> Language:
        """The language in the form; Dutch when there is no other."""
        handbook = self.work.handbook
        known = language(handbook, self.page.language)
        return known if known is not DUTCH else next(iter(handbook.languages), DUTCH)

    @property
    def thing(self) -> tuple[str, str]:
        """The language and the step in the form."""
        return self.spoken.id, self.page.at

    @property
    def place(self) -> tuple[str, ...]:
        """The language and the step in the form."""
        return tuple(filter(None, self.thing))

    def go(self, place: tuple[str, ...]) -> None:
        """Have the language and the step of an address in the form."""
        tag, step = (*place, "", "")[:2]
        self.page.language = tag
        known = self.work.handbook.known_as(step)
        self.page.at = known if known in self.work.handbook else self.page.at

    def lists(self) -> Mapping[str, Sequence[Option | GroupedOption]]:
        """Return the steps, by how far their translation is."""
        order = list(TranslationState)
        found = sorted(self._states().items(), key=lambda one: order.index(one[1]))
        titles = {step.id: step.title or step.id for step in self.work.handbook.steps}
        return {LANGUAGES: tuple((step, titles[step], reached.label) for step, reached in found)}

    def _states(self) -> dict[str, TranslationState]:
        return states(self.work.handbook, self.spoken.id)

    def blocks(self) -> Iterator[Block]:
        """Yield the choice of a language and a step, and the texts of that, the Dutch beside each."""
        handbook, spoken = self.work.handbook, self.spoken
        if spoken is DUTCH:
            yield Heading("name", self.label)
            yield Text("nothing", NONE, Tone.SOFT)
            yield Button("parts", "Naar Gegevens, Talen")
            return
        states = self._states()
        yield Group("choose", "Kies een taal en een stap", tuple(self._choice(states)), across=True)
        yield Text("counted", _counted(states), Tone.SOFT)
        if self.page.at in states:
            yield from self._form(handbook.step(self.page.at), states[self.page.at])

    def _choice(self, states: Mapping[str, TranslationState]) -> Iterator[Block]:
        tags = tuple((one.id, one.name or one.id) for one in self.work.handbook.languages)
        yield Field("language", "Taal", self.spoken.id, "choice", tags)
        yield Field("at", "Stap", self.page.at, "search", LANGUAGES)
        if any(one is not TranslationState.REVIEWED for one in states.values()):
            yield Button("onward", "Volgende die nog niet klaar is")

    def _form(self, step: Step, reached: TranslationState) -> Iterator[Block]:
        work, tag = self.work, self.spoken.id
        made = translation(step, tag)
        at = work.handbook.steps.index(step)
        index = step.translations.index(made) if made else len(step.translations)
        wrong = Wrong.of(work.problems, "steps", at, "translations", index)
        yield Heading("heading", step.title or step.id)
        yield Text("state", _state(reached, made), TONES[reached])
        yield from told("wrong-", wrong.at() if reached is not TranslationState.OUTDATED else ())
        translated = translated_texts(step, tag)
        yield Html("sides", f"<p>{DUTCH.name}</p><p>{escape(self.spoken.name)}</p>")
        for name, ours in dutch_texts(step).items():
            yield Group(
                f"pair/{name}", _label(name), (_dutch(name, ours), self._field(name, translated[name]))
            )
        yield Heading("looked", "Nakijken", 3)
        yield Group("looking", "Wie het heeft nagekeken", tuple(self._looked(reached)), across=True)

    def _field(self, name: str, text: str) -> Field:
        longest, spoken = _LABELS[name.partition("/")[0]].longest, self.spoken
        label = f"In het {spoken.name}"
        field = Field(f"text/{name}", label, text, "text", longest=longest, lang=spoken.id)
        return replace(field, direction=spoken.direction)

    def _looked(self, reached: TranslationState) -> Iterator[Block]:
        is_there = reached is not TranslationState.MISSING
        yield Field("by", "Nagekeken door", self.by, hint="Iemand die de taal spreekt: een naam of functie.")
        if reached is TranslationState.OUTDATED:
            yield Button("confirm", "De vertaling klopt nog")
        yield Button("review", "Zet op nagekeken", Tone.STRONG, disabled=not is_there or not self.by.strip())

    def fill(self, field: str, value: Any) -> None:
        """Take a choice, who looked at it, or a text."""
        match field.split("/", 1):
            case ["language"]:
                self.page.language = value
                self.page.refresh()
            case ["at"]:
                self.page.at = value
                self.page.refresh()
            case ["by"]:
                self.by = value
                self.page.show()
            case ["text", name]:
                tag, step = self.thing
                self.page.do(
                    self._said("Vertaling"), self._translated(name, value), typed=f"{tag}/{step}/{name}"
                )

    def _translated(self, name: str, value: str) -> Handbook:
        tag, step = self.thing
        return translate(self.work.handbook, step, tag, {name: value.strip()})

    def _said(self, what: str) -> str:
        return f"{what} van ‘{self.work.handbook.step(self.page.at).title}’ ({self.spoken.name})"

    def press(self, button: str) -> None:
        """Say that a translation is right, or go to the next that is not finished."""
        work, (tag, step) = self.work, self.thing
        match button:
            case "parts":
                self.page.lead(PARTS, ("languages", 0), "new")
            case "onward":
                self._go_on()
            case "confirm":
                self.page.do(self._said("Klopt nog: vertaling"), confirm(work.handbook, step, tag))
            case "review":
                changed = review(work.handbook, step, tag, self.by, work.today)
                self.page.do(self._said("Nagekeken: vertaling"), changed)

    def _go_on(self) -> None:
        """Have the next step in the form of which the translation is not finished, after this one."""
        states = self._states()
        steps = list(states)
        here = steps.index(self.page.at) + 1 if self.page.at in states else 0
        later = (
            one for one in (*steps[here:], *steps[:here]) if states[one] is not TranslationState.REVIEWED
        )
        self.page.at = next(later, self.page.at)
        self.page.refresh("heading")


def _counted(states: Mapping[str, TranslationState]) -> str:
    counts = Counter(states.values())
    if set(counts) == {TranslationState.REVIEWED}:
        return DONE
    return f"{' · '.join(f'{one.label}: {counts[one]}' for one in TranslationState if counts[one])}."


def _state(reached: TranslationState, made: Translation | None) -> str:
    if made is None or reached is not TranslationState.REVIEWED:
        return _TOLD[reached]
    when = f" op {day(made.reviewed)}" if made.reviewed else ""
    return f"Nagekeken door {made.reviewed_by}{when}."


def _label(name: str) -> str:
    kind, *more = name.split("/")
    return _POINTED if len(more) == _MARKED else _LABELS[kind].label


def _dutch(name: str, text: str) -> Html:
    """Return a Dutch text as the patron reads it, below what it is."""
    said = to_html(text) if name == "tekst" else f"<p>{escape(text)}</p>"
    return Html(f"dutch/{name}", f'<div class="ehbi-dutch"><b>{_label(name)}</b>{said}</div>')
