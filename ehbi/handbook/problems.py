"""What is wrong with a handbook, together, and where each thing is; a notebook shows it as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from typing import Self

from . import schema
from .errors import Problem, Severity, Where, printable
from .model import Handbook
from .values import Value

SHOWN = 100
"""Problems that a table has."""
_CALLED = {Severity.ERROR: ("Fout", "fouten"), Severity.WARNING: ("Waarschuwing", "waarschuwingen")}
_HEADS = ("Ernst", "Waar", "Naam", "Wat er is, en wat je doet")
_REST = "Iets anders"
_LEFT = ' style="text-align: left"'
"""Notebooks put what is in a table to the right, as numbers are."""


class Problems(tuple[Problem, ...]):
    """All that is wrong with a handbook, in the order of the rules: empty, and so false, when nothing is.

    It shows itself with the worst first, as a table in a notebook and as lines in a terminal.

    Examples
    --------
    >>> import ehbi
    >>> ehbi.check(ehbi.load().with_step("mail-thuis", title=""))
    1 fout. Met fouten kun je niet publiceren.
    Fout (mail-thuis): Stap ‘mail-thuis’, Titel: Deze tekst is leeg. Vul de tekst in.
    """

    handbook: Handbook | None

    def __new__(cls, found: Iterable[Problem] = (), handbook: Handbook | None = None) -> Self:
        """Return what was found wrong with a handbook."""
        problems = super().__new__(cls, found)
        problems.handbook = handbook
        return problems

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Those with which nobody can publish."""
        return tuple(one for one in self if one.is_error)

    def __repr__(self) -> str:
        return "\n".join(map(printable, (self._summary(), *self._lines(), *self._more())))

    def _repr_html_(self) -> str:
        paragraphs = (f"<p>{escape(text)}</p>" for text in (self._summary(), *self._more()))
        heads = "".join(f'<th scope="col"{_LEFT}>{head}</th>' for head in _HEADS)
        rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in self._rows())
        table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>" if self else ""
        return f'<div lang="nl">{next(paragraphs)}{table}{"".join(paragraphs)}</div>'

    def _summary(self) -> str:
        if not self:
            return "Er is niets mis met dit handboek."
        errors, warnings = len(self.errors), len(self) - len(self.errors)
        counted = (_counted(errors, Severity.ERROR), _counted(warnings, Severity.WARNING))
        told = f"{' en '.join(filter(None, counted))}."
        return f"{told} Met fouten kun je niet publiceren." if errors else told

    def _worst(self) -> list[Problem]:
        return sorted(self, key=lambda one: not one.is_error)[:SHOWN]

    def _more(self) -> list[str]:
        return [f"En nog {len(self) - SHOWN}."] if len(self) > SHOWN else []

    def _lines(self) -> Iterator[str]:
        for one in self._worst():
            told = told_in_list(self.handbook, one) if self.handbook else one.in_form.told
            yield f"{_CALLED[one.severity][0]} ({self._name(one)}): {told}"

    def _rows(self) -> Iterator[tuple[str, ...]]:
        """Yield how bad each is, where it is, the name by which code knows that, and what to do."""
        for one in self._worst():
            where = _where(self.handbook, one.path)[0] if self.handbook else []
            yield _CALLED[one.severity][0], ", ".join(where), self._name(one), one.in_form.told

    def _name(self, problem: Problem) -> str:
        match problem.path:
            case (str(part), int(at), *_) if part in schema.LISTS and self.handbook:
                things = getattr(self.handbook, part)
                return str(getattr(things[at], schema.LISTS[part].key)) if at < len(things) else part
        return str(problem.path[0]) if problem.path else ""


def _counted(count: int, severity: Severity) -> str:
    one, more = _CALLED[severity]
    return f"1 {one.lower()}" if count == 1 else f"{count} {more}" if count else ""


def _cell(text: str) -> str:
    return f"<td{_LEFT}>{escape(text)}</td>"


def counted_by_field(problems: Iterable[Problem]) -> Counter[str]:
    """Return how many problems there are at each field of the handbook's things, by what a form calls it."""
    found = (schema.field_at(one.path) for one in problems)
    return Counter(field.spec.label or _capital(field.spec.name) if field else _REST for field in found)


def told_in_list(handbook: Handbook, problem: Problem) -> str:
    """Return a problem with where it is, unless it says so itself: the thing, and the field of that."""
    where, called = _where(handbook, problem.path)
    told = problem.in_form.told
    return told if not where or (called and f"‘{called}’" in told) else f"{', '.join(where)}: {told}"


def _where(handbook: Handbook, path: Where) -> tuple[list[str], str]:
    """Return the words for each part of a place, and what the thing of the handbook is called."""
    words: list[str] = []
    called = ""
    held: Value = handbook
    rest = [*path]
    while rest:
        field = schema.fields(type(held)).get(str(rest.pop(0)))
        if field is None:
            break
        if not (field.model and field.is_many and rest):
            words.append(field.spec.label or _capital(field.spec.name))
            break
        at = int(rest.pop(0))
        things = getattr(held, field.name)
        held = things[at] if at < len(things) else field.model.model_construct()
        if called:
            words.append(f"{_capital(_one(field))} {at + 1}")
        else:
            called = held.called
            words.append(f"{_capital(_one(field))} ‘{called}’{_apart(held, things)}")
    return words, called


def _one(field: schema.SchemaField) -> str:
    thing = field.model.thing if field.model else None
    return thing.noun if thing else field.spec.name


def _apart(one: Value, things: Iterable[Value]) -> str:
    """Return the id of a thing with a namesake."""
    return f" ({getattr(one, one.thing.key)})" if one.thing and _has_namesake(one, things) else ""


def _has_namesake(one: Value, things: Iterable[Value]) -> bool:
    return sum(other.called == one.called for other in things) > 1


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
