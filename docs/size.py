"""The size and shape of the code: ``make size``, with ``--base REVISION`` beside what it was then."""

from __future__ import annotations

import argparse
import ast
import io
import statistics
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import networkx as nx

from .flows import flows

ROOT = Path(__file__).parents[1]
PACKAGE = "ehbi"
GOALS = {"modules": "180", "lines": "21,000", "circles": "0"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Module:
    """A module of the package; it imports those of the package by name, also those that only types need."""

    lines: int
    docstrings: int  # lines of them
    bodies: Sequence[int]  # lines of each function, without its docstring
    imports: frozenset[str]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", metavar="REVISION", help="measure this revision too")
    base = parser.parse_args().base
    now = figures(read(ROOT))
    then = _figures_of(base) if base else {}
    told = [*table(now, then), "", *(f"{name}: {went}" for name, went in flows().items())]
    sys.stdout.write("".join(f"{line}\n" for line in told))


def read(root: Path) -> dict[str, Module]:
    """Return the modules below a folder, by dotted name."""
    files = {_name(file.relative_to(root)): file for file in sorted((root / PACKAGE).rglob("*.py"))}
    return {name: _module(name, file, files) for name, file in files.items()}


def graph(modules: Mapping[str, Module]) -> nx.DiGraph[str]:
    """Return which module imports which."""
    arrows = [(name, other) for name, module in modules.items() for other in module.imports]
    found: nx.DiGraph[str] = nx.DiGraph(arrows)
    found.add_nodes_from(modules)
    return found


def circles(modules: Mapping[str, Module]) -> list[list[str]]:
    """Return the modules that import each other in a circle, together.

    Examples
    --------
    >>> one, other = Module(1, 0, (), frozenset({"b"})), Module(1, 0, (), frozenset({"a"}))
    >>> circles({"a": one, "b": other, "c": one})
    [['a', 'b']]
    """
    return sorted(sorted(one) for one in nx.strongly_connected_components(graph(modules)) if len(one) > 1)


def figures(modules: Mapping[str, Module]) -> dict[str, str]:
    """Return what there is to say of modules, in words."""
    imports = graph(modules)
    lone = [name for name in modules if imports.in_degree(name) == 1]
    beside = [name for name in lone if _folder(next(imports.predecessors(name))) == _folder(name)]
    folders = Counter(map(_folder, modules))
    files = [one.lines for one in modules.values()]
    bodies = [count for one in modules.values() for count in one.bodies]
    lines = sum(files)
    return {
        "modules": f"{len(modules):,}",
        "lines": f"{lines:,}",
        "of which docstrings": f"{sum(one.docstrings for one in modules.values()) / lines:.0%}",
        "folders, and files in the fullest": f"{len(folders)}, {max(folders.values())}",
        "lines of a file: median, 90th percentile, most": _spread(files),
        "lines of a function's body: median, 90th percentile, most": _spread(bodies),
        "modules with one importer, and with that beside them": f"{len(lone)}, {len(beside)}",
        "circles": f"{len(circles(modules))}",
        "modules in them": f"{sum(map(len, circles(modules)))}",
    }


def table(now: Mapping[str, str], then: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of a table."""
    yield "| | " + ("before | " if then else "") + "now | goal |"
    yield "|---|---|---|" + ("---|" if then else "")
    for name, figure in now.items():
        yield f"| {name} | " + (f"{then[name]} | " if then else "") + f"{figure} | {GOALS.get(name, '')} |"


def _figures_of(revision: str) -> dict[str, str]:
    command = ("git", "archive", revision, PACKAGE)
    packed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout  # noqa: S603
    with tempfile.TemporaryDirectory() as folder, tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")
        return figures(read(Path(folder)))


def _module(name: str, file: Path, files: Mapping[str, Path]) -> Module:
    text = file.read_text(encoding="utf-8")
    tree = ast.parse(text)
    base = name if file.name == "__init__.py" else _folder(name)
    return Module(
        lines=text.count("\n"),
        docstrings=sum(map(_docstring, ast.walk(tree))),
        bodies=[_body(one) for one in ast.walk(tree) if isinstance(one, Function)],
        imports=frozenset(_imports(tree, base, files) - {name}),
    )


def _docstring(node: ast.AST) -> int:
    has_one = isinstance(node, ast.Module | ast.ClassDef | Function) and ast.get_docstring(node, clean=False)
    return _lines(node.body[0], node.body[0]) if has_one else 0


def _body(function: Function) -> int:
    return _lines(function.body[0], function.body[-1]) - _docstring(function)


def _lines(first: ast.stmt, last: ast.stmt) -> int:
    return (last.end_lineno or last.lineno) - first.lineno + 1


def _imports(tree: ast.Module, base: str, files: Mapping[str, Path]) -> set[str]:
    """Return which of these files a module imports, wherever in it."""
    found, packages = set(), base.split(".")
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            above = packages[: len(packages) - node.level + 1] if node.level else []
            source = ".".join([*above, *([node.module] if node.module else [])])
            names = [f"{source}.{alias.name}" for alias in node.names]
            found |= {name if name in files else source for name in names}
    return {name for name in found if name in files}


def _name(file: Path) -> str:
    parts = file.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _folder(name: str) -> str:
    return name.rpartition(".")[0]


def _spread(numbers: Sequence[int]) -> str:
    tenth = statistics.quantiles(numbers, n=10)[-1]
    return f"{statistics.median(numbers):.0f}, {tenth:.0f}, {max(numbers)}"


if __name__ == "__main__":
    main()
