"""Changes to translations: the texts of one step in a language by short names, and who looked at them.

The names are those that a translator reads: ``tekst``, ``zin``, ``vraag``, ``antwoord/ja``, ``plaatje/1`` and
``plaatje/1/2``, the second thing that is pointed at on the first picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ..errors import Where
from ..languages import digest, dutch, translation
from ..model import Handbook
from ..step import Step
from ..translation import Translation
from .lists import position, spliced, with_step
from .shaping import plain_fields, quoted, refusal, shaped

TEXT, SAY, ASKS, ANSWER, PICTURE = "tekst", "zin", "vraag", "antwoord", "plaatje"
_PLAIN = {TEXT: "text", SAY: "say", ASKS: "asks"}
_INSIDE: dict[str, Where] = {ANSWER: ("answers", 0, "label"), PICTURE: ("pictures", 0, "alt")}


def place(name: str) -> Where:
    """Return where a text with such a name stands in some translation, for rules about texts.

    Examples
    --------
    >>> place("antwoord/ja")
    ('steps', 0, 'translations', 0, 'answers', 0, 'label')
    """
    kind = name.partition("/")[0]
    return ("steps", 0, "translations", 0, *_INSIDE.get(kind, (_PLAIN.get(kind, kind),)))


def dutch_texts(step: Step) -> dict[str, str]:
    """Return the Dutch texts of a step that a patron reads, by their names; without those that are empty.

    Examples
    --------
    >>> import ehbi
    >>> list(dutch_texts(ehbi.load().step("ander-adres")))
    ['tekst', 'zin', 'vraag', 'antwoord/ja', 'antwoord/hier-niet', 'antwoord/nee']
    """
    ours = dutch(step)
    found = {name: getattr(ours, field) for name, field in _PLAIN.items()}
    found |= {f"{ANSWER}/{name}": label for name, label in ours.answers}
    for at, picture in enumerate(ours.pictures, 1):
        found |= {f"{PICTURE}/{at}": picture.alt}
        found |= {f"{PICTURE}/{at}/{mark}": text for mark, text in enumerate(picture.marks, 1)}
    return {name: text for name, text in found.items() if text.strip()}


def translated_texts(step: Step, tag: str) -> dict[str, str]:
    """Return the same texts in a language; empty where nobody translated them."""
    made = translation(step, tag)
    found = dict(_made(step, made)) if made else {}
    return {name: found.get(name, "") for name in dutch_texts(step)}


def _made(step: Step, made: Translation) -> Iterator[tuple[str, str]]:
    yield from ((name, getattr(made, field)) for name, field in _PLAIN.items())
    yield from ((f"{ANSWER}/{one.id}", one.label) for one in made.answers)
    for at, ours in enumerate(dutch(step).pictures, 1):
        if texts := made.picture(ours.file):
            yield f"{PICTURE}/{at}", texts.alt
            yield from ((f"{PICTURE}/{at}/{mark}", text) for mark, text in enumerate(texts.marks, 1))


def translate(handbook: Handbook, step_id: str, tag: str, texts: Mapping[str, str]) -> Handbook:
    """Return the handbook with other texts of a step in a language; those that are left out stay.

    A new translation is of the Dutch as it is now. One that is outdated stays so, until somebody says by
    :func:`confirm` or :func:`review` that it is right again. What is changed was not looked at by a speaker;
    a translation in which nothing is left goes.
    """
    at = _spoken(handbook, step_id, tag)
    step = handbook.steps[at]
    known, before = translated_texts(step, tag), translation(step, tag)
    unknown = next((name for name in texts if name not in known), None)
    if unknown is not None:
        remedy = f"Kies uit: {', '.join(known)}"
        message = "Stap ‘{step}’ heeft geen tekst {name}"
        raise refusal(("steps", at), message, remedy, step=step.called, name=quoted(unknown))
    after = {**known, **texts}
    if after == known:
        return handbook
    if not any(map(str.strip, after.values())):
        return _put(handbook, at, tag)
    of = before.of if before else digest(step)
    return _put(handbook, at, tag, _fields(step, after) | {"of": of})


def confirm(handbook: Handbook, step_id: str, tag: str) -> Handbook:
    """Return the handbook in which a translation is of the Dutch as it is now; no speaker said so."""
    return _looked_at(handbook, step_id, tag, {"reviewed_by": "", "reviewed": None})


def review(handbook: Handbook, step_id: str, tag: str, by: str, today: date) -> Handbook:
    """Return the handbook in which a speaker looked at a translation, and it is right."""
    if not by.strip():
        message, remedy = "Er staat niet wie de vertaling heeft nagekeken", "Vul een naam of functie in"
        raise refusal(("steps",), message, remedy)
    return _looked_at(handbook, step_id, tag, {"reviewed_by": by.strip(), "reviewed": today})


def without_language(handbook: Handbook, tag: str) -> Handbook:
    """Return a handbook without any translation in a language."""
    steps = tuple(
        step.model_copy(
            update={"translations": tuple(made for made in step.translations if made.language != tag)}
        )
        if translation(step, tag)
        else step
        for step in handbook.steps
    )
    return handbook.model_copy(update={"steps": steps})


def with_answer_renamed(before: Step, after: Step, old: str, new: str) -> Step:
    """Return a step of which an answer got another id, with its translations as they were for it before."""
    was, now = digest(before), digest(after)
    renamed = tuple(
        made.model_copy(
            update={
                "answers": tuple(
                    one.model_copy(update={"id": new}) if one.id == old else one for one in made.answers
                ),
                "of": now if made.of == was else made.of,
            }
        )
        for made in before.translations
    )
    return after.model_copy(update={"translations": renamed}) if renamed else after


def _looked_at(handbook: Handbook, step_id: str, tag: str, said: Mapping[str, Any]) -> Handbook:
    at = _spoken(handbook, step_id, tag)
    step = handbook.steps[at]
    made = translation(step, tag)
    if made is None:
        message, remedy = "Stap ‘{step}’ is nog niet vertaald", "Vertaal de stap eerst"
        raise refusal(("steps", at), message, remedy, step=step.called)
    return _put(handbook, at, tag, made.model_dump() | {"of": digest(step)} | dict(said))


def _spoken(handbook: Handbook, step_id: str, tag: str) -> int:
    """Return the place of a step, when there are such a step and such a language."""
    position(handbook, "languages", tag)
    return position(handbook, "steps", step_id)


def _fields(step: Step, texts: Mapping[str, str]) -> dict[str, Any]:
    ours = dutch(step)
    pictures = [
        {
            "file": one.file,
            "alt": texts.get(f"{PICTURE}/{at}", ""),
            "marks": [texts.get(f"{PICTURE}/{at}/{mark}", "") for mark in range(1, len(one.marks) + 1)],
        }
        for at, one in enumerate(ours.pictures, 1)
    ]
    answers = ((name, texts.get(f"{ANSWER}/{name}", "")) for name, _ in ours.answers)
    return {
        **{field: texts.get(name, "") for name, field in _PLAIN.items()},
        "answers": [{"id": name, "label": label} for name, label in answers if label.strip()],
        "pictures": [one for one in pictures if f"{one['alt']}{''.join(one['marks'])}".strip()],
    }


def _put(handbook: Handbook, at: int, tag: str, fields: Mapping[str, Any] | None = None) -> Handbook:
    """Return the handbook with another translation of a step, or with none in this language."""
    held = handbook.steps[at].translations
    places = {one.language: index for index, one in enumerate(held)}
    index = places.get(tag, len(held))
    path = ("steps", at, "translations", index)
    new = [shaped(Translation, plain_fields({**fields, "language": tag}, path), path)] if fields else []
    return with_step(handbook, at, translations=spliced(held, index, *new))
