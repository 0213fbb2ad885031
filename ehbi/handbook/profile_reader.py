"""From a file to a library's profile: shape first, then the checks; all problems at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from .checks.profile import check_profile
from .errors import HandbookError, Problem
from .model import Handbook, Profile
from .source import read_source
from .validation import shape

TEMPLATE = Path(__file__).with_name("profiel.yaml")
"""A profile in which nothing is filled in yet, with an explanation."""


def inspect_profile(file: str | Path, handbook: Handbook) -> tuple[Profile | None, tuple[Problem, ...]]:
    """Return the profile in a file as far as it has the right shape, and all its problems by line.

    Parameters
    ----------
    file
        A YAML file.
    handbook
        What the profile is for: it has the contacts that a profile can fill in.

    Examples
    --------
    >>> import ehbi
    >>> profile, problems = inspect_profile(TEMPLATE, ehbi.load())
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
    located = (replace(problem, line=source.line(problem.path)) for problem in problems)
    return profile, tuple(sorted(located, key=lambda problem: problem.line))
