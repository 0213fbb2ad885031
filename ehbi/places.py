"""Where a user's own things are: the one place that knows the environment and the system's folders."""

from __future__ import annotations

import getpass
import hashlib
import os
import re
from pathlib import Path

import platformdirs

DATABASE = "EHBI_DATABASE"
"""Environment variable with the address of the database."""
CREATE = "EHBI_CREATE"
"""Environment variable with which a database that is not there yet may be made, wherever it is."""
PROFILE = "EHBI_PROFILE"
"""Environment variable with the library's profile: a file."""
HANDBOOKS = "EHBI_HANDBOOKS"
"""Environment variable with the folder in which a server hands its workers the handbooks."""
SHARED = "EHBI_SHARED"
"""Set in the environment of a kernel that is one of several people's: the system's user is none of them."""
KEEP_REMARKS, KEEP_CASES = "EHBI_KEEP_REMARKS", "EHBI_KEEP_CASES"
"""Environment variables with how many months remarks are kept, and cases are kept single."""
_FILE = re.compile(r"sqlite(?:\+\w+)?:///(?!:memory:|file:)(?P<file>[^?]+)")
"""The address of a database that is a file, whose name says where it is."""


def data_folder() -> Path:
    """Return the folder for this user's data, as the system has it; it need not exist yet."""
    return platformdirs.user_data_path("ehbi", appauthor=False)


def database() -> str:
    """Return the address of the database: the environment's, else a file in the user's data folder."""
    return os.environ.get(DATABASE) or f"sqlite:///{usual_file()}"


def usual_file() -> Path:
    """Return the file in which things are kept unless somebody says otherwise; it need not exist yet."""
    return data_folder() / "ehbi.sqlite"


def database_file(address: str) -> Path | None:
    """Return the file that a database is; None when only opening it can tell where it is.

    Examples
    --------
    >>> database_file("sqlite:////srv/ehbi.sqlite?timeout=5").name
    'ehbi.sqlite'
    >>> database_file("postgresql://db/ehbi")
    """
    found = _FILE.match(address)
    return Path(found["file"]).absolute() if found else None


def is_there(address: str) -> bool:
    """Return whether a database is there to be read; of one that is no file only opening it can tell.

    Examples
    --------
    >>> is_there("sqlite:///nergens.sqlite")
    False
    """
    file = database_file(address)
    return file is None or file.exists()


def last_edition(address: str) -> Path:
    """Return the file in which a server keeps what it served last: beside the database when that is a file.

    Examples
    --------
    >>> last_edition("sqlite:////srv/ehbi.sqlite").name
    'ehbi.sqlite.last.json'
    """
    if file := database_file(address):
        return Path(f"{file}.last.json")
    # Not by what stands before the @: that may hold a password.
    name = hashlib.sha256(address.rpartition("@")[2].encode()).hexdigest()[:12]
    return data_folder() / f"last-{name}.json"


def settled(address: str) -> str:
    """Return the address of a database as it is known from any folder.

    Examples
    --------
    >>> settled("sqlite:////srv/ehbi.sqlite"), settled("postgresql://db/ehbi")
    ('sqlite:////srv/ehbi.sqlite', 'postgresql://db/ehbi')
    """
    found = _FILE.match(address)
    if not found:
        return address
    start, end = found.span("file")
    return f"{address[:start]}{Path(found['file']).absolute()}{address[end:]}"


def user() -> str:
    """Return who uses this machine, as the system has it; empty in a container that has no such name."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def password() -> Path:
    """Return the file of the password for the managers' pages, in the user's data folder."""
    return data_folder() / "wachtwoord"


def profile() -> Path:
    """Return the file of the library's profile: the environment's, else one in the user's data folder."""
    named = os.environ.get(PROFILE)
    return Path(named) if named else data_folder() / "profiel.yaml"


def stamp(file: Path) -> tuple[int, ...] | None:
    """Return what differs whenever a file does, so that it need be read once; None when there is none.

    Examples
    --------
    >>> stamp(Path("nergens.yaml"))
    """
    try:
        about = file.stat()
    except OSError:
        return None
    return about.st_mtime_ns, about.st_ctime_ns, about.st_size


def is_profile_named() -> bool:
    """Return whether somebody said where the profile is, and expects it to be there."""
    return bool(os.environ.get(PROFILE))
