"""Files of a translator: a table (CSV or Excel) or a PO file, with one row for each text, out and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import TypeAlias

from ..handbook import Handbook, clock
from ..handbook.text import cleaned, folded
from ..handbook.translation import Language
from .flowcharts.cells import Row, Sheet, of_text, of_workbook
from .source import decoded, refusal, refuse_size
from .tables import meant, to_csv, to_workbook
from .translations import OUTDATED, Text, spoken_in, texts_of

_STEP, _NAME, _DUTCH, _TRANSLATION, _STATE = "Stap", "Tekst", "Nederlands", "Vertaling", "Staat"
_COLUMNS = (_STEP, _NAME, _DUTCH, _TRANSLATION, _STATE)
_TAG = re.compile(r"\(([a-z0-9-]+)\)$", re.MULTILINE)
"""The tag of the language, behind a heading of a table or in the comment with which a PO file begins."""
_PO = re.compile(r"(\s*#.*\n)*\s*msg(ctxt|id) ")
"""How a PO file begins; a cell of a table can have such lines too."""
_ABOVE = 10
"""Rows that can stand above the headings."""
_PACKED = b"PK"


@dataclass(frozen=True, slots=True)
class Found:
    """What is in a file of a translator: its texts, and the language if it says so."""

    language: str
    texts: tuple[Text, ...]


Write: TypeAlias = Callable[[Handbook, Language], bytes]


def _rows(handbook: Handbook, spoken: Language) -> Iterator[tuple[str, ...]]:
    for one in texts_of(handbook, spoken):
        yield one.step, one.name, one.dutch, one.text, one.state


def _headings(spoken: Language) -> tuple[str, ...]:
    return tuple(f"{name} ({spoken.id})" if name == _TRANSLATION else name for name in _COLUMNS)


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
        flags = ["fuzzy"] if one.state == OUTDATED else []
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
    return FORMS[form](handbook, spoken_in(handbook, tag))


def read(content: bytes, file: str) -> Found:
    """Return the texts in a file of a translator, whatever its form; or refuse the file."""
    refuse_size(content, file)
    if content.startswith(_PACKED):
        return _of_sheets(of_workbook(content, file, whole=True), file, str)
    text = decoded(content, file)
    if _PO.match(text):
        return _of_po(content, file)
    return _of_sheets((of_text(text, file, whole=True),), file, meant)


def _of_sheets(sheets: Iterable[Sheet], file: str, said: Callable[[str], str]) -> Found:
    """Return the texts under the first headings that we know; ``said`` reads a cell."""
    for sheet in sheets:
        for at, row in enumerate(sheet.rows[:_ABOVE]):
            if places := _places(row):
                named = _TAG.search(row.cell(places[_TRANSLATION]).lower())
                texts = (_text(one, places, said) for one in sheet.rows[at + 1 :])
                return Found(named[1] if named else "", tuple(texts))
    message = "Boven de kolommen staat niet wat erin staat"
    remedy = (
        f"Zet erboven: {_STEP}, {_NAME}, {_DUTCH}, {_TRANSLATION} (en) en {_STATE}, zoals bij het opslaan"
    )
    raise refusal(file, 1, message, remedy)


def _places(row: Row) -> dict[str, int]:
    """Return the place of each column below headings; nothing where these are others. One may be missing."""
    known = {name.casefold(): name for name in _COLUMNS}
    names = (cell.partition("(")[0].strip().casefold() for cell in row.cells)
    places = {known[name]: place for place, name in enumerate(names) if name in known}
    return places if {*_COLUMNS} <= places.keys() | {_STATE} else {}


def _text(row: Row, places: Mapping[str, int], said: Callable[[str], str]) -> Text:
    step, name, ours, text, state = (
        said(row.cell(places[column])).strip() if column in places else "" for column in _COLUMNS
    )
    return Text(step, name, ours, text, state, row.number)


def _of_po(content: bytes, file: str) -> Found:
    from babel.messages import pofile  # noqa: PLC0415

    try:
        catalog = pofile.read_po(BytesIO(content), ignore_obsolete=True, abort_invalid=True)
    except (pofile.PoFileError, ValueError, LookupError) as error:
        line = int(getattr(error, "lineno", 0) or 0) + 1
        message = "Dit PO-bestand klopt niet"
        raise refusal(
            file, line, message, "Bewaar het opnieuw met het programma waarin je vertaalt"
        ) from None
    texts = []
    for one in catalog:
        if one.id and isinstance(one.id, str) and isinstance(one.string, str):
            step, _, name = str(one.context or "").partition("#")
            reached = OUTDATED if one.fuzzy else ""
            text = cleaned(one.string).strip()
            texts.append(Text(step, name, cleaned(one.id).strip(), text, reached, int(one.lineno or 0)))
    if not texts:
        message = "In dit bestand staan geen vertalingen"
        raise refusal(file, 1, message, "Kies het bestand dat je vertaler heeft teruggestuurd")
    named = _TAG.search(catalog.header_comment)
    locale = str(catalog.locale_identifier or "").lower().replace("_", "-")
    return Found(named[1] if named else locale, tuple(texts))
