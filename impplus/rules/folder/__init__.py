"""A programme's folder on disk: TOML rows and Python conditions, read into rows of the law."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

from impplus.rules.eligibility import Condition, Judge, MemberJudge, Rule
from impplus.rules.folder import well_formed
from impplus.rules.law import (
    BiometricsRule,
    Cap,
    Document,
    Fee,
    MedicalRule,
    Permit,
    PermitCondition,
    PermitRule,
    Refund,
    Requirement,
    When,
)
from impplus.rules.settings import Setting, Settings
from impplus.words.text import Source, Text

type Words = Mapping[str, str]


class Folder:
    """The files of one programme while they are read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = well_formed.read(folder)
        self.sources: dict[str, Source] = {
            key: Source(row["cite"], Text(**row["title"]), row["url"], row.get("url_fr", ""))
            for key, row in self.table("sources").items()
        }
        self.settings = Settings(
            tuple(
                Setting(
                    **self.days(row),
                    title=Text(**row["title"]),
                    value=row["value"],
                    source=self.sources[row["source"]] if "source" in row else None,
                    note=self.text(row, "note"),
                )
                for row in self.table("programme")["settings"]
            )
        )
        self.when: Mapping[str, When] = self.module("conditions").WHEN

    def table(self, name: str) -> dict[str, Any]:
        return self.files.tables[name]

    def module(self, name: str) -> ModuleType:
        return self.files.code[name]

    def days(self, row: Mapping[str, Any]) -> dict[str, Any]:
        return {"key": row["key"], "since": row["since"], "until": row.get("until")}

    def cited(self, row: Mapping[str, Any]) -> dict[str, Any]:
        return {"text": Text(**row["text"]), "source": self.sources[row["source"]]}

    def text(self, row: Mapping[str, Any], column: str) -> Text | None:
        """The text of a column that a row may leave out."""
        return Text(**row[column]) if column in row else None

    def asked(self, row: Mapping[str, Any], column: str = "when") -> str:
        return str(row.get(column, "always"))

    def questions(self) -> dict[str, Text]:
        """What each question that a `when` names asks, in words."""
        return {key: Text(**row) for key, row in self.table("conditions")["questions"].items()}

    def conditions(self) -> tuple[Condition[Judge], ...]:
        rules: tuple[Rule[Judge], ...] = self.module("eligibility").CONDITIONS
        return self.worded(rules, self.table("eligibility"))

    def family(self) -> tuple[Condition[MemberJudge], ...]:
        rules: tuple[Rule[MemberJudge], ...] = self.module("family").CONDITIONS
        return self.worded(rules, self.table("family"))

    def worded[Judging](
        self, rules: tuple[Rule[Judging], ...], words: Mapping[str, Mapping[str, Words]]
    ) -> tuple[Condition[Judging], ...]:
        conditions = []
        for rule in rules:
            texts = {name: Text(**text) for name, text in words[rule.texts].items()}
            title, source = texts.pop("title"), self.sources[rule.cite]
            conditions.append(Condition(rule, title, source, texts, self.settings))
        return tuple(conditions)

    def requirements(self) -> tuple[Requirement, ...]:
        return tuple(
            Requirement(
                **self.days(row),
                judged=row["judged"],
                title=Text(**row["title"]),
                met=Text(**row["met"]),
                not_met=Text(**row["not_met"]),
                not_known=Text(**row["not_known"]),
                remedy=Text(**row["remedy"]),
                source=self.sources[row["source"]],
            )
            for row in self.table("requirements")["requirements"]
        )

    def caps(self) -> tuple[Cap, ...]:
        return tuple(
            Cap(
                year=row["year"],
                size=row["size"],
                source=self.sources[row["source"]],
                target=row.get("target"),
                target_source=self.sources[row["target_source"]] if "target" in row else None,
                note=self.text(row, "note"),
            )
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
                note=self.text(row, "note"),
            )
            for row in self.table("fees")["fees"]
        )

    def refunds(self) -> tuple[Refund, ...]:
        return tuple(
            Refund(
                **self.days(row),
                **self.cited(row),
                fees=tuple(row["fees"]),
                counts=row["counts"],
                title=Text(**row["title"]),
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
                instead=self.text(row, "instead"),
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
                whys=self.whys(row),
            )
            for row in self.table("biometrics")["biometrics"]
        )

    def medical(self) -> tuple[MedicalRule, ...]:
        return tuple(
            MedicalRule(**self.days(row), whys=self.whys(row))
            for row in self.table("medical")["medical"]
        )

    def whys(self, row: Mapping[str, Any]) -> dict[str, tuple[Text, Source]]:
        """The reasons of a row by name; a text may name a number of its row as `{column}`."""
        return {
            name: (Text(en=why["en"], fr=why["fr"]).filled(row), self.sources[why["source"]])
            for name, why in row["whys"].items()
        }

    def permit(self) -> Permit:
        table = self.table("permit")
        kinds = tuple(
            PermitRule(
                **self.days(row),
                asked_by=tuple(row["asked_by"]),
                years=row["years"],
                province=row.get("province"),
                province_when=self.asked(row, "province_when"),
                employer=self.text(row, "employer"),
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
