"""A visitor writes to a firm; the firm, and no other, writes back."""

from datetime import timedelta

import pytest
from django.core.mail import EmailMessage

from impplus.actions import consents, enquiries, mails
from impplus.practice import access
from impplus.practice.models import Consent, Enquiry, FirmEvent, Mail
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.queries.refusals import AlreadyDone, NotUnderstood, NotYours
from impplus.records.models import Event, Firm, User
from impplus.rules.dated import months_later
from impplus.rules.lifecycle import Role
from tests import people
from tests.post import Post


@pytest.fixture
def asked(firm: Firm, lucie: User) -> Enquiry:
    """What a visitor sent to Lucie's firm."""
    nadia = {"name": "Nadia Haddad", "email": "nadia@example.test", "language": "fr"}
    return people.written_to(firm, **nadia, message="Puis-je présenter une demande ?")


def test_a_request_is_kept_with_its_event(asked: Enquiry) -> None:
    kept = Enquiry.objects.get()
    assert (kept.status, kept.message) == ("new", "Puis-je présenter une demande ?")
    event = FirmEvent.objects.get(noun="enquiry")
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
    (message,) = [one for one in mailoutbox if one.subject.startswith("Votre demande")]
    assert (message.to, message.subject) == (
        ["nadia@example.test"],
        "Votre demande de renseignements à Cabinet Tremblay",
    )
    answer, quoted = message.body.split("\n\nVous avez écrit le ")
    assert answer == "Oui, venez nous voir.\n\nLucie Tremblay\nCabinet Tremblay"
    assert "> Puis-je présenter une demande ?\n\nCabinet Tremblay n’agit pas pour vous" in quoted
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
    mail = asked.mails.get(kind="reply")
    assert (Enquiry.objects.get().status, mail.failure) == ("triaged", "unreachable")
    post.silent = False
    Mail.objects.filter(status="owed").update(due_at=mail.owed_at)
    assert mails.send_owed() == 3
    told = [email.body for email in post.taken if email.to == ["nadia@example.test"]]
    assert sorted(one.split()[0] for one in told) == ["Cabinet", "Oui."]


def test_an_empty_answer_is_not_sent(asked: Enquiry, lucie: User) -> None:
    with pytest.raises(NotUnderstood):
        enquiries.answer(asked, text=" \n", by=lucie)
    assert Enquiry.objects.get().status == "new"


def test_it_is_acknowledged_at_once_with_a_copy_and_the_firm_reads_nothing_of_it_in_an_e_mail(
    asked: Enquiry, lucie: User, mailoutbox: list[EmailMessage]
) -> None:
    assert mails.send_owed() == 2
    by_reader = {one.to[0]: one for one in mailoutbox}
    copy, notice = by_reader["nadia@example.test"], by_reader[lucie.email]
    assert copy.subject == "Cabinet Tremblay a reçu votre demande de renseignements"
    assert "Puis-je présenter une demande ?" in copy.body
    assert "n’agit pas pour vous" in copy.body
    assert f"/firm/enquiries/{asked.pk}/" in notice.body or "/cabinet/" in notice.body
    said = f"{notice.subject} {notice.body}"
    assert [one for one in ("Nadia", "nadia@example.test", "Puis-je") if one in said] == []


def test_the_same_sent_again_that_day_is_one_enquiry(asked: Enquiry, firm: Firm) -> None:
    nadia = {"name": "Nadia Haddad", "email": "nadia@example.test", "language": "fr"}
    with pytest.raises(AlreadyDone):
        people.written_to(firm, **nadia, message="Puis-je présenter une demande ?")
    assert Enquiry.objects.count() == 1
    assert Mail.objects.filter(kind="acknowledgement").count() == 1


def test_many_letters_under_one_address_are_three_e_mails_to_it(firm: Firm) -> None:
    for number in range(14):
        people.written_to(firm, message=f"Letter {number}")
    assert Enquiry.objects.count() == 14
    assert Mail.objects.filter(kind="acknowledgement").count() == 3


def test_another_spelling_of_an_address_is_the_same_address(firm: Firm) -> None:
    for number, email in enumerate(("v.ic.tim", "victim+1", "VICTIM+2", "victim", "vic.tim+x")):
        people.written_to(firm, message=f"Letter {number}", email=f"{email}@example.test")
    assert Mail.objects.filter(kind="acknowledgement").count() == 3


def test_after_many_enquiries_the_form_stays_open_and_nobody_is_written_to(
    firm: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(enquiries, "MOST_ACKNOWLEDGED", 2)
    for number in range(4):
        people.written_to(firm, email=f"b{number}@example.test")
    assert (Enquiry.objects.count(), Mail.objects.filter(kind="acknowledgement").count()) == (4, 2)


def test_nothing_that_a_stranger_wrote_is_a_link_in_the_copy(
    firm: Firm, mailoutbox: list[EmailMessage]
) -> None:
    people.written_to(
        firm,
        name="Click https://evil.example/claim " + "x" * 100,
        message="WIN at www.evil.example/claim. See 3.5 and fin.Merci",
    )
    mails.send_owed()
    copy = next(one for one in mailoutbox if "evil" in one.body)
    assert [one for one in ("https://evil", "evil.example", "www.evil") if one in copy.body] == []
    assert "See 3.5 and fin. Merci" in copy.body


def test_a_colleague_is_told_once_until_that_e_mail_has_left(firm: Firm, lucie: User) -> None:
    for name in ("Bob", "Carol"):
        people.written_to(firm, name=name, email=f"{name}@example.test")
    assert Mail.objects.filter(kind="enquiry-came", account=lucie.pk).count() == 1
    mails.send_owed()
    people.written_to(firm, name="Dan", email="dan@example.test")
    assert Mail.objects.filter(kind="enquiry-came", account=lucie.pk).count() == 2


def test_consent_lapses_after_six_months_and_is_renewed_when_the_person_calls(
    asked: Enquiry, lucie: User
) -> None:
    on = clock.today(SERVED)
    assert [(one.since, one.until) for one in asked.consents.all()] == [(on, months_later(on, 6))]
    assert enquiries.lapse_due() == 0
    Consent.objects.update(until=on - timedelta(days=1))
    with pytest.raises(consents.ConsentEnded):
        enquiries.answer(asked, text="Oui.", by=lucie)
    assert (enquiries.lapse_due(), enquiries.lapse_due()) == (1, 0)
    lapsed = Enquiry.objects.get()
    assert lapsed.status == "lapsed"
    enquiries.resume(lapsed, by=lucie)
    enquiries.answer(lapsed, text="Oui.", by=lucie)
    assert Enquiry.objects.get().status == "triaged"


def test_declining_needs_a_reason_that_stays_in_the_firm(
    asked: Enquiry, lucie: User, mailoutbox: list[EmailMessage]
) -> None:
    mails.send_owed()
    mailoutbox.clear()
    with pytest.raises(NotUnderstood):
        enquiries.decline(asked, reason=" ", by=lucie)
    enquiries.decline(asked, reason="Acts against a client.", by=lucie)
    assert FirmEvent.objects.get(verb="decline").detail == {"reason": "Acts against a client."}
    assert (Enquiry.objects.get().status, mails.send_owed()) == ("declined", 0)
