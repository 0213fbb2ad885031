"""From a file to a handbook: shape first, then the checks; all problems at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from .checks import check
from .errors import HandbookError, Problem, Severity
from .model import Handbook
from .source import Source, read_source
from .validation import shape

PACKAGED = Path(__file__).with_name("handboek.yaml")


def load(file: str | Path | None = None) -> Handbook:
    """Return the handbook in a file, or the one that comes with EHBI.

    Parameters
    ----------
    file
        A YAML file; None for the packaged handbook.

    Raises
    ------
    HandbookError
        The file has errors; warnings do not stop it.

    Examples
    --------
    >>> import ehbi
    >>> ehbi.load().title
    'Eerste Hulp Bij Inloggen'
    """
    source = PACKAGED if file is None else file
    handbook, problems = inspect(source)
    errors = tuple(problem for problem in problems if problem.severity is Severity.ERROR)
    if errors or handbook is None:
        raise HandbookError(PACKAGED.name if file is None else str(file), errors)
    return handbook


def inspect(file: str | Path, today: date | None = None) -> tuple[Handbook | None, tuple[Problem, ...]]:
    """Return the handbook in a file as far as it has the right shape, and all its problems by line.

    Parameters
    ----------
    file
        A YAML file.
    today
        Day to judge reviews by; None for the real one.
    """
    try:
        source = read_source(file)
    except HandbookError as error:
        return None, error.problems
    return examine(source, today)


def examine(source: Source, today: date | None = None) -> tuple[Handbook | None, tuple[Problem, ...]]:
    """Return the handbook that plain data describes as far as it has the right shape, and all its problems.

    Parameters
    ----------
    source
        The data, with its lines.
    today
        Day to judge reviews by; None for the real one.

    Examples
    --------
    >>> from ehbi.handbook.source import parse_source
    >>> handbook, problems = examine(parse_source("format: 1", "x.yaml"))
    >>> handbook is None, problems[0].message
    (True, 'Hier ontbreekt ‘title’')
    """
    handbook, problems = shape(Handbook, source)
    if handbook is not None:
        problems += check(handbook, today or date.today())
    located = (replace(problem, line=source.line(problem.path)) for problem in problems)
    return handbook, tuple(sorted(located, key=lambda problem: problem.line))
