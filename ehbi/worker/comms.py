"""Comms and widgets that belong to the guest whose turn it was when they were made.

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
from collections import UserDict
from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Any

import comm
from comm.base_comm import BaseComm, CommManager
from ipywidgets import Widget
from ipywidgets.widgets import widget as ipywidget

if TYPE_CHECKING:
    from .guest import Guest

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
    """The widgets of the guest whose turn it is, where ipywidgets has those of the process.

    Parameters
    ----------
    others
        Those that were made when it was no guest's turn.
    """

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
