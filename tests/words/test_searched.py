"""Words are searched without accents, capitals or marks; the database folds them alike (tests/records)."""

import pytest

from impplus.words.searched import asked, folded, words


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Hélène BENOÎT", "helene benoit"),
        ("Đặng Łukasz Þóra Søren", "dang lukasz thora soren"),
        ("Æsa Œil Weiß İnci Iıl", "aesa oeil weiss inci iil"),
        ("ΟΔΥΣΣΕΥΣ Фёдор", "οδυσσευσ федор"),
        ("Ａｌｉｃｅ ﬁn", "alice fin"),
    ],
)
def test_a_text_is_folded_whatever_its_accents_and_capitals(text: str, plain: str) -> None:
    assert folded(text) == plain


@pytest.mark.parametrize("mark", ["'", "’", "ʼ", "‘", "-", "‑", "–", "."])
def test_a_word_is_known_whole_and_in_its_parts_whatever_mark_divides_it(mark: str) -> None:
    assert words(f"Anne O{mark}Neil") == {"anne", "oneil", "o", "neil"}


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("ben ali", "'ben':* & 'ali':*"),
        ("O’Neil", "('oneil':* | ('neil':*))"),
        ("Jean-Luc", "('jeanluc':* | ('jean':* & 'luc':*))"),
        ("L", "'l'"),
        ("李 a", "'李' & 'a'"),
        ("' \\ : * & | ! % \x00", ""),
        ("", ""),
        ("a" * 100, f"'{'a' * 60}':*"),
    ],
)
def test_what_is_typed_asks_for_the_beginning_of_every_word(typed: str, query: str) -> None:
    assert asked(typed) == query
