"""Mathieu's candidates: a list is imported with a report, searched and leafed through."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from impplus.queries.candidate_lists import LARGEST
from impplus.records.models import Batch, Candidate, Invitation
from tests.people import as_csv, row

pytestmark = pytest.mark.usefixtures("at_work")


def imported(
    ministry: Client, content: bytes, name: str = "list.csv"
) -> tuple[int, list[tuple[int, str]]]:
    """What the report says: how many were taken, and each line left out with its reason."""
    sent = {"list": SimpleUploadedFile(name, content)}
    page = ministry.post(reverse("desk:import"), sent, follow=True).context
    assert page["batch"].kind == "review"
    apart = {"apart": [str(one.line) for one in page["held"]]}
    there = reverse("desk:confirm-import", args=[page["batch"].pk])
    page = ministry.post(there, apart, follow=True).context
    assert page["batch"].kind == "import"
    return page["batch"].accepted, [(one.line, one.reason.en) for one in page["rows"]]


def faults(ministry: Client, content: bytes) -> list[str]:
    """What the form says where the list as a whole was not read."""
    answer = ministry.post(
        reverse("desk:import"), {"list": SimpleUploadedFile("list.csv", content)}
    )
    assert Batch.objects.count() == 0
    return [str(fault) for fault in answer.context["form"].non_field_errors()]


def test_sound_rows_are_taken_and_every_other_is_listed_with_its_line_and_reason(
    ministry: Client, this_day: date
) -> None:
    content = as_csv(
        row(1, this_day),
        row(2, this_day, born="1990-02-30"),
        row(3, this_day, nationality="XXX"),
        row(4, this_day, reference="C0000001"),
        row(5, this_day, email="nobody"),
        row(6, this_day),
    )
    accepted, refused = imported(ministry, content)
    assert (accepted, refused) == (
        2,
        [
            (3, "born: 1990-02-30 is not a day that exists (write it as 2026-03-02)."),
            (4, "nationality: XXX is not a country code of three letters (such as MAR)."),
            (5, "Line 2 of this list has the same individual reference number."),
            (6, "email: this is not an e-mail address."),
        ],
    )
    assert Candidate.objects.count() == 2


def test_a_list_imported_twice_adds_nobody_twice(ministry: Client, this_day: date) -> None:
    content = as_csv(row(1, this_day), row(2, this_day))
    assert imported(ministry, content)[0] == 2
    accepted, refused = imported(ministry, content)
    assert (accepted, refused) == (0, [])
    assert Candidate.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"reference,email\nC1,a@example.test\n", "The first line must name the columns; these are missing: MIFI file number, CSQ number, CSQ program, CSQ issue date, CSQ expiry date, Family names, Given names, Date of birth, Nationality, Country of residence, Language of the letter."),
        (b"\x00\x01\x02", "The file is not a list in text form: it may be a picture, a PDF or a workbook. Save the list as “CSV UTF-8” and choose it again."),
        (b"x" * (LARGEST + 1), "The file is larger than 50 MB. Cut it in two and import each part."),
        (b"", "The file is empty. Choose the list once more."),
        (b"\r\n \t\r\n", "The file is empty. Choose the list once more."),
    ],
    ids=["missing-column", "no text", "too-big", "empty", "empty lines"],
)  # fmt: skip
def test_a_file_that_is_no_list_is_refused_whole(
    ministry: Client, content: bytes, fault: str
) -> None:
    assert faults(ministry, content) == [fault]
    assert Candidate.objects.count() == 0


def test_no_file_at_all_gets_a_sentence(ministry: Client) -> None:
    answer = ministry.post(reverse("desk:import"))
    assert answer.context["form"].errors["list"] == ["Choose the list of candidates first."]


def test_what_looks_like_a_formula_stays_text(ministry: Client, this_day: date) -> None:
    formula = "=HYPERLINK(1)"
    assert imported(ministry, as_csv(row(1, this_day)))[0] == 1
    Candidate.objects.update(family_name=formula)
    page = ministry.get(reverse("desk:candidates")).content.decode()
    assert page.count(f"Alice {formula}<br>") == 1


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "<b>Alice</b>", "alice@example.test"])
def test_what_is_no_name_is_refused(ministry: Client, this_day: date, name: str) -> None:
    said = (2, f"family_name: {name} holds a sign that stands in no name.")
    assert imported(ministry, as_csv(row(1, this_day, family_name=name))) == (0, [said])


def test_markup_in_a_name_is_shown_and_not_obeyed(ministry: Client, this_day: date) -> None:
    imported(ministry, as_csv(row(1, this_day)))
    Candidate.objects.update(family_name="<script>alert(1)</script>")
    page = ministry.get(reverse("desk:candidates")).content.decode()
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 2


def test_the_sample_is_a_list_that_can_be_imported(ministry: Client) -> None:
    sample = ministry.get(reverse("desk:sample")).content
    assert imported(ministry, sample) == (2, [])


@pytest.mark.parametrize(
    "typed",
    [
        "helene",
        "HÉLÈNE",
        "benoit",
        "BENOÎT hél",
        "d orval",
        "D'Orval",
        "orval",
        "benoitdorval",
        "Q00000001",
        "c0000001",
    ],
)
def test_a_candidate_is_found_whatever_accents_are_typed(
    ministry: Client, this_day: date, typed: str
) -> None:
    others = [row(2, this_day, family_name="Tremblay"), row(3, this_day, family_name="Roy")]
    hers = row(1, this_day, given_names="Hélène", family_name="Benoît-D’Orval")
    imported(ministry, as_csv(hers, *others))
    rows = ministry.get(reverse("desk:candidates"), {"q": typed}).context["rows"]
    assert [one.reference for one in rows] == ["C0000001"]


@pytest.mark.parametrize("typed", ["%", "_", "'", "\x00", "\\", "nobody at all", "a" * 5000])
def test_a_search_for_nonsense_finds_nobody_or_everybody_but_never_fails(
    ministry: Client, this_day: date, typed: str
) -> None:
    imported(ministry, as_csv(row(1, this_day)))
    assert ministry.get(reverse("desk:candidates"), {"q": typed}).status_code == 200


def test_a_list_is_leafed_through_to_its_end_and_back(ministry: Client, this_day: date) -> None:
    imported(ministry, as_csv(*[row(n, this_day) for n in range(1, 61)]))
    references = [f"C{number:07}" for number in range(1, 61)]
    forwards, backwards = leafed(ministry, "after", ""), leafed(ministry, "before", "end")
    assert forwards == [references[:25], references[25:50], references[50:]]
    assert backwards == [references[35:], references[10:35], references[:10]]


def leafed(ministry: Client, side: str, key: str) -> list[list[str]]:
    """The references on each page, from the one that is asked for on."""
    pages = []
    while key or not pages:
        page = ministry.get(reverse("desk:candidates"), {side: key}).context
        pages.append([one.reference for one in page["rows"]])
        key = getattr(page["pages"], side)
    return pages


@pytest.mark.parametrize("key", ["x", "\x00", "99999999999999999999", "C0000031' OR 1=1"])
def test_a_page_after_nobody_is_the_first(ministry: Client, this_day: date, key: str) -> None:
    imported(ministry, as_csv(*[row(n, this_day) for n in range(1, 31)]))
    for name in ("candidates", "rounds"):
        for side in ("after", "before"):
            page = ministry.get(reverse(f"desk:{name}"), {side: key}).context
            assert (len(page["pages"].rows), page["pages"].before) == (
                25 if name == "candidates" else 0,
                "",
            )


def test_a_candidate_shows_her_letter(ministry: Client, letter: Invitation) -> None:
    rows = ministry.get(reverse("desk:candidates")).context["rows"]
    assert [[one.number for one in row.letters] for row in rows] == [[letter.number]]
