"""A name is the same however its owner types it, and another name is another."""

import pytest

from impplus.words.names import same

NOOR = "\u0646\u0648\u0631"


@pytest.mark.parametrize(
    ("declared", "typed"),
    [
        ("Alice Benali", "ALICE BENALI"),
        ("Alice Benali", "Benali, Alice"),
        ("Alice Benali", "  Alice\u3000Benali\u00a0"),
        ("Jean-Luc O’Neil", "Jean Luc O'Neil"),
        ("Jean-Luc O’Neil", "jeanluc oneil"),
        ("Đặng Thị Hương", "Dang Thi Huong"),
        ("Łukasz Żółć", "zolc lukasz"),
        ("Şule Işık", "sule isik"),
        (f"{NOOR}\u200c{NOOR}", f"{NOOR}{NOOR}"),
        (f"{NOOR}\u200c{NOOR}", f"{NOOR} {NOOR}"),
        ("陳 大文", "陳大文"),
    ],
)
def test_the_same_name(declared: str, typed: str) -> None:
    assert same(declared, typed)
    assert same(typed, declared)


@pytest.mark.parametrize(
    "typed",
    [
        "Mickey Mouse",
        "Alice",
        "Alice B.",
        "Alice Benali Roy",
        "Alice Alice Benali",
        "Malice Benali",
        "",
    ],
)
def test_another_name(typed: str) -> None:
    assert not same("Alice Benali", typed)


def test_two_names_without_a_letter_of_any_word_are_never_said_to_be_somebodys() -> None:
    assert not same("陳大文", "李小龍")
