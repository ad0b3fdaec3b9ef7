"""What a firm takes into its other programs: columns that it corrects, lines of the matters that somebody sees, and no formula."""

import csv
import io
from datetime import date

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from impplus.actions import advances, exports, matter_deadlines, matter_tasks, walls
from impplus.practice.models import Matter, Retainer, Supply
from impplus.practice.routing import FIRM
from impplus.programmes import IMP_PLUS
from impplus.programmes.exports import ExportTable, columns_in, tables_on
from impplus.queries.clock import today
from impplus.queries.exports import CELLS, LINES
from impplus.queries.refusals import NotYours
from impplus.records.models import Firm, User
from impplus.words.exports import HELD
from tests.matters import colleague, opened
from tests.people import signed_in

pytestmark = pytest.mark.django_db(transaction=False)
PAGE = "/en/firm/exports/"
CONTACTS = f"{PAGE}clio-contacts"


@pytest.fixture
def matter(lucie: User) -> Matter:
    return opened(lucie, email="wilner@example.test", phone="+15145550199", number="2026-7")


@pytest.fixture
def agreed(matter: Matter, lucie: User) -> Retainer:
    """Wilner agreed to a fixed fee of 1,200 dollars on March 2, 2026, and has paid 500 of it in advance."""
    made = Retainer.objects.create(
        firm=matter.firm, matter=matter, lawyer=lucie.pk, kind="lawyer", language="fr",
        email=matter.email, texts="fr en", status="signed", terms=TERMS, offered={},
        agreed={"signed_at": "2026-03-02T15:00:00+00:00"},
    )  # fmt: skip
    advances.note(made, paid_on=date(2026, 3, 4), cents=50_000, receipt="R-12", by=lucie)
    return made


SIDE = {"name": "Wilner Desrosiers", "number": "", "address": "", "phone": "", "email": ""}
TERMS = {
    "kind": "lawyer", "licensee": SIDE, "client": SIDE, "work": "", "served_in": "fr",
    "quebec": True, "identity": "", "other": "none", "other_words": "", "fee": "fixed",
    "fee_cents": 120_000, "hours": 0, "disbursement_cents": 0, "advance_cents": 0, "own": {},
}  # fmt: skip


def table(who: Client, key: str, language: str = "en") -> list[list[str]]:
    """The rows of a table that somebody saves."""
    with override(language):
        answer = who.get(reverse("firm:save-export", args=[key]))
    text = b"".join(answer).decode("utf-8-sig")  # type: ignore[call-overload]
    return [*csv.reader(io.StringIO(text))]


def test_what_may_stand_in_a_table_is_said_and_found() -> None:
    assert {key: set(one) for key, one in CELLS.items()} == {
        key: set(one) for key, one in HELD.items()
    }
    assert set(LINES) == set(CELLS)


@pytest.mark.parametrize("one", tables_on(date(2026, 12, 1)), ids=lambda one: one.key)
def test_the_tables_that_come_with_the_service_can_be_read(one: ExportTable) -> None:
    for columns in filter(None, (one.columns, one.columns_fr)):
        assert len(columns_in(columns, one.lines)) == len(one.columns)


def test_clients_go_to_clio_once_each(matter: Matter, lucie: User) -> None:
    opened(lucie, email="WILNER@example.test", phone="+15145550199", name="wilner desrosiers")
    rows = table(signed_in(lucie), "clio-contacts")
    told = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    assert [(one["first_name"], one["last_name"], one["email_address"]) for one in told] == [
        ("Wilner", "Desrosiers", "wilner@example.test")
    ]
    assert told[0]["primary_phone"] == "(+1) 514-555-0199"
    assert told[0]["company"] == ""


def test_matters_tasks_and_deadlines_have_their_lines(matter: Matter, lucie: User) -> None:
    on = today(IMP_PLUS)
    matter_deadlines.add(matter, kind="other", what="Call", since=date(2031, 4, 5), by=lucie)
    planned = matter_tasks.plan(matter, chosen="filing", by=lucie)
    desk = signed_in(lucie)
    opened_on = on.strftime("%m/%d/%Y")
    assert table(desk, "clio-matters")[1:] == [
        ["Open", "", "IMP+: Wilner Desrosiers", opened_on, "2026-7", "Wilner", "Desrosiers"]
    ]
    assert len(table(desk, "clio-tasks")) == 1 + planned
    assert table(desk, "clio-calendar", "fr")[1:] == [
        ["Autre date – Wilner Desrosiers", "04/05/2031", "04/05/2031", "2026-7", lucie.name]
    ]


def test_money_is_lines_of_fees_and_advances(agreed: Retainer, lucie: User) -> None:
    assert table(signed_in(lucie), "accounting")[1:] == [
        ["2026-03-02", "fixed fee agreed on", "", "Wilner Desrosiers", "2026-7", lucie.name, "1200.00", "CAD"],
        ["2026-03-04", "advance", "R-12", "Wilner Desrosiers", "2026-7", lucie.name, "500.00", "CAD"],
    ]  # fmt: skip


def test_headings_of_ours_are_in_the_language_of_the_page(agreed: Retainer, lucie: User) -> None:
    heads = [table(signed_in(lucie), "accounting", one)[0][2] for one in ("en", "fr")]
    assert heads == ["Receipt", "Reçu"]


def test_a_correction_is_a_line_that_takes_back_and_one_that_is_right(
    agreed: Retainer, lucie: User
) -> None:
    slip, on = agreed.advances.get(), today(IMP_PLUS)
    right = {"paid_on": slip.paid_on, "cents": 5_050, "receipt": "R-12"}
    advances.correct(slip, **right, reason="Digits.", by=lucie)
    lines = [(row[0], row[1], row[6]) for row in table(signed_in(lucie), "accounting")[2:]]
    assert lines == [
        ("2026-03-04", "advance", "500.00"),
        (on.isoformat(), "correction of an advance", "-500.00"),
        ("2026-03-04", "advance", "50.50"),
    ]


@pytest.mark.parametrize(
    ("role", "money", "clients"),
    [
        ("owner", 200, 200),
        ("lawyer", 200, 200),
        ("bookkeeper", 200, 404),
        ("paralegal", 404, 200),
        ("intake", 404, 404),
    ],
)
def test_a_bookkeeper_saves_money_alone_and_intake_nothing(
    firm: Firm, role: str, money: int, clients: int
) -> None:
    who = signed_in(colleague(firm, "Paul", role))
    assert who.get(f"{PAGE}accounting.csv").status_code == money
    assert who.get(f"{CONTACTS}.csv").status_code == clients
    assert who.get(f"{CONTACTS}/columns/").status_code == clients
    assert who.get(PAGE).status_code == (404 if role == "intake" else 200)


def test_a_colleague_behind_a_wall_gets_no_line(firm: Firm, agreed: Retainer, lucie: User) -> None:
    luc, boris = colleague(firm, "Luc"), colleague(firm, "Boris", "bookkeeper")
    matter = agreed.matter
    assert matter is not None
    for one in (luc, boris):
        assert len(table(signed_in(one), "accounting")) == 3
        walls.put_up(matter, account=one.pk, by=lucie)
        assert len(table(signed_in(one), "accounting")) == 1
    assert [len(table(signed_in(luc), key)) for key in ("clio-contacts", "clio-matters")] == [1, 1]


def test_another_firm_gets_no_line(agreed: Retainer) -> None:
    other = colleague(Firm.objects.create(name="Other", slug="other"), "Olga", "owner")
    assert [len(table(signed_in(other), key)) for key in ("clio-contacts", "accounting")] == [1, 1]


def test_a_firm_corrects_the_columns_of_a_table(firm: Firm, matter: Matter, lucie: User) -> None:
    desk = signed_in(lucie)
    told = {"columns": 'Nom = name\n\nSuivi = "=oui"\nVide\nOuvert = opened', "days": "day-first"}
    assert desk.post(f"{CONTACTS}/columns/", told).status_code == 302
    assert table(desk, "clio-contacts") == [
        ["Nom", "Suivi", "Vide", "Ouvert"],
        ["Wilner Desrosiers", "'=oui", "", today(IMP_PLUS).strftime("%d/%m/%Y")],
    ]
    assert "Your firm wrote these columns on" in desk.get(PAGE).content.decode()
    desk.post(f"{CONTACTS}/columns/", told)
    assert Supply.objects.count() == 1
    assert desk.get("/en/firm/blank-forms/").context["supplies"] == []
    desk.post(f"{CONTACTS}/columns/", {"act": "restore"})
    assert table(desk, "clio-contacts")[0][1] == "first_name"


def test_columns_that_are_not_known_stay_as_typed_with_every_fault(lucie: User) -> None:
    told = {"columns": "Nom = nom\n= name\nBon = name", "days": "year-first"}
    answer = signed_in(lucie).post(f"{CONTACTS}/columns/", told)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Line 1: “nom” is not known here." in page
    assert "Line 2: the heading is missing" in page
    assert told["columns"] in page.replace("\r\n", "\n")
    assert not Supply.objects.exists()


def test_a_bookkeeper_does_not_correct_tables_of_clients(firm: Firm) -> None:
    boris = colleague(firm, "Boris", "bookkeeper")
    tables = {one.key: one for one in tables_on(today(IMP_PLUS))}
    with pytest.raises(NotYours):
        exports.correct(tables["clio-contacts"], columns=["a"], days="year-first", by=boris)
    exports.correct(tables["accounting"], columns=["Jour = day"], days="year-first", by=boris)
    assert table(signed_in(boris), "accounting") == [["Jour"]]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t=", "x;=", "x,＝"])
def test_a_name_is_no_formula_in_any_spreadsheet(lucie: User, sign: str) -> None:
    desk = signed_in(lucie)
    opened(lucie, name=f"{sign}cmd|'/c calc'!A1".strip())
    told = {"columns": "Nom = name", "days": "year-first"}
    desk.post(f"{CONTACTS}/columns/", told)
    cell = table(desk, "clio-contacts")[1][0]
    for part in (cell, *cell.replace(",", ";").split(";")):
        assert not part.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


def test_lines_are_read_in_the_same_few_statements(lucie: User) -> None:
    desk, counts = signed_in(lucie), []
    for _ in range(2):
        for one in range(15):
            opened(lucie, name=f"Person {one} {len(counts)}")
        with CaptureQueriesContext(connections[FIRM]) as seen:
            table(desk, "clio-matters")
        counts.append(len(seen.captured_queries))
    assert counts[0] == counts[1]
