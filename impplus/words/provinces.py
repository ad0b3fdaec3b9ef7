"""The provinces and territories of Canada, in both languages."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from impplus.words.text import Text

_WORDS: dict[str, Any] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)
NAMES: Mapping[str, Text] = {code: Text(**words["name"]) for code, words in _WORDS.items()}
# “in Quebec”, “au Québec”
THERE: Mapping[str, Text] = {code: Text(**words["there"]) for code, words in _WORDS.items()}
