"""What people said, and the facts among it that do not go together."""

from dataclasses import dataclass, field as column
from datetime import date
from functools import cached_property
from typing import Any, Literal, NamedTuple

from impplus.rules.form import Answers, Field

Kind = Literal[
    "single-with-partner",
    "another-union",
    "grown-child",
    "letter-birth",
    "letter-names",
    "care-without-exam",
    "same-time",
    "months-not-told",
    "dates-in-order",
    "applied-before",
    "home-elsewhere",
    "two-countries",
    "studies-not-told",
    "parent-age",
    "same-passport",
    "passport-before-permit",
    "other-alphabet",
    "not-latin",
    "digit-in-name",
    "whose-passport",
    "passport-picture",
    "passport-names",
    "passport-country",
    "passport-sex",
    "passport-issuer",
]
LETTER = "letter"  # stands where a person does, for what the letter of invitation says
PICTURE = "picture"  # the same, for what was read on the picture of the passport of the person named beside it


class Fact(NamedTuple):
    """An answer of a person of a case, or of the letter; of rows, one of them, from 0 on."""

    person: str
    key: str
    row: int | None = None


@dataclass(frozen=True)
class Contradiction:
    """Facts that do not go together."""

    kind: Kind
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Said:
    """What one person was asked and answered, and what was `read` on the picture of the passport.

    `barred` says that the law would not take the person for a member of the family, `grown` that a child has
    the age from which only health makes one dependent; `permit_until` is the last day that a permit granted
    today may have; None for those who ask for none; `whole` that nothing that must be answered is missing.
    """

    asked: tuple[Field, ...]
    answers: Answers
    barred: bool = False
    grown: bool = False
    permit_until: date | None = None
    whole: bool = False
    read: Answers = column(default_factory=dict)

    @cached_property
    def tables(self) -> tuple[tuple[Field, Any], ...]:
        """The questions that were answered in rows, each with these."""
        given = self.answers.get
        return tuple([(one, rows) for one in self.asked if one.cells and (rows := given(one.key))])
