"""The slides for a workshop: start their server."""

from __future__ import annotations

import argparse

from .command import Commands, add_server, command, use_profile

PORT = 8870


def add(commands: Commands) -> None:
    """Add this command."""
    summary = "zet de dia's van de workshop klaar; de zaal kiest mee op de telefoon"
    add_server(command(commands, "present", _present, summary), PORT)


def _present(options: argparse.Namespace) -> int:
    from .. import server  # noqa: PLC0415  # Voilà takes a second to import

    use_profile(options.profile)
    server.present(options.database, options.host, options.port)
    return 0
