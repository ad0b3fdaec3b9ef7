"""What could not be done is said in words, and is tried again after as long as it has waited, within bounds."""

from datetime import UTC, datetime, timedelta

import pytest

from impplus.queries.tries import FAILURES, next_try

NOW = datetime(2026, 6, 2, 12, tzinfo=UTC)
LETTERS = {"words", "paper", "signature", "store"}
E_MAILS = {"words", "unreachable", "refused", "deferred", "address"}
LISTS_AND_ROUNDS = {"list", "nobody", "fault"}
TEXTS = {"gateway", "number"}


def test_each_failure_that_is_remembered_has_words_of_its_own() -> None:
    assert set(FAILURES) == LETTERS | E_MAILS | LISTS_AND_ROUNDS | TEXTS
    for language in ("en", "fr"):
        assert len({one.say(language) for one in FAILURES.values()}) == len(FAILURES)


@pytest.mark.parametrize(
    ("waited", "then"),
    [
        (timedelta(), timedelta(minutes=1)),
        (timedelta(seconds=59), timedelta(minutes=1)),
        (timedelta(minutes=3), timedelta(minutes=3)),
        (timedelta(hours=6), timedelta(hours=6)),
        (timedelta(days=2), timedelta(hours=6)),
    ],
)
def test_it_is_tried_again_after_as_long_as_it_has_waited_within_bounds(
    waited: timedelta, then: timedelta
) -> None:
    assert next_try(NOW - waited, NOW) == NOW + then
