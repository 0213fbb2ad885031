"""Translations for a translator and back: a table (CSV or Excel) or a PO file, with one row for each text.

What comes back is held against the Dutch of now, text by text: a row of which the Dutch has changed since, or
whose text no handbook can have, is refused and told; the others are taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from itertools import groupby
from typing import TypeAlias

from ..handbook import EhbiError, Handbook, clock
from ..handbook.checks import check
from ..handbook.checks.size import too_long_text
from ..handbook.checks.wording import markup, unsafe_link
from ..handbook.edits.lists import put
from ..handbook.edits.translations import (
    ANSWER,
    PICTURE,
    SAY,
    confirm,
    dutch_texts,
    review,
    translate,
    translated_texts,
)
from ..handbook.errors import Where, clip
from ..handbook.languages import DUTCH, TranslationState, language, state, translation
from ..handbook.problems import told_in_list
from ..handbook.text import cleaned, folded
from ..handbook.translation import Language, PatronWords
from .flowcharts.cells import Sheet, of_text, of_workbook
from .source import decoded, refusal, refuse_size
from .tables import meant, to_csv, to_workbook

SCREEN = "scherm"
"""With what the names of the words begin that the patron's screen says by itself; they are of no step."""
_STEP, _NAME, _DUTCH, _TRANSLATION, _STATE = "Stap", "Tekst", "Nederlands", "Vertaling", "Staat"
_HEADING = re.compile(rf"{_TRANSLATION} *\(([a-z0-9-]+)\)", re.IGNORECASE)
_NAMED = re.compile(r"^# .*\(([a-z0-9-]+)\)$", re.MULTILINE)
"""The tag in the comment with which a PO file begins."""
_PO = re.compile(r"(\s*#.*\n)*\s*msg(ctxt|id) ")
"""How a PO file begins; a cell of a table can have such lines too."""
_ABOVE = 10
"""Rows that can stand above the headings."""
_PACKED = b"PK"
_OUTDATED, _MISSING = TranslationState.OUTDATED.label, TranslationState.MISSING.label


@dataclass(frozen=True, slots=True)
class Text:
    """One text for a translator: of which step, its name there, the Dutch, the translation and its state."""

    step: str
    name: str
    dutch: str
    text: str
    state: str
    row: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """What is in a file of a translator: its texts, and the language if it says so."""

    language: str
    texts: tuple[Text, ...]


@dataclass(slots=True)
class Taken:
    """What became of a file: the handbook, the texts that changed it, and the rows refused, with why."""

    handbook: Handbook
    changed: list[Text] = field(default_factory=list)
    refused: list[tuple[Text, str]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    reviewed: int = 0


Write: TypeAlias = Callable[[Handbook, Language], bytes]


def texts_of(handbook: Handbook, spoken: Language) -> Iterator[Text]:
    """Yield each text that a patron can read in a language, in the order of the handbook."""
    for name in PatronWords.model_fields:
        ours, said = getattr(DUTCH.words, name), getattr(spoken.words, name)
        is_there = said != ours
        yield Text("", f"{SCREEN}/{name}", ours, said if is_there else "", "" if is_there else _MISSING)
    for step in handbook.steps:
        reached = state(step, translation(step, spoken.id)).label
        said_in = translated_texts(step, spoken.id)
        for name, ours in dutch_texts(step).items():
            said = said_in[name]
            yield Text(step.id, name, ours, said, reached if said else _MISSING)


def _rows(handbook: Handbook, spoken: Language) -> Iterator[tuple[str, ...]]:
    for one in texts_of(handbook, spoken):
        yield one.step, one.name, one.dutch, one.text, one.state


def _headings(spoken: Language) -> tuple[str, ...]:
    return _STEP, _NAME, _DUTCH, f"{_TRANSLATION} ({spoken.id})", _STATE


def _csv(handbook: Handbook, spoken: Language) -> bytes:
    return to_csv(_headings(spoken), _rows(handbook, spoken))


def _workbook(handbook: Handbook, spoken: Language) -> bytes:
    return to_workbook("Vertalingen", _headings(spoken), _rows(handbook, spoken), wide=(2, 3))


def _po(handbook: Handbook, spoken: Language) -> bytes:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  # only who has such a file waits for it
    from babel.messages import pofile  # noqa: PLC0415
    from babel.messages.catalog import Catalog  # noqa: PLC0415

    now = clock.now()
    catalog = Catalog(project="EHBI", fuzzy=False, creation_date=now, revision_date=now)
    catalog.header_comment = f"# {folded(spoken.name)} ({spoken.id})"
    with suppress(ValueError, UnknownLocaleError):  # a tag of our own, such as nl-x-a2, is no locale
        catalog.locale = Locale.parse(spoken.id, sep="-")
    for one in texts_of(handbook, spoken):
        flags = ["fuzzy"] if one.state == _OUTDATED else []
        called = [handbook.step(one.step).title] if one.step else []
        context = f"{one.step}#{one.name}"
        catalog.add(one.dutch, one.text, context=context, flags=flags, auto_comments=[*called, one.state])
    file = BytesIO()
    pofile.write_po(file, catalog, width=0)
    return file.getvalue()


FORMS: Mapping[str, Write] = {"csv": _csv, "xlsx": _workbook, "po": _po}
"""The forms in which a translator gets texts."""
BINARY = frozenset({"xlsx"})


def write(handbook: Handbook, tag: str, form: str) -> bytes:
    """Return all texts in a language in one of :data:`FORMS`."""
    return FORMS[form](handbook, _known(handbook, tag))


def _known(handbook: Handbook, tag: str) -> Language:
    found = language(handbook, tag)
    if found is DUTCH:
        known = ", ".join(one.id for one in handbook.languages)
        told = f"Kies uit: {known}" if known else "Voeg eerst een taal toe bij Gegevens, Talen"
        raise EhbiError(f"Taal ‘{clip(tag)}’ staat niet bij de talen van dit handboek. {told}.")
    return found


# ---- and back


def read(content: bytes, file: str) -> Found:
    """Return the texts in a file of a translator, whatever its form; or refuse the file."""
    refuse_size(content, file)
    if content.startswith(_PACKED):
        return _of_sheets(of_workbook(content, file, whole=True), file, lambda cell: cell)
    text = decoded(content, file)
    if _PO.match(text):
        return _of_po(content, file)
    return _of_sheets((of_text(text, file, whole=True),), file, meant)


def _of_sheets(sheets: Iterable[Sheet], file: str, said: Callable[[str], str]) -> Found:
    for sheet in sheets:
        for at, row in enumerate(sheet.rows[:_ABOVE]):
            headings = {cell.split("(")[0].strip().casefold(): place for place, cell in enumerate(row.cells)}
            needed = [name.casefold() for name in (_STEP, _NAME, _DUTCH, _TRANSLATION, _STATE)]
            if {*needed[:-1]} <= headings.keys():
                named = _HEADING.fullmatch(row.cell(headings[needed[3]]).strip())
                places = [headings.get(name, len(row.cells)) for name in needed]
                texts = []
                for one in sheet.rows[at + 1 :]:
                    step, name, ours, text, state = (said(one.cell(place)).strip() for place in places)
                    texts.append(Text(step, name, ours, text, state, row=one.number))
                return Found(named[1].lower() if named else "", tuple(texts))
    message = "Boven de kolommen staat niet wat erin staat"
    remedy = (
        f"Zet erboven: {_STEP}, {_NAME}, {_DUTCH}, {_TRANSLATION} (en) en {_STATE}, zoals bij het opslaan"
    )
    raise refusal(file, 1, message, remedy)


def _of_po(content: bytes, file: str) -> Found:
    from babel.messages import pofile  # noqa: PLC0415

    try:
        catalog = pofile.read_po(BytesIO(content), ignore_obsolete=True, abort_invalid=True)
    except (pofile.PoFileError, ValueError, LookupError) as error:
        line = int(getattr(error, "lineno", 0) or 0) + 1
        message = "Dit is geen PO-bestand dat klopt"
        raise refusal(
            file, line, message, "Bewaar het opnieuw met het programma waarin je vertaalt"
        ) from None
    texts = []
    for one in catalog:
        if one.id and isinstance(one.id, str) and isinstance(one.string, str):
            step, _, name = str(one.context or "").partition("#")
            reached = _OUTDATED if one.fuzzy else ""
            text = cleaned(one.string).strip()
            texts.append(Text(step, name, cleaned(one.id).strip(), text, reached, int(one.lineno or 0)))
    if not texts:
        message = "In dit bestand staan geen vertalingen"
        raise refusal(file, 1, message, "Kies het bestand dat je vertaler heeft teruggestuurd")
    named = _NAMED.search(catalog.header_comment)
    locale = str(catalog.locale_identifier or "").lower().replace("_", "-")
    return Found(named[1] if named else locale, tuple(texts))


def take(handbook: Handbook, tag: str, found: Iterable[Text], today: date, reviewed_by: str = "") -> Taken:
    """Return the handbook with the texts of a translator in a language, and what was taken and refused.

    A translation that was outdated is right again when all its texts are there, and one of them is another or
    no longer called outdated; and so is each that ``reviewed_by`` somebody was looked at.
    """
    taken = Taken(handbook)
    _known(handbook, tag)
    given = [one for one in _once(found, taken) if one.text]
    for step_id, rows in groupby(sorted(given, key=lambda one: one.step), key=lambda one: one.step):
        if step_id:
            _take_step(taken, tag, step_id, list(rows), today, reviewed_by)
        else:
            _take_words(taken, tag, rows)
    before = {*check(handbook, today)}
    new = (one for one in check(taken.handbook, today) if one not in before)
    taken.told = [told_in_list(taken.handbook, one) for one in new]
    taken.changed.sort(key=lambda one: one.row)
    taken.refused.sort(key=lambda pair: pair[0].row)
    return taken


def _once(found: Iterable[Text], taken: Taken) -> Iterator[Text]:
    seen: set[tuple[str, str]] = set()
    for one in found:
        if (one.step, one.name) in seen:
            taken.refused.append((one, "Deze tekst staat al eerder in het bestand. Haal er één weg."))
        else:
            seen.add((one.step, one.name))
            yield one


def _take_step(  # noqa: PLR0913, PLR0917  # what is taken, of what, and who looked at it
    taken: Taken, tag: str, step_id: str, rows: list[Text], today: date, by: str
) -> None:
    if step_id not in taken.handbook:
        taken.refused += ((one, f"Stap ‘{clip(step_id)}’ is er niet. Kijk of de naam klopt.") for one in rows)
        return
    step = taken.handbook.step(step_id)
    ours, before = dutch_texts(step), translated_texts(step, tag)
    good = {}
    for one in rows:
        if why := _refused(one, ours.get(one.name), _place(one.name)):
            taken.refused.append((one, why))
        else:
            good[one.name] = one
    changed = [one for one in good.values() if before[one.name] != one.text]
    taken.handbook = translate(taken.handbook, step_id, tag, {one.name: one.text for one in changed})
    taken.changed += changed
    if ours.keys() > good.keys():
        return
    was_outdated = state(step, translation(step, tag)) is TranslationState.OUTDATED
    if by:
        taken.handbook = review(taken.handbook, step_id, tag, by, today)
        taken.reviewed += 1
    elif was_outdated and (changed or any(one.state != _OUTDATED for one in rows)):
        taken.handbook = confirm(taken.handbook, step_id, tag)


def _take_words(taken: Taken, tag: str, rows: Iterable[Text]) -> None:
    spoken = language(taken.handbook, tag)
    words = spoken.words
    for one in rows:
        name = one.name.removeprefix(f"{SCREEN}/")
        ours = getattr(DUTCH.words, name) if name in PatronWords.model_fields else None
        if why := _refused(one, ours, ("languages", 0, "words", name)):
            taken.refused.append((one, why))
        elif getattr(words, name) != one.text:
            words = words.model_copy(update={name: one.text})
            taken.changed.append(one)
    at = taken.handbook.languages.index(spoken)
    taken.handbook = put(taken.handbook, "languages", at, spoken.model_copy(update={"words": words}))


def _place(name: str) -> Where:
    """Return where a text stands in a handbook, as far as rules about texts look."""
    kind = name.partition("/")[0]
    inside: Where = {ANSWER: ("answers", 0, "label"), PICTURE: ("pictures", 0, "alt"), SAY: ("say",)}.get(
        kind, ("text",)
    )
    return ("steps", 0, "translations", 0, *inside)


def _refused(one: Text, ours: str | None, place: Where) -> str:
    """Return why a text cannot be taken; nothing when it can."""
    if ours is None:
        return f"Een tekst ‘{clip(one.name)}’ is er niet. Laat de eerste twee kolommen zoals ze waren."
    if folded(cleaned(ours)) != folded(one.dutch):
        return "Het Nederlands is veranderd na dit bestand. Sla het bestand opnieuw op, en vertaal die tekst."
    rules = (markup, unsafe_link, too_long_text)
    return " ".join(problem.in_form.told for rule in rules for problem in rule(place, one.text))
