"""A name is the same however its owner types it, and another name is another."""

import pytest

from impplus.words.names import elided, same

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


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Alice Benali", "Permis d’Alice Benali, qu’Alice Benali lit"),
        ("Élie", "Permis d’Élie, qu’Élie lit"),
        ("E\u0301lie", "Permis d’E\u0301lie, qu’E\u0301lie lit"),
        ("Œdipe", "Permis d’Œdipe, qu’Œdipe lit"),
        ("Yves", "Permis d’Yves, qu’Yves lit"),
        ("Yasmine", "Permis de Yasmine, que Yasmine lit"),
        ("Hélène", "Permis de Hélène, que Hélène lit"),
        ("Karim", "Permis de Karim, que Karim lit"),
        ("", "Permis de , que  lit"),
    ],
)
def test_french_drops_an_e_before_a_name_that_begins_with_a_vowel(name: str, said: str) -> None:
    assert elided(f"Permis de {name}, que {name} lit", name) == said


def test_nothing_else_is_elided() -> None:
    assert elided("Permis de Omar, monde Alice", "Alice") == "Permis de Omar, monde Alice"
