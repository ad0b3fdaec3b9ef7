"""Mathieu lets people be invited again whose letter can no longer be used, and issues a lost letter anew."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import invitations, letters
from impplus.demonstration import held_rounds
from impplus.programmes import IMP_PLUS
from impplus.queries import clock, round_criteria
from impplus.queries.invited_again import unusable_letters
from impplus.queries.refusals import LetterRevoked
from impplus.records.models import Application, Candidate, Event, Invitation, Message, User
from tests.people import bound

pytestmark = pytest.mark.usefixtures("at_work")
AGAIN = "desk:invited-again"


def outcomes(on: date) -> list[tuple[str, str]]:
    """The letters that can no longer be used with what became of them."""
    found = unusable_letters(IMP_PLUS, on).order_by("pk")
    return [(one.number, one.outcome) for one in found]  # type: ignore[attr-defined]


def ended(status: str) -> None:
    """Put the application in a status behind everyone's back."""
    received = None if status in ("draft", "destroyed") else clock.now()
    Application.objects.update(status=status, received_at=received)


def chosen(ministry: Client, *numbers: str, reason: str = "Her situation changed.") -> int:
    """The answer to who may be invited again."""
    sent = {"letter": numbers, "reason": reason, "sure": "1"}
    return ministry.post(reverse(AGAIN), sent).status_code


@pytest.mark.parametrize("status", ["refused", "withdrawn"])
def test_whose_application_ended_is_invited_again_when_the_ministry_says_so(
    ministry: Client, draft: Application, alice: User, mathieu: User, this_day: date, status: str
) -> None:
    first = draft.invitation
    assert outcomes(this_day) == []
    ended(status)
    assert outcomes(this_day) == [(first.number, status)]
    assert round_criteria.may_be_drawn(IMP_PLUS, this_day) == []
    assert reverse(AGAIN) in ministry.get(reverse("desk:quebec")).content.decode()
    assert [chosen(ministry, first.number) for _ in range(2)] == [302, 302]
    event = Event.objects.get(noun="invitation", verb="set-aside")
    assert (event.by, event.detail) == (mathieu, {"reason": "Her situation changed."})
    assert outcomes(this_day) == []
    second = held_rounds.draw(IMP_PLUS, size=1, seed="4 8", by=mathieu).invitations.get()
    assert second.candidate == first.candidate
    assert bound(alice, second).status == "draft"
    first.refresh_from_db()
    assert first.status == "used"
    shown = ministry.get(reverse("desk:invitation", args=[first.number])).content.decode()
    assert "Her situation changed." in shown


def test_before_anybody_may_be_invited_again_their_names_are_read(
    ministry: Client, draft: Application
) -> None:
    ended("refused")
    first = draft.invitation
    sent = {"letter": [first.number], "reason": "Her situation changed."}
    look = ministry.post(reverse(AGAIN), sent)
    assert [one.candidate.name for one, _ in look.context["named"]] == ["Alice Benali"]
    assert f"Alice Benali, {first.candidate.reference}, " in look.content.decode()
    assert Event.objects.filter(verb="set-aside").count() == 0
    changed = ministry.post(reverse(AGAIN), {**sent, "change": "1"})
    assert (changed.context["sure"], changed.context["rows"][0][2]) == (False, True)
    assert ministry.post(reverse(AGAIN), {"reason": "x"}).status_code == 422


def test_whose_letter_ended_unused_is_invited_again(
    ministry: Client, letter: Invitation, mathieu: User, this_day: date
) -> None:
    Invitation.objects.update(expires_on=this_day)
    assert outcomes(this_day) == []
    Invitation.objects.update(expires_on=this_day - timedelta(days=1))
    assert outcomes(this_day) == [(letter.number, "expired")]
    chosen(ministry, letter.number)
    second = held_rounds.draw(IMP_PLUS, size=1, seed="4 8", by=mathieu).invitations.get()
    assert second.candidate == letter.candidate


def test_who_has_an_application_that_goes_on_or_is_off_the_list_is_not_invited_again(
    draft: Application, this_day: date
) -> None:
    ended("refused")
    Candidate.objects.update(csq_expires=this_day - timedelta(days=1))
    assert outcomes(this_day) == []
    Candidate.objects.update(csq_expires=this_day, withdrawn_at=draft.started_at)
    assert outcomes(this_day) == []
    Candidate.objects.update(withdrawn_at=None)
    assert outcomes(this_day) == [(draft.invitation.number, "refused")]
    for status in ("draft", "submitted", "processing", "approved", "returned", "destroyed"):
        ended(status)
        assert outcomes(this_day) == []


def test_nobody_is_chosen_without_a_reason_and_nothing_without_anybody(
    ministry: Client, draft: Application, this_day: date
) -> None:
    ended("refused")
    number = draft.invitation.number
    assert [chosen(ministry, number, reason=" "), chosen(ministry)] == [422, 422]
    answer = ministry.post(reverse(AGAIN), {"letter": [number], "reason": ""})
    assert f'value="{number}" checked' in answer.content.decode()
    assert outcomes(this_day) == [(number, "refused")]
    assert chosen(ministry, "L-0000-0000", "x") == 302
    assert Event.objects.filter(verb="set-aside").count() == 0


def test_a_lost_letter_is_issued_anew_to_another_address(
    ministry: Client, letter: Invitation, alice: User, mathieu: User
) -> None:
    page = reverse("desk:reissue", args=[letter.number])
    assert ministry.get(page).context["form"]["email"].value() == letter.candidate.email
    sent = {"reason": "She moved.", "email": "alice.new@example.test"}
    for _ in range(2):
        answer = ministry.post(page, sent)
        anew = Invitation.objects.get(replaces=letter)
        assert answer.headers["Location"] == reverse("desk:invitation", args=[anew.number])
    letter.refresh_from_db()
    assert (letter.status, anew.status, anew.round) == ("revoked", "issued", letter.round)
    assert (anew.code != letter.code, anew.expires_on) == (True, letter.expires_on)
    assert anew.candidate.email == "alice.new@example.test"
    event = Event.objects.get(noun="candidate", verb="change")
    assert (event.by, event.detail) == (mathieu, {"columns": ["email"]})
    with pytest.raises(LetterRevoked):
        bound(alice, letter)
    assert bound(alice, anew).invitation == anew
    assert round_criteria.without_letter(IMP_PLUS, letter.issued_on).count() == 0
    of_old = ministry.get(reverse("desk:invitation", args=[letter.number])).content.decode()
    of_new = ministry.get(reverse("desk:invitation", args=[anew.number])).content.decode()
    assert ("Issued anew as" in of_old, "Replaces" in of_new) == (True, True)


def test_the_new_letter_is_announced_where_it_goes(ministry: Client, letter: Invitation) -> None:
    sent = {"reason": "She moved.", "email": "alice.new@example.test"}
    ministry.post(reverse("desk:reissue", args=[letter.number]), sent)
    anew = Invitation.objects.get(replaces=letter)
    letters.send_owed()
    assert Message.objects.filter(letter__invitation=anew).count() == 1


@pytest.mark.parametrize(
    "sent",
    [
        {"reason": " ", "email": "alice@example.test"},
        {"reason": "Lost.", "email": "nowhere"},
        {"reason": "Lost.", "email": ""},
    ],
)
def test_a_letter_is_not_issued_anew_without_a_reason_or_an_address(
    ministry: Client, letter: Invitation, sent: dict[str, str]
) -> None:
    answer = ministry.post(reverse("desk:reissue", args=[letter.number]), sent)
    assert (answer.status_code, Invitation.objects.get().status) == (422, "issued")
    assert answer.context["form"]["email"].value() == sent["email"]


def test_a_used_a_revoked_or_an_ended_letter_is_not_issued_anew(
    ministry: Client, draft: Application, mathieu: User, this_day: date
) -> None:
    page = reverse("desk:reissue", args=[draft.invitation.number])
    sent = {"reason": "Lost.", "email": "alice@example.test"}
    assert [ministry.get(page).status_code, ministry.post(page, sent).status_code] == [409, 409]
    Invitation.objects.update(status="issued", expires_on=this_day - timedelta(days=1))
    assert ministry.post(page, sent).status_code == 409
    Invitation.objects.update(expires_on=None)
    invitations.revoke(Invitation.objects.get(), reason="Asked for.", by=mathieu)
    assert ministry.post(page, sent).status_code == 409
    assert Invitation.objects.count() == 1


def test_whose_earlier_application_goes_on_again_is_not_invited_a_third_time(
    ministry: Client, draft: Application, alice: User, mathieu: User, this_day: date
) -> None:
    ended("refused")
    chosen(ministry, draft.invitation.number)
    second = held_rounds.draw(IMP_PLUS, size=1, seed="4 8", by=mathieu).invitations.get()
    bound(alice, second)
    ended("refused")
    assert outcomes(this_day) == [(second.number, "refused")]
    Application.objects.filter(pk=draft.pk).update(status="processing")
    assert outcomes(this_day) == []
