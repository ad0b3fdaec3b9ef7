"""Answers that were read back to the person, who signs them in an account: the history keeps it."""

from datetime import date

import pytest

from impplus.actions import assistance
from impplus.queries.refusals import AlreadyDone
from impplus.records.models import Application, Event, User
from tests.desk.on_paper import read_back


def test_that_answers_were_read_back_is_kept_once_with_the_officer_who_did_it(
    typed_in: Application, olivia: User, this_day: date
) -> None:
    assistance.leave_to_account(**read_back(typed_in, this_day), by=olivia)
    with pytest.raises(AlreadyDone):
        assistance.leave_to_account(**read_back(typed_in, this_day), by=olivia)
    kept = Event.objects.filter(noun="assistance", verb="read-back")
    assert [(one.by, one.detail) for one in kept] == [(olivia, {"read": "telephone"})]
