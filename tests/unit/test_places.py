"""What a server served last lies beside its database, or where nothing of it can be seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from ehbi import places

OURS = places.data_folder()


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("sqlite:////srv/ehbi.sqlite", Path("/srv/ehbi.sqlite.last.json")),
        ("sqlite:////srv/ehbi.sqlite?timeout=5", Path("/srv/ehbi.sqlite.last.json")),
        ("sqlite:///hier.sqlite", Path("hier.sqlite.last.json").absolute()),
    ],
)
def test_beside_a_database_that_is_a_file(address, file):
    assert places.last_edition(address) == file


@pytest.mark.parametrize(
    "address",
    ["sqlite://", "sqlite:///:memory:", "sqlite:///file:/srv/x?mode=ro&uri=true", "postgresql://db/ehbi"],
)
def test_in_the_data_folder_for_any_other(address):
    assert places.last_edition(address).parent == OURS


def test_by_a_name_that_says_nothing_of_a_password():
    with_password, other = "postgresql://ehbi:geheim@db/ehbi", "postgresql://ehbi:anders@db/ehbi"
    assert places.last_edition(with_password) == places.last_edition(other)
    assert places.last_edition(with_password) != places.last_edition("postgresql://db/ander")
