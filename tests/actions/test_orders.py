"""An order on applications: two managers carry it out, file by file; it suspends, resumes or ends processing."""

from datetime import date, timedelta

import pytest

from impplus.actions import applications, executions, halts, letters, mandates, messages, reviews
from impplus.queries import clock, orders
from impplus.queries.refusals import AlreadyDone, NotUnderstood, NotYours, WrongMoment
from impplus.records.models import (
    Application,
    Event,
    ExecutedFile,
    Execution,
    Halt,
    Payment,
    Place,
    User,
)
from tests.ordered import InForce, carried_out, shown


def now(application: Application) -> Application:
    return Application.objects.get(pk=application.pk)


def test_a_suspending_order_stops_a_file_and_both_are_told_in_a_letter(
    examined: Application, in_force: InForce, this_day: date, amina: User, bela: User
) -> None:
    order = in_force("suspended", until=this_day + timedelta(days=30))
    execution = carried_out(order, by=amina, signed_by=bela)
    halt = Halt.objects.get(application=examined)
    assert (now(examined).status, execution.status) == ("suspended", "done")
    assert (halt.order, halt.before, halt.begun_by, halt.ended_at) == (
        "suspended",
        "processing",
        execution,
        None,
    )
    letter = examined.letters.get(kind="suspended")
    assert letter.facts == orders.told_order(order) | {
        "until": {"day": (this_day + timedelta(days=30)).isoformat()}
    }
    event = Event.objects.get(noun="application", verb="suspend")
    assert (event.by, event.role) == (bela, "manager")
    assert event.detail == {"order": "suspended", "execution": execution.pk}


def test_the_applicant_and_the_representative_are_both_written_to(
    examined: Application, in_force: InForce, alice: User, lucie: User, amina: User, bela: User
) -> None:
    mandates.give(examined, lawyer=lucie, signature="Alice Benali", by=alice)
    carried_out(in_force("suspended"), by=amina, signed_by=bela)
    letters.send_owed()
    letter = examined.letters.get(kind="suspended")
    assert letter.status == "sent"
    assert {one.account for one in letter.messages.all()} == {alice, lucie}
    messages.send_owed()
    assert {one.status for one in letter.messages.all()} == {"sent"}


def test_nobody_decides_on_a_suspended_file_and_its_people_may_still_answer_and_withdraw(
    examined: Application, in_force: InForce, alice: User, olivia: User, amina: User, bela: User
) -> None:
    question = reviews.ask(examined, text="Votre diplôme?", document="", days=30, by=olivia)
    carried_out(in_force("suspended"), by=amina, signed_by=bela)
    for act in (
        lambda: reviews.ask(now(examined), text="?", document="", days=9, by=olivia),
        lambda: reviews.complete(now(examined), by=olivia),
    ):
        with pytest.raises(WrongMoment):
            act()
    reviews.answer(question, text="Le voici.", by=alice)
    question.refresh_from_db()
    assert question.status == "answered"
    applications.withdraw(now(examined), by=alice)
    assert now(examined).status == "withdrawn"


@pytest.mark.parametrize(
    ("before", "verb"),
    [("submitted", "resume-wait"), ("in-review", "resume-check"), ("processing", "resume")],
)
def test_another_order_resumes_it_where_it_had_stopped(
    before: str,
    verb: str,
    received: Application,
    in_force: InForce,
    olivia: User,
    amina: User,
    bela: User,
) -> None:
    if before != "submitted":
        reviews.take_oldest(by=olivia)
    if before == "processing":
        reviews.complete(now(received), by=olivia)
    carried_out(in_force("suspended"), by=amina, signed_by=bela)
    lifted = in_force("resumed", resumes="suspended")
    execution = carried_out(lifted, by=bela, signed_by=amina)
    halt = Halt.objects.get()
    assert (now(received).status, halt.ended_by) == (before, execution)
    assert Event.objects.filter(noun="application", verb=verb).count() == 1
    said = received.letters.get(kind="resumed").facts
    assert (said["lifted"], said["days"]) == ("1", "0")
    today = orders.orders_today(halts.clock.today(received.programme))
    assert [one.touched for one in today] == [0, 0]
    suspending = today[0].order
    seen = orders.mark_of([received.pk])
    with pytest.raises(NotUnderstood):  # what was lifted suspends nobody again
        executions.propose(suspending, seen=seen, by=amina)


def test_the_days_of_the_suspension_are_given_back(
    received: Application,
    in_force: InForce,
    this_day: date,
    olivia: User,
    amina: User,
    bela: User,
) -> None:
    reviews.take_oldest(by=olivia)
    reviews.complete(now(received), by=olivia)
    reviews.request_biometrics(now(received), by=olivia)
    question = reviews.ask(now(received), text="?", document="", days=30, by=olivia)
    carried_out(
        in_force("suspended", until=this_day + timedelta(days=19)), by=amina, signed_by=bela
    )
    with clock.at(clock.now() + timedelta(days=20)):
        order = orders.order_of("suspended")
        assert order is not None
        carried_out(order, by=amina, signed_by=bela)
    before, person = question.due_on, received.people.get()
    question.refresh_from_db()
    assert 20 <= (question.due_on - before).days <= 24
    assert person.biometrics_stopped_days == 20
    said = received.letters.get(kind="resumed").facts
    assert (said["over"], said["days"], said["moved"]) == ("1", "20", "1")


@pytest.mark.parametrize("repaid", [True, False])
def test_a_terminating_order_ends_a_file_and_repays_its_fees_only_where_it_says_so(
    repaid: bool,
    examined: Application,
    in_force: InForce,
    olivia: User,
    amina: User,
    bela: User,
) -> None:
    question = reviews.ask(examined, text="?", document="", days=30, by=olivia)
    carried_out(in_force("suspended"), by=amina, signed_by=bela)
    carried_out(in_force("terminated", fees_repaid=repaid), by=amina, signed_by=bela)
    paid, letter = Payment.objects.get(), examined.letters.get(kind="terminated")
    question.refresh_from_db()
    assert (now(examined).status, question.status) == ("terminated", "closed")
    assert Halt.objects.filter(ended_at=None).count() == 0
    assert Place.objects.filter(application=examined).count() == 1
    if repaid:
        assert (paid.status, {one["key"] for one in paid.refund_lines}) == (
            "refund-owed",
            {"work-permit", "open-work-permit-holder"},
        )
        assert letter.facts["refund"] == {"money": str(paid.refund_amount)}
    else:
        assert (paid.status, letter.facts["kept"]) == ("paid", "1")
    assert letter.facts["closed"] == "1"


def test_whoever_proposed_does_not_sign_and_a_second_press_does_nothing(
    received: Application, in_force: InForce, olivia: User, amina: User, bela: User
) -> None:
    order = in_force("suspended")
    with pytest.raises(NotYours):
        executions.propose(order, seen=shown(order), by=olivia)
    first = executions.propose(order, seen=shown(order), by=amina)
    assert executions.propose(order, seen=shown(order), by=amina) == first
    with pytest.raises(WrongMoment) as waits:
        executions.propose(order, seen=shown(order), by=bela)
    assert waits.value.text.en.startswith(executions.WAITS.en)
    assert "Amina Farouk, on" in waits.value.text.en
    with pytest.raises(executions.AnotherSigns):
        executions.sign(first, by=amina)
    with pytest.raises(NotYours):
        executions.sign(first, by=olivia)
    executions.sign(first, by=bela)
    with pytest.raises(AlreadyDone):
        executions.sign(first, by=bela)
    with pytest.raises(WrongMoment):
        executions.drop(first, by=amina)
    assert now(received).status == "submitted"


def test_a_proposal_is_refused_where_nothing_or_other_files_are_touched(
    received: Application, in_force: InForce, this_day: date, amina: User
) -> None:
    order = in_force("suspended")
    with pytest.raises(NotUnderstood) as others:
        executions.propose(order, seen=orders.mark_of([received.pk + 1]), by=amina)
    earlier = in_force("suspended", "earlier", received_until=this_day - timedelta(days=1))
    later = in_force("suspended", "later", since=this_day + timedelta(days=1))
    for untouched in (earlier, later):
        with pytest.raises(NotUnderstood) as nothing:
            executions.propose(untouched, seen=orders.mark_of([]), by=amina)
        assert nothing.value.faults == (executions.NOTHING,)
    assert others.value.faults == (executions.OTHERS,)
    assert (Execution.objects.count(), ExecutedFile.objects.count()) == (0, 0)


def test_a_dropped_proposal_changes_no_file_and_another_can_be_made(
    received: Application, in_force: InForce, amina: User, bela: User
) -> None:
    order = in_force("suspended")
    executions.drop(executions.propose(order, seen=shown(order), by=amina), by=amina)
    executions.go_on()
    assert now(received).status == "submitted"
    carried_out(order, by=bela, signed_by=amina)
    assert now(received).status == "suspended"
