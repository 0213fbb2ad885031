"""``python -m ehbi``: the same as the command ``ehbi``."""

import sys

from .cli import main

sys.exit(main())
