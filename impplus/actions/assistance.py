"""An application that came by another means than online: its arrival, the answers typed in later, read back and signed."""

from collections.abc import Sequence
from datetime import date
from typing import IO

from django.db import IntegrityError, transaction
from django.db.models import Max

from impplus.actions import documents, moves, received_files
from impplus.actions.applications import MOST_PEOPLE
from impplus.actions.locks import held, held_application
from impplus.actions.signatures import signed
from impplus.queries import readiness
from impplus.queries.access import must_see
from impplus.queries.answers import answers_of, columns_of, faults_in, is_to_come, plain, to_come
from impplus.queries.assistance import MEMBERS, READ, answers_missing
from impplus.queries.file import file_of, today_of
from impplus.queries.known import as_printed
from impplus.queries.officers import must_work_on
from impplus.queries.refusals import (
    AlreadyDone,
    NotReady,
    NotUnderstood,
    NotYours,
    Stale,
    WrongMoment,
)
from impplus.queries.signatures import ON_PAPER
from impplus.records.application import OPEN
from impplus.records.clock import Now
from impplus.records.models import Application, Assistance, Document, Person, User
from impplus.records.rows import change, next_key
from impplus.rules.form import Answers, Step
from impplus.rules.lifecycle import Role
from impplus.words.text import Text


def type_in(person: Person, *, step: Step, answers: Answers, version: int, by: User) -> int:
    """Type in the answers of one page about a person, upon the version that was read; the version that stands now.

    The same checks as for everybody who types their own: NotUnderstood for an answer that its field cannot hold. Raises Stale,
    and WrongMoment once the answers are signed. Place, instant, fees and ages stay those of the arrival.
    """
    application = person.application
    mine = file_of(application).law.steps.about(person.relation)
    if all(one.key != step.key for one in mine) or not answers.keys() <= _keys(step):
        raise NotYours
    faults = faults_in(step, answers) + [
        is_to_come(field) for field in to_come(step, answers, today_of(application))
    ]
    if faults:
        raise NotUnderstood(*faults)
    said = as_printed(application, answers)
    with transaction.atomic():
        locked = _held(application, by)
        now = Person.objects.get(pk=person.pk, application=locked)
        stands = {key: one for key, one in answers_of(now, [step]).items() if key in said}
        if _plain(stands) == _plain(said):
            return now.answers_version
        if now.answers_version != version:
            raise Stale(stands, now.answers_version)
        reached = version + 1
        detail = {"step": step.key, "person": now.pk, "version": reached}
        moves.move(locked, "type-in", by=by, detail=detail)
        change(now, {**columns_of(said, now.answers), "answers_version": reached}, where={})
    return reached


def add_person(application: Application, *, relation: str, seen: int, by: User) -> Person:
    """Declare a member of the family whom the application names, without answers yet.

    `seen` is how many people the page showed: AlreadyDone where there are others now, as after the same press.
    """
    if relation not in MEMBERS:
        raise NotUnderstood(_WHO)
    try:
        with transaction.atomic():
            locked = _held(application, by)
            if locked.people.count() != seen:
                raise AlreadyDone
            if seen > MOST_PEOPLE:
                raise WrongMoment
            last = locked.people.aggregate(last=Max("position"))["last"]
            made = Person(pk=next_key(Person), application=locked, relation=relation)
            made.position = last + 1
            detail = moves.concerning(made.pk) | {"relation": relation}
            moves.move(locked, "type-in", by=by, detail=detail)
            made.save(force_insert=True)
            return made
    except IntegrityError:
        raise NotUnderstood(_SECOND_PARTNER) from None


def remove_person(person: Person, *, by: User) -> None:
    """Take somebody out who was added by mistake, before anything was sent for that person."""
    with transaction.atomic():
        locked = _held(person.application, by)
        if person.relation == "principal" or person.documents.exists():
            raise NotUnderstood(_SENT)
        moves.move(locked, "type-in", by=by, detail=moves.concerning(person.pk) | {"removed": True})
        locked.people.filter(pk=person.pk).delete()


def sign_on_paper(
    application: Application,
    *,
    read: str,
    read_on: date,
    signature: str,
    files: Sequence[tuple[str, IO[bytes]]],
    by: User,
) -> None:
    """Keep that the answers were read back to the person, who signed them by hand, with the scan of the paper.

    Raises NotUnderstood where answers are missing, or the day is to come; SignatureMissing, and SignatureDiffers
    for another's name; and as `documents.upload`.
    """
    name = _must_be_ready(application, read, read_on, signature, by)
    principal = file_of(application).principal
    to = documents.SentFor(application, principal, ON_PAPER)
    with received_files.none_waits():
        kept = [documents.upload(to, name=called, content=one, by=by) for called, one in files]
    _sign(application, name, {"read": read, "read_on": read_on}, paper=kept[-1], by=by)


def leave_to_account(application: Application, *, read: str, read_on: date, by: User) -> None:
    """Keep that the answers were read back; the person signs them in an account.

    Raises as `sign_on_paper`, and AlreadyDone where it is kept in the same words.
    """
    _must_be_ready(application, read, read_on, None, by)
    said = {"read": read, "read_on": read_on}
    with transaction.atomic():
        one = Assistance.objects.get(application=_held(application, by))
        if (one.read, one.read_on) == (read, read_on):
            raise AlreadyDone
        moves.move(one, "read-back", by=by, detail={"read": read}, columns=said)


def sign(application: Application, *, signature: str, by: User) -> None:
    """Sign what was typed in and read back, as the applicant, with the name that is declared.

    Raises SignatureDiffers, NotReady, and WrongMoment before it was read back.
    """
    must_see(application, by)
    if by.role != Role.APPLICANT or application.applicant_id != by.pk:
        raise NotYours
    if not Assistance.objects.filter(application=application).exclude(read="").exists():
        raise WrongMoment
    file = file_of(application)
    if gaps := answers_missing(readiness.of(file)):
        raise NotReady(*(gap.text for gap in gaps))
    _sign(application, signed(signature, file.principal.name, by=by), {}, paper=None, by=by)


def _must_be_ready(
    application: Application, read: str, read_on: date, signature: str | None, by: User
) -> str:
    """The name that was signed; NotUnderstood with all that keeps the answers from being read back and signed."""
    must_work_on(application, by)
    file = file_of(application)
    faults = [] if read in READ else [_HOW]
    if read_on > today_of(application) or (file.received and read_on < file.received):
        faults.append(_DAY)
    if gaps := answers_missing(readiness.of(file)):
        faults += [_MISSING, *(gap.text for gap in gaps)]
    if faults:
        raise NotUnderstood(*faults)
    return "" if signature is None else signed(signature, file.principal.name, by=by)


def _sign(
    application: Application,
    name: str,
    columns: dict[str, object],
    *,
    paper: Document | None,
    by: User,
) -> None:
    with transaction.atomic():
        held_application(application.pk)
        one = held(Assistance.objects.filter(application=application)).first()
        if one is None:
            raise WrongMoment
        said = {"signature": name, "paper": paper, "signed_at": Now(), **columns}
        detail = {"how": "paper" if paper else "account"}
        moves.move(one, "sign", by=by, detail=detail, columns=said)


def _held(application: Application, by: User) -> Application:
    """The application as it is now, locked for whoever types in its answers."""
    must_work_on(application, by)
    now = held_application(application.pk)
    arrived = Assistance.objects.filter(application=now, status="arrived").exists()
    if not arrived or now.status not in OPEN:
        raise WrongMoment
    return now


def _keys(step: Step) -> set[str]:
    return {field.key for field in step.fields} - {"relation"}


def _plain(answers: Answers) -> dict[str, object]:
    return {key: plain(value) for key, value in answers.items()}


_WHO = Text(
    en="Choose what this person is to the applicant.",
    fr="Choisissez le lien de cette personne avec la personne qui présente la demande.",
)
_SECOND_PARTNER = Text(
    en="A spouse or partner is already declared.",
    fr="Une épouse, un époux, une conjointe ou un conjoint de fait est déjà déclaré.",
)
_SENT = Text(
    en="This person cannot be taken out: it is the applicant, or files were sent.",
    fr="Cette personne ne peut pas être retirée\u00a0: c’est celle qui présente la demande, ou des fichiers ont été envoyés.",
)
_HOW = Text(
    en="Choose how the answers were read back.",
    fr="Choisissez comment les réponses ont été relues.",
)
_DAY = Text(
    en="The answers were read back on a day from the arrival to today.",
    fr="Les réponses ont été relues un jour compris entre l’arrivée de la demande et aujourd’hui.",
)
_MISSING = Text(
    en="These answers are still missing. Type them in, or return the application as incomplete.",
    fr="Ces réponses manquent encore. Saisissez-les, ou retournez la demande comme incomplète.",
)
