"""Once received, Karim reports changes and sends documents himself, and reads what is about him; the family reads nothing private."""

import html
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from impplus.actions import answers, applications, decisions, letters, mandates, reports
from impplus.queries import clock
from impplus.queries.refusals import NotYours
from impplus.records.models import (
    Application,
    Correction,
    Delegation,
    Introduction,
    Letter,
    Message,
    Person,
    Report,
    User,
)
from tests import people
from tests.decided import barred
from tests.people import a_pdf, all_met, signed_in
from tests.portal import pages


@pytest.fixture
def received_with_him(
    his: Client, ready_draft: Application, alice: User, request: pytest.FixtureRequest
) -> Application:
    """Alice's file, received; Karim keeps his answers private where the test says so."""
    if getattr(request, "param", False):
        his.post(reverse("portal:my-part", args=[ready_draft.number]), {"act": "private"})
    applications.submit(ready_draft, signature="Alice Benali", by=alice)
    letters.send_owed()
    return Application.objects.get()


def new_passport(this_day: date, karim: Person) -> dict[str, str]:
    """What he types of his new passport."""
    until = this_day + timedelta(days=3000)
    return {
        "passport_number": "NEW12345",
        "passport_country": "MAR",
        "passport_kind": "ordinary",
        **{f"passport_expires_{n}": str(part) for n, part in enumerate(_parts(until))},
        **{f"passport_issued_{n}": str(part) for n, part in enumerate(_parts(this_day))},
        "reason": "The old one was renewed.",
        "_version": str(Person.objects.get(pk=karim.pk).answers_version),
    }


def _parts(day: date) -> tuple[int, int, int]:
    return day.year, day.month, day.day


def told() -> list[tuple[str, str]]:
    """Who is owed which news."""
    owed = Message.objects.filter(notice__contains="change").select_related("account")
    return sorted((one.account.email.split("@")[0], one.notice) for one in owed if one.account)


def reported_by_him(his: Client, file: Application, karim: Person, day: date) -> Report:
    there = reverse("portal:change", args=[file.number, karim.pk, "new-passport"])
    sent = new_passport(day, karim)
    looked = pages.words(his.post(there, sent))
    assert ("Permit of Karim Idrissi" in looked, "Alice Benali" in looked) == (True, False)
    done = his.post(there, sent | {"sure": "1"})
    made = Report.objects.get()
    assert done.headers["Location"] == reverse("portal:change-receipt", args=[file.number, made.pk])
    assert "NEW12345" in pages.words(his.get(done.headers["Location"]))
    return made


def test_he_reports_his_new_passport_and_all_concerned_are_told(
    his: Client,
    alices: Client,
    lucie: User,
    alice: User,
    received_with_him: Application,
    karim: Person,
    this_day: date,
) -> None:
    mandates.give(received_with_him, lawyer=lucie, signature="Alice Benali", by=alice)
    mine = pages.words(his.get(reverse("portal:my-part", args=[received_with_him.number])))
    assert mine.count("Something changed?") == 1
    changes = pages.words(his.get(reverse("portal:changes", args=[received_with_him.number])))
    assert [one for one in ("Sami", "A birth", "Representative") if one in changes] == []
    made = reported_by_him(his, received_with_him, karim, this_day)
    assert told() == [
        ("alice", "part-change-reported"),
        (made.by.email.split("@")[0], "own-change-reported"),
        ("lucie", "part-change-reported"),
    ]
    receipt = reverse("portal:change-receipt", args=[received_with_him.number, made.pk])
    assert "NEW12345" in pages.words(alices.get(receipt))


@pytest.mark.parametrize("received_with_him", [True], indirect=True)
def test_of_what_he_keeps_private_the_family_reads_only_that_he_reported(
    his: Client,
    alices: Client,
    alice: User,
    received_with_him: Application,
    karim: Person,
    this_day: date,
) -> None:
    made = reported_by_him(his, received_with_him, karim, this_day)
    changes = pages.words(alices.get(reverse("portal:changes", args=[received_with_him.number])))
    assert changes.count("Karim Idrissi reported a change, and keeps it private.") == 1
    assert ("NEW12345" in changes, "renewed" in changes) == (False, False)
    receipt = reverse("portal:change-receipt", args=[received_with_him.number, made.pk])
    assert alices.get(receipt).status_code == 404
    about_him = reverse("portal:change", args=[received_with_him.number, karim.pk, "member"])
    assert alices.get(about_him).status_code == 404


def test_he_changes_nobody_elses_answers_and_no_event_of_the_family(
    his: Client, received_with_him: Application, karim: Person, given: Delegation
) -> None:
    account = given.account
    assert account is not None
    for other in received_with_him.people.exclude(pk=karim.pk):
        there = reverse("portal:change", args=[received_with_him.number, other.pk, "new-passport"])
        assert his.get(there).status_code == 404
        with pytest.raises(NotYours):
            answers.correct(
                other, answers={"passport_number": "X1"}, reason="R", version=1, by=account
            )
        with pytest.raises(NotYours):
            reports.change_answers(
                other, kind="answer", answers={}, reason="R", version=1, by=account
            )
    for name in ("family-change", "mandates", "status"):
        assert (
            his.get(reverse(f"portal:{name}", args=[received_with_him.number])).status_code == 404
        )
    assert (Correction.objects.count(), Report.objects.count()) == (0, 0)


def test_he_reads_no_report_of_the_family_or_about_the_others(
    his: Client,
    alice: User,
    received_with_him: Application,
    karim: Person,
    this_day: date,
) -> None:
    made = reports.tell_of_family(
        received_with_him,
        kind="separation",
        day=this_day,
        person=karim,
        name="",
        reason="We parted.",
        by=alice,
    )
    there = reverse("portal:change-receipt", args=[received_with_him.number, made.pk])
    assert his.get(there).status_code == 404
    changes = pages.words(his.get(reverse("portal:changes", args=[received_with_him.number])))
    assert "Reported so far" not in changes


@pytest.mark.parametrize("received_with_him", [True], indirect=True)
def test_what_alice_reports_of_the_family_she_reads_and_he_is_not_told(
    alices: Client, alice: User, received_with_him: Application, karim: Person, this_day: date
) -> None:
    said = {"kind": "separation", "day": this_day, "person": karim, "name": ""}
    made = reports.tell_of_family(received_with_him, **said, reason="We parted.", by=alice)  # type: ignore[arg-type]
    there = reverse("portal:change-receipt", args=[received_with_him.number, made.pk])
    assert "We parted." in pages.words(alices.get(there))
    changes = pages.words(alices.get(reverse("portal:changes", args=[received_with_him.number])))
    assert ("A separation" in changes, "keeps it private" in changes) == (True, False)
    assert told() == [("alice", "change-reported")]


def test_he_sends_a_further_document_which_is_named_unless_he_keeps_it_private(
    his: Client, alices: Client, received_with_him: Application, karim: Person
) -> None:
    before = karim.documents.count()
    there = reverse("portal:upload", args=[received_with_him.number, karim.pk, "passport"])
    sent = SimpleUploadedFile("page.pdf", a_pdf("page"), "application/pdf")
    assert his.post(there, {"file": sent}).status_code == 302
    assert karim.documents.count() == before + 1
    status = reverse("portal:status", args=[received_with_him.number])
    title = '<p class="small">Passport</p>'
    for private in (False, True):
        karim.delegations.update(private=private)
        assert pages.words(alices.get(status)).count(title) == int(not private)


def test_what_he_did_is_told_as_done_by_a_family_member(
    received_with_him: Application, alice: User
) -> None:
    number = received_with_him.number
    shown = pages.words(signed_in(alice).get(reverse("portal:status", args=[number])))
    assert "· a family member" in shown
    assert "· the applicant" not in shown


@pytest.fixture
def sami(family: Application) -> Person:
    """Alice's grown son, who gets no permit, with a part of his own."""
    sami = family.people.get(relation="child")
    Delegation.objects.create(
        application=family,
        person=sami,
        account=people.user("sami@example.test", "Sami Idrissi"),
        status="accepted",
        language="fr",
        until=clock.now(),
        accepted_at=clock.now(),
    )
    return sami


def approved(file: Application, olivia: User) -> None:
    """Olivia approves, and every letter is sent."""
    decisions.approve(
        file,
        weighed=all_met(file),
        notes={},
        reasons="Toutes les conditions.",
        by=olivia,
        members=barred(file),
    )
    letters.send_owed()


def read(browser: Client, letter: Letter) -> str:
    """What a letter says, unless its reader has no such page."""
    assert letter.application is not None
    page = browser.get(reverse("portal:letter", args=[letter.application.number, letter.pk]))
    return html.unescape(pages.words(page)) if page.status_code == 200 else ""


@pytest.mark.parametrize("private", [False, True])
def test_sami_has_a_letter_of_his_own_and_alices_says_no_more_than_he_shows(
    private: bool, alices: Client, olivia: User, family: Application, sami: Person
) -> None:
    sami.delegations.update(private=private)
    approved(family, olivia)
    own, hers = Letter.objects.get(kind="no-permit"), Letter.objects.get(kind="approval")
    (why,) = [one["text"]["en"] for one in own.facts["findings"]]
    account = User.objects.get(email="sami@example.test")
    his = signed_in(account)
    assert (read(his, own).count(why), read(his, hers)) == (1, "")
    assert "Hello Sami Idrissi," in read(his, own)
    mine = pages.words(his.get(reverse("portal:my-part", args=[family.number])))
    assert mine.count("No permit is issued") == 1
    assert (read(alices, hers).count(why), read(alices, own).count(why)) == (
        (0, 0) if private else (1, 1)
    )
    said = "This person keeps answers private, and reads the outcome in a part of their own."
    assert read(alices, hers).count(said) == int(private)
    status = pages.words(alices.get(reverse("portal:status", args=[family.number])))
    assert status.count(why) == int(not private)
    # Alice is told once of all letters of the decision.
    decided = Message.objects.filter(letter__kind__in=["approval", "introduction", "no-permit"])
    assert decided.filter(account=family.applicant).count() == 1
    assert [one.account for one in own.messages.all()] == [account]


def test_the_permit_of_whoever_keeps_answers_private_is_read_by_its_holder_alone(
    alices: Client, olivia: User, family: Application, sami: Person
) -> None:
    karim = family.people.get(relation="spouse")
    karim.delegations.update(private=True)
    approved(family, olivia)
    permit = Introduction.objects.get(person=karim)
    paper = Letter.objects.get(introduction=permit, kind="introduction")
    account = karim.delegations.get().account
    assert account is not None
    assert permit.number in read(signed_in(account), paper).replace("\u2011", "-")
    status = pages.words(alices.get(reverse("portal:status", args=[family.number])))
    assert (read(alices, paper), permit.number in status) == ("", False)
    assert status.count("A letter of introduction was issued: ") == 1
    assert status.count("A letter of introduction was issued: Alice Benali.") == 1
    assert [one.account for one in paper.messages.all()] == [account]
