"""A closed file is reopened by two officers: on a ground, with a letter, without a second place, and decided anew."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import (
    accounts,
    decisions,
    introductions,
    letters,
    mandates,
    messages,
    reopenings,
    reviews,
)
from impplus.queries import clock
from impplus.queries.letters.decided import letters_of_the_decision
from impplus.queries.refusals import AlreadyDone, NotUnderstood, NotYours, WrongMoment
from impplus.queries.reopenings import ANOTHER, LETTER, PAPERS
from impplus.records.models import (
    Application,
    Decision,
    Intake,
    Invitation,
    Message,
    Payment,
    Place,
    User,
)
from tests import people
from tests.approved import approve
from tests.heard import heard
from tests.people import signed_in


def now(application: Application) -> Application:
    return Application.objects.get(pk=application.pk)


def asked(application: Application, by: User, ground: str = "error") -> reopenings.Reopening:
    return reopenings.request(application, ground=ground, reasons="Lu trop vite.", by=by)


def test_a_refusal_is_set_aside_and_the_file_goes_back_to_its_officer_and_is_decided_anew(
    refused: Application, olivia: User, noor: User
) -> None:
    before = Decision.objects.get()
    letters.send_owed()
    reopenings.authorise(asked(refused, olivia), by=noor)
    file = now(refused)
    assert (file.status, file.officer) == ("processing", olivia)
    before.refresh_from_db()
    assert (before.application, before.set_aside_of) == (None, refused)
    assert {one.stage for one in refused.findings.all()} == {"before-1"}
    said = refused.letters.get(kind="reopened")
    assert (said.facts["reasons"], said.text) == ("Lu trop vite.", "Lu trop vite.")
    assert Place.objects.filter(application=refused).count() == 1
    approve(file, by=olivia)
    assert now(refused).status == "approved"
    assert Decision.objects.get(application=refused).outcome == "approved"


def test_both_are_told_of_the_reopening_and_of_the_second_decision_too(
    refused: Application, alice: User, lucie: User, olivia: User, noor: User
) -> None:
    mandates.give(refused, lawyer=lucie, signature="Alice Benali", by=alice)
    letters.send_owed()
    reopenings.authorise(asked(refused, noor), by=olivia)
    letters.send_owed()
    told = Message.objects.filter(letter__kind="reopened")
    assert {one.account for one in told} == {alice, lucie}
    approve(now(refused), by=olivia)
    letters.send_owed()
    of_second = Message.objects.filter(letter__in=letters_of_the_decision(refused))
    assert {one.account for one in of_second} == {alice, lucie}
    messages.send_owed()
    assert set(of_second.values_list("status", flat=True)) == {"sent"}


def test_a_returned_file_takes_back_its_letter_and_one_place_and_no_second(
    returned: Application, olivia: User, noor: User
) -> None:
    assert Place.objects.filter(application=returned).count() == 0
    reopenings.authorise(asked(returned, olivia), by=noor)
    file = now(returned)
    assert (file.status, file.invitation.status) == ("in-review", "used")
    assert Place.objects.filter(application=returned).count() == 1
    reviews.complete(file, by=olivia)
    assert Payment.objects.get().status in ("refund-owed", "refunded")


def test_a_returned_file_stays_closed_where_no_place_is_free_or_its_letter_was_used_again(
    returned: Application, intake: Intake, olivia: User, noor: User, alice: User
) -> None:
    request = asked(returned, olivia)
    Place.objects.filter(application=None).delete()
    with pytest.raises(NotUnderstood) as full:
        reopenings.authorise(request, by=noor)
    assert full.value.faults == (reopenings.FULL,)
    assert now(returned).status == "returned"
    assert now(returned).invitation.status == "issued"
    people.bound(alice, now(returned).invitation)
    with pytest.raises(NotUnderstood) as used:
        reopenings.authorise(request, by=noor)
    assert used.value.faults == (LETTER,)


def test_an_approval_is_reopened_once_its_papers_are_cancelled(
    examined: Application, olivia: User, noor: User
) -> None:
    approve(examined, by=olivia)
    with pytest.raises(NotUnderstood) as papers:
        asked(now(examined), olivia)
    assert papers.value.faults == (PAPERS,)
    for paper in now(examined).introductions.all():
        introductions.cancel(paper, ground="letter-officer", reasons="Erreur.", by=olivia)
    reopenings.authorise(asked(now(examined), olivia), by=noor)
    assert now(examined).status == "processing"
    heard(examined, "will-leave", by=olivia)
    decisions.refuse(now(examined), unmet={"will-leave": "Non."}, reasons="R.", by=olivia)
    assert now(examined).status == "refused"


def test_another_application_that_goes_on_keeps_it_closed(
    refused: Application, olivia: User
) -> None:
    other = people.ready_drafts(1, date(2026, 3, 2))[0]
    Invitation.objects.filter(pk=refused.invitation_id).update(set_aside_at=clock.now())
    invitation = other.invitation
    invitation.candidate = refused.invitation.candidate
    invitation.save()
    Application.objects.filter(pk=other.pk).update(
        status="submitted", received_at=refused.received_at
    )
    with pytest.raises(NotUnderstood) as another:
        asked(refused, olivia)
    assert another.value.faults == (ANOTHER,)


def test_one_officer_asks_and_another_authorises_once(
    refused: Application, examined: Application, alice: User, olivia: User, noor: User, omar: User
) -> None:
    request = asked(refused, olivia)
    assert asked(refused, olivia) == request
    with pytest.raises(WrongMoment):
        asked(refused, noor, "court")
    with pytest.raises(NotYours):
        reopenings.authorise(request, by=alice)
    with pytest.raises(reopenings.AnotherAuthorises):
        reopenings.authorise(request, by=olivia)
    reopenings.authorise(request, by=noor)
    with pytest.raises(AlreadyDone):
        reopenings.authorise(request, by=noor)
    with pytest.raises(WrongMoment):
        reopenings.authorise(request, by=omar)
    with pytest.raises(WrongMoment):
        asked(now(refused), olivia)


@pytest.mark.parametrize(("ground", "reasons"), [("error", " "), ("whim", "R."), ("", "R.")])
def test_without_a_ground_and_reasons_nothing_is_asked_for(
    ground: str, reasons: str, refused: Application, olivia: User
) -> None:
    with pytest.raises(NotUnderstood):
        reopenings.request(refused, ground=ground, reasons=reasons, by=olivia)
    assert refused.reopenings.count() == 0


def test_officers_do_so_on_the_page_of_the_file(
    refused: Application, alice: User, olivia: User, noor: User
) -> None:
    accounts.choose_language("fr", by=alice)
    desk, other = signed_in(olivia), signed_in(noor)
    page = reverse("desk:reopening", args=[refused.number])
    assert f'href="{page}"' in read(desk, reverse("desk:papers", args=[refused.number]))
    assert desk.post(page, {"ground": "error", "reasons": "", "language": "fr"}).status_code == 422
    sent = {"ground": "error", "reasons": "Lu trop vite.", "language": "fr"}
    assert [desk.post(page, sent).url for _ in range(2)] == [page] * 2
    assert "Another officer must authorize it." in read(desk, page)
    read_here = {"read": str(refused.reopenings.get().pk)}
    assert desk.post(page, {"settle": "authorize"} | read_here).status_code == 422
    assert f'href="{page}"' in read(other, reverse("desk:countersignatures"))
    reason = {"why": "asked"}
    other.post(reverse("desk:reason", args=[refused.number]), reason)
    assert "Lu trop vite." in read(other, page)
    done = reverse("desk:file", args=[refused.number])
    assert [other.post(page, {"settle": "authorize"} | read_here).url for _ in range(2)] == [
        done
    ] * 2
    assert now(refused).status == "processing"


def test_of_two_requests_the_one_that_was_read_is_settled_and_no_press_without_a_word_drops_one(
    refused: Application, olivia: User, noor: User, omar: User
) -> None:
    page, other = reverse("desk:reopening", args=[refused.number]), signed_in(noor)
    other.post(reverse("desk:reason", args=[refused.number]), {"why": "asked"})
    first = asked(refused, olivia)
    reopenings.drop(first, by=omar)
    second = asked(now(refused), omar, "court")
    for sent in (
        {"settle": "authorize"},
        {"settle": "authorize", "read": str(first.pk)},
        {"settle": "", "read": str(second.pk)},
    ):
        assert other.post(page, sent).status_code == 409
        assert (now(refused).status, refused.reopenings.get(pk=second.pk).status) == (
            "refused",
            "asked",
        )
    assert other.post(page, {"settle": "authorize", "read": str(second.pk)}).status_code == 302
    assert now(refused).status == "processing"


def read(browser: Client, page: str) -> str:
    return browser.get(page).content.decode()
