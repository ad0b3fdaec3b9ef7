"""The fingerprint of a programme's law: the hash of whatever can change how a case is judged.

It covers the rows as they were loaded and the code that judges by them, and neither words, layout
nor names: a definition counts by what it says, and by what the definitions say that it uses. So it
stays the same when a sentence is reworded, a comment is added, or a function is renamed or moved.
"""

import ast
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from inspect import getfile
from pathlib import Path
from types import FunctionType
from typing import Any

from impplus.rules.canonical import digest
from impplus.rules.settings import Settings
from impplus.words.text import Source, Text

type Name = tuple[str, str]

RULES, HERE = "impplus.rules", Path(__file__).parent
# What a definition uses of these is said, asked or read, and judges nothing.
SPOKEN = (
    "impplus.words", f"{RULES}.form", f"{RULES}.letters", f"{RULES}.columns", f"{RULES}.reader",
)  # fmt: skip
# The columns of a programme that judge; the form asks, and letters tell.
JUDGING = (
    "conditions", "family", "requirements", "fees", "refunds", "caps", "documents", "biometrics",
    "medical", "permit", "when",
)  # fmt: skip
# How a definition is named and adorned; its key, days and source are columns of its row.
OF_A_NAME = ("name", "decorator_list")


def fingerprint_of(law: Any, judge: Callable[..., Any], rules: Path = HERE) -> str:
    """The fingerprint of a programme's rows, and of `judge`, the function that answers a case.

    `rules` is the folder in which the code of the rules is read.
    """
    code = _Code(rules)
    columns = {name: _row(getattr(law, name), code) for name in JUDGING}
    columns["settings"] = _row(law.settings.rows, code)
    return digest({"law": columns, "judge": code.of(judge)})


def _row(value: Any, code: "_Code") -> Any:
    """A row as plain values; what is words, or not there, is left out."""
    if is_dataclass(value):
        value = {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: _row(held, code) for key, held in value.items() if _judges(held)}
    if isinstance(value, tuple | list):
        return [_row(held, code) for held in value if _judges(held)]
    if isinstance(value, FunctionType):
        return code.of(value)
    if isinstance(value, date | Decimal):
        return str(value)
    if isinstance(value, str | bool | int):
        return value
    raise TypeError(f"a row of the law cannot hold {value!r}")


def _judges(value: Any) -> bool:
    return not (value is None or isinstance(value, Text | Source | Settings))


class _Code:
    """Definitions by module and name, each hashed with those that it uses."""

    def __init__(self, rules: Path) -> None:
        self.paths = _modules(RULES, rules)
        self.trees: dict[str, ast.Module] = {}
        self.hashes: dict[Name, str] = {}

    def of(self, function: Callable[..., Any]) -> str:
        """The hash of a function, in the rules or in a programme's folder."""
        package, _, _ = function.__module__.rpartition(".")
        if package != RULES:
            self.paths |= _modules(package, Path(getfile(function)).parent)
        return self.hash((function.__module__, function.__name__))

    def hash(self, name: Name) -> str:
        """The hash of one definition; of one that is being hashed already, that it comes again."""
        if name not in self.hashes:
            self.hashes[name] = "itself"
            module, defined = name
            node = _definitions(self.tree(module))[defined]
            said = self.said(node, module, _bound(node), named=True)
            self.hashes[name] = hashlib.sha256(said.encode()).hexdigest()
        return self.hashes[name]

    def said(self, part: Any, module: str, bound: frozenset[str], *, named: bool = False) -> str:
        """What a part of a definition says, without names, words, docstrings and layout."""
        match part:
            case None | []:
                return ""
            case ast.Name(id=name) if name not in bound:
                return self._meant(module, name) or name
            case ast.Attribute(value=ast.Name(id=one), attr=name) if one not in bound and (
                of := self._module(module, one)
            ):
                return self._meant(of, name) or name
            case ast.Call(func=ast.Name(id=Text.__name__)):
                return Text.__name__
            case ast.Expr(value=ast.Constant()):
                return ""
            case ast.AST():
                kept = [
                    self.said(held, module, bound)
                    for field, held in ast.iter_fields(part)
                    if not (named and field in OF_A_NAME)
                ]
                return f"{type(part).__name__}({','.join(filter(None, kept))})"
            case [_, *_]:
                return f"[{','.join(self.said(one, module, bound) for one in part)}]"
        return repr(part)

    def _meant(self, module: str, name: str) -> str:
        """The hash of the definition that a name stands for; nothing where it is not of the rules."""
        if module.startswith(SPOKEN):
            return "words"
        if module not in self.paths:
            return ""
        if name in _definitions(self.tree(module)):
            return self.hash((module, name))
        imported = self.imports(module).get(name)
        return self._meant(*imported) if imported else ""

    def _module(self, module: str, name: str) -> str:
        """The module that a name stands for in another, or nothing."""
        imported = ".".join(self.imports(module).get(name, ()))
        return imported if imported in self.paths or imported.startswith(SPOKEN) else ""

    def tree(self, module: str) -> ast.Module:
        """The code of a module."""
        if module not in self.trees:
            self.trees[module] = _tree(self.paths[module].read_bytes())
        return self.trees[module]

    def imports(self, module: str) -> Mapping[str, Name]:
        """What a module imports, by the name that it has there."""
        package, _, _ = module.rpartition(".")
        return _imports(self.tree(module), package)


def _modules(package: str, folder: Path) -> dict[str, Path]:
    return {f"{package}.{path.stem}": path for path in folder.glob("*.py")}


@cache
def _bound(node: ast.AST) -> frozenset[str]:
    """The names that a definition gives to values of its own."""
    inside = tuple(ast.walk(node))
    given = {
        one.id for one in inside if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)
    }
    return frozenset(given | {one.arg for one in inside if isinstance(one, ast.arg)})


@cache
def _definitions(tree: ast.Module) -> Mapping[str, ast.AST]:
    """The definitions at the top of a file, by name."""
    found: dict[str, ast.AST] = {}
    for node in tree.body:
        match node:
            case ast.FunctionDef() | ast.ClassDef():
                found[node.name] = node
            case ast.AnnAssign(target=ast.Name(id=name)) | ast.TypeAlias(name=ast.Name(id=name)):
                found[name] = node.value or node
            case ast.Assign():
                names = (one for target in node.targets for one in ast.walk(target))
                found |= {one.id: node.value for one in names if isinstance(one, ast.Name)}
    return found


@cache
def _imports(tree: ast.Module, package: str) -> Mapping[str, Name]:
    """What a file of a package imports, by the name that it has there."""
    return {
        one.asname or one.name: (f"{package}." * bool(node.level) + (node.module or ""), one.name)
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for one in node.names
    }


_tree = cache(ast.parse)  # of the same bytes once, wherever they stand


def forget() -> None:
    """Give back the code that was read, 4 MB of it, once nothing is hashed any more."""
    for read in (_bound, _definitions, _imports, _tree):
        read.cache_clear()
