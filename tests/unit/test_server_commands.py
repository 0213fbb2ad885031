"""A command line of a server that makes no sense is told in Dutch, and never with a traceback."""

from __future__ import annotations

import pytest

from ehbi import cli
from ehbi.cli import program

SERVERS = ["serve", "edit", "present"]
NO_NUMBER = ["x", "", "8a", "1.5", "²", "٣", "8866 ", "1" * 400]


def refused(capsys, *words):
    """What is said of a command line that is refused."""
    with pytest.raises(SystemExit) as left:
        cli.main([*words])
    said = capsys.readouterr()
    assert (left.value.code, said.out) == (2, "")
    return said.err.splitlines()[-1]


@pytest.mark.parametrize("server", SERVERS)
@pytest.mark.parametrize("text", NO_NUMBER)
def test_a_port_that_is_no_number_is_told(capsys, server, text):
    said = refused(capsys, server, "--port", text)
    assert "--port" in said
    assert "geen getal" in said


@pytest.mark.parametrize("server", SERVERS)
@pytest.mark.parametrize("text", ["65536", "-1", "999999999"])
def test_a_port_that_there_is_not_is_told(capsys, server, text, tmp_path):
    database = f"sqlite:///{tmp_path}/ehbi.sqlite"
    assert cli.main([server, "--port", text, "--database", database]) == 1
    said = capsys.readouterr().err
    assert f"Poort {text}" in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize("text", [*NO_NUMBER, "65536", "-1", "10.0.0.1:x", "10.0.0.1:99999", ":", "[::1]:²"])
def test_so_is_the_port_for_figures(capsys, text):
    assert "geen poort" in refused(capsys, "serve", f"--metrics={text}")


@pytest.mark.parametrize("option", ["--visitors", "--idle", "--drain"])
@pytest.mark.parametrize("text", ["²", "x", "-1"])
def test_so_is_any_other_number(capsys, option, text):
    assert option in refused(capsys, "serve", f"{option}={text}")


@pytest.mark.parametrize("text", ["0", "x", "-45", "drie kwartier"])
def test_so_is_a_length_that_is_no_number(capsys, text):
    assert "--minutes" in refused(capsys, "present", f"--minutes={text}")


@pytest.mark.parametrize("text", ["14", "181", "999999999"])
def test_a_length_that_no_workshop_has_is_told(capsys, text):
    assert cli.main(["present", "--minutes", text]) == 1
    assert capsys.readouterr().err == (
        f"Een workshop van {text} minuten kan niet. Kies er 15 tot 180, bijvoorbeeld 45.\n"
    )


@pytest.mark.parametrize("text", ["0", "x", "-1"])
def test_so_is_a_number_of_proxies(capsys, text):
    assert "--behind-proxy" in refused(capsys, "edit", f"--behind-proxy={text}")


@pytest.mark.parametrize(
    ("words", "proxies"), [([], 0), (["--behind-proxy"], 1), (["--behind-proxy", "2", "--port", "0"], 2)]
)
def test_without_a_number_there_is_one_proxy(words, proxies):
    assert program.parser().parse_args(["edit", *words]).behind_proxy == proxies


def test_a_server_can_have_more_names():
    options = program.parser().parse_args(["serve", "--host-name", "a.example", "--host-name", "b.example"])
    assert options.host_names == ["a.example", "b.example"]


@pytest.mark.parametrize("port", ["abc", "²", "-"])
def test_a_database_at_a_port_that_is_no_number_is_told(capsys, port):
    assert cli.main(["check", "--database", f"postgresql://ehbi:geheim@127.0.0.1:{port}/ehbi"]) == 1
    said = capsys.readouterr().err
    assert "geen adres van een database" in said
    assert "geheim" not in said
