"""The texts that a translator gets of a handbook, one by one, and what is taken back of them.

What comes back is held against the Dutch of now, text by text: one of which the Dutch has changed since, or
that no handbook can have, is refused and told; the others are taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from ..handbook import EhbiError, Handbook
from ..handbook.checks import check
from ..handbook.checks.size import too_long_text
from ..handbook.checks.wording import markup, unsafe_link
from ..handbook.edits.lists import put
from ..handbook.edits.translations import confirm, dutch_texts, place, review, translate, translated_texts
from ..handbook.errors import clip
from ..handbook.languages import DUTCH, TranslationState, language, state, translation
from ..handbook.problems import told_in_list
from ..handbook.text import cleaned, folded
from ..handbook.translation import Language, PatronWords

SCREEN = "scherm/"
"""With what the names of the words begin that the patron's screen says by itself; they are of no step."""
OUTDATED, MISSING = TranslationState.OUTDATED.label, TranslationState.MISSING.label
_CHANGED = "Het Nederlands is veranderd na dit bestand. Sla het bestand opnieuw op, en vertaal die tekst."


@dataclass(frozen=True, slots=True)
class Text:
    """One text for a translator: of which step, its name there, the Dutch, the translation and its state."""

    step: str
    name: str
    dutch: str
    text: str
    state: str
    row: int = 0

    @property
    def key(self) -> tuple[str, str]:
        """What it is known by in a handbook."""
        return self.step, self.name


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of texts: the handbook, those that changed it, and those refused, with why.

    ``told`` are the problems that it has now and had not before; ``reviewed`` counts the translations that
    somebody is said to have looked at.
    """

    handbook: Handbook
    changed: tuple[Text, ...]
    refused: tuple[tuple[Text, str], ...]
    told: tuple[str, ...]
    reviewed: int


def texts_of(handbook: Handbook, spoken: Language) -> Iterator[Text]:
    """Yield each text that a patron can read in a language, in the order of the handbook."""
    for name in PatronWords.model_fields:
        ours, said = getattr(DUTCH.words, name), getattr(spoken.words, name)
        is_there = said != ours
        yield Text("", f"{SCREEN}{name}", ours, said if is_there else "", "" if is_there else MISSING)
    for step in handbook.steps:
        reached = state(step, translation(step, spoken.id)).label
        said_in = translated_texts(step, spoken.id)
        for name, ours in dutch_texts(step).items():
            said = said_in[name]
            yield Text(step.id, name, ours, said, reached if said else MISSING)


def spoken_in(handbook: Handbook, tag: str) -> Language:
    """Return a language of a handbook, or refuse one that it does not have."""
    found = language(handbook, tag)
    if found is DUTCH:
        known = ", ".join(one.id for one in handbook.languages)
        told = f"Kies uit: {known}" if known else "Voeg eerst een taal toe bij Gegevens, Talen"
        raise EhbiError(f"Taal ‘{clip(tag)}’ staat niet bij de talen van dit handboek. {told}.")
    return found


def take(handbook: Handbook, tag: str, found: Iterable[Text], today: date, reviewed_by: str = "") -> Taken:
    """Return the handbook with the texts of a translator in a language, and what was taken and refused.

    A translation that was outdated is right again when all its texts are there, and one of them is another or
    no longer called outdated; and so is each that ``reviewed_by`` somebody was looked at.
    """
    now = {one.key: one for one in texts_of(handbook, spoken_in(handbook, tag))}
    good, refused = _sorted_out(handbook, found, now)
    count = Counter(one.step for one in now.values())
    after, reviewed = handbook, 0
    for step_id, of_step in groupby(sorted(good, key=lambda one: one.step), key=lambda one: one.step):
        rows = tuple(of_step)
        if not step_id:
            after = _with_words(after, tag, rows)
        elif len(rows) < count[step_id]:
            after = _translated(after, tag, rows)
        elif reviewed_by:
            after = review(_translated(after, tag, rows), step_id, tag, reviewed_by, today)
            reviewed += 1
        else:
            after = _mended(after, tag, rows)
    before = {*check(handbook, today)}
    new = (one for one in check(after, today) if one not in before)
    changed = tuple(one for one in good if one.text != _said(now[one.key]))
    return Taken(after, changed, refused, tuple(told_in_list(after, one) for one in new), reviewed)


def _sorted_out(
    handbook: Handbook, found: Iterable[Text], now: Mapping[tuple[str, str], Text]
) -> tuple[tuple[Text, ...], tuple[tuple[Text, str], ...]]:
    """Return the texts that can be taken, and those that cannot, with why; empty ones are neither."""
    good: dict[tuple[str, str], Text] = {}
    refused: list[tuple[Text, str]] = []
    seen: set[tuple[str, str]] = set()
    for one in found:
        if one.key in seen:
            refused.append((one, "Deze tekst staat al eerder in het bestand. Haal er één weg."))
        elif one.text and (why := _why_not(handbook, one, now.get(one.key))):
            refused.append((one, why))
        elif one.text:
            good[one.key] = one
        seen.add(one.key)
    return tuple(good.values()), tuple(refused)


def _why_not(handbook: Handbook, one: Text, ours: Text | None) -> str:
    """Return why a text cannot be taken; nothing when it can."""
    if one.step and one.step not in handbook:
        return f"Stap ‘{clip(one.step)}’ is er niet. Kijk of de naam klopt."
    if ours is None:
        return f"Er is geen tekst ‘{clip(one.name)}’. Laat de eerste twee kolommen zoals ze waren."
    if folded(cleaned(ours.dutch)) != folded(one.dutch):
        return _CHANGED
    at = place(one.name) if one.step else ("languages", 0, "words", one.name.removeprefix(SCREEN))
    rules = (markup, unsafe_link, too_long_text)
    return " ".join(problem.in_form.told for rule in rules for problem in rule(at, one.text))


def _said(text: Text) -> str:
    """Return what stands in the handbook: of the screen's words Dutch ones where there are no others."""
    return text.text or ("" if text.step else text.dutch)


def _with_words(handbook: Handbook, tag: str, rows: Iterable[Text]) -> Handbook:
    spoken = language(handbook, tag)
    given = {one.name.removeprefix(SCREEN): one.text for one in rows}
    changed = spoken.model_copy(update={"words": spoken.words.model_copy(update=given)})
    return put(handbook, "languages", handbook.languages.index(spoken), changed)


def _translated(handbook: Handbook, tag: str, rows: tuple[Text, ...]) -> Handbook:
    return translate(handbook, rows[0].step, tag, {one.name: one.text for one in rows})


def _mended(handbook: Handbook, tag: str, rows: tuple[Text, ...]) -> Handbook:
    """Return the handbook with all texts of a step, which are right if somebody did something to them."""
    step = handbook.step(rows[0].step)
    after = _translated(handbook, tag, rows)
    is_done = after is not handbook or any(one.state != OUTDATED for one in rows)
    was_outdated = state(step, translation(step, tag)) is TranslationState.OUTDATED
    return confirm(after, step.id, tag) if was_outdated and is_done else after
