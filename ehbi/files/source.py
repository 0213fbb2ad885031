"""The plain data in a YAML file, with its lines; what a handbook never needs is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from ..handbook.errors import MAX_DEPTH, HandbookError, Problem, Rule, Where, clip

MAX_BYTES = 5_000_000
MAX_PARTS = 500_000


@dataclass(frozen=True, slots=True)
class Source:
    """Plain data from a file, and the line of every key and item in it, counted from 1."""

    data: object
    lines: dict[Where, int]

    def line(self, path: Where) -> int:
        """Return the line of a place, or of the nearest place around it that the file has."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def located(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return problems with their lines, in the order of the file."""
        found = (replace(problem, line=self.line(problem.path)) for problem in problems)
        return tuple(sorted(found, key=lambda problem: problem.line))


FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML does not allow, and the line ends of Unicode: editors do not count lines by those."""
_LINE_END = re.compile(r"\r\n?|\n")

_NOT_YAML = ("Dit is geen YAML", "Controleer inspringen, dubbele punten en aanhalingstekens")
_NOT_CLOSED = (
    "Een aanhalingsteken of haak wordt niet gesloten",
    "Zet het sluitende aanhalingsteken of de haak erbij",
)
_YAML = (
    ("tab character", "Er staat een tab in het inspringen", "Gebruik spaties in plaats van tabs"),
    (
        "cannot start any token",
        "Een waarde begint met een teken dat daar niet kan",
        "Zet de tekst tussen aanhalingstekens, en gebruik geen tabs",
    ),
    (
        "mapping values are not allowed",
        "Hier staat een dubbele punt waar die niet kan",
        "Zet een tekst met een dubbele punt tussen aanhalingstekens, en controleer het inspringen",
    ),
    ("end of stream", *_NOT_CLOSED),
    ("expected ',' or", *_NOT_CLOSED),
    ("another document", "Het bestand heeft een tweede begin", "Haal regels met alleen streepjes weg"),
)
_SYSTEM: tuple[tuple[type[Exception], str, str], ...] = (
    (FileNotFoundError, "Het bestand is er niet", "Controleer de naam en de map"),
    (IsADirectoryError, "Dit is een map en geen bestand", "Noem een bestand in die map"),
    (PermissionError, "Het bestand mag niet worden gelezen", "Vraag om leesrechten"),
)

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


def read_source(file: str | Path) -> Source:
    """Read a YAML file, or refuse one that cannot be read or is not the plain YAML of a handbook."""
    return parse_source(read_text(file), str(file))


def parse_source(text: str, file: str) -> Source:
    """Read YAML text, or refuse what is not the plain YAML of a handbook; messages name the ``file``."""
    refuse_characters(text, file)
    last = _line_at(text)
    try:
        _refuse_dangers(text, file)
        loader = _Loader(text)
        node = loader.get_single_node()
        if node is None:
            raise refusal(file, 1, "Het bestand is leeg", "Kies een ander bestand")
        lines = {path: min(line, last) for path, line in _lines(node, (), file)}
        return Source(loader.construct_document(node), lines)
    except yaml.YAMLError as error:
        raise _not_yaml(file, text, error, last) from None


def has_comments(text: str) -> bool:
    r"""Return whether a YAML text that can be read has a comment in it.

    Examples
    --------
    >>> has_comments("a: 1  # uitleg"), has_comments("a: '# tekst'\nb: |\n  # tekst")
    (True, False)
    """
    end = 0
    for token in yaml.scan(text, _Base):
        between = text[end : token.start_mark.index]
        end = token.end_mark.index
        is_block = isinstance(token, yaml.ScalarToken) and token.style in ("|", ">")
        # A comment is no token: it stands between two, or after the sign with which a block of text begins.
        head = text[token.start_mark.index : end].splitlines()[0] if is_block else ""
        if "#" in between + head:
            return True
    return False


def read_text(file: str | Path) -> str:
    """Return the text of a UTF-8 file, with or without a byte order mark, or refuse it."""
    return decoded(read_bytes(file), str(file))


def read_bytes(file: str | Path, most: int = MAX_BYTES) -> bytes:
    """Return the bytes of a file, of one that is too large just more than the most; or refuse it."""
    try:
        with Path(file).open("rb") as stream:
            return stream.read(most + 1)
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise _unreadable(str(file), error) from None


def decoded(raw: bytes, file: str) -> str:
    """Return the text that the bytes of a file are, or refuse them: too many, or not UTF-8."""
    refuse_size(raw, file)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = _line_at(raw[: error.start].decode())
        raise refusal(file, line, "Het bestand is geen UTF-8", "Bewaar het bestand als UTF-8") from None


def refuse_size(raw: bytes, file: str) -> None:
    """Refuse more bytes than any handbook or flowchart has."""
    if len(raw) > MAX_BYTES:
        message = "Het bestand is groter dan {most} MB"
        remedy = "Kies het goede bestand: een handboek of profiel is tekst"
        raise refusal(file, 1, message, remedy, most=MAX_BYTES // 1_000_000)


def refuse_characters(text: str, file: str) -> None:
    """Refuse a text with a sign in it that nobody sees."""
    found = FORBIDDEN.search(text)
    if found:
        raise refusal(
            file,
            _line_at(text[: found.start()]),
            "Hier staat een onzichtbaar teken (U+{number:04X})",
            "Haal het teken weg, en bewaar het bestand als UTF-8",
            number=ord(found[0]),
        )


def _line_at(before: str) -> int:
    return len(_LINE_END.findall(before)) + 1


def _refuse_dangers(text: str, file: str) -> None:
    """Walk the events, which takes no memory to speak of, before anything is built from them."""
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=_Loader)):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise refusal(file, line, "Verwijzingen met & en * mogen niet", "Schrijf de tekst voluit")
        if tag := getattr(event, "tag", None):
            remedy = "Haal het woord met het uitroepteken weg"
            raise refusal(file, line, "Het type ‘{tag}’ mag niet", remedy, tag=clip(tag))
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
                message = "‘{key}’ staat hier twee keer"
                raise refusal(file, line, message, "Haal er één weg", key=clip(key.value))
            seen.add(key.value)
            yield from _lines(value, (*path, key.value), file)
            yield (*path, key.value), line


def refusal(file: str, line: int, message: str, remedy: str, **values: object) -> HandbookError:
    """Return the error for a file that cannot be a handbook, with the values that its words name."""
    return HandbookError(file, (Problem((), Rule(message, remedy), values, line),))


def _unreadable(file: str, error: Exception) -> HandbookError:
    for kind, message, remedy in _SYSTEM:
        if isinstance(error, kind):
            return refusal(file, 1, message, remedy)
    return refusal(file, 1, "Het bestand kan niet worden gelezen", "Controleer de naam van het bestand")


def _not_yaml(file: str, text: str, error: yaml.YAMLError, last: int) -> HandbookError:
    """Return the error for YAML's own; what is not closed is told where it opens, not where it stops."""
    detail = str(getattr(error, "problem", None))
    wording = next((words for sign, *words in _YAML if sign in detail), _NOT_YAML)
    marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    if wording == [*_NOT_CLOSED]:
        marks.reverse()
    line = next((mark.line + 1 for mark in marks if mark), 1)
    if opened := _quoted_until(text, line):
        return refusal(file, opened, *_NOT_CLOSED)
    return refusal(file, min(line, last), *wording)


def _quoted_until(text: str, line: int) -> int:
    """Return where the quotes open that close by chance on this line, when that is an earlier one; or 0."""
    try:
        for token in yaml.scan(text, _Base):
            if token.start_mark.line >= line:
                break
            is_quoted = isinstance(token, yaml.ScalarToken) and token.style in ("'", '"')
            if is_quoted and token.start_mark.line + 1 < line == token.end_mark.line + 1:
                return int(token.start_mark.line) + 1
    except yaml.YAMLError:
        pass
    return 0
