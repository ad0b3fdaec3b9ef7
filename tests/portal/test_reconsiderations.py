"""Alice or her lawyer asks the office to look at a refusal or a return again; an officer who did not decide answers."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from impplus.actions import accounts, decisions, letters, mandates, reconsiderations, reopenings
from impplus.demonstration.papers import a_pdf
from impplus.queries.file import file_of
from impplus.queries.refusals import AlreadyDone, NotUnderstood, NotYours, WrongMoment
from impplus.queries.reopenings import reconsiderations_asked
from impplus.queries.sent_later import sent_later
from impplus.records.models import (
    Application,
    Countersignature,
    Decision,
    Message,
    Reconsideration,
    User,
)
from impplus.rules.canonical import digest
from tests.people import signed_in

REASONS = "Le passeport a été renouvelé avant le refus."


def scan(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{name}.pdf", a_pdf(name), "application/pdf")


def now(application: Application) -> Application:
    return Application.objects.get(pk=application.pk)


def asked(application: Application, by: User) -> Reconsideration:
    return reconsiderations.request(application, reasons=REASONS, by=by)


def test_alice_asks_on_her_page_which_says_that_the_time_for_the_court_goes_on(
    refused: Application, alice: User
) -> None:
    browser, page = signed_in(alice), reverse("portal:reconsideration", args=[refused.number])
    assert f'href="{page}"' in read(browser, reverse("portal:status", args=[refused.number]))
    shown = read(browser, page)
    assert "ne suspend pas le délai" in shown or "does not stop the time" in shown
    assert browser.post(page, {"reasons": " "}).status_code == 422
    assert [browser.post(page, {"reasons": REASONS}).url for _ in range(2)] == [page] * 2
    assert [one.reasons for one in refused.reconsiderations.all()] == [REASONS]
    assert browser.post(page, {"reasons": "Autre chose."}).status_code == 422
    assert now(refused).status == "refused"


def test_documents_come_with_it_once_checked_and_the_officer_reads_them(
    refused: Application, alice: User, lucie: User, noor: User
) -> None:
    mandates.give(refused, lawyer=lucie, signature="Alice Benali", by=alice)
    browser, page = signed_in(alice), reverse("portal:reconsideration", args=[refused.number])
    wrong = SimpleUploadedFile("x.exe", b"MZ", "application/pdf")
    sent = {"reasons": REASONS, "file": [scan("a"), wrong]}
    refusal = browser.post(page, sent)
    assert (refusal.status_code, REASONS in refusal.content.decode()) == (422, True)
    assert refused.reconsiderations.count() == 0
    assert refused.documents.filter(key="reconsideration").count() == 0
    for _press in range(2):
        answer = browser.post(page, {"reasons": REASONS, "file": [scan("a"), scan("b"), scan("a")]})
        assert answer.url == page
    (one,) = refused.reconsiderations.all()
    came = list(one.documents.all())
    assert [(d.name, d.sent_by) for d in came] == [("a.pdf", alice), ("b.pdf", alice)]
    told = Message.objects.filter(notice="reconsideration-asked")
    assert {one.account for one in told} == {alice, lucie}
    assert Message.objects.filter(notice="documents-sent").count() == 0
    for who in (alice, lucie):
        assert [d.name in read(signed_in(who), page) for d in came] == [True, True]
    kept = next(k for k in sent_later(file_of(now(refused))) if k.kind == "reconsideration")
    assert (digest(kept.hashed or {}), kept.files) == (kept.digest, tuple(came))
    said = (kept.words, kept.language, kept.at, kept.by, kept.person)
    assert said == (REASONS, one.language, one.asked_at, alice, None)
    receipt = reverse("portal:sent-receipt", args=[refused.number, "reconsideration", one.pk])
    assert kept.digest in read(browser, receipt)
    theirs, desk = signed_in(noor), reverse("desk:reconsideration", args=[refused.number, one.pk])
    theirs.post(reverse("desk:reason", args=[refused.number]), {"why": "asked"})
    shown = read(theirs, desk)
    links = [reverse("desk:document", args=[refused.number, d.pk]) for d in came]
    assert [link in shown for link in links] == [True, True]
    assert [theirs.get(link).status_code for link in links] == [200, 200]


def test_both_are_told_and_who_has_no_refusal_finds_no_such_page(
    refused: Application, alice: User, lucie: User, bob: User
) -> None:
    mandates.give(refused, lawyer=lucie, signature="Alice Benali", by=alice)
    asked(refused, lucie)
    told = Message.objects.filter(notice="reconsideration-asked")
    assert {one.account for one in told} == {alice, lucie}
    page = reverse("portal:reconsideration", args=[refused.number])
    assert signed_in(bob).get(page).status_code == 404
    with pytest.raises(NotYours):
        reconsiderations.request(refused, reasons="R.", by=bob)
    Application.objects.filter(pk=refused.pk).update(status="processing")
    with pytest.raises(WrongMoment):
        reconsiderations.request(now(refused), reasons="R.", by=alice)


def test_another_officer_keeps_the_decision_and_both_get_a_letter(
    refused: Application, alice: User, olivia: User, noor: User, omar: User
) -> None:
    one = asked(refused, alice)
    with pytest.raises(reconsiderations.AnotherAnswers):
        reconsiderations.keep(one, reasons="Non.", by=olivia)
    with pytest.raises(NotUnderstood):
        reconsiderations.keep(one, reasons=" ", by=noor)
    reconsiderations.keep(one, reasons="Le renouvellement est venu après.", by=noor)
    with pytest.raises(AlreadyDone):
        reconsiderations.keep(one, reasons="Le renouvellement est venu après.", by=noor)
    with pytest.raises(WrongMoment):
        reconsiderations.grant(one, reasons="Si.", by=omar)
    one.refresh_from_db()
    assert (one.status, one.answered_by, now(refused).status) == ("kept", noor, "refused")
    letters.send_owed()
    letter = refused.letters.get(kind="reconsidered")
    assert (letter.status, letter.text) == ("sent", "Le renouvellement est venu après.")
    assert asked(now(refused), alice).pk != one.pk


def test_another_officer_reopens_a_refusal_or_a_return(
    returned: Application, alice: User, olivia: User, noor: User
) -> None:
    one = asked(returned, alice)
    with pytest.raises(reconsiderations.AnotherAnswers):
        reconsiderations.grant(one, reasons="Si.", by=olivia)
    reconsiderations.grant(one, reasons="Rien ne manquait.", by=noor)
    one.refresh_from_db()
    file = now(returned)
    assert (one.status, file.status, file.officer) == ("granted", "in-review", olivia)
    letter = returned.letters.get(kind="reopened")
    assert letter.facts["ground"]["en"] == reconsiderations.ASKED_AGAIN.en
    assert Decision.objects.count() == 0


def test_an_officer_answers_at_the_desk_and_whoever_decided_reads_that_another_must(
    refused: Application, alice: User, olivia: User, noor: User
) -> None:
    accounts.choose_language("fr", by=alice)
    one = asked(now(refused), alice)
    page = reverse("desk:reconsideration", args=[refused.number, one.pk])
    own, other = signed_in(olivia), signed_in(noor)
    listed = reverse("desk:countersignatures")
    assert [f'href="{page}"' in read(browser, listed) for browser in (own, other)] == [False, True]
    assert "Another officer must answer." in read(own, page)
    refusal = refused.letters.get(kind="refusal")
    letter = reverse("desk:letter", args=[refused.number, refusal.pk])
    assert f'href="{letter}"' in read(own, page)
    sent = {"reasons": "Le passeport était bon.", "language": "fr", "answer": "reopen"}
    assert own.post(page, sent).status_code == 422
    other.post(reverse("desk:reason", args=[refused.number]), {"why": "asked"})
    assert REASONS in read(other, page)
    for answer in ("", "no"):
        unsaid = other.post(page, sent | {"answer": answer})
        assert (unsaid.status_code, now(refused).status) == (422, "refused")
        assert "Choose what you answer" in unsaid.content.decode()
    look = other.post(page, sent)
    assert (look.status_code, now(refused).status) == (200, "refused")
    said = look.content.decode()
    assert ("You reopen the application." in said, sent["reasons"] in said) == (True, True)
    back = other.post(page, sent | {"sure": "1", "change": "1"}).content.decode()
    assert (sent["reasons"] in back, now(refused).status) == (True, "refused")
    sure = sent | {"sure": "1"}
    assert [other.post(page, sure).url for _ in range(2)] == [listed] * 2
    assert now(refused).status == "processing"


def test_whoever_signed_the_decision_second_does_not_answer_either(
    refused: Application, alice: User, olivia: User, noor: User, omar: User
) -> None:
    signed = {"status": "given", "settled_by": noor, "asked_by": olivia}
    Countersignature.objects.create(
        application=refused, outcome="refused", grounds=[], sent={}, **signed
    )
    one = asked(refused, alice)
    assert [one in reconsiderations_asked(who) for who in (olivia, noor, omar)] == [
        False,
        False,
        True,
    ]
    with pytest.raises(reconsiderations.AnotherAnswers):
        reconsiderations.keep(one, reasons="Non.", by=noor)
    reconsiderations.keep(one, reasons="Non.", by=omar)


def test_what_was_asked_about_a_decision_is_not_left_for_the_next_one(
    refused: Application, alice: User, olivia: User, noor: User, omar: User
) -> None:
    one = asked(refused, alice)
    ground = {"ground": "error", "reasons": "Lu trop vite."}
    reopenings.authorise(reopenings.request(refused, **ground, by=olivia), by=noor)
    one.refresh_from_db()
    assert (one.status, one.answer, one.answered_by) == ("granted", "Lu trop vite.", noor)
    decisions.refuse(now(refused), unmet={"will-leave": "Non."}, reasons="Relu.", by=olivia)
    again = asked(now(refused), alice)
    waits = reopenings.request(now(refused), ground="court", reasons="Jugement.", by=omar)
    reconsiderations.grant(again, reasons="Si.", by=noor)
    waits.refresh_from_db()
    assert (waits.status, now(refused).status) == ("dropped", "processing")


def read(browser: Client, page: str) -> str:
    return browser.get(page).content.decode()
