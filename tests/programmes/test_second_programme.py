"""A second, invented programme: it is a folder, judged by rules of its own, and needs no migration."""

from datetime import date

import pytest

from impplus.programmes import IMP_PLUS
from impplus.rules.answer import answer
from impplus.rules.case import Biometrics, Case, Member, Principal, Residence
from impplus.telling.consolidation import consolidate
from impplus.words.text import LANGUAGES, Text
from tests.lighthouse import LIGHTHOUSE

ON = date(2026, 3, 2)

ALICE = Principal(
    born=date(1990, 4, 2),
    nationality="MAR",
    lives_in=Residence("CAN", "NL"),
    passport_expires=date(2033, 5, 1),
)
KARIM = Member("spouse", born=date(1988, 9, 9), nationality="MAR", applies_for="work-permit")
SAMI = Member("child", born=date(2017, 6, 1), nationality="MAR", applies_for="study-permit")


def judged(case: Case, lang: str = "en") -> dict:
    return answer(LIGHTHOUSE, case, lang)


def met(case: Case) -> dict[str, bool | None]:
    return {finding["key"]: finding["met"] for finding in judged(case)["findings"]}


def test_it_loads_under_its_code_with_its_name_and_zone() -> None:
    assert (LIGHTHOUSE.code, LIGHTHOUSE.time_zone) == ("lighthouse", "America/St_Johns")
    assert LIGHTHOUSE.name == Text(
        en="Invented lighthouse keepers’ program",
        fr="Programme inventé des gardiennes et gardiens de phare",
    )


def test_it_says_everything_in_both_languages() -> None:
    case = Case(ON, ALICE, family=(KARIM, SAMI), outcome="refused")
    english, french = (judged(case, lang) for lang in LANGUAGES)
    told = [key for key in english if english[key] != french[key]]
    assert told == [
        "findings",
        "family",
        "requirements",
        "documents",
        "fees",
        "biometrics",
        "permits",
        "cap",
        "outcome",
    ]
    assert french["findings"][2]["text"] == "Habite une province qui a une côte."


@pytest.mark.parametrize(
    ("case", "said"),
    [
        (Case(ON, ALICE), {"in-force": True, "keeper-of-age": True, "by-the-sea": True}),
        (
            Case(ON, Principal(born=date(2003, 1, 1), lives_in=Residence("CAN", "SK"))),
            {"in-force": True, "keeper-of-age": False, "by-the-sea": False},
        ),
        (
            Case(ON, Principal(lives_in=Residence("MAR"))),
            {"in-force": True, "keeper-of-age": None, "by-the-sea": False},
        ),
        (Case(ON, Principal()), {"in-force": True, "keeper-of-age": None, "by-the-sea": None}),
        (Case(date(2025, 12, 31), ALICE), {"in-force": False}),
    ],
    ids=["met", "not met", "abroad", "not known", "too early"],
)
def test_a_case_is_judged_by_its_own_conditions(case: Case, said: dict[str, bool | None]) -> None:
    assert met(case) == said


def test_imp_plus_asks_none_of_it() -> None:
    assert {rule.key for rule in LIGHTHOUSE.conditions} - {r.key for r in IMP_PLUS.conditions} == {
        "keeper-of-age",
        "by-the-sea",
    }


def test_its_family_is_judged_by_its_own_condition_and_who_is_barred_gets_no_permit() -> None:
    case = Case(ON, ALICE, family=(KARIM, SAMI))
    assert [(f["person"], f["key"], f["met"]) for f in judged(case)["family"]] == [
        ("partner", "helper-of-age", True),
        ("child-1", "helper-of-age", False),
    ]
    assert [permit["person"] for permit in judged(case)["permits"]] == ["principal", "partner"]


@pytest.mark.parametrize(
    ("on", "lines", "total"),
    [
        (
            date(2026, 12, 31),
            [("oil", "principal", "12.00"), ("foghorn", "principal", "3.00")],
            "47.00",
        ),
        (
            date(2027, 1, 1),
            [("oil", "principal", "14.50"), ("foghorn", "principal", "3.00")],
            "54.50",
        ),
    ],
)
def test_its_fees_are_its_own_and_change_on_their_day(
    on: date, lines: list[tuple[str, str, str]], total: str
) -> None:
    fees = judged(Case(on, ALICE, family=(KARIM, SAMI)))["fees"]
    said = [(line["key"], line["person"], line["amount"]) for line in fees["lines"]]
    assert said[:2] == lines
    assert said[-1] == ("biometrics", "family", "8.00")
    assert fees["total"] == total


def test_its_refunds_and_its_cap_are_its_own() -> None:
    said = judged(Case(ON, ALICE, outcome="refused"))
    assert (said["outcome"]["refund_total"], said["cap"]["size"]) == ("3.00", 3)
    assert judged(Case(ON, ALICE, outcome="withdrawn"))["outcome"] is None
    caps = {year: LIGHTHOUSE.cap(year) for year in (2025, 2027)}
    assert caps[2025] is None
    assert caps[2027] is not None
    assert caps[2027].size == 2


def test_its_documents_are_its_own_in_its_own_order() -> None:
    said = judged(Case(ON, ALICE, family=(KARIM, SAMI)))["documents"]
    assert [(one["key"], one["person"]) for one in said] == [
        ("sea-legs", "principal"),
        ("sea-legs", "partner"),
        ("oil-can", "principal"),
    ]


def test_its_biometrics_are_its_own() -> None:
    again = Biometrics(given=date(2025, 3, 1), for_="temporary")
    fresh = Biometrics(given=date(2025, 3, 3), for_="temporary")
    family = (
        Member("spouse", born=date(1988, 9, 9), nationality="ISL", applies_for="work-permit"),
        Member("child", born=date(1995, 9, 9), nationality="MAR", biometrics=again, applies_for="work-permit"),
        Member("child", born=date(1995, 9, 9), nationality="MAR", biometrics=fresh, applies_for="work-permit"),
        Member("child", born=date(1997, 9, 9), nationality="MAR", applies_for="work-permit"),
    )  # fmt: skip
    said = judged(Case(ON, ALICE, family=family))["biometrics"]
    assert [one["needed"] for one in said] == [True, False, True, False, False]


def test_its_permits_are_its_own() -> None:
    said = judged(Case(ON, ALICE, family=(KARIM,)))["permits"]
    assert [
        (one["kind"], one["until"], one["limited_by"], one["province"], one["conditions"])
        for one in said
    ] == [
        (
            "keeper-permit",
            "2028-03-01",
            "duration",
            "NL",
            ["May work only between dusk and dawn.", "Must not let the lamp go out."],
        ),
        ("helper-permit", None, None, None, ["May work only between dusk and dawn."]),
    ]


def test_an_order_of_the_second_programme_is_read_and_told() -> None:
    order, fog, lifts = LIGHTHOUSE.orders
    assert (order.effect, order.fees_repaid, order.until) == ("terminated", True, date(2026, 5, 31))
    (told,) = consolidate(LIGHTHOUSE, date(2026, 5, 2)).section("orders").shown
    assert [statement.words.en for statement in told.versions[0].description.statements] == [
        "The processing of applications pending on the first day ends.",
        "yes",
    ]
    assert consolidate(LIGHTHOUSE, date(2026, 6, 1)).section("orders").shown == ()
    days = (date(2026, 6, 9), date(2026, 6, 10), date(2026, 6, 30), date(2026, 7, 1))
    assert [fog.act(day) for day in days] == [None, "suspend", "suspend", "resume"]
    assert (lifts.act(days[1]), lifts.act(days[2]), lifts.suspended_by) == (None, "resume", "fog")
    assert [order.act(day) for day in (date(2026, 4, 30), days[0])] == [None, "terminate"]
    (of_fog,) = consolidate(LIGHTHOUSE, days[1]).section("orders").shown
    assert [said.words.fr for said in of_fog.versions[0].description.statements] == [
        "Le traitement des demandes est suspendu pendant cette période.",
        "celles reçues au plus tard le 9\u00a0juin\u00a02026",
        "le décret ne le précise pas",
    ]
    assert IMP_PLUS.orders == ()


def test_an_office_is_told_with_its_place() -> None:
    (told,) = consolidate(LIGHTHOUSE, date(2026, 5, 2)).section("offices").shown
    assert [one.words.fr for one in told.versions[0].description.statements] == ["au Canada", "oui"]
    abroad = consolidate(IMP_PLUS, date(2026, 5, 2)).section("offices").shown[1]
    assert [one.words.en for one in abroad.versions[0].description.statements] == [
        "outside Canada",
        "yes",
    ]
