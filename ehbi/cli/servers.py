"""The servers: the desk's page, the managers' page and the slides for a workshop."""

from __future__ import annotations

import argparse
import getpass
import os
import re
from pathlib import Path
from typing import Any

from ..handbook import EhbiError
from ..places import PROFILE
from .command import LIBRARY, Argument, argument, at_least_one, command, number
from .database import DATABASE

PORT, MANAGERS_PORT, WORKSHOP_PORT = 8866, 8867, 8870
MINUTE = 60
IDLE = 20
"""Minutes."""
LAST_PORT = 65_535
ALONE = "Telefoons in de zaal kunnen zo niet meedoen. Met --host 0.0.0.0 kan dat wel, op hetzelfde netwerk."
LOOPBACK, BESIDE, NOWHERE = "127.0.0.1", 1000, "nee"
"""Where Prometheus may ask unless told: this machine, so many ports on; and how to say that it may not."""


def _server(port: int) -> tuple[Argument, ...]:
    """Return what every server has: where it answers, the profile and the database."""
    return (
        argument(
            "--host", default=LOOPBACK, metavar="ADRES", help=f"adres om op te luisteren (gewoon: {LOOPBACK})"
        ),
        argument(
            "--port",
            type=number,
            default=port,
            metavar="POORT",
            help=f"poort (gewoon: {port}; 0 kiest een vrije)",
        ),
        argument(
            "--host-name",
            action="append",
            default=[],
            metavar="NAAM",
            dest="host_names",
            help="naam waaronder browsers hier komen, naast die van deze computer; mag vaker",
        ),
        LIBRARY,
        argument("--open", action="store_true", dest="browser", help="open de pagina in je browser"),
        DATABASE,
    )


def _metrics(text: str) -> tuple[str, int] | None:
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


@command(
    "serve",
    "zet de pagina voor de balie klaar",
    *_server(PORT),
    argument(
        "--visitors",
        type=at_least_one,
        default=argparse.SUPPRESS,
        metavar="AANTAL",
        help="hoeveel bezoekers tegelijk de hulp kunnen hebben; wie later komt heeft de naslag "
        "(gewoon: zo veel als er in het geheugen passen)",
    ),
    argument(
        "--idle",
        type=at_least_one,
        default=IDLE,
        metavar="MINUTEN",
        help=f"na zo lang niets doen gaat een pagina terug naar de naslag (gewoon: {IDLE})",
    ),
    argument(
        "--route",
        default="",
        metavar="NAAM",
        help="naam van deze server als er meer zijn, voor wat bezoekers verdeelt: zie docs/running.md",
    ),
    argument(
        "--no-offline",
        dest="offline",
        action="store_false",
        help="laat browsers de pagina niet bewaren voor als er geen verbinding is; wat er al is, gaat weg",
    ),
    argument(
        "--drain",
        type=_seconds,
        default=0,
        metavar="SECONDEN",
        help="ga zo lang door nadat gevraagd is te stoppen, maar geef geen nieuwe hulp; /health zegt dat al",
    ),
    argument(
        "--metrics",
        type=_metrics,
        default=argparse.SUPPRESS,
        metavar="[HOST:]POORT",
        help="waar Prometheus cijfers kan vragen, of ‘nee’ "
        f"(gewoon: alleen op deze computer, {BESIDE} poorten verder dan de pagina)",
    ),
)
def _serve(profile: Path | None, host_names: list[str], port: int, idle: int, **fields: Any) -> None:
    from ..server import serve  # noqa: PLC0415  # Voilà takes a second to import; only this command needs it

    _use_profile(profile)
    beside = {"metrics": (LOOPBACK, port + BESIDE) if port else None}
    serve(**(beside | fields), port=port, host_names=tuple(host_names), idle=idle * MINUTE)


@command(
    "present",
    "zet de dia's van de workshop klaar; de zaal kiest mee op de telefoon",
    *_server(WORKSHOP_PORT),
    argument(
        "--join",
        default="",
        metavar="ADRES",
        help="adres waar telefoons komen, zoals het op de dia staat (gewoon: dat van deze computer)",
    ),
    argument(
        "--minutes",
        type=at_least_one,
        default=0,
        metavar="MINUTEN",
        help="hoe lang de workshop duurt, zoals 30, 45 of 60: dan krijg je een plan, met oefencasussen voor "
        "deze zaal (gewoon: alle dia’s)",
    ),
)
def _present(profile: Path | None, host_names: list[str], join: str, minutes: int, **where: Any) -> None:
    from .. import server  # noqa: PLC0415  # Voilà takes a second to import
    from ..slides.plan import refuse_minutes  # noqa: PLC0415  # with Voilà

    _use_profile(profile)
    if minutes:
        refuse_minutes(minutes)
    if join:
        server.joined(join, where["port"])
    elif not server.reachable(where["host"], where["port"]):
        print(ALONE)
    server.present(**where, host_names=tuple(host_names), join=join, minutes=minutes)


@command(
    "edit",
    "zet de pagina voor het beheer klaar, achter een token of wachtwoord",
    argument(
        "--password",
        action="store_true",
        help="kies eerst een wachtwoord; dat geldt voortaan in plaats van een nieuw token bij elke start",
    ),
    argument(
        "--behind-proxy",
        type=at_least_one,
        nargs="?",
        const=1,
        default=0,
        metavar="AANTAL",
        help="geloof wat een proxy vertelt over wie er komt, of zo veel proxy’s achter elkaar (gewoon: 1); "
        "alleen als niemand er buitenom kan",
    ),
    *_server(MANAGERS_PORT),
)
def _edit(
    profile: Path | None, host_names: list[str], behind_proxy: int, *, password: bool, **where: Any
) -> None:
    from .. import server  # noqa: PLC0415  # Voilà takes a second to import

    if password:
        file = server.choose_password(_asked())
        print(f"Het wachtwoord staat onleesbaar in {file}. Zonder dat bestand geldt weer een token.")
    _use_profile(profile)
    server.edit(**where, proxies=behind_proxy, host_names=tuple(host_names))


def _use_profile(file: Path | None) -> None:
    """Have a server and its workers use this profile, if one is given."""
    if file:
        os.environ[PROFILE] = str(file.absolute())


def _asked() -> str:
    try:
        first, again = (getpass.getpass(f"{what}: ") for what in ("Kies een wachtwoord", "Nog een keer"))
    except (EOFError, KeyboardInterrupt):
        raise EhbiError("Er is geen wachtwoord gekozen. Typ het twee keer.") from None
    if first != again:
        raise EhbiError("De twee wachtwoorden zijn niet gelijk. Probeer het nog eens.")
    return first
