"""The database folds texts and finds their words as Python does, letter by letter."""

import unicodedata
from datetime import date

import pytest
from django.db import connection

from impplus.actions import candidates
from impplus.records.models import User
from impplus.words.searched import asked, folded, words
from tests.people import as_csv, row
from tests.site import owner

NAMES = (
    "Đặng Thị Hồng", "Łukasz Wałęsa", "Þóra Guðmundsdóttir", "Søren Kierkegaard", "Jean-Luc D’Amours",
    "O'Neil", "Mʼbarek", "Œdipe  Æsop", "Straße", "İnci Işık", "ΟΔΥΣΣΕΥΣ", "Фёдор", "李 小龍", "عبد الله",
    "A" * 250, "ﷺ" * 20, "", " - ", "W-7K2M-Q9XD",
)  # fmt: skip


def said(sql: str, *values: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def test_every_letter_is_folded_alike(db: None) -> None:
    known = [
        letter
        for letter in map(chr, range(1, 0x110000))
        if unicodedata.category(letter) not in {"Cn", "Cs", "Co"}
    ]
    texts = ["x" + "x".join(known[at : at + 100]) for at in range(0, len(known), 100)]
    rows = said("SELECT told, impplus_folded(told) FROM unnest(%s::text[]) AS texts (told)", texts)
    assert [told for told, plain in rows if plain != folded(str(told))] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_name_has_the_same_words(name: str, db: None) -> None:
    (found,) = said("SELECT tsvector_to_array(impplus_searched(%s))", name)[0]
    assert set(found) == words(name)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("dang hong", True), ("hong dang", True), ("ĐẶNG T", False), ("ĐẶNG TH", True), ("ang", False),
        ("D'Ang", True), ("dang nguyen", False),
    ],
)  # fmt: skip
def test_words_are_found_by_their_beginnings_in_any_order(
    typed: str, found: bool, db: None
) -> None:
    query = "SELECT impplus_searched('Thị Hồng', 'Đặng') @@ %s::tsquery"
    assert said(query, asked(typed)) == [(found,)]


def test_no_search_reads_a_list_of_rows_that_wait(db: None) -> None:
    options = said("SELECT relname, reloptions FROM pg_class WHERE relname LIKE '%%_by_word'")
    assert sorted(options) == [
        ("candidates_by_word", ["fastupdate=off"]),
        ("enquiries_by_word", ["fastupdate=off"]),
        ("matters_by_word", ["fastupdate=off"]),
        ("people_by_word", ["fastupdate=off"]),
        ("reports_by_word", ["fastupdate=off"]),
    ]


def test_the_database_itself_finds_the_functions_where_it_gathers_figures(
    mathieu: User, this_day: date
) -> None:
    candidates.import_csv(as_csv(row(1, this_day)), by=mathieu)
    with owner(), connection.cursor() as cursor:
        cursor.execute("ANALYZE records_candidate")
        cursor.execute("REINDEX INDEX candidates_by_word")
