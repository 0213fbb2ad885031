"""Trouble that nobody at a page need know about."""

from __future__ import annotations

import logging


class Trouble:
    """Something that goes wrong, told in the server's log once until it is over.

    Parameters
    ----------
    log
        Where to tell it.
    what
        What it comes down to, in Dutch.

    Examples
    --------
    >>> trouble = Trouble(logging.getLogger("voorbeeld"), "Casussen worden niet bewaard")
    >>> trouble.tell("de schijf is vol")
    >>> trouble.over()
    """

    def __init__(self, log: logging.Logger, what: str) -> None:
        self._log = log
        self._what = what
        self.told = False

    def tell(self, why: str) -> None:
        """Tell it, unless that has been done."""
        if not self.told:
            self._log.warning("%s: %s", self._what, why)
        self.told = True

    def over(self) -> None:
        """It works again, so that the next time is told too."""
        self.told = False
