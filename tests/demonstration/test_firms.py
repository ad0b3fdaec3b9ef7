"""An invented firm has something to show on each of its pages, asks what people are asked, and is gone when it is removed."""

from collections.abc import Iterable
from datetime import date

import pytest
from django.apps import apps
from django.urls import reverse
from pytest_django import Settings

from impplus import demonstration
from impplus.actions import closings
from impplus.practice.models import (
    Closing,
    Destruction,
    Enquiry,
    Filing,
    Mail,
    Matter,
    Retainer,
    Supply,
)
from impplus.programmes import IMP_PLUS
from impplus.programmes.imm_forms import maps_of
from impplus.queries.clock import today
from impplus.queries.packages.kept import forms_in
from impplus.records.models import Application, Candidate, Firm, Intake, User
from impplus.rules.lifecycle import STATUSES
from tests.people import signed_in
from tests.site import owner

pytestmark = pytest.mark.django_db
# What no invented person does: nothing is undone, refused or sent to other systems.
NOT_THERE = {
    "enquiry": set(),
    "booking": {"cancelled"},
    "conflict": {"consented"},
    "retainer": {"declined", "withdrawn"},
    "closing": {"under-way", "dropped"},
    "matter": set(),
    "deadline": {"met", "dropped"},
    "task": {"dropped"},
    "wanted": {"accepted", "withdrawn"},
    "advance": set(),
}
# What a page says where it has nothing to show.
EMPTY = {
    "firm:bookings": "No consultation is offered or booked.",
    "firm:closures": "The firm receives on all of its hours.",
    "firm:supplies": "No blank is here yet",
    "firm:closings": "No file was closed",
    "firm:money": "No client has signed a service agreement yet.",
}


@pytest.fixture
def world(db: None) -> date:
    """A world of few applicants, and of the whole firm; Lucie has one draft in hands."""
    day = today(IMP_PLUS)
    demonstration.create(day, received=(28,), started=(9, 7, 5))
    return day


def account(name: str) -> User:
    return User.objects.get(email=f"{name}@example.test")


def states(noun: str) -> set[str]:
    rows = apps.get_model("practice", noun)._default_manager
    return set(rows.values_list("status", flat=True))


def all_states(noun: str) -> set[str]:
    return {one.key for one in STATUSES if one.noun == noun}


def rows_of_firms() -> dict[str, int]:
    """How many rows of each kind firms keep."""
    kinds: Iterable[type] = apps.get_app_config("practice").get_models()
    return {kind.__name__: kind._default_manager.count() for kind in kinds}  # type: ignore[attr-defined]


def test_everything_of_a_firm_is_in_each_state_that_it_can_be_found_in(world: date) -> None:
    assert {noun: states(noun) for noun in NOT_THERE} == {
        noun: all_states(noun) - absent for noun, absent in NOT_THERE.items()
    }
    assert {(one.form, one.version) for one in Supply.objects.all()} == {
        (one.form, one.version) for one in maps_of("imp-plus")
    }
    assert all(one.equal for one in forms_in(Filing.objects.get().made))
    archived = [bool(one.archive) for one in Closing.objects.all()]
    assert archived == [True, True]
    assert Mail.objects.filter(status="owed").count() == 0


def test_the_pages_of_a_firm_have_something_to_show(world: date) -> None:
    desk = signed_in(account("lucie"))
    for page, said in EMPTY.items():
        assert said not in desk.get(reverse(page)).content.decode(), page
    closing = Closing.objects.get(status="proposed")
    page = desk.get(reverse("firm:closing", args=[closing.pk])).content.decode()
    assert "Rosalie Tremblay-Côté proposed it." in page
    assert Destruction.objects.get().number in desk.get(reverse("firm:closings")).content.decode()
    closings.destroy(closing, by=account("lucie"))
    file = Application.objects.get(pk=Filing.objects.get().application)
    assert Matter.objects.get(application=file.pk).status == "open"
    assert desk.get(reverse("firm:package", args=[file.number])).status_code == 200


def test_a_firm_that_is_removed_leaves_nothing(db: None) -> None:
    before = rows_of_firms()
    demonstration.create(today(IMP_PLUS), received=(28,), started=(9, 7, 5))
    assert Enquiry.objects.exclude(email__endswith="@example.test").count() == 0
    assert Retainer.objects.filter(demo=False).count() == 0
    with owner():
        demonstration.remove()
    assert rows_of_firms() == before


def test_on_a_firms_own_installation_there_is_that_firm_alone(db: None, settings: Settings) -> None:
    settings.PREPARES_ONLY = True
    before = rows_of_firms()
    demonstration.create(today(IMP_PLUS))
    assert {one.role for one in User.objects.all()} == {"representative"}
    assert [one.name for one in Firm.objects.all()] == ["Cabinet Gagnon-Roy"]
    kept = (Intake, Candidate, Application)
    assert [one.objects.count() for one in kept] == [0, 0, 0]
    assert Matter.objects.count() > 16
    assert [one.name for one in demonstration.sign_ins()] == [
        *("Lucie Gagnon", "Rosalie Tremblay-Côté", "Ana Botero"),
        *("Ines Hachem", "Boris Pelletier"),
    ]
    with owner():
        demonstration.remove()
    assert (rows_of_firms(), User.objects.count()) == (before, 0)
