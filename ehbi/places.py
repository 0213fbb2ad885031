"""Where a user's own things are: the one place that knows the environment and the system's folders."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

DATABASE = "EHBI_DATABASE"
"""Environment variable with the address of the database."""


def data_folder() -> Path:
    """Return the folder for this user's data, as the system has it; it need not exist yet."""
    return platformdirs.user_data_path("ehbi", appauthor=False)


def database() -> str:
    """Return the address of the database: the environment's, else a file in the user's data folder."""
    return os.environ.get(DATABASE) or f"sqlite:///{data_folder() / 'ehbi.sqlite'}"
