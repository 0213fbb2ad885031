"""The library's profile from its place on this machine, and the handbook as that library uses it."""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path

from . import places
from .files.documents import TEMPLATE, explanation, inspect_profile, written
from .files.source import read_text
from .handbook import EhbiError, Handbook
from .handbook.parts import Profile

log = logging.getLogger(__name__)


class ProfileExistsError(EhbiError):
    """A new profile would take the place of one that is filled in."""

    def __init__(self, file: Path) -> None:
        self.file = file
        super().__init__(f"{file} is er al en blijft zoals het is. Open het om het te veranderen.")


def local(handbook: Handbook, file: Path | None = None) -> Handbook:
    """Return a handbook with this library's profile; as it is when there is none, or one with errors."""
    if file is None and not places.is_profile_named() and not places.profile().exists():
        return handbook
    source = file or places.profile()
    return _used(handbook, source, places.stamp(source))


@lru_cache(maxsize=4)
def _used(handbook: Handbook, source: Path, stamp: tuple[int, ...] | None) -> Handbook:
    """Return a handbook with the profile in a file, if it can be used; worked out once for all who ask."""
    profile, problems = inspect_profile(source, handbook)
    if profile and _is_blank(profile):
        return handbook
    for problem in problems:
        _tell(problem.at(str(source)), source, stamp)
    if profile is None or any(problem.is_error for problem in problems):
        line = "Het profiel van de bibliotheek wordt niet gebruikt. Kijk het na met: ehbi profile check"
        _tell(line, source, stamp)
        return handbook
    return handbook.at(profile)


def _is_blank(profile: Profile) -> bool:
    """Return whether nothing was filled in yet: that is no trouble, and `ehbi profile check` tells it."""
    filled = (profile.library, profile.system, profile.synchronisation)
    return not any(filled) and not any(one.name or one.channels for one in profile.contacts)


@lru_cache(maxsize=64)
def _tell(line: str, _source: Path, _stamp: tuple[int, ...] | None) -> None:
    """Tell what is wrong with a profile once until it changes, of however many handbooks it is used in."""
    log.warning("%s", line)


def new(file: Path) -> None:
    """Write a profile to be filled in."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8") as stream:
            stream.write(TEMPLATE.read_text(encoding="utf-8"))
    except OSError as error:
        if file.is_file():
            raise ProfileExistsError(file) from None
        raise _unwritable(file, error) from None


def save(file: Path, profile: Profile) -> None:
    """Write a profile in the place of the one that is there; the comment at its top stays."""
    head = explanation(read_text(file if file.exists() else TEMPLATE))
    save_text(file, head + written(profile))


def save_text(file: Path, text: str) -> None:
    """Write a profile's text in the place of what is there: all of it, or nothing."""
    real = file.resolve()
    draft = real.with_name(f"{real.name}.new")
    try:
        draft.write_text(text, encoding="utf-8", newline="\n")
        draft.replace(real)
    except OSError as error:
        raise _unwritable(file, error) from None


def stamp() -> tuple[int, ...] | None:
    """Return what differs whenever the profile in its usual place does; None when there is none."""
    return places.stamp(places.profile())


def _unwritable(file: Path, error: OSError) -> EhbiError:
    return EhbiError(f"{file} kan niet worden geschreven ({error.strerror}). Kies een andere plek.")
