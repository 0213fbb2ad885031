"""Somebody with a guide, and why somebody has none."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from ..handbook import EhbiError
from .messages import Said
from .refusals import LATEST

if TYPE_CHECKING:
    from .worker import Worker


class NoGuideError(EhbiError):
    """There is no guide for another visitor; the book still serves them."""

    def __init__(self, why: str, seconds: int = LATEST) -> None:
        self.why = why
        self.seconds = seconds
        super().__init__(f"Geen hulp beschikbaar: {why}.")


class EndedError(NoGuideError):
    """A worker has ended; another one may help."""

    def __init__(self) -> None:
        super().__init__("het proces is gestopt")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a guest's notebook shows.

    Parameters
    ----------
    outputs
        As notebooks keep them.
    structure
        Which widgets it has made: guests with the same one can take each other's place.
    """

    outputs: Sequence[dict[str, Any]]
    structure: str


class Page(Protocol):
    """The page of a guest, once it is connected."""

    def tell(self, said: list[Said], done: bool) -> None:
        """Hear what the guide says; with ``done``, a message of the page has been dealt with."""

    def send_away(self, why: str) -> None:
        """Hear that there is no guide any more; see :meth:`ehbi.server.watch.Watch.ended` for why."""


@dataclass(eq=False, slots=True)
class Guest:
    """Somebody with a guide in a worker.

    Parameters
    ----------
    on_end
        Called with the guest when their worker has ended.
    id
        By which the worker knows them, and their page asks for them; who can guess it has the guide.
    worker
        Where the guide runs, once it does.
    page
        Hears what the guide says.
    seen
        When their page was last heard.
    shown
        Will be what their notebook shows.
    """

    on_end: Callable[[Guest], object] = lambda _: None
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    worker: Worker = field(init=False)
    page: Page | None = None
    seen: float = 0.0
    shown: asyncio.Future[Shown] = field(init=False)
