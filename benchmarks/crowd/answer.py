"""What a server answers over HTTP, and the cookies that come with it."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass

Cookies = dict[str, str]
"""What a server wants to be told again, by name; a proxy may know by it who goes where."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: the status, the headers by their name in small letters, the body as it came."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text, unpacked."""
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()


def parse_head(head: bytes) -> tuple[int, dict[str, str]]:
    r"""Return the status and the headers of an answer.

    Raises
    ------
    ValueError
        This is not HTTP.

    Examples
    --------
    >>> parse_head(b"HTTP/1.1 304 Not Modified\r\nEtag: W/\"a\"\r\n\r\n")
    (304, {'etag': 'W/"a"'})
    """
    first, *lines = head.decode("latin-1").split("\r\n")
    protocol, status, *_ = first.split(" ", 2)
    if not protocol.startswith("HTTP/"):
        raise ValueError(first)
    pairs = (line.partition(":") for line in lines if line)
    return int(status), {name.lower(): value.strip() for name, _, value in pairs}


def parse_cookie(header: str) -> Cookies:
    """Return the cookie in a ``Set-Cookie``, without how long it is to be kept.

    Examples
    --------
    >>> parse_cookie("place=a; Path=/"), parse_cookie("")
    ({'place': 'a'}, {})
    """
    name, found, value = header.partition(";")[0].partition("=")
    return {name.strip(): value.strip()} if found else {}


def cookie_header(cookies: Cookies) -> dict[str, str]:
    """Return the header that tells a server its cookies; none when there are none.

    Examples
    --------
    >>> cookie_header({"place": "a"})
    {'Cookie': 'place=a'}
    """
    return {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())} if cookies else {}
