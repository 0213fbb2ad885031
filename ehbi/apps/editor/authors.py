"""Who is at work: what a name is, and whose this kernel is."""

from __future__ import annotations

import os
import unicodedata

from ... import places
from ...handbook import EhbiError

LONGEST = 80
HUB_USER = "JUPYTERHUB_USER"
"""Environment variable in which JupyterHub tells whose kernel it is."""


class AuthorError(EhbiError):
    """What was filled in cannot be somebody's name."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"Vul je naam in: 1 tot {LONGEST} tekens, op één regel.")


def author_name(text: str) -> str:
    """Return a name as it is kept with a draft and a revision.

    Parameters
    ----------
    text
        What a person filled in.

    Raises
    ------
    AuthorError
        It is empty, too long, or holds what cannot be printed.

    Examples
    --------
    >>> author_name("  Noor de Vries ")
    'Noor de Vries'
    """
    name = unicodedata.normalize("NFC", text).strip()
    if not name or len(name) > LONGEST or not name.isprintable():
        raise AuthorError(text)
    return name


def known_author() -> str:
    """Return whose kernel this is; empty when nobody knows, as on a server that several people share.

    JupyterHub knows who somebody is; elsewhere the system does.
    """
    shared = os.environ.get(places.SHARED)
    return os.environ.get(HUB_USER) or ("" if shared else places.user())
