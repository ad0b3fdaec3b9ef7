"""The ministry's list as spreadsheets save it: encodings, separators, names of columns, and what nobody sees."""

from collections.abc import Callable
from datetime import date

import pytest

from impplus.actions import candidates
from impplus.queries.list_columns import COLUMNS
from impplus.queries.refusals import NotUnderstood
from impplus.records.models import Batch, Candidate, User
from tests.people import as_csv, row

FRENCH = (
    "Numéro de référence individuel;N° de dossier;NUMÉRO DE CSQ;Programme du CSQ;Date de délivrance;"
    "Date d'expiration;Nom de famille;Prénoms;Date de naissance;Nationalité;Pays de résidence;"
    "Courriel;Langue;Remarques"
)


@pytest.mark.parametrize(
    "saved",
    [
        lambda text: text.encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: b"\xef\xbb\xbf" + text.encode("utf-8-sig"),
        lambda text: text.encode("cp1252"),
        lambda text: text.encode("utf-16"),
        lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
        lambda text: text.encode("utf-16-le"),
        lambda text: text.encode("utf-16-be"),
        lambda text: text.replace(",", "\t").encode("utf-16"),
        lambda text: text.replace(",", "\t").encode("cp1252"),
        lambda text: b"sep=;\r\n" + text.replace(",", ";").encode("cp1252"),
        lambda text: '\ufeff"SEP=|"\n'.encode() + text.replace(",", "|").encode(),
        lambda text: text.replace("\n", "\r").encode("cp1252"),
    ],
    ids=[
        "UTF-8", "with a mark", "with two marks", "cp1252", "UTF-16", "UTF-16 of the other order",
        "UTF-16 without a mark", "that of the other order without a mark",
        "Unicode text", "tabs", "sep=;", "sep=|", "old line ends",
    ],
)  # fmt: skip
def test_a_list_is_read_however_a_spreadsheet_saved_it(
    saved: Callable[[str], bytes], mathieu: User, this_day: date
) -> None:
    text = as_csv(row(1, this_day, family_name="Benoît-D’Orval", given_names="Hélène")).decode()
    batch = candidates.import_csv(saved(text), by=mathieu)
    assert (batch.accepted, batch.left_out) == (1, 0)
    assert Candidate.objects.get().name == "Hélène Benoît-D’Orval"


@pytest.mark.parametrize("heading", [FRENCH, FRENCH.upper(), FRENCH.lower()])
def test_columns_are_known_by_their_french_names(
    heading: str, mathieu: User, this_day: date
) -> None:
    line = as_csv(row(1, this_day)).decode().split("\n")[1].replace(",", ";")
    batch = candidates.import_csv(f"{heading}\n{line};rien".encode("cp1252"), by=mathieu)
    assert (batch.accepted, batch.left_out) == (1, 0)
    assert Candidate.objects.get().name == "Alice Benali"


def test_the_line_of_a_row_counts_the_one_that_names_the_separator(
    mathieu: User, this_day: date
) -> None:
    content = b"sep=,\n" + as_csv(row(1, this_day), row(2, this_day, language="es"))
    batch = candidates.import_csv(content, by=mathieu)
    assert [one.line for one in batch.rows_left_out.all()] == [4]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Benoît\u00a0\u202f d\u2019Orval\u00a0", "Benoît d\u2019Orval"),
        ("O'Brien", "O'Brien"),
        ("\ufeffBena\u200bli\u00ad", "Benali"),
        ("Bena\u200dli\u200c", "Benali"),
        ("\u0639\u0644\u06cc\u200c\u0631\u0636\u0627", "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627"),
        ("BENALI", "BENALI"),
    ],
    ids=["spaces", "apostrophe", "unseen", "strays", "joiner of a name", "capitals"],
)  # fmt: skip
def test_a_name_keeps_its_letters_and_loses_what_nobody_sees(
    written: str, kept: str, mathieu: User, this_day: date
) -> None:
    candidates.import_csv(as_csv(row(1, this_day, family_name=written)), by=mathieu)
    assert Candidate.objects.get().family_name == kept


@pytest.mark.parametrize(("written", "kept"), [("FR", "fr"), ("Français", "fr"), ("ANGLAIS", "en")])
def test_codes_are_understood_in_capitals_and_languages_by_their_names(
    written: str, kept: str, mathieu: User, this_day: date
) -> None:
    codes = {"language": written, "nationality": "mar", "csq_programme": "prtq"}
    candidates.import_csv(as_csv(row(1, this_day, **codes)), by=mathieu)
    alice = Candidate.objects.get()
    assert (alice.language, alice.nationality, alice.csq_programme) == (kept, "MAR", "PRTQ")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "with a mark"])
def test_a_list_that_is_utf_8_in_part_is_refused_before_a_name_is_misspelt(
    mark: bytes, mathieu: User, this_day: date
) -> None:
    sound = as_csv(row(1, this_day, given_names="Zoé"), row(2, this_day, given_names="Noël"))
    with pytest.raises(NotUnderstood) as refused:
        candidates.import_csv(mark + sound.replace("Noël".encode(), b"No\xebl"), by=mathieu)
    assert refused.value.text.en.startswith("Part of the file is UTF-8 and part is not")
    assert Batch.objects.count() == 0


def test_a_column_that_is_named_twice_is_refused_by_its_name(mathieu: User) -> None:
    with pytest.raises(NotUnderstood) as refused:
        candidates.import_csv(",".join((*COLUMNS, "Nom de famille")).encode(), by=mathieu)
    assert refused.value.text.en == (
        "The first line names these columns more than once: Family names. Keep one of each."
    )
    assert refused.value.text.fr == (
        "La première ligne nomme ces colonnes plus d’une fois\u00a0: Noms de famille. N’en gardez qu’une de chaque."
    )
    assert Batch.objects.count() == 0


@pytest.mark.parametrize(
    "changed",
    [
        lambda content: content.replace(b",", b";"),
        lambda content: b"\xef\xbb\xbf" + content,
        lambda content: content.replace(b"\n", b"\r\n"),
        lambda content: b"\n".join(line + b"," for line in content.split(b"\n")),
        lambda content: content.replace(b"Alice", b" Alice\t"),
        lambda content: content + b"\n,,,,,,,,,,,,\n\n",
    ],
    ids=["semicolons", "byte order mark", "crlf", "empty last column", "spaces", "empty lines"],
)
def test_what_spreadsheets_do_to_a_list_is_understood(
    changed: object, mathieu: User, this_day: date
) -> None:
    assert callable(changed)
    batch = candidates.import_csv(changed(as_csv(row(1, this_day))), by=mathieu)
    assert (batch.accepted, batch.left_out) == (1, 0)
    assert Candidate.objects.get().name == "Alice Benali"


def test_a_name_is_kept_in_one_form_however_its_accents_were_typed(
    mathieu: User, this_day: date
) -> None:
    candidates.import_csv(as_csv(row(1, this_day, given_names="Ame\u0301lie")), by=mathieu)
    assert Candidate.objects.get().given_names == "Am\u00e9lie"


def test_a_quoted_comma_belongs_to_the_name(mathieu: User, this_day: date) -> None:
    candidates.import_csv(as_csv(row(1, this_day, family_name='"Benali, née Roy"')), by=mathieu)
    assert Candidate.objects.get().family_name == "Benali, née Roy"
