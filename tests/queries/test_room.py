"""That little room is left for files is said to machines, operators and staff while everything still works."""

import logging
import tempfile
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from impplus.actions import beside
from impplus.queries import room
from impplus.records.models import User
from tests import people

A_LOT = 10**9  # gigabytes; no disk has them


@pytest.fixture
def little(settings: Settings) -> None:
    """A disk on which less is free than should be."""
    settings.LEAST_FREE_GB = A_LOT


def test_staff_of_both_offices_see_it_at_once_and_only_while_it_is_so(
    olivia: User, mathieu: User, settings: Settings
) -> None:
    for least, seen in ((A_LOT, True), (0, False)):
        settings.LEAST_FREE_GB = least
        for officer in (olivia, mathieu):
            page = people.signed_in(officer).get(reverse("desk:queue"), follow=True)
            assert ("Little room is left for files." in page.content.decode()) is seen


def test_it_is_said_of_files_on_their_way_as_well(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.LEAST_FREE_GB = 1 / 1000
    assert room.is_short() is False
    monkeypatch.setattr(tempfile, "tempdir", "/proc")  # which has no room
    assert room.is_short() is True


def test_a_site_with_little_room_is_ready_and_says_so(
    client: Client, db: None, little: None
) -> None:
    answer = client.get("/ready")
    said = answer.json()
    assert (answer.status_code, said["ready"], said["room"]) == (200, True, False)


def test_the_log_says_it_once_for_each_look(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    for least in (A_LOT, 0):
        settings.LEAST_FREE_GB = least
        with caplog.at_level(logging.WARNING, beside.__name__):
            beside.warn_of_room()
    assert [one.getMessage() for one in caplog.records] == [
        f"Less than {A_LOT} GB are free on a disk of files."
    ]


def test_an_operator_is_told_by_the_names_of_the_settings(tmp_path: Path) -> None:
    given = {"IMPPLUS_VAR": str(tmp_path / "not-there-yet"), "LEAST_FREE_GB": "0"}
    assert room.of_environment(given) == []
    (fault,) = room.of_environment(given | {"LEAST_FREE_GB": str(A_LOT)})
    assert fault.en.startswith("IMPPLUS_VAR: less than ")
    assert fault.fr.startswith("IMPPLUS_VAR\u00a0: il y reste moins de ")


def test_nobody_asks_how_full_a_bucket_is(settings: Settings, little: None) -> None:
    bucket = {"documents": {"BACKEND": "-", "OPTIONS": {"bucket_name": "documents"}}}
    settings.STORAGES = settings.STORAGES | bucket
    assert room.is_short() is True  # for the public log, which is a folder all the same
