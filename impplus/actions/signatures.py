"""Signatures of the family: each adult declares and signs what stands, here or on paper; what changes asks again."""

from collections.abc import Sequence
from typing import IO

from django.db import transaction

from impplus.actions import documents, messages, moves
from impplus.actions.locks import held_application
from impplus.queries import readiness
from impplus.queries.access import must_see_person
from impplus.queries.file import File, file_of
from impplus.queries.refusals import (
    ChangedMeanwhile,
    NotReady,
    NotUnderstood,
    NotYours,
    SignatureDiffers,
    SignatureMissing,
    WrongMoment,
)
from impplus.queries.signatures import ON_PAPER, digest_of, signers, wards_of
from impplus.records.models import Document, Person, Signature, User
from impplus.words import names
from impplus.words.text import Text, unseen

LONGEST_NAME = 250


def sign(person: Person, *, signature: str, seen: str, by: User) -> Signature:
    """Declare and sign one's own part, in the name that is declared; the same again is the same signature.

    `seen` is the hash of what the person read (queries/signatures.py): ChangedMeanwhile where it is another
    now. Raises NotYours unless the part is this account's, SignatureMissing and SignatureDiffers for the name,
    NotReady while the person's own answers or documents are missing, WrongMoment once submitted.
    """
    if not person.delegations.filter(account=by, status="accepted").exists():
        raise NotYours
    with transaction.atomic():
        file, sent = _locked(person)
        now = _person(file, person)
        if now not in signers(file):
            raise NotUnderstood(_NOT_ASKED)
        name = signed(signature, now.name, by=by)
        hashed = digest_of(now, sent, wards_of(file, now))
        if hashed != seen:
            raise ChangedMeanwhile
        return _kept(file, now, sent, hashed, name=name, document=None, by=by)


def sign_on_paper(
    person: Person, *, code: str, files: Sequence[tuple[str, IO[bytes]]], by: User
) -> Signature:
    """Keep the scan of a declaration that was signed by hand, made of what stands now.

    `code` is the one that is printed on the paper: NotUnderstood where it is of other answers or files.
    Raises as `documents.upload` does, and NotReady as `sign`.
    """
    must_see_person(person, by)
    file = file_of(person.application)
    sent = file.sent
    now = _person(file, person)
    _must_be_printed_of(file, now, sent, code)
    _must_be_whole(file, now)
    made = [_uploaded(now, name, content, by) for name, content in files]
    with transaction.atomic():
        file, sent = _locked(person)
        now = _person(file, person)
        hashed = _must_be_printed_of(file, now, sent, code)
        return _kept(file, now, sent, hashed, name=now.name, document=made[0], by=by)


def signed(typed: str, declared: str, *, by: User) -> str:
    """A signature as it is kept: the name typed in full, in any script, which is the one that was declared, if one was.

    Raises SignatureMissing where nothing is written that can be a name, SignatureDiffers for another's.
    """
    fits = len(typed.strip()) <= LONGEST_NAME
    if not fits or not any(map(str.isalpha, typed)) or unseen(typed):
        raise SignatureMissing.told(by.role)
    if declared and not names.same(typed, declared):
        raise SignatureDiffers(declared)
    return typed.strip()


def _must_be_printed_of(file: File, person: Person, sent: tuple[Document, ...], code: str) -> str:
    """The hash of what stands, of which the paper was made; NotUnderstood where it was made of anything else."""
    from_paper = "".join(filter(str.isalnum, code)).upper()
    hashed = digest_of(person, sent, wards_of(file, person))
    if person not in signers(file):
        raise NotUnderstood(_NOT_ASKED)
    if from_paper != hashed.removeprefix("sha256:")[:12].upper():
        raise NotUnderstood(_ANOTHER_CODE)
    return hashed


def _uploaded(person: Person, name: str, content: IO[bytes], by: User) -> Document:
    to = documents.SentFor(person.application, person, ON_PAPER)
    return documents.upload(to, name=name, content=content, by=by)


def _locked(person: Person) -> tuple[File, tuple[Document, ...]]:
    """The draft as it is now, locked; WrongMoment once submitted."""
    application = held_application(person.application_id)
    if application.status != "draft":
        raise WrongMoment
    file = file_of(application)
    return file, file.sent


def _person(file: File, person: Person) -> Person:
    found = next((one for one in file.everyone if one.pk == person.pk), None)
    if found is None:
        raise NotYours
    return found


def _kept(
    file: File,
    person: Person,
    sent: tuple[Document, ...],
    hashed: str,
    *,
    name: str,
    document: Document | None,
    by: User,
) -> Signature:
    _must_be_whole(file, person)
    same = person.signatures.filter(digest=hashed, document=document).first()
    if same:
        return same
    made = Signature(
        application=file.application,
        person=person,
        name=name,
        digest=hashed,
        document=document,
        by=by,
    )
    moves.move(made, "sign", by=by, detail={"person": person.pk, "digest": hashed})
    messages.tell(file.application, "part-signed")
    given = person.delegations.filter(status="accepted").select_related("account").first()
    if given and given.account:
        messages.tell_member(given.account, file.application, "own-part-signed")
    return made


def _must_be_whole(file: File, person: Person) -> None:
    """Raise NotReady while an answer or a document is missing of what is signed: nobody signs what is not there."""
    whose = (person, *wards_of(file, person))
    missing = [gap for gap in readiness.of(file).gaps if gap.person in whose]
    if lacking := [gap.text for gap in missing if gap.kind in ("answer", "document")]:
        raise NotReady(*lacking)


_NOT_ASKED = Text(
    en="No signature is asked for this person: only an adult who asks for a permit signs alone.",
    fr="Aucune signature n’est demandée pour cette personne\u00a0: seule une personne majeure qui demande un permis signe elle-même.",
)
_ANOTHER_CODE = Text(
    en="The code on the paper is not that of the answers and files as they are now. Print the declaration again, have it signed, and enter its code.",
    fr="Le code du papier n’est pas celui des réponses et des fichiers actuels. Imprimez de nouveau la déclaration, faites-la signer, puis "
    "inscrivez son code.",
)
