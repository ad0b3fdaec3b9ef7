"""The mutants of a module: its functions and its constants, each with one change.

What a class declares, what functions take by default, decorators and types stay as they are; so do words that are
said in two languages, which other tests hold.
"""

import ast
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

from bench.mutation.operators import Place, changes

AROUND = 4  # words of the code that are shown on either side of a change
LEFT_OUT = {"annotation", "returns", "decorator_list", "type_params"}
WORDS = {"Text", "_", "gettext", "gettext_lazy", "ngettext", "pgettext"}
SAID = {"en", "fr", "help", "description"}  # keywords of a text and of a command

type Function = ast.FunctionDef | ast.AsyncFunctionDef
type Constant = ast.Assign | ast.AnnAssign
type Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Mutant:
    """One change of a module; `function` is "" where it is one of a constant."""

    module: str
    function: str
    source: str  # a digest of the function, or of the constant, before the change
    change: str
    line: int
    reached: frozenset[int]  # a test that runs one of these lines may notice
    code: CodeType
    names: tuple[str, ...] = ()  # of the constants that the code makes anew

    @property
    def key(self) -> Key:
        """What it is known by: the same change of a function that was rewritten is another mutant."""
        return self.module, self.function, self.source, self.change


def mutants(module: str, text: str, only: Iterable[str] = ()) -> Iterator[Mutant]:
    """Every mutant of a module's text, or those of some functions; each is compiled when it is asked for."""
    tree, lines, seen = ast.parse(text), text.splitlines(), Counter[tuple[str, str]]()
    for top in tree.body:
        for function, home in _homes([top]):
            if only and function not in only:
                continue
            source = _digest(lines[home.lineno - 1 : home.end_lineno])
            constants = list(_made_of(tree.body, home))
            names = tuple(name for one in constants for name in _assigned(one))
            uses = _uses(tree, names) if names else None
            part = ast.Module([*constants] or [top], [])
            for place, difference in _changed(home):
                seen[function, difference] += 1
                number = seen[function, difference]
                change = difference if number == 1 else f"{difference} ({number})"
                line = getattr(place.node, "lineno", place.statement.lineno)
                reached = _lines(place.statement) if uses is None else uses
                if code := _compiled(part, module):
                    yield Mutant(module, function, source, change, line, reached, code, names)


def unchanged(module: str, text: str) -> Iterator[Mutant]:
    """The control: all functions of a module, and all its constants, put in their own place."""
    tree = ast.parse(text)
    made = [one for _, one in _homes(tree.body) if isinstance(one, ast.Assign | ast.AnnAssign)]
    names = tuple(name for one in made for name in _assigned(one))
    for part, of_it in ((tree, ()), (ast.Module(list(made), []), names)):
        if code := _compiled(part, module):
            yield Mutant(module, "", "", "", 0, frozenset(), code, of_it)


def _homes(body: list[ast.stmt], within: str = "") -> Iterator[tuple[str, Function | Constant]]:
    """Functions, and methods of classes, by their names; constants of the module under none."""
    for one in body:
        match one:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                yield f"{within}{one.name}", one
            case ast.ClassDef():
                yield from _homes(one.body, f"{within}{one.name}.")
            case ast.Assign() | ast.AnnAssign() if not within and one.value:
                yield "", one


def _places(home: Function | Constant) -> Iterator[Place]:
    if isinstance(home, ast.Assign | ast.AnnAssign):
        yield from _within(home, home, constant=True, fields=("value",))
    else:
        yield from _within(home, home, constant=False, fields=("body",))


def _within(
    parent: ast.AST,
    statement: ast.stmt | ast.ExceptHandler,
    *,
    constant: bool,
    fields: Iterable[str] | None = None,
) -> Iterator[Place]:
    for field in fields or (field for field in parent._fields if field not in LEFT_OUT):
        value = getattr(parent, field, None)
        of_it = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
        for index, node in of_it:
            if isinstance(node, ast.AST) and not _stays(node, parent):
                inner = node if isinstance(node, ast.stmt | ast.ExceptHandler) else statement
                yield Place(node, parent, field, index, inner, constant)
                yield from _within(node, inner, constant=constant)


def _stays(node: ast.AST, parent: ast.AST) -> bool:
    """Docstrings, words that are said to people, and types."""
    match node, parent:
        case ((ast.Expr(value=ast.Constant()) | ast.TypeAlias()), _):
            return True
        case ast.Subscript(value=ast.Name(id="Literal")), _:
            return True
        case ((ast.Constant(value=str()) | ast.JoinedStr()), ast.Call(func=ast.Name(id=name))):
            return name in WORDS
        case ((ast.Constant(value=str()) | ast.JoinedStr()), ast.keyword(arg=name)):
            return name in SAID
        case (ast.Subscript(), ast.Call(func=func)):
            return func is node  # list[str]()
    return False


def _changed(home: Function | Constant) -> Iterator[tuple[Place, str]]:
    """Each change, in words, while it stands in the tree."""
    for place in _places(home):
        before = ast.unparse(place.statement)
        for new in list(changes(place)):
            ast.fix_missing_locations(ast.copy_location(new, place.node))
            place.put(new)
            after = ast.unparse(new if place.node is place.statement else place.statement)
            yield place, _difference(before, after)
            place.put(place.node)


def _difference(before: str, after: str) -> str:
    """Where two texts differ, with some words around it."""
    old, new = (text.replace("\\n", " ").split() for text in (before, after))
    start = end = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    to_end, new_end = len(old) - end, len(new) - end
    changed = f"[{' '.join(old[start:to_end])} → {' '.join(new[start:new_end])}]"
    return " ".join([*old[max(0, start - AROUND) : start], changed, *old[to_end : to_end + AROUND]])


def _compiled(tree: ast.Module, module: str) -> CodeType | None:
    try:
        return compile(tree, Path(module).resolve(), "exec", dont_inherit=True)
    except (SyntaxError, ValueError):  # what no program can say is no mutant
        return None


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:8]


def _made_of(body: Iterable[ast.stmt], first: Function | Constant) -> Iterator[Constant]:
    """A constant, and those that are made of it further down; nothing is of a function."""
    names: set[str] = set()
    for one in body:
        if isinstance(one, ast.Assign | ast.AnnAssign) and (one is first or names & _named(one)):
            names |= set(_assigned(one))
            yield one


def _assigned(statement: Constant) -> list[str]:
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    nodes = (node for target in targets for node in ast.walk(target))
    return [node.id for node in nodes if isinstance(node, ast.Name)]


def _named(node: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


def _uses(tree: ast.Module, names: Iterable[str]) -> frozenset[int]:
    """The lines that name a private constant; of one that other modules may import, every line."""
    if not all(name.startswith("_") for name in names):
        return frozenset(range(1, (tree.body[-1].end_lineno or 0) + 1))
    inner = (place.statement for _, home in _homes(tree.body) for place in _places(home))
    return frozenset().union(*(_lines(one) for one in set(inner) if _named(one) & set(names)))


def _lines(statement: ast.stmt | ast.ExceptHandler) -> frozenset[int]:
    """Of a statement; of one that holds others, of its head."""
    body: list[ast.stmt] = getattr(statement, "body", [])
    last = body[0].lineno - 1 if body else statement.end_lineno or statement.lineno
    return frozenset(range(statement.lineno, max(last, statement.lineno) + 1))
