from __future__ import annotations

import pytest

from ehbi.files import load

from .drafts import Draft


@pytest.fixture(scope="session")
def handbook():
    return load()


@pytest.fixture
def draft():
    return Draft()
