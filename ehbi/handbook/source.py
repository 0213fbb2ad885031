"""YAML text to plain data that remembers its lines; refuses what a handbook never needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from .refusals import clip, not_yaml, refusal
from .textfile import line_at, read_text, refuse_characters

MAX_DEPTH = 12
MAX_PARTS = 500_000

Where = tuple[str | int, ...]
_Base: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[valid-type, misc]  # the fast base is chosen at run time
    """Reads ``true``, ``false``, whole numbers and empty values; everything else is text.

    So ``1.10`` stays a fact's number, ``nee`` a word and ``2026-11-24`` what was written.
    """

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012  # PyYAML's own way

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[str, object]:
        """Return a mapping with its keys as written: a key is a name, also when it looks like a number."""
        return {key.value: self.construct_object(value, deep=deep) for key, value in node.value}


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
    return parse_source(read_text(file), str(file))


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
    refuse_characters(text, file)
    last = line_at(text)
    try:
        _refuse_dangers(text, file)
        loader = _Loader(text)
        node = loader.get_single_node()
        if node is None:
            raise refusal(file, 1, "Het bestand is leeg", "Kies een ander bestand")
        lines = {path: min(line, last) for path, line in _lines(node, (), file)}
        return Source(file, loader.construct_document(node), lines)
    except yaml.YAMLError as error:
        raise not_yaml(file, error, last) from None


def _refuse_dangers(text: str, file: str) -> None:
    """Walk the events, which takes no memory to speak of, before anything is built from them."""
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=_Loader)):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise refusal(file, line, "Verwijzingen met & en * mogen niet", "Schrijf de tekst voluit")
        if tag := getattr(event, "tag", None):
            message = f"Het type ‘{clip(tag)}’ mag niet"
            raise refusal(file, line, message, "Haal het woord met het uitroepteken weg")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise refusal(file, line, "Het bestand is te diep genest", "Controleer haken en inspringen")
        if count > MAX_PARTS:
            raise refusal(file, line, "Het bestand heeft te veel onderdelen", "Kies het goede bestand")


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
                message = "Een naam voor een dubbele punt is geen tekst"
                raise refusal(file, line, message, "Schrijf er één woord")
            if key.value in seen:
                raise refusal(file, line, f"‘{clip(key.value)}’ staat hier twee keer", "Haal er één weg")
            seen.add(key.value)
            yield from _lines(value, (*path, key.value), file)
            yield (*path, key.value), line
