"""A visitor writes to a firm; the firm, and no other, writes back."""

import pytest
from django.core.mail import EmailMessage

from impplus.actions import enquiries, mails
from impplus.practice import access
from impplus.practice.models import Enquiry, FirmEvent, Mail
from impplus.queries.refusals import AlreadyDone, NotUnderstood, NotYours
from impplus.records.models import Event, Firm, User
from impplus.rules.lifecycle import Role
from tests import people
from tests.post import Post


@pytest.fixture
def asked(firm: Firm) -> Enquiry:
    """What a visitor sent to Lucie's firm."""
    nadia = {"name": "Nadia Haddad", "email": "nadia@example.test", "language": "fr"}
    return people.written_to(firm, **nadia, message="Puis-je présenter une demande ?")


def test_a_request_is_kept_with_its_event(asked: Enquiry) -> None:
    kept = Enquiry.objects.get()
    assert (kept.status, kept.message, kept.newsletter) == (
        "new",
        "Puis-je présenter une demande ?",
        False,
    )
    event = FirmEvent.objects.get()
    assert (event.firm, event.noun, event.verb, event.role, event.by, event.about) == (
        kept.firm,
        "enquiry",
        "request",
        "public",
        None,
        str(kept.pk),
    )
    assert Event.objects.count() == 0  # and nothing of it in the programme's


def test_only_that_firm_reads_it(
    asked: Enquiry, lucie: User, alice: User, olivia: User, mathieu: User
) -> None:
    other = Firm.objects.create(name="Roy", slug="roy", city="Québec")
    paul = people.user("paul@example.test", "Paul Roy", Role.REPRESENTATIVE, "fr", other)
    seen = {who.name: list(access.enquiries(who)) for who in (lucie, paul, alice, olivia, mathieu)}
    assert seen == {
        lucie.name: [asked],
        paul.name: [],
        alice.name: [],
        olivia.name: [],
        mathieu.name: [],
    }
    for who in (paul, alice, olivia, mathieu):
        with pytest.raises(NotYours):
            enquiries.answer(asked, text="Non.", by=who)
    assert Enquiry.objects.get().status == "new"


def test_the_answer_goes_out_once_in_the_visitors_language(
    asked: Enquiry,
    lucie: User,
    mailoutbox: list[EmailMessage],
) -> None:
    enquiries.answer(asked, text=" Oui, venez nous voir. ", by=lucie)
    with pytest.raises(AlreadyDone):
        enquiries.answer(asked, text="Oui, venez nous voir.", by=lucie)
    mails.send_owed()
    (message,) = mailoutbox
    assert (message.to, message.subject, message.body) == (
        ["nadia@example.test"],
        "Votre demande de renseignements à Cabinet Tremblay",
        "Oui, venez nous voir.",
    )
    kept = Enquiry.objects.get()
    reply = kept.replies.get()
    assert (kept.status, reply.text, reply.by, reply.name) == (
        "triaged",
        "Oui, venez nous voir.",
        lucie.pk,
        lucie.name,
    )
    assert [one.verb for one in FirmEvent.objects.filter(noun="enquiry")] == [
        "request",
        "triage",
        "answer",
    ]


def test_an_answer_that_cannot_leave_is_kept_and_leaves_later(
    asked: Enquiry, lucie: User, post: Post
) -> None:
    post.silent = True
    enquiries.answer(asked, text="Oui.", by=lucie)
    assert mails.send_owed() == 0
    mail = asked.mails.get()
    assert (Enquiry.objects.get().status, mail.failure) == ("triaged", "unreachable")
    post.silent = False
    Mail.objects.update(due_at=mail.owed_at)
    assert mails.send_owed() == 1
    assert [(email.to, email.body) for email in post.taken] == [(["nadia@example.test"], "Oui.")]


def test_an_empty_answer_is_not_sent(asked: Enquiry, lucie: User) -> None:
    with pytest.raises(NotUnderstood):
        enquiries.answer(asked, text=" \n", by=lucie)
    assert Enquiry.objects.get().status == "new"
