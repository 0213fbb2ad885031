"""The keys of the managers' and the presenter's server: a token, a password, or either."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jupyter_server.auth.security import passwd, passwd_check

from ...handbook import EhbiError

TOKEN, TOKEN_FILE = "JUPYTER_TOKEN", "JUPYTER_TOKEN_FILE"
SHORTEST = 12
"""Characters of a password."""
BYTES = 24
"""Of a token that nobody can guess."""


class LockError(EhbiError):
    """The server would have no lock, or one that nobody can open; so it does not start."""


@dataclass(frozen=True)
class Key:
    """What opens the managers' server."""

    token: str = field(default="", repr=False)  # opens it from the address too
    hashed: str = field(default="", repr=False)  # what Jupyter made of the password
    is_new: bool = False  # whether the token was made just now, so that its owner must be told


def find_key(file: Path, environment: Mapping[str, str] = os.environ) -> Key:
    """Return the key that was chosen, by Jupyter's variables or as a password; else one with a new token.

    One that was chosen but is empty or cannot be read is a :class:`LockError`.
    """
    key = Key(_given_token(environment), _kept(file))
    return key if key.token or key.hashed else Key(secrets.token_hex(BYTES), is_new=True)


def keep_password(password: str, file: Path) -> None:
    """Keep a password: only what Jupyter makes of it, in a file for nobody else."""
    if len(password.strip()) < SHORTEST:
        raise LockError(f"Dat wachtwoord is te kort. Kies er een van {SHORTEST} tekens of meer.")
    new = file.with_suffix(".new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        new.unlink(missing_ok=True)
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
            stream.write(passwd(password.strip()))  # type: ignore[no-untyped-call]
        new.replace(file)
    except OSError as error:
        raise LockError(
            f"Het wachtwoord kan niet worden bewaard in {file} ({error.strerror}). "
            "Kijk of de schijf vol is en of je er mag schrijven."
        ) from error


def _given_token(environment: Mapping[str, str]) -> str:
    name = next((one for one in (TOKEN, TOKEN_FILE) if one in environment), None)
    if name is None:
        return ""
    token = environment[name] if name == TOKEN else _read(Path(environment[name]), name)
    if not token.strip():
        raise LockError(
            f"{name} is leeg, en dan zou iedereen binnen kunnen. "
            "Vul een token in, of haal de variabele weg: dan maakt EHBI er zelf een."
        )
    return token.strip()


def _kept(file: Path) -> str:
    if not file.exists():
        return ""
    hashed = _read(file, "Het wachtwoord").strip()
    try:
        passwd_check(hashed, "")  # type: ignore[no-untyped-call]  # raises on what Jupyter did not make
    except ValueError:
        hashed = ""
    if not hashed.startswith("argon2:"):
        raise LockError(f"Het wachtwoord in {file} is kapot. Kies een ander met: ehbi edit --password")
    return hashed


def _read(file: Path, what: str) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LockError(
            f"{what} kan niet worden gelezen uit {file}. Kijk of het bestand er is en of je het mag lezen."
        ) from error
