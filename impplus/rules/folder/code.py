"""The Python of a programme's folder: run as a small package of its own, and held against its words."""

import sys
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any, TypeGuard

from impplus.rules.eligibility import Rule
from impplus.rules.folder.checks import MISSING, versions
from impplus.rules.reader import Fault
from impplus.words.text import Text

# The Python of a folder, in the order in which it is run, and the name that each must hold.
CODE = {"conditions": "WHEN", "eligibility": "CONDITIONS", "family": "CONDITIONS"}


def run(folder: Path, written: Mapping[str, Any]) -> dict[str, ModuleType]:
    """The modules of a folder by name, from what stands in their files; raises whatever they raise.

    So `from .conditions import …` finds the copy's own file, and nothing is written into the folder.
    """
    package = f"folder_{sha256(str(folder.resolve()).encode()).hexdigest()}"
    code = {}
    sys.modules[package] = ModuleType(package)
    try:
        for name in CODE:
            code[name] = module = ModuleType(f"{package}.{name}")
            module.__package__ = package
            sys.modules[module.__name__] = module
            file = str(folder / f"{name}.py")
            exec(compile(written[name], file, "exec"), module.__dict__)  # noqa: S102
    finally:
        for name in [package, *(f"{package}.{name}" for name in CODE)]:
            sys.modules.pop(name, None)
    return code


def faults(
    file: str, module: ModuleType, words: Any, sources: Mapping[str, Any]
) -> Iterator[Fault]:
    """What is wrong with a module, beside the words of the TOML file of the same name."""
    held = getattr(module, CODE[file], None)
    if held is None:
        yield (CODE[file],), MISSING
    elif file == "conditions" and not _are_questions(held):
        yield (CODE[file],), NO_QUESTIONS
    elif file == "conditions":
        yield from _questions(held, (words or {}).get("questions"))
    elif not isinstance(held, tuple) or not all(isinstance(one, Rule) for one in held):
        yield (CODE[file],), NO_RULES
    else:
        yield from _rules(file, held, words, sources)


def questions(modules: Mapping[str, ModuleType]) -> Mapping[str, object]:
    """The questions that the Python of a folder answers; none where it gives no such."""
    held = getattr(modules.get("conditions"), CODE["conditions"], None)
    return held if _are_questions(held) else {}


def _are_questions(held: object) -> TypeGuard[Mapping[str, object]]:
    return isinstance(held, Mapping) and all(map(callable, held.values()))


def _questions(asked: Mapping[str, object], words: Any) -> Iterator[Fault]:
    """Every question has its words in conditions.toml, and the other way round."""
    if isinstance(words, dict):
        for name in sorted(asked.keys() - words.keys()):
            yield (name,), WORDLESS
        for name in sorted(words.keys() - asked.keys()):
            yield (name,), UNKNOWN
    if "always" not in asked:
        yield ("always",), MISSING


def _rules(
    file: str, rules: tuple[Rule[Any], ...], words: Any, sources: Mapping[str, Any]
) -> Iterator[Fault]:
    """Every rule cites a source, has its words and says whom it concerns; versions do not overlap."""
    for rule in rules:
        if rule.cite not in sources:
            yield (rule.key, "cite"), NO_SOURCE
        if isinstance(words, dict) and rule.texts not in words:
            yield (rule.key,), WORDLESS
        if file == "family" and not rule.relations:
            yield (rule.key, "relations"), MISSING
    yield from versions(((rule.key,), rule.key, rule.since, rule.until) for rule in rules)


NO_RULES = Text(
    en="must be a tuple of rules, each made by @rule(…)",
    fr="doit être un tuple de règles, chacune créée par @rule(…)",
)
NO_QUESTIONS = Text(
    en="must give each question by name, and the function that answers it",
    fr="doit indiquer chaque question par son nom, avec la fonction qui y répond",
)
UNKNOWN = Text(en="is not a name known here", fr="n’est pas un nom connu ici")
NO_SOURCE = Text(en="is not a source of sources.toml", fr="n’est pas une source de sources.toml")
WORDLESS = Text(
    en="has no words in the TOML file of the same name",
    fr="n’a pas de texte dans le fichier TOML du même nom",
)
