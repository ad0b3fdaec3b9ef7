"""Answers as they are compared: in one order, or without their words."""

from typing import Any

from impplus.rules.canonical import canonical

WORDS = {"text", "why", "title", "remedy", "name", "url", "conditions", "employer", "warnings"}


def sorted_lists(value: Any, names: dict[str, str]) -> Any:
    """The value with its lists in one order, and its persons under other names."""
    if isinstance(value, dict):
        return {
            key: names.get(fact, fact) if key == "person" else sorted_lists(fact, names)
            for key, fact in value.items()
        }
    if isinstance(value, list):
        return sorted((sorted_lists(row, names) for row in value), key=canonical)
    return value


def wordless(value: Any) -> Any:
    """The value without its words: what must be the same in both languages."""
    if isinstance(value, dict):
        return {
            key: len(fact or "")
            if key in {"conditions", "warnings"}
            else bool(fact)
            if key in WORDS
            else wordless(fact)
            for key, fact in value.items()
        }
    return [wordless(row) for row in value] if isinstance(value, list) else value
