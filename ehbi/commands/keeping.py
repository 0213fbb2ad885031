"""What is kept: a copy to put away, and what must go."""

from __future__ import annotations

from pathlib import Path

from .command import Commands, add_database, add_yes, command, later


def add(commands: Commands) -> None:
    """Add these commands."""
    saving = command(
        commands, "backup", later("kept_long", "backup"), "maak een kopie van alles wat bewaard is"
    )
    saving.add_argument(
        "file", type=Path, metavar="BESTAND", help="waar de kopie komt; er wordt niets overschreven"
    )
    saving.add_argument(
        "--restore",
        action="store_true",
        help="andersom: zet de kopie terug in de plaats van wat er nu is; servers kunnen doorgaan",
    )
    add_yes(saving)
    add_database(saving)
