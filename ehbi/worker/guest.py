"""A guest: one visitor in a process that many share, and what is theirs there.

Whose turn it is stands in a context variable, and all that a guest does runs in a context of its own; what it
makes there (widgets, comms, the numbers that these go by) is its own for ever. So is what it leaves for
later on the event loop. A thread that it starts is nobody's: widgets made there are silent.

What ipywidgets, comm and anywidget keep for a whole process, one by one:

- ``comm.create_comm``, ``comm.get_comm_manager``, ipywidgets' ``_instances``: by guest, see :func:`share`.
- ``Widget._control_comm``: not used; :class:`Guest` answers who asks for the widgets there are.
- ``Widget._widget_construction_callback``, the registry of widget classes, traitlets' logger: shared, as no
  message of a page reaches them. No page can have a widget made either.
- ``anywidget._descriptor._COMMS``: by object, for what is no widget; its comms are of who made them.
- An anywidget whose ``_esm`` or ``_css`` is a file is held by that file for ever, so ours have text.
- The caches of EHBI, IPython's formatters, compiled cells: shared; they hold frozen values or pure functions.
- ``os.environ``, matplotlib's settings, the working folder: shared; a notebook for guests only reads them.
"""

from __future__ import annotations

import contextvars
import hashlib
import itertools
import json
import math
import time
from collections import UserDict
from collections.abc import Callable, MutableMapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import comm
from comm.base_comm import BaseComm, CommManager
from ipywidgets import Widget
from ipywidgets.widgets import widget as ipywidget

from .notebook import Output, run

turn: contextvars.ContextVar[Guest] = contextvars.ContextVar("turn")
"""Whose turn it is; nobody's outside of what a guest does."""


class GuestComm(BaseComm):
    """A comm of the guest whose turn it was when it was made."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self._guest = guest = turn.get()
        super().__init__(*arguments, **{**options, "comm_id": options.get("comm_id") or guest.new_id()})

    def publish_msg(
        self,
        msg_type: str,
        data: Any = None,
        metadata: Any = None,
        buffers: Any = None,
        **more: Any,
    ) -> None:
        """Publish to that guest alone."""
        content = {"comm_id": self.comm_id, "data": data or {}, **more}
        self._guest.say(msg_type, content, metadata or {}, buffers or ())

    def close(
        self, data: Any = None, metadata: Any = None, buffers: Any = None, deleting: bool = False
    ) -> None:
        """Close it for that guest, whose turn it need not be."""
        super().close(data, metadata, buffers, deleting=True)
        comms = self._guest.comms.comms
        if not deleting and comms.get(self.comm_id) is self:
            del comms[self.comm_id]


class TurnsWidgets(UserDict[str, Widget]):
    """The widgets of the guest whose turn it is, where ipywidgets has those of the process."""

    def __init__(self, others: MutableMapping[str, Widget]) -> None:
        self._others = others

    @property
    def data(self) -> MutableMapping[str, Widget]:  # type: ignore[override]
        """What all that is asked of a dictionary is asked of."""
        guest = turn.get(None)
        return guest.widgets if guest else self._others


_create_comm, _get_comm_manager = comm.create_comm, comm.get_comm_manager


def _turns_comm(*arguments: Any, **options: Any) -> BaseComm:
    return (GuestComm if turn.get(None) else _create_comm)(*arguments, **options)


def _turns_comm_manager() -> CommManager:
    guest = turn.get(None)
    return guest.comms if guest else _get_comm_manager()


def share() -> None:
    """Have ipywidgets ask whose turn it is; when it is no guest's, all is as it was.

    Whoever imports ipykernel undoes it, so it is done again for each guest.
    """
    comm.create_comm, comm.get_comm_manager = _turns_comm, _turns_comm_manager
    if not isinstance(ipywidget._instances, TurnsWidgets):
        ipywidget._instances = TurnsWidgets(ipywidget._instances)


TOGETHER = 0.1
"""Seconds for which what is said on the way to an answer is kept together with it."""
CONTROL = "jupyter.widget.control"
"""What a page opens to ask which widgets there are."""
Message = tuple[str, list[bytes]]
"""What was published, as JSON at that moment, and its buffers."""
Speaks = Callable[["Guest"], object]
"""What to do when a guest has said something."""


def _nobody(_: Guest) -> None:
    """Pass nothing on."""


class Guest:
    """A visitor, and all that is theirs.

    ``speaks`` has what was :meth:`said` passed on soon, and ``speaks_now`` while the guest has the turn.
    """

    def __init__(self, speaks: Speaks = _nobody, speaks_now: Speaks = _nobody) -> None:
        self.widgets: dict[str, Widget] = {}
        self.comms = CommManager()
        self._speaks, self._speaks_now = speaks, speaks_now
        self._names: dict[str, Any] = {"__name__": "__main__"}
        self._numbers = itertools.count(1)
        self._said: list[Message] = []
        self._control: str | None = None
        self._silent, self._waited_for = False, True
        self._together_until = math.inf  # it is made without a word
        self._context = contextvars.Context()
        self._context.run(turn.set, self)

    def new_id(self) -> str:
        """Return an id for a comm; one notebook makes the same ones always, so a page can change guests."""
        return f"{next(self._numbers):032x}"

    def come(self, notebook: Path) -> list[Output]:
        """Run a notebook; nothing of it is said, as a page asks what there is."""
        outputs = self._context.run(run, notebook, self._names)
        self.said()
        self._waited_for = False
        return outputs

    @property
    def structure(self) -> str:
        """Twelve hexadecimal digits that are the same for guests with the same widgets by the same ids."""
        made = [(name, one._model_module, one._model_name) for name, one in self.widgets.items()]
        return hashlib.sha256(json.dumps(made).encode()).hexdigest()[:12]

    def hear(self, kind: object, content: object, metadata: object, buffers: Sequence[bytes]) -> None:
        """Do what a page asks; what cannot be done is left, and what fails fails for this guest alone."""
        self._waited_for, self._together_until = True, time.monotonic() + TOGETHER
        with suppress(BaseException):  # an end or a cancelling too is no more than this guest's
            self._context.run(self._hear, kind, content, metadata, buffers)
        self._waited_for = False

    def _hear(self, kind: object, content: object, metadata: object, buffers: Sequence[bytes]) -> None:
        message = {"content": content, "metadata": metadata, "buffers": buffers}
        match kind, content:
            case "comm_open", {"comm_id": str(name), "target_name": str(target)} if target == CONTROL:
                self._control = name
            case "comm_msg", {"comm_id": str(name), "data": data} if name == self._control:
                if data == {"method": "request_states"}:
                    self._say_states(name)
            case "comm_msg", {"comm_id": str(name)} if name in self.comms.comms:
                self.comms.comm_msg(None, None, message)  # type: ignore[arg-type]
            case "comm_close", {"comm_id": str(name)} if name in self.comms.comms:
                self.comms.comm_close(None, None, message)  # type: ignore[arg-type]

    def _say_states(self, control: str) -> None:
        states = {
            name: {
                "model_name": one._model_name,
                "model_module": one._model_module,
                "model_module_version": one._model_module_version,
                "state": one.get_state(),
            }
            for name, one in self.widgets.items()
        }
        states, paths, buffers = ipywidget._remove_buffers(states)
        data = {"method": "update_states", "states": states, "buffer_paths": paths}
        self.say("comm_msg", {"comm_id": control, "data": data}, {}, buffers)

    def say(self, kind: str, content: object, metadata: object, buffers: Sequence[Any]) -> None:
        """Publish something to this guest's page; a guest who has left has none."""
        if self._silent:
            return
        message = {"kind": kind, "content": content, "metadata": metadata, "buffers": len(buffers)}
        self._said.append((json.dumps(message, allow_nan=False), [bytes(one) for one in buffers]))
        is_late = time.monotonic() > self._together_until
        if self._waited_for and is_late and turn.get(None) is self:  # another thread cannot speak now
            self._speaks_now(self)
        elif not self._waited_for and len(self._said) == 1:
            self._speaks(self)

    def said(self) -> list[Message]:
        """Return what was said since this was asked last."""
        said, self._said = self._said, []
        return said

    def leave(self) -> None:
        """Let go of all that is this guest's. A task that it left on the event loop must end by itself."""
        self._silent = True
        self._context.run(self._close)
        self.widgets.clear()
        self.comms.comms.clear()
        self._names.clear()
        self._said.clear()

    def _close(self) -> None:
        for one in [*self.widgets.values()]:
            with suppress(BaseException):
                one.close()
            # One with a comm would close itself when it is collected, in the turn of somebody else.
            with suppress(BaseException):
                one.comm = None
