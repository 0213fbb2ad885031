"""Revisions on the command line: a list, a way back, a file brought in; what is published is used."""

from __future__ import annotations

import json

import pytest

from ehbi import cli
from ehbi.files import load
from ehbi.files.bundles import zipped
from ehbi.files.documents import to_json, to_yaml
from ehbi.files.pictures import prepared
from ehbi.publishing import revisions as publishing
from tests.unit.files import drawing
from tests.unit.handbook.pictures import picture, with_pictures

PACKAGED = load()
RENAMED = PACKAGED.model_copy(update={"title": "Eerste Hulp"})


@pytest.fixture(autouse=True)
def proven(monkeypatch):
    """Have every handbook count as proven: a proof takes seconds, and has tests of its own."""
    asked = []
    monkeypatch.setattr(publishing, "prove", lambda handbook, _tell: asked.append(handbook))
    return asked


@pytest.fixture
def run(tmp_path, capsys):
    """Run a command on a database of its own; gives status, output and errors."""
    database = f"sqlite:///{tmp_path}/ehbi.sqlite"

    def run(*words):
        status = cli.main([*words, "--database", database])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


@pytest.fixture
def file(tmp_path):
    made = tmp_path / "nieuw.yaml"
    made.write_text(to_yaml(RENAMED), encoding="utf-8")
    return str(made)


def test_the_packaged_handbook_is_revision_1(run):
    status, out, _ = run("history", "--json")
    (first,) = json.loads(out)
    assert status == 0
    assert list(first) == ["revision", "at", "author", "message", "digest"]
    assert (first["revision"], first["digest"]) == (1, PACKAGED.revision)


@pytest.mark.parametrize("write", [to_yaml, to_json])
def test_a_file_is_published_and_used_from_then_on(run, tmp_path, write):
    file = tmp_path / "nieuw"
    file.write_text(write(RENAMED), encoding="utf-8")
    assert run("import", str(file), "--author", "Noor")[:2] == (
        0,
        "Het handboek\n- De titel was ‘Eerste Hulp Bij Inloggen’ en wordt ‘Eerste Hulp’\n\n"
        f"{file} is gepubliceerd als versie 2.\n",
    )
    assert f"Noor: Uit {file}" in run("history")[1].splitlines()[0]
    assert "title: Eerste Hulp\n" in run("export", "yaml")[1]
    assert json.loads(run("paths", "--json")[1]) == json.loads(run("paths", str(file), "--json")[1])
    assert run("check", "--today", "2026-11-24")[0] == 0


def test_what_is_published_is_checked_by_line_too(run, file):
    run("import", file)
    status, out, _ = run("check", "--today", "2028-01-01")
    assert status == 0
    assert out.splitlines()[0].startswith("handboek-versie-2.yaml:")
    assert "langer dan een jaar niet nagekeken" in out


def test_the_same_again_makes_no_revision(run, file):
    run("import", file)
    assert run("import", file)[1] == f"Er verandert niets: versie 2 zegt al wat in {file} staat.\n"
    assert len(run("history")[1].splitlines()) == 2


def test_a_restored_revision_is_a_new_one(run, file):
    run("import", file)
    assert run("restore", "1") == (0, "Versie 3 zegt weer wat versie 1 zei.\n", "")
    assert "title: Eerste Hulp Bij Inloggen\n" in run("export", "yaml")[1]
    assert run("restore", "9")[::2] == (1, "Versie 9 is er niet. Bekijk de lijst met: ehbi history\n")


def saved(tmp_path, handbook):
    file = tmp_path / "ander.yaml"
    file.write_text(to_yaml(handbook), encoding="utf-8")
    return str(file)


def said_at(step, words):
    """The packaged handbook with other words at a step."""
    steps = (one.model_copy(update={"say": words}) if one.id == step else one for one in PACKAGED.steps)
    return PACKAGED.model_copy(update={"steps": tuple(steps)})


def test_a_file_that_starts_from_an_older_revision_is_put_together_with_the_newer(run, file, tmp_path):
    run("import", file)
    mine = saved(tmp_path, said_at("toegang", "Het werkt!"))
    assert run("import", mine, "--base", "1")[0] == 0
    exported = run("export", "yaml")[1]
    assert "title: Eerste Hulp\n" in exported
    assert "say: Het werkt!\n" in exported


def test_where_both_changed_the_same_nothing_is_overwritten(run, file, tmp_path):
    run("import", file)
    mine = saved(tmp_path, PACKAGED.model_copy(update={"title": "Anders"}))
    status, _, err = run("import", mine, "--base", "1")
    assert status == 1
    assert err.startswith("Kies nog wat blijft")
    assert "title: Eerste Hulp\n" in run("export", "yaml")[1]


def test_what_would_change_is_shown_and_nothing_is_kept(run, tmp_path):
    mine = saved(tmp_path, said_at("toegang", "Het werkt!"))
    status, out, _ = run("import", mine, "--show")
    assert status == 0
    assert "De lener heeft toegang" in out
    assert "Het werkt!" in out
    assert len(run("history")[1].splitlines()) == 1


def test_two_revisions_or_files_are_compared_in_words(run, file, tmp_path):
    run("import", file)
    assert run("diff", "1", "1")[1] == "Er is geen verschil.\n"
    assert "Eerste Hulp" in run("diff", "1", "2")[1]
    mine = saved(tmp_path, said_at("toegang", "Het \x1b[31mwerkt!"))
    assert "\x1b" not in run("diff", "1", mine)[1]
    assert run("diff", "1", "9")[::2] == (1, "Versie 9 is er niet. Bekijk de lijst met: ehbi history\n")


def test_a_broken_file_is_refused_by_line(run, tmp_path):
    broken = tmp_path / "stuk.yaml"
    broken.write_text("format: 1\n", encoding="utf-8")
    status, _, err = run("import", str(broken))
    assert status == 1
    assert err.startswith(f"{broken}:1: ")
    assert len(run("history")[1].splitlines()) == 1


def test_looking_makes_no_database(run, tmp_path):
    for words in (["check", "--today", "2026-11-24"], ["paths"], ["search", "geen mail"], ["export", "json"]):
        assert run(*words)[0] == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("more", "is_told"), [("", False), ("# Let op\n", True)])
def test_of_comments_that_are_not_kept_is_told(run, tmp_path, more, is_told):
    file = tmp_path / "nieuw.yaml"
    file.write_text(to_yaml(RENAMED) + more, encoding="utf-8")
    _, out, _ = run("import", str(file))
    assert out.endswith("Je commentaar in het bestand (de tekst achter #) is niet bewaard.\n") == is_told


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_a_zip_with_pictures_goes_out_and_comes_in_elsewhere_with_them(run, tmp_path, form):
    made = prepared(drawing.saved(drawing.drawn(300, 200), "PNG"))
    there = with_pictures("mail-zoeken", picture(file=made.digest, width=300, height=200))
    full = there.with_pictures({made.digest: made.content})
    file = tmp_path / "map.zip"
    text = {"yaml": to_yaml, "json": to_json}[form](full)
    file.write_bytes(zipped(f"handboek.{form}", text.encode(), full))
    status, out, err = run("import", str(file), "--message", "Met een plaatje")
    assert (status, err) == (0, "")
    assert "is gepubliceerd als versie 2." in out
    assert run("export", form, "--output", f"{tmp_path}/uit.zip")[0] == 0
    assert load(tmp_path / "uit.zip").pictures == {made.digest: made.content}
