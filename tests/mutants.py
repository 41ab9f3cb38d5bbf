"""Small changes to a file's functions, such as somebody could make by mistake; `tests/mutations.py` tries them."""

import ast
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import CodeType
from typing import Any

Place = tuple[ast.AST, Callable[[ast.AST], None]]
"""A node, and what puts another in its place."""

OTHER: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
OTHER_CALL = {"first": "last", "last": "first", "min": "max", "max": "min", "any": "all", "all": "any"}
NARROWING = ("filter", "exclude", "distinct")


@dataclass(frozen=True)
class Mutant:
    """One change: the number of its place in the file, counted from the top."""

    path: Path
    number: int
    line: int
    last_line: int
    before: str
    after: str

    @property
    def lines(self) -> range:
        return range(self.line, self.last_line + 1)

    def __str__(self) -> str:
        return f"{self.path.relative_to(Path.cwd())}:{self.line}: {self.before}  ->  {self.after}"

    def compiled(self) -> CodeType:
        tree = ast.parse(self.path.read_text())
        put, other = list(_changes(tree))[self.number][1:]
        put(other)
        return compile(ast.fix_missing_locations(tree), str(self.path), "exec")


def mutants(path: Path) -> list[Mutant]:
    """Every change to what stands in the functions of a file."""
    found = []
    for number, (node, _put, other) in enumerate(_changes(ast.parse(path.read_text()))):
        found.append(Mutant(path, number, *_lines(node), _text(node), _text(other)))
    return found


def drawn(paths: Iterable[Path], number: int, seed: int) -> list[Mutant]:
    """So many changes by lot, spread over the files: each file gives one before any gives its second."""
    lot = random.Random(seed)
    piles = [pile for path in sorted(paths) if (pile := mutants(path))]
    lot.shuffle(piles)
    for pile in piles:
        lot.shuffle(pile)
    rounds = (pile[turn] for turn in range(max(map(len, piles))) for pile in piles if turn < len(pile))
    return [mutant for _, mutant in zip(range(number), rounds, strict=False)]


def _lines(node: ast.AST) -> tuple[int, int]:
    """The lines that one must come by to notice: of a condition, not what hangs on it."""
    asked: Any = (
        node.test if isinstance(node, ast.If) else node.iter if isinstance(node, ast.comprehension) else node
    )
    return asked.lineno, asked.end_lineno


def _text(node: ast.AST) -> str:
    text = ast.unparse(node.test) if isinstance(node, ast.If) else ast.unparse(node)
    return " ".join(text.split())[:200]


def _changes(tree: ast.Module) -> Iterator[tuple[ast.AST, Callable[[ast.AST], None], ast.AST]]:
    for function in _functions(tree):
        answers_yes_or_no = isinstance(function.returns, ast.Name) and function.returns.id == "bool"
        for node, put in _places(function):
            for other in _others(node):
                yield node, put, ast.copy_location(other, node)
            if answers_yes_or_no and isinstance(node, ast.Return) and node.value:
                for answer in (True, False):
                    yield node, put, ast.copy_location(ast.Return(ast.Constant(answer)), node)


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """Functions and methods; one within another is a part of the outer."""
    for node in tree.body:
        for each in node.body if isinstance(node, ast.ClassDef) else [node]:
            if isinstance(each, ast.FunctionDef):
                yield each


def _places(function: ast.FunctionDef) -> Iterator[Place]:
    for index, statement in enumerate(function.body):
        yield statement, partial(function.body.__setitem__, index)
        for parent in ast.walk(statement):
            yield from _children(parent)


def _children(parent: ast.AST) -> Iterator[Place]:
    for name, value in ast.iter_fields(parent):
        if name in ("annotation", "returns") or isinstance(parent, ast.JoinedStr):
            continue
        if isinstance(value, ast.AST):
            yield value, partial(setattr, parent, name)
        for index, each in enumerate(value if isinstance(value, list) else []):
            if isinstance(each, ast.AST):
                yield each, partial(value.__setitem__, index)


def _others(node: ast.AST) -> Iterator[ast.AST]:
    """What could stand in the place of a node by mistake."""
    match node:
        case ast.Compare(left, [sign], right) if type(sign) in OTHER:
            yield ast.Compare(left, [OTHER[type(sign)]()], right)  # type: ignore[list-item]
        case ast.BoolOp(sign, values):
            yield ast.BoolOp(OTHER[type(sign)](), values)  # type: ignore[arg-type]
        case ast.BinOp(left, sign, right) if type(sign) in OTHER:
            yield ast.BinOp(left, OTHER[type(sign)](), right)  # type: ignore[arg-type]
        case ast.UnaryOp(ast.Not() | ast.Invert(), operand):
            yield operand
        case ast.Constant(bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(int(value)):
            yield ast.Constant(value + 1)
        case ast.Call(function, arguments, keywords):
            yield from _other_calls(function, arguments, keywords)
        case _:
            yield from _other_conditions(node)


def _other_conditions(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.IfExp(test, body, orelse):
            yield ast.IfExp(ast.UnaryOp(ast.Not(), test), body, orelse)
        case ast.If(ast.Name() | ast.Attribute() | ast.Call() as test, then, otherwise):
            yield ast.If(ast.UnaryOp(ast.Not(), test), then, otherwise)
        case ast.comprehension(target, iterable, [_, *_], is_async):
            yield ast.comprehension(target, iterable, [], is_async)


def _other_calls(
    function: ast.expr, arguments: list[ast.expr], keywords: list[ast.keyword]
) -> Iterator[ast.AST]:
    match function:
        case ast.Attribute(value, name) if name in NARROWING:
            is_manager = isinstance(value, ast.Attribute) and value.attr in ("objects", "history")
            yield ast.Call(ast.Attribute(value, "all", ast.Load()), [], []) if is_manager else value
            if len(arguments) + len(keywords) > 1:
                for each in keywords:
                    yield ast.Call(function, arguments, [other for other in keywords if other is not each])
        case ast.Attribute(value, "order_by"):
            for index, field in enumerate(arguments):
                if isinstance(field, ast.Constant) and isinstance(field.value, str):
                    turned = ast.Constant(
                        field.value[1:] if field.value.startswith("-") else f"-{field.value}"
                    )
                    yield ast.Call(function, [*arguments[:index], turned, *arguments[index + 1 :]], keywords)
        case ast.Attribute(value, name) if name in OTHER_CALL:
            yield ast.Call(ast.Attribute(value, OTHER_CALL[name], ast.Load()), arguments, keywords)
        case ast.Name(name) if name in OTHER_CALL:
            yield ast.Call(ast.Name(OTHER_CALL[name], ast.Load()), arguments, keywords)
    if len(keywords) + len(arguments) > 1 and any(each.arg == "filter" for each in keywords):
        yield ast.Call(function, arguments, [each for each in keywords if each.arg != "filter"])
