"""Puts a mutant where its module runs: in place of the code of its functions, or of its constants."""

import gc
import sys
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

from bench.mutation.mutants import Mutant


def functions_of(modules: Collection[str]) -> list[FunctionType]:
    """Every function of these modules that is alive, also those that a decorator keeps."""
    for one in modules:
        import_module(_name(one))  # what is imported late would be another function
    files = {str(Path(one).resolve()) for one in modules}
    return [one for one in _alive(FunctionType) if one.__code__.co_filename in files]


def statements() -> list[Any]:
    """The caches of queries that are compiled once: who is to reach such a query in each test clears them before it."""
    caches: list[Any] = _alive(type(lru_cache(_name)))
    return [one for one in caches if one.__qualname__.endswith(".<locals>.compiled")]


def _alive[T](kind: type[T]) -> list[T]:
    gc.unfreeze()  # what was frozen is not listed
    found = [one for one in gc.get_objects() if type(one) is kind]
    gc.freeze()
    return found


def exchange(mutant: Mutant, functions: Iterable[FunctionType]) -> None:
    """Make this process run the mutant; there is no way back."""
    if mutant.names:
        _exchange_constants(mutant)
        return
    codes = {_place(one): one for one in inner(mutant.code)}
    for function in functions:
        old = function.__code__
        new = codes.get(_place(old), old)
        # What is closed over already holds the cells of the old code.
        if old.co_filename == new.co_filename and old.co_freevars == new.co_freevars:
            function.__code__ = new


def inner(code: CodeType) -> Iterator[CodeType]:
    """What is defined in a code, at any depth."""
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one
            yield from inner(one)


def _name(module: str) -> str:
    return module.removesuffix(".py").replace("/", ".")


def _place(code: CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno


def _exchange_constants(mutant: Mutant) -> None:
    """Whoever imported a constant under its name has the new one, too."""
    fresh = dict(vars(import_module(_name(mutant.module))))
    held = {constant: fresh[constant] for constant in mutant.names}
    exec(mutant.code, fresh)  # noqa: S102 - our own code, with one change
    for module in list(sys.modules.values()):
        for constant, old in held.items():
            if getattr(module, "__dict__", {}).get(constant) is old:
                setattr(module, constant, fresh[constant])
