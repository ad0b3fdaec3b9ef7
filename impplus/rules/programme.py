"""A programme: everything that the law says under one code, read from one folder."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from impplus.rules.case import Case, Person
from impplus.rules.columns import BIOMETRICS_AGE
from impplus.rules.dated import DAYS_AT_HAND, Dated, begun, newest_rows, turns
from impplus.rules.eligibility import Condition, Judge, MemberJudge
from impplus.rules.folder import BadFolder, Files, read_folder, said
from impplus.rules.folder.checks import letters_owed
from impplus.rules.folder.purposes import unexplained
from impplus.rules.form import Step, aged, steps_on, with_lists
from impplus.rules.law import (
    BiometricsRule,
    Cap,
    DocumentRule,
    Fee,
    MedicalRule,
    Office,
    PermitLaw,
    RefundRule,
    Requirement,
    When,
)
from impplus.rules.law_of_day import LawOfDay
from impplus.rules.letters import LetterText
from impplus.rules.looked_for import LookedFor
from impplus.rules.orders import Order
from impplus.rules.purposes import Purposes
from impplus.rules.settings import Settings
from impplus.rules.steps import Steps
from impplus.words.text import Source, Text


@dataclass(frozen=True, eq=False)
class Programme:
    """Rules, fees, documents and caps under one code."""

    code: str
    name: Text
    short: Text
    time_zone: str
    time_zone_name: Text
    conditions: tuple[Condition[Judge], ...]
    family: tuple[Condition[MemberJudge], ...]
    requirements: tuple[Requirement, ...]
    fees: tuple[Fee, ...]
    refunds: tuple[RefundRule, ...]
    caps: tuple[Cap, ...]
    documents: tuple[DocumentRule, ...]
    shown: Mapping[str, LookedFor]
    declared: Mapping[str, tuple[str, ...]]
    biometrics: tuple[BiometricsRule, ...]
    medical: tuple[MedicalRule, ...]
    permit: PermitLaw
    offices: tuple[Office, ...]
    orders: tuple[Order, ...]
    sources: Mapping[str, Source]
    settings: Settings
    when: Mapping[str, When]
    questions: Mapping[str, Text]
    form: tuple[Step, ...]
    purposes: Purposes
    letter_texts: tuple[LetterText, ...]

    def in_force(self, on: date) -> LawOfDay:
        """What holds on a day."""
        return _in_force(self, on)

    @cached_property
    def turns(self) -> list[date]:
        """The days on which anything of it begins, or no longer holds, in order."""
        fields = [field for step in self.form for field in step.fields]
        tables: tuple[Iterable[Dated], ...] = (
            *(self.conditions, self.family, self.requirements, self.fees, self.refunds),
            *(self.documents, self.biometrics, self.medical, self.permit.kinds),
            *(self.permit.conditions, self.offices, self.letter_texts, self.form, fields),
            self.settings.rows,
        )
        return turns(row for table in tables for row in table)

    def day_of(self, instant: datetime) -> date:
        """The day of an aware instant where the programme counts its days."""
        if instant.tzinfo is None:
            raise ValueError("an instant must say its time zone")
        return instant.astimezone(ZoneInfo(self.time_zone)).date()

    def year_of(self, instant: datetime) -> int:
        """The year, and so the cap, that an aware instant falls in."""
        return self.day_of(instant).year

    def cap(self, year: int) -> Cap | None:
        """The cap of a year: that of the newest row that began by then; None before the first."""
        rows = [row for row in self.caps if row.year <= year]
        if not rows:
            return None
        return replace(max(rows, key=lambda row: row.year), year=year)

    def numbers(self, on: date) -> Mapping[str, str]:
        """The numbers that texts and ages of the form may name on a day: the settings', and from which age biometrics are given."""
        found = self.settings.numbers(on)
        rule = next(iter(newest_rows(self.biometrics, on)), None)
        return {**found, BIOMETRICS_AGE: str(rule.from_age)} if rule else found

    def holds(self, when: str, case: Case, person: Person, on: date) -> bool | None:
        """Whether a named question is answered yes for a person; None where not known."""
        return self.when[when](case, person, on, self.settings)


@lru_cache(maxsize=DAYS_AT_HAND)
def _in_force(programme: Programme, on: date) -> LawOfDay:
    """The days of a period have one law; only whom the form asks by age is another matter each day."""
    law = _of_period(programme, begun(programme.turns, on))
    return replace(law, steps=Steps(aged(law.steps, on, programme.numbers(on))))


@lru_cache(maxsize=DAYS_AT_HAND)
def _of_period(programme: Programme, begins: date) -> LawOfDay:
    numbers = programme.numbers(begins)
    held = {fee.key: fee for fee in newest_rows(programme.fees, begins)}
    newest = {fee.key: fee for fee in sorted(programme.fees, key=lambda fee: fee.since)}
    return LawOfDay(
        conditions=tuple(row.filled(begins) for row in newest_rows(programme.conditions, begins)),
        family=tuple(row.filled(begins) for row in newest_rows(programme.family, begins)),
        requirements=newest_rows(programme.requirements, begins),
        fees=tuple(
            (held.get(key, newest[key]), key in held)
            for key in dict.fromkeys(fee.key for fee in programme.fees)
        ),
        refunds={row.key: row for row in newest_rows(programme.refunds, begins)},
        documents=tuple(row.filled(numbers) for row in newest_rows(programme.documents, begins)),
        biometrics=next(iter(newest_rows(programme.biometrics, begins)), None),
        medical=next(iter(newest_rows(programme.medical, begins)), None),
        kinds={row.key: row for row in newest_rows(programme.permit.kinds, begins)},
        permit_conditions=newest_rows(programme.permit.conditions, begins),
        steps=Steps(steps_on(programme.form, begins, numbers)),
        letters={row.key: row for row in newest_rows(programme.letter_texts, begins)},
        offices={row.key: row for row in newest_rows(programme.offices, begins)},
    )


def load(folder: Path) -> Programme:
    """Read a programme's folder; BadFolder names every row that is wrong."""
    files = read_folder(folder)
    tables = files.tables
    head, permit, form = tables["programme"], tables["permit"], tables["form"]
    settings = Settings(head["settings"])
    return Programme(
        code=head["code"],
        name=head["name"],
        short=head["short"],
        time_zone=settings.word("time-zone", date.max),
        time_zone_name=head["time_zone_name"],
        conditions=_conditions(files, "eligibility", settings),
        family=_conditions(files, "family", settings),
        requirements=tables["requirements"]["requirements"],
        fees=tables["fees"]["fees"],
        refunds=tables["fees"]["refunds"],
        caps=tables["caps"]["caps"],
        documents=tables["documents"]["documents"],
        shown={row.of: row for row in tables["documents"]["shown"]},
        declared={row.condition: row.fields for row in tables["documents"]["declared"]},
        biometrics=tables["biometrics"]["biometrics"],
        medical=tables["medical"]["medical"],
        permit=PermitLaw(permit["kinds"], permit["conditions"], permit["grounds"]),
        offices=head["offices"],
        orders=head["orders"],
        sources=files.sources,
        settings=settings,
        when=files.code["conditions"].WHEN,
        questions=tables["conditions"]["questions"],
        form=with_lists(form["steps"], form["choices"], form["cells"]),
        purposes=Purposes(
            *(tables["purposes"][name] for name in ("purposes", "uses", "retentions"))
        ),
        letter_texts=tables["letters"]["letters"],
    )


def in_use(*programmes: Programme) -> Mapping[str, Programme]:
    """The programmes under which people apply, by code.

    Raises BadFolder where a letter is missing that a move owes, or a question whose purpose nothing says.
    A programme that is only compared or tried need not have letters that it never sends, nor say why it asks.
    """
    faults = tuple(
        said(f"{one.code}, {file}", *fault)
        for one in programmes
        for file, found in (
            ("letters.toml", letters_owed(one.letter_texts)),
            ("purposes.toml", unexplained(one.form, one.purposes)),
        )
        for fault in found
    )
    if faults:
        raise BadFolder(faults)
    return {one.code: one for one in programmes}


def _conditions(files: Files, name: str, settings: Settings) -> tuple[Condition[Any], ...]:
    """The rules of a file of conditions, each with its words and its source."""
    conditions = []
    for rule in files.code[name].CONDITIONS:
        texts = dict(files.tables[name][rule.texts])
        title = texts.pop("title")
        conditions.append(Condition(rule, title, files.sources[rule.cite], texts, settings))
    return tuple(conditions)
