"""Records read from JSON values: what each kind of fact takes, and what is said of the rest."""

from datetime import date
from typing import Any

import pytest

from impplus.rules.case import (
    Biometrics,
    Case,
    Csq,
    Faults,
    InCanada,
    InvitationFacts,
    Member,
    PermanentResidence,
    Principal,
    Residence,
)
from impplus.rules.case_json.values import LONGEST_KEY, LONGEST_LIST, read, under
from impplus.rules.reader import one_of

DAY = "must be a day that exists, written as YYYY-MM-DD"
DAY_OR_NO = "must be false, or a day that exists, written as YYYY-MM-DD"
FAR = "must be a day of the years 1850 to 2199"
FLAG = "must be true or false"
COUNTRY = "must be the code of a country that exists, in three capital letters"
RECORD = "must be an object"
LIST = "must be a list of at most 30"
UNKNOWN = "is not a key of this format"
REQUIRED = "is required"


def said(make: type[Any], value: Any) -> list[tuple[str, str]]:
    """What is wrong with a record, in English."""
    faults: Faults = []
    read(make, value, faults)
    return [(pointer, text.en) for pointer, text in faults]


def test_everything_that_a_case_may_say_is_read() -> None:
    faults: Faults = []
    written = {
        "on": "2026-03-02",
        "decided_on": "2026-04-01",
        "outcome": "withdrawn",
        "represented": True,
        "principal": {
            "born": "1990-04-02",
            "nationality": "MAR",
            "lives_in": {"country": "CAN", "province": "ON"},
            "intends_quebec": True,
            "passport_expires": "2033-05-01",
            "csq": {"programme": "PEQ", "issued": "2025-06-01", "expires": "2027-06-01"},
            "permanent_residence": {"applied": "2025-09-01", "decision": "pending"},
            "invitation": {"issued": "2026-01-15", "expires": "2026-07-15", "state": "issued"},
            "in_canada": {"status": "worker", "until": "2026-09-01", "lost_on": "2026-02-01"},
            "biometrics": {"given": "2020-01-01", "for": "permanent", "pending": False},
            "medical_exam": False,
            "health_or_child_care": True,
            "relationship": "common-law",
        },
        "family": [
            {
                "relation": "child",
                "born": "2015-06-01",
                "nationality": "RKS",
                "passport_expires": "2030-01-01",
                "in_canada": {"status": "none"},
                "biometrics": {"given": "2021-01-01", "for": "temporary"},
                "applies_for": "study-permit",
                "together": False,
                "studies": "secondary",
                "other_parent_consents": True,
                "dependent_for_health": False,
                "married": False,
            }
        ],
    }
    alice = Principal(
        born=date(1990, 4, 2),
        nationality="MAR",
        lives_in=Residence("CAN", "ON"),
        intends_quebec=True,
        passport_expires=date(2033, 5, 1),
        csq=Csq("PEQ", date(2025, 6, 1), date(2027, 6, 1)),
        permanent_residence=PermanentResidence(date(2025, 9, 1), "pending"),
        invitation=InvitationFacts(date(2026, 1, 15), date(2026, 7, 15), "issued"),
        in_canada=InCanada("worker", date(2026, 9, 1), date(2026, 2, 1)),
        biometrics=Biometrics(date(2020, 1, 1), "permanent", pending=False),
        medical_exam=False,
        health_or_child_care=True,
        relationship="common-law",
    )
    child = Member(
        relation="child",
        born=date(2015, 6, 1),
        nationality="RKS",
        passport_expires=date(2030, 1, 1),
        in_canada=InCanada("none"),
        biometrics=Biometrics(date(2021, 1, 1), "temporary"),
        applies_for="study-permit",
        together=False,
        studies="secondary",
        other_parent_consents=True,
        dependent_for_health=False,
        married=False,
    )
    case = Case(date(2026, 3, 2), alice, (child,), date(2026, 4, 1), "withdrawn", represented=True)
    assert (read(Case, written, faults), faults) == (case, [])


@pytest.mark.parametrize("day", ["1850-01-01", "2024-02-29", "2199-12-31"])
def test_a_day_that_exists_is_read(day: str) -> None:
    assert read(Principal, {"born": day}, []) == Principal(born=date.fromisoformat(day))


@pytest.mark.parametrize(
    ("day", "fault"),
    [
        ("2026-02-29", DAY),
        ("2026-02-30", DAY),
        ("2026-13-01", DAY),
        ("2026-00-10", DAY),
        ("0000-01-01", DAY),
        ("2026-2-3", DAY),
        ("20260203", DAY),
        ("2026-W10-1", DAY),
        ("2026-034", DAY),
        ("2026-03-02T00:00:00", DAY),
        ("2026-03-02T00:00:00Z", DAY),
        (" 2026-03-02", DAY),
        ("2026-03-02\n", DAY),
        ("２０２６-03-02", DAY),
        ("-2026-03-02", DAY),
        ("02/03/2026", DAY),
        ("", DAY),
        ("\ud800", DAY),
        ("\0", DAY),
        ("1849-12-31", FAR),
        ("2200-01-01", FAR),
        ("9999-12-31", FAR),
        ("0001-01-01", FAR),
        (20260302, DAY),
        (True, DAY),
        (False, DAY),
        (None, DAY),
        ([], DAY),
        ({}, DAY),
    ],
)
def test_a_day_that_is_none_is_said(day: Any, fault: str) -> None:
    assert said(Principal, {"born": day}) == [("/born", fault)]


@pytest.mark.parametrize(
    ("filed", "fault"),
    [
        (True, DAY_OR_NO),
        (0, DAY_OR_NO),
        (0.0, DAY_OR_NO),
        (None, DAY_OR_NO),
        ([], DAY_OR_NO),
        ("false", DAY),
        ("9999-01-01", FAR),
    ],
)
def test_a_day_of_filing_is_a_day_or_false(filed: Any, fault: str) -> None:
    assert said(PermanentResidence, {"applied": filed}) == [("/applied", fault)]


def test_false_says_that_nothing_was_filed() -> None:
    residence = read(PermanentResidence, {"applied": False}, [])
    assert residence.applied is False


@pytest.mark.parametrize("flag", [0, 1, 0.0, "true", "yes", "", None, [], {}, [True]])
def test_yes_or_no_is_nothing_else(flag: Any) -> None:
    assert said(Principal, {"medical_exam": flag}) == [("/medical_exam", FLAG)]


@pytest.mark.parametrize(
    "code", ["mar", "Mar", "MA", "ZZZ", "MAR ", "", "\ud800", 504, True, None, ["MAR"], {}]
)
def test_a_country_is_the_code_of_one_that_exists(code: Any) -> None:
    assert said(Principal, {"nationality": code}) == [("/nationality", COUNTRY)]


@pytest.mark.parametrize("word", ["Spouse", "cousin", "", "\ud800", 1, True, None, [], {}])
def test_a_word_is_one_of_its_list(word: Any) -> None:
    assert said(Member, {"relation": word}) == [
        ("/relation", "must be one of spouse, common-law, child")
    ]


@pytest.mark.parametrize("value", [None, True, 3, 1.5, "text", [], [{}]])
def test_a_record_is_an_object(value: Any) -> None:
    assert said(Principal, value) == [("", RECORD)]
    assert said(Principal, {"csq": value}) == [("/csq", RECORD)]


@pytest.mark.parametrize("value", [None, True, 3, "text", {}])
def test_a_family_is_a_list(value: Any) -> None:
    assert said(Case, {"on": "2026-03-02", "principal": {}, "family": value}) == [("/family", LIST)]


def test_each_member_of_the_family_is_read() -> None:
    family = [{"relation": "child"}, "child", {"relation": "child", "born": "soon"}, {}]
    assert said(Case, {"on": "2026-03-02", "principal": {}, "family": family}) == [
        ("/family/1", RECORD),
        ("/family/2/born", DAY),
        ("/family/3/relation", REQUIRED),
    ]


def test_a_family_that_is_too_large_is_read_up_to_the_limit() -> None:
    children: list[Any] = [{"relation": "child"}] * (LONGEST_LIST - 1) + [{}, {}]
    spoken = {"on": "2026-03-02", "principal": {}, "family": children}
    assert said(Case, spoken) == [("/family", LIST), ("/family/29/relation", REQUIRED)]
    assert said(Case, spoken | {"family": children[1:]}) == [
        ("/family/28/relation", REQUIRED),
        ("/family/29/relation", REQUIRED),
    ]


def test_what_is_missing_and_what_is_unknown_are_both_named() -> None:
    assert said(Case, {"On": "2026-03-02"}) == [
        ("/On", UNKNOWN),
        ("/on", REQUIRED),
        ("/principal", REQUIRED),
    ]


def test_a_key_that_python_reserves_is_read_under_its_own_name() -> None:
    assert said(Biometrics, {"given": "2020-01-01", "for_": "temporary"}) == [
        ("/for_", UNKNOWN),
        ("/for", REQUIRED),
    ]


@pytest.mark.parametrize(
    ("key", "pointer"),
    [
        ("a/b", "/a~1b"),
        ("~", "/~0"),
        ("~1/", "/~01~1"),
        ("", "/"),
        ("é", "/é"),
        ("\ud800", "/\ud800"),
        pytest.param("x" * LONGEST_KEY, "/" + "x" * LONGEST_KEY, id="longest"),
        pytest.param("x" * LONGEST_KEY + "y", "/" + "x" * LONGEST_KEY + "…", id="too long"),
        pytest.param("/" * 1_000_000, "/" + "~1" * LONGEST_KEY + "…", id="endless"),
    ],
)
def test_a_pointer_names_any_key(key: str, pointer: str) -> None:
    assert under("", key) == pointer
    assert said(Principal, {key: 1}) == [(pointer, UNKNOWN)]


def test_faults_are_said_in_both_languages() -> None:
    faults: Faults = []
    wrong = {"born": "9999-01-01", "nationality": "mar", "permanent_residence": {"applied": 1}}
    read(Principal, wrong, faults)
    assert [text.fr for _, text in faults] == [
        "doit être un jour des années 1850 à 2199",
        "doit être le code d’un pays qui existe, en trois lettres majuscules",
        "doit être false ou un jour qui existe, écrit AAAA-MM-JJ",
    ]
    assert one_of(("a", "b")).fr == "doit être l’une de ces valeurs\u00a0: a, b"
