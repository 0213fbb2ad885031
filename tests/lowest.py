"""Run the tests of the core with the lowest versions that EHBI may have: ``python -m tests.lowest``.

What fails here needs a higher bound in pyproject.toml, and the same in environment.yml. That the server has
guides for its visitors with these versions too, ``tests/unit/test_wheel.py`` shows.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from .dates import CORE
from .fresh import ROOT, environment

QUICK = "not (thorough or lengthy or slow or browser)"


def main() -> int:
    """Run them, and return whether one failed."""
    with TemporaryDirectory() as folder:
        wanted = ["--editable", ".[postgresql,xlsx]", "--group", "dev"]
        python = environment(Path(folder) / "lowest", "lowest-direct", *wanted) / "python"
        options = ["--numprocesses", "2", "--dist", "worksteal", "-m", QUICK, *CORE]
        command = [str(python), "-m", "pytest", *options]
        quick = {**os.environ, "EHBI_EXAMPLES": "quick"}
        return subprocess.run(command, cwd=ROOT, env=quick, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
