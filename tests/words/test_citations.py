"""A source is cited in the language of the page."""

import pytest

from impplus.programmes import IMP_PLUS
from impplus.words.citations import cited


@pytest.mark.parametrize(
    ("cite", "en", "fr"),
    [
        ("IRPR / RIPR 303.2", "IRPR, s.\u00a0303.2", "RIPR, art.\u00a0303.2"),
        ("IRPA / LIPR 34–42", "IRPA, ss.\u00a034–42", "LIPR, art.\u00a034\u00a0à\u00a042"),
        ("IRCC / Refunds – Remboursements", "IRCC, Refunds", "IRCC, Remboursements"),
        ("IRCC / C49", "IRCC, C49", "IRCC, C49"),
        ("IRCC 2022-05-24", "IRCC 2022-05-24", "IRCC 2022-05-24"),
    ],
)
def test_a_citation_names_the_text_as_its_language_does(cite: str, en: str, fr: str) -> None:
    assert (cited(cite).en, cited(cite).fr) == (en, fr)


def test_no_source_of_the_programme_is_cited_in_two_languages_at_once() -> None:
    found = {one.source.cite for one in IMP_PLUS.conditions} | {
        one.source.cite for one in IMP_PLUS.fees
    }
    said = [cited(cite).say(language) for cite in found for language in ("en", "fr")]
    assert [words for words in said if " / " in words] == []
