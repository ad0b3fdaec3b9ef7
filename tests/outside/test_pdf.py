"""Papers are accessible, archivable, the same bytes every time, and survive hard facts."""

import hashlib
import sys
import unicodedata
from io import BytesIO
from itertools import batched
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings, strategies as st

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


def fonts_of(content: bytes) -> set[str]:
    """The families embedded in a paper, without the mark of a part (ABCDEF+)."""
    with opened(content) as paper:
        return {
            str(held.BaseFont).partition("+")[2].partition("-")[0]
            for held in paper.objects
            if isinstance(held, pikepdf.Dictionary) and "/BaseFont" in held
        }


def test_no_font_of_the_machine_is_used() -> None:
    # Every character of these names has a sign in the fonts that come with typst.
    names = "Nguyễn Thị Minh Khai, Łukasiewicz, Ðorđe, Şükrü, Γιώργος, Жуковський, O’Brien, שרה"
    made = pdf.render("permit", permit(holder=names), "en")
    assert fonts_of(made) == {"LibertinusSerif", "DejaVuSansMono"}


@pytest.mark.parametrize(
    ("name", "font"),
    [
        ("ปิยะดา ศรีสุข", "NotoSansThai"),
        ("தமிழ்ச்செல்வி", "NotoSansTamil"),
        ("সৌমিত্র চট্টোপাধ্যায়", "NotoSansBengali"),
        ("အောင်ဆန်းစုကြည်", "NotoSansMyanmar"),
        ("សុខ សុភាព", "NotoSansKhmer"),
        ("ශ්‍රී ලංකා", "NotoSansSinhala"),
        ("བསྟན་འཛིན་", "NotoSerifTibetan"),
        ("محمد عبد الله", "NotoSansArabic"),
        ("ሰላማዊት ተስፋዬ", "NotoSansEthiopic"),
        ("Արամ Խաչատրյան", "NotoSansArmenian"),
        ("გიორგი", "NotoSansGeorgian"),
        ("ᐃᓄᒃᑎᑐᑦ", "NotoSansCanadianAboriginal"),
        ("王小明 さくら 김민준", "DroidSansFallback"),
        ("葛󠄀城", "DroidSansFallback"),
        ("👩‍👩‍👧‍👦 ❤️", "NotoEmoji"),
    ],
)
def test_a_name_is_printed_in_its_own_script(name: str, font: str) -> None:
    made = pdf.render("permit", permit(holder=name), "fr")
    assert fonts_of(made) == {"LibertinusSerif", "DejaVuSansMono", font}


@pytest.mark.parametrize("holder", ["𒀭𒂗𒆤", "\ue000", "\x01", "\ufeffAlice", "\ufffe"])
def test_a_name_that_no_font_has_is_printed_in_latin_letters(holder: str) -> None:
    made = pdf.render("letter", permit(paragraphs=[holder]), "en")
    assert fonts_of(made) == {"LibertinusSerif", "DejaVuSansMono"}
    assert len(opened(made).pages) == 1


def test_a_text_at_which_typst_stops_is_printed_in_latin_letters() -> None:
    marks_alone = "𐺀 𐺁 " * 28 + "𐺫 𐺬 " + "𐺀 𐺁 " * 20 + "ปิยะดา"
    made = pdf.render("letter", permit(paragraphs=[marks_alone]), "en")
    assert fonts_of(made) == {"LibertinusSerif", "DejaVuSansMono"}


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=80), st.text(min_size=1, max_size=30))
def test_whatever_was_typed_the_paper_is_made(answer: str, name: str) -> None:
    rows = [{"label": name, "value": answer}]
    facts = permit(holder=name, rows=rows, paragraphs=[answer, f"{name} {answer}"])
    assert len(opened(pdf.render("letter", facts, "fr")).pages) >= 1


@pytest.mark.thorough
def test_every_character_of_unicode_leaves_a_paper() -> None:
    every = [chr(code) for code in range(sys.maxunicode + 1)]
    many = ("CJK UNIFIED", "HANGUL SYLLABLE", "TANGUT", "CUNEIFORM", "EGYPTIAN")  # alike, and slow
    known = [
        one
        for one in every
        if unicodedata.category(one) not in {"Cs", "Cn", "Co"}
        and not unicodedata.name(one, "").startswith(many)
    ]
    for some in batched(known, 10_000):
        made = pdf.render("letter", permit(paragraphs=[" ".join(some)]), "en")
        assert made.startswith(b"%PDF")


@pytest.mark.parametrize(
    "name", ["A" * 250, "Warnakulasuriya " * 15, '#eval("1") $x$ \\ " *a* <b>']
)
def test_a_hard_name_keeps_the_permit_on_one_page(name: str) -> None:
    with opened(pdf.render("permit", permit(holder=name), "en")) as paper:
        assert len(paper.pages) == 1


@pytest.mark.parametrize("template", ["letter", "receipt", "permit"])
def test_a_word_too_long_for_a_line_stays_on_the_paper_wherever_it_stands(template: str) -> None:
    long, row = "W" * 250, {"label": "W" * 120, "value": "W" * 250}
    section = {
        "heading": long,
        "paragraphs": [long],
        "points": [long, {"text": long, "own": long}],
        "rows": [row],
        "table": {"head": ["a", "b"], "rows": [[long, long]]},
        "fingerprints": [[long, "sha256:" + "a" * 64], [long, long]],
    }
    facts = permit(
        holder=long,
        intro=long,
        addressee=[long],
        paragraphs=[long, long + "."],
        own=[long],
        own_language="fr",
        highlights=[row],
        rows=[row],
        sections=[section],
        signature_lines=[long, long],
    )
    with pypdfium2.PdfDocument(pdf.render(template, facts, "en")) as paper:
        ends = [
            text.get_charbox(at)[2]
            for page in paper
            for text in [page.get_textpage()]
            for at in range(text.count_chars())
        ]
        assert len(ends) > 4000
        assert max(ends) <= paper[0].get_width() - 50  # the narrowest margin: 22 mm


def test_an_answer_longer_than_a_page_is_printed_to_its_end() -> None:
    table = {"head": ["Question", "Answer"], "rows": [["Why?", "word " * 3000], ["End?", "Ende"]]}
    facts = permit(sections=[{"heading": "Answers", "table": table}])
    with pypdfium2.PdfDocument(pdf.render("receipt", facts, "en")) as paper:
        said = " ".join(page.get_textpage().get_text_bounded() for page in paper)
    assert (said.count("word"), said.count("Ende")) == (3000, 1)


def test_a_receipt_of_many_answers_and_files_runs_over_pages() -> None:
    rows = [{"label": f"Question {n}", "value": "Answer " * n} for n in range(40)]
    files = [[f"file-{n}.pdf", "2", hashlib.sha256(bytes([n])).hexdigest()] for n in range(60)]
    table = {"head": ["File", "Pages", "SHA-256"], "widths": [3, 1, 6], "rows": files}
    facts = permit(rows=rows, sections=[{"heading": "Files", "table": table}])
    with opened(pdf.render("receipt", facts, "fr")) as paper:
        assert len(paper.pages) == 6


def test_nothing_stands_between_the_letters_of_a_fingerprint() -> None:
    # U+200B, where a line may break, would be copied and searched with the fingerprint.
    fingerprint = hashlib.sha256(b"").hexdigest()
    rows = [{"label": name, "value": name} for name in (fingerprint, f"sha256:{fingerprint}")]
    with opened(pdf.render("receipt", permit(rows=rows), "en")) as paper:
        named = [
            held.ToUnicode.read_bytes().upper()
            for held in paper.objects
            if isinstance(held, pikepdf.Dictionary) and "/ToUnicode" in held
        ]
    assert named
    assert [written for written in named if b"200B" in written] == []


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


def elements(node: Any) -> list[Any]:
    """The elements of the structure of a paper, each before what is in it."""
    if isinstance(node, pikepdf.Array):
        return [one for kid in node for one in elements(kid)]
    if not isinstance(node, pikepdf.Dictionary):
        return []
    return [*([node] if "/S" in node else []), *elements(node.get("/K", []))]


def scope(cell: Any) -> str:
    return next((str(one.Scope) for one in cell.A if "/Scope" in one), "")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("template", ["letter", "receipt", "permit"])
def test_each_row_of_a_paper_has_its_first_cell_as_its_header(template: str, language: str) -> None:
    table = {"head": ["Document", "Pages"], "rows": [["Passport", "2"], ["CSQ", "1"]]}
    facts = permit(sections=[{"heading": "Files", "table": table}])
    with opened(pdf.render(template, facts, language)) as paper:
        every = elements(paper.Root.StructTreeRoot)
        rows = [[cell for cell in row.K if "/S" in cell] for row in every if row.S == "/TR"]
        heads = [[scope(cell) for cell in row if cell.S == "/TH"] for row in rows]
        listed = [one for row in rows for cell in row for one in cell.A if "/Headers" in one]
    assert sorted(map(tuple, heads)) == sorted([("/Column", "/Column"), *[("/Row",)] * 5])
    assert listed == []


@pytest.mark.parametrize("template", ["letter", "receipt", "permit"])
def test_every_text_of_a_paper_can_be_read_out_and_copied(template: str) -> None:
    with opened(pdf.render(template, permit(holder="Amina بن علي"), "fr")) as paper:
        fonts = [
            one
            for one in paper.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"
        ]
        composite = [one for one in fonts if one.Subtype == "/Type0"]
        assert composite
        assert [one for one in composite if "/ToUnicode" not in one] == []
        assert [one for one in elements(paper.Root.StructTreeRoot) if one.S == "/H1"]
