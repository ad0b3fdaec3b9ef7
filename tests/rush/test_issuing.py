"""A worker that is killed at any step of issuing leaves nothing half issued, and the same act then goes through."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction

from impplus.actions import arrivals, letters, permit_states
from impplus.queries.refusals import WrongMoment
from impplus.queries.translations import Translated
from impplus.records.models import (
    Application,
    Decision,
    Event,
    Introduction,
    Letter,
    Permit,
    SignedCode,
    User,
)
from tests.approved import PORT, approve, bianca
from tests.rush.together import at_once

pytestmark = [pytest.mark.rush, pytest.mark.django_db(transaction=True)]

MOST = 400  # statements of one act


@contextmanager
def killed_before(number: int) -> Iterator[list[int]]:
    """Inside, the line to the database is gone before the statement of this number; how many were asked for."""
    asked = [0]

    def count(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        asked[0] += 1
        if asked[0] == number:
            connection.connection.close()
            raise OperationalError("the worker is killed here")
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        yield asked


def stored() -> list[Any]:
    """What stands of all that an act of issuing writes."""
    kinds = (Decision, Introduction, Permit, Letter, SignedCode, Event)
    counts = [kind._default_manager.count() for kind in kinds]
    states = [
        sorted(kind._default_manager.values_list("pk", "status"))
        for kind in (Application, Introduction, Permit, Letter)
    ]
    return [*counts, *states]


def killed_everywhere(act: Callable[[], object]) -> int:
    """Let an act be killed before each of its statements in turn, until it goes through; how often it was killed."""
    for number in range(1, MOST):
        before = stored()
        with killed_before(number):
            try:
                act()
            except OperationalError:
                stands = False
            else:  # it stands: all that may be lost without a word is the wake-up of the worker
                stands = True
        connection.close()
        if stands:
            return number - 1
        assert stored() == before, f"half done at statement {number}"
    raise AssertionError("it never went through")


def made_in_the_end() -> int:
    """Let the worker that makes letters be killed before each statement in turn; how often it was, until all are made."""
    number = 0
    while Letter.objects.filter(status="owed").exists():
        number += 1
        with killed_before(number), suppress(OperationalError):
            letters.send_owed()
        connection.close()
        made = Letter.objects.exclude(file_en="", file_fr="")
        assert set(made.values_list("status", flat=True)) <= {"sent"}
    return number


def test_nothing_is_half_issued_wherever_a_worker_is_killed(
    examined: Application, olivia: User
) -> None:
    letters.send_owed()
    by = bianca()
    approving = lambda: approve(Application.objects.get(pk=examined.pk), by=olivia)  # noqa: E731
    assert killed_everywhere(approving) > 10
    assert made_in_the_end() > 10
    arriving = lambda: arrivals.record(Introduction.objects.get(), port=PORT, by=by)  # noqa: E731
    assert killed_everywhere(arriving) > 10
    permit = Permit.objects.get()
    assert Introduction.objects.get().permit == permit
    replacing = partial(
        permit_states.replace_with, permit, ground="error", conditions=[], by=olivia
    )
    assert killed_everywhere(replacing) > 5
    assert Permit.objects.filter(status__in=["valid", "suspended"]).count() == 1


def test_of_two_border_officers_at_once_one_makes_the_permit(
    examined: Application, olivia: User
) -> None:
    approve(examined, by=olivia)
    letter = Introduction.objects.get()
    record = partial(arrivals.record, letter, port=PORT, by=bianca())
    refuse = partial(
        arrivals.refuse_entry,
        letter,
        ground="no-document",
        port=PORT,
        reasons="Non.",
        words=Translated(language=letter.application.language),
        by=bianca(),
    )
    answers = at_once([record, refuse], 2)
    assert answers.count(WrongMoment) == 1
    letter.refresh_from_db()
    assert (letter.status == "used") == Permit.objects.exists()


def test_a_person_has_one_permit_that_is_valid_or_suspended(
    examined: Application, olivia: User
) -> None:
    approve(examined, by=olivia)
    permit = arrivals.record(Introduction.objects.get(), port=PORT, by=bianca())
    permit_states.suspend(permit, ground="officer", by=olivia)
    held = Permit.objects.get()
    held.pk, held.number, held.code, held.status = None, "P-TWO", "TWO", "valid"
    with pytest.raises(Exception, match="one_active_permit_per_person"), transaction.atomic():
        held.save()
