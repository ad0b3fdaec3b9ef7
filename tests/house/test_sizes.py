"""A file, a function and a record are small enough to be read at once."""

import ast
from collections.abc import Iterable

from tests.house.source import Source, sources

LONGEST_FILE = 300
LONGEST_FUNCTION = 39
LONGEST_RECORD = 80


def long_files(files: Iterable[Source]) -> list[str]:
    lengths = ((file, len(file.text.splitlines())) for file in files)
    return [f"{file.place}: {length} lines" for file, length in lengths if length > LONGEST_FILE]


def long_functions(files: Iterable[Source]) -> list[str]:
    return [
        file.at(node, f"{node.name} has {_length(node)} lines")
        for file in files
        for node in file.nodes(ast.FunctionDef, ast.AsyncFunctionDef)
        if _length(node) > LONGEST_FUNCTION
    ]


def long_records(files: Iterable[Source]) -> list[str]:
    return [
        file.at(node, f"{node.name} has {_length(node)} lines")
        for file in files
        if file.is_in("records")
        for node in file.nodes(ast.ClassDef)
        if _length(node) > LONGEST_RECORD
    ]


def _length(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_file_is_longer_than_300_lines() -> None:
    assert long_files(sources()) == []


def test_no_function_has_40_lines() -> None:
    assert long_functions(file for file in sources() if not file.place.startswith("tests/")) == []


def test_no_record_is_longer_than_80_lines() -> None:
    assert long_records(sources()) == []


def test_a_long_file_function_and_record_are_caught(broken) -> None:
    function = "def alone():\n" + "    pass\n" * 39
    record = "class Alone:\n" + "    x = 1\n" * 80
    files = broken("impplus/records/alone.py", function + record + "x = 1\n" * 200)
    assert long_files(files) == ["impplus/records/alone.py: 321 lines"]
    assert long_functions(files) == ["impplus/records/alone.py:1: alone has 40 lines"]
    assert long_records(files) == ["impplus/records/alone.py:41: Alone has 81 lines"]
