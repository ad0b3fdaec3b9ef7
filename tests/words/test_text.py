"""Words come in both languages."""

import pytest

from impplus.words.text import Source, Text

HELLO = Text(en="Hello", fr="Bonjour")


@pytest.mark.parametrize(("en", "fr"), [("Hello", ""), ("", "Bonjour"), (" ", "Bonjour")])
def test_a_text_refuses_an_empty_language(en: str, fr: str) -> None:
    with pytest.raises(ValueError, match="both languages"):
        Text(en=en, fr=fr)


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "Hello"), ("fr", "Bonjour"), ("fr-ca", "Bonjour"), ("de", "Hello")]
)
def test_a_text_is_said_in_a_language(lang: str, said: str) -> None:
    assert HELLO.say(lang) == said


def test_a_source_links_to_the_page_in_the_language_where_there_is_one() -> None:
    both = Source("IRPR / RIPR 1", HELLO, "https://example.org/en", "https://example.org/fr")
    one = Source("Québec", HELLO, "https://example.org/")
    assert [both.link("en"), both.link("fr")] == [
        "https://example.org/en",
        "https://example.org/fr",
    ]
    assert [one.link("en"), one.link("fr")] == ["https://example.org/", "https://example.org/"]
