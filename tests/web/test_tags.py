"""The small parts of every page: what was found has one tag, in one colour, wherever it is shown."""

import pytest
from django.utils.translation import override

from impplus.web.tags import met_tag


@pytest.mark.parametrize(
    ("met", "colour", "english", "french"),
    [
        (True, "green", "Met", "Remplie"),
        (False, "red", "Not met", "Non remplie"),
        (None, "yellow", "Not known", "Indéterminée"),
    ],
)
def test_a_finding_has_one_tag_in_each_language(
    met: bool | None, colour: str, english: str, french: str
) -> None:
    for language, words in (("en", english), ("fr", french)):
        with override(language):
            assert met_tag(met) == f'<span class="tag {colour}">{words}</span>'
