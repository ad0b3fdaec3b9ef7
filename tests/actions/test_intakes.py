"""A year's intake: as many places as the law gives, opened and closed by the clock, resized by two."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from impplus.actions import intakes
from impplus.programmes import IMP_PLUS
from impplus.queries import clock
from impplus.queries.places import first_instant, is_stopped, places_left
from impplus.queries.refusals import NotUnderstood, NotYours, WrongMoment
from impplus.records.models import Application, Event, Intake, Place, Proposal, User
from impplus.rules.lifecycle import Role
from impplus.rules.orders import Order
from impplus.rules.settings import Setting, Settings
from impplus.words.text import Source, Text
from tests import people

MARCH = datetime(2030, 3, 4, 15, tzinfo=UTC)
JUNE = datetime(2030, 6, 3, 14, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def omar(db: None) -> User:
    """Omar is a federal officer too."""
    return people.user("omar@example.test", "Omar Diallo", Role.FEDERAL)


@pytest.fixture
def small(this_day: date) -> Intake:
    """An intake of five places."""
    return people.small_intake(this_day, 5)


def state_at(at: datetime) -> str:
    with clock.at(at):
        return places_left(IMP_PLUS, at.year).key


def faults_of(refusal: NotUnderstood) -> list[str]:
    return [fault.en for fault in refusal.faults]


@pytest.mark.parametrize(("year", "size"), [(2022, 14_700), (2023, 7_350), (2030, 7_350)])
def test_a_year_opens_with_the_places_of_its_cap(db: None, year: int, size: int) -> None:
    intake = intakes.open_year(IMP_PLUS, year)
    assert intake.size == size
    numbers = intake.places.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, size + 1))


def test_a_year_opens_once(this_day: date) -> None:
    intake = intakes.open_year(IMP_PLUS, this_day.year)
    again = intakes.open_year(IMP_PLUS, this_day.year)
    assert again == intake
    assert Place.objects.count() == intake.size
    assert Event.objects.filter(noun="intake", verb="open").count() == 1


def test_a_year_without_a_cap_does_not_open(db: None) -> None:
    with pytest.raises(intakes.NoCap):
        intakes.open_year(IMP_PLUS, 2021)
    assert Intake.objects.count() == 0
    assert places_left(IMP_PLUS, 2021).size == 0


def test_the_counter_knows_a_year_that_is_not_planned(this_day: date, db: None) -> None:
    now = places_left(IMP_PLUS, this_day.year)
    assert (now.planned, now.key, now.taken, now.left) == (False, "before", 0, now.size)


def test_an_intake_opens_and_closes_with_its_calendar_year_in_montreal(db: None) -> None:
    intakes.open_year(IMP_PLUS, 2030)
    first, last = (first_instant(IMP_PLUS, year) for year in (2030, 2031))
    second = timedelta(seconds=1)
    with clock.at(first - second):
        assert places_left(IMP_PLUS, 2030).key == "before"
    assert (state_at(first + second), state_at(last - HOUR)) == ("open", "open")
    with clock.at(last):
        assert places_left(IMP_PLUS, 2030).key == "closed"


def test_an_officer_plans_the_opening_and_the_closing(olivia: User) -> None:
    intakes.open_year(IMP_PLUS, 2030, opens_at=MARCH, closes_at=JUNE, by=olivia)
    said = [state_at(at) for at in (MARCH - HOUR, MARCH + HOUR, JUNE - HOUR, JUNE)]
    assert said == ["before", "open", "open", "closed"]
    events = Event.objects.filter(noun="intake").order_by("id")
    assert [(one.verb, one.by, one.detail) for one in events] == [
        ("open", olivia, {"year": 2030, "size": 7350}),
        ("plan", olivia, {"opens_at": MARCH.isoformat(), "closes_at": JUNE.isoformat()}),
    ]


def test_what_lies_ahead_is_moved_and_what_has_happened_is_not(olivia: User) -> None:
    intake = intakes.open_year(IMP_PLUS, 2030, opens_at=MARCH, by=olivia)
    intakes.plan(intake, opens_at=MARCH + HOUR, closes_at=None, by=olivia)
    with clock.at(MARCH + 2 * HOUR):
        intakes.plan(intake, opens_at=MARCH + HOUR, closes_at=JUNE, by=olivia)
        for opens, closes in ((MARCH + 3 * HOUR, JUNE), (MARCH, JUNE), (MARCH + HOUR, MARCH)):
            with pytest.raises(NotUnderstood):
                intakes.plan(intake, opens_at=opens, closes_at=closes, by=olivia)
    with clock.at(JUNE + HOUR):  # it was closed by mistake, and is opened again
        intakes.plan(intake, opens_at=MARCH + HOUR, closes_at=JUNE + 2 * HOUR, by=olivia)
        assert places_left(IMP_PLUS, 2030).key == "open"
    assert Event.objects.filter(noun="intake", verb="plan").count() == 4


def test_everything_that_is_wrong_with_a_plan_is_said_at_once(olivia: User, db: None) -> None:
    with clock.at(JUNE), pytest.raises(NotUnderstood) as refused:
        intakes.open_year(IMP_PLUS, 2030, opens_at=MARCH, closes_at=MARCH - HOUR, by=olivia)
    assert faults_of(refused.value) == [
        "The opening must come before the closing, and both must be within the calendar year.",
        "The opening can be changed only before it happens, and only to a time in the future.",
        "Choose a closing in the future.",
    ]
    assert (Intake.objects.count(), Place.objects.count()) == (0, 0)


def test_an_intake_that_is_new_opens_later_in_its_year(olivia: User) -> None:
    with clock.at(MARCH):
        intakes.open_year(IMP_PLUS, 2030, opens_at=JUNE, by=olivia)
        assert places_left(IMP_PLUS, 2030).key == "before"


@pytest.mark.parametrize("who", ["alice", "mathieu"])
def test_only_federal_officers_plan_an_intake_or_change_its_cap(
    who: str, small: Intake, olivia: User, request: pytest.FixtureRequest
) -> None:
    other: User = request.getfixturevalue(who)
    for act in (
        lambda: intakes.open_year(IMP_PLUS, 2030, by=other),
        lambda: intakes.plan(small, opens_at=None, closes_at=None, by=other),
        lambda: intakes.propose(small, size=9, reason="More.", by=other),
    ):
        with pytest.raises(NotYours):
            act()
    proposal = intakes.propose(small, size=9, reason="More.", by=olivia)
    for settle in (intakes.confirm, intakes.drop):
        with pytest.raises(NotYours):
            settle(proposal, by=other)
    assert (Place.objects.count(), Proposal.objects.get().status) == (5, "proposed")


def test_two_officers_raise_the_cap_and_further_places_are_further_rows(
    small: Intake, olivia: User, omar: User
) -> None:
    proposal = intakes.propose(small, size=8, reason=" The agreement of June. ", by=olivia)
    assert places_left(IMP_PLUS, small.year).size == 5
    with pytest.raises(intakes.AnotherOfficer):
        intakes.confirm(proposal, by=olivia)
    assert Place.objects.count() == 5
    intakes.confirm(proposal, by=omar)
    now = places_left(IMP_PLUS, small.year)
    assert (now.size, now.left) == (8, 8)
    assert list(Place.objects.values_list("number", flat=True)) == list(range(1, 9))
    proposal.refresh_from_db()
    assert (proposal.status, proposal.settled_by, proposal.reason) == (
        "confirmed",
        omar,
        "The agreement of June.",
    )
    detail = {"year": small.year, "from": 5, "to": 8}
    events = Event.objects.filter(noun="proposal").order_by("id")
    assert [(one.verb, one.by, one.detail) for one in events] == [
        ("propose", olivia, detail),
        ("confirm", omar, detail),
    ]


def test_a_cap_is_confirmed_once(small: Intake, olivia: User, omar: User) -> None:
    proposal = intakes.propose(small, size=8, reason="More.", by=olivia)
    intakes.confirm(proposal, by=omar)
    with pytest.raises(WrongMoment):
        intakes.confirm(Proposal.objects.get(), by=omar)
    assert Place.objects.count() == 8


def test_one_change_of_a_cap_waits_at_a_time_and_may_be_dropped(
    small: Intake, olivia: User, omar: User
) -> None:
    first = intakes.propose(small, size=8, reason="More.", by=olivia)
    with pytest.raises(WrongMoment) as refused:
        intakes.propose(small, size=9, reason="Even more.", by=omar)
    assert refused.value.text.en.startswith("Another change of this cap waits")
    intakes.drop(first, by=olivia)
    intakes.propose(small, size=9, reason="Even more.", by=omar)
    assert Place.objects.count() == 5


def test_a_lower_cap_takes_free_places_away_and_never_one_that_is_counted(
    received: Application, intake: Intake, olivia: User, omar: User
) -> None:
    proposal = intakes.propose(intake, size=1, reason="Fewer.", by=olivia)
    intakes.confirm(proposal, by=omar)
    assert Place.objects.get().application == received
    now = places_left(IMP_PLUS, intake.year)
    assert (now.size, now.taken, now.key) == (1, 1, "full")


def test_the_places_left_are_those_that_are_free_whichever_they_are(
    small: Intake, olivia: User, omar: User, this_day: date
) -> None:
    """Also where one was given back, and where numbers are missing since a cap was lowered."""
    first, second, third = people.ready_drafts(3, this_day)
    changes: list[tuple[int, Application | int | None]] = [
        (1, first), (4, second), (1, None), (0, 2), (0, 4), (5, third), (4, None), (0, 1), (0, 3),
    ]  # fmt: skip
    said = []
    for number, change in changes:
        if isinstance(change, int):
            intakes.confirm(intakes.propose(small, size=change, reason="R.", by=olivia), by=omar)
            small.refresh_from_db()
        else:
            Place.objects.filter(number=number).update(application=change)
        free = small.places.filter(application=None).count()
        said.append((places_left(IMP_PLUS, small.year).left, free))
    assert said == [(left, left) for left in (4, 3, 4, 1, 3, 2, 3, 0, 2)]


def test_a_cap_below_what_is_counted_is_refused_when_proposed_and_when_confirmed(
    small: Intake, olivia: User, omar: User, this_day: date
) -> None:
    drafts = people.ready_drafts(3, this_day)
    Place.objects.filter(number=1).update(application=drafts[0])
    proposal = intakes.propose(small, size=2, reason="Fewer.", by=olivia)
    for number, draft in enumerate(drafts[1:], start=2):
        Place.objects.filter(number=number).update(application=draft)
    said = ["Applications counted already: 3. The cap cannot be lower."]
    with pytest.raises(NotUnderstood) as refused:
        intakes.confirm(proposal, by=omar)
    assert faults_of(refused.value) == said
    small.refresh_from_db()
    assert (Place.objects.count(), small.size, Proposal.objects.get().status) == (5, 5, "proposed")
    intakes.drop(proposal, by=omar)
    with pytest.raises(NotUnderstood) as refused:
        intakes.propose(small, size=2, reason="Fewer.", by=olivia)
    assert faults_of(refused.value) == said


@pytest.mark.parametrize("size", [0, 5, 100_001])
def test_a_proposal_names_another_cap_and_its_reason(
    size: int, small: Intake, olivia: User
) -> None:
    with pytest.raises(NotUnderstood) as refused:
        intakes.propose(small, size=size, reason="  ", by=olivia)
    assert faults_of(refused.value) == [
        "Enter a cap other than the one in force, from 1 to 100,000.",
        "Write the reason for the change.",
    ]


def test_an_intake_is_nearly_full_from_a_setting_on_and_then_full(
    small: Intake, this_day: date
) -> None:
    Place.objects.bulk_create(Place(intake=small, number=number) for number in range(6, 11))
    Intake.objects.update(size=10)
    said = []
    drafts = people.ready_drafts(10, this_day)
    for number, draft in enumerate(drafts, start=1):
        Place.objects.filter(number=number).update(application=draft)
        said.append(places_left(IMP_PLUS, small.year).key)
    assert said == ["open"] * 8 + ["nearly-full", "full"]


def test_a_setting_or_an_order_keeps_applications_from_being_accepted(this_day: date) -> None:
    text, source = Text("Order", "Décret"), next(iter(IMP_PLUS.sources.values()))
    no = Setting(key="takes-applications", title=text, value=False, since=this_day)
    assert is_stopped(replace(IMP_PLUS, settings=Settings((*IMP_PLUS.settings.rows, no))), this_day)
    assert not is_stopped(IMP_PLUS, this_day)
    stopped = [_ordered(effect, text, source, this_day) for effect in EFFECTS]
    assert stopped == [True, False, False, True]


def test_a_lower_cap_takes_away_no_place_too_many_whatever_plan_the_database_chooses(
    this_day: date, olivia: User, omar: User
) -> None:
    """Where it reads the highest place first, and looks anew for free ones at each row that it reads."""
    intake = people.small_intake(this_day, 0)
    Place.objects.bulk_create(Place(intake=intake, number=number) for number in (5, 4, 3, 2, 1))
    Intake.objects.update(size=5)
    intake.refresh_from_db()
    with connection.cursor() as cursor:
        for way in ("hashjoin", "mergejoin", "hashagg", "sort", "material"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
    intakes.confirm(intakes.propose(intake, size=4, reason="R.", by=olivia), by=omar)
    assert list(intake.places.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4]


EFFECTS = ("not-accepted", "suspended", "resumed", "terminated")


def _ordered(effect: str, text: Text, source: Source, on: date) -> bool:
    order = Order(key="order", since=on, effect=effect, fees_repaid=True, text=text, source=source)
    return is_stopped(replace(IMP_PLUS, orders=(order,)), on)
