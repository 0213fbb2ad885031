"""A connection that asks one thing after another over HTTP, cheaply, and stays open as a browser's does."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from .answer import Answer, Cookies, cookie_header, parse_cookie, parse_head

PATIENCE = 60
"""Seconds that any one answer may take."""
WITHOUT_BODY = (204, 304)
JSON = {"Content-Type": "application/json"}


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

    async def tell(self, path: str, said: Any) -> Answer:
        """Say something in JSON, and wait for the whole answer; what can go wrong is that of :meth:`ask`."""
        return await self.ask(path, JSON, "POST", json.dumps(said).encode())

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
