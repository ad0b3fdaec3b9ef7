"""A visitor writes to a firm; the firm, and no other, writes back once."""

import pytest
from django.core.mail import EmailMessage

from impplus.actions import consultations, messages
from impplus.queries.refusals import NotUnderstood, NotYours, WrongMoment
from impplus.records import access
from impplus.records.models import Consultation, Event, Firm, Message, User
from impplus.rules.lifecycle import Role
from tests import people
from tests.post import Post


@pytest.fixture
def asked(firm: Firm) -> Consultation:
    """What a visitor sent to Lucie's firm."""
    nadia = {"name": "Nadia Haddad", "email": "nadia@example.test", "language": "fr"}
    return people.written_to(firm, **nadia, message="Puis-je présenter une demande ?")


def test_a_request_is_kept_with_its_event(asked: Consultation) -> None:
    kept = Consultation.objects.get()
    assert (kept.status, kept.message, kept.newsletter) == (
        "new",
        "Puis-je présenter une demande ?",
        False,
    )
    event = Event.objects.get(noun="consultation")
    assert (event.verb, event.role, event.by, event.about) == (
        "request",
        "public",
        None,
        str(kept.pk),
    )


def test_only_that_firm_reads_it(
    asked: Consultation, lucie: User, alice: User, olivia: User, mathieu: User
) -> None:
    other = Firm.objects.create(name="Roy", slug="roy", city="Québec")
    paul = people.user("paul@example.test", "Paul Roy", Role.REPRESENTATIVE, "fr", other)
    seen = {
        who.name: list(access.consultations(who)) for who in (lucie, paul, alice, olivia, mathieu)
    }
    assert seen == {
        lucie.name: [asked],
        paul.name: [],
        alice.name: [],
        olivia.name: [],
        mathieu.name: [],
    }
    for who in (paul, alice, olivia, mathieu):
        with pytest.raises(NotYours):
            consultations.answer(asked, text="Non.", by=who)
    assert Consultation.objects.get().status == "new"


def test_the_answer_goes_out_once_in_the_visitors_language(
    asked: Consultation,
    lucie: User,
    mailoutbox: list[EmailMessage],
) -> None:
    consultations.answer(asked, text=" Oui, venez nous voir. ", by=lucie)
    with pytest.raises(WrongMoment):
        consultations.answer(asked, text="Encore.", by=lucie)
    messages.send_owed()
    (message,) = mailoutbox
    assert (message.to, message.subject, message.body) == (
        ["nadia@example.test"],
        "Votre demande de consultation à Cabinet Tremblay",
        "Oui, venez nous voir.",
    )
    kept = Consultation.objects.get()
    assert (kept.status, kept.answer, kept.answered_by) == (
        "answered",
        "Oui, venez nous voir.",
        lucie,
    )


def test_an_answer_that_cannot_leave_is_kept_and_leaves_later(
    asked: Consultation, lucie: User, post: Post
) -> None:
    post.silent = True
    consultations.answer(asked, text="Oui.", by=lucie)
    assert messages.send_owed() == 0
    message = asked.messages.get()
    assert (Consultation.objects.get().status, message.failure) == ("answered", "unreachable")
    post.silent = False
    Message.objects.update(due_at=message.owed_at)
    assert messages.send_owed() == 1
    assert [(email.to, email.body) for email in post.taken] == [(["nadia@example.test"], "Oui.")]


def test_an_empty_answer_is_not_sent(asked: Consultation, lucie: User) -> None:
    with pytest.raises(NotUnderstood):
        consultations.answer(asked, text=" \n", by=lucie)
    assert Consultation.objects.get().status == "new"
