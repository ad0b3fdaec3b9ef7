"""A file is one noun or the verbs of one noun; it opens with a sentence that says what it is."""

import ast
import re
from collections import Counter
from collections.abc import Iterable

import pytest

from tests.house.source import Source, sources

VAGUE_FILES = frozenset(
    "base bases common core data handler handlers helper helpers info item items manager managers"
    " misc mixin mixins service services shared signal signals stuff util utils".split()
)
VAGUE_CLASS = re.compile(r"Manager|Service|Handler|Helper|Util|Mixin|Base(?=[A-Z]|$)")
# Django and the standard library ask for these by inheritance; the words are theirs.
REQUIRED = frozenset({"BaseUserManager", "BaseHTTPRequestHandler"})
REQUIRED_FILE = (
    "impplus/records/postgresql/base.py"  # where Django looks for a database's connection
)


def vague_files(files: Iterable[Source]) -> list[str]:
    return [
        file.place
        for file in files
        if file.place != REQUIRED_FILE
        and VAGUE_FILES & {part.removesuffix(".py") for part in file.place.split("/")}
    ]


def vague_classes(files: Iterable[Source]) -> list[str]:
    return [
        file.at(node, node.name)
        for file in files
        for node in file.nodes(ast.ClassDef)
        if VAGUE_CLASS.search(node.name)
    ]


def unopened(files: Iterable[Source]) -> list[str]:
    """Files whose first words are not one sentence."""
    return [file.place for file in files if not _opens_well(file)]


def _opens_well(file: Source) -> bool:
    first = (ast.get_docstring(file.tree) or "").split("\n\n")[0]
    sentence = " ".join(first.split())
    return (
        bool(sentence) and sentence[0].isupper() | (sentence[0] in "`«") and sentence[-1] in ".:…"
    )


def inherited(files: Iterable[Source]) -> list[str]:
    """Classes made of nothing but classes of our own: inheritance is for what a framework asks."""
    files = list(files)
    ours = {node.name: node for file in files for node in file.nodes(ast.ClassDef)}
    return [
        file.at(node, f"{node.name} inherits {parent.id}")
        for file in files
        for node in file.nodes(ast.ClassDef)
        for parent in node.bases[:1]
        if isinstance(parent, ast.Name) and _is_plain(node, ours)
    ]


def _is_plain(node: ast.ClassDef, ours: dict[str, ast.ClassDef]) -> bool:
    """Whether a class comes from nothing but ourselves: no form, field, exception or enumeration."""
    parents = [ours.get(base.id) if isinstance(base, ast.Name) else None for base in node.bases]
    return all(parent and parent is not node and _is_plain(parent, ours) for parent in parents)


def doubled(files: Iterable[Source]) -> list[str]:
    """Classes of the package that share a name; the API's shapes are the JSON of what they name."""
    ours = [file for file in files if file.place.startswith("impplus/") and not file.is_in("api")]
    defined = [(node, file) for file in ours for node in file.nodes(ast.ClassDef)]
    counted = Counter(node.name for node, _file in defined)
    return [
        file.at(node, node.name)
        for node, file in defined
        if counted[node.name] > 1 and node.name != "Meta"
    ]


def test_no_file_has_a_vague_name() -> None:
    assert vague_files(sources()) == []


def test_no_class_has_a_vague_name() -> None:
    assert vague_classes(sources()) == []


def test_a_class_name_means_one_thing() -> None:
    assert doubled(sources()) == []


def test_every_module_opens_with_a_sentence() -> None:
    assert unopened(sources()) == []


def test_nothing_inherits_but_from_the_framework() -> None:
    assert inherited(sources()) == []


@pytest.mark.parametrize("name", ["utils.py", "helpers/dates.py", "managers.py", "core/x.py"])
def test_a_vague_file_is_caught(broken, name: str) -> None:
    assert vague_files(broken(f"impplus/{name}", "")) == [f"impplus/{name}"]


@pytest.mark.parametrize("name", ["PlaceManager", "FeeService", "BaseThing", "CardHandler"])
def test_a_vague_class_is_caught(broken, name: str) -> None:
    files = broken("impplus/x.py", f"class {name}: pass")
    assert vague_classes(files) == [f"impplus/x.py:1: {name}"]


def test_a_second_class_of_a_name_is_caught(broken) -> None:
    broken("impplus/x.py", "class Fee: pass")
    assert doubled(broken("impplus/y.py", "class Fee: pass")) == [
        "impplus/x.py:1: Fee",
        "impplus/y.py:1: Fee",
    ]


@pytest.mark.parametrize("opening", ["", "'''no capital.'''", "'''No end'''"])
def test_a_module_without_a_sentence_is_caught(broken, opening: str) -> None:
    assert unopened(broken("impplus/x.py", opening)) == ["impplus/x.py"]


def test_inheritance_is_caught_but_exceptions_may(broken) -> None:
    files = broken(
        "impplus/x.py",
        "class A: pass\nclass B(A): pass\nclass Refused(Exception): pass\nclass Full(Refused): pass",
    )
    assert inherited(files) == ["impplus/x.py:2: B inherits A"]
