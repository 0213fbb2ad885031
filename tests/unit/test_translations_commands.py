"""Translations on the command line: out as a file, back into somebody's draft, and nothing is published."""

from __future__ import annotations

import pytest

from ehbi import cli
from ehbi.handbook.languages import Language, translation
from ehbi.store import Store, drafts, revisions
from tests.unit.handbook.strategies import PACKAGED

MAIL = "mail-zoeken"
ENGLISH = Language(id="en", name="Engels", own_name="English")


@pytest.fixture
def database(tmp_path):
    """A database in which Noor has a draft with one language, and nothing translated."""
    address = f"sqlite:///{tmp_path}/ehbi.sqlite"
    with Store.open(address, publishes=True) as store:
        kept = drafts.begin(store, "Noor")
        plain = PACKAGED.model_copy(update={"languages": (ENGLISH,)})
        drafts.save(store, kept, plain, "Een taal erbij")
    return address


@pytest.fixture
def run(database, capsys):
    def run(*words):
        status = cli.main(["translations", *map(str, words), "--author", "Noor", "--database", database])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def draft(database):
    with Store.open(database) as store:
        return drafts.of(store, "Noor").handbook, len(revisions.history(store))


def test_texts_go_out_and_come_back_into_the_draft(run, database, tmp_path):
    file = tmp_path / "en.csv"
    assert run("export", "en", "--output", file) == (0, "", "")
    text = file.read_text(encoding="utf-8-sig")
    assert text.splitlines()[0] == "Stap;Tekst;Nederlands;Vertaling (en);Staat"
    row = f"{MAIL};zin;Kijk je ook even in je spammap?;"
    assert row in text
    text = text.replace(row, f"{row}Please look in your **spammap** (spam folder) too")
    file.write_text(text.replace("ander-adres;zin;Kun", "ander-adres;zin;Kon"), encoding="utf-8")
    status, out, _ = run("import", file, "--show")
    assert status == 0
    assert f"- {MAIL}, zin: ‘Please look in your **spammap** (spam folder) too’" in out
    assert translation(draft(database)[0].step(MAIL), "en") is None
    status, out, _ = run("import", file, "--reviewed-by", "Amina")
    assert out.splitlines()[-1] == f"{file} staat in het concept van Noor. Ga daar verder met: ehbi edit"
    handbook, count = draft(database)
    assert translation(handbook.step(MAIL), "en").say == "Please look in your **spammap** (spam folder) too"
    assert count == 1


def test_what_is_refused_is_told_with_its_row_and_why(run, tmp_path):
    file = tmp_path / "en.csv"
    file.write_text("Stap;Tekst;Nederlands;Vertaling\nweg;zin;Dag;Bye\n", encoding="utf-8")
    assert run("import", file)[::2] == (
        1,
        f"In {file} staat niet welke taal het is. Zeg het met --language.\n",
    )
    status, out, _ = run("import", file, "--language", "en")
    assert status == 0
    assert f"{file}:2: Stap ‘weg’ is er niet. Kijk of de naam klopt.\n" in out


@pytest.mark.parametrize("form", ["po", "xlsx"])
def test_a_file_has_the_form_of_its_name(run, tmp_path, form):
    file = tmp_path / f"en.{form}"
    assert run("export", "en", "--output", file)[0] == 0
    assert file.read_bytes()[:2] == {"po": b"# ", "xlsx": b"PK"}[form]
    status, out, _ = run("import", file, "--show")
    assert (status, out.splitlines()[1:]) == (0, ["Veranderd: 0."])


def test_a_language_that_is_not_there_is_refused(run):
    assert run("export", "fr")[::2] == (
        1,
        "Taal ‘fr’ staat niet bij de talen van dit handboek. Kies uit: en.\n",
    )
