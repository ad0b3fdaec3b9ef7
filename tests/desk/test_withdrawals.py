"""Mathieu takes a candidate off the list, with the reason, and puts one back."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import batches, candidates
from impplus.actions.round_letters import LETTERS
from impplus.demonstration import held_rounds
from impplus.programmes import IMP_PLUS
from impplus.queries import clock, round_criteria
from impplus.records.models import Application, Candidate, Event, Invitation, User
from tests.people import as_csv, row

pytestmark = pytest.mark.usefixtures("at_work")
WHY = {"reason": "She wrote that she stays."}


def address(name: str, candidate: Candidate) -> str:
    """Of a page about a candidate."""
    return reverse(f"desk:{name}", args=[candidate.pk])


def test_a_withdrawn_candidate_is_not_drawn_until_put_back(
    ministry: Client, mathieu: User, this_day: date
) -> None:
    candidates.import_csv(as_csv(row(1, this_day), row(2, this_day)), by=mathieu)
    one = Candidate.objects.get(reference="C0000001")
    for _ in range(2):
        assert ministry.post(address("withdraw", one), WHY).status_code == 302
    assert round_criteria.may_be_drawn(IMP_PLUS, this_day) == ["C0000002"]
    event = Event.objects.get(noun="candidate", verb="withdraw")
    assert (event.by, event.about, event.detail) == (mathieu, str(one.pk), WHY)
    assert WHY["reason"] in ministry.get(address("put-back", one)).content.decode()
    for _ in range(2):
        assert ministry.post(address("put-back", one), {"reason": "An error."}).status_code == 302
    assert round_criteria.may_be_drawn(IMP_PLUS, this_day) == ["C0000001", "C0000002"]
    assert Event.objects.filter(noun="candidate", verb="resume").count() == 1


def test_an_unused_letter_is_revoked_with_its_candidate(
    ministry: Client, letter: Invitation
) -> None:
    assert "it is revoked" in ministry.get(address("withdraw", letter.candidate)).content.decode()
    ministry.post(address("withdraw", letter.candidate), WHY)
    letter.refresh_from_db()
    assert letter.status == "revoked"
    assert Event.objects.get(noun="invitation", verb="revoke").detail == WHY


def test_an_application_goes_on_when_its_candidate_is_withdrawn(
    ministry: Client, draft: Application
) -> None:
    there = address("withdraw", draft.invitation.candidate)
    assert "the application made with it goes on" in ministry.get(there).content.decode()
    ministry.post(there, WHY)
    draft.invitation.refresh_from_db()
    draft.refresh_from_db()
    assert (draft.invitation.status, draft.status) == ("used", "draft")


def test_nobody_is_withdrawn_without_a_reason_or_while_a_letter_is_on_its_way(
    ministry: Client, mathieu: User, this_day: date
) -> None:
    candidates.import_csv(as_csv(row(1, this_day)), by=mathieu)
    one = Candidate.objects.get()
    assert ministry.post(address("withdraw", one), {"reason": " "}).status_code == 422
    Candidate.objects.update(invited=True)  # drawn, and the letter follows
    answer = ministry.post(address("withdraw", one), WHY)
    assert (answer.status_code, answer.context["form"]["reason"].value()) == (422, WHY["reason"])
    one.refresh_from_db()
    assert one.withdrawn_at is None


def test_a_list_does_not_put_a_withdrawn_candidate_back(
    ministry: Client, mathieu: User, this_day: date
) -> None:
    candidates.import_csv(as_csv(row(1, this_day)), by=mathieu)
    one = Candidate.objects.get()
    ministry.post(address("withdraw", one), WHY)
    batch = candidates.import_csv(as_csv(row(1, this_day, email="new@example.test")), by=mathieu)
    assert batch.rows_left_out.get().en == (
        "This candidate was withdrawn from the list. Put the candidate back first, on the page of the candidates."
    )
    one.refresh_from_db()
    assert (one.email, one.withdrawn_at is None) == ("candidate1@example.test", False)


def test_who_is_withdrawn_between_the_draw_and_the_letters_gets_none(
    ministry: Client, mathieu: User, this_day: date
) -> None:
    candidates.import_csv(as_csv(row(1, this_day), row(2, this_day)), by=mathieu)
    batch = held_rounds.ask_draw(IMP_PLUS, size=2, seed="17 23", by=mathieu)
    list(LETTERS.parts(batch))  # both are drawn
    batch.refresh_from_db()
    Candidate.objects.filter(reference="C0000001").update(withdrawn_at=clock.now())
    batches.finish(batch, LETTERS)
    assert list(Invitation.objects.values_list("candidate__reference", flat=True)) == ["C0000002"]
    made = ministry.get(reverse("desk:rounds")).context["rounds"][0]
    assert made.issued == 1
