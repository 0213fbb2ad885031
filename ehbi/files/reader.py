"""Readers of a handbook and of a library's profile: shape first, then the checks; all problems at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ..handbook.checks import check, check_profile
from ..handbook.errors import HandbookError, Problem, Severity, Source
from ..handbook.model import Handbook
from ..handbook.profile import Profile
from ..handbook.shapes import shape
from .source import read_source

PACKAGED = Path(__file__).with_name("handboek.yaml")
"""The handbook that comes with EHBI."""
TEMPLATE = Path(__file__).with_name("profiel.yaml")
"""A profile in which nothing is filled in yet, with an explanation."""


def load(file: str | Path | None = None) -> Handbook:
    """Return the handbook in a YAML file, or the one that comes with EHBI.

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
    handbook, problems = inspect(PACKAGED if file is None else file)
    errors = tuple(problem for problem in problems if problem.severity is Severity.ERROR)
    if errors or handbook is None:
        raise HandbookError(PACKAGED.name if file is None else str(file), errors)
    return handbook


def inspect(file: str | Path, today: date | None = None) -> tuple[Handbook | None, tuple[Problem, ...]]:
    """Return the handbook in a YAML file as far as it has the right shape, and all its problems by line.

    Reviews are judged by ``today``; None for the real day.
    """
    try:
        source = read_source(file)
    except HandbookError as error:
        return None, error.problems
    return examine(source, today)


def examine(source: Source, today: date | None = None) -> tuple[Handbook | None, tuple[Problem, ...]]:
    """Return the handbook that plain data describes as far as it has the right shape, and all its problems.

    Examples
    --------
    >>> from ehbi.files.source import parse_source
    >>> handbook, problems = examine(parse_source("format: 1", "x.yaml"))
    >>> handbook is None, problems[0].message
    (True, 'Hier ontbreekt ‘title’')
    """
    handbook, problems = shape(Handbook, source)
    if handbook is not None:
        problems += check(handbook, today or date.today())
    return handbook, source.located(problems)


def inspect_profile(file: str | Path, handbook: Handbook) -> tuple[Profile | None, tuple[Problem, ...]]:
    """Return the profile in a YAML file as far as it has the right shape, and all its problems by line.

    The handbook has the contacts that a profile can fill in.

    Examples
    --------
    >>> profile, problems = inspect_profile(TEMPLATE, load())
    >>> [(problem.line, problem.remedy) for problem in problems]
    [(15, 'Vul de naam in bij library')]
    """
    try:
        source = read_source(file)
    except HandbookError as error:
        return None, error.problems
    profile, problems = shape(Profile, source)
    if profile is not None:
        problems += check_profile(profile, handbook)
    return profile, source.located(problems)
