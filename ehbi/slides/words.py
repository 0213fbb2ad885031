"""How much room the words of a slide take: its frames of a case, and the things on its lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from ..handbook import Case, Handbook
from ..handbook.examples import Choice
from ..handbook.parts import Contact, Permission
from ..handbook.profile import LocalPart, local_parts
from ..handbook.step import Step
from ..handbook.summary import again_said
from ..handbook.text import to_plain
from .fitting import ACROSS, BESIDE, SMALLEST, Page, Text, Thing, TooLongError, room, split, stacked

_LISTED = 0.92
"""Letters of a list that is as long as a frame has room for."""
_WHO, _WHAT = 9.0, 33.0
"""Width of the columns of who can do what."""
_INSIDE, _CARD, _LOCAL = 19.0, 2.5, 3.5
"""Width inside the card of a contact, and the room that a card, and a library's own part in it, take."""
_TIGHT = 1.3
"""Between the lines of a table."""
_MANY = 8
"""Options that stand under each other where they have the whole width; more stand in two columns."""
_CHOSEN = 1.4
"""Room for the mark at what the room chose: one option has it, and may need another line for it."""


def permission_pages(handbook: Handbook, title: str) -> tuple[Page[Permission], ...]:
    """Return who can do what by page, each with a frame of its own."""
    left = room(title) - 2 * _LISTED
    parts = split(handbook.permissions, lambda one: _permission(handbook, one), left, lambda one: one.what)
    return _pages(parts, lambda _: 1)


def reason_pages(handbook: Handbook, title: str) -> tuple[Page[Step], ...]:
    """Return the situations by page: each comes with a frame, the first after one without any."""
    parts = [*split(handbook.situations, _reason, room(title), lambda one: one.title)]
    return _pages(parts, lambda part: len(part) + (part is parts[0]))


def contact_pages(handbook: Handbook, title: str) -> tuple[Page[Contact], ...]:
    """Return the contacts by page: each comes with a frame."""
    rows = _rows(handbook.contacts)
    high = {row: max(_contact(handbook, one) for one in row) for row in rows}
    parts = split(rows, high.__getitem__, room(title), lambda row: row[0].name)
    return _pages((tuple(one for row in part for one in row) for part in parts), len)


def is_wide(handbook: Handbook, title: str, told: str, case: Case, choice: Choice | None) -> bool:
    """Return whether the words of a frame need the whole width; refuse what has no room there either."""
    step, left = case.step, room(title)
    words = [*_story(told), *(_asked(choice) if choice else _shown(handbook, step))]
    if (step or not choice) and stacked(words, SMALLEST, BESIDE) <= left:
        return False
    options = len(choice.options) if choice else 0
    seen = step and step.pictures and not choice
    if seen or _across(words, options) > left:
        asked = choice.asks if options > _MANY and choice else told
        raise TooLongError(step.title if step else asked)
    return True


def _across(words: Sequence[Text], options: int) -> float:
    """Return how high words are in the whole width; their last are the options, if any."""
    if options <= _MANY:
        return stacked(words, SMALLEST, ACROSS)
    high = [one.height(SMALLEST, ACROSS / 2) for one in words[-options:]]
    return stacked(words[:-options], SMALLEST, ACROSS) + sum(map(max, _rows(high)))


def _story(told: str) -> list[Text]:
    return [Text(told, 1.15, under=2.8, inside=2.7)] if told else []


def _shown(handbook: Handbook, step: Step | None) -> list[Text]:
    """Return what a frame says of a step, if its case has come to one."""
    if step is None:
        return []
    contact = handbook.contact(step.contact).name if step.contact else ""
    said = (contact, again_said(handbook, step), step.say, step.asks if step.answers else "")
    return [
        Text("Wat de lener ziet", under=1.2),  # the answer that led here
        Text(handbook.party(step.party).name),
        Text(step.title, 1.32, under=0.8),
        *_plain(step.text),
        *(Text(one) for one in said if one),
    ]


def _asked(choice: Choice) -> list[Text]:
    """Return what a frame asks or says is right, its options last."""
    leads = choice.right.leads
    return [
        Text(f"{leads.title}. {leads.why}" if leads.why else "", under=0.8),
        Text(choice.asks, under=_CHOSEN),
        *(Text(option.label, under=1.8, inside=4.6) for option in choice.options),
    ]


def _plain(text: str) -> Iterator[Text]:
    """Yield the paragraphs and items of a marked text."""
    return (Text(line, inside=1.6) for line in to_plain(text).splitlines())


def _reason(step: Step) -> float:
    return stacked((Text(step.title, 1.2, under=0), Text(step.why, under=1.1)), 1.0, ACROSS - 3.6)


def _permission(handbook: Handbook, permission: Permission) -> float:
    what = [Text(permission.what, under=0.6, leading=_TIGHT), Text(permission.note, 0.85, 0, leading=_TIGHT)]
    what += _own(local_parts(handbook, permission.local))
    who = Text(handbook.party(permission.party).name, leading=_TIGHT)
    return max(stacked(what, _LISTED, _WHAT), who.height(_LISTED, _WHO))


def _contact(handbook: Handbook, contact: Contact) -> float:
    own = _own(local_parts(handbook, [contact.id]))
    said = (*(channel.label for channel in contact.channels), *(rule.text for rule in contact.rules))
    labels = [
        Text("Contact", under=0.3),
        Text(contact.name, 1.16),
        *([Text("Let op")] if contact.rules else []),
    ]
    listed = (Text(one, under=0.1, inside=1.2) for one in said)
    return _CARD + stacked((*labels, *own, *listed), _LISTED, _INSIDE)


def _own(parts: Iterable[LocalPart]) -> list[Text]:
    """Return what the library says about itself."""
    return [
        Text(line, under=under, inside=2.2, leading=_TIGHT)
        for part in parts
        for line, under in (
            (part.title, _LOCAL),
            *((line, 0.3) for line in to_plain(part.text).splitlines()),
            *((channel.label, 0.0) for channel in part.channels),
        )
    ]


def _rows(things: Sequence[Thing]) -> list[Sequence[Thing]]:
    """Return things two by two, as they stand beside each other."""
    return [things[at : at + 2] for at in range(0, len(things), 2)]


def _pages(
    parts: Iterable[tuple[Thing, ...]], frames: Callable[[tuple[Thing, ...]], int]
) -> tuple[Page[Thing], ...]:
    """Return the parts of a list as pages, each on as many frames."""
    pages: list[Page[Thing]] = []
    for part in parts:
        begin = pages[-1].frames.stop if pages else 0
        pages.append(Page(part, range(begin, begin + frames(part))))
    return tuple(pages)
