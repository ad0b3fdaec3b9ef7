"""Mathieu takes candidates off the list by a list: a column beside the others, or a list of references and reasons."""

from datetime import date
from io import BytesIO

import pytest

from impplus.actions import candidates
from impplus.queries.list_columns import COLUMNS, LABELS
from impplus.queries.refusals import NotUnderstood
from impplus.records.models import Batch, Candidate, Event, Invitation, User
from tests.actions.lists import worked
from tests.people import as_csv, row


@pytest.fixture
def three(mathieu: User, this_day: date) -> list[Candidate]:
    """Three candidates, known by the list."""
    candidates.import_csv(as_csv(*(row(n, this_day) for n in (1, 2, 3))), by=mathieu)
    return list(Candidate.objects.all())


def listed() -> list[str]:
    """Who is still on the list."""
    left = Candidate.objects.filter(withdrawn_at=None)
    return list(left.values_list("reference", flat=True))


def reasons(batch: Batch) -> list[tuple[int, str]]:
    """The lines left out with why."""
    return [(one.line, one.en) for one in batch.rows_left_out.all()]


def test_a_second_list_of_references_and_reasons_withdraws_candidates(
    three: list[Candidate], mathieu: User
) -> None:
    content = "Référence;Motif du retrait\nC0000001;Décès\nC0000003;Ne veut plus venir\n".encode()
    batch = candidates.import_csv(content, by=mathieu)
    assert (batch.counts["withdrawn"], batch.accepted, batch.left_out) == (2, 2, 0)
    assert listed() == ["C0000002"]
    event = Event.objects.filter(noun="candidate", verb="withdraw").order_by("pk")[0]
    assert (event.about, event.by, event.detail) == (str(three[0].pk), mathieu, {"reason": "Décès"})


def test_a_dry_run_says_who_would_be_withdrawn_and_withdraws_nobody(
    three: list[Candidate], mathieu: User
) -> None:
    asked = candidates.ask_review(BytesIO(b"reference,withdraw\nC0000001,Moved\n"), by=mathieu)
    review = worked(asked, work=candidates.REVIEW)
    assert review.rows_changed.get().changes == [["withdraw", "", "Moved"]]
    assert len(listed()) == 3
    done = worked(candidates.confirm(review, apart=(), by=mathieu))
    assert (done.counts["withdrawn"], listed()) == (1, ["C0000002", "C0000003"])


def test_a_column_beside_the_others_withdraws_the_rows_in_which_something_is_written(
    three: list[Candidate], mathieu: User, this_day: date
) -> None:
    lines = (
        as_csv(row(1, this_day), row(2, this_day, email="new@example.test")).decode().split("\n")
    )
    content = f"{lines[0]},withdraw\n{lines[1]},Asked for\n{lines[2]},\n".encode()
    batch = candidates.import_csv(content, by=mathieu)
    assert (batch.counts["withdrawn"], batch.counts["changed"]) == (1, 1)
    assert listed() == ["C0000002", "C0000003"]


def test_a_letter_that_is_not_used_is_revoked_with_its_candidate(
    letter: Invitation, mathieu: User
) -> None:
    candidates.import_csv(b"reference,withdraw\nC0000001,Moved\n", by=mathieu)
    letter.refresh_from_db()
    assert (letter.status, listed()) == ("revoked", [])
    assert Event.objects.get(noun="invitation", verb="revoke").detail == {"reason": "Moved"}


def test_who_cannot_be_withdrawn_is_left_out_with_why(
    three: list[Candidate], mathieu: User
) -> None:
    Candidate.objects.filter(reference="C0000002").update(invited=True)  # drawn; a letter follows
    lines = (
        "reference,csq_number,withdraw",
        *("C9999999,,Moved", "C0000001,Q99999999,Moved", "C0000002,,Moved"),
        *("C0000003,,Moved", "C0000003,,Moved again", "C0000001,," + "x" * 1001),
    )
    batch = candidates.import_csv("\n".join(lines).encode(), by=mathieu)
    nobody = (
        "No candidate on the list has this reference number, or the CSQ number is another one’s: "
        "nobody is withdrawn."
    )
    drawn = (
        "This candidate was drawn in a round whose letters are being issued. Wait until they are, "
        "or until the round is dropped."
    )
    assert reasons(batch) == [
        (2, nobody),
        (3, nobody),
        (4, drawn),
        (6, "Line 5 of this list has the same individual reference number."),
        (7, "Line 3 of this list has the same individual reference number."),
    ]
    assert listed() == ["C0000001", "C0000002"]
    long = candidates.import_csv(
        f"reference,withdraw\nC0000001,{'x' * 1001}\n".encode(), by=mathieu
    )
    assert reasons(long) == [(2, "The reason for the withdrawal is longer than 1,000 characters.")]
    again = candidates.import_csv(b"reference,withdraw\nC0000003,Moved\n", by=mathieu)
    assert (again.counts["same"], again.counts["withdrawn"]) == (1, 0)


def test_a_row_without_a_reason_in_a_short_list_asks_for_the_reason(
    three: list[Candidate], mathieu: User
) -> None:
    batch = candidates.import_csv(b"reference,withdraw\nC0000001,\n", by=mathieu)
    [(line, why)] = reasons(batch)
    assert (line, why) == (2, "Write why this candidate is withdrawn from the list.")


def test_a_list_without_the_column_still_needs_every_other(mathieu: User) -> None:
    with pytest.raises(NotUnderstood) as refused:
        candidates.import_csv(b"reference\nC0000001\n", by=mathieu)
    assert refused.value.text.en.endswith(
        f"these are missing: {', '.join(LABELS[one].en for one in COLUMNS[1:])}."
    )
