"""Applications: saved as they grow, and submitted once, whole, in the order of receipt."""

import secrets
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet

from impplus.actions import (
    assessments,
    delegations,
    messages,
    moves,
    outcomes,
    payments,
    places,
    stored_files,
    uploads,
)
from impplus.actions.locks import held
from impplus.actions.signatures import signed
from impplus.queries import readiness, refunds
from impplus.queries.access import must_see
from impplus.queries.done import too_late
from impplus.queries.facts import PEOPLE
from impplus.queries.file import file_of
from impplus.queries.outcomes import left_in
from impplus.queries.readiness import Besides, Readiness
from impplus.queries.receipts import content_of
from impplus.queries.refusals import (
    CapReached,
    NotReady,
    NotUnderstood,
    NotYours,
    WrongMoment,
)
from impplus.records import access
from impplus.records.clock import Begun
from impplus.records.models import (
    Application,
    Assessment,
    Assistance,
    Letter,
    Person,
    Receipt,
    Upload,
    User,
)
from impplus.records.prepared import only, prepared
from impplus.records.rows import NextKey, next_key
from impplus.rules.answer import fingerprint
from impplus.rules.canonical import as_written, digest_of
from impplus.rules.case import Outcome
from impplus.rules.kept import written
from impplus.rules.lifecycle import move_of
from impplus.rules.seal import SALT
from impplus.rules.wordings import wordings
from impplus.words.text import Text

MOST_PEOPLE = 30


def add_member(application: Application, *, by: User) -> Person:
    """Declare one more family member, still without answers."""
    must_see(application, by)
    with transaction.atomic():
        made = Person(pk=next_key(Person), application=application)
        moves.move(application, "add-member", by=by, detail=moves.concerning(made.pk))
        if application.people.count() > MOST_PEOPLE:
            raise NotUnderstood(_TOO_MANY)
        made.position = application.people.aggregate(last=Max("position"))["last"] + 1
        made.save(force_insert=True)
        return made


def remove_member(application: Application, *, person: Person, by: User) -> None:
    """Take a family member out of a draft, with what was sent for that person and with a part of their own.

    Raises uploads.FilesInUse while a file of that person is being sent or checked; AlreadyDone where `by` did it before.
    """
    must_see(application, by)
    if person.application_id != application.pk or person.relation == "principal":
        raise NotYours
    with transaction.atomic():
        if not _alone(application.number).people.filter(pk=person.pk).exists():
            raise too_late(application, "remove-member", by=by, person=person.pk)
        moves.move(application, "remove-member", by=by, detail=moves.concerning(person.pk))
        uploads.hold(Upload.objects.filter(person=person))
        delegations.end_with(person, by=by)
        keys = {key for one in person.documents.all() for key in stored_files.keys_of(one)}
        person.delete()
        stored_files.dispose_later(keys)


def submit(application: Application, *, signature: str, by: User) -> Receipt:
    """As `receive`; the application at hand then knows that it was received."""
    receipt = receive(application.number, signature=signature, by=by)
    application.refresh_from_db(fields=["status", "changed_at"])
    return receipt


def receive(number: str, *, signature: str, by: User) -> Receipt:
    """Receive the signed application of a number: the legal moment (IRPR 9.3), with a place under the cap.

    One transaction, by the database's clock, with the place as its last statement. A second call
    gives the same receipt. Raises NotReady with everything missing, SignatureMissing, IntakeClosed,
    and CapReached; then nothing was accepted, and what the rules give back is refunded. Raises
    OutcomeUnknown where the database went away: `outcome` tells what became of it.
    """
    if by.role not in move_of("application", "submit").who:
        raise NotYours
    try:
        with outcomes.known():
            return received_for(number, signature, by, applicant=by)
    except CapReached:
        return _over_cap(number)


def outcome(application: Application, *, by: User) -> Receipt | None:
    """The receipt of an application, or None where it was not received: after OutcomeUnknown, for sure.

    Its lock waits for whoever is still submitting it, and its COMMIT for all that was written before.
    """
    must_see(application, by)
    with outcomes.known():
        return Receipt.objects.filter(application=_alone(application.number)).first()


def _alone(number: str) -> Application:
    """The application as it is now, locked."""
    return held(Application.objects.all()).get(number=number)


def _over_cap(number: str) -> Receipt:
    """Refund the fees, unless a repeated request has found a place meanwhile."""
    with outcomes.known():
        locked = _alone(number)
        if locked.status != "draft":
            return _receipt_of(locked)
        payments.owe_refund(file_of(locked), outcome="over-cap", verb="over-cap")
    raise CapReached


def _receipt_of(application: Application) -> Receipt:
    """The receipt of an application that was read with its lock, and so as it is now."""
    receipt = Receipt.objects.get(application=application)
    receipt.application = application
    return receipt


def received_for(
    number: str, signature: str, by: User, *, applicant: User, came: Assistance | None = None
) -> Receipt:
    """As `receive`, of the applicant’s draft, within `outcomes.known()`; `came` says that it came by another means, with whatever is missing.

    Raises CapReached where no place is left, and leaves the fees to whoever calls.
    """
    locked: Any = only(_locked(applicant, number))
    if locked is None:
        raise NotYours
    locked.applicant = applicant
    # Who has waited for the lock sees the status as it is now, and no row that came with it.
    if locked.status != "draft":
        return _receipt_of(locked)
    at, programme = locked.now, locked.programme
    words = wordings(programme, programme.day_of(at))
    # Before the rules judge: most who press in a rush come too late, and those whose fees went back,
    # and whose answer was lost, are told that again.
    intake = places.intake_at(programme, at, words=words.digest, application=locked.pk)
    file = file_of(locked, on=programme.day_of(at))
    ready = readiness.of(file, besides=Besides(intake.paid, intake.waits))
    if ready.gaps and came is None:
        raise NotReady(*(gap.text for gap in ready.gaps))
    declared = "" if came else file.principal.name  # an officer copies what a paper says
    signature = signed(signature, declared, by=by)
    wording = intake.wording or assessments.number_of(words)
    said, receipt = _said_and_received(
        ready, wording, received_at=at, signature=signature, came=came
    )
    detail = {"number": locked.number, "receipt": receipt.digest, "intake": intake.pk}
    detail |= {"means": came.means} if came else {}
    beside = (receipt, said)
    moves.submit(locked, by=by, detail=detail, at=at, letter=locked.letter, beside=beside)
    places.take(locked, intake=intake)
    return receipt


def _said_and_received(
    ready: Readiness,
    wording: int,
    *,
    received_at: datetime,
    signature: str,
    came: Assistance | None,
) -> tuple[Assessment, Receipt]:
    """What the rules say of a file and what was received, not written yet."""
    application, programme = ready.file.application, ready.file.programme
    said = assessments.assessed(application, ready.judged, stage="submitted", wording=wording)
    content = content_of(
        ready, said, received_at=received_at, signature=signature, salt=secrets.token_hex(SALT)
    )
    if came:
        content |= {"other_means": {"why": came.why, "means": came.means}}
    whole, kept = written(content, wordings(programme, ready.file.on))
    receipt = Receipt(
        application=application,
        received_at=received_at,
        content=as_written(b'{"value":%b,"words":%d}' % (kept, wording)),
        digest=digest_of(whole),
        rules=fingerprint(programme),
        signature=signature,
    )
    return said, receipt


@prepared
def _locked(by: User, number: str) -> QuerySet[Application]:
    """The draft with its lock, its people, the instant, and a key for its letter: what is read first."""
    return (
        held(access.applications(by).filter(number=number))
        .select_related("invitation")
        .prefetch_related(PEOPLE)
        .annotate(now=Begun(), letter=NextKey(Letter))
    )


def withdraw(application: Application, *, by: User, seen: Outcome | None = None) -> None:
    """Withdraw before the decision: what the rules give back is refunded; the place stays taken.

    Questions that are open are closed with it, and members of the family who have a part of it are told. Where the refund that was `seen` is no longer the one
    that the rules give, as processing has begun since, nothing is done: WrongMoment; AlreadyDone where `by` withdrew it.
    """
    must_see(application, by)
    with transaction.atomic():
        locked = _alone(application.number)
        if locked.status == "withdrawn":
            raise too_late(locked, "withdraw", by=by)
        file = file_of(locked)
        if left_in(locked):  # suspended: what was decided is not withdrawn
            raise WrongMoment
        outcome = refunds.of_withdrawal(file)
        if seen not in (None, outcome):
            raise WrongMoment
        questions = locked.questions.filter(status="open")
        facts = refunds.facts(file, outcome) | ({"closed": "1"} if questions else {})
        moves.move(application, "withdraw", by=by, facts=facts)
        for question in questions:
            moves.move(question, "close", by=by)
        payments.owe_refund(file, outcome=outcome, by=by)
        messages.tell_members(application, "own-application-closed")


_TOO_MANY = Text(
    en=f"At most {MOST_PEOPLE} family members can be declared here. Write to us if there are more.",
    fr=f"On peut déclarer ici au plus {MOST_PEOPLE} membres de la famille. Écrivez-nous s’il y en a davantage.",
)
