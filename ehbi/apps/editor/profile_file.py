"""The file with the library's profile, as the manager's page finds it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ...handbook import Handbook, HandbookError, Problem, Severity
from ...handbook.checks.profile import check_profile
from ...handbook.model import Contact, Profile
from ...handbook.source import parse_source
from ...handbook.textfile import read_text
from ...handbook.validation import shape
from .problems import told_by_line


@dataclass(frozen=True, slots=True)
class Read:
    """What a text says as a profile.

    Parameters
    ----------
    text
        The text; None when the file cannot be read as text.
    profile
        What it says; None as long as its form is not right.
    problems
        Of its form when there is no profile, else of what it says.
    """

    text: str | None
    profile: Profile | None
    problems: tuple[Problem, ...]

    @property
    def has_errors(self) -> bool:
        """Whether the handbook does without this profile."""
        return any(one.severity is Severity.ERROR for one in self.problems)


def read_file(file: Path, handbook: Handbook) -> Read:
    """Return what a file says as a profile."""
    try:
        text = read_text(file)
    except HandbookError as error:
        return Read(None, None, error.problems)
    return read(text, handbook)


def read(text: str, handbook: Handbook) -> Read:
    r"""Return what a text says as a profile.

    Examples
    --------
    >>> import ehbi
    >>> read("format: 1\nlibrary: Noord\n", ehbi.load()).profile.library
    'Noord'
    >>> lines([*read("format: 1\nnaam: Noord\n", ehbi.load()).problems])[0]
    'Regel 1: Hier ontbreekt ‘library’. Vul ‘library’ in.'
    """
    try:
        source = parse_source(text, "")
    except HandbookError as error:
        return Read(text, None, error.problems)
    profile, problems = shape(Profile, source)
    if profile is None or problems:
        located = (Problem(one.path, one.message, one.remedy, line=source.line(one.path)) for one in problems)
        return Read(text, None, tuple(located))
    return Read(text, profile, check_profile(profile, handbook))


def lines(problems: Iterable[Problem]) -> list[str]:
    """Return problems as sentences that say on which line they are, in that order."""
    return [told_by_line(one) for one in sorted(problems, key=lambda one: one.line)]


def new_name(old: str, before: Handbook, after: Handbook) -> str | None:
    """Return the id that a contact has after a change; None when it has its own still, or is gone.

    Examples
    --------
    >>> import ehbi
    >>> from ehbi.handbook.edits import rename_part
    >>> handbook = ehbi.load()
    >>> new_name("fb-iam", handbook, rename_part(handbook, "contacts", "fb-iam", "kb-iam"))
    'kb-iam'
    """
    was = next((one for one in before.contacts if one.id == old), None)
    if was is None or any(one.id == old for one in after.contacts):
        return None
    known = {one.id for one in before.contacts}
    fresh = [one for one in after.contacts if one.id not in known]
    return next(_alike(was, fresh), None)


def _alike(was: Contact, fresh: list[Contact]) -> Iterator[str]:
    """Yield first what says all the same, then what goes by the same name."""
    yield from (one.id for one in fresh if one.model_copy(update={"id": was.id}) == was)
    yield from (one.id for one in fresh if one.name == was.name)
