from __future__ import annotations

import pytest

from .drafts import Draft
from .strategies import PACKAGED


@pytest.fixture(scope="session")
def handbook():
    return PACKAGED


@pytest.fixture
def draft():
    return Draft()
