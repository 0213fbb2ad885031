"""A server that bears with its guides for as long as tests do: ``python -m tests.patient serve``.

It is for tests of what a server tells. On a busy machine a worker may get no turn for two seconds,
and who has a guide there would lose it.
"""

import sys
from functools import partial

from ehbi import cli, server

from .waiting import PATIENCE

if __name__ == "__main__":
    server.serve = partial(server.serve, answers=PATIENCE)
    sys.exit(cli.main())
