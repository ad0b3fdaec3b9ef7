"""What is left for later is withdrawn, ended by an order or set aside, and what was decided stays."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from impplus.actions import (
    applications,
    arrivals,
    introductions,
    letters,
    mandates,
    payment_turns,
    reopenings,
    reports,
    rest,
    reviews,
)
from impplus.queries import clock
from impplus.queries.biometrics import owed_in
from impplus.queries.file import file_of
from impplus.queries.outcomes import left_in, outcomes_said
from impplus.queries.refusals import AlreadyDone, WrongMoment
from impplus.queries.renewals import verb_of_file
from impplus.records.models import (
    Application,
    Deferral,
    Delegation,
    Event,
    Halt,
    Introduction,
    Message,
    User,
)
from tests.heard import heard, signed
from tests.left import NOT_HIM, WHY, approve, introduced, last, now, said
from tests.ordered import InForce, carried_out


def test_alice_withdraws_what_she_asked_for_karim(
    part: Application, alice: User, lucie: User
) -> None:
    karim, sami = (part.people.get(relation=one).pk for one in ("spouse", "child"))
    mandates.give(part, lawyer=lucie, signature="Alice Benali", by=alice)
    with pytest.raises(WrongMoment):
        rest.withdraw(part, person=sami, by=alice)
    rest.withdraw(part, person=karim, by=alice)
    assert (now(part).status, said(part)[1]) == ("approved", ("Karim", "withdrawn"))
    told = last(part, "members-withdrawn").facts
    assert (told["withdrawn_members"], told["refund"]) == (["Karim Idrissi"], {"money": "100.00"})
    assert introduced() == ["Alice", "Sami"]
    with pytest.raises(AlreadyDone):
        rest.withdraw(part, person=karim, by=alice)
    letters.send_owed()
    sent = last(part, "members-withdrawn")
    assert {one.account for one in sent.messages.all()} == {alice, lucie}


def test_of_one_payment_something_goes_back_twice(
    young: Application, olivia: User, amina: User, bela: User, in_force: InForce
) -> None:
    heard(young, "admissible", by=olivia, about="partner")
    signed(young, {}, by=olivia, members=NOT_HIM)
    approve(young, olivia, "child-1", members=NOT_HIM)
    payment = young.payments.get()
    assert (payment.status, payment.refund_amount) == ("refund-owed", Decimal("100.00"))
    payment_turns.refund_owed()
    assert young.payments.get().status == "refunded"
    carried_out(in_force("terminated", fees_repaid=True), by=amina, signed_by=bela)
    payment = young.payments.get()
    assert (payment.status, payment.refund_amount) == ("refund-owed", Decimal("250.00"))
    assert last(young, "members-ended").facts["refund"] == {"money": "150.00"}
    payment_turns.refund_owed()
    assert young.payments.get().status == "refunded"


def test_an_order_suspends_what_is_left_and_it_goes_on_where_it_stopped(
    part: Application, alice: User, amina: User, bela: User, in_force: InForce
) -> None:
    carried_out(in_force("suspended"), by=amina, signed_by=bela)
    assert (now(part).status, Halt.objects.get().before) == ("suspended", "part-decided")
    assert len(left_in(now(part))) == 1
    carried_out(in_force("resumed", resumes="suspended"), by=amina, signed_by=bela)
    assert now(part).status == "part-decided"
    assert Introduction.objects.filter(status="issued").count() == 2


def test_while_it_is_suspended_karims_part_alone_can_be_withdrawn(
    part: Application, alice: User, amina: User, bela: User, in_force: InForce
) -> None:
    carried_out(in_force("suspended"), by=amina, signed_by=bela)
    with pytest.raises(WrongMoment):
        applications.withdraw(now(part), by=alice)
    rest.withdraw(now(part), person=part.people.get(relation="spouse").pk, by=alice)
    assert now(part).status == "approved"
    assert Halt.objects.filter(ended_at=None).count() == 0


@pytest.mark.parametrize("suspended", [False, True])
def test_an_order_ends_what_is_left_and_nothing_that_was_decided(
    suspended: bool, part: Application, amina: User, bela: User, in_force: InForce
) -> None:
    if suspended:
        carried_out(in_force("suspended"), by=amina, signed_by=bela)
    carried_out(in_force("terminated", fees_repaid=False), by=amina, signed_by=bela)
    assert (now(part).status, said(part)[1]) == ("approved", ("Karim", "ended"))
    assert Introduction.objects.filter(status="issued").count() == 2
    told = last(part, "members-ended").facts
    assert (told["left_members"], told["kept"], "refund" in told) == (["Karim Idrissi"], "1", False)
    assert part.letters.filter(kind="terminated").count() == 0
    letters.send_owed()
    assert last(part, "members-ended").status == "sent"


def test_the_whole_decision_is_set_aside_with_what_was_left(
    part: Application, olivia: User, omar: User
) -> None:
    for one in part.introductions.all():
        introductions.cancel(one, ground="letter-officer", reasons=WHY, by=olivia)
    asked = reopenings.request(now(part), ground="error", reasons=WHY, by=olivia)
    reopenings.authorise(asked, by=omar)
    assert (now(part).status, outcomes_said(now(part))) == ("processing", [])
    assert [one.status for one in Deferral.objects.all()] == ["ended"]
    approve(now(part), olivia, "partner")
    rest.decide(now(part), people=["partner"], reasons="", by=olivia)
    assert said(part) == [("Alice", "approved"), ("Karim", "approved"), ("Sami", "approved")]


def test_karim_arrives_with_a_letter_of_the_later_decision(part: Application, olivia: User) -> None:
    rest.decide(part, people=["partner"], reasons="", by=olivia)
    his = Introduction.objects.get(person__relation="spouse")
    assert arrivals.foreseen(his).person == "partner"


def test_karim_who_keeps_his_answers_private_is_told_himself(
    young: Application, olivia: User
) -> None:
    karim = young.people.get(relation="spouse")
    part = Delegation.objects.get(person=karim)
    part.private = True
    part.save()
    his = part.account
    approve(now(young), olivia, "partner")
    told = young.letters.get(kind="part-approval").facts
    assert ("left_members" in told, told["left_private"]) == (False, "1")
    assert "Karim Idrissi" not in [one["name"] for one in told["outcomes"]]
    owed = Message.objects.filter(account=his).exclude(notice="")
    assert [one.notice for one in owed][-1:] == ["own-decided-later"]


def test_the_case_of_the_rest_is_the_one_of_the_whole_family(
    part: Application, olivia: User
) -> None:
    rest.decide(part, people=["partner"], reasons="", by=olivia)
    found = set(part.findings.filter(stage="decided").values_list("person", flat=True))
    assert found >= {"principal", "partner", "child-1"}
    assert file_of(now(part)).application.status == "approved"


def test_while_the_rest_is_suspended_alice_reads_what_stays_and_reports_her_new_passport(
    part: Application, alice: User, amina: User, bela: User, in_force: InForce, this_day: date
) -> None:
    carried_out(in_force("suspended"), by=amina, signed_by=bela)
    assert last(part, "suspended").facts["rest"] == "1"
    assert now(part).is_approved
    hers = part.people.get(relation="principal")
    anew = {"passport_number": "NEW123456", "passport_expires": date(this_day.year + 9, 5, 1)}
    with clock.at(clock.now() + timedelta(days=1)):
        reports.change_answers(
            hers,
            kind="passport",
            answers=anew,
            reason="Renouvelé.",
            version=hers.answers_version,
            by=alice,
        )
    moved = Event.objects.filter(application=part, noun="application", verb="renew-passport")
    assert moved.count() == 1
    assert verb_of_file(now(part), hers, "passport") == "upload-passport"


@pytest.mark.parametrize("by_order", [False, True])
def test_nothing_is_awaited_of_whoever_is_no_longer_decided_on(
    by_order: bool,
    young: Application,
    olivia: User,
    alice: User,
    amina: User,
    bela: User,
    in_force: InForce,
) -> None:
    both = young.people.filter(relation__in=("spouse", "child"))
    karim = both.get(relation="spouse")
    both.update(biometrics_taken_on=None, biometrics_asked_at=clock.now())
    approve(now(young), olivia, "partner", "child-1")
    asked = reviews.ask(now(young), text="Où?", document="", days=9, by=olivia)
    assert sorted(owed_in(file_of(now(young)))) == ["partner"]
    if by_order:
        carried_out(in_force("terminated", fees_repaid=True), by=amina, signed_by=bela)
        assert last(young, "members-ended").facts["closed"] == "1"
    else:
        rest.withdraw(now(young), person=karim.pk, by=alice)
        karim.refresh_from_db()
        assert karim.biometrics_asked_at is None
        assert owed_in(file_of(now(young))) == {}
        asked.refresh_from_db()
        assert (now(young).status, asked.status) == ("part-decided", "open")
        sami = both.get(relation="child")
        rest.withdraw(now(young), person=sami.pk, by=alice)
    asked.refresh_from_db()
    assert (now(young).status, asked.status) == ("approved", "closed")
    assert both.exclude(biometrics_asked_at=None).count() == 0
