"""Panel, that is there beside ours when it can be had."""

import subprocess

import pytest

from benchmarks import panel


@pytest.mark.parametrize(
    ("goes_wrong", "why"),
    [
        (subprocess.CalledProcessError(1, "pip"), "no Panel: pip cannot install it"),
        (subprocess.TimeoutExpired("pip", 1), f"no Panel: {panel.PATIENCE} s waited for pip to install it"),
        (OSError("no room"), "no Panel: pip cannot install it"),
    ],
)
def test_when_it_cannot_be_installed_that_is_said(monkeypatch, tmp_path, goes_wrong, why):
    def fail(*_, **__):
        raise goes_wrong

    monkeypatch.setattr(panel.venv, "create", lambda *_, **__: None)
    monkeypatch.setattr(panel.subprocess, "run", fail)
    with pytest.raises(panel.NoPanelError) as told:
        panel.installed(tmp_path / "panel")
    assert str(told.value) == why
