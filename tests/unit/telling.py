"""A program that tells what it was started with: ``python -m tests.unit.telling``."""

import json
import os
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path

HEARD = (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD, signal.SIGPIPE, signal.SIGHUP)

if __name__ == "__main__":
    told = {
        "words": sys.argv,
        "name": __name__,
        "folder": str(Path.cwd()),
        "looks first in": sys.path[0],
        "environment": dict(os.environ),
        "temporary": tempfile.gettempdir(),
        "zone": time.tzname,
        "hears": sys.stdin.read(),
        "files": sorted(str(one) for one in Path("/proc/self/fd").iterdir()),
        "encodings": [sys.stdout.encoding, sys.stdout.errors, sys.stderr.encoding, sys.stderr.errors],
        "signals": [str(signal.getsignal(each)) for each in HEARD],
        "threads": threading.active_count(),
        "session": os.getsid(0),
        "group": os.getpgrp(),
    }
    print(json.dumps(told), flush=True)
    print("een fout", file=sys.stderr, flush=True)
    sys.exit(3)
