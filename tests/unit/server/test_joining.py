"""The address where phones come can be chosen; what can be none is refused before anything starts."""

from __future__ import annotations

import pytest

from ehbi import cli
from ehbi.server.joining import JoinError, joined


@pytest.mark.parametrize(
    ("chosen", "address"),
    [
        ("workshop.example", "http://workshop.example:8870/stem"),
        ("workshop.example/", "http://workshop.example:8870/stem"),
        ("192.0.2.7", "http://192.0.2.7:8870/stem"),
        ("192.0.2.7:80", "http://192.0.2.7:80/stem"),
        ("[2001:db8::7]", "http://[2001:db8::7]:8870/stem"),
        ("https://workshop.example", "https://workshop.example/stem"),
        ("https://workshop.example/", "https://workshop.example/stem"),
        ("kort.example/ehbi", "http://kort.example/ehbi"),
        ("https://kort.example/e?zaal=2", "https://kort.example/e?zaal=2"),
    ],
)
def test_what_is_left_out_of_an_address_is_as_the_server_has_it(chosen, address):
    assert joined(chosen, 8870) == address


@pytest.mark.parametrize(
    "chosen",
    [
        "http://",
        "ftp://x.example",
        "x.example:0",
        "x.example:99999",
        "x.example:",
        "een adres",
        "a@b.example",
        "javascript:alert(1)",
        "[::",
        "x" * 201,
        "x.example/\x1b[31m",
    ],
)
def test_what_can_be_no_address_is_refused_in_words(chosen):
    with pytest.raises(JoinError, match="Schrijf bij --join een adres als") as caught:
        joined(chosen, 8870)
    assert "\x1b" not in str(caught.value)


def test_the_command_says_so_and_starts_nothing(capsys):
    assert cli.main(["present", "--join", "een adres"]) == 1
    assert "kan geen adres voor telefoons zijn" in capsys.readouterr().err
