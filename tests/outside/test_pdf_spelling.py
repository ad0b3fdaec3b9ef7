"""What cannot be printed is named by typst, and is written in Latin letters wherever it stands."""

import pytest

from impplus.outside import pdf_spelling


@pytest.mark.parametrize(
    ("diagnostic", "characters"),
    [
        ('the text `"ป"` could not be displayed with font `"Libertinus Serif"`', {"ป"}),
        ('the text `"\\u{e34}"` could not be displayed', {"\u0e34"}),
        ('the text `"e\\u{301}"` could not be displayed', {"e", "\u0301"}),
        ('the PDF contains the codepoint `"\\u{e000}"`', {"\ue000"}),
        ('the text contains the disallowed codepoint `"\\u{feff}"`', {"\ufeff"}),
        ('the text `"\\"\\\\\\n"` could not be displayed', {'"', "\\", "\n"}),
        ("type dictionary has no method", set()),
    ],
)
def test_typst_names_what_it_cannot_print(diagnostic: str, characters: set[str]) -> None:
    assert pdf_spelling.named_in(diagnostic) == characters


def test_a_text_is_respelled_wherever_it_stands() -> None:
    facts = {"rows": [{"label": "王", "value": "Alice 王\u200d"}], "pages": 2, "ok": ("𠮷\x01",)}
    assert pdf_spelling.respelled(facts, "王\u200d𠮷\x01\ue000") == {
        "rows": [{"label": "Wang", "value": "Alice Wang"}],
        "pages": 2,
        "ok": ["Kichi"],
    }


def test_a_character_without_latin_letters_becomes_a_square() -> None:
    assert pdf_spelling.respelled("a\ue000b", "\ue000") == "a□b"


@pytest.mark.parametrize(
    ("characters", "missed"), [("王", True), ("\u200d", False), ("\ue000", True)]
)
def test_a_note_is_owed_where_a_reader_misses_a_sign(characters: str, missed: bool) -> None:
    assert pdf_spelling.seen(characters) is missed


def test_the_letters_of_both_languages_are_latin() -> None:
    assert pdf_spelling.beyond_latin("Łódź « l’œuvre »\u00a0: 5\u202f000 – “x” ☃王") == {"☃", "王"}
