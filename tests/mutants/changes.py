"""Small changes to a module, each of which a test should see."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from typing import Any

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
CALLED = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "startswith": "endswith",
    "endswith": "startswith",
    "removeprefix": "removesuffix",
    "removesuffix": "removeprefix",
}
NOT_LOOKED_AT = (ast.JoinedStr, ast.Import, ast.ImportFrom)
"""What stands in these has no place of its own in the source, or no meaning that a test could see."""
LOOSE = (ast.BoolOp, ast.BinOp, ast.Compare, ast.UnaryOp, ast.IfExp)
"""What needs brackets beside other things."""


@dataclass(frozen=True, slots=True)
class Change:
    """A module with one thing changed in it."""

    line: int
    before: str  # the line as it is
    after: str  # and as it is in the changed module
    source: str


def changes(source: str) -> Iterator[Change]:
    """Yield every change that there is to make, from top to bottom."""
    lines = source.encode().splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    seen = {source}
    for old, new in _replacements(ast.parse(source)):
        begin = starts[old.lineno - 1] + old.col_offset
        end = starts[(old.end_lineno or old.lineno) - 1] + (old.end_col_offset or 0)
        changed = (source.encode()[:begin] + new.encode() + source.encode()[end:]).decode()
        if changed not in seen and _is_python(changed):
            seen.add(changed)
            at = old.lineno - 1
            yield Change(
                old.lineno, source.splitlines()[at].strip(), changed.splitlines()[at].strip(), changed
            )


def _is_python(source: str) -> bool:
    try:
        compile(source, "changed", "exec")
    except SyntaxError:
        return False
    return True


def _replacements(tree: ast.Module) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    """Yield what to replace, and by what."""
    for node in _walk(tree):
        if isinstance(node, ast.If | ast.While | ast.IfExp):
            yield node.test, f"(not ({ast.unparse(node.test)}))"
        for new in _others(node):
            text = ast.unparse(new)
            yield node, f"({text})" if isinstance(new, LOOSE) else text


def _walk(node: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """Yield what can be changed: no annotations, decorators or docstrings, nor what is for a type checker."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list") or _is_type(node, name):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or isinstance(child, NOT_LOOKED_AT) or _is_skipped(child):
                continue
            if isinstance(child, ast.expr | ast.stmt):
                yield child
            yield from _walk(child)


def _is_type(node: ast.AST, name: str) -> bool:
    """Return whether a field of a node is what a type is of, as in ``dict[str, int]``."""
    return isinstance(node, ast.Subscript) and name == "slice" and isinstance(node.slice, ast.Tuple)


def _is_skipped(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant | ast.JoinedStr)
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def _others(node: ast.expr | ast.stmt) -> Iterator[ast.expr | ast.stmt]:  # noqa: C901, PLR0912  # a case a kind of node
    """Yield what could stand in the place of a node, each of them wrong."""
    match node:
        case ast.Compare(ops=[op, *rest]) if type(op) in COMPARED:
            yield _with(node, ops=[COMPARED[type(op)](), *rest])
        case ast.BoolOp(op=op, values=values):
            yield _with(node, op=ast.And() if isinstance(op, ast.Or) else ast.Or())
            for kept in _one_less(values):
                yield _with(node, values=kept) if len(kept) > 1 else kept[0]
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield operand
        case ast.BinOp(op=op) if type(op) in COMPUTED:
            yield _with(node, op=COMPUTED[type(op)]())
        case ast.AugAssign(op=op) if type(op) in COMPUTED:
            yield _with(node, op=COMPUTED[type(op)]())
        case ast.Constant(value=value):
            yield from _constants(value)
        case (
            ast.Tuple(ctx=ast.Load(), elts=parts) | ast.List(ctx=ast.Load(), elts=parts) | ast.Set(elts=parts)
        ):
            for kept in _one_less(parts):
                if kept or not isinstance(node, ast.Set):
                    yield _with(node, elts=kept)
        case ast.Dict(keys=keys, values=values):
            for pairs in _one_less(list(zip(keys, values, strict=True))):
                yield _with(node, keys=[key for key, _ in pairs], values=[value for _, value in pairs])
        case ast.Call():
            yield from _calls(node)
        case ast.GeneratorExp() | ast.ListComp() | ast.SetComp() | ast.DictComp():
            yield from _comprehensions(node)
        case ast.Return(value=ast.expr()):
            yield ast.Return()
        case ast.Break():
            yield ast.Continue()
        case ast.Continue():
            yield ast.Break()
        case ast.Expr() | ast.Raise() | ast.Delete():
            yield ast.Pass()
        case _:
            pass


def _constants(value: object) -> Iterator[ast.expr]:
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield ast.Constant(value + 1)
    elif isinstance(value, float):
        less, more = (value * 0.9, value * 1.1) if value else (-1.0, 1.0)
        yield from (ast.Constant(round(less, 6)), ast.Constant(round(more, 6)))
    elif isinstance(value, str | bytes) and value:
        yield ast.Constant(type(value)())


def _calls(node: ast.Call) -> Iterator[ast.expr]:
    for kept in _one_less(node.keywords):
        yield _with(node, keywords=kept)
    match node.func:
        case ast.Name(id=name) if name in CALLED:
            yield _with(node, func=ast.Name(CALLED[name]))
        case ast.Attribute(value=value, attr=name) if name in CALLED:
            yield _with(node, func=ast.Attribute(value, CALLED[name]))
        case _:
            pass
    if len(node.args) > 1:
        yield _with(node, args=node.args[:-1])


def _comprehensions(node: ast.expr) -> Iterator[ast.expr]:
    """Yield it with one condition less."""
    generators: list[ast.comprehension] = node.generators  # type: ignore[attr-defined]
    for at, one in enumerate(generators):
        for kept in _one_less(one.ifs):
            yield _with(node, generators=[*generators[:at], _with(one, ifs=kept), *generators[at + 1 :]])


def _one_less(parts: list[Any]) -> Iterator[list[Any]]:
    for at in range(len(parts)):
        yield [*parts[:at], *parts[at + 1 :]]


def _with(node: Any, **fields: Any) -> Any:
    """Return a copy of a node with other fields."""
    other = copy(node)
    for name, value in fields.items():
        setattr(other, name, value)
    return other
