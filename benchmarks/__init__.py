"""Speed, size and load: the page beside stock Voilà, the manager's page, and crowds of locust users."""

import os

# Everything here that waits for many at once does so on gevent's own sockets, so nothing has to be patched.
os.environ.setdefault("LOCUST_SKIP_MONKEY_PATCH", "1")
