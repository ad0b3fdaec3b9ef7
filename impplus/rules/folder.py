"""A programme's folder on disk: TOML rows and Python conditions, read into rows of the law."""

import hashlib
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any

from impplus.rules.eligibility import Condition, Rule
from impplus.rules.law import (
    BiometricsRule,
    Cap,
    Document,
    Fee,
    Permit,
    PermitCondition,
    PermitRule,
    Refund,
    When,
)
from impplus.rules.settings import Setting, Settings
from impplus.rules.text import Source, Text


class Folder:
    """The files of one programme while they are read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sources: dict[str, Source] = {
            key: Source(row["cite"], Text(**row["title"]), row["url"], row.get("url_fr", ""))
            for key, row in self.table("sources").items()
        }
        self.settings = Settings(
            tuple(
                Setting(
                    **self.days(row),
                    value=row["value"],
                    source=self.sources[row["source"]] if "source" in row else None,
                    note=Text(**row["note"]) if "note" in row else None,
                )
                for row in self.table("programme")["settings"]
            )
        )
        self.when: Mapping[str, When] = self.module("conditions").WHEN

    def table(self, name: str) -> dict[str, Any]:
        return tomllib.loads((self.folder / f"{name}.toml").read_text(encoding="utf-8"))

    def module(self, name: str) -> ModuleType:
        # By path and not by package, so that a changed copy of the folder loads the same way.
        code = f"impplus.programmes.{self.folder.name}.{name}"
        module = ModuleType(code)
        SourceFileLoader(code, str(self.folder / f"{name}.py")).exec_module(module)
        return module

    def days(self, row: Mapping[str, Any]) -> dict[str, Any]:
        return {"key": row["key"], "since": row["since"], "until": row.get("until")}

    def cited(self, row: Mapping[str, Any]) -> dict[str, Any]:
        return {"text": Text(**row["text"]), "source": self.sources[row["source"]]}

    def asked(self, row: Mapping[str, Any]) -> str:
        when: str = row.get("when", "always")
        if when not in self.when:
            raise KeyError(f"{row['key']}: no question is named {when!r}")
        return when

    def conditions(self) -> tuple[Condition, ...]:
        texts = self.table("eligibility")
        rules: tuple[Rule, ...] = self.module("eligibility").CONDITIONS
        return tuple(self.condition(rule, texts[rule.texts]) for rule in rules)

    def condition(self, rule: Rule, rows: Mapping[str, Mapping[str, str]]) -> Condition:
        texts = {name: Text(**words) for name, words in rows.items()}
        source = self.sources[rule.cite]
        return Condition(rule, texts.pop("title"), source, texts, self.settings)

    def caps(self) -> tuple[Cap, ...]:
        return tuple(
            Cap(row["year"], row["size"], self.sources[row["source"]])
            for row in self.table("caps")["caps"]
        )

    def fees(self) -> tuple[Fee, ...]:
        return tuple(
            Fee(
                **self.days(row),
                **self.cited(row),
                amount=Decimal(row["amount"]),
                when=self.asked(row),
                family_maximum=Decimal(row["family_maximum"]) if "family_maximum" in row else None,
            )
            for row in self.table("fees")["fees"]
        )

    def refunds(self) -> tuple[Refund, ...]:
        return tuple(
            Refund(
                **self.days(row), **self.cited(row), fees=tuple(row["fees"]), counts=row["counts"]
            )
            for row in self.table("fees")["refunds"]
        )

    def documents(self) -> tuple[Document, ...]:
        return tuple(
            Document(
                **self.days(row),
                **self.cited(row),
                order=row["order"],
                who=tuple(row["who"]),
                when=self.asked(row),
                why=Text(**row["why"]),
                held_for=tuple(row.get("held_for", ())),
            )
            for row in self.table("documents")["documents"]
        )

    def biometrics(self) -> tuple[BiometricsRule, ...]:
        return tuple(
            BiometricsRule(
                **self.days(row),
                from_age=row["from_age"],
                to_age=row["to_age"],
                exempt_nationals=tuple(row["exempt_nationals"]),
                years=row["years"],
                whys={
                    name: (Text(en=why["en"], fr=why["fr"]), self.sources[why["source"]])
                    for name, why in row["whys"].items()
                },
            )
            for row in self.table("biometrics")["biometrics"]
        )

    def permit(self) -> Permit:
        table = self.table("permit")
        kinds = tuple(
            PermitRule(
                **self.days(row),
                years=row["years"],
                name=Text(**row["name"]),
                source=self.sources[row["source"]],
            )
            for row in table["kinds"]
        )
        conditions = tuple(
            PermitCondition(
                **self.days(row), **self.cited(row), kinds=tuple(row["kinds"]), when=self.asked(row)
            )
            for row in table["conditions"]
        )
        return Permit(kinds, conditions)

    def content_hash(self) -> str:
        digest = hashlib.sha256()
        for path in sorted((*self.folder.glob("*.py"), *self.folder.glob("*.toml"))):
            content = path.read_bytes()
            digest.update(f"{path.name} {len(content)}\n".encode())
            digest.update(content)
        return f"sha256:{digest.hexdigest()}"
