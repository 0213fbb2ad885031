"""The slides for a workshop: start their server."""

from __future__ import annotations

import argparse

from .command import Commands, add_server, command, use_profile

PORT = 8870
ALONE = "Telefoons in de zaal kunnen zo niet meedoen. Met --host 0.0.0.0 kan dat wel, op hetzelfde netwerk."


def add(commands: Commands) -> None:
    """Add this command."""
    summary = "zet de dia's van de workshop klaar; de zaal kiest mee op de telefoon"
    add_server(command(commands, "present", _present, summary), PORT)


def _present(options: argparse.Namespace) -> int:
    from .. import server  # noqa: PLC0415  # Voilà takes a second to import

    use_profile(options.profile)
    if not server.reachable(options.host, options.port):
        print(ALONE)
    server.present(options.database, options.host, options.port, host_names=tuple(options.host_names))
    return 0
