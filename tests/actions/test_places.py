"""Which intake receives an application at an instant, and why none does."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from impplus.actions import payments, received_files
from impplus.actions.places import intake_at, take
from impplus.programmes import IMP_PLUS
from impplus.queries import clock, readiness
from impplus.queries.file import file_of
from impplus.queries.places import first_instant
from impplus.queries.refusals import CapReached, IntakeClosed, NotOpenYet
from impplus.records.models import Application, Intake, Place, Upload, User, Wording
from impplus.rules.settings import Setting, Settings
from impplus.words.text import Text
from tests import people
from tests.actions.parts import begun, sent
from tests.people import a_pdf

HOUR = timedelta(hours=1)


@pytest.fixture
def small(this_day: date) -> Intake:
    """An intake of two places."""
    return people.small_intake(this_day, 2)


def test_an_intake_receives_from_its_opening_until_just_before_its_closing(small: Intake) -> None:
    opens = datetime(small.year, 3, 4, 15, tzinfo=UTC)
    closes = opens + HOUR
    Intake.objects.update(opens_at=opens, closes_at=closes)
    instant = timedelta(microseconds=1)
    for at in (opens, closes - instant):
        assert intake_at(IMP_PLUS, at, words="", application=0) == small
    for at in (closes, closes + HOUR, opens.replace(year=small.year + 1)):
        with pytest.raises(IntakeClosed) as late:
            intake_at(IMP_PLUS, at, words="", application=0)
        assert late.type is IntakeClosed
    with pytest.raises(NotOpenYet) as early:
        intake_at(IMP_PLUS, opens - HOUR, words="", application=0)
    day = {"en": f"March\u00a04,\u00a0{small.year}", "fr": f"4\u00a0mars\u00a0{small.year}"}
    said = early.value.text
    assert said.en.startswith(f"Applications are received from {day['en']}, at 10:00:00")
    assert f"By our clock it is now {day['en']}, at 09:00:00" in said.en
    assert said.fr.startswith(f"Les demandes sont reçues à partir du {day['fr']} à 10\u00a0h")
    assert f"nous sommes le {day['fr']} à 9\u00a0h" in said.fr


def test_an_intake_of_the_whole_year_receives_until_its_last_instant(small: Intake) -> None:
    Intake.objects.update(opens_at=None, closes_at=None)
    first, last = (first_instant(IMP_PLUS, small.year + n) for n in (0, 1))
    for at in (first, last - timedelta(microseconds=1)):
        assert intake_at(IMP_PLUS, at, words="", application=0) == small


def test_where_no_place_is_free_none_receives(small: Intake) -> None:
    Place.objects.all().delete()
    other = Intake.objects.create(programme=IMP_PLUS, year=small.year + 1, size=1)
    Place.objects.create(intake=other, number=1)
    with pytest.raises(CapReached):
        intake_at(IMP_PLUS, clock.now(), words="", application=0)


@pytest.mark.parametrize(("invented", "silence"), [(False, "10s"), (True, "0")])
def test_who_has_a_place_and_says_nothing_more_is_ended_unless_invented(
    small: Intake, draft: Application, *, invented: bool, silence: str
) -> None:
    with clock.at(clock.now()) if invented else nullcontext():
        take(draft, intake=small)
    with connection.cursor() as cursor:
        cursor.execute("SHOW idle_in_transaction_session_timeout")
        assert cursor.fetchone() == (silence,)


def test_while_the_law_stops_applications_none_receives(small: Intake, this_day: date) -> None:
    no = Setting(
        key="takes-applications", title=Text("Order", "Décret"), value=False, since=this_day
    )
    stopped = replace(IMP_PLUS, settings=Settings((*IMP_PLUS.settings.rows, no)))
    assert intake_at(IMP_PLUS, clock.now(), words="", application=0) == small
    with pytest.raises(IntakeClosed):
        intake_at(stopped, clock.now(), words="", application=0)


def test_what_was_paid_for_an_application_is_known_without_what_was_given_back(
    ready_draft: Application,
) -> None:
    def paid_for(key: int) -> Decimal:
        return Decimal(intake_at(IMP_PLUS, clock.now(), words="", application=key).paid)

    payment = ready_draft.payments.get()
    assert (paid_for(ready_draft.pk), paid_for(ready_draft.pk + 1)) == (payment.amount, 0)
    payments.owe_refund(file_of(ready_draft), outcome="over-cap", verb="over-cap")
    assert paid_for(ready_draft.pk) == 0
    assert readiness.of(file_of(ready_draft)).paid == 0


def test_a_submission_is_told_which_wording_it_is_received_under(
    received: Application, intake: Intake
) -> None:
    own = Wording.objects.get()
    later = Wording.objects.create(pairs=[], digest="sha256:later")
    for words, key in ((own.digest, own.pk), (later.digest, later.pk), ("sha256:none", None)):
        assert intake_at(IMP_PLUS, clock.now(), words=words, application=0).wording == key


def test_a_submission_is_told_whether_a_file_still_waits_to_be_checked(
    draft: Application, alice: User, intake: Intake
) -> None:
    def waits() -> bool:
        return bool(intake_at(IMP_PLUS, clock.now(), words="", application=draft.pk).waits)

    content = a_pdf()
    upload = begun(draft, alice, len(content))
    said = [waits()]
    sent(upload, content)
    said.append(waits())
    received_files.check_some()
    said.append(waits())
    Upload.objects.update(document=None, refused="damaged")
    assert [*said, waits()] == [False, True, False, False]
