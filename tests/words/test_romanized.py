"""Names of any script are read as words of Latin letters, and those that only spell otherwise share their consonants."""

import pytest

from impplus.words.romanized import consonants, tokens


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Léa O’Neil-Tremblay", ("lea", "oneil", "tremblay")),
        ("Ольга Щукина", ("olga", "shchukina")),
        ("Στεργιανή Αβραμίδου", ("stergiani", "avramidoy")),
        ("محمد بن عمر", ("mhmd", "bn", "mr")),
        ("王小明", ("wangxiaoming",)),
        ("Nguyễn Văn Đức", ("nguyen", "van", "duc")),
        ("9123-4567 Québec inc.", ("9123", "4567", "quebec", "inc")),
        ("—", ()),
    ],
)
def test_a_name_is_read_in_latin_letters(name: str, words: tuple[str, ...]) -> None:
    assert tokens(name) == words


@pytest.mark.parametrize(
    "spellings",
    [
        ("mohammed", "mouhamad", "muhamet", "mhmd"),
        ("khrushchev", "khrouchtchev"),
        ("yusuf", "youssouf", "iosif"),
        ("qaddour", "kadour", "kaddur"),
        ("park", "bark"),
    ],
)
def test_spellings_of_one_name_share_their_consonants(spellings: tuple[str, ...]) -> None:
    assert len({consonants(one) for one in spellings}) == 1
