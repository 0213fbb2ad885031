"""What somebody typed that could not be taken: it stays in its field, with the reason, until it can be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ...handbook import EhbiError
from ..panel import Block, Field, Group, Tone

Value = str | bool


@dataclass(frozen=True, slots=True)
class Refused:
    """What was typed in a field, and refused.

    Parameters
    ----------
    instead_of
        What the field held, and what is still kept.
    typed
        What was typed.
    error
        Why it was refused.
    """

    instead_of: Value
    typed: Value
    error: EhbiError


def within(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield all blocks, and those in groups."""
    for block in blocks:
        yield block
        if isinstance(block, Group):
            yield from within(block.blocks)


def over(blocks: Iterable[Block], refused: Mapping[str, Refused]) -> Iterator[Block]:
    """Yield blocks with what was refused in its fields; not where the field has got another value since.

    Examples
    --------
    >>> from ehbi.handbook import EditError, Problem
    >>> error = EditError(Problem((), "Bij het nummer past ‘x’ niet", "Vul een heel getal in"))
    >>> shown, = over([Field("number", "Nummer", "3")], {"number": Refused("3", "x", error)})
    >>> shown.value, shown.problems[0][1]
    ('x', 'Nog niet bewaard: Bij het nummer past ‘x’ niet. Vul een heel getal in.')
    """
    for block in blocks:
        if isinstance(block, Group):
            yield replace(block, blocks=tuple(over(block.blocks, refused)))
        elif isinstance(block, Field) and (one := refused.get(block.id)) and one.instead_of == block.value:
            told = tuple((Tone.BAD, f"Nog niet bewaard: {line}") for line in str(one.error).splitlines())
            yield replace(block, value=one.typed, problems=told)
        else:
            yield block
