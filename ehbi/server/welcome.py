"""What the page to log in with says: each server has its own people."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Welcome:
    """What the page to log in with says.

    Parameters
    ----------
    title
        What one logs in for.
    starter
        Who started the server, and so can tell the token.
    command
        In whose window the token stands.
    left
        What is said to who has logged out.
    others
        Where somebody belongs who needs no key; empty when everybody does.

    Examples
    --------
    >>> MANAGERS.title
    'Inloggen voor beheer'
    """

    title: str
    starter: str
    command: str
    left: str
    others: str = ""


MANAGERS = Welcome(
    title="Inloggen voor beheer",
    starter="wie dit beheer heeft gestart",
    command="ehbi edit",
    left="Je bent uitgelogd. Je concept is bewaard.",
)
PHONES = "/stem"
PRESENTERS = Welcome(
    title="Inloggen voor de dia’s",
    starter="wie deze workshop heeft gestart",
    command="ehbi present",
    left="Je bent uitgelogd. Wat de zaal koos, blijft tot de workshop stopt.",
    others=PHONES,
)
