"""The servers: the desk's page, the managers' page and the slides for a workshop."""

from __future__ import annotations

import argparse
import getpass
import re

from ..handbook import EhbiError
from .command import Commands, add_server, at_least_one, command, number, use_profile

PORT, MANAGERS_PORT, WORKSHOP_PORT = 8866, 8867, 8870
MINUTE = 60
IDLE = 20
"""Minutes."""
LAST_PORT = 65_535
ALONE = "Telefoons in de zaal kunnen zo niet meedoen. Met --host 0.0.0.0 kan dat wel, op hetzelfde netwerk."
LOOPBACK, BESIDE, NOWHERE = "127.0.0.1", 1000, "nee"
"""Where Prometheus may ask unless told: this machine, so many ports on; and how to say that it may not."""


def add_serve(commands: Commands) -> None:
    """Add ``ehbi serve``."""
    serve = command(commands, "serve", _serve, "zet de pagina voor de balie klaar")
    add_server(serve, PORT)
    serve.add_argument(
        "--visitors",
        type=at_least_one,
        metavar="AANTAL",
        help="hoeveel bezoekers tegelijk de hulp kunnen hebben; wie later komt heeft de naslag "
        "(gewoon: zo veel als er in het geheugen passen)",
    )
    serve.add_argument(
        "--idle",
        type=at_least_one,
        default=IDLE,
        metavar="MINUTEN",
        help=f"na zo lang niets doen gaat een pagina terug naar de naslag (gewoon: {IDLE})",
    )
    serve.add_argument(
        "--route",
        default="",
        metavar="NAAM",
        help="naam van deze server als er meer zijn, voor wat bezoekers verdeelt: zie docs/running.md",
    )
    serve.add_argument(
        "--drain",
        type=_seconds,
        default=0,
        metavar="SECONDEN",
        help="ga zo lang door nadat gevraagd is te stoppen, maar geef geen nieuwe hulp; /health zegt dat al",
    )
    serve.add_argument(
        "--metrics",
        type=_place,
        default=argparse.SUPPRESS,
        metavar="[HOST:]POORT",
        help="waar Prometheus cijfers kan vragen, of ‘nee’ "
        f"(gewoon: alleen op deze computer, {BESIDE} poorten verder dan de pagina)",
    )


def add_present(commands: Commands) -> None:
    """Add ``ehbi present``."""
    summary = "zet de dia's van de workshop klaar; de zaal kiest mee op de telefoon"
    add_server(command(commands, "present", _present, summary), WORKSHOP_PORT)


def add_edit(commands: Commands) -> None:
    """Add ``ehbi edit``."""
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
    add_server(edit, MANAGERS_PORT)


def _beside(port: int) -> tuple[str, int] | None:
    return (LOOPBACK, port + BESIDE) if port else None


def _place(text: str) -> tuple[str, int] | None:
    """Return host and port; no host is this machine, and no port is nowhere."""
    host, _, port = text.rpartition(":")
    if text == NOWHERE:
        return None
    if not re.fullmatch("[0-9]{1,5}", port) or int(port) > LAST_PORT:
        raise argparse.ArgumentTypeError(f"{text!r} is geen poort, host met poort of ‘{NOWHERE}’.")
    return host.strip("[]") or LOOPBACK, int(port)


def _seconds(text: str) -> int:
    if text.startswith("-"):
        raise argparse.ArgumentTypeError(f"{text!r} is geen aantal seconden.")
    return number(text)


def _serve(options: argparse.Namespace) -> int:
    from ..server import serve  # noqa: PLC0415  # Voilà takes a second to import; only this command needs it

    use_profile(options.profile)
    limit = {"visitors": options.visitors} if options.visitors else {}
    where = {"host": options.host, "port": options.port, "route": options.route}
    names = {"host_names": tuple(options.host_names)}
    times = {"idle": options.idle * MINUTE, "drain": options.drain}
    metrics = getattr(options, "metrics", _beside(options.port))
    serve(options.database, **where, **names, **times, metrics=metrics, **limit)
    return 0


def _edit(options: argparse.Namespace) -> int:
    from .. import server  # noqa: PLC0415  # Voilà takes a second to import

    if options.password:
        file = server.choose_password(_asked())
        print(f"Het wachtwoord staat onleesbaar in {file}. Zonder dat bestand geldt weer een token.")
    use_profile(options.profile)
    where = {"host": options.host, "port": options.port, "host_names": tuple(options.host_names)}
    server.edit(options.database, **where, proxies=options.behind_proxy)
    return 0


def _asked() -> str:
    try:
        first, again = (getpass.getpass(f"{what}: ") for what in ("Kies een wachtwoord", "Nog een keer"))
    except (EOFError, KeyboardInterrupt):
        raise EhbiError("Er is geen wachtwoord gekozen. Typ het twee keer.") from None
    if first != again:
        raise EhbiError("De twee wachtwoorden zijn niet gelijk. Probeer het nog eens.")
    return first


def _present(options: argparse.Namespace) -> int:
    from .. import server  # noqa: PLC0415  # Voilà takes a second to import

    use_profile(options.profile)
    if not server.reachable(options.host, options.port):
        print(ALONE)
    where = {"host": options.host, "port": options.port, "host_names": tuple(options.host_names)}
    server.present(options.database, **where)
    return 0
