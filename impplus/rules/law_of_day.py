"""The law of one day: of every row of a programme, the version that holds then."""

from collections.abc import Mapping
from dataclasses import dataclass

from impplus.rules.eligibility import Condition, Judge, MemberJudge
from impplus.rules.law import (
    BiometricsRule,
    DocumentRule,
    Fee,
    MedicalRule,
    Office,
    PermitCondition,
    PermitRule,
    RefundRule,
    Requirement,
)
from impplus.rules.letters import LetterText
from impplus.rules.steps import Steps


@dataclass(frozen=True, slots=True)
class LawOfDay:
    """What holds on a day; documents stand in the order in which a person gathers them.

    `steps` are the form as it asks that day, and `letters` the words of a letter owed that day, by kind.
    `fees` holds each fee once: its row in force, or its newest row with False where no amount is
    known that day.
    """

    conditions: tuple[Condition[Judge], ...]
    family: tuple[Condition[MemberJudge], ...]
    requirements: tuple[Requirement, ...]
    fees: tuple[tuple[Fee, bool], ...]
    refunds: Mapping[str, RefundRule]
    documents: tuple[DocumentRule, ...]
    biometrics: BiometricsRule | None
    medical: MedicalRule | None
    kinds: Mapping[str, PermitRule]
    permit_conditions: tuple[PermitCondition, ...]
    steps: Steps
    letters: Mapping[str, LetterText]
    offices: Mapping[str, Office]

    @property
    def deciding(self) -> Mapping[str, Office]:
        """The offices that decide; the first does where an officer names none."""
        return {key: office for key, office in self.offices.items() if office.decides}
