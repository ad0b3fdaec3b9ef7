"""What officers ask often: questions to begin with, each in both languages."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from impplus.words.text import Text


@dataclass(frozen=True)
class AskedOften:
    """One such question: what it is called in the list, and its words."""

    key: str
    title: Text
    text: Text


def _read() -> Mapping[str, AskedOften]:
    rows = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["asked"]
    return {
        one["key"]: AskedOften(one["key"], Text(**one["title"]), Text(**one["text"]))
        for one in rows
    }


ASKED_OFTEN = _read()
