from __future__ import annotations

import pytest

import ehbi
from ehbi.explore import count_traffic, make_sample
from ehbi.store import LoggedCase

NOVEMBER, AUGUST = "2026-11-24T16", "2026-08-04T09"
WALKS = (
    LoggedCase(NOVEMBER, ("reset-mail", "mail-zoeken", "ingelogd-met-mail"), (), "ingelogd-met-mail"),
    LoggedCase(NOVEMBER, ("reset-mail", "mail-zoeken", "mail-opnieuw"), ("ander-adres", "mail-zoeken")),
    LoggedCase(
        NOVEMBER, ("geen-rechten", "kb-navragen", "synchronisatie-abonnement", "toegang"), (), "toegang"
    ),
    LoggedCase(AUGUST, ("eigen-site",), (), "eigen-site"),
)
"""Four cases to count by hand: on the way of three there are other steps, and one is left halfway."""


@pytest.fixture(scope="session")
def handbook():
    return ehbi.load()


@pytest.fixture(scope="session")
def traffic(handbook):
    return count_traffic(handbook, WALKS)


@pytest.fixture(scope="session")
def year(handbook):
    """A made-up year, counted."""
    return count_traffic(handbook, make_sample(handbook))
