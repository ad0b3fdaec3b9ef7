"""The language of a text is told by its small words, and not guessed where they are few."""

import pytest

from impplus.words.small_words import written_in


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The lease that you sent is not the one of your address: it has been signed by another person.", "en"),
        ("Le bail que vous avez envoyé n’est pas celui de votre adresse: il est signé par une autre personne.", "fr"),
        ("A conviction of 2019.", ""),
        ("Université de la Sorbonne, rue des Écoles, and the letter of acceptance is from that school.", ""),
        ("The page with the photograph is missing.", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_a_text_is_of_the_language_whose_small_words_it_has(text: str, language: str) -> None:
    assert written_in(text) == language
