"""The commands for paper."""

from __future__ import annotations

import pytest

from ehbi.cli import main

from .reading import pages, size, squeezed, words


def export(tmp_path, *arguments):
    file = tmp_path / "uit.pdf"
    database = f"sqlite:///{tmp_path}/nergens.sqlite"
    status = main(["export", *arguments, "--output", str(file), "--database", database])
    return status, file


@pytest.mark.parametrize(
    ("arguments", "sides"),
    [
        (["poster"], (297, 420)),
        (["poster", "--paper", "a3"], (297, 420)),
        (["poster", "--paper", "a4"], (210, 297)),
        (["card"], (210, 297)),
    ],
)
def test_paper_is_a3_for_a_poster_unless_told_and_a4_for_a_card(tmp_path, arguments, sides):
    status, file = export(tmp_path, *arguments)
    assert status == 0
    assert {size(page) for page in pages(file.read_bytes())} == {sides}


def test_only_a_poster_has_a_choice_of_paper(tmp_path, capsys):
    status, file = export(tmp_path, "card", "--paper", "a3")
    assert status == 1
    assert not file.exists()
    assert capsys.readouterr().err == "--paper hoort bij poster, niet bij card. Laat --paper weg.\n"


@pytest.mark.parametrize("form", ["slides", "card"])
def test_what_a_room_gets_is_that_of_the_library_whose_profile_is_named(tmp_path, form):
    profile = tmp_path / "noord.yaml"
    profile.write_text("format: 1\nlibrary: Bibliotheek Noord\n", encoding="utf-8")
    status, file = export(tmp_path, form, "--profile", str(profile))
    assert status == 0
    content = file.read_bytes()
    shown = squeezed(content.decode()) if form == "slides" else words(content)
    assert squeezed("Bibliotheek Noord") in shown
