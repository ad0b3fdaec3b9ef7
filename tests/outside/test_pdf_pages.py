"""What stands on the first page of a paper, whatever follows."""

import pypdfium2

from impplus.outside import pdf
from tests.outside.test_pdf import CODE, permit


def test_the_code_stays_on_the_first_page_however_many_conditions_follow() -> None:
    long = "This letter belongs to Alice Benali, whose application was approved. " * 3
    conditions = [{"heading": "Conditions", "points": [long] * 10}]
    facts = permit(paragraphs=[long] * 5, sections=conditions)
    with pypdfium2.PdfDocument(pdf.render("permit", facts, "en")) as paper:
        said = [page.get_textpage().get_text_range() for page in paper]
    assert [CODE["text"] in one for one in said] == [True, False]
