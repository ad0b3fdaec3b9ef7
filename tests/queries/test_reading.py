"""What anyone may know of a permit or a letter by its code, and what a timeline leaves out."""

from datetime import date, timedelta
from io import BytesIO

import pytest

from impplus.actions import applications, codes, documents, invitations
from impplus.demonstration.papers import a_jpeg
from impplus.programmes import IMP_PLUS
from impplus.queries.clock import now, today
from impplus.queries.file import file_of
from impplus.queries.timeline import happenings, sentence_of, timeline
from impplus.queries.verification import verify
from impplus.records.models import Application, Invitation, Permit, User
from impplus.words.codes import code_of, spaced
from impplus.words.text import Text
from tests import people
from tests.people import FORM

HOME = next(step for step in FORM if step.key == "home")


@pytest.fixture
def permit(received: Application, this_day: date) -> Permit:
    """A permit of Alice's for ten days from tomorrow."""
    return Permit.objects.create(
        application=received,
        person=received.people.get(),
        number="P-TEST",
        code=codes.code(),
        kind="open-work-permit",
        valid_from=this_day + timedelta(days=1),
        valid_until=this_day + timedelta(days=10),
        limited_by="duration",
        conditions=[],
    )


@pytest.mark.parametrize(
    ("day", "state"), [(0, "not-yet"), (1, "valid"), (10, "valid"), (11, "expired")]
)
def test_a_permit_is_valid_from_its_first_day_to_its_last(
    day: int, state: str, permit: Permit, this_day: date
) -> None:
    checked = verify(spaced(permit.code).lower(), this_day + timedelta(days=day))
    assert checked is not None
    assert (checked.kind, checked.state, checked.number, checked.initials) == (
        "permit",
        state,
        "P-TEST",
        "A.B.",
    )


def test_a_letter_is_valid_until_it_is_used_or_taken_back(
    letter: Invitation, mathieu: User, this_day: date
) -> None:
    states = [verify(letter.code, this_day)]
    letter.expires_on = this_day - timedelta(days=1)
    letter.save()
    states.append(verify(letter.code, this_day))
    invitations.revoke(letter, reason="Asked for.", by=mathieu)
    states.append(verify(letter.code, this_day))
    Invitation.objects.update(status="used")
    states.append(verify(letter.code, this_day))
    assert [checked and checked.state for checked in states] == [
        "valid",
        "expired",
        "revoked",
        "used",
    ]


@pytest.mark.parametrize("typed", ["", " ", "\x00", "Z" * 26, "é" * 5_000, "' OR 1=1 --"])
def test_a_code_that_belongs_to_nothing_says_nothing(
    typed: str, permit: Permit, this_day: date
) -> None:
    assert verify(typed, this_day) is None


def test_a_code_is_read_as_it_was_meant() -> None:
    assert code_of(" o-i l\u200b\uff21\uff11 ") == "011A1"


def test_the_timeline_leaves_out_what_is_kept_for_the_audit(
    draft: Application, alice: User
) -> None:
    people.save(draft, HOME, {"lives_country": "FRA"}, alice)
    applications.add_member(draft, by=alice)
    assert [event.verb for event in timeline(draft)] == ["start", "add-member"]


def test_files_sent_one_after_another_are_one_line_with_the_title_of_each_document(
    draft: Application, alice: User
) -> None:
    principal, law = draft.people.get(), file_of(draft).law
    passport, photo = (one for one in law.documents if one.key in {"passport", "photo"})

    def send(key: str, content: bytes) -> None:
        documents.upload(
            documents.SentFor(draft, person=principal, key=key),
            name="page.pdf" if key == passport.key else "photo.jpg",
            content=BytesIO(content),
            by=alice,
        )

    for number in range(3):
        send(passport.key, people.a_pdf(f"page {number}"))
    send(photo.key, a_jpeg())
    applications.add_member(draft, by=alice)
    send(passport.key, people.a_pdf("one more"))
    told = happenings(file_of(draft))
    assert [one.event.verb for one in told] == ["start", "upload", "add-member", "upload"]
    delivery, alone = told[1], told[3]
    assert (delivery.sentence, delivery.documents) == (
        Text(
            en="4 documents were received.",
            fr="4 documents ont été reçus.",
        ),
        (passport.title, photo.title),
    )
    assert (alone.sentence, alone.documents) == (sentence_of(alone.event), (passport.title,))


def test_the_day_is_that_of_the_databases_clock_where_the_programme_counts(db: None) -> None:
    instant = now()
    assert instant.utcoffset() == timedelta(0)
    assert today(IMP_PLUS) == IMP_PLUS.day_of(instant)
