"""Every sentence of the law: both languages."""

import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from impplus.programmes import ALL
from impplus.rules.lifecycle import MOVES
from impplus.rules.programme import Programme

FOLDER = Path(__file__).parents[2] / "impplus" / "programmes" / "imp_plus"
OWN = (
    *("biometrics", "caps", "documents", "eligibility", "fees", "permit", "programme", "purposes"),
    "sources",
)


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


@pytest.mark.parametrize("programme", ALL.values(), ids=list(ALL))
def test_every_letter_that_a_move_owes_has_words_today(programme: Programme) -> None:
    """A letter's first row may begin late, but not after the move that owes it can be made."""
    written = programme.in_force(programme.day_of(datetime.now(UTC))).letters
    assert {move.letter for move in MOVES if move.letter} - set(written) == set()
