"""What a service agreement says: the items of SOR/2022-128, s. 24(3), with what the firm writes of each."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from impplus.words.text import Text


@dataclass(frozen=True)
class AgreementItem:
    """One item: `key` is the letter of its `paragraph`, which is its source, and `law` what that asks for.

    `fixed` is said in each agreement (`of_lawyers` in a lawyer's). `own` is "required" or "optional" where the firm
    writes a part of it, which `starts` begins. `only` names the one kind of agreement that it belongs to, or is "".
    """

    key: str
    paragraph: str
    title: Text
    law: Text
    fixed: Text | None = None
    of_lawyers: Text | None = None
    starts: Text | None = None
    own: str = ""
    only: str = ""

    @property
    def source(self) -> Text:
        """Where the law asks for it, as each language cites that."""
        french = self.paragraph.replace("(3)(", "(3)")
        return Text(
            en=f"SOR/2022-128, s.\u00a0{self.paragraph}", fr=f"DORS/2022-128, art.\u00a0{french}"
        )

    def said(self, kind: str) -> Text | None:
        """What stands in each agreement of a kind, consultant or lawyer."""
        return self.of_lawyers if kind == "lawyer" and self.of_lawyers else self.fixed


def _read() -> Mapping[str, AgreementItem]:
    rows = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["items"]
    said: list[dict[str, Any]] = [
        {key: _text(one) if isinstance(one, dict) else one for key, one in row.items()}
        for row in rows
    ]
    return {one["key"]: AgreementItem(**one) for one in said}


def _text(one: Mapping[str, str]) -> Text:
    return Text(en=one["en"].strip(), fr=one["fr"].strip())


ITEMS_OF_SERVICES = _read()
