"""A proof with a builder of the test's own, in the place of the real ones."""

from __future__ import annotations

import sys
import tempfile

import pytest

from ehbi.publishing import process, proof


@pytest.fixture
def proof_of(monkeypatch, tmp_path):
    """Have proofs build one of the misbehaving parts; returns the folder for temporary files."""
    folder = tmp_path / "tijdelijk"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))

    def use(name, builders=1):
        monkeypatch.setattr(proof, "BUILDERS", builders)
        monkeypatch.setattr(process, "COMMAND", (sys.executable, "-m", "tests.unit.publishing.faults", name))
        return folder

    return use
