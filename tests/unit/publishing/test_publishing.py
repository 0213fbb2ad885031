"""Nothing becomes a revision unless it is proven, whoever publishes and by what way."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import ehbi
from ehbi import cli
from ehbi.builder.parts import PARTS
from ehbi.exports import BINARY, FORMATS
from ehbi.files.documents import to_yaml
from ehbi.publishing import revisions as publishing
from ehbi.publishing.proof import UnprovenError
from ehbi.store import Store, revisions
from ehbi.store.revision_rows import NoRevisionError
from ehbi.store.revisions import BrokenHandbookError, NewerRevisionError

from .faults import WORD

HANDBOOK = ehbi.load()
RENAMED = HANDBOOK.model_copy(update={"title": "EHBI"})


@pytest.fixture
def address(tmp_path):
    return f"sqlite:///{tmp_path}/ehbi.sqlite"


@pytest.fixture
def store(address):
    found = Store.open(address, publishes=True)
    yield found
    found.close()


def saying(word):
    first, *others = HANDBOOK.steps
    return HANDBOOK.model_copy(update={"steps": (first.model_copy(update={"title": word}), *others)})


def published(store):
    return [one.message for one in revisions.history(store)]


@pytest.mark.thorough
def test_a_handbook_of_which_all_is_built_is_published_and_restored(store):
    told = []
    assert publishing.publish(store, 1, RENAMED, "Noor", "Korter", tell=told.append).number == 2
    assert {one.part for one in told} == set(PARTS)
    back = publishing.restore(store, 1, "Noor")
    assert (back.number, back.digest) == (3, HANDBOOK.revision)
    assert published(store)[:2] == ["Terug naar versie 1", "Korter"]


def test_what_cannot_be_built_is_not_published(store, proof_of):
    proof_of("word")
    with pytest.raises(UnprovenError):
        publishing.publish(store, 1, saying(WORD), "Noor", "")
    assert len(published(store)) == 1


def test_what_cannot_be_built_any_more_is_not_restored(store, proof_of):
    revisions.publish(store, 1, saying(WORD), "Noor", "")
    revisions.publish(store, 2, RENAMED, "Noor", "")
    proof_of("word")
    with pytest.raises(UnprovenError):
        publishing.restore(store, 2, "Noor")
    assert len(published(store)) == 3


def test_what_is_cheap_to_refuse_is_refused_before_the_proof(store, proof_of):
    proof_of("always")
    with pytest.raises(BrokenHandbookError):
        publishing.publish(store, 1, HANDBOOK.model_copy(update={"title": ""}), "Noor", "")
    revisions.publish(store, 1, RENAMED, "Sem", "")
    with pytest.raises(NewerRevisionError):
        publishing.publish(store, 1, HANDBOOK, "Noor", "")
    with pytest.raises(NewerRevisionError):
        publishing.restore(store, 1, "Noor", 1)
    with pytest.raises(NoRevisionError, match="Versie 9 is er niet"):
        publishing.restore(store, 9, "Noor")


def test_who_publishes_during_a_proof_is_not_overwritten(store, proof_of):
    proof_of("well")
    meanwhile = iter([RENAMED])

    def tell(_progress):
        for handbook in meanwhile:
            revisions.publish(store, 1, handbook, "Sem", "Eerder")

    with pytest.raises(NewerRevisionError):
        publishing.publish(store, 1, saying("Anders"), "Noor", "Later", tell=tell)
    assert published(store)[0] == "Eerder"


def test_a_command_says_what_cannot_be_built_and_publishes_nothing(address, proof_of, tmp_path, capsys):
    file = tmp_path / "nieuw.yaml"
    file.write_text(to_yaml(saying(WORD)), encoding="utf-8")
    proof_of("word")
    assert cli.main(["import", str(file), "--database", address]) == 1
    assert f"Het ligt aan de teksten van stap ‘{WORD}’" in capsys.readouterr().err
    assert cli.main(["history", "--database", address]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_a_command_that_takes_a_while_says_how_far_it_is(address, proof_of, tmp_path, capsys, monkeypatch):
    file = tmp_path / "nieuw.yaml"
    file.write_text(to_yaml(RENAMED), encoding="utf-8")
    proof_of("well")
    monkeypatch.setattr("ehbi.cli.command.SOON", 0.01)
    monkeypatch.setattr("ehbi.cli.command.OFTEN", 0.01)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert cli.main(["import", str(file), "--database", address]) == 0
    assert "Proef: " in capsys.readouterr().err


def test_every_form_of_text_is_proven_and_what_is_drawn_is_made_for_who_asks():
    proven = {part.removeprefix("het bestand ") for part in PARTS if part.startswith("het bestand ")}
    assert proven == set(FORMATS) - BINARY
    assert {"de hulp", "de naslag", "het stroomschema", "het zoeken", "de dia's"} <= set(PARTS)


def test_nothing_else_makes_a_revision():
    source = Path(ehbi.__file__).parent
    others = [
        one for one in source.rglob("*.py") if one.relative_to(source).parts[0] not in {"store", "publishing"}
    ]
    assert others
    assert [str(one) for one in others if makes_revisions(ast.parse(one.read_text(encoding="utf-8")))] == []


@pytest.mark.parametrize(
    "text",
    [
        "from ..store import revisions\nrevisions.publish(store)",
        "from ehbi.store import revisions as kept\nkept.publish(store)",
        "from ..store.revisions import publish as p",
        "import ehbi.store.revisions\nehbi.store.revisions.publish(store)",
    ],
)
def test_every_way_to_do_so_is_seen(text):
    assert makes_revisions(ast.parse(text))


def makes_revisions(module):
    """Return whether a module calls the store's own publish."""
    names = set()
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom):
            where = (node.module or "").split(".")
            for one in node.names:
                if where[-2:] == ["store", "revisions"] and one.name == "publish":
                    return True
                if where[-1] == "store" and one.name == "revisions":
                    names.add(one.asname or one.name)
    return any(
        isinstance(node, ast.Attribute)
        and node.attr == "publish"
        and (ast.unparse(node.value) in names or ast.unparse(node.value).endswith("store.revisions"))
        for node in ast.walk(module)
    )
