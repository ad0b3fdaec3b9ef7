"""A firm's own figures: exact, of its own rows alone, for its owner and its bookkeeper."""

import csv
import io
from datetime import timedelta
from decimal import Decimal

import pytest

from impplus.actions import advances, conflicts, matter_deadlines
from impplus.practice.models import Deadline, Enquiry, FirmEvent, Matter
from impplus.programmes import IMP_PLUS
from impplus.queries.clock import now, today
from impplus.queries.firm_reports import report_of
from impplus.records.models import Firm, User
from impplus.words.firm_reports import CHANNELS, engaged_of
from tests.agreed import cleared, offered, signed
from tests.desk.conftest import days_ago
from tests.matters import colleague, opened
from tests.people import signed_in, written_to

pytestmark = pytest.mark.django_db(transaction=False)
PAGE = "/en/firm/reports/"


def year() -> int:
    return today(IMP_PLUS).year


def act(matter: Matter, by: User, minutes: int) -> None:
    """Something that a colleague did in a matter, so many minutes after noon of a day of this year."""
    at = now().replace(month=6, day=15, hour=12, minute=0, second=0, microsecond=0)
    FirmEvent.objects.create(
        firm=matter.firm, noun="matter", about=str(matter.pk), verb="note", role="representative",
        by=by.pk, at=at + timedelta(minutes=minutes),
    )  # fmt: skip


def test_enquiries_are_counted_by_the_way_they_came(firm: Firm, lucie: User) -> None:
    written_to(firm)
    other = Firm.objects.create(name="Other", slug="other")
    written_to(other)
    opened(lucie)
    found = report_of(firm.pk, year())
    assert found.sources == {
        "here": (1, 0),
        "self-check": (0, 0),
        "own-site": (0, 0),
        "none": (1, 1),
    }
    assert (found.steps["request"], found.steps["engage"], found.days_to_engage) == (1, 0, None)


def test_an_engagement_is_counted_with_its_days(firm: Firm, lucie: User) -> None:
    asked = written_to(firm)
    at = now()
    begun = max(at - timedelta(days=3), at.replace(month=1, day=2))
    conflicts.record(asked, "clear", reason="Nobody.", sought=[], by=lucie)
    opened(lucie, enquiry=asked)
    Enquiry.objects.filter(pk=asked.pk).update(requested_at=begun)
    found = report_of(firm.pk, year())
    assert found.sources["here"] == (1, 1)
    assert found.days_to_engage == (at - begun).days
    # Nobody checks the conflicts of an enquiry without having read it.
    passed = {"triage": 1, "check-conflicts": 1, "book": 0, "engage": 1, "decline": 0, "lapse": 0}
    assert found.steps == {"request": 1} | passed


def test_minutes_are_stretches_of_work_of_each_colleague(firm: Firm, lucie: User) -> None:
    luc, first, second = colleague(firm, "Luc"), opened(lucie), opened(lucie, name="Maya Saab")
    begun = report_of(firm.pk, year())
    for minutes in (0, 10, 20, 60):  # twenty minutes, and one
        act(first, lucie, minutes)
    act(first, luc, 15)
    act(second, luc, 30)
    found = report_of(firm.pk, year())
    assert (begun.families, found.families) == (2, 2)
    assert found.minutes - begun.minutes == 20 + 1 + 1 + 1


def test_files_are_counted_by_age(firm: Firm, lucie: User) -> None:
    for number, days in enumerate((0, 30, 31, 180, 365, 366, 4000)):
        made = opened(lucie, name=f"Person {number}")
        Matter.objects.filter(pk=made.pk).update(opened_at=days_ago(days))
    found = report_of(firm.pk, year()).ages
    assert found == {"30": 2, "90": 1, "180": 1, "365": 1, "": 2}


def test_a_deadline_is_met_in_time_late_or_missed(firm: Firm, lucie: User) -> None:
    matter, on = opened(lucie), today(IMP_PLUS)
    kinds = ("passport", "csq", "other", "permit")
    made = [
        matter_deadlines.add(matter, kind="other", what=one, since=on, by=lucie) for one in kinds
    ]
    for one in made[:2]:
        matter_deadlines.sign(one, due_on=one.due_on, by=lucie)
        one.refresh_from_db()
        matter_deadlines.meet(one, by=lucie)
    matter_deadlines.drop(made[3], by=lucie)
    before = on - timedelta(days=1)
    Deadline.objects.filter(pk__in=[made[1].pk, made[2].pk]).update(due_on=before)
    told = report_of(firm.pk, on.year).deadlines
    late = 1 if before.year == on.year else 0
    assert told == {"met": 1, "late": late, "missed": late, "dropped": 1, "running": 0}


@pytest.mark.parametrize(
    ("role", "status"),
    [("owner", 200), ("bookkeeper", 200), ("lawyer", 404), ("paralegal", 404), ("intake", 404)],
)
def test_owners_and_bookkeepers_alone_open_reports(firm: Firm, role: str, status: int) -> None:
    who = signed_in(colleague(firm, "Paul", role))
    assert who.get(PAGE).status_code == status
    assert who.get(f"{PAGE}{year()}.csv").status_code == status


def test_the_csv_says_what_the_page_says(firm: Firm) -> None:
    written_to(firm)
    owner = signed_in(colleague(firm, "Paul", "owner"))
    page = owner.get(f"{PAGE}?year={year()}")
    sent = b"".join(owner.get(f"{PAGE}{year()}.csv")).decode("utf-8-sig")  # type: ignore[call-overload]
    rows = [*csv.reader(io.StringIO(sent))][1:]
    told = [
        (name.en if place == 0 else engaged_of(name).en, said.strip("–$"))
        for _, _, lines in page.context["tables"]
        for name, numbers in lines
        for place, said in enumerate(numbers)
    ]
    assert [(row[2], row[3]) for row in rows] == told
    sources = page.context["tables"][0][2]
    assert [name.en for name, _numbers in sources] == [one.en for one in CHANNELS.values()]


@pytest.mark.parametrize("asked", ["abcd", "١٢٣٤", "99999", "-1", ""])
def test_a_year_that_is_none_is_this_year(firm: Firm, asked: str) -> None:
    page = signed_in(colleague(firm, "Paul", "owner")).get(PAGE, {"year": asked})
    assert page.context["report"].year == year()


def test_advances_of_a_year_are_counted_as_they_were_corrected(firm: Firm, lucie: User) -> None:
    agreed = offered(cleared(firm, lucie), lucie)
    signed(agreed)
    on = today(IMP_PLUS)
    given = {"paid_on": on, "cents": 100_000, "receipt": "R-1"}
    slip = advances.note(agreed, **given, by=lucie)
    advances.correct(slip, **(given | {"cents": 10_050}), reason="A zero.", by=lucie)
    told = report_of(firm.pk, on.year)
    assert (told.advances, told.advanced) == (1, Decimal("100.50"))
    assert report_of(firm.pk, on.year - 1).advances == 0
