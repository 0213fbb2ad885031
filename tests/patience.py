"""How long tests wait for what is to happen; that it never does is seen so late, and only then."""

import os

PATIENCE = float(os.environ.get("EHBI_PATIENCE", "60"))
"""Seconds."""
