"""The configuration that is written for other machines is one that nginx takes, also with its HTTPS lines."""

from __future__ import annotations

import re
import ssl
import subprocess
import sys
from http.client import HTTPSConnection
from urllib.parse import urlsplit

import pytest

from deploy import nginx as module
from deploy.config import main_config, nginx_config
from deploy.nginx import executable, main

from .fakes import fronted

COMMAND = ["a=10.0.0.1:8866", "b=10.0.0.2:8866", "--name", "ehbi.example", "--book", "/srv/ehbi/boek.html"]
MANAGERS = ["--managers", "10.0.0.1:8867", "--managers-name", "beheer.example"]

pytestmark = pytest.mark.usefixtures("nginx")


@pytest.mark.parametrize("command", [COMMAND, [*COMMAND, *MANAGERS], ["a=10.0.0.1:8866"]])
def test_nginx_takes_what_the_command_writes(tmp_path, monkeypatch, capsys, command):
    monkeypatch.setattr(sys, "argv", ["deploy.nginx", *command])
    assert main() == 0
    # What is named of the machine need not be on this one.
    text = capsys.readouterr().out.replace("/var/cache/nginx-ehbi", str(tmp_path / "cache"))
    text = text.replace("/var/log/nginx/error.log", "stderr")
    (tmp_path / "ehbi.conf").write_text(text, encoding="utf-8")
    (tmp_path / "main.conf").write_text(main_config(is_root=False), encoding="utf-8")
    checked = subprocess.run(
        [executable(), "-t", "-p", tmp_path, "-c", tmp_path / "main.conf", "-e", "stderr"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr
    assert all(f"server {address};" in text.replace(" max_fails=0", "") for address in servers(command))


def servers(command):
    return [word.split("=")[1] for word in command if "=" in word]


def certify(folder):
    """Make a key and a certificate that nobody else trusts."""
    key, certificate = folder / "ehbi.key", folder / "ehbi.pem"
    making = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost"]
    subprocess.run([*making, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    return key, certificate


def test_with_its_https_lines_it_speaks_https(tmp_path, monkeypatch):
    key, certificate = certify(tmp_path)

    def with_https(front):
        """Do what the comment in the configuration says."""
        text = nginx_config(front).replace(f"    listen {front.listen};\n", "")
        text = re.sub(r"# (listen 443|ssl_|add_header Strict)", r"\1", text)
        text = text.replace("listen 443", f"listen {front.listen}")
        text = text.replace("/etc/ssl/certs/ehbi.pem", str(certificate))
        return text.replace("/etc/ssl/private/ehbi.key", str(key))

    monkeypatch.setattr(module, "nginx_config", with_https)
    trusting = ssl.create_default_context(cafile=certificate)
    trusting.check_hostname = False
    with fronted(tmp_path, "a") as (url, (one,)):
        there = HTTPSConnection(urlsplit(url).netloc, context=trusting)
        there.request("GET", "/")
        answer = there.getresponse()
        assert answer.headers["Strict-Transport-Security"]
        assert answer.read() == b"a"
        there.close()
        ((_, headers),) = one.asked
    assert headers["X-Forwarded-Proto"] == "https"
