"""Run a notebook in this process, without a kernel."""

from __future__ import annotations

import ast
from typing import Any

from IPython.core.formatters import DisplayFormatter

from ..handbook import EhbiError

Output = dict[str, Any]


class NotebookError(EhbiError):
    """A notebook cannot be run here; an ordinary kernel may do better."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(f"Het notebook kan niet worden klaargezet: {why}.")


def run(notebook: dict[str, Any]) -> list[Output]:
    r"""Run the cells of a notebook as plain Python and return what they show.

    Parameters
    ----------
    notebook
        As in its file. Names that it makes live as long as this process.

    Returns
    -------
    list of dict
        An output for each cell that ends in a value, as notebooks keep them.

    Raises
    ------
    NotebookError
        A cell is not plain Python, or fails.

    Examples
    --------
    >>> [output] = run({"cells": [{"cell_type": "code", "source": "a = 1\na + 1"}]})
    >>> output["data"]
    {'text/plain': '2'}
    """
    names: dict[str, Any] = {"__name__": "__main__"}
    _kept.append(names)
    sources = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    try:
        shown = [_run_cell(source, names) for source in sources]
    except SystemExit as error:
        raise NotebookError("het stopt zelf") from error
    except Exception as error:
        raise NotebookError(f"{type(error).__name__}: {error}") from error
    return [output for output in shown if output]


_kept: list[dict[str, Any]] = []


def _run_cell(source: str, names: dict[str, Any]) -> Output | None:
    body, value = ast.parse(source).body, None
    match body:
        case [*_, ast.Expr(last)]:
            del body[-1]
            exec(compile(ast.Module(body, []), "<cel>", "exec"), names)  # noqa: S102  # our own notebook
            value = eval(compile(ast.Expression(last), "<cel>", "eval"), names)  # noqa: S307
        case _:
            exec(compile(ast.Module(body, []), "<cel>", "exec"), names)  # noqa: S102
    if value is None:
        return None
    data, metadata = DisplayFormatter().format(value)  # type: ignore[no-untyped-call]
    return {"output_type": "display_data", "data": data, "metadata": metadata}
