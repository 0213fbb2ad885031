"""Documents: a handbook or a library's profile, read with all its problems at once, and written."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Any

import yaml

from ..handbook import clock
from ..handbook.checks import check, check_profile
from ..handbook.errors import HandbookError, Problem
from ..handbook.model import Handbook
from ..handbook.parts import Profile
from ..handbook.validation import shape
from ..handbook.values import Value
from . import pictures
from .bundles import missing, opened
from .pictures import file_name
from .source import FORBIDDEN, Source, has_comments, parse_source, read_source, read_text

PACKAGED = Path(__file__).with_name("handboek.yaml")
"""The handbook that comes with EHBI."""
TEMPLATE = Path(__file__).with_name("profiel.yaml")
"""A profile in which nothing is filled in yet, with an explanation."""
COMMENTS_LOST = "Je commentaar in het bestand (de tekst achter #) is niet bewaard."
WIDTH = 110


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as blocks, and nothing that the reader refuses, such as an alias."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  # the base class asks for it
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if FORBIDDEN.search(text) else "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def load(file: str | Path | None = None) -> Handbook:
    """Return the handbook in a YAML or JSON file, or the one that comes with EHBI, which is read once.

    Its pictures are in a folder ``pictures`` beside the file, or in the zip that the file is.

    Parameters
    ----------
    file
        Where it is; None for the one that comes with EHBI.

    Raises
    ------
    HandbookError
        The file cannot be read, or there is an error in it. A warning raises nothing.

    Examples
    --------
    >>> import ehbi
    >>> ehbi.load("nergens.yaml")
    Traceback (most recent call last):
    ...
    ehbi.handbook.errors.HandbookError: nergens.yaml:1: ...
    """
    if file is None:
        return _packaged()
    bundle = opened(file)
    return bundle.supplied(loaded(bundle.text, bundle.name))


@cache
def _packaged() -> Handbook:
    handbook = loaded(read_text(PACKAGED), PACKAGED.name)
    # Nobody waits for a look at our own: tests have one.
    files = {digest: pictures.PACKAGED / file_name(digest) for digest in sorted(handbook.shown_pictures)}
    return handbook.with_pictures({digest: file.read_bytes() for digest, file in files.items()})


def loaded(text: str, file: str) -> Handbook:
    """Return the handbook that the text of a file is, as :func:`load`; ``file`` is its name in messages."""
    handbook, problems = examine(parse_source(text, file))
    errors = tuple(problem for problem in problems if problem.is_error)
    if errors or handbook is None:
        raise HandbookError(file, errors)
    return handbook


def loses_comments(text: str) -> bool:
    """Return whether a text has comments that no handbook keeps: the explanation is written anew."""
    return has_comments(text.removeprefix(explanation(PACKAGED.read_text(encoding="utf-8"))))


def inspect(file: str | Path, today: date | None = None) -> tuple[Handbook | None, tuple[Problem, ...]]:
    """Return the handbook in a YAML file as far as it has the right shape, and all its problems by line."""
    try:
        bundle = opened(file)
        source = parse_source(bundle.text, bundle.name)
        handbook, problems = examine(source, today)
        if handbook is not None:
            handbook = bundle.supplied(handbook)
    except HandbookError as error:
        return None, error.problems
    return handbook, source.located((*problems, *(missing(handbook) if handbook else ())))


def examine(source: Source, today: date | None = None) -> tuple[Handbook | None, tuple[Problem, ...]]:
    """Return the handbook that plain data describes as far as it has the right shape, and its problems."""
    handbook, problems = shape(Handbook, source.data)
    if handbook is not None:
        problems += check(handbook, today or clock.today())
    return handbook, source.located(problems)


def inspect_profile(file: str | Path, handbook: Handbook) -> tuple[Profile | None, tuple[Problem, ...]]:
    """Return the profile in a YAML file as far as it has the right shape, and all its problems by line."""
    try:
        source = read_source(file)
    except HandbookError as error:
        return None, error.problems
    profile, problems = shape(Profile, source.data)
    if profile is not None:
        problems += check_profile(profile, handbook)
    return profile, source.located(problems)


def to_data(value: Value) -> dict[str, Any]:
    """Return a handbook or a part of it as plain data, without what is at its default."""
    return value.model_dump(mode="json", exclude_defaults=True)


def to_json(handbook: Handbook) -> str:
    """Return a handbook as JSON text; the YAML reader reads it too."""
    text = json.dumps(to_data(handbook), ensure_ascii=False, indent=2) + "\n"
    return FORBIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def to_yaml(handbook: Handbook) -> str:
    """Return a handbook as YAML text, headed by the explanation that the packaged file has."""
    return explanation(PACKAGED.read_text(encoding="utf-8")) + written(handbook)


def written(value: Value) -> str:
    """Return a handbook or a part of it as YAML text, without what is at its default."""
    return yaml.dump(to_data(value), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH)


def explanation(text: str) -> str:
    """Return the comment that a file begins with."""
    return "".join(takewhile(lambda line: line.startswith("#"), text.splitlines(keepends=True)))
