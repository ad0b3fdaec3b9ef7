"""The demonstration world: whole, the same every time, by the real rules, and gone without a trace."""

import json
from datetime import date

import pytest
from django.apps import apps
from django.contrib.auth.hashers import check_password
from django.test.utils import override_settings
from procrastinate.contrib.django.models import ProcrastinateJob

from impplus import demonstration
from impplus.actions import invitations, letters
from impplus.programmes import IMP_PLUS
from impplus.queries.clock import today
from impplus.records.models import Application, Candidate, Event, Invitation, Letter, Place, User
from tests.people import bytes_of

pytestmark = pytest.mark.django_db


def counted() -> dict[str, int]:
    """How many rows each noun has, but for the years, which stay open."""
    kinds = apps.get_app_config("records").get_models()
    kept = ("Intake", "Place")
    return {k.__name__: k._default_manager.count() for k in kinds if k.__name__ not in kept}


@pytest.fixture
def world(db: None) -> date:
    """The world as of this day."""
    day = today(IMP_PLUS)
    demonstration.create(day)
    return day


@pytest.fixture
def strangers(db: None) -> None:
    """Real people who are there before the invented ones."""
    User.objects.create(email="bob@example.org", name="Bob", role="applicant")


def test_the_same_day_makes_the_same_world(world: date) -> None:
    def world_now() -> list[tuple[object, ...]]:
        rows = Application.objects.order_by("number").values_list(
            "number", "status", "receipt__digest", "invitation__code", "applicant__email"
        )
        return list(rows)

    first = world_now()
    demonstration.remove()
    demonstration.create(world)
    assert world_now() == first


def test_alice_can_begin_at_once(world: date) -> None:
    alice = User.objects.get(email="alice@example.test")
    letter = Invitation.objects.get(candidate__email=alice.email)
    made = invitations.bind(
        code=letter.code,
        csq_number=letter.candidate.csq_number,
        born=letter.candidate.born,
        by=alice,
    )
    assert made.status == "draft"
    assert check_password("only-a-demonstration", alice.password)


def test_removal_leaves_no_trace_and_touches_nobody_else(strangers: None) -> None:
    before = counted()
    demonstration.create(today(IMP_PLUS))
    demonstration.write_letters(ProcrastinateJob.objects.earliest("id").args["owed"])
    demonstration.remove()
    after = counted()
    assert after == before | {"Event": after["Event"]}
    assert set(Event.objects.values_list("noun", "verb")) == {("intake", "open")}
    assert Place.objects.filter(application__isnull=False).count() == 0


def test_a_real_applicant_with_an_invented_letter_keeps_her_file(world: date) -> None:
    carol = User.objects.create(email="carol@example.org", name="Carol", role="applicant")
    letter = Invitation.objects.filter(status="issued")[0]
    made = invitations.bind(
        code=letter.code,
        csq_number=letter.candidate.csq_number,
        born=letter.candidate.born,
        by=carol,
    )
    demonstration.remove()
    assert list(Application.objects.all()) == [made]
    assert list(Candidate.objects.all()) == [letter.candidate]
    assert list(User.objects.filter(is_active=True)) == [carol]


def test_letters_of_the_past_are_signed_once_and_sent_to_nobody(
    world: date, mailoutbox: list[object]
) -> None:
    owed = ProcrastinateJob.objects.earliest("id").args["owed"]
    demonstration.write_letters(owed)
    demonstration.write_letters(owed)
    assert Letter.objects.count() == len(owed)
    for letter in Letter.objects.all():
        assert letter.status == "sent"
        assert bytes_of(letters.file(letter, "fr")).startswith(b"%PDF")
    assert mailoutbox == []


def test_letters_of_a_world_that_is_gone_are_not_written(world: date) -> None:
    owed = json.loads(json.dumps(ProcrastinateJob.objects.earliest("id").args["owed"]))
    demonstration.remove()
    demonstration.write_letters(owed)
    assert Letter.objects.count() == 0


def test_one_world_at_a_time(world: date) -> None:
    with pytest.raises(demonstration.AlreadyThere):
        demonstration.create(world)


def test_production_refuses_invented_people() -> None:
    with override_settings(PRODUCTION=True), pytest.raises(demonstration.InProduction):
        demonstration.create(date(2026, 3, 2))
    assert User.objects.count() == 0


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2028, 2, 29), date(2026, 12, 31)])
def test_it_can_be_created_on_any_day(day: date) -> None:
    demonstration.create(day)
    assert Application.objects.count() == 200
