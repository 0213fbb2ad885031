"""The address of a database, shown without anything secret in it; and why a database cannot be used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import quote, quote_plus, unquote, unquote_plus

from sqlalchemy import URL
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from ..handbook import EhbiError

HIDDEN = "…"
"""What stands in the place of a secret."""
ADVICE = (
    "hij weigert, met een melding waarin een deel van het adres staat; "
    "schrijf in een wachtwoord %40 voor @, %2F voor / en %3F voor ?"
)
_SOURCE = "uit EHBI_DATABASE of --database"
_PLAIN = re.compile(r"[\w.:\[\]-]*")
"""What a user, host or database is when nothing of a password can have come into it."""
_WHO = re.compile(r"([^@/?]*@)?[^@]*", re.DOTALL)
"""An address after its kind, with at most one @, and that before anything else."""
_SIGNS = re.compile(r"[\W_]+")
TELLING = 3
"""Letters from which on a part of a secret tells something."""
_HARMLESS = {"host", "port", "user", "dbname", "mode", "uri", "ro", "true", "sslmode", "password"}
"""Words after the question mark that say no more than that they are there."""
MOVE = (
    "Zet met die oude versie het handboek in een bestand (ehbi export yaml --output handboek.yaml), kies "
    "een nieuwe database met EHBI_DATABASE, en publiceer het daar met: ehbi import handboek.yaml"
)
"""What to do with a database of a development version."""


_DISK = "Kijk of de schijf vol is en of je er mag schrijven, of kies een andere met EHBI_DATABASE"
SPELLED = (
    "Schrijf in EHBI_DATABASE of --database een adres als sqlite:////map/ehbi.sqlite of "
    "postgresql://naam:wachtwoord@server/database"
)
"""What to do with what is no address of a database."""
UPDATE = "Werk EHBI bij, of kies een andere met EHBI_DATABASE"
"""What to do with a database that a newer EHBI has made."""
_IN_ADDRESS = "in EHBI_DATABASE of --database"
_OF_SERVERS = (
    ("resolve|not known", f"Kijk of de naam van de server {_IN_ADDRESS} klopt"),
    ("refused|timed? ?out", f"Kijk of de databaseserver aanstaat, en of de poort {_IN_ADDRESS} klopt"),
    ("password|authentication|role", f"Kijk of naam en wachtwoord {_IN_ADDRESS} kloppen"),
    ("database .* does not exist", f"Maak die database eerst op de server, of noem een andere {_IN_ADDRESS}"),
    ("", "Kijk op de databaseserver wat er is, of kies een andere met EHBI_DATABASE"),
)
"""What to do when a server says so."""


class StoreError(EhbiError):
    """The database cannot be used."""

    def __init__(self, where: str, why: str, remedy: str = _DISK) -> None:
        self.where, self.why, self.remedy = where, why, remedy
        super().__init__(f"De database {where} kan niet worden gebruikt ({why}). {remedy}.")


class ConflictError(StoreError):
    """Somebody else was first, and the database keeps only one of both."""


class OlderDatabaseError(StoreError):
    """A database is of a development version, and cannot be brought up to date."""

    def __init__(self, where: str) -> None:
        self.where, self.why, self.remedy = where, "hij is van een oudere ontwikkelversie van EHBI", MOVE
        EhbiError.__init__(
            self, f"De database {where} kan niet worden bijgewerkt: {self.why}. Er is niets veranderd. {MOVE}"
        )


@dataclass(frozen=True)
class Address:
    """Where a database is, and what of that may be told."""

    url: URL = field(repr=False)  # for the driver
    # As somebody wrote it; a password that was not escaped is in parts of the URL that are no password.
    text: str = field(repr=False)

    @classmethod
    def of(cls, text: str) -> Self:
        """Read an address."""
        try:
            return cls(make_url(text), text)
        except (ArgumentError, ValueError):
            raise StoreError(_SOURCE, "dit is geen adres van een database", SPELLED) from None

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file, or in memory."""
        return self.url.get_backend_name() == "sqlite"

    @property
    def shown(self) -> str:
        """Where the database is, without password or options; only of what kind it is when that is unsure."""
        if not self._is_clear:
            return f"{self.url.drivername}://{HIDDEN}"
        url = self.url
        if self.is_sqlite:
            return f"{url.drivername}://{f'/{url.database}' if url.database else ''}"
        bare = URL.create(url.drivername, url.username, host=url.host, port=url.port, database=url.database)
        return bare.render_as_string()

    @property
    def without_driver(self) -> str:
        """The same for the database's own tools, which know no drivers of Python."""
        kind, _, rest = self.shown.partition("://")
        return f"{kind.partition('+')[0]}://{rest}"

    def scrubbed(self, why: str) -> str:
        """Return what a driver said, without what is secret in the address."""
        if not self._is_clear:
            return ADVICE if any(piece in why for piece in self._pieces()) else why
        for secret in sorted(self._secrets(), key=len, reverse=True):
            why = why.replace(secret, HIDDEN)
        return why

    def remedy(self, why: str) -> str:
        """Return what to do about what a driver said."""
        if self.is_sqlite:
            return _DISK
        return next(remedy for said, remedy in _OF_SERVERS if re.search(said, why))

    @property
    def _is_clear(self) -> bool:
        """Whether it is sure which part is the password."""
        url = self.url
        if self.is_sqlite:
            return not (url.username or url.password or url.host)
        named = (url.username or "", url.host or "", url.database or "")
        return _WHO.fullmatch(self._rest) is not None and all(_PLAIN.fullmatch(part) for part in named)

    @property
    def _rest(self) -> str:
        return self.text.partition("://")[2]

    def _pieces(self) -> set[str]:
        """Return every piece of which a password may consist."""
        return _spelled(_SIGNS.split(unquote(self._rest)))

    def _secrets(self) -> set[str]:
        return _spelled([self.url.password or "", *self._options()])

    def _options(self) -> Iterator[str]:
        """Yield the words after the question mark; a folder with a socket is no secret."""
        for option in self._rest.partition("?")[2].split("&"):
            name, _, value = option.partition("=")
            yield name
            if name != "host" or not value.startswith("/"):
                yield value
        for values in self.url.query.values():
            yield from (values,) if isinstance(values, str) else values


def install(error: ImportError) -> str:
    """Return what to do when the driver of a database is not there."""
    name = (error.name or "").partition(".")[0] or "psycopg"
    told = "dat doet: pip install 'ehbi[postgresql]'" if name == "psycopg" else "zie daarvan de handleiding"
    return f"Installeer het stuurprogramma {name} ({told}), of kies een andere met EHBI_DATABASE"


def _spelled(words: list[str]) -> set[str]:
    """Return words as drivers may spell them: whole, or what they take for the end of one at a sign in it."""
    ways = (str, quote, quote_plus, unquote, unquote_plus, lambda word: repr(unquote(word))[1:-1])
    whole = {way(word) for word in words for way in ways}
    parts = {part for word in whole for part in _SIGNS.split(word) if len(part) >= TELLING}
    return (whole | parts) - {""} - _HARMLESS
