"""What fixtures leave is put back for the next test, and made anew where that would be another state."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core import mail

from impplus.programmes import IMP_PLUS
from impplus.records.models import Intake
from tests import kept
from tests.site import undone

type Make = Callable[..., Intake]


@pytest.fixture
def made(db: None) -> list[str]:
    """A name for each time that a kept fixture ran."""
    return []


@pytest.fixture
def opened(made: list[str]) -> Make:
    """A fixture that opens an intake of three places."""

    @kept.kept
    def intake() -> Intake:
        made.append("opened")
        return Intake.objects.create(programme=IMP_PLUS, year=2031, size=3)

    return intake


@pytest.fixture
def raised(made: list[str]) -> Make:
    """A fixture that raises the cap of an intake by one."""

    @kept.kept
    def intake_of_more(intake: Intake) -> Intake:
        made.append("raised")
        intake.size += 1
        intake.save()
        return intake

    return intake_of_more


@contextmanager
def a_test() -> Iterator[None]:
    """What another test would find: nothing of those before it."""
    kept.begin()
    with undone():
        yield


def rows() -> list[dict[str, Any]]:
    return list(Intake.objects.order_by("year").values())


def test_what_a_fixture_left_is_put_back_for_the_next_test(opened: Make, made: list[str]) -> None:
    with a_test():
        first, left = opened(), rows()
    with a_test():
        assert (opened(), rows()) == (first, left)
    assert made == ["opened"]


def test_what_it_changed_of_what_it_was_given_is_put_back_too(
    opened: Make, raised: Make, made: list[str]
) -> None:
    for _ in range(2):
        with a_test():
            intake = opened()
            assert raised(intake=intake) is intake
            assert (intake.size, rows()[0]["size"]) == (4, 4)
    assert made == ["opened", "raised"]


def test_it_is_made_anew_beside_what_a_test_wrote(opened: Make, made: list[str]) -> None:
    with a_test():
        opened()
    with a_test():
        Intake.objects.create(programme=IMP_PLUS, year=2030, size=9)
        opened()
        assert [one["year"] for one in rows()] == [2030, 2031]
    assert made == ["opened", "opened"]


def test_it_is_made_anew_of_what_a_test_changed(
    opened: Make, raised: Make, made: list[str]
) -> None:
    with a_test():
        raised(intake=opened())
    with a_test():
        intake = opened()
        intake.size = 7
        intake.save()
        assert raised(intake=intake).size == 8
    assert made == ["opened", "raised", "raised"]


def test_it_is_made_anew_before_anything_could_be_late(
    opened: Make, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_test():
        opened()
    monkeypatch.setattr(kept, "AS_OF_NOW", 0)
    with a_test():
        opened()
    assert made == ["opened", "opened"]


def test_a_fixture_that_leaves_an_e_mail_is_not_kept(db: None) -> None:
    @kept.kept
    def told() -> None:
        mail.send_mail("Received", "", None, ["alice@example.test"])

    with a_test(), pytest.raises(AssertionError, match="told leaves e-mails"):
        told()
