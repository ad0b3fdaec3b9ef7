"""What lies in a file: its mandate, letters, permits, questions and findings, as every page about it shows them."""

from django.db.models import Prefetch, QuerySet

from impplus.queries.facts import is_represented
from impplus.queries.file import File
from impplus.queries.held import may_hold
from impplus.queries.letters.decided import is_of_the_decision, part_of_letter
from impplus.records.models import (
    Application,
    Correspondence,
    Document,
    Finding,
    Letter,
    Mandate,
    Message,
    Permit,
    Question,
)
from impplus.records.prepared import only, prepared


def letters_of(application: Application) -> list[Letter]:
    """Its letters, each with the permit that it came with, and the messages about it."""
    letters = _letters(application.pk)
    for letter in letters:
        letter.application = application
    return letters


def with_emails(letters: list[Letter]) -> list[tuple[Letter, list[Message]]]:
    """Letters, each with the e-mails that told of it: its own, and of those of one decision the one that told a reader of them all."""
    decided = [one for one in letters if one.status == "sent" and is_of_the_decision(one)]
    told: dict[int, dict[int | None, Message]] = {}
    for one in reversed(decided):
        told.setdefault(part_of_letter(one), {}).update(_by_reader(one))
    shared = {one.pk: told[part_of_letter(one)] for one in decided}
    return [(one, list((shared.get(one.pk, {}) | _by_reader(one)).values())) for one in letters]


def _by_reader(letter: Letter) -> dict[int | None, Message]:
    return {one.account_id: one for one in letter.messages.all()}


def permits_of(application: Application) -> list[Permit]:
    """Its permits, each with its holder and the one that it replaced."""
    found = _permits(application.pk) if may_hold(application, Permit) else []
    for permit in found:
        permit.application = application
    return found


def questions_of(application: Application) -> list[Question]:
    """What was asked, with the answers and the files that came with them."""
    return _questions(application.pk) if may_hold(application, Question) else []


def correspondence_of(application: Application) -> list[Correspondence]:
    """What was written between its people and the office, the oldest first."""
    return _correspondence(application.pk) if may_hold(application, Correspondence) else []


def findings_at_decision(application: Application) -> list[Finding]:
    """What was found when it was decided; none before."""
    return _findings(application.pk, "decided") if hasattr(application, "decision") else []


def mandate_of(file: File) -> Mandate | None:
    """The mandate in force, with the lawyer and the firm; None where nobody represents the applicant."""
    represented = is_represented(file.application, file.principal)
    return only(_mandate(file.application.pk, "active")) if represented else None


@prepared
def _mandate(application: int, status: str) -> QuerySet[Mandate]:
    given = Mandate.objects.filter(application=application, status=status)
    return given.select_related("lawyer__firm")


@prepared
def _letters(application: int) -> QuerySet[Letter]:
    told = Prefetch("messages", Message.objects.select_related("account"))
    letters = Letter.objects.filter(application=application).select_related(
        "permit__person", "introduction__person"
    )
    return letters.prefetch_related(told)


@prepared
def _permits(application: int) -> QuerySet[Permit]:
    return Permit.objects.filter(application=application).select_related("person", "replaces")


@prepared
def _questions(application: int) -> QuerySet[Question]:
    kept = Prefetch("documents", Document.objects.filter(removed_at__isnull=True))
    asked = Question.objects.filter(application=application).select_related("asked_by", "person")
    return asked.prefetch_related(kept, "translations")


@prepared
def _correspondence(application: int) -> QuerySet[Correspondence]:
    written = Correspondence.objects.filter(application=application)
    return written.select_related("by", "person").prefetch_related("translations")


@prepared
def _findings(application: int, stage: str) -> QuerySet[Finding]:
    return Finding.objects.filter(application=application, stage=stage)
