"""Flowcharts of others on the command line: each becomes a draft, and nothing is published."""

from __future__ import annotations

import pytest

from ehbi import cli, load
from ehbi.store import Store, drafts, revisions

PACKAGED = load()
TABLE = """stap;tekst;antwoord;volgende;kleur
Werkt de pas?;Kijk op de pas.;Ja;Klaar;
;;Nee;Maak een pas;
Maak een pas;Aan de balie.;Gedaan;Werkt de pas?;x
"""


@pytest.fixture
def database(tmp_path):
    return f"sqlite:///{tmp_path}/ehbi.sqlite"


@pytest.fixture
def run(database, tmp_path, capsys):
    """Import a table with these options; gives status, output and errors."""
    file = tmp_path / "pas.csv"
    file.write_text(TABLE, encoding="utf-8")

    def run(*words):
        status = cli.main(["import", str(file), "--author", "Noor", "--database", database, *words])
        said = capsys.readouterr()
        return status, said.out.replace(str(file), "pas.csv"), said.err

    return run


def kept(database):
    """Return Noor's draft, and how many revisions there are."""
    with Store.open(database) as store:
        found = drafts.of(store, "Noor")
        return found, len(revisions.history(store))


def test_a_flowchart_goes_into_the_draft_of_the_author_and_is_not_published(run, database):
    status, out, _ = run()
    assert status == 0
    first, *more = out.splitlines()
    assert first == "pas.csv is een flowchart (CSV) met 3 stappen en 3 antwoorden."
    assert "Situatie 5: Werkt de pas?" in more
    assert "- De kolom ‘kleur’ hoort bij geen stap en is weggelaten." in more
    assert "Nog na te kijken: 9, waarvan 9 voordat je kunt publiceren." in more
    assert "- Wie dit doet: 4" in more
    assert more[-1] == "pas.csv staat in het concept van Noor. Ga daar verder met: ehbi edit"
    draft, count = kept(database)
    assert draft.handbook.steps[: len(PACKAGED.steps)] == PACKAGED.steps
    assert draft.handbook.step("opnieuw-werkt-de-pas").again == "werkt-de-pas"
    assert count == 1


def test_what_would_come_in_is_shown_and_nothing_is_kept(run, database):
    status, out, _ = run("--show")
    assert status == 0
    assert "Nog na te kijken: " in out
    assert "staat in het concept" not in out
    assert kept(database)[0] is None


def test_it_can_be_a_new_handbook_with_the_situations_that_somebody_names(run, database):
    assert run("--new", "--start", "maak een PAS")[0] == 0
    made = kept(database)[0].handbook
    assert [step.title for step in made.situations] == ["Maak een pas"]
    assert made.contacts == PACKAGED.contacts


@pytest.mark.parametrize("party", ["lener", "Lener"])
def test_who_acts_and_that_it_is_our_own_can_be_said_for_all_steps(run, database, party):
    _, out, _ = run("--party", party, "--own")
    assert not any(line.startswith(("- Wie dit doet", "- Feiten")) for line in out.splitlines())
    made = kept(database)[0].handbook.steps[len(PACKAGED.steps) :]
    assert {(step.party, step.own or step.inferred) for step in made} == {("lener", True)}


def test_somebody_who_is_not_there_is_told_with_those_that_are(run, database):
    status, _, err = run("--party", "bakker")
    assert status == 1
    assert err.startswith("‘bakker’ staat niet bij wie er iets kan doen. Kies uit: ")
    assert "balie" in err
    assert kept(database)[0] is None


def test_a_situation_that_is_not_there_is_told_with_those_that_are(run, database):
    status, _, err = run("--start", "Zomaar")
    assert status == 1
    assert err == "Stap ‘Zomaar’ staat niet in de flowchart. Kies uit: ‘Werkt de pas?’.\n"
    assert kept(database)[0] is None


def test_an_option_that_does_nothing_is_refused(run, tmp_path, database, capsys):
    assert run("--message", "x")[::2] == (
        1,
        "Dit bestand is een flowchart, en daar hoort --message niet bij. Laat --message weg.\n",
    )
    file = tmp_path / "handboek.yaml"
    cli.main(["export", "yaml", "--output", str(file), "--database", database])
    assert cli.main(["import", str(file), "--new", "--database", database]) == 1
    assert "Dit bestand is een handboek" in capsys.readouterr().err


def test_a_file_that_is_nothing_of_ours_is_told_by_what_it_looks_like(tmp_path, database, capsys):
    file = tmp_path / "schema.csv"
    file.write_bytes(b"\x89PNG\r\n\x1a\n")
    assert cli.main(["import", str(file), "--database", database]) == 1
    assert capsys.readouterr().err.startswith(f"{file}: Dit lijkt op een plaatje (PNG)")
