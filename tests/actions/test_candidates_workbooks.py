"""The ministry's list as an Excel workbook: good, large and hostile."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from xml.sax.saxutils import escape

import pytest

from impplus.actions import candidates
from impplus.outside import store
from impplus.queries.list_columns import COLUMNS
from impplus.queries.refusals import NotUnderstood
from impplus.records.models import Batch, Candidate, User
from tests.actions.lists import worked
from tests.people import row

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{RELATION}/{{kind}}" Target="{{target}}"/>{{more}}</Relationships>'
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def cell(value: object) -> str:
    """A cell: text, a number, or a day in the way of spreadsheets."""
    if isinstance(value, date):
        return f'<c s="1"><v>{(value - date(1899, 12, 30)).days}</v></c>'
    if isinstance(value, int):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'


def workbook(rows: Iterable[Sequence[object]], *, sheet: str = "") -> bytes:
    """An XLSX of one sheet with these rows, or with the XML of a sheet."""
    data = "".join(f"<row>{''.join(map(cell, one))}</row>" for one in rows)
    sheet = sheet or f'<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData></worksheet>'
    style = f'<Relationship Id="rId2" Type="{RELATION}/styles" Target="styles.xml"/>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", TYPES)
        first = RELATIONS.format(kind="officeDocument", target="xl/workbook.xml", more="")
        packed.writestr("_rels/.rels", first)
        packed.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets>'
            '<sheet name="Liste" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        second = RELATIONS.format(kind="worksheet", target="worksheets/sheet1.xml", more=style)
        packed.writestr("xl/_rels/workbook.xml.rels", second)
        packed.writestr("xl/styles.xml", STYLES)
        packed.writestr("xl/worksheets/sheet1.xml", sheet)
    return made.getvalue()


def sentence(content: bytes, by: User) -> str:
    """What the ministry is told about a workbook that is not taken."""
    with pytest.raises(NotUnderstood) as refused:
        candidates.import_csv(content, by=by)
    assert (Batch.objects.count(), Candidate.objects.count()) == (0, 0)
    assert refused.value.text.fr != refused.value.text.en
    return refused.value.text.en


def test_a_workbook_is_read_as_the_list_that_it_is(mathieu: User, this_day: date) -> None:
    one, two = row(1, this_day, family_name="Trần\u00a0Thị"), row(2, this_day, language="es")
    cells: list[list[object]] = [[one[key] for key in COLUMNS], [two[key] for key in COLUMNS]]
    born = COLUMNS.index("born")
    cells[0][born] = date(1990, 4, 2)
    cells[0][COLUMNS.index("mifi_file")] = 12345
    batch = candidates.import_csv(workbook([COLUMNS, *cells]), by=mathieu)
    assert (batch.accepted, batch.left_out) == (1, 1)
    alice = Candidate.objects.get()
    assert (alice.family_name, alice.born, alice.mifi_file) == (
        "Trần Thị",
        date(1990, 4, 2),
        "12345",
    )
    assert batch.rows_left_out.get().line == 3


def test_a_cell_of_several_lines_leaves_the_rows_their_numbers(
    mathieu: User, this_day: date
) -> None:
    one, two = row(1, this_day, given_names="Ana\nMaria"), row(2, this_day, language="es")
    content = workbook([COLUMNS, *([each[key] for key in COLUMNS] for each in (one, two))])
    batch = candidates.import_csv(content, by=mathieu)
    assert batch.rows_left_out.get().line == 3
    assert Candidate.objects.get().given_names == "Ana Maria"


def test_the_list_that_is_kept_is_gone_through_by_the_worker_with_its_progress(
    mathieu: User, this_day: date
) -> None:
    rows = [
        [one[key] for key in COLUMNS]
        for one in (row(n, this_day, born=f"{1960 + n}-01-01") for n in range(1, 24))
    ]
    asked = candidates.ask_review(io.BytesIO(workbook([COLUMNS, *rows])), name="a.xlsx", by=mathieu)
    assert (asked.total, asked.done) == (23, 0)
    with store.get(asked.asked["list"]) as kept:
        assert kept.read(9) == b"reference"
    review = worked(asked, work=candidates.REVIEW)
    assert (review.done, review.counts["new"]) == (23, 23)
    done = worked(candidates.confirm(review, apart=(), by=mathieu))
    assert (done.accepted, Candidate.objects.count()) == (23, 23)


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 and nothing of a workbook",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000),
        workbook([])[:-200],
        workbook([], sheet="<worksheet"),
    ],
    ids=["zip", "old Excel", "cut", "no XML"],
)
def test_what_is_no_workbook_is_told_so(content: bytes, mathieu: User) -> None:
    assert sentence(content, mathieu).startswith(("This is not a workbook", "The first line must"))


FAR = (
    '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
    '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
)
ENTITIES = f'<!DOCTYPE w [<!ENTITY a "{"x" * 1000}"><!ENTITY b "{"&a;" * 1000}"><!ENTITY c "{"&b;" * 1000}">]>'
EXPANDED = '<sheetData><row><c t="inlineStr"><is><t>&c;</t></is></c></row></sheetData>'
MANY = f"<sheetData>{'<row><c><v>1</v></c></row>' * 600_000}</sheetData>"


@pytest.mark.parametrize(
    ("before", "inside"),
    [("", FAR), (ENTITIES, EXPANDED), ("", MANY)],
    ids=["far cells", "entities", "many rows"],
)
def test_a_hostile_workbook_is_refused_and_nothing_is_kept(
    before: str, inside: str, mathieu: User
) -> None:
    sheet = f'{before}<worksheet xmlns="{MAIN}">{inside}</worksheet>'
    said = sentence(workbook([], sheet=sheet), mathieu)
    assert said.startswith(
        ("The workbook is too large", "The first line must", "This is not a workbook", "The list")
    )


def test_a_cell_of_a_million_characters_and_a_million_columns_are_refused(
    mathieu: User, this_day: date
) -> None:
    long = workbook([COLUMNS, ["x" * 1_000_000]])
    assert sentence(long, mathieu).startswith(("A line of the file is longer", "The file is not"))
    wide = ",".join((*COLUMNS, *("x" for _ in range(1_000_000)))).encode()
    assert sentence(wide, mathieu).startswith("A line of the file is longer")
    cells = ",".join(COLUMNS).encode() + b"\n" + b"x" * 1_000_000
    assert sentence(cells, mathieu).startswith("A line of the file is longer")


def test_a_formula_in_a_workbook_is_the_value_that_it_shows(mathieu: User, this_day: date) -> None:
    one = row(1, this_day)
    cells = [cell(one[key]) for key in COLUMNS]
    cells[COLUMNS.index("given_names")] = '<c t="str"><f>HYPERLINK("http://x")</f><v>Alice</v></c>'
    heading = "".join(map(cell, COLUMNS))
    data = f"<row>{heading}</row><row>{''.join(cells)}</row>"
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData></worksheet>'
    candidates.import_csv(workbook([], sheet=sheet), by=mathieu)
    assert Candidate.objects.get().given_names == "Alice"
