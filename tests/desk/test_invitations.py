"""Mathieu's letters of invitation: which are unused, which were used, by which application, and what became of it."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import candidates, invitations, rounds
from impplus.programmes import IMP_PLUS
from impplus.records.models import Application, Invitation, User
from tests.people import as_csv, row

pytestmark = pytest.mark.usefixtures("at_work")


@pytest.fixture
def others(draft: Application, mathieu: User, this_day: date) -> dict[str, Invitation]:
    """Beside the letter that Alice used: one each unused, expiring, past its last day and revoked."""
    names = ("unused", "expiring", "expired", "revoked")
    listed = [row(n, this_day, family_name=f"=Roy{n}", born=f"1980-01-{n}") for n in range(11, 15)]
    candidates.import_csv(as_csv(*listed), by=mathieu)
    made = rounds.draw(IMP_PLUS, size=4, seed="others", by=mathieu)
    letters = dict(zip(names, made.invitations.order_by("candidate__reference"), strict=True))
    last_days = {"unused": 31, "expiring": 30, "expired": -1}
    for name, days in last_days.items():
        of_one = Invitation.objects.filter(pk=letters[name].pk)
        of_one.update(expires_on=this_day + timedelta(days=days))
    invitations.revoke(letters["revoked"], reason="Asked for.", by=mathieu)
    return letters


@pytest.mark.parametrize(
    ("state", "names"),
    [
        ("unused", ["expiring", "unused"]),
        ("expiring", ["expiring"]),
        ("expired", ["expired"]),
        ("revoked", ["revoked"]),
        ("used", ["used"]),
        ("", ["expired", "expiring", "revoked", "unused", "used"]),
        ("elsewhere", ["expired", "expiring", "revoked", "unused", "used"]),
    ],
)
def test_letters_are_found_by_their_state(
    ministry: Client,
    draft: Application,
    others: dict[str, Invitation],
    state: str,
    names: list[str],
) -> None:
    called = {one.pk: name for name, one in others.items()} | {draft.invitation.pk: "used"}
    page = ministry.get(reverse("desk:invitations"), {"state": state}).context["pages"]
    assert sorted(called[one.pk] for one in page.rows) == names


def test_a_used_letter_says_by_which_application_and_what_became_of_it(
    ministry: Client, submitted: Application
) -> None:
    number = submitted.invitation.number
    for there in (reverse("desk:invitations"), reverse("desk:invitation", args=[number])):
        page = ministry.get(there).content.decode().replace("\u2011", "-")
        assert (submitted.number in page, "Received" in page) == (True, True)


def test_the_letters_are_saved_as_a_sheet_without_formulas(
    ministry: Client, draft: Application, others: dict[str, Invitation]
) -> None:
    def saved(state: str) -> list[dict[str, str]]:
        answer = ministry.get(reverse("desk:invitations-csv"), {"state": state})
        text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
        return list(csv.DictReader(io.StringIO(text)))

    [one] = saved("used")
    assert (one["Letter of invitation"], one["Application"]) == (
        draft.invitation.number,
        draft.number,
    )
    assert (one["Used on"], one["What became of it"]) == (
        IMP_PLUS.day_of(draft.started_at).isoformat(),
        "Draft",
    )
    [one] = saved("revoked")
    assert (one["Name"][:1], one["Status"], one["Application"]) == ("A", "Revoked", "")
    assert len(saved("")) == 5
