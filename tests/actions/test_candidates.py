"""The ministry's list of candidates, good, bad and hostile."""

from datetime import date, timedelta

import pytest

from impplus.actions import batches, candidates
from impplus.queries import candidate_faults, candidate_lists
from impplus.queries.candidate_lists import LARGEST
from impplus.queries.candidate_rows import KINDS
from impplus.queries.list_columns import COLUMNS, LABELS
from impplus.queries.refusals import NotUnderstood
from impplus.records.models import Batch, Candidate, Event, User
from impplus.words.text import Text
from tests import people
from tests.people import as_csv, row

HEADER = ",".join(COLUMNS)


def left_out(batch: Batch) -> list[tuple[int, str]]:
    """The lines that were left out, with the candidates' references."""
    return list(batch.rows_left_out.values_list("line", "reference"))


def sentence(content: bytes, by: User) -> str:
    """What the ministry is told about a file that cannot be read as a whole."""
    with pytest.raises(NotUnderstood) as refused:
        candidates.import_csv(content, by=by)
    assert Candidate.objects.count() == 0
    assert Event.objects.filter(verb="import").count() == 0
    assert refused.value.text.fr != refused.value.text.en
    return refused.value.text.en


def reason(mathieu: User, this_day: date, **changes: str) -> Text:
    """Why one line is left out, when a sound one stands before it and after it."""
    lines = [row(1, this_day), row(2, this_day, **changes), row(3, this_day)]
    batch = candidates.import_csv(as_csv(*lines), by=mathieu)
    row_left_out = batch.rows_left_out.get()
    assert (batch.accepted, batch.left_out, row_left_out.line) == (2, 1, 3)
    return row_left_out.reason


def test_sound_rows_become_candidates(mathieu: User, this_day: date) -> None:
    batch = candidates.import_csv(as_csv(row(1, this_day), row(2, this_day)), by=mathieu)
    assert (batch.status, batch.accepted, left_out(batch)) == ("done", 2, [])
    alice = Candidate.objects.get(reference="C0000001")
    assert (alice.name, alice.born, alice.csq_expires, alice.demo) == (
        "Alice Benali",
        date(1990, 4, 2),
        this_day + timedelta(days=530),
        False,
    )
    event = Event.objects.get(verb="import")
    assert (event.by, event.detail) == (mathieu, {"accepted": 2, "refused": 0})


@pytest.mark.parametrize(
    ("changes", "en", "fr"),
    [
        (
            {"family_name": "", "email": ""},
            "Nothing is written under: family_name, email.",
            "Rien n’est inscrit sous\u00a0: family_name, email.",
        ),
        (
            {"born": "1990-02-30"},
            "born: 1990-02-30 is not a day that exists (write it as 2026-03-02).",
            "born\u00a0: 1990-02-30 n’est pas une date qui existe (inscrivez 2026-03-02).",
        ),
        (
            {"csq_expires": "2026-W10-1"},
            "csq_expires: 2026-W10-1 is not written as a date here (write year, month and day, as in 2026-03-02).",
            "csq_expires\u00a0: 2026-W10-1 n’est pas écrit comme une date ici (inscrivez année, mois et jour, comme 2026-03-02).",
        ),
        (
            {"born": "02/04/1990"},
            "born: 02/04/1990 is not written as a date here (write year, month and day, as in 2026-03-02).",
            "born\u00a0: 02/04/1990 n’est pas écrit comme une date ici (inscrivez année, mois et jour, comme 2026-03-02).",
        ),
        (
            {"csq_expires": "2001-01-01"},
            "The CSQ expires before it is issued.",
            "Le CSQ expire avant d’être délivré.",
        ),
        (
            {"born": "2999-01-01"},
            "The date of birth is after the issue of the CSQ.",
            "La date de naissance est postérieure à la délivrance du CSQ.",
        ),
        (
            {"nationality": "Maroc"},
            "nationality: Maroc is not a country code of three letters (such as MAR).",
            "nationality\u00a0: Maroc n’est pas un code de pays à trois lettres (comme MAR).",
        ),
        ({"language": "es"}, "language: write en or fr.", "language\u00a0: inscrivez en ou fr."),
        (
            {"email": "alice at example"},
            "email: this is not an e-mail address.",
            "email\u00a0: ce n’est pas une adresse électronique.",
        ),
        (
            {"given_names": "A" * 251},
            "given_names: longer than 250 characters, or with characters that cannot be printed.",
            "given_names\u00a0: plus de 250 caractères, ou des caractères non imprimables.",
        ),
        (
            {"given_names": "Alice\u202e"},
            "given_names: longer than 250 characters, or with characters that cannot be printed.",
            "given_names\u00a0: plus de 250 caractères, ou des caractères non imprimables.",
        ),
        (
            {"family_name": "Benali, née Roy"},
            (
                "The line has more cells than there are columns. "
                "Put a text that holds a comma in quotation marks."
            ),
            (
                "La ligne compte plus de cellules que de colonnes. "
                "Mettez entre guillemets tout texte qui contient une virgule."
            ),
        ),
        (
            {"reference": "C0000001"},
            "Line 2 of this list has the same individual reference number.",
            "La ligne 2 de cette liste porte le même numéro de référence individuel.",
        ),
        (
            {"csq_number": "Q00000001"},
            "Line 2 of this list has the same CSQ number.",
            "La ligne 2 de cette liste porte le même numéro de CSQ.",
        ),
    ],
)
def test_a_faulty_row_is_left_out_with_its_line_and_its_reason(
    changes: dict[str, str], en: str, fr: str, mathieu: User, this_day: date
) -> None:
    assert reason(mathieu, this_day, **changes) == Text(en=en, fr=fr)
    assert Candidate.objects.count() == 2


def test_an_unknown_programme_is_named_with_those_that_are_known(
    mathieu: User, this_day: date
) -> None:
    known = ", ".join(sorted(candidate_faults.PROGRAMMES))
    assert reason(mathieu, this_day, csq_programme="PTQ").en == (
        f"csq_programme: PTQ is not one of {known}."
    )


def test_the_same_list_twice_changes_nothing(mathieu: User, this_day: date) -> None:
    content = as_csv(row(1, this_day), row(2, this_day))
    candidates.import_csv(content, by=mathieu)
    again = candidates.import_csv(content, by=mathieu)
    assert (again.accepted, again.left_out, left_out(again)) == (0, 2, [])
    assert again.counts == dict.fromkeys(KINDS, 0) | {"same": 2}
    assert Candidate.objects.count() == 2


def test_a_line_is_counted_from_its_first_row_of_text(mathieu: User, this_day: date) -> None:
    split = row(1, this_day, family_name='"Ben\nali"')
    content = as_csv(split, row(2, this_day, language="es")).replace(
        b"\nC0000002", b"\n\n\nC0000002"
    )
    batch = candidates.import_csv(content, by=mathieu)
    assert [line for line, _ in left_out(batch)] == [2, 6]


@pytest.mark.parametrize("text", ["=1+1", "+33", "-2", "@SUM(A1)", "=cmd|' /C calc'!A0"])
def test_a_cell_that_looks_like_a_formula_stays_text(
    text: str, mathieu: User, this_day: date
) -> None:
    candidates.import_csv(as_csv(row(1, this_day, mifi_file=text)), by=mathieu)
    assert Candidate.objects.get().mifi_file == text


def test_a_list_of_too_many_rows_is_refused_before_it_is_kept(
    mathieu: User, this_day: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidate_lists, "MOST_ROWS", 2)
    assert sentence(as_csv() + b"\nx" * 3, mathieu) == (
        "The list has more than 500,000 rows. Cut it in two and import each part."
    )
    assert Batch.objects.count() == 0
    full = as_csv(row(1, this_day), row(2, this_day)) + b"\n\n"
    assert candidates.import_csv(full, by=mathieu).accepted == 2


NOT_CSV = "The file is not a CSV list. Export the list again as “CSV UTF-8”."
NOT_TEXT = (
    "The file is not a list in text form: it may be a picture, a PDF or a workbook. "
    "Save the list as “CSV UTF-8” and choose it again."
)
NO_WORKBOOK = "This is not a workbook that can be read. Save the list as an Excel workbook (.xlsx) or as “CSV UTF-8” and import it again."
TOO_LONG = "A line of the file is longer than 200,000 characters. A list has one candidate a line."
MISSING = "The first line must name the columns; these are missing: "


@pytest.mark.parametrize(
    ("content", "en"),
    [
        ("Amélie".encode("latin-1"), MISSING + ", ".join(LABELS[one].en for one in COLUMNS) + "."),
        (as_csv().decode().encode("utf-16") + b"\x00", NOT_TEXT),
        (as_csv() + b"\nC1\x00", NOT_TEXT),
        (as_csv() + b"\n\x81", NOT_TEXT),
        (as_csv() + b'\n"C1"x,', NOT_CSV),
        (as_csv() + b'\n"C1', NOT_CSV),
        (as_csv() + b"\n" + b"C" * 10_000_000, TOO_LONG),
        (b"reference," * 1_000_000, TOO_LONG),
        (people.a_pdf(), NOT_TEXT),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", NOT_TEXT),
        (b"PK\x03\x04\x14\x00\x06\x00", NO_WORKBOOK),
        (b"\xff\xfe\xfe\xff" + as_csv(), NOT_TEXT),
        (
            b" " * (LARGEST + 1),
            "The file is larger than 50 MB. Cut it in two and import each part.",
        ),
        (b"", "The file is empty. Choose the list once more."),
        (as_csv(), "The list has no row below its columns. Check what was exported."),
        (
            HEADER.replace("born,", "").replace(",email", "").encode(),
            "The first line must name the columns; these are missing: Date of birth, E-mail address.",
        ),
    ],
    ids=[
        "latin-1",
        "utf-16 cut in a letter",
        "nul",
        "no character",
        "torn",
        "open quote",
        "line of 10 MB",
        "a million columns",
        "pdf",
        "photo",
        "workbook",
        "two byte orders",
        "50 MB",
        "0",
        "no row",
        "less",
    ],
)
def test_a_file_that_is_no_list_is_refused_whole(content: bytes, en: str, mathieu: User) -> None:
    assert sentence(content, mathieu) == en


def test_a_file_that_breaks_off_in_the_middle_leaves_nothing(mathieu: User, this_day: date) -> None:
    assert sentence(as_csv(row(1, this_day)) + b'\n"C0000002', mathieu) == NOT_CSV


def test_two_thousand_rows_are_taken_at_once(mathieu: User, this_day: date) -> None:
    content = as_csv(*(row(number, this_day) for number in range(2_000)))
    batch = candidates.import_csv(content, by=mathieu)
    assert (batch.accepted, batch.left_out) == (2_000, 0)


def test_the_reference_of_a_refused_row_is_cut_to_what_a_reference_can_be(
    mathieu: User, this_day: date
) -> None:
    long = row(1, this_day, reference="C" * 500)
    assert left_out(candidates.import_csv(as_csv(long), by=mathieu)) == [(2, "C" * 30)]


def test_a_long_list_is_read_a_part_at_a_time_and_taken_only_if_it_is_whole(
    mathieu: User, this_day: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "AT_ONCE", 10)
    lines = [row(number, this_day) for number in range(25)]
    torn = as_csv(*lines) + b'\n"C0000030'
    assert sentence(torn, mathieu) == NOT_CSV
    batch = candidates.import_csv(as_csv(*lines, *lines), by=mathieu)
    assert (batch.accepted, batch.left_out) == (25, 25)
    assert [line for line, _ in left_out(batch)] == list(range(27, 52))
