"""The managers' pages: start their server, and choose its password."""

from __future__ import annotations

import argparse
import getpass

from ..handbook import EhbiError
from .command import Commands, add_server, at_least_one, command, use_profile

PORT = 8867


def add(commands: Commands) -> None:
    """Add this command."""
    edit = command(
        commands, "edit", _edit, "zet de pagina voor het beheer klaar, achter een token of wachtwoord"
    )
    edit.add_argument(
        "--password",
        action="store_true",
        help="kies eerst een wachtwoord; dat geldt voortaan in plaats van een nieuw token bij elke start",
    )
    edit.add_argument(
        "--behind-proxy",
        type=at_least_one,
        nargs="?",
        const=1,
        default=0,
        metavar="AANTAL",
        help="geloof wat een proxy vertelt over wie er komt, of zo veel proxy’s achter elkaar (gewoon: 1); "
        "alleen als niemand er buitenom kan",
    )
    add_server(edit, PORT)


def _edit(options: argparse.Namespace) -> int:
    from .. import server  # noqa: PLC0415  # Voilà takes a second to import

    if options.password:
        file = server.choose_password(_asked())
        print(f"Het wachtwoord staat onleesbaar in {file}. Zonder dat bestand geldt weer een token.")
    use_profile(options.profile)
    names = tuple(options.host_names)
    server.edit(options.database, options.host, options.port, proxies=options.behind_proxy, host_names=names)
    return 0


def _asked() -> str:
    """Ask for a password twice."""
    try:
        first, again = (getpass.getpass(f"{what}: ") for what in ("Kies een wachtwoord", "Nog een keer"))
    except (EOFError, KeyboardInterrupt):
        raise EhbiError("Er is geen wachtwoord gekozen. Typ het twee keer.") from None
    if first != again:
        raise EhbiError("De twee wachtwoorden zijn niet gelijk. Probeer het nog eens.")
    return first
