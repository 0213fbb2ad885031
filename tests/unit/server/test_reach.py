"""A phone is told an address that it can reach, or none."""

import socket

import pytest

from ehbi.server.workshop import reachable


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.9"])
def test_no_phone_comes_to_a_server_that_answers_on_its_own_machine_only(host):
    assert reachable(host, 8870) == ""


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("192.0.2.7", "http://192.0.2.7:8870/"),
        ("2001:db8::7", "http://[2001:db8::7]:8870/"),
        ("workshop.example", "http://workshop.example:8870/"),
    ],
)
def test_a_server_with_an_address_is_found_there(host, address):
    assert reachable(host, 8870) == address


def test_a_server_that_answers_everywhere_is_found_by_the_address_of_its_machine(monkeypatch):
    class Asking(socket.socket):
        def connect(self, _):
            pass

        def getsockname(self):
            return ("192.0.2.8", 1)

    monkeypatch.setattr(socket, "socket", Asking)
    assert reachable("0.0.0.0", 8870) == "http://192.0.2.8:8870/"  # noqa: S104  # nothing is bound


def test_a_machine_without_a_network_has_no_address_for_phones(monkeypatch):
    class Asking(socket.socket):
        def connect(self, _):
            raise OSError

    monkeypatch.setattr(socket, "socket", Asking)
    assert reachable("", 8870) == ""
