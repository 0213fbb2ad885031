"""Write nginx's configuration for your servers, or fetch nginx.

``python -m deploy.nginx a=10.0.0.1:8866 b=10.0.0.2:8866 > ehbi.conf`` writes one; ``--fetch`` installs
Debian's package where that can be done.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

from tests import debian

from .config import Front, main_config, nginx_config

PATIENCE = 30


def executable() -> str | None:
    """Return the path of nginx on this machine; Debian puts it where only root looks."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


@contextmanager
def running_nginx(folder: Path, front: Front) -> Iterator[subprocess.Popen[bytes]]:
    """Run nginx in a folder until the block ends."""
    (folder / "ehbi.conf").write_text(nginx_config(front), encoding="utf-8")
    (folder / "main.conf").write_text(main_config(is_root=os.geteuid() == 0), encoding="utf-8")
    command = [executable() or "nginx", "-p", str(folder), "-c", str(folder / "main.conf"), "-e", "stderr"]
    process = subprocess.Popen(command)
    try:
        _wait_for(process, front.listen)
        yield process
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _wait_for(process: subprocess.Popen[bytes], listen: str) -> None:
    there = urlsplit(f"//{listen}")
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        with suppress(OSError), socket.create_connection((there.hostname or "", there.port or 80)):
            return
        time.sleep(0.02)
    raise RuntimeError("nginx does not answer")


def fetch() -> int:
    """Make sure there is an nginx, and say which; it is no error where only a person can install it."""
    if executable() is None and debian.can_install(service=True):
        debian.install("nginx")
    found = executable()
    none = "No nginx: its tests are skipped. Install it with your system's packages."
    print(f"nginx: {found}" if found else none)
    return 0


def main() -> int:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(prog="python -m deploy.nginx", description=__doc__)
    add = parser.add_argument
    add("--fetch", action="store_true", help="install nginx if there is none")
    add("servers", nargs="*", metavar="NAME=ADDRESS", help="a server and what --route calls it")
    add("--name", default="_", help="host name of the desk's site")
    add("--managers", default="", metavar="ADDRESS", help="the server of `ehbi edit`")
    add("--managers-name", default="_", help="host name of the managers' site")
    add("--book", type=Path, metavar="FILE", help="the book alone: what `ehbi export html` wrote")
    options = parser.parse_args()
    if options.fetch:
        return fetch()
    servers = dict(one.split("=", 1) for one in options.servers)
    managers = {"managers": options.managers, "name_managers": options.managers_name}
    front = Front(servers, name=options.name, **managers, book=options.book)
    print(nginx_config(front), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
