"""The worked example of every letter: what previews show and tests read."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def letter_examples(folder: Path) -> Mapping[str, Mapping[str, Any]]:
    """The values of each kind of letter, as its facts stand in JSON, from a programme's folder."""
    rows = tomllib.loads((folder / "letter_examples.toml").read_text("utf-8"))
    common = rows.pop("common")
    return {kind: common | row for kind, row in rows.items()}
