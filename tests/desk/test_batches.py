"""Mathieu's lists and rounds under way: at once where the worker is quick, else a page that says how far they are."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.actions import batches, candidates
from impplus.actions.round_letters import LETTERS
from impplus.demonstration import held_rounds
from impplus.desk import batches as pages
from impplus.programmes import IMP_PLUS
from impplus.queries import clock
from impplus.queries.list_columns import COLUMNS, WITHDRAW
from impplus.records.models import Batch, Candidate, Event, User
from impplus.rules.lifecycle import Role
from tests.people import as_csv, row, signed_in, user

FORMULA = "=HYPERLINK(1)"


@pytest.fixture
def batch(mathieu: User, this_day: date, monkeypatch: pytest.MonkeyPatch, at_work: None) -> Batch:
    """A list of which the worker took two rows and left two out, and has not gone on since."""
    monkeypatch.setattr(batches, "AT_ONCE", 2)
    monkeypatch.setattr(batches, "A_TURN", 2)
    monkeypatch.setattr(pages, "PATIENCE", 0.0)
    rows = [row(1, this_day), row(2, this_day, email="nobody"), row(3, this_day, reference=FORMULA, language="de"),
            row(4, this_day), row(5, this_day)]  # fmt: skip
    asked = candidates.ask_import(BytesIO(as_csv(*rows)), name="list.csv", by=mathieu)
    batches.go_on(candidates.IMPORT)
    asked.refresh_from_db()
    return asked


def colleague() -> Client:
    """The browser of another officer of the ministry."""
    return signed_in(user("sylvie@example.test", "Sylvie Gagnon", Role.QUEBEC))


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
    assert "3 candidates were added, changed or withdrawn." in said(ministry, "batch", batch.pk)
    assert "not complete" not in said(ministry, "quebec")


def test_every_row_left_out_is_in_a_file_in_the_language_of_the_page(
    ministry: Client, batch: Batch
) -> None:
    for language, heading, why in (
        (
            "en",
            "Line,Reference,Why," + ",".join((*COLUMNS, WITHDRAW)),
            "email: this is not an e-mail address.",
        ),
        (
            "fr",
            "Ligne,Référence,Pourquoi," + ",".join((*COLUMNS, WITHDRAW)),
            "email\u00a0: ce n’est pas une adresse électronique.",
        ),
    ):
        with override(language):
            address = reverse("desk:rows-left-out", args=[batch.pk])
        lines = ministry.get(address).getvalue().decode("utf-8-sig").splitlines()
        assert (lines[0], len(lines)) == (heading, 3)
        assert lines[1].startswith(f"3,C0000002,{why},C0000002,")
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


@pytest.fixture
def stopped(batch: Batch, monkeypatch: pytest.MonkeyPatch) -> Batch:
    """The list, after the worker could not go on with it."""

    def broken(*rows: object, **how: object) -> None:
        raise LookupError

    with monkeypatch.context() as patch:
        patch.setattr(candidates, "judged", broken)
        batches.go_on(candidates.IMPORT)
    return batch


def test_what_stopped_is_seen_with_why_and_goes_on_from_its_page(
    ministry: Client, desk: Client, stopped: Batch
) -> None:
    for page in (said(ministry, "batch", stopped.pk), said(ministry, "quebec")):
        assert "There was an error, which the log of the system shows." in page
    again = reverse("desk:retry-batch", args=[stopped.pk])
    assert desk.post(again).status_code == 404
    assert ministry.post(again).status_code == 302
    batches.go_on(candidates.IMPORT)
    assert Candidate.objects.count() == 3
    assert [one.post(again).status_code for one in (ministry, colleague())] == [302, 409]


def test_what_stopped_is_dropped_from_its_page_which_says_what_stays_and_who_did_it(
    ministry: Client, desk: Client, stopped: Batch
) -> None:
    page = said(ministry, "batch", stopped.pk)
    assert "If you drop the import, the candidates added stay on the list" in page
    address = reverse("desk:drop-batch", args=[stopped.pk])
    assert desk.post(address).status_code == 404
    page = ministry.post(address, follow=True).content.decode()
    for words in (
        "Dropped",
        "2 candidates were added, changed or withdrawn.",
        "by Mathieu Roy.",
        "4 of 5",
    ):
        assert words in page
    assert "Try again" not in page
    assert "not complete" not in said(ministry, "quebec")
    assert [one.post(address).status_code for one in (ministry, colleague())] == [302, 409]


def test_a_round_that_was_dropped_says_how_many_letters_it_issued(
    ministry: Client, mathieu: User, this_day: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "AT_ONCE", 2)
    monkeypatch.setattr(batches, "A_TURN", 1)
    candidates.import_csv(as_csv(*(row(number, this_day) for number in range(5))), by=mathieu)
    batch = held_rounds.ask_draw(IMP_PLUS, size=5, seed="17 23", by=mathieu)
    batches.go_on(LETTERS)
    Batch.objects.filter(pk=batch.pk).update(status="failed", failure="fault")
    assert "Those drawn who have no letter can be drawn again." in said(ministry, "batch", batch.pk)
    ministry.post(reverse("desk:drop-batch", args=[batch.pk]))
    batch.refresh_from_db()
    page = ministry.get(reverse("desk:round", args=[batch.round.year, batch.round.number]))
    assert (page.context["round"].issued, page.context["round"].considered) == (2, 5)
    assert "This round stopped and was dropped" in page.content.decode()
