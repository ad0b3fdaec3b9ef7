"""Papers are accessible, archivable, the same bytes every time, and survive hard facts."""

import hashlib
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from impplus.outside import pdf

CODE = {
    "text": "7KQM-2XHD-94TV",
    "url": "http://127.0.0.1:8000/en/verify/7KQM-2XHD-94TV",
    "label": "Scan the code or type it on the verification page.",
    "alt": "Scannable code; the same facts are in the text.",
}


def permit(**more: Any) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "title": "Open work permit",
        "other_title": "Permis de travail ouvert",
        "number": "P-1",
        "issued": "January 5, 2026",
        "date": "2026-01-05",
        "office": ["Decision office", "Ottawa"],
        "holder": "Alice Carreño Quiñones",
        "highlights": [{"label": "Valid until", "value": "January 4, 2029"}],
        "rows": [{"label": "Employer", "value": "Any employer in Quebec"}],
        "sections": [{"heading": "Conditions", "points": ["Quebec only."]}],
        "code": CODE,
        "signature_lines": ["Olivia Tremblay", "Officer"],
        "notice": "Demonstration – not valid",
        "footer": "IMP+",
    }
    return facts | more


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(content))


def alternative_texts(node: Any) -> list[str]:
    if isinstance(node, pikepdf.Array):
        return [text for kid in node for text in alternative_texts(kid)]
    found = [str(node.Alt)] if "/Alt" in node else []
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            found += alternative_texts(kid)
    return found


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("template", ["letter", "receipt", "permit"])
def test_each_paper_claims_both_standards_and_names_its_language(
    template: str, language: str
) -> None:
    with opened(pdf.render(template, permit(), language)) as paper:
        metadata = paper.open_metadata()
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert metadata["dc:title"] == "Open work permit"
        assert paper.Root.Lang == f"{language}-CA"
        assert paper.Root.MarkInfo.Marked is True
        assert paper.Root.ViewerPreferences.DisplayDocTitle is True
        assert alternative_texts(paper.Root.StructTreeRoot.K)[:1] == [CODE["alt"]]


def test_the_same_facts_give_the_same_bytes() -> None:
    first = pdf.render("permit", permit(), "en")
    pdf.render("letter", permit(title="Another"), "fr")
    assert pdf.render("permit", permit(), "en") == first


def test_no_font_of_the_machine_is_used() -> None:
    # Every character of these names has a sign in the fonts that come with typst.
    names = "Nguyễn Thị Minh Khai, Łukasiewicz, Ðorđe, Şükrü, Γιώργος, Жуковський, O’Brien"
    with opened(pdf.render("permit", permit(holder=names), "en")) as paper:
        fonts = {
            str(held.BaseFont).partition("+")[2].partition("-")[0]
            for held in paper.objects
            if isinstance(held, pikepdf.Dictionary) and "/BaseFont" in held
        }
    assert fonts == {"LibertinusSerif", "DejaVuSansMono"}


def test_a_character_without_a_sign_becomes_a_square_and_the_paper_is_made() -> None:
    with opened(pdf.render("letter", permit(holder="王小明 😀"), "en")) as paper:
        assert len(paper.pages) == 1
    with opened(pdf.render("permit", permit(holder="王小明 😀"), "en")) as paper:
        assert len(paper.pages) == 1


@pytest.mark.parametrize(
    "name", ["A" * 250, "Warnakulasuriya " * 15, '#eval("1") $x$ \\ " *a* <b>']
)
def test_a_hard_name_keeps_the_permit_on_one_page(name: str) -> None:
    with opened(pdf.render("permit", permit(holder=name), "en")) as paper:
        assert len(paper.pages) == 1


def test_a_receipt_of_many_answers_and_files_runs_over_pages() -> None:
    rows = [{"label": f"Question {n}", "value": "Answer " * n} for n in range(40)]
    files = [[f"file-{n}.pdf", "2", hashlib.sha256(bytes([n])).hexdigest()] for n in range(60)]
    table = {"head": ["File", "Pages", "SHA-256"], "widths": [3, 1, 6], "rows": files}
    facts = permit(rows=rows, sections=[{"heading": "Files", "table": table}])
    with opened(pdf.render("receipt", facts, "fr")) as paper:
        assert len(paper.pages) == 6


def test_facts_alone_are_enough_for_a_letter() -> None:
    with opened(pdf.render("letter", {"title": "Bonjour", "paragraphs": ["Un."]}, "fr")) as paper:
        assert len(paper.pages) == 1


@pytest.mark.parametrize(
    ("template", "facts", "language"),
    [
        ("../letter", {"title": "x"}, "en"),
        ("letter", {"title": "x"}, "de"),
        ("letter", {}, "en"),
        ("letter", {"title": "x", "colour": "red"}, "en"),
    ],
    ids=["template", "language", "no title", "unknown fact"],
)
def test_a_slip_of_the_caller_is_said(template: str, facts: dict[str, str], language: str) -> None:
    with pytest.raises(ValueError, match=r"layout|Facts"):
        pdf.render(template, facts, language)


def test_facts_of_the_wrong_shape_are_not_printable() -> None:
    with pytest.raises(pdf.NotPrintable):
        pdf.render("letter", {"title": "x", "rows": [{"label": "only"}]}, "en")
