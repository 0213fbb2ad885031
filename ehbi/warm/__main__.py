"""``python -m ehbi.warm NOTEBOOK SOCKET``: become the warm process of a notebook."""

from __future__ import annotations

import json
import socket
import sys
from pathlib import Path

from .kernel import become_kernel
from .notebook import NotebookError, run
from .process import forked, freeze, say


def main(notebook: str, number: str) -> None:
    """Run the notebook, then fork a kernel for each connection file that is asked for.

    Parameters
    ----------
    notebook
        Its path.
    number
        Of the open socket on which the server asks. Standard input ends when the server does.
    """
    with socket.socket(fileno=int(number)) as server:
        try:
            outputs = run(json.loads(Path(notebook).read_text(encoding="utf-8")))
            freeze()
        except NotebookError as error:
            say(server, {"error": str(error)})
            return
        say(server, {"outputs": outputs})
        connection_file = forked(server)
    if connection_file:
        become_kernel(connection_file)


if __name__ == "__main__":
    main(*sys.argv[1:])
