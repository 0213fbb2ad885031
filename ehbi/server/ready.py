"""The address that tells an operator whether the server can do all it should."""

from __future__ import annotations

import time
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from .answers import Answers
from .guests import Supply

if TYPE_CHECKING:
    from .app import Visitors

NO_GUIDE = {Supply.FULL, Supply.FAILING}


class Ready(Answers):
    """Answers with how the server is; 503 when somebody who asks would get no guide.

    It is for whoever watches the server. A load balancer asks ``/health`` instead: a server without guides
    still has the book for everybody, and must not be taken away from them.
    """

    def initialize(self, server: Visitors) -> None:
        """Take the server."""
        self.server = server

    def get(self) -> None:
        """Answer with the report."""
        supply = self.server.guests.supply
        ready = supply not in NO_GUIDE and not self.server.stopping.told
        status = HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE
        self.answer({"ready": ready, "guide": supply, **self._report()}, status)

    def _report(self) -> dict[str, Any]:
        edition, follower = self.server.editions.now, self.server.follower
        return {
            "edition": {
                "revision": edition.revision,
                "seconds": round(time.monotonic() - edition.since),
                "newest": not follower.behind,
            },
            "database": follower.sees_store,
            "workers": len(self.server.workers),
            "tasks": self.server.supervisor.states(),
        }

    head = get
