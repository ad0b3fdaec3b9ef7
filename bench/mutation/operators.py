"""The changes that make a mutant, each a replacement of one node of the syntax tree.

Comparisons, arithmetic, conditions, constants, arguments, statements, and what stands in SQL.
"""

import ast
import copy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

type Operator = Callable[["Place"], Iterator[ast.AST]]

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
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.Div,
    ast.Pow: ast.Mult,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitAnd,
}
_PAIRS = (
    "min max, any all, Min Max, lower upper, lstrip rstrip, find rfind, split rsplit, partition rpartition,"
    " removeprefix removesuffix, first last, startswith endswith, filter exclude"
)
OPPOSITES = {
    one: other
    for left, right in (pair.split() for pair in _PAIRS.split(","))
    for one, other in ((left, right), (right, left))
}
SQL = re.compile(r"\b(SELECT|UPDATE|INSERT|WITH|DELETE)\s")
IN_SQL = [
    (re.compile(pattern), new)
    for pattern, new in (
        (r"<=", "<"),
        (r">=", ">"),
        (r"(?<![<>!=])<(?![=>])", "<="),
        (r"(?<![<>!=-])>(?![=>])", ">="),
        (r"(?<![<>!])=(?!=)", "<>"),
        (r"<>", "="),
        (r"\bAND\b", "OR"),
        (r"\bOR\b(?! REPLACE)", "AND"),
        (r"\bIS NULL\b", "IS NOT NULL"),
        (r"\bIS NOT NULL\b", "IS NULL"),
        (r"\bNOT EXISTS\b", "EXISTS"),
        (r"\bmax\(", "min("),
        (r"\bmin\(", "max("),
        (r"\bcoalesce\(", "nullif("),
        (r"\bLEFT JOIN\b", "JOIN"),
        (r" \+ ", " - "),
        (r" - ", " + "),
        (r" SKIP LOCKED", ""),
        (r" FOR UPDATE( SKIP LOCKED)?", ""),
        (r"\bDISTINCT ", ""),
        (r"ORDER BY (\w+(?:\.\w+)?)", r"ORDER BY \1 DESC"),
        (r"\b1\b", "2"),
        (r"\b0\b", "1"),
        (r"\btrue\b", "false"),
    )
]


@dataclass(frozen=True)
class Place:
    """A node where it stands: in a field of its parent, and there perhaps in a list."""

    node: ast.AST
    parent: ast.AST
    field: str
    index: int | None
    statement: ast.stmt | ast.ExceptHandler  # the innermost around it
    constant: bool  # whether it belongs to a constant of the module

    def put(self, node: ast.AST) -> None:
        """Have another node stand here."""
        if self.index is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.index] = node


def changes(place: Place) -> Iterator[ast.AST]:
    """Each node that a mutant has at this place instead."""
    return chain.from_iterable(operator(place) for operator in OPERATORS)


def _none(node: ast.AST | None) -> bool:
    return node is None or (isinstance(node, ast.Constant) and node.value is None)


def _with[Node: ast.AST](node: Node, **fields: object) -> Node:
    new = copy.copy(node)
    for name, value in fields.items():
        setattr(new, name, value)
    return new


def _without[Item](items: list[Item], index: int) -> list[Item]:
    return items[:index] + items[index + 1 :]


def _operations(place: Place) -> Iterator[ast.AST]:
    """Another comparison, sum or sign."""
    match place.node:
        case ast.Compare(ops=ops) as node:
            for at, one in enumerate(ops):
                yield _with(node, ops=[*ops[:at], COMPARED[type(one)](), *ops[at + 1 :]])
        case ast.BinOp(op=op) | ast.AugAssign(op=op) as node if type(op) in COMPUTED:
            yield _with(node, op=COMPUTED[type(op)]())
        case ast.UnaryOp(op=ast.Not() | ast.USub() | ast.Invert(), operand=operand):
            yield copy.copy(operand)


def _conditions(place: Place) -> Iterator[ast.AST]:
    """A condition that always holds, or never; "and" for "or"; one operand less."""
    node = place.node
    if place.field in {"test", "ifs"} and not isinstance(node, ast.Constant):
        yield ast.Constant(False)
        if not isinstance(place.parent, ast.While):
            yield ast.Constant(True)
    if isinstance(node, ast.BoolOp):
        yield _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
        for at in range(len(node.values)):
            rest = _without(node.values, at)
            yield copy.copy(rest[0]) if len(rest) == 1 else _with(node, values=rest)


def _constants(place: Place) -> Iterator[ast.AST]:
    """Another number, the other boolean, another text; in an f-string, nothing of a format."""
    match place.node:
        case ast.Constant(value=bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(value=int() | float() as value):
            yield ast.Constant(value + 1)
        case ast.Constant(value=bytes() as value):
            yield ast.Constant(b"XX" + value)
        case ast.Constant(value=str() as value):
            if SQL.search(value):
                yield from map(ast.Constant, _other_sql(value))
            elif not isinstance(place.parent, ast.JoinedStr) or value.strip():
                yield ast.Constant("XX" + value)


def _other_sql(text: str) -> Iterator[str]:
    for pattern, new in IN_SQL:
        for found in pattern.finditer(text):
            yield text[: found.start()] + found.expand(new) + text[found.end() :]


def _arguments(place: Place) -> Iterator[ast.AST]:
    """None for what is given, or nothing at all."""
    node = place.node
    given = isinstance(place.parent, ast.Call) and place.field == "args"
    if given and not isinstance(node, ast.Starred) and not _none(node):
        yield ast.Constant(None)
    if isinstance(node, ast.Call):
        for at, one in enumerate(node.args):
            if isinstance(one, ast.Starred):
                yield _with(node, args=_without(node.args, at))
        for at in range(len(node.keywords)):
            yield _with(node, keywords=_without(node.keywords, at))


def _values(place: Place) -> Iterator[ast.AST]:
    """None for what is returned or remembered."""
    match place.parent:
        case ast.Assign(targets=[ast.Tuple()]):
            return
        case ast.Return() | ast.Assign() | ast.AnnAssign() if place.field == "value":
            if not place.constant and not _none(place.node):
                yield ast.Constant(None)


def _parts(place: Place) -> Iterator[ast.AST]:
    """A slice without an end, a dict without a key, an exception that is not caught."""
    match place.node:
        case ast.Slice() as node:
            for part in ("lower", "upper", "step"):
                if getattr(node, part) is not None:
                    yield _with(node, **{part: None})
        case ast.Dict(keys=keys, values=values) as node:
            for at in range(len(keys)):
                yield _with(node, keys=_without(keys, at), values=_without(values, at))
        case ast.Tuple(elts=elts) as node if isinstance(place.parent, ast.ExceptHandler):
            for at in range(len(elts)):
                yield _with(node, elts=_without(elts, at))


def _opposites(place: Place) -> Iterator[ast.AST]:
    """What is called gives way to its opposite: min to max, lstrip to rstrip."""
    if not isinstance(place.parent, ast.Call) or place.field != "func":
        return
    match place.node:
        case ast.Name(id=name) as node if name in OPPOSITES:
            yield _with(node, id=OPPOSITES[name])
        case ast.Attribute(attr=name) as node if name in OPPOSITES:
            if "split" not in name or len(place.parent.args) > 1:  # without a limit both are one
                yield _with(node, attr=OPPOSITES[name])


def _statements(place: Place) -> Iterator[ast.AST]:
    """A statement less, or the other way out of a loop."""
    match place.node:
        case ast.Expr() | ast.Raise() | ast.Delete():
            yield ast.Pass()
        case ast.Break():
            yield ast.Continue()
        case ast.Continue():
            yield ast.Break()
        case ast.AugAssign(target=target, value=value):
            yield ast.Assign(targets=[target], value=value)


OPERATORS: tuple[Operator, ...] = (
    _operations,
    _conditions,
    _constants,
    _arguments,
    _values,
    _parts,
    _opposites,
    _statements,
)
