"""The first of a month, “1er”, is written as French writes it wherever it stands on a paper."""

from typing import Any

import pypdfium2
import pytest

from impplus.outside import pdf


@pytest.mark.parametrize(
    "facts",
    [
        {"issued": "1er mars 2026"},
        {"rows": [{"label": "Naissance", "value": "1er mars 2026"}]},
        {"highlights": [{"label": "Fin", "value": "1er mars 2026"}]},
        {"sections": [{"heading": "Le 1er mars"}]},
        {"sections": [{"heading": "Suite", "points": ["Avant le 1er mars 2026."]}]},
        {"sections": [{"table": {"head": ["Le 1er mars"], "rows": [["0"]]}}]},
        {"sections": [{"table": {"head": ["Jour"], "rows": [["1er mars 2026"]]}}]},
        {"signature_lines": ["Montréal, le 1er mars 2026"]},
    ],
    ids=["letterhead", "row", "highlight", "heading", "point", "head", "cell", "signature"],
)
def test_the_letters_after_the_first_of_a_month_are_raised(facts: dict[str, Any]) -> None:
    with pypdfium2.PdfDocument(pdf.render("permit", {"title": "Permis", **facts}, "fr")) as paper:
        text = paper[0].get_textpage()
        at = text.get_text_range().index("1er")
        feet = [text.get_charbox(one)[1] for one in range(at, at + 3)]
        assert min(feet[1:]) > feet[0] + 2
