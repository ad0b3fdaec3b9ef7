"""A programme: everything that the law says under one code, read from one folder."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from impplus.rules.case import Case, Person
from impplus.rules.eligibility import Condition
from impplus.rules.folder import Folder
from impplus.rules.form import Step, load_steps
from impplus.rules.law import BiometricsRule, Cap, Document, Fee, Permit, Refund, When
from impplus.rules.letters import LetterText, load_letters
from impplus.rules.settings import Settings
from impplus.rules.text import Source, Text


@dataclass(frozen=True)
class Programme:
    """Rules, fees, documents and caps under one code."""

    code: str
    name: Text
    time_zone: str
    conditions: tuple[Condition, ...]
    fees: tuple[Fee, ...]
    refunds: tuple[Refund, ...]
    caps: tuple[Cap, ...]
    documents: tuple[Document, ...]
    biometrics: tuple[BiometricsRule, ...]
    permit: Permit
    sources: Mapping[str, Source]
    settings: Settings
    when: Mapping[str, When]
    steps: tuple[Step, ...]
    letters: Mapping[str, LetterText]
    content_hash: str

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
        newest = max(rows, key=lambda row: row.year)
        return Cap(year, newest.size, newest.source)

    def holds(self, when: str, case: Case, person: Person, on: date) -> bool | None:
        """Whether a named question is answered yes for a person; None where not known."""
        return self.when[when](case, person, on, self.settings)


def load(folder: Path) -> Programme:
    """Read a programme's folder; KeyError or ValueError says which row is wrong."""
    law = Folder(folder)
    head = law.table("programme")
    return Programme(
        code=head["code"],
        name=Text(**head["name"]),
        time_zone=head["time_zone"],
        conditions=law.conditions(),
        fees=law.fees(),
        refunds=law.refunds(),
        caps=law.caps(),
        documents=law.documents(),
        biometrics=law.biometrics(),
        permit=law.permit(),
        sources=law.sources,
        settings=law.settings,
        when=law.when,
        steps=load_steps(folder / "form.toml"),
        letters=load_letters(folder / "letters.toml"),
        content_hash=law.content_hash(),
    )
