"""A connection that asks one thing after another over HTTP, cheaply, and stays open as a browser's does."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

PATIENCE = 60
"""Seconds that any one answer may take."""
WITHOUT_BODY = (204, 304)
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


class Connection:
    """A connection to a server, made when something is asked and kept for what is asked next.

    Parameters
    ----------
    url
        Address of the server, with a slash at its end.
    cookies
        Those of the visitor; what the server sets is put among them.
    """

    def __init__(self, url: str, cookies: Cookies | None = None) -> None:
        self._place = urlsplit(url)
        self._cookies: Cookies = {} if cookies is None else cookies
        self._turn = asyncio.Lock()
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(
        self, path: str, headers: Mapping[str, str] | None = None, method: str = "GET", body: bytes = b""
    ) -> Answer:
        """Ask for a path and wait for the whole answer.

        Raises
        ------
        TimeoutError
            It takes too long.
        OSError, EOFError, ValueError
            The server refuses, breaks off, or answers something else than HTTP.
        """
        try:
            async with asyncio.timeout(PATIENCE), self._turn:
                return await self._ask(path, headers or {}, method, body)
        except BaseException:
            self.close()
            raise

    async def _ask(self, path: str, headers: Mapping[str, str], method: str, body: bytes) -> Answer:
        if self._streams is None:
            self._streams = await asyncio.open_connection(self._place.hostname, self._place.port)
        reader, writer = self._streams
        sent = {
            "Host": self._place.netloc,
            "Accept-Encoding": "gzip",
            **cookie_header(self._cookies),
            **headers,
        }
        if body:
            sent["Content-Length"] = str(len(body))
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in sent.items()), "", ""]
        writer.write("\r\n".join(lines).encode() + body)
        status, found = parse_head(await reader.readuntil(b"\r\n\r\n"))
        self._cookies.update(parse_cookie(found.get("set-cookie", "")))
        answer = Answer(status, found, b"" if status in WITHOUT_BODY else await _body(reader, found))
        if found.get("connection") == "close":
            self.close()
        return answer

    def close(self) -> None:
        """Let go of the connection; what is asked next makes another."""
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


async def _body(reader: asyncio.StreamReader, headers: Mapping[str, str]) -> bytes:
    if "content-length" in headers:
        return await reader.readexactly(int(headers["content-length"]))
    if headers.get("transfer-encoding") == "chunked":
        return b"".join([chunk async for chunk in _chunks(reader)])
    return await reader.read()


async def _chunks(reader: asyncio.StreamReader) -> AsyncIterator[bytes]:
    while size := int(await reader.readline(), 16):
        yield (await reader.readexactly(size + 2))[:-2]
    await reader.readline()
