"""Absences at a firm: the substitute has what the colleague has on these days, nothing before and after, and nothing behind a wall."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connections

from impplus.actions import (
    assignments,
    bookings,
    client_links,
    colleagues,
    firm_absences,
    mandates,
    matter_deadlines,
    messages,
    retainers,
    walls,
)
from impplus.practice import access
from impplus.practice.models import Closure, Mail
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.queries.bookings import times_for
from impplus.queries.matter_emails import matter_email
from impplus.queries.refusals import NotUnderstood, NotYours
from impplus.records import access as files
from impplus.records.models import Application, Assignment, Firm, Mandate, User
from tests.actions.test_bookings import TERMS
from tests.agreed import cleared, offered
from tests.matters import colleague, opened

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def luc(firm: Firm) -> User:
    """Luc is a lawyer of the same firm."""
    return colleague(firm, "Luc")


@pytest.fixture
def mandate(draft: Application, alice: User, lucie: User) -> Mandate:
    """Alice's appointment of Lucie."""
    return mandates.give(draft, lawyer=lucie, signature="Alice Benali", by=alice)


@pytest.fixture
def day() -> date:
    return clock.today(SERVED)


def noon(on: date) -> datetime:
    return datetime.combine(on, time(17), UTC)


def test_while_lucie_is_away_her_substitute_opens_her_files_and_is_told_with_her(
    mandate: Mandate, alice: User, lucie: User, luc: User, day: date
) -> None:
    file = mandate.application
    assert list(files.applications(luc)) == []
    away = firm_absences.declare(lucie, substitute=luc.pk, first=day, last=day + DAY, by=lucie)
    assert (list(files.applications(luc)), list(files.applications(lucie))) == ([file], [file])
    assert messages.readers_of(file) == [alice, lucie, luc]
    with clock.at(noon(day + 2 * DAY)):
        assert (firm_absences.tend(), firm_absences.tend()) == (1, 0)
        assert list(files.applications(luc)) == []
    firm_absences.tend()
    firm_absences.end(away, by=lucie)
    assert (list(files.applications(luc)), messages.readers_of(file)) == ([], [alice, lucie])


def test_an_absence_to_come_opens_nothing_until_its_first_day(
    mandate: Mandate, lucie: User, luc: User, day: date
) -> None:
    firm_absences.declare(lucie, substitute=luc.pk, first=day + DAY, last=day + DAY, by=lucie)
    assert list(files.applications(luc)) == []
    with clock.at(noon(day + DAY)):
        assert firm_absences.tend() == 1
        assert list(files.applications(luc)) == [mandate.application]


def test_what_is_assigned_by_hand_during_an_absence_stays_after_it(
    mandate: Mandate, firm: Firm, lucie: User, luc: User, day: date
) -> None:
    away = firm_absences.declare(lucie, substitute=luc.pk, first=day, last=day, by=lucie)
    paul = colleague(firm, "Paul", "paralegal")
    for one in (luc, paul, luc):
        assignments.assign(mandate, colleague=one, by=luc)
    firm_absences.end(away, by=lucie)
    assert firm_absences.tend() == 0
    kept = Assignment.objects.filter(status="active")
    assert {(one.user, one.instead_of) for one in kept} == {(luc, None), (paul, None)}
    assert list(files.applications(luc)) == [mandate.application]
    with pytest.raises(NotYours):
        assignments.assign(mandate, colleague=paul, by=luc)


def test_what_follows_from_an_absence_ends_with_it_and_not_by_hand(
    mandate: Mandate, lucie: User, luc: User, day: date
) -> None:
    firm_absences.declare(lucie, substitute=luc.pk, first=day, last=day, by=lucie)
    with pytest.raises(NotYours):
        assignments.end(Assignment.objects.get(), by=lucie)


def test_the_files_of_a_paralegal_who_is_away_open_too_but_only_lawyers_are_written_to(
    mandate: Mandate, firm: Firm, alice: User, lucie: User, day: date
) -> None:
    paul, zoe = (colleague(firm, name, "paralegal") for name in ("Paul", "Zoe"))
    assignments.assign(mandate, colleague=paul, by=lucie)
    matter = opened(lucie, paralegal=paul.pk)
    firm_absences.declare(paul, substitute=zoe.pk, first=day, last=day, by=paul)
    assert list(files.applications(zoe)) == [mandate.application]
    assert list(access.matters(zoe)) == [matter]
    assert messages.readers_of(mandate.application) == [alice, lucie]
    with clock.at(noon(day + DAY)):
        assert list(access.matters(zoe)) == []


def test_a_wall_holds_for_a_substitute_before_and_during_an_absence(
    mandate: Mandate, lucie: User, luc: User, alice: User, day: date
) -> None:
    matter = opened(lucie, application=mandate.application_id)
    wall = walls.put_up(matter, account=luc.pk, by=lucie)
    firm_absences.declare(lucie, substitute=luc.pk, first=day, last=day, by=lucie)
    assert (list(files.applications(luc)), list(access.matters(luc))) == ([], [])
    assert messages.readers_of(mandate.application) == [alice, lucie]
    walls.take_away(wall, by=lucie)
    firm_absences.tend()
    assert list(files.applications(luc)) == [mandate.application]
    walls.put_up(matter, account=luc.pk, by=lucie)
    assert (firm_absences.tend(), list(files.applications(luc))) == (0, [])


def test_an_owner_behind_a_wall_opens_its_file_to_nobody(
    mandate: Mandate, firm: Firm, lucie: User
) -> None:
    paul, olga = colleague(firm, "Paul", "paralegal"), colleague(firm, "Olga", "owner")
    walls.put_up(opened(lucie, application=mandate.application_id), account=olga.pk, by=lucie)
    with pytest.raises(NotYours):
        assignments.assign(mandate, colleague=paul, by=olga)


def test_the_substitute_signs_deadlines_off_on_these_days_alone(
    lucie: User, luc: User, day: date
) -> None:
    matter = opened(lucie)
    first, second = (
        matter_deadlines.add(matter, kind="other", since=day, what=what, by=lucie)
        for what in ("Call", "File")
    )
    with pytest.raises(matter_deadlines.NotResponsible):
        matter_deadlines.sign(first, due_on=first.due_on, by=luc)
    firm_absences.declare(lucie, substitute=luc.pk, first=day, last=day, by=lucie)
    matter_deadlines.sign(first, due_on=first.due_on, by=luc)
    matter_deadlines.sign(second, due_on=second.due_on, by=lucie)
    first.refresh_from_db()
    assert (first.status, first.signed_name) == ("signed", "Luc Roy")
    with clock.at(noon(day + DAY)):
        third = matter_deadlines.add(matter, kind="other", since=day, what="Look", by=lucie)
        with pytest.raises(matter_deadlines.NotResponsible):
            matter_deadlines.sign(third, due_on=third.due_on, by=luc)


def test_e_mails_of_the_firm_go_to_both_and_so_do_the_answers_of_clients(
    firm: Firm, lucie: User, luc: User, day: date
) -> None:
    agreement = offered(cleared(firm, lucie), lucie)
    matter = opened(lucie, email="wilner@example.test")
    asked = client_links.ask(matter, text="Votre bail.", by=lucie)
    firm_absences.declare(lucie, substitute=luc.pk, first=day, last=day, by=lucie)
    client_links.answer(matter.links.get(), asked, text="Le voici.")
    retainers.ask(agreement, text="Et les frais?")
    told = Mail.objects.exclude(account=None).exclude(kind="enquiry-came")
    assert set(told.values_list("kind", "account")) == {
        (kind, account.pk)
        for kind in ("client-answered", "agreement-asked")
        for account in (lucie, luc)
    }
    asks = matter_email(Mail.objects.filter(matter=matter, account=None).get(), firm)
    assert list(asks.reply_to) == [lucie.email, luc.email]
    walls.put_up(matter, account=luc.pk, by=lucie)
    asks = matter_email(Mail.objects.filter(matter=matter, account=None).get(), firm)
    assert list(asks.reply_to) == [lucie.email]


@pytest.mark.parametrize(
    ("role", "able"),
    [
        ("owner", {"owner", "lawyer"}),
        ("lawyer", {"owner", "lawyer"}),
        ("paralegal", {"owner", "lawyer", "paralegal"}),
        ("intake", {"owner", "lawyer", "intake"}),
        ("bookkeeper", {"owner", "bookkeeper"}),
    ],
)
def test_a_substitute_may_do_what_is_handed_over(
    firm: Firm, day: date, role: str, able: set[str]
) -> None:
    away = colleague(firm, "Away", role)
    for other in ("owner", "lawyer", "paralegal", "intake", "bookkeeper"):
        substitute = colleague(firm, other.capitalize(), other)
        if other in able:
            planned = firm_absences.declare(
                away, substitute=substitute.pk, first=day, last=day, by=away
            )
            firm_absences.end(planned, by=away)
        else:
            with pytest.raises(NotUnderstood):
                firm_absences.declare(away, substitute=substitute.pk, first=day, last=day, by=away)


def test_nobody_stands_in_from_another_firm_or_for_herself_or_after_leaving(
    lucie: User, bob: User, firm: Firm, day: date
) -> None:
    harbour = Firm.objects.create(name="Harbour Law", slug="harbour", city="Ottawa")
    gone, olga = colleague(firm, "Gone"), colleague(firm, "Olga", "owner")
    colleagues.remove(gone, by=olga)
    for other in (lucie, bob, gone, colleague(harbour, "Harry")):
        with pytest.raises(NotUnderstood):
            firm_absences.declare(lucie, substitute=other.pk, first=day, last=day, by=lucie)


def test_an_absence_is_planned_and_cancelled_by_oneself_or_by_an_owner(
    firm: Firm, lucie: User, luc: User, day: date
) -> None:
    harbour = Firm.objects.create(name="Harbour Law", slug="harbour", city="Ottawa")
    olga = colleague(firm, "Olga", "owner")
    planned = firm_absences.declare(lucie, substitute=luc.pk, first=day, last=day, by=olga)
    again = firm_absences.declare(lucie, substitute=luc.pk, first=day, last=day, by=lucie)
    assert again == planned
    for other in (luc, colleague(harbour, "Harry", "owner")):
        with pytest.raises(NotYours):
            firm_absences.declare(lucie, substitute=luc.pk, first=day, last=day, by=other)
        with pytest.raises(NotYours):
            firm_absences.end(planned, by=other)
    firm_absences.end(planned, by=olga)
    assert Closure.objects.get().status == "dropped"


def test_whoever_is_away_or_stands_in_is_no_substitute_on_the_same_days(
    firm: Firm, lucie: User, luc: User, day: date
) -> None:
    noor = colleague(firm, "Noor")
    firm_absences.declare(lucie, substitute=luc.pk, first=day, last=day + 3 * DAY, by=lucie)
    for away, substitute in ((luc, noor), (lucie, noor), (noor, lucie)):
        with pytest.raises(NotUnderstood):
            firm_absences.declare(
                away, substitute=substitute.pk, first=day + DAY, last=day + 5 * DAY, by=away
            )
    firm_absences.declare(noor, substitute=luc.pk, first=day, last=day, by=noor)


def test_whoever_others_count_on_keeps_a_role_that_may_stand_in(
    firm: Firm, lucie: User, luc: User, day: date
) -> None:
    olga = colleague(firm, "Olga", "owner")
    planned = firm_absences.declare(lucie, substitute=luc.pk, first=day, last=day, by=lucie)
    with pytest.raises(colleagues.StandsIn):
        colleagues.remove(luc, by=olga)
    with pytest.raises(colleagues.StandsIn):
        colleagues.change(luc, role="paralegal", by=olga)
    colleagues.change(luc, role="owner", by=olga)
    firm_absences.end(planned, by=olga)
    colleagues.remove(luc, by=olga)


def test_no_consultation_is_offered_with_whoever_is_away(lucie: User, luc: User, day: date) -> None:
    hours = bookings.save_hours(by=lucie, account=lucie.pk, name=lucie.name, **TERMS)
    first, *_later = times_for(hours)
    on = SERVED.day_of(first)
    firm_absences.declare(lucie, substitute=luc.pk, first=on, last=on, by=lucie)
    assert on not in {SERVED.day_of(one) for one in times_for(hours)}


@pytest.mark.django_db(transaction=True)
def test_of_two_absences_at_once_one_is_planned(lucie: User, luc: User, day: date) -> None:
    def plan(other: tuple[User, User]) -> bool:
        try:
            firm_absences.declare(
                other[0], substitute=other[1].pk, first=day, last=day, by=other[0]
            )
        except NotUnderstood:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(plan, [(lucie, luc), (luc, lucie)])) == [False, True]
    assert Closure.objects.count() == 1
