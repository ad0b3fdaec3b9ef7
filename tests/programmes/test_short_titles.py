"""What is asked for has a short title in lists: on a phone it takes a line."""

from impplus.programmes import ALL

LONGEST = 36  # letters on a line of a phone that is 360 points wide, beside a picture of a page


def test_the_title_of_a_document_is_short_in_both_languages() -> None:
    found = [
        said
        for programme in ALL.values()
        for rule in programme.documents
        if rule.until is None
        for said in (rule.title.en, rule.title.fr)
        if len(said) > LONGEST
    ]
    assert found == []
