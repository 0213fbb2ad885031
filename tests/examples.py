"""How many examples Hypothesis tries: few at each change, more before it goes in, most where nobody waits."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

CHOICE = "EHBI_EXAMPLES"
"""Environment variable that names one of the profiles."""
PROFILES = {"quick": 8, "test": 30, "ci": 100}
"""Examples of a test that asks for no share."""
DEFAULT = "test"
LEAST = 5


def use_profile() -> None:
    """Have Hypothesis try as many as the environment says.

    A busy machine is slow, which is no failure, so nothing has a deadline.
    """
    slow_is_fine = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
    for name, examples in PROFILES.items():
        settings.register_profile(name, max_examples=examples, print_blob=True, database=None, **slow_is_fine)
    settings.load_profile(os.environ.get(CHOICE, DEFAULT))


def is_thorough() -> bool:
    """Return whether a test that can try all or some of what it tries has to try all."""
    return os.environ.get(CHOICE) == "ci"


def share(part: float, **others: object) -> settings:
    """Return settings with a part of the examples, or with a multiple of them."""
    return settings(max_examples=max(LEAST, round(part * settings().max_examples)), **others)
