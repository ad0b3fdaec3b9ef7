"""The page on which officers plan an intake and change its cap, and the files of what may be one person."""

from datetime import date

import pytest
from django.test import Client

from impplus.actions import applications
from impplus.queries.file import file_of
from impplus.queries.same_person import same_people
from impplus.records.models import Application, Intake, Person, Place, Proposal
from impplus.rules.lifecycle import Role
from tests import people
from tests.people import ready_drafts, signed_in, small_intake

INTAKES = "/en/desk/intakes/"
EMPTY = {f"{which}_day_{part}": "" for which in ("opens", "closes") for part in range(3)}


@pytest.fixture
def omar(db: None) -> Client:
    """Omar's browser; he is a federal officer too."""
    return signed_in(people.user("omar@example.test", "Omar Diallo", Role.FEDERAL))


def typed(which: str, day: tuple[int, int, int], hour: str) -> dict[str, str]:
    parts = {f"{which}_day_{part}": str(value) for part, value in enumerate(day)}
    return {**parts, f"{which}_hour": hour}


def test_an_officer_plans_the_next_year_and_sees_it_as_typed(desk: Client, this_day: date) -> None:
    year = this_day.year + 1
    plan = {**EMPTY, **typed("opens", (year, 3, 4), "10 h 30"), "closes_hour": ""}
    assert desk.post(f"{INTAKES}{year}/plan/", plan).status_code == 302
    page = desk.get(INTAKES).content.decode()
    assert f"March\u00a04,\u00a0{year}, at 10:30\u00a0am (Montréal time)" in page
    form = desk.get(f"{INTAKES}{year}/plan/").content.decode()
    assert 'value="10:30"' in form
    assert Place.objects.filter(intake__year=year).count() == Intake.objects.get(year=year).size
    later = {**plan, **typed("closes", (year, 9, 1), "9")}
    refused = desk.post(f"{INTAKES}{year}/plan/", later).content.decode()
    assert "Enter “Time of the closing” as hours and minutes, such as 13:50." in refused
    assert desk.post(f"{INTAKES}{year}/plan/", {**later, "closes_hour": "9:05"}).status_code == 302
    closes = Intake.objects.get(year=year).closes_at
    assert closes is not None
    assert closes.isoformat() == f"{year}-09-01T13:05:00+00:00"


@pytest.mark.parametrize("hour", ["24:00", "10:60", "noon"])
def test_a_time_that_is_none_is_said_and_nothing_is_planned(
    hour: str, desk: Client, this_day: date
) -> None:
    year = this_day.year
    plan = {**EMPTY, **typed("opens", (year, 12, 31), hour), "closes_hour": ""}
    answer = desk.post(f"{INTAKES}{year}/plan/", plan)
    assert "as hours and minutes, such as 13:50" in answer.content.decode()
    assert Intake.objects.count() == 0


def test_a_time_without_its_day_is_said_and_nothing_is_planned(
    desk: Client, this_day: date
) -> None:
    plan = {**EMPTY, "opens_hour": "", "closes_hour": "10:00"}
    page = desk.post(f"{INTAKES}{this_day.year}/plan/", plan).content.decode()
    assert "Enter the day, too, or leave the time empty." in page
    assert 'value="10:00"' in page
    assert Intake.objects.count() == 0


@pytest.mark.parametrize("size", ["7,400", "7 400", "7\u00a0400", "7\u202f400"])
def test_a_cap_is_read_as_people_write_it(size: str, desk: Client, this_day: date) -> None:
    small_intake(this_day, 5)
    desk.post(f"{INTAKES}{this_day.year}/cap/", {"size": size, "reason": "R."})
    assert Proposal.objects.get().size == 7_400


def test_what_an_action_refuses_stands_in_the_form(desk: Client, this_day: date) -> None:
    small_intake(this_day, 5)
    plan = {**EMPTY, **typed("closes", (this_day.year, 1, 1), "0:30"), "opens_hour": ""}
    said = desk.post(f"{INTAKES}{this_day.year}/plan/", plan).content.decode()
    assert "Choose a closing in the future." in said
    said = desk.post(
        f"{INTAKES}{this_day.year}/cap/", {"size": "5", "reason": "R."}
    ).content.decode()
    assert "Enter a cap other than the one in force" in said
    assert desk.get(f"{INTAKES}{this_day.year + 2}/plan/").status_code == 404


def test_a_cap_is_proposed_by_one_and_confirmed_by_another(
    desk: Client, omar: Client, this_day: date
) -> None:
    small_intake(this_day, 5)
    proposed = {"size": "8", "reason": "The agreement of June."}
    assert desk.post(f"{INTAKES}{this_day.year}/cap/", proposed).status_code == 302
    proposal = Proposal.objects.get()
    settle = f"{INTAKES}{this_day.year}/cap/{proposal.pk}/"
    assert "Confirm this cap" not in desk.get(INTAKES).content.decode()
    own = desk.post(settle, {"confirm": "1"})
    assert (own.status_code, Place.objects.count()) == (409, 5)
    assert "Another officer must confirm it." in own.content.decode()
    assert "Confirm this cap" in omar.get(INTAKES).content.decode()
    assert [omar.post(settle, {"confirm": "1"}).status_code for _press in range(2)] == [302, 302]
    assert Place.objects.count() == 8
    assert "Settled by Omar Diallo" in desk.get(INTAKES).content.decode()


def test_a_proposal_is_dropped(desk: Client, this_day: date) -> None:
    small_intake(this_day, 5)
    desk.post(f"{INTAKES}{this_day.year}/cap/", {"size": "8", "reason": "More."})
    proposal = Proposal.objects.get()
    desk.post(f"{INTAKES}{this_day.year}/cap/{proposal.pk}/")
    proposal.refresh_from_db()
    assert proposal.status == "proposed"
    desk.post(f"{INTAKES}{this_day.year}/cap/{proposal.pk}/", {"drop": "1"})
    proposal.refresh_from_db()
    assert (proposal.status, Place.objects.count()) == ("dropped", 5)


@pytest.mark.parametrize("kind", ["passport_number", "csq_number"])
def test_one_number_on_two_files_is_shown_on_both_and_neither_is_refused(
    kind: str, desk: Client, this_day: date
) -> None:
    small_intake(this_day, 2)
    first, second, draft = ready_drafts(3, this_day)
    numbers = ("ab 12-345 c", "AB12345C", "Ab12345c")
    for number, one in zip(numbers, (first, second, draft), strict=True):
        Person.objects.filter(application=one).update(**{kind: number})
    others = {"passport_number", "csq_number"} - {kind}
    for one in (first, second):
        Person.objects.filter(application=one).update(**dict.fromkeys(others, f"X{one.pk}"))
        applications.submit(one, signature="Alice Benali", by=one.applicant)
    for one, beside in ((first, second), (second, first)):
        found = same_people(file_of(Application.objects.get(pk=one.pk)))
        assert [(each.kind, each.other.application) for each in found] == [(kind, beside)]
        page = desk.get(f"/en/desk/files/{one.number}/").content.decode()
        assert "Same person?" in page
        assert f"/en/desk/files/{beside.number}/" in page
        assert draft.number not in page


@pytest.mark.parametrize("number", ["", "-"])
def test_people_without_numbers_are_nobody_else(number: str, this_day: date) -> None:
    small_intake(this_day, 2)
    both = ready_drafts(2, this_day)
    for one in both:
        applications.submit(one, signature="Alice Benali", by=one.applicant)
    Person.objects.update(passport_number=number, csq_number=number)
    assert [same_people(file_of(one)) for one in both] == [[], []]
