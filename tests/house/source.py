"""The project's source as the house rules see it: parsed files, and the places where a rule is broken."""

import ast
import gc
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
DOORS = (
    "accounts",
    "public",
    "portal",
    "firm",
    "desk",
    "api",
    "cli",
    "jobs.py",
    "web",
    "web.py",
    "urls.py",
)


@dataclass(frozen=True)
class Source:
    """One Python file: where it lies in the project, and what it says."""

    root: Path
    path: Path

    @property
    def place(self) -> str:
        return self.path.relative_to(self.root).as_posix()

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        """What it says, parsed; a million nodes stay to the end, and are not looked through for garbage."""
        gc.disable()
        tree = ast.parse(self.text, self.place)
        gc.freeze()
        gc.enable()
        return tree

    @cached_property
    def kinds(self) -> dict[type[ast.AST], list[ast.AST]]:
        """Every node of the tree by its kind, the outer before the inner: walked once for all rules."""
        kinds: dict[type[ast.AST], list[ast.AST]] = defaultdict(list)
        for node in ast.walk(self.tree):
            kinds[type(node)].append(node)
        return kinds

    def nodes[N: ast.AST](self, *kinds: type[N]) -> Iterator[N]:
        """The nodes of each of these kinds, kind after kind."""
        return (node for kind in kinds for node in self.kinds.get(kind, ()))

    def at(self, node: ast.AST, what: str) -> str:
        return f"{self.place}:{getattr(node, 'lineno', 1)}: {what}"

    def is_in(self, *places: str) -> bool:
        """Whether it is one of these files of impplus/, or in one of these folders of it."""
        return any(
            self.place == f"impplus/{place}" or self.place.startswith(f"impplus/{place}/")
            for place in places
        )


# The project's own files stay as they are while its rules are tested: each is read once for all rules.
_kept = cache(Source)


def sources(root: Path = PROJECT, *folders: str) -> list[Source]:
    """The Python files of some folders (all that we write), but for generated migrations."""
    read = _kept if root == PROJECT else Source
    return [
        read(root, path)
        for folder in folders
        or ("impplus", "standins", "witness", "deploy", "tests", "bench", "rehearsal")
        for path in sorted((root / folder).rglob("*.py"))
        if "migrations" not in path.parts and "__pycache__" not in path.parts
    ]


def name_of(node: ast.AST) -> str:
    """The last name of an expression: `now` of timezone.now, `filter` of a call of x.filter."""
    if isinstance(node, ast.Call):
        return name_of(node.func)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def chain(node: ast.AST) -> list[str]:
    """The names that an expression goes through: a.objects.filter(b).first gives all four."""
    names = []
    while isinstance(node, (ast.Attribute, ast.Call)):
        if isinstance(node, ast.Attribute):
            names.append(node.attr)
            node = node.value
        else:
            node = node.func
    return [*names, name_of(node)]
