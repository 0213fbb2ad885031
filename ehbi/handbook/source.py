"""YAML text to plain data that remembers its lines; refuses what a handbook never needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from .errors import HandbookError, Problem

MAX_BYTES = 5_000_000
MAX_DEPTH = 12

Where = tuple[str | int, ...]
_Base: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[valid-type, misc]  # the fast base is chosen at run time
    """Reads ``true``, ``false``, whole numbers and empty values; everything else is text.

    So ``1.10`` stays a fact's number, ``nee`` a word and ``2026-11-24`` what was written.
    """

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012  # PyYAML's own way


for _tag, _pattern, _first in (
    ("tag:yaml.org,2002:bool", r"^(?:true|false)$", "tf"),
    ("tag:yaml.org,2002:int", r"^(?:0|[1-9][0-9]{0,8})$", "0123456789"),
    ("tag:yaml.org,2002:null", r"^(?:~|null|)$", ["~", "n", ""]),
):
    _Loader.add_implicit_resolver(_tag, re.compile(_pattern), list(_first))


@dataclass(frozen=True, slots=True)
class Source:
    """What a file holds: plain data, and the line of every key and item in it.

    Parameters
    ----------
    file
        Name of the file, as the person gave it.
    data
        Dicts, lists, text, whole numbers, booleans and None.
    lines
        Line of each place, counted from 1, by its path from the top.
    """

    file: str
    data: object
    lines: dict[Where, int]

    def line(self, path: Where) -> int:
        """Return the line of a place, or of the nearest place around it that the file has."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_source(file: str | Path) -> Source:
    """Read a YAML file.

    Raises
    ------
    HandbookError
        The file cannot be read, is too large, is not UTF-8 or not the plain YAML that a handbook is.
    """
    return parse_source(_text(file), str(file))


def parse_source(text: str, file: str) -> Source:
    r"""Read YAML text; ``file`` is the name to use in messages.

    Raises
    ------
    HandbookError
        The text is not the plain YAML that a handbook is.

    Examples
    --------
    >>> source = parse_source("steps:\n- id: a\n  label: nee", "x.yaml")
    >>> source.data, source.line(("steps", 0, "label"))
    ({'steps': [{'id': 'a', 'label': 'nee'}]}, 3)
    """
    try:
        _refuse_dangers(text, file)
        loader = _Loader(text)
        node = loader.get_single_node()
        if node is None:
            raise _refusal(file, 1, "Het bestand is leeg", "Kies een bestand met een handboek")
        lines = dict(_lines(node, (), file))
        return Source(file, loader.construct_document(node), lines)
    except yaml.YAMLError as error:
        raise _refusal(file, _error_line(error, text), *_not_yaml(error)) from None


def _text(file: str | Path) -> str:
    try:
        with Path(file).open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or "onbekende fout"
        raise _refusal(
            str(file), 1, f"Het bestand kan niet worden gelezen ({reason})", "Controleer naam en rechten"
        ) from None
    if len(raw) > MAX_BYTES:
        limit = f"{MAX_BYTES // 1_000_000} MB"
        raise _refusal(
            str(file),
            1,
            f"Het bestand is groter dan {limit}",
            "Een handboek is tekst; kies het goede bestand",
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise _refusal(str(file), line, "Het bestand is geen UTF-8", "Bewaar het bestand als UTF-8") from None


def _refuse_dangers(text: str, file: str) -> None:
    """Walk the events, which takes no memory to speak of, before anything is built from them."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _refusal(file, line, "Verwijzingen met & en * mogen niet", "Schrijf de tekst voluit")
        tag = getattr(event, "tag", None)
        if tag:
            raise _refusal(
                file, line, f"Het type ‘{tag}’ mag niet", "Haal het woord met het uitroepteken weg"
            )
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise _refusal(
                file, line, "Het bestand is te diep genest", "Controleer de haken en het inspringen"
            )


def _lines(node: yaml.Node, path: Where, file: str) -> Iterator[tuple[Where, int]]:
    yield path, node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _lines(item, (*path, index), file)
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise _refusal(
                    file, line, "Een naam voor een dubbele punt is geen tekst", "Schrijf er één woord"
                )
            if key.value in seen:
                raise _refusal(file, line, f"‘{key.value}’ staat hier twee keer", "Haal er één weg")
            seen.add(key.value)
            yield from _lines(value, (*path, key.value), file)
            yield (*path, key.value), line


def _error_line(error: yaml.YAMLError, text: str) -> int:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    position = getattr(error, "position", None)
    if mark is not None:
        return int(mark.line) + 1
    return text[:position].count("\n") + 1 if isinstance(position, int) else 1


def _not_yaml(error: yaml.YAMLError) -> tuple[str, str]:
    detail = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "onleesbaar")
    return f"Dit is geen YAML ({detail})", "Controleer inspringen, dubbele punten en aanhalingstekens"


def _refusal(file: str, line: int, message: str, remedy: str) -> HandbookError:
    return HandbookError(file, (Problem((), message, remedy, line=line),))
