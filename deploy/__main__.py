"""Run a cluster on this machine until the process is told to stop."""

from __future__ import annotations

import signal
import sys
import threading

from .cluster import running_cluster
from .nginx import executable


def main() -> int:
    """Start the cluster, say where it is, and wait."""
    if executable() is None:
        print("There is no nginx: run `make nginx`, or install your system's package.", file=sys.stderr)
        return 1
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with running_cluster() as cluster:
        for route, server in cluster.servers.items():
            print(f"Server {route}: {server.url} (process {server.pid})")
        print(f"Database: {cluster.database}")
        print(f"The cluster is ready on {cluster.url}", flush=True)
        stop.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
