"""What an application still needs before it can be submitted: all of it, at once."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from impplus.programmes import ALL
from impplus.queries.facts import PARTNERS, answers_of, case_of, names_of
from impplus.queries.findings import Note, left_to_the_officer, notes_on
from impplus.records.models import Application, Document, Payment, Person
from impplus.rules import documents, eligibility, fees, medical
from impplus.rules.case import Case
from impplus.rules.documents import DocumentNeeded
from impplus.rules.eligibility import Finding
from impplus.rules.family import assess_family
from impplus.rules.fees import Bill
from impplus.rules.form import Missing, missing, steps_about
from impplus.rules.law import Requirement
from impplus.rules.medical import MedicalNeed
from impplus.rules.programme import Programme
from impplus.words.text import Text

WITH_PARTNER = ("married", "common-law")
PARTNER = Text(
    en="your spouse or partner, in the family",
    fr="votre conjointe ou votre conjoint, dans la famille",
)


@dataclass(frozen=True)
class MissingAnswer:
    """An answer that is missing, and about whom."""

    person: Person
    what: Missing


@dataclass(frozen=True)
class Readiness:
    """Everything that the review page, the checklist and `submit` need to know."""

    programme: Programme
    case: Case
    people: dict[str, Person]
    answers: tuple[MissingAnswer, ...]
    documents_needed: tuple[DocumentNeeded, ...]
    documents: tuple[DocumentNeeded, ...]
    sent: tuple[Document, ...]
    findings: tuple[Finding, ...]
    family: tuple[Finding, ...]
    bill: Bill
    paid: Decimal
    payments: tuple[Payment, ...]
    partner_declared: bool

    @property
    def documents_asked(self) -> tuple[DocumentNeeded, ...]:
        """The documents that a person sends; for the others something stands instead."""
        return tuple(one for one in self.documents_needed if not one.instead)

    @property
    def family_notes(self) -> tuple[Note, ...]:
        """What is not met of members of the family and, once every answer is there, what is not known."""
        notes = notes_on(self.programme, self.people, self.family)
        return tuple(note for note in notes if note.finding.met is False or not self.answers)

    @property
    def medical(self) -> MedicalNeed | None:
        """What a medical examination means for the permit."""
        return medical.needed(self.programme, self.case, on=self.case.on)

    @property
    def left_to_the_officer(self) -> tuple[Requirement, ...]:
        """What no answer can show, and an officer weighs later."""
        return left_to_the_officer(self.programme, self.case.on)

    @property
    def due(self) -> Decimal:
        """All that the rules ask for."""
        return self.bill.total

    @property
    def paid_up(self) -> bool:
        """Whether exactly what is due was paid."""
        return self.paid == self.due

    @property
    def ready(self) -> bool:
        """Whether nothing is missing."""
        return self.partner_declared and not self.answers and not self.documents and self.paid_up

    @property
    def missing(self) -> tuple[Text, ...]:
        """Everything missing, in words."""
        answers = [
            Text(
                en=f"{gap.what.step.title.en} – {gap.what.field.label.en}",
                fr=f"{gap.what.step.title.fr} – {gap.what.field.label.fr}",
            )
            for gap in self.answers
        ]
        files = [
            Text(en=f"document: {one.text.en}", fr=f"document\u00a0: {one.text.fr}")
            for one in self.documents
        ]
        family = [] if self.partner_declared else [PARTNER]
        fee = [] if self.paid_up else [Text(en="payment of the fees", fr="paiement des frais")]
        return (*answers, *family, *files, *fee)


def of(application: Application, on: date) -> Readiness:
    """The readiness of an application were it received on a day; reads, never writes."""
    programme = ALL[application.programme]
    people = names_of(application)
    case = case_of(application, on)
    sent = tuple(application.documents.filter(removed_at__isnull=True).select_related("person"))
    payments = tuple(application.payments.all())
    needed = documents.needed(programme, case, on=on)
    return Readiness(
        programme=programme,
        case=case,
        people=people,
        answers=tuple(_missing_answers(application)),
        documents_needed=needed,
        documents=_not_sent(needed, people, sent),
        sent=sent,
        findings=eligibility.assess(programme.in_force(on).conditions, case, on=on),
        family=assess_family(programme, case, on=on),
        bill=fees.due(programme, case, on=on),
        paid=sum((p.amount for p in payments if p.status == "paid"), Decimal(0)),
        payments=payments,
        partner_declared=partner_declared(application),
    )


def partner_declared(application: Application) -> bool:
    """Whether the partner that the marital status speaks of is declared (IRPR 10(2)(a))."""
    if application.relationship not in WITH_PARTNER:
        return True
    return any(person.relation in PARTNERS for person in application.people.all())


def _missing_answers(application: Application) -> list[MissingAnswer]:
    found = []
    for person in application.people.all():
        mine = steps_about(ALL[application.programme].steps, person.relation)
        answers = answers_of(application, person, mine)
        found += [MissingAnswer(person, gap) for gap in missing(mine, answers)]
    return found


def _not_sent(
    needed: tuple[DocumentNeeded, ...], people: dict[str, Person], sent: tuple[Document, ...]
) -> tuple[DocumentNeeded, ...]:
    have = {(document.person_id, document.key) for document in sent}
    return tuple(
        one for one in needed if not one.instead and (people[one.person].pk, one.key) not in have
    )
