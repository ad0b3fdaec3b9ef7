"""No French address of a page of the form or of a document is in English."""

import re

from impplus.programmes import IMP_PLUS
from impplus.queries.other_papers import OTHER
from impplus.words.french_keys import FRENCH

KEYS = {
    *(one.key for one in IMP_PLUS.form),
    *(one.key for one in IMP_PLUS.documents),
    OTHER,
}
# Written the same in both languages.
SAME = {"caq", "csq", "intention", "invitation", "parents", "photo", "province", "selection", "service"}  # fmt: skip


def test_each_key_has_its_word_and_each_word_one_key() -> None:
    assert set(FRENCH) == KEYS - SAME
    words = [*FRENCH.values(), *SAME]
    assert sorted(set(words)) == sorted(words)
    assert [one for one in words if not re.fullmatch("[a-z]+(-[a-z]+)*", one)] == []
    # Else what is a word would be read as a key, too.
    assert set(FRENCH) & set(FRENCH.values()) == set()
