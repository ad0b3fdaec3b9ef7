"""A world of a few: the same people each time, gone without a trace, and nobody is written to."""

from datetime import date

import pytest
from django.apps import apps
from django.contrib.auth.hashers import check_password
from django.test.utils import override_settings

from impplus import demonstration
from impplus.actions import invitations, letters
from impplus.programmes import IMP_PLUS
from impplus.queries.clock import today
from impplus.records.models import Application, Candidate, Event, Invitation, Letter, Place, User
from tests.people import bytes_of
from tests.site import owner

pytestmark = pytest.mark.django_db
FEW = (300, 28, 9)  # days since each was received


def create(day: date) -> None:
    """Few files, since a whole world takes the actions a minute."""
    demonstration.create(day, received=FEW, started=(4,))


def counted() -> dict[str, int]:
    """How many rows each noun has, but for the years, which stay open."""
    kinds = apps.get_app_config("records").get_models()
    kept = ("Intake", "Place")
    return {k.__name__: k._default_manager.count() for k in kinds if k.__name__ not in kept}


@pytest.fixture
def world(db: None) -> date:
    """The world as of this day."""
    day = today(IMP_PLUS)
    create(day)
    return day


@pytest.fixture
def strangers(db: None) -> None:
    """Real people who are there before the invented ones."""
    User.objects.create(email="bob@example.org", name="Bob", role="applicant")


def test_the_same_day_makes_the_same_people_and_files(world: date) -> None:
    """But for what chance alone must give: numbers, codes and what is signed over them."""

    def world_now() -> list[tuple[object, ...]]:
        rows = Application.objects.order_by("pk").values_list(
            "status", "receipt__received_at", "applicant__email", "payments__amount"
        )
        return list(rows)

    first = world_now()
    with owner():
        demonstration.remove()
    create(world)
    assert world_now() == first


def test_alice_can_begin_at_once(world: date) -> None:
    alice = User.objects.get(email="alice@example.test")
    letter = Invitation.objects.get(candidate__email=alice.email)
    made = invitations.bind(
        IMP_PLUS,
        code=letter.code,
        csq_number=letter.candidate.csq_number,
        born=letter.candidate.born,
        by=alice,
    )
    assert made.status == "draft"
    assert check_password("only-a-demonstration", alice.password)


def test_removal_leaves_no_trace_and_touches_nobody_else(strangers: None) -> None:
    before = counted()
    create(today(IMP_PLUS))
    with owner():
        demonstration.remove()
    after = counted()
    # The words of the law and the log's own mark are about nobody.
    stay = ("Event", "Wording", "LogMark")
    assert after == before | {name: after[name] for name in stay}
    assert set(Event.objects.values_list("noun", "verb")) == {("intake", "open")}
    assert Place.objects.filter(application__isnull=False).count() == 0


def test_a_real_applicant_with_an_invented_letter_keeps_her_file(world: date) -> None:
    carol = User.objects.create(email="carol@example.org", name="Carol", role="applicant")
    letter = Invitation.objects.filter(status="issued")[0]
    made = invitations.bind(
        IMP_PLUS,
        code=letter.code,
        csq_number=letter.candidate.csq_number,
        born=letter.candidate.born,
        by=carol,
    )
    with owner():
        demonstration.remove()
    assert list(Application.objects.all()) == [made]
    assert list(Candidate.objects.all()) == [letter.candidate]
    assert list(User.objects.filter(is_active=True)) == [carol]


def test_a_letter_of_the_past_is_made_when_it_is_opened_and_sent_to_nobody(
    world: date, mailoutbox: list[object]
) -> None:
    assert letters.send_owed() == 0
    letter = Letter.objects.filter(kind="receipt")[0]
    assert (letter.status, letter.file_en, letter.file_fr) == ("sent", "", "")
    french = bytes_of(letters.file(letter, "fr"))
    assert french.startswith(b"%PDF")
    letter.refresh_from_db()
    assert (bytes_of(letters.file(letter, "fr")), letter.file_en) == (french, "")
    assert mailoutbox == []


def test_one_world_at_a_time(world: date) -> None:
    with pytest.raises(demonstration.AlreadyThere):
        create(world)


def test_no_world_where_the_invented_ministry_would_draw_real_people(letter: Invitation) -> None:
    with pytest.raises(demonstration.NotAlone):
        create(today(IMP_PLUS))
    assert list(Candidate.objects.all()) == [letter.candidate]


def test_production_refuses_invented_people() -> None:
    with override_settings(PRODUCTION=True), pytest.raises(demonstration.InProduction):
        demonstration.create(date(2026, 3, 2))
    assert User.objects.count() == 0


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2028, 2, 29), date(2026, 12, 31)])
def test_it_can_be_created_on_any_day(day: date) -> None:
    create(day)
    assert Application.objects.count() == len(FEW) + 1
