"""The profile's place on this machine: made once, never replaced, and no reason to fail."""

from __future__ import annotations

import pytest

from ehbi import cli, load, places, profiles


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setenv(places.PROFILE, str(tmp_path / "map" / "profiel.yaml"))
    return places.profile()


def test_a_new_profile_is_made_once_and_then_kept(file, capsys):
    assert cli.main(["profile", "new"]) == 0
    file.write_text("van mij", encoding="utf-8")
    assert cli.main(["profile", "new"]) == 1
    assert file.read_text(encoding="utf-8") == "van mij"
    assert "is er al en blijft zoals het is" in capsys.readouterr().err


def test_it_is_checked_by_line(file, capsys):
    cli.main(["profile", "new"])
    capsys.readouterr()
    assert cli.main(["profile", "check"]) == 1
    assert capsys.readouterr().out == (
        f"{file}:15: De naam van de bibliotheek is leeg. Vul de naam in bij library.\n"
    )
    file.write_text("format: 1\nlibrary: Noord\n", encoding="utf-8")
    assert cli.main(["profile", "check"]) == 0
    assert capsys.readouterr().out == "Het profiel van Noord is in orde.\n"


def test_a_place_that_cannot_be_written_is_one_line(tmp_path, capsys):
    (tmp_path / "bestand").write_text("", encoding="utf-8")
    assert cli.main(["profile", "new", str(tmp_path / "bestand" / "profiel.yaml")]) == 1
    assert "kan niet worden geschreven" in capsys.readouterr().err


def test_without_a_profile_the_handbook_is_as_it_is(monkeypatch, tmp_path, caplog):
    monkeypatch.delenv(places.PROFILE, raising=False)
    monkeypatch.setattr(places, "data_folder", lambda: tmp_path)
    assert profiles.local(load()).profile is None
    assert caplog.text == ""
    (tmp_path / "profiel.yaml").write_text("format: 1\nlibrary: Noord\n", encoding="utf-8")
    assert profiles.local(load()).profile.library == "Noord"


def test_one_that_stays_as_it_is_makes_one_handbook_for_all(file):
    handbook = load()
    file.parent.mkdir()
    for library in ("Noord", "Noordoost"):
        file.write_text(f"format: 1\nlibrary: {library}\n", encoding="utf-8")
        assert profiles.local(handbook) is profiles.local(handbook)
        assert profiles.local(handbook).profile.library == library


@pytest.mark.parametrize("text", [None, "format: 1\n", "{", "format: 1\nlibrary: ''\nsystem: x\n"])
def test_one_with_errors_is_told_and_the_general_texts_serve(file, caplog, text):
    if text is not None:
        file.parent.mkdir()
        file.write_text(text, encoding="utf-8")
    assert profiles.local(load()).profile is None
    assert str(file) in caplog.text
    assert "wordt niet gebruikt" in caplog.text


def test_one_in_which_nothing_was_filled_in_yet_is_no_trouble(file, caplog, capsys):
    profiles.new(file)
    handbook = load()
    assert profiles.local(handbook) is handbook
    assert (caplog.text, capsys.readouterr().err) == ("", "")


def test_what_is_wrong_in_one_is_told_with_its_line(file, caplog):
    file.parent.mkdir()
    file.write_text("format: 1\n", encoding="utf-8")
    profiles.local(load())
    assert any(line.startswith(f"{file}:1: Hier ontbreekt ‘library’") for line in caplog.messages)


def test_what_is_wrong_is_told_once_for_all_handbooks_and_again_when_the_profile_has_changed(file, caplog):
    handbooks = [load(), load().model_copy(update={"title": "Een ander"})]
    for text, times in [("format: 1\n", 2), ("format: 1\nlibrary:\n", 4)]:
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        for handbook in handbooks:
            assert profiles.local(handbook) is handbook
        assert len(caplog.messages) == times


def test_the_exported_book_has_it(file, capsysbinary):
    file.parent.mkdir()
    file.write_text("format: 1\nlibrary: Bibliotheek Noord\n", encoding="utf-8")
    assert cli.main(["export", "html"]) == 0
    assert b"Bibliotheek Noord" in capsysbinary.readouterr().out
    assert cli.main(["export", "yaml"]) == 0
    assert b"Bibliotheek Noord" not in capsysbinary.readouterr().out
