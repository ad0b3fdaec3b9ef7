"""A file that is refused while nobody looks is told by e-mail, some minutes later: once for all of them, to each who can do something."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db.models import F

from impplus.actions import mandates, messages, not_added, received_files, uploads
from impplus.queries import clock
from impplus.records.models import Application, Delegation, Message, Session, Upload, User
from tests.actions.parts import begun, sent
from tests.people import a_pdf, signed_in

CUT = a_pdf()[:-120]
ALICE, LUCIE = "alice@example.test", "lucie@example.test"


@pytest.fixture
def represented(draft: Application, alice: User, lucie: User) -> Application:
    mandates.give(draft, lawyer=lucie, signature="Alice Benali", by=alice)
    return draft


def refused(draft: Application, by: User, name: str = "IMG_1.pdf", *, later: bool = True) -> Upload:
    """A file of this person that came whole and was refused by the worker, or in answer to its last part."""
    upload = begun(draft, by, len(CUT), name)
    sent(upload, CUT)
    assert received_files.check(upload, later=later)
    return upload


def go_by(minutes: int = 11) -> list[str]:
    """Let so many minutes go by, and the worker send what is due; whom it wrote to."""
    mail.outbox.clear()
    gone = timedelta(minutes=minutes)
    owed = Message.objects.filter(status="owed")
    owed.update(owed_at=F("owed_at") - gone, due_at=F("due_at") - gone)
    messages.send_owed()
    return sorted(one.to[0] for one in mail.outbox)


def test_files_refused_within_minutes_are_one_e_mail_to_applicant_and_representative(
    represented: Application, alice: User
) -> None:
    for number in range(3):
        refused(represented, alice, f"IMG_{number}.pdf")
        assert go_by(2) == []
    assert go_by() == [ALICE, LUCIE]
    said = "".join(f"{one.subject}{one.body}" for one in mail.outbox)
    assert [word for word in ("IMG_", "Alice", "Benali", "passeport") if word in said] == []
    assert go_by() == []
    refused(represented, alice, "another.pdf")
    assert go_by() == [ALICE, LUCIE]


def test_who_keeps_files_private_is_told_alone(draft: Application, alice: User, bob: User) -> None:
    person = draft.people.get()
    Delegation.objects.create(
        application=draft,
        person=person,
        account=bob,
        status="accepted",
        private=True,
        language="fr",
        until=clock.now(),
        accepted_at=clock.now(),
    )
    not_added.tell(draft, person)
    owed = Message.objects.values_list("account__email", "notice")
    assert list(owed) == [("bob@example.test", "own-file-refused")]


def test_what_was_put_away_meanwhile_is_no_news(represented: Application, alice: User) -> None:
    uploads.put_away(refused(represented, alice), by=alice)
    assert go_by() == []
    assert set(Message.objects.values_list("status", flat=True)) == {"given-up"}


def test_whoever_was_on_the_site_since_read_it_there_and_the_representative_is_told(
    represented: Application, alice: User, lucie: User
) -> None:
    for one in (alice, lucie):
        signed_in(one)
    refused(represented, alice)
    Session.objects.update(seen_at=clock.now() + timedelta(minutes=2))
    assert go_by(0) == []
    Message.objects.update(due_at=clock.now())
    assert go_by(0) == [LUCIE]


def test_a_refusal_that_answers_the_last_part_is_told_to_its_sender_whose_line_may_be_cut(
    represented: Application, alice: User, lucie: User
) -> None:
    refused(represented, alice, later=False)
    assert go_by() == [ALICE]
    refused(represented, lucie, later=False)
    assert go_by() == []
