"""What the signed code of a paper says, which codes have ended, and the lists as they are published."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import QuerySet

from impplus.queries.answers import given_by
from impplus.queries.letters.layout import programme_of
from impplus.queries.verification import state_of, state_of_introduction, state_of_letter
from impplus.records.models import (
    Candidate,
    Introduction,
    Invitation,
    Letter,
    Permit,
    Person,
    SignedCode,
    SignedList,
)
from impplus.records.prepared import only, prepared
from impplus.rules.signed_code import (
    INTRODUCTION,
    INVITATION,
    PERMIT,
    SHOWN,
    STATES,
    SignedFacts,
    number_of,
)
from impplus.words.names import in_zone

LISTS = ("keys", "status")


@dataclass(frozen=True)
class Published:
    """A list as it is published."""

    version: int
    content: bytes


def about(letter: Letter, index: int) -> SignedFacts:
    """What the code of a permit or a letter says: no more than its paper says openly."""
    if letter.permit:
        return _of_permit(
            letter.permit, programme_of(letter).day_of(letter.permit.issued_at), index
        )
    if letter.introduction:
        return _of_introduction(letter.introduction, index)
    if letter.invitation:
        return _of_invitation(letter.invitation, index)
    raise ValueError(f"letter {letter.pk} has no code")


def _of_permit(permit: Permit, issued_on: date, index: int) -> SignedFacts:
    person = permit.person
    return SignedFacts(
        type=PERMIT,
        issuer=settings.ISSUER,
        number=permit.number,
        name=_name(person),
        born=_born(given_by(person).get("born")),
        nationality=person.nationality,
        document=person.passport_number[-SHOWN:],
        kind=permit.kind,
        place=permit.province,
        valid_from=permit.valid_from,
        valid_until=permit.valid_until,
        issued_on=issued_on,
        index=index,
    )


def _of_introduction(letter: Introduction, index: int) -> SignedFacts:
    person = letter.person
    return SignedFacts(
        type=INTRODUCTION,
        issuer=settings.ISSUER,
        number=letter.number,
        name=_name(person),
        born=_born(given_by(person).get("born")),
        nationality=person.nationality,
        document=person.passport_number[-SHOWN:],
        kind=letter.kind,
        place="",
        valid_from=letter.issued_on,
        valid_until=letter.expires_on,
        issued_on=letter.issued_on,
        index=index,
    )


def _of_invitation(letter: Invitation, index: int) -> SignedFacts:
    candidate = letter.candidate
    return SignedFacts(
        type=INVITATION,
        issuer=settings.ISSUER,
        number=letter.number,
        name=_name(candidate),
        born=number_of(candidate.birth),
        nationality=candidate.nationality,
        document=candidate.csq_number[-SHOWN:],
        kind="",
        place="",
        valid_from=letter.issued_on,
        valid_until=letter.expires_on,
        issued_on=letter.issued_on,
        index=index,
    )


def _name(one: Person | Candidate) -> str:
    return in_zone(one.family_name, one.given_names)


def _born(born: object) -> int | None:
    return number_of(born) if isinstance(born, date) else None


def printed_code(letter: Letter) -> str:
    """The signed code that a letter prints; empty where none was signed yet."""
    papers = ("permit", "introduction", "invitation")
    paper = {one: getattr(letter, f"{one}_id") for one in papers if getattr(letter, f"{one}_id")}
    found = SignedCode.objects.filter(**paper).first() if paper else None
    return found.text if found else ""


def ended(on: date) -> Iterator[tuple[int, int]]:
    """The index and the state of each code whose paper is no longer simply valid on a day.

    What a paper's state is, queries/verification.py alone says; that a day has passed, the code itself says.
    """
    permits = Permit.objects.exclude(status="valid").filter(signed_code__isnull=False)
    for permit in permits.select_related("signed_code").iterator():
        yield from _listed(permit, PERMIT, state_of(permit, on)[0])
    letters = Invitation.objects.exclude(status="issued").filter(signed_code__isnull=False)
    for letter in letters.select_related("signed_code").iterator():
        yield from _listed(letter, INVITATION, state_of_letter(letter, on))
    introduced = Introduction.objects.exclude(status="issued").filter(signed_code__isnull=False)
    for one in introduced.select_related("signed_code").iterator():
        yield from _listed(one, INTRODUCTION, state_of_introduction(one, on))


def _listed(
    paper: Permit | Invitation | Introduction, kind: int, state: str
) -> Iterator[tuple[int, int]]:
    if state in STATES[kind][1:]:
        yield paper.signed_code.index, STATES[kind].index(state)


def published(name: str) -> Published | None:
    """A list of these names, as it was last published."""
    found = only(_list(name))
    return Published(found.version, bytes(found.content)) if found else None


@prepared
def _list(name: str) -> QuerySet[SignedList]:
    return SignedList.objects.filter(name=name)
