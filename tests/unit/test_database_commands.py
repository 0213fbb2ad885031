"""Which database a command uses, and that one which is not there is not made by mistake."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from ehbi import cli, places
from ehbi.store import Store, StoreError

from ..serving import running_server

MAKING = [
    ["history"],
    ["feedback"],
    ["notice", "list"],
    ["import", "x.yaml"],
    ["serve"],
    ["edit"],
    ["present"],
]
READING = [["check"], ["paths"], ["search", "mail"], ["export", "yaml"]]


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A user's own folder, in which nothing is yet."""
    monkeypatch.setattr(places, "data_folder", lambda: tmp_path / "home")
    for name in (places.CREATE, places.DATABASE):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "home"


@pytest.mark.parametrize("words", [*MAKING, *READING], ids=" ".join)
@pytest.mark.parametrize("named_by", ["option", "environment"])
@pytest.mark.usefixtures("home")
def test_a_database_elsewhere_that_is_not_there_is_refused_with_how(
    tmp_path, monkeypatch, capsys, words, named_by
):
    address = f"sqlite:///{tmp_path}/typ-fout.sqlite"
    monkeypatch.setenv(places.DATABASE, address)
    more = ["--database", address] if named_by == "option" else []
    assert cli.main([*words, *more]) == 1
    printed, complaint = capsys.readouterr()
    assert printed == ""
    (line,) = complaint.splitlines()
    assert re.fullmatch(r"De database .*typ-fout\.sqlite is er niet\. Kijk .* of maak .*--create\.", line)
    assert not [*tmp_path.iterdir()]


def test_it_is_made_when_that_is_asked_for_and_in_the_users_own_folder(tmp_path, home, monkeypatch, capsys):
    address = f"sqlite:///{tmp_path}/elders.sqlite"
    assert cli.main(["history", "--database", address, "--create"]) == 0
    assert cli.main(["history", "--database", address]) == 0
    assert cli.main(["history"]) == 0
    assert (home / "ehbi.sqlite").exists()
    monkeypatch.setenv(places.CREATE, "yes")
    assert cli.main(["history", "--database", f"sqlite:///{tmp_path}/derde.sqlite"]) == 0
    assert capsys.readouterr().err == ""


def test_a_handbook_in_a_file_needs_no_database(tmp_path, home, capsys):
    assert cli.main(["export", "yaml", "--output", str(tmp_path / "boek.yaml")]) == 0
    words = ["paths", str(tmp_path / "boek.yaml"), "--database", f"sqlite:///{tmp_path}/nergens.sqlite"]
    assert cli.main(words) == 0
    assert not home.exists()
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("options", ["?timeout=5", ""])
@pytest.mark.parametrize("kind", ["sqlite", "sqlite+pysqlite"])
def test_what_is_published_is_found_however_the_address_is_written(tmp_path, options, kind):
    Store.open(f"sqlite:///{tmp_path}/ehbi.sqlite").close()
    assert places.is_there(f"{kind}:///{tmp_path}/ehbi.sqlite{options}")
    assert not places.is_there(f"{kind}:///{tmp_path}/ander.sqlite{options}")


@pytest.mark.parametrize(
    ("address", "remedy"),
    [
        ("geen adres", "Schrijf in EHBI_DATABASE of --database een adres als sqlite:////map/ehbi.sqlite"),
        (
            "oracel://db/ehbi",
            "Schrijf in EHBI_DATABASE of --database een adres als sqlite:////map/ehbi.sqlite",
        ),
        ("mysql://db/ehbi", "Installeer het stuurprogramma MySQLdb (zie"),
        ("postgresql+pg8000://db/ehbi", "Installeer het stuurprogramma pg8000 (zie"),
        ("postgresql://u@127.0.0.1:1/ehbi", "Kijk of de databaseserver aanstaat, en of de poort"),
        ("postgresql://u@nergens.invalid/ehbi", "Kijk of de naam van de server"),
    ],
)
def test_what_is_wrong_with_an_address_has_a_remedy_of_its_own(address, remedy):
    with pytest.raises(StoreError) as caught:
        Store.open(address)
    assert remedy in str(caught.value)
    assert "EHBI_DATABASE" in str(caught.value)


def test_a_driver_that_is_not_installed_is_told_with_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"pip install 'ehbi\[postgresql\]'"):
        Store.open("postgresql://db/ehbi")


@pytest.mark.parametrize(
    "address", ["geen adres", "oracel://jan:geheim@db/ehbi", "mysql://jan:geheim@db/ehbi"]
)
@pytest.mark.parametrize("server", ["serve", "edit", "present"])
def test_a_server_does_not_start_with_an_address_that_can_never_be_one(capsys, address, server):
    assert cli.main([server, "--port", "0", "--database", address]) == 1
    printed, complaint = capsys.readouterr()
    assert "staat klaar" not in printed
    assert len(complaint.splitlines()) == 1
    assert "geheim" not in complaint


def test_a_server_says_which_database_it_has_but_not_its_password():
    address = "postgresql://jan:geheim@127.0.0.1:1/ehbi"
    with running_server("--database", address) as server:
        assert server.kept == "postgresql://jan@127.0.0.1:1/ehbi"
        assert "geheim" not in "".join(server.log)


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (["--port", "70000"], "bestaat niet. Kies met --port een poort van 0 tot en met 65535."),
        (["--port", "0", "--host", "192.0.2.1"], "Kies met --host 127.0.0.1"),
        (["--port", "0", "--host", "nergens.invalid"], "Kies met --host 127.0.0.1"),
    ],
)
def test_a_port_or_host_that_cannot_be_has_a_remedy_of_its_own(tmp_path, words, remedy):
    command = [
        sys.executable,
        "-m",
        "ehbi",
        "present",
        *words,
        "--database",
        f"sqlite:///{tmp_path}/e.sqlite",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert remedy in done.stderr
    assert len(done.stderr.splitlines()) == 1
