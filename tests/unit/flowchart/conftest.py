from __future__ import annotations

import pytest

import ehbi

from .chart_page import ChartPage


@pytest.fixture(scope="session")
def handbook():
    return ehbi.load()


@pytest.fixture
def halfway(handbook):
    """A case that has passed two steps and stands at a third, all in one picture."""
    return ehbi.Case(handbook).begin("geen-rechten").answer("ja").answer("verkeerd")


@pytest.fixture
def charts(page):
    """A page for charts; a mistake in the script or a request to anybody fails the test."""
    wrong, asked = [], []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    yield ChartPage(page)
    assert not wrong
    assert not [address for address in asked if not address.startswith(("data:", "about:"))]
