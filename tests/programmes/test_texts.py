"""Every sentence of the law: both languages."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "impplus" / "programmes" / "imp_plus"
OWN = ("biometrics", "caps", "documents", "eligibility", "fees", "permit", "programme", "sources")


def texts(value: Any) -> Iterator[dict[str, str]]:
    if isinstance(value, dict):
        if "fr" in value or "en" in value:
            yield value
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def all_texts(name: str) -> list[dict[str, str]]:
    return list(texts(tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))))


@pytest.mark.parametrize("name", OWN)
def test_every_text_has_both_languages(name: str) -> None:
    assert [text for text in all_texts(name) if not (text.get("en") and text.get("fr"))] == []


@pytest.mark.parametrize("name", OWN)
def test_a_sentence_ends_in_both_languages_or_in_neither(name: str) -> None:
    assert [t for t in all_texts(name) if t["en"].endswith(".") != t["fr"].endswith(".")] == []
