"""Alice's draft that was not submitted is announced to end, twice, and then destroyed with all that is in it."""

from datetime import date, timedelta
from io import BytesIO
from threading import Thread
from uuid import uuid4

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from impplus.actions import (
    answers,
    documents,
    drafts,
    letters,
    mandates,
    messages,
    payments,
    stored_files,
    uploads,
)
from impplus.programmes import IMP_PLUS
from impplus.queries.answers import sheet_about
from impplus.queries.drafts import is_kept_for_firm, kept_until
from impplus.queries.places import places_left
from impplus.queries.refusals import Refusal
from impplus.records.models import Application, Event, Intake, Invitation, Message, Payment, User
from tests import people, ready
from tests.portal import pages
from tests.site import owner

KEPT, FIRST, AGAIN = (
    IMP_PLUS.settings.number(f"draft-{name}-days", date(2026, 1, 1))
    for name in ("kept", "notice", "last-notice")
)


@pytest.fixture
def whole(draft: Application, intake: Intake, this_day: date) -> Application:
    """Alice's draft with her family and every file, not paid, whose letter ends today."""
    ready.family(draft, this_day)
    with owner():
        Invitation.objects.update(expires_on=this_day)
    return Application.objects.get()


def go_by(days: int) -> None:
    """Let days go by since everything that happened."""
    gone = timedelta(days=days)
    with owner():
        for letter in Invitation.objects.all():
            if letter.expires_on:
                Invitation.objects.filter(pk=letter.pk).update(expires_on=letter.expires_on - gone)
        for file in Application.objects.all():
            Application.objects.filter(pk=file.pk).update(changed_at=file.changed_at - gone)
        for one in Message.objects.exclude(deadline=None):
            day, owed = (one.deadline or date.min) - gone, one.owed_at - gone
            Message.objects.filter(pk=one.pk).update(deadline=day, owed_at=owed)


def round_of_a_day() -> tuple[int, int]:
    """How many announcements are made and drafts destroyed, the same day twice over; e-mails leave in between."""
    done = drafts.tend(IMP_PLUS)
    messages.send_owed()
    assert drafts.tend(IMP_PLUS) == (0, 0)
    return done


def said(notice: str) -> list[tuple[str, date | None]]:
    """To whom something was said, with the day."""
    found = Message.objects.filter(notice=notice).select_related("account").order_by("pk")
    return [(one.account.name, one.deadline) for one in found if one.account]


def saved(application: Application, by: User, on: date) -> None:
    """Somebody saves the first page once more."""
    principal = application.people.get(relation="principal")
    sheet = sheet_about(principal, IMP_PLUS.in_force(on).steps)
    step = next(one for one in sheet.steps if one.key == "contact")
    given = {"phone": "+15145550100"}
    answers.save(sheet, step=step, answers=given, version=principal.answers_version, by=by)


def test_it_is_announced_twice_and_then_destroyed(
    whole: Application,
    alice: User,
    lucie: User,
    this_day: date,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mandates.give(whole, lawyer=lucie, signature="Alice Benali", by=alice)
    letters.send_owed()
    asked: list[set[str]] = []
    monkeypatch.setattr(stored_files, "dispose_later", lambda keys: asked.append(set(keys)))
    keys = {key for one in whole.documents.all() for key in stored_files.keys_of(one)}
    done = []
    for days in (KEPT - FIRST - 1, 1, FIRST - AGAIN - 1, 1, AGAIN, 1):
        go_by(days)
        done.append(round_of_a_day())
    assert done == [(0, 0), (1, 0), (0, 0), (1, 0), (0, 0), (0, 1)]
    gone = Application.objects.get()
    assert (gone.status, gone.people.count(), gone.documents.count()) == ("destroyed", 0, 0)
    last = this_day - timedelta(days=1)
    for notice in ("draft-ending", "draft-ending-soon"):
        assert said(notice) == [("Alice Benali", last), ("Lucie Tremblay", last)]
    assert said("draft-ended") == [("Alice Benali", None), ("Lucie Tremblay", None)]
    event = Event.objects.get(noun="application", verb="destroy")
    assert (event.role, event.by, gone.invitation.status) == ("system", None, "issued")
    assert (len(asked), keys - asked[0]) == (1, set())


def test_a_firm_keeps_its_clients_draft_on_its_own_installation_as_long_as_it_represents(
    whole: Application, alice: User, lucie: User, settings: Settings
) -> None:
    def kept() -> bool:
        return is_kept_for_firm(Application.objects.get())

    settings.PREPARES_ONLY = True
    assert not kept()
    mandate = mandates.give(whole, lawyer=lucie, signature="Alice Benali", by=alice)
    letters.send_owed()
    go_by(KEPT + 200)
    assert (round_of_a_day(), kept()) == ((0, 0), True)
    page = pages.words(people.signed_in(alice).get(pages.address("tasks", whole)))
    assert "The draft is kept as long as the firm represents the applicant." in page
    mandates.end(mandate, by=alice)
    letters.send_owed()
    done = [round_of_a_day()]
    for days in (AGAIN, 1):
        go_by(days)
        done.append(round_of_a_day())
    assert (done[0][0], done[-1][1], kept()) == (1, 1, False)


def test_each_draft_is_read_once_a_round(whole: Application) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert drafts.tend(IMP_PLUS) == (0, 0)
    assert len([one for one in asked if 'FROM "records_application"' in one["sql"]]) == 1


def test_a_worker_that_was_away_announces_late_and_gives_the_days_of_the_last_announcement(
    whole: Application, this_day: date
) -> None:
    go_by(KEPT + 200)
    assert round_of_a_day() == (1, 0)
    assert said("draft-ending") == [("Alice Benali", this_day + timedelta(days=AGAIN))]
    go_by(AGAIN)
    assert round_of_a_day()[1] == 0
    go_by(1)
    assert round_of_a_day()[1] == 1


def test_whoever_saves_gets_more_days_and_another_announcement(
    whole: Application, alice: User, this_day: date
) -> None:
    go_by(KEPT)
    assert round_of_a_day() == (1, 0)
    go_by(AGAIN)
    saved(whole, alice, this_day)
    go_by(1)
    assert round_of_a_day() == (1, 0)
    assert kept_until(Application.objects.get()) == this_day + timedelta(days=AGAIN - 1)


def test_a_paid_draft_waits_for_its_money(
    whole: Application, alice: User, cards: people.Cards
) -> None:
    paid = people.pay_all(whole, cards, alice)
    go_by(KEPT)
    assert round_of_a_day() == (1, 0)
    go_by(AGAIN + 1)
    assert round_of_a_day() == (0, 0)
    payments.refund_before_destroying(whole, by=alice)
    assert round_of_a_day() == (0, 0)
    with owner():
        Payment.objects.filter(pk=paid.pk).update(status="refunded", refunded_at=paid.paid_at)
    assert round_of_a_day() == (0, 1)


@pytest.fixture
def over(draft: Application, this_day: date) -> Application:
    """Alice's draft, just begun, whose announced last day has gone by."""
    with owner():
        Invitation.objects.update(expires_on=this_day)
    go_by(KEPT)
    assert drafts.tend(IMP_PLUS)[0] == 1
    go_by(AGAIN + 1)
    return Application.objects.get()


def test_a_draft_whose_announcement_did_not_leave_yet_waits_for_it(over: Application) -> None:
    assert drafts.tend(IMP_PLUS)[1] == 0
    messages.send_owed()
    assert drafts.tend(IMP_PLUS)[1] == 1


def test_a_draft_waits_for_a_file_that_was_received_and_is_being_checked(
    over: Application, alice: User
) -> None:
    messages.send_owed()
    to = documents.SentFor(over, over.people.get(), "passport")
    waits = uploads.receive(to, name="a.pdf", content=BytesIO(people.a_pdf("page")), by=alice)
    assert drafts.tend(IMP_PLUS)[1] == 0
    uploads.remove(waits, by=alice)
    assert drafts.tend(IMP_PLUS)[1] == 1


def test_a_draft_whose_payment_cannot_be_asked_about_waits_for_the_answer(
    over: Application, cards: people.Cards
) -> None:
    messages.send_owed()
    with owner():
        begun = Payment.objects.create(
            application=over, reference=uuid4(), amount=100, lines=[], provider_id="p-1"
        )
    cards.simulator.stop()
    assert drafts.tend(IMP_PLUS)[1] == 0
    begun.refresh_from_db()
    assert begun.status == "open"


def test_a_draft_whose_letter_holds_or_that_was_not_announced_stays(
    whole: Application, this_day: date
) -> None:
    with owner():
        Invitation.objects.update(expires_on=this_day + timedelta(days=10))
    assert round_of_a_day() == (0, 0)
    go_by(KEPT + 100)
    assert drafts.tend(IMP_PLUS)[1] == 0


def test_without_a_last_day_of_the_letter_the_intake_of_the_last_save_counts(
    whole: Application, intake: Intake, this_day: date
) -> None:
    with owner():
        Invitation.objects.update(expires_on=None)
    closes = IMP_PLUS.day_of(
        places_left(IMP_PLUS, intake.year).closes_at - timedelta(microseconds=1)
    )
    assert kept_until(Application.objects.get()) == closes + timedelta(days=KEPT)


@pytest.mark.django_db(transaction=True)
def test_of_a_save_and_the_destruction_at_one_instant_one_is_refused(
    whole: Application, alice: User, this_day: date
) -> None:
    go_by(KEPT + 1)
    drafts.tend(IMP_PLUS)
    messages.send_owed()
    go_by(AGAIN + 1)
    destroyed: list[int] = []

    def destroy() -> None:
        destroyed.append(drafts.tend(IMP_PLUS)[1])
        connections.close_all()

    other, principal = Thread(target=destroy), whole.people.get(relation="principal")
    with transaction.atomic():
        saved(whole, alice, this_day)
        other.start()
        other.join(1)
        assert other.is_alive()
    other.join()
    assert (destroyed, Application.objects.get().status) == ([0], "draft")
    for _ in range(2):
        go_by(AGAIN + 1)
        drafts.tend(IMP_PLUS)
        messages.send_owed()
        drafts.tend(IMP_PLUS)
    assert Application.objects.get().status == "destroyed"
    sheet = sheet_about(principal, IMP_PLUS.in_force(this_day).steps)
    version = principal.answers_version + 1
    with pytest.raises(Refusal):
        answers.save(sheet, step=sheet.steps[0], answers={}, version=version, by=alice)
