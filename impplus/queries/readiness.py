"""What a file still needs before it can be submitted: all of it, at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Literal, NamedTuple

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from impplus.queries.answers import Sheet
from impplus.queries.file import File
from impplus.queries.findings import Note, left_to_the_officer, notes_on
from impplus.queries.refunds import Refund, last_of
from impplus.queries.signatures import Signing, signings
from impplus.records.models import Application, Document, Payment, Person, Upload
from impplus.records.prepared import pointing_at, prepared
from impplus.rules import documents
from impplus.rules.answer import Judged, judged_of
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
SIGNATURE = Text(en="Declaration and signature", fr="Déclaration et signature")
AGAIN = Text(
    en="Declaration and signature, once more: something has changed since",
    fr="Déclaration et signature, de nouveau\u00a0: quelque chose a changé depuis",
)


@dataclass(frozen=True)
class Gap:
    """One thing that is missing: of an answer, its sheet, step and field; of a document or a signature, its person."""

    kind: Literal["answer", "family", "document", "payment", "signature", "part"]
    whose: Text | None
    named: Text | None
    person: Person | None = None
    step: Step | None = None
    field: Field | None = None
    document: DocumentNeeded | None = None
    sheet: Sheet | None = None

    @property
    def about(self) -> Text:
        """Whom or what it concerns."""
        return self.whose or self.page

    @property
    def what(self) -> Text:
        """What is missing; a page that asks one question alone asks it in its heading, as its label is the answer."""
        if self.named:
            return self.named
        step, key = self._spoken, self.field.key if self.field else ""
        alone = len(step.fields) == 1
        return step.title if alone else next(one.label for one in step.fields if one.key == key)

    @property
    def page(self) -> Text:
        """The heading of the page of an answer."""
        return self._spoken.title

    @cached_property
    def _spoken(self) -> Step:
        """The page of an answer, in the words for its reader."""
        if self.sheet is None or self.step is None:
            raise LookupError("only an answer has a page")
        return self.sheet.spoken(self.step)

    @property
    def text(self) -> Text:
        """The gap in one line."""
        if self.about == self.what:
            return self.about
        return Text(en=f"{self.about.en} – {self.what.en}", fr=f"{self.about.fr} – {self.what.fr}")


class Besides(NamedTuple):
    """What a submission knows already: all that was paid, and whether a file still waits to be checked."""

    paid: Decimal
    waits: bool


@dataclass(frozen=True)
class Readiness:
    """What the rules ask of a file, what was sent and paid, and every gap between the two.

    There are no `payments`, and no `uploads`, where it was told besides what was paid, and that none waits.
    """

    file: File
    judged: Judged
    documents_needed: tuple[DocumentNeeded, ...]
    sent: tuple[Document, ...]
    uploads: tuple[Upload, ...]
    family: tuple[ConditionResult, ...]
    bill: Bill
    paid: Decimal
    payments: tuple[Payment, ...]
    signings: tuple[Signing, ...]
    gaps: tuple[Gap, ...]
    told_answered: bool | None = None  # where a reader does not see all of its gaps

    def of_kind(self, kind: str) -> tuple[Gap, ...]:
        """The gaps of one kind."""
        return tuple(gap for gap in self.gaps if gap.kind == kind)

    @cached_property
    def answered(self) -> bool:
        """Whether the questionnaire and the family, from which documents and fees follow, are whole."""
        if self.told_answered is not None:
            return self.told_answered
        return not any(
            gap.kind == "family"
            or (gap.step and (gap.step.part == "questionnaire" or gap.step.about == "member"))
            for gap in self.gaps
        )

    @cached_property
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
    def findings(self) -> tuple[ConditionResult, ...]:
        """Whether each condition is met."""
        return self.judged.findings

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


def of(file: File, *, besides: Besides | None = None) -> Readiness:
    """The readiness of a file on its day; reads, never writes."""
    sent, uploads, payments = file.sent, tuple[Upload, ...](), tuple[Payment, ...]()
    if may_bring(file.application) and (besides is None or besides.waits):
        uploads = uploads_of(file.application)
    if besides is None:
        payments = tuple(pointing_at(file.application, "payments"))
    charged = (one.amount for one in payments if one.status == "paid")
    paid = besides.paid if besides else sum(charged, Decimal(0))
    judged = judged_of(file.programme, file.case)
    asked = _asked_here(judged.documents)
    gaps = [*_answers(file), *_partner(file), *_documents(file, asked, sent, uploads)]
    signed = signings(file, sent)
    gaps += _signatures(signed)
    if paid != judged.bill.total and not settings.PREPARES_ONLY:
        gaps.append(Gap("payment", FEES, PAYMENT))
    return Readiness(
        file=file,
        judged=judged,
        documents_needed=asked,
        sent=sent,
        uploads=uploads,
        family=judged.family,
        bill=judged.bill,
        paid=paid,
        payments=payments,
        signings=signed,
        gaps=tuple(gaps),
    )


def documents_of(file: File) -> tuple[DocumentNeeded, ...]:
    """The documents that the rules ask for on the day of a file."""
    return _asked_here(documents.needed(file.programme, file.case, on=file.case.on))


def _asked_here(needed: Iterable[DocumentNeeded]) -> tuple[DocumentNeeded, ...]:
    """Where a firm prepares for the department's portal, the ministry's letter is a paper that its client sends, too."""
    return tuple(
        replace(one, instead=None) if settings.PREPARES_ONLY and one.key == "invitation" else one
        for one in needed
    )


def brings() -> Exists:
    """Whether files are on their way, wait to be checked, or were refused: a page reads it with the application."""
    return Exists(Upload.objects.filter(application=OuterRef("pk"), document=None))


def may_bring(application: Application) -> bool:
    """Whether there may be such files: always, where nobody has asked."""
    return getattr(application, "brings", True)


def uploads_of(application: Application) -> tuple[Upload, ...]:
    """The files that are on their way, wait to be checked, or were refused and not sent again since."""
    return tuple(_uploads(application.pk))


@prepared
def _uploads(application: int) -> QuerySet[Upload]:
    same = {one: OuterRef(one) for one in ("application", "person", "key", "name", "size")}
    again = Document.objects.filter(**same, question=None, sent_at__gt=OuterRef("begun_at"))
    found = Upload.objects.filter(application=application, document=None)
    return found.exclude(~Q(refused=""), Exists(again), question=None)


def _answers(file: File) -> Iterator[Gap]:
    for sheet in file.sheets:
        person = sheet.person
        whose = None if person.relation == "principal" else _called(person)
        for gap in sheet.missing:
            yield Gap("answer", whose, None, person, gap.step, gap.field, sheet=sheet)


def _called(person: Person) -> Text:
    return Text(person.name, person.name) if person.name else RELATIONS[person.relation]


def _partner(file: File) -> Iterator[Gap]:
    """The partner that the marital status speaks of is declared (IRPR 10(2)(a))."""
    if file.case.principal.relationship in WITH_PARTNER and "partner" not in file.people:
        yield Gap("family", FAMILY, PARTNER)


def _signatures(signed: tuple[Signing, ...]) -> Iterator[Gap]:
    for one in signed:
        if one.signature is None:
            what = AGAIN if one.again else SIGNATURE
            yield Gap("signature", _called(one.person), what, one.person)


def _documents(
    file: File,
    needed: tuple[DocumentNeeded, ...],
    sent: tuple[Document, ...],
    uploads: tuple[Upload, ...],
) -> Iterator[Gap]:
    """What was not sent; and what was received, and may be submitted once it is checked."""
    have = {(document.person_id, document.key) for document in sent}
    waits = {(one.person_id, one.key) for one in uploads if one.waits}
    for one in needed:
        person = file.people[one.person]
        place = (person.pk, one.key)
        if one.instead or (place in have and place not in waits):
            continue
        what = being_checked(one.title) if place in waits else one.title
        yield Gap("document", _called(person), what, person, document=one)


def being_checked(text: Text) -> Text:
    """What is received, and cannot be opened before it is checked."""
    return Text(
        en=f"{text.en} (received, being checked)", fr=f"{text.fr} (reçu, en cours de vérification)"
    )
