"""``python -m ehbi.cli``: the same as the command ``ehbi``."""

import sys

from . import main

sys.exit(main())
