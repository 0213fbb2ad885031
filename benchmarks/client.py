"""Somebody at a browser, as a user of locust: what they ask for is timed, and what goes wrong counted."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any, TypeVar

import gevent
from locust import FastHttpUser
from locust.contrib.fasthttp import ResponseContextManager

from .sockets import Socket, VisitError

Read = TypeVar("Read")


class Client(FastHttpUser):
    """Somebody at a browser: what they ask for is timed by locust, and what goes wrong counted by kind."""

    abstract = True
    default_headers = {"Accept-Encoding": "gzip"}  # noqa: RUF012  # locust's own

    def __init__(self, environment: Any) -> None:
        self.host = environment.host.rstrip("/")
        super().__init__(environment)
        self.client.client.valid_response_codes = frozenset(range(600))  # which are right is said below
        self.socket: Socket | None = None

    def ask(
        self,
        part: str,
        path: str,
        *right: int,
        read: Callable[[ResponseContextManager], Read] = lambda answer: answer,
        method: str = "",
        **asked: Any,
    ) -> Read:
        """Ask for a path, or tell it something as ``json``, and return what is read in the answer.

        It is an error, and counted for this part of the visit, when there is no answer, when its status is
        none of the right ones (200 when none is given), or when what is read in it is wrong.
        """
        method = method or ("POST" if "json" in asked else "GET")
        with self.client.request(method, path, name=part, catch_response=True, **asked) as answer:
            try:
                _expect(answer, right or (HTTPStatus.OK,))
                found = read(answer)
            except (VisitError, LookupError, ValueError) as error:
                trouble = error if isinstance(error, VisitError) else VisitError(type(error).__name__)
                answer.failure(trouble)
            else:
                answer.success()
                return found
        raise trouble

    @contextmanager
    def timed(self, part: str, began: float | None = None) -> Iterator[None]:
        """Time and count something that is more than one request."""
        began, trouble = began or time.perf_counter(), None
        try:
            yield
        except VisitError as error:
            trouble = error
            raise
        finally:
            self.environment.events.request.fire(
                request_type="",
                name=part,
                response_time=(time.perf_counter() - began) * 1000,
                response_length=0,
                exception=trouble,
                context={},
            )

    @property
    def cookie(self) -> str:
        """The header that tells a server what it wants to be told again."""
        return "; ".join(f"{one.name}={one.value}" for one in self.client.cookiejar)

    def leave(self) -> None:
        """Close the page, and its websocket."""
        if self.socket is not None:
            self.socket.close()
        self.client.client.close()


def _expect(answer: ResponseContextManager, right: tuple[int, ...]) -> None:
    error = getattr(answer, "error", None)
    if isinstance(error, TimeoutError | gevent.Timeout):
        raise VisitError("too late")
    if answer.status_code not in right:
        raise VisitError(f"status {answer.status_code}" if answer.status_code else type(error).__name__)


def side_by_side(*work: Callable[[], object]) -> list[Any]:
    """Do things at the same time; when one goes wrong, say so once all have ended."""

    def caught(one: Callable[[], object]) -> object:
        try:
            return one()
        except VisitError as error:  # gevent would print it
            return error

    found = [doing.get() for doing in [gevent.spawn(caught, one) for one in work]]
    for one in found:
        if isinstance(one, VisitError):
            raise one
    return found
