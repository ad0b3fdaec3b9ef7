"""Letters of the department to a client who was filed for there: their last days run in the client's matter, each once."""

from datetime import date, timedelta

import pytest

from impplus.actions import filings, mandates, matter_deadlines, matters
from impplus.practice.models import FiledLetter
from impplus.queries.refusals import Refusal
from impplus.records.models import Application, User
from tests.matters import opened

pytestmark = pytest.mark.django_db(transaction=False)


@pytest.fixture
def file(draft: Application, alice: User, lucie: User, this_day: date) -> Application:
    """Alice's application, in Lucie's hands and filed in the department's portal today."""
    mandates.give(draft, lawyer=lucie, signature="Alice Benali", by=alice)
    filings.file(draft, number="W301234567", on=this_day, by=lucie)
    return draft


def test_the_day_of_a_letter_of_the_department_runs_in_the_matter_until_it_is_settled(
    file: Application, lucie: User, this_day: date
) -> None:
    matter = opened(lucie, application=file.pk)
    for title, days in (("Police certificate", 30), ("Passport", 7), ("Call us today", 0)):
        due_on = this_day + timedelta(days=days)
        filings.add_letter(file, title=title, dated=this_day, due_on=due_on, by=lucie)
    filings.add_letter(file, title="Received", dated=this_day, due_on=None, by=lucie)
    running = matter.deadlines.order_by("pk")
    assert [(one.kind, one.what, one.due_on) for one in running] == [
        ("question", "Police certificate", this_day + timedelta(days=30)),
        ("question", "Passport", this_day + timedelta(days=7)),
        ("other", "Call us today", this_day),
    ]
    matter_deadlines.sign(running[0], due_on=running[0].due_on, by=lucie)
    for letter in FiledLetter.objects.exclude(title="Call us today"):
        filings.settle(file, letter.pk, by=lucie)
    assert [one.status for one in running.all()] == ["met", "dropped", "counted"]


@pytest.mark.parametrize("joined", [False, True], ids=["opened-for-the-file", "joined-later"])
def test_a_letter_noted_without_a_matter_runs_in_the_one_that_the_file_gets(
    file: Application, lucie: User, this_day: date, *, joined: bool
) -> None:
    for title, days in (("Police certificate", 30), ("Call us today", 0), ("Settled", 9)):
        due_on = this_day + timedelta(days=days)
        filings.add_letter(file, title=title, dated=this_day, due_on=due_on, by=lucie)
    filings.add_letter(file, title="Received", dated=this_day, due_on=None, by=lucie)
    filings.settle(file, FiledLetter.objects.get(title="Settled").pk, by=lucie)
    matter = opened(lucie) if joined else opened(lucie, application=file.pk)
    if joined:
        matters.join(matter, number=file.number, by=lucie)
    running = matter.deadlines.order_by("pk")
    assert [(one.kind, one.days, one.what, one.due_on) for one in running] == [
        ("question", 30, "Police certificate", this_day + timedelta(days=30)),
        ("other", None, "Call us today", this_day),
    ]
    filings.settle(file, FiledLetter.objects.get(title="Police certificate").pk, by=lucie)
    assert [one.status for one in running.all()] == ["dropped", "counted"]


def test_a_day_that_was_typed_in_the_matter_runs_once_when_the_file_joins_it(
    file: Application, lucie: User, this_day: date
) -> None:
    due_on = this_day + timedelta(days=30)
    filings.add_letter(file, title="Passport", dated=this_day, due_on=due_on, by=lucie)
    matter = opened(lucie)
    matter_deadlines.add(
        matter, kind="question", since=this_day, days=30, what="Passport", by=lucie
    )
    matters.join(matter, number=file.number, by=lucie)
    assert [one.due_on for one in matter.deadlines.all()] == [due_on]


@pytest.mark.parametrize(("sent", "gives"), [(1, 30), (0, -1), (0, 3651)])
def test_no_letter_of_a_day_to_come_or_with_an_impossible_last_day_is_kept(
    file: Application, lucie: User, this_day: date, sent: int, gives: int
) -> None:
    dated = this_day + timedelta(days=sent)
    due_on = dated + timedelta(days=gives)
    with pytest.raises(Refusal):
        filings.add_letter(file, title="Passport", dated=dated, due_on=due_on, by=lucie)
    assert not FiledLetter.objects.exists()
