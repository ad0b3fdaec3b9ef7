"""What a file still needs before it can be submitted: all of it, at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

from impplus.queries.file import File
from impplus.queries.findings import Note, left_to_the_officer, notes_on
from impplus.queries.refunds import Refund, last_of
from impplus.records.models import Document, Payment, Person
from impplus.records.prepared import pointing_at
from impplus.rules import answer, documents
from impplus.rules.answer import Judged
from impplus.rules.documents import DocumentNeeded
from impplus.rules.eligibility import ConditionResult, Need
from impplus.rules.fees import Bill
from impplus.rules.form import Field, Step
from impplus.rules.law import Requirement
from impplus.words.people import RELATIONS
from impplus.words.text import Text

WITH_PARTNER = ("married", "common-law")
FAMILY = Text(en="Family", fr="Famille")
PARTNER = Text(en="Your spouse or partner", fr="Votre épouse, époux, conjointe ou conjoint")
FEES = Text(en="Fees and payment", fr="Frais et paiement")
PAYMENT = Text(en="Payment of the fees", fr="Paiement des frais")


@dataclass(frozen=True)
class Gap:
    """One thing that is missing: of an answer, its person, step and field; of a document, its person."""

    kind: Literal["answer", "family", "document", "payment"]
    about: Text
    what: Text
    person: Person | None = None
    step: Step | None = None
    field: Field | None = None
    document: DocumentNeeded | None = None

    @property
    def text(self) -> Text:
        """The gap in one line."""
        return Text(en=f"{self.about.en} – {self.what.en}", fr=f"{self.about.fr} – {self.what.fr}")


@dataclass(frozen=True)
class Readiness:
    """What the rules ask of a file, what was sent and paid, and every gap between the two.

    `told` is what was paid, where that is known without reading the payments.
    """

    file: File
    judged: Judged
    sent: tuple[Document, ...]
    told: Decimal | None = None

    @property
    def documents_needed(self) -> tuple[DocumentNeeded, ...]:
        """The documents that the rules ask for, those that something else replaces too."""
        return self.judged.documents

    @property
    def findings(self) -> tuple[ConditionResult, ...]:
        """What the rules find of each condition."""
        return self.judged.findings

    @property
    def family(self) -> tuple[ConditionResult, ...]:
        """The same of the family."""
        return self.judged.family

    @property
    def bill(self) -> Bill:
        """The fees that the rules ask for."""
        return self.judged.bill

    @cached_property
    def payments(self) -> tuple[Payment, ...]:
        """Every payment that was begun, the first one first."""
        return tuple(pointing_at(self.file.application, "payments"))

    @cached_property
    def paid(self) -> Decimal:
        """All that was paid and not refunded."""
        if self.told is not None:
            return self.told
        return sum((one.amount for one in self.payments if one.status == "paid"), Decimal(0))

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """All that is missing, in the order of the form."""
        file = self.file
        found = [
            *_answers(file),
            *_partner(file),
            *_documents(file, self.documents_needed, self.sent),
        ]
        return (*found, *([] if self.paid_up else [Gap("payment", FEES, PAYMENT)]))

    def of_kind(self, kind: str) -> tuple[Gap, ...]:
        """The gaps of one kind."""
        return tuple(gap for gap in self.gaps if gap.kind == kind)

    @property
    def answered(self) -> bool:
        """Whether the questionnaire and the family, from which documents and fees follow, are whole."""
        return not any(
            gap.kind == "family"
            or (gap.step and (gap.step.part == "questionnaire" or gap.step.about == "member"))
            for gap in self.gaps
        )

    @property
    def documents_asked(self) -> tuple[DocumentNeeded, ...]:
        """The documents that must be sent: those that nothing else replaces."""
        return tuple(one for one in self.documents_needed if not one.instead)

    @property
    def family_notes(self) -> tuple[Note, ...]:
        """What is not met of members of the family and, once every answer is there, what is not known."""
        notes = notes_on(self.file, self.family)
        unanswered = bool(self.of_kind("answer"))
        return tuple(note for note in notes if note.finding.met is False or not unanswered)

    @property
    def medical(self) -> Need | None:
        """What a medical examination means for the permit."""
        return self.judged.medical

    @property
    def left_to_the_officer(self) -> tuple[Requirement, ...]:
        """What no answer can show, and an officer weighs later."""
        return left_to_the_officer(self.file.law)

    @property
    def due(self) -> Decimal:
        """All that the rules ask for."""
        return self.bill.total

    @property
    def refunded(self) -> Refund | None:
        """What was refunded last, where nothing has been paid since."""
        return last_of(self.payments)

    @property
    def paid_up(self) -> bool:
        """Whether exactly what is due was paid."""
        return self.paid == self.due


def of(file: File, *, paid: Decimal | None = None) -> Readiness:
    """The readiness of a file on its day; reads, never writes; `paid` where it is known what was."""
    return Readiness(file, answer.judged(file.programme, file.case), file.sent, paid)


def documents_of(file: File) -> tuple[DocumentNeeded, ...]:
    """The documents that the rules ask for on the day of a file."""
    return tuple(documents.needed(file.programme, file.case, on=file.case.on))


def _answers(file: File) -> Iterator[Gap]:
    for sheet in file.sheets:
        person = sheet.person
        for gap in sheet.missing:
            about = gap.step.title if person.relation == "principal" else _called(person)
            yield Gap("answer", about, gap.field.label, person, gap.step, gap.field)


def _called(person: Person) -> Text:
    return Text(person.name, person.name) if person.name else RELATIONS[person.relation]


def _partner(file: File) -> Iterator[Gap]:
    """The partner that the marital status speaks of is declared (IRPR 10(2)(a))."""
    if file.case.principal.relationship in WITH_PARTNER and "partner" not in file.people:
        yield Gap("family", FAMILY, PARTNER)


def _documents(
    file: File, needed: tuple[DocumentNeeded, ...], sent: tuple[Document, ...]
) -> Iterator[Gap]:
    have = {(document.person_id, document.key) for document in sent}
    for one in needed:
        person = file.people[one.person]
        if not one.instead and (person.pk, one.key) not in have:
            yield Gap("document", _called(person), one.text, person, document=one)
