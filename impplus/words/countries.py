"""The countries that a case may name, in both languages."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from impplus.words.text import Text

NAMES: Mapping[str, Text] = {
    code: Text(**name)
    for code, name in tomllib.loads(
        Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    ).items()
}
# A code of ICAO 9303 for documents made to be shown: read where it is given, offered to nobody.
SPECIMEN = "UTO"


def name(code: str) -> Text:
    """The name of a country, or its code twice where the list does not hold it."""
    return NAMES.get(code) or Text(en=code, fr=code)
