"""What a leaf seals of an event, and which events are those of invented people; without a database."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db.models import Model

from impplus.queries.seals import is_invented, is_receipt, leaf_of, record_of
from impplus.records.models import (
    Application,
    Batch,
    Candidate,
    Event,
    Invitation,
    Letter,
    Message,
    User,
)
from impplus.rules.seal import CHANGE, INVENTED, RECEIPT

AT = datetime(2026, 6, 2, 9, 50, 7, 250_000, tzinfo=ZoneInfo("America/Toronto"))
ALICE = User(pk=5)
SUBMITTED = {"noun": "application", "verb": "submit", "about": "7", "role": "applicant"}


def event(application: Application | None = None, by: User | None = ALICE) -> Event:
    """The event of a submission."""
    said = {"at": AT, "by": by, "detail": {"number": "W-26-0001"}, "salt": bytes(16)}
    return Event(**SUBMITTED, **said, application=application)


def test_all_that_an_event_says_is_sealed_by_these_names() -> None:
    assert record_of(event(Application(pk=7))) == {
        "about": "7",
        "application": 7,
        "at": "2026-06-02T13:50:07.250000+00:00",
        "by": 5,
        "detail": {"number": "W-26-0001"},
        "noun": "application",
        "role": "applicant",
        "verb": "submit",
    }


def test_only_the_submission_of_an_application_is_a_receipt() -> None:
    others = [Event(**{**SUBMITTED, "noun": "mandate"}), Event(**{**SUBMITTED, "verb": "save"})]
    assert [is_receipt(one) for one in (event(), *others)] == [True, False, False]
    assert [leaf_of(event(), invented=one).kind for one in (False, True)] == [1, 0x81]
    withdrawn = Event(**{**SUBMITTED, "verb": "withdraw"}, at=AT)
    assert [leaf_of(withdrawn, invented=one).kind for one in (False, True)] == [0, 0x80]
    assert (CHANGE, RECEIPT, INVENTED) == (0, 1, 0x80)


@pytest.mark.parametrize("demo", [True, False])
def test_the_event_of_a_file_is_as_invented_as_its_applicant(demo: bool) -> None:
    file = Application(pk=7, applicant=User(pk=5, demo=demo))
    officer = User(pk=9, demo=not demo)
    assert is_invented(event(file, by=officer), file) is demo
    assert is_invented(event(file, by=None), file) is demo


def test_whoever_acts_in_one_s_own_file_is_not_read_once_more() -> None:
    file = Application(pk=7, applicant_id=5)
    found = [is_invented(event(file, by=User(pk=5, demo=demo)), file) for demo in (True, False)]
    assert found == [True, False]


@pytest.mark.parametrize("demo", [True, False])
def test_what_belongs_to_no_file_is_as_invented_as_what_it_is_about(demo: bool) -> None:
    invitation = Invitation(candidate=Candidate(demo=demo))
    letter = Letter(invitation=invitation)
    records: list[Model] = [
        Batch(demo=demo),
        invitation.candidate,
        invitation,
        letter,
        Message(letter=letter),
    ]
    other = User(pk=9, demo=not demo)
    assert [is_invented(event(by=other), one) for one in records] == [demo] * len(records)


def test_what_is_about_no_record_is_as_invented_as_the_account_that_did_it() -> None:
    accounts = [User(pk=9, demo=True), User(pk=9, demo=False), None]
    assert [is_invented(event(by=one), None) for one in accounts] == [True, False, False]
    assert not is_invented(event(by=User(pk=9, demo=True)), Letter())
