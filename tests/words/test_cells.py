"""A cell that a spreadsheet opens is no formula, in any country's spreadsheet."""

import pytest

from impplus.words.cells import plain_cell


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("=1+1", "'=1+1"),
        ("＝1＋1", "'＝1＋1"),
        ("＠SUM(A1)", "'＠SUM(A1)"),
        ("－2", "'－2"),
        ("+1 514-555-0199", "'+1 514-555-0199"),
        ("\t=1", "'\t'=1"),
        ("\nrent", "'\nrent"),
        ("a;=1+1", "a;'=1+1"),
        ("a\n@b", "a\n'@b"),
        ("Marie-Ève", "Marie-Ève"),
        ("rent, -5 °C", "rent, -5 °C"),
        ("a = b", "a = b"),
        ("", ""),
    ],
)
def test_an_apostrophe_stands_before_what_would_be_a_formula(typed: str, kept: str) -> None:
    assert plain_cell(typed) == kept
