"""Mathieu's lists and rounds under way: at once where the worker is quick, else a page that says how far they are."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.actions import batches, candidates
from impplus.desk import batches as pages
from impplus.queries import clock
from impplus.records.models import Batch, Candidate, Event, User
from tests.people import as_csv, row

FORMULA = "=HYPERLINK(1)"


@pytest.fixture
def batch(
    ministry: Client, this_day: date, monkeypatch: pytest.MonkeyPatch, at_work: None
) -> Batch:
    """A list of which the worker took two rows and left two out, and has not gone on since."""
    monkeypatch.setattr(batches, "AT_ONCE", 2)
    monkeypatch.setattr(batches, "A_TURN", 2)
    monkeypatch.setattr(pages, "PATIENCE", 0.0)
    rows = [row(1, this_day), row(2, this_day, email="nobody"), row(3, this_day, reference=FORMULA, language="de"),
            row(4, this_day), row(5, this_day)]  # fmt: skip
    sent = {"list": SimpleUploadedFile("list.csv", as_csv(*rows))}
    answer = ministry.post(reverse("desk:import"), sent)
    asked = Batch.objects.get()
    assert answer.headers["Location"] == reverse("desk:batch", args=[asked.pk])
    batches.go_on(candidates.IMPORT)
    asked.refresh_from_db()
    return asked


def said(ministry: Client, name: str, *about: object) -> str:
    return ministry.get(reverse(f"desk:{name}", args=about)).content.decode()


def test_the_page_says_how_far_it_is_and_is_asked_again_by_hand(
    ministry: Client, batch: Batch
) -> None:
    page = said(ministry, "batch", batch.pk)
    assert ('max="5" value="4"' in page, "4 of 5" in page, "See how far it is now" in page) == (
        True,
        True,
        True,
    )
    assert "http-equiv" not in page
    assert "4 of 5" in said(ministry, "quebec")
    batches.go_on(candidates.IMPORT)
    assert "3 candidates were added." in said(ministry, "batch", batch.pk)
    assert "not complete" not in said(ministry, "quebec")


def test_every_row_left_out_is_in_a_file_in_the_language_of_the_page(
    ministry: Client, batch: Batch
) -> None:
    for language, heading, why in (
        ("en", "Line,Reference,Why", "email: this is not an e-mail address."),
        ("fr", "Ligne,Référence,Pourquoi", "email\u00a0: ce n’est pas une adresse électronique."),
    ):
        with override(language):
            address = reverse("desk:rows-left-out", args=[batch.pk])
        lines = ministry.get(address).getvalue().decode("utf-8-sig").splitlines()
        assert (lines[0], lines[1], len(lines)) == (heading, f"3,C0000002,{why}", 3)
        assert lines[2].startswith(f"4,'{FORMULA},")


def test_whoever_opens_a_list_or_its_file_is_remembered_with_which(
    ministry: Client, mathieu: User, batch: Batch
) -> None:
    for name in ("batch", "rows-left-out"):
        ministry.get(reverse(f"desk:{name}", args=[batch.pk]))
    looks = Event.objects.filter(verb="look", noun="batch").order_by("pk")
    assert list(looks.values_list("about", "by", "detail__page")) == [
        (str(batch.pk), mathieu.pk, "desk:batch"),
        (str(batch.pk), mathieu.pk, "desk:rows-left-out"),
    ]


def test_what_nobody_goes_on_with_is_said_after_a_minute(ministry: Client, batch: Batch) -> None:
    waits = "Nothing has happened for more than a minute"
    assert waits not in said(ministry, "batch", batch.pk)
    Batch.objects.update(changed_at=clock.now() - timedelta(seconds=61))
    assert waits in said(ministry, "batch", batch.pk)


def test_what_stopped_is_seen_with_why_and_goes_on_from_its_page(
    ministry: Client, desk: Client, batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(row: dict[str, str]) -> None:
        raise LookupError

    with monkeypatch.context() as patch:
        patch.setattr(candidates, "_fault", broken)
        batches.go_on(candidates.IMPORT)
    for page in (said(ministry, "batch", batch.pk), said(ministry, "quebec")):
        assert "There was an error, which the log of the system shows." in page
    again = reverse("desk:retry-batch", args=[batch.pk])
    assert desk.post(again).status_code == 404
    assert ministry.post(again).status_code == 302
    batches.go_on(candidates.IMPORT)
    assert Candidate.objects.count() == 3
    assert ministry.post(again).status_code == 409
