"""Mathieu sees what a list would change before anything is, then imports it."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from impplus.actions import candidates
from impplus.queries import clock
from impplus.records.models import Batch, Candidate, Event, User
from tests.people import as_csv, row

pytestmark = pytest.mark.usefixtures("at_work")


def reviewed(ministry: Client, *rows: dict[str, str]) -> Batch:
    """The dry run of a list, at its end."""
    sent = {"list": SimpleUploadedFile("list.csv", as_csv(*rows))}
    batch: Batch = ministry.post(reverse("desk:import"), sent, follow=True).context["batch"]
    assert (batch.kind, batch.status) == ("review", "done")
    return batch


def confirmed(ministry: Client, review: Batch, *apart: str) -> Batch:
    """The import of what was reviewed."""
    there = reverse("desk:confirm-import", args=[review.pk])
    batch: Batch = ministry.post(there, {"apart": apart}, follow=True).context["batch"]
    assert (batch.kind, batch.status) == ("import", "done")
    return batch


def counts(batch: Batch) -> tuple[int, ...]:
    """New, changed, the same, held, refused."""
    return tuple(batch.counts[kind] for kind in ("new", "changed", "same", "held", "refused"))


def reasons(batch: Batch) -> list[tuple[int, str]]:
    """The lines left out with why."""
    return [(one.line, one.en) for one in batch.rows_left_out.all()]


@pytest.fixture
def known(mathieu: User, this_day: date) -> list[Candidate]:
    """Alice, and Thu Hà Trần, on the list already."""
    tran = row(2, this_day, family_name="Trần", given_names="Thu Hà", born="1991-03-14")
    candidates.import_csv(as_csv(row(1, this_day), tran), by=mathieu)
    return list(Candidate.objects.all())


def test_nothing_is_written_before_the_ministry_says_import(
    ministry: Client, known: list[Candidate], this_day: date
) -> None:
    review = reviewed(
        ministry,
        row(1, this_day, email="new@example.test", lives_country="FRA"),
        row(2, this_day, family_name="Trần", given_names="Thu Hà", born="1991-03-14"),
        row(3, this_day, family_name="Roy", born="1985-01-01"),
        row(4, this_day, born="1990-02-30"),
    )
    assert counts(review) == (1, 1, 1, 0, 1)
    assert list(Candidate.objects.all()) == known
    assert Candidate.objects.get(reference="C0000001").email == "candidate1@example.test"
    assert Event.objects.filter(noun="candidate", verb="change").count() == 0
    changes = [
        ["lives_country", known[0].lives_country, "FRA"],
        ["email", "candidate1@example.test", "new@example.test"],
    ]
    assert review.rows_changed.get(new=False).changes == changes
    page = ministry.get(reverse("desk:batch", args=[review.pk])).content.decode()
    assert "<ins>new@example.test</ins>" in page

    done = confirmed(ministry, review)
    assert counts(done) == (1, 1, 1, 0, 1)
    alice = Candidate.objects.get(reference="C0000001")
    assert (alice.email, alice.lives_country) == ("new@example.test", "FRA")
    assert Candidate.objects.count() == 3
    event = Event.objects.get(noun="candidate", verb="change")
    assert event.detail == {"columns": ["lives_country", "email"]}
    assert done.rows_changed.get().changes == changes


def test_a_dry_run_names_the_first_of_those_who_would_be_added_and_the_import_does_not(
    ministry: Client, this_day: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "NAMED", 2)
    names = ("Roy", "Trần", "O’Brien")
    rows = [
        row(number, this_day, family_name=name, given_names="Thu & Hà", born=f"198{number}-01-01")
        for number, name in enumerate(names)
    ]
    review = reviewed(ministry, *rows)
    assert counts(review) == (3, 0, 0, 0, 0)
    shown = ministry.get(reverse("desk:batch", args=[review.pk]))
    added = [(one.line, one.reference, *who) for one, who in shown.context["added"]]
    assert added == [
        (2, "C0000000", "Roy", "Thu & Hà", "1980-01-01"),
        (3, "C0000001", "Trần", "Thu & Hà", "1981-01-01"),
    ]
    page = shown.content.decode()
    assert ("The first new candidates" in page, "<td" in page, "Thu & " in page) == (
        True,
        True,
        False,
    )
    done = confirmed(ministry, review)
    assert (done.rows_changed.count(), Candidate.objects.count()) == (0, 3)


@pytest.mark.parametrize(
    "changes",
    [
        {"family_name": "Tran", "given_names": "Thu-Ha"},
        {"family_name": "THU HA", "given_names": "tran"},
        {"family_name": "Nguyen", "csq_number": "q 0000-0002"},
        {"family_name": "Nguyen", "reference": "c-0000002"},
    ],
    ids=["accents", "order", "CSQ number", "reference"],
)
def test_the_same_person_in_another_spelling_waits_for_an_officer(
    ministry: Client, known: list[Candidate], this_day: date, changes: dict[str, str]
) -> None:
    review = reviewed(ministry, row(9, this_day, **{"born": "1991-03-14"} | changes))
    why = "This may be the candidate C0000002: born on the same day, with the same name or number however it is spelt."
    assert reasons(review) == [(2, why)]
    assert counts(review) == (0, 0, 0, 1, 0)
    left = confirmed(ministry, review)
    assert (counts(left), Candidate.objects.count()) == ((0, 0, 0, 1, 0), 2)


def test_two_different_people_are_added_when_an_officer_says_so(
    ministry: Client, known: list[Candidate], this_day: date
) -> None:
    review = reviewed(
        ministry,
        row(8, this_day, family_name="Tran", given_names="Thu-Ha", born="1991-03-14"),
        row(9, this_day, family_name="BENALI"),
        row(10, this_day, family_name="Roy", born="1980-01-01"),
        row(11, this_day, family_name="Röy", born="1980-01-01"),
    )
    assert [one.line for one in review.rows_left_out.filter(held=True)] == [2, 3, 5]
    assert reasons(review)[2][1].startswith("This may be the person of line 4:")
    done = confirmed(ministry, review, "2", "5", "999999", "x", "٣")
    assert counts(done) == (3, 0, 0, 1, 0)
    added = {"C0000008", "C0000010", "C0000011"}
    assert added <= set(Candidate.objects.values_list("reference", flat=True))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"born": "2999-01-01"}, "The date of birth is after the issue of the CSQ."),
        ({"csq_issued": "2998-01-01", "csq_expires": "2999-01-01"}, "The CSQ is issued on a day that has not come."),
        ({"csq_issued": "2024-06-01", "born": "2024-01-01"}, "born: nobody is selected for work at the age of 0. Check the year."),
        ({"csq_expires": "2001-01-01"}, "The CSQ expires before it is issued."),
        ({"csq_number": "Q00000002"}, "This CSQ number already belongs to the candidate C0000002."),
        ({"reference": "C0000002", "csq_number": "Q00000077", "family_name": "Roy", "born": "1970-01-01"},
         "This individual reference number belongs to a candidate with another name and another date of birth."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_why(
    ministry: Client, known: list[Candidate], this_day: date, changes: dict[str, str], why: str
) -> None:
    review = reviewed(ministry, row(5, this_day, **changes))
    assert reasons(review) == [(2, why)]
    assert counts(review) == (0, 0, 0, 0, 1)


def test_each_row_is_judged_anew_when_the_candidates_changed_meanwhile(
    ministry: Client, mathieu: User, known: list[Candidate], this_day: date
) -> None:
    review = reviewed(ministry, row(3, this_day, family_name="Roy", born="1985-01-01"))
    assert counts(review) == (1, 0, 0, 0, 0)
    other = row(4, this_day, family_name="Roy", born="1985-01-01")
    candidates.import_csv(as_csv(other), by=mathieu)
    done = confirmed(ministry, review)
    assert counts(done) == (0, 0, 0, 1, 0)
    assert Candidate.objects.filter(reference="C0000003").count() == 0


def test_a_dry_run_is_imported_once_however_often_it_is_pressed(
    ministry: Client, this_day: date
) -> None:
    review = reviewed(ministry, row(1, this_day))
    first = confirmed(ministry, review)
    assert confirmed(ministry, review) == first
    assert Batch.objects.filter(kind="import").count() == 1
    page = ministry.get(reverse("desk:batch", args=[review.pk])).content.decode()
    assert "This list was imported." in page


def test_a_dry_run_whose_list_is_removed_keeps_nothing_of_it_and_is_not_imported(
    ministry: Client,
    known: list[Candidate],
    this_day: date,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = row(3, this_day, family_name="Roy", born="1985-01-01")
    review = reviewed(ministry, row(1, this_day, email="new@example.test"), other)
    assert counts(review) == (1, 1, 0, 0, 0)
    later = clock.now() + timedelta(days=400)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert candidates.remove_lists() == 2
    assert [one.changes for one in review.rows_changed.all()] == [[], []]
    page = ministry.get(reverse("desk:batch", args=[review.pk]))
    assert (list(page.context["added"]), list(page.context["changed"])) == ([], [])
    assert ministry.post(reverse("desk:confirm-import", args=[review.pk])).status_code == 409
    assert Candidate.objects.get(reference="C0000001").email == "candidate1@example.test"


def test_rows_left_out_are_downloaded_whole_with_why_and_no_formula(
    ministry: Client, this_day: date
) -> None:
    review = reviewed(
        ministry,
        row(1, this_day),
        row(2, this_day, family_name="=HYPERLINK(1)", language="es"),
    )
    answer = ministry.get(reverse("desk:rows-left-out", args=[review.pk]))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    [one] = csv.DictReader(io.StringIO(text))
    assert (one["Line"], one["Why"]) == ("3", "language: write en or fr.")
    assert (one["family_name"], one["born"]) == ("'=HYPERLINK(1)", "1990-04-02")


def test_every_row_is_downloaded_with_what_would_happen_to_it(
    ministry: Client, known: list[Candidate], this_day: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "NAMED", 1)  # new rows that the page names
    rows = [
        row(1, this_day, email="new@example.test"),
        row(2, this_day, family_name="Trần", given_names="Thu Hà", born="1991-03-14"),
        row(3, this_day, given_names="Karim"),
        row(4, this_day, given_names="Sami"),
        row(5, this_day, given_names="=HYPERLINK(1)"),
        row(6, this_day, family_name="Tran", given_names="Thu Ha", born="1991-03-14"),
    ]
    review = reviewed(ministry, *rows)
    there = reverse("desk:all-rows", args=[review.pk])
    assert there in ministry.get(reverse("desk:batch", args=[review.pk])).content.decode()
    text = ministry.get(there).getvalue().decode("utf-8-sig")
    listed = list(csv.DictReader(io.StringIO(text)))
    assert [
        (one["Line"], one["What would happen"], one["What is different"]) for one in listed
    ] == [
        ("2", "Changed", "E-mail address: candidate1@example.test → new@example.test"),
        ("3", "The same", ""),
        ("4", "New", ""),
        ("5", "New", ""),
        ("6", "Refused", ""),
        ("7", "Perhaps the same person twice", ""),
    ]
    assert listed[4]["given_names"] == "'=HYPERLINK(1)"
    assert listed[4]["Why"] == "given_names: =HYPERLINK(1) holds a sign that stands in no name."
    assert listed[3]["given_names"] == "Sami"


def test_once_a_list_is_imported_its_rows_are_foreseen_no_more(
    ministry: Client, mathieu: User, this_day: date
) -> None:
    review = reviewed(ministry, row(1, this_day))
    batch = confirmed(ministry, review)
    page = ministry.get(reverse("desk:batch", args=[review.pk])).content.decode()
    assert reverse("desk:all-rows", args=[review.pk]) not in page
    assert ministry.get(reverse("desk:all-rows", args=[batch.pk])).status_code == 404


def test_only_a_dry_run_is_confirmed(ministry: Client, mathieu: User, this_day: date) -> None:
    batch = candidates.import_csv(as_csv(row(1, this_day)), by=mathieu)
    assert ministry.post(reverse("desk:confirm-import", args=[batch.pk])).status_code == 404
