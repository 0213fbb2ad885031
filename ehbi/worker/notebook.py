"""A notebook that is run in this process, cell by cell."""

from __future__ import annotations

import ast
import json
from functools import lru_cache
from pathlib import Path
from types import CodeType
from typing import Any

from IPython.core.formatters import DisplayFormatter

from .. import places
from ..handbook import EhbiError

Output = dict[str, Any]


class NotebookError(EhbiError):
    """A notebook cannot be run here."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(f"Het notebook kan niet worden klaargezet: {why}.")


def run(notebook: Path, names: dict[str, Any]) -> list[Output]:
    """Run the cells of a notebook as plain Python with these names, and return what they show.

    A :class:`NotebookError` tells that it is no notebook, that a cell fails or is not plain Python, or that
    what it shows is no JSON.
    """
    try:
        cells = _compiled(notebook, places.stamp(notebook))
        shown = [output for cell in cells if (output := _run_cell(*cell, names))]
        json.dumps(shown, allow_nan=False)
    except SystemExit as error:
        raise NotebookError("het stopt zelf") from error
    except Exception as error:
        raise NotebookError(f"{type(error).__name__}: {error}") from error
    return shown


@lru_cache(maxsize=8)
def _compiled(notebook: Path, _stamp: object) -> list[tuple[CodeType, CodeType | None]]:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return [_compile("".join(cell["source"])) for cell in cells if cell["cell_type"] == "code"]


def _compile(source: str) -> tuple[CodeType, CodeType | None]:
    """Return what a cell does, and apart from it the value that it ends in."""
    body = ast.parse(source).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    value = compile(ast.Expression(last.value), "<cel>", "eval") if isinstance(last, ast.Expr) else None
    return compile(ast.Module(body, []), "<cel>", "exec"), value


def _run_cell(body: CodeType, last: CodeType | None, names: dict[str, Any]) -> Output | None:
    exec(body, names)  # noqa: S102  # our own notebook
    value = eval(last, names) if last else None  # noqa: S307
    if value is None:
        return None
    data, metadata = _formatter().format(value)  # type: ignore[no-untyped-call]
    return {"output_type": "display_data", "data": data, "metadata": metadata}


@lru_cache(maxsize=1)
def _formatter() -> DisplayFormatter:
    """Return what all guests show their values by; only a shell, which they have not, changes it."""
    return DisplayFormatter()
