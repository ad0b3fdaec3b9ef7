"""Mathieu's letters of invitation: which are unused, which were used, by which application, and what became of it."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import candidates, invitations, letters, reminders
from impplus.demonstration import held_rounds
from impplus.programmes import IMP_PLUS
from impplus.records.models import Application, Candidate, Event, Invitation, Message, User
from tests.people import as_csv, bound, row

pytestmark = pytest.mark.usefixtures("at_work")


@pytest.fixture
def others(draft: Application, mathieu: User, this_day: date) -> dict[str, Invitation]:
    """Beside the letter that Alice used: one each unused, expiring, past its last day and revoked."""
    names = ("unused", "expiring", "expired", "revoked")
    listed = [row(n, this_day, family_name=f"Roy{n}", born=f"1980-01-{n}") for n in range(11, 15)]
    candidates.import_csv(as_csv(*listed), by=mathieu)
    for n in range(11, 15):  # as a list of before said, when a formula was taken for a name
        Candidate.objects.filter(family_name=f"Roy{n}").update(family_name=f"=Roy{n}")
    made = held_rounds.draw(IMP_PLUS, size=4, seed="5 9", by=mathieu)
    letters = dict(zip(names, made.invitations.order_by("candidate__reference"), strict=True))
    last_days = {"unused": 31, "expiring": 30, "expired": -1}
    for name, days in last_days.items():
        of_one = Invitation.objects.filter(pk=letters[name].pk)
        of_one.update(expires_on=this_day + timedelta(days=days))
    invitations.revoke(letters["revoked"], reason="Asked for.", by=mathieu)
    invitations.opened(letters["unused"])
    return letters


@pytest.mark.parametrize(
    ("state", "names"),
    [
        ("unused", ["expiring", "unused"]),
        ("unopened", ["expiring"]),
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


def test_a_letter_is_opened_the_first_time_that_somebody_looks_at_it_with_its_code(
    ministry: Client, client: Client, letter: Invitation
) -> None:
    there = reverse("desk:invitation", args=[letter.number])
    assert "Nobody has looked at it with its code yet" in ministry.get(there).content.decode()
    look = reverse("public:verify-code", args=[letter.code])
    client.get(reverse("public:verify-code", args=[letter.code[::-1]]))
    assert Event.objects.filter(noun="invitation", verb="open").count() == 0
    for _ in range(2):
        assert client.get(look).status_code == 200
    assert Event.objects.get(noun="invitation", verb="open").about == str(letter.pk)
    letter.refresh_from_db()
    assert letter.opened_at is not None
    assert "Nobody has looked at it" not in ministry.get(there).content.decode()


def test_a_letter_that_is_used_was_opened(draft: Application) -> None:
    assert draft.invitation.opened_at is not None


def test_whoever_has_not_used_a_letter_is_reminded_of_its_last_day(
    letter: Invitation, alice: User, this_day: date
) -> None:
    letters.send_owed()
    ten = timedelta(days=10)
    Invitation.objects.update(issued_on=this_day - ten, expires_on=this_day + ten)
    assert [reminders.owe_due(IMP_PLUS) for _ in range(2)] == [1, 0]
    told = Message.objects.get(deadline=this_day + ten)
    of_letter = told.letter and told.letter.invitation
    assert (told.notice, of_letter) == ("reminder-letter-half", letter)
    Invitation.objects.update(issued_on=this_day - 10 * ten)
    bound(alice, letter)
    assert reminders.owe_due(IMP_PLUS) == 0
