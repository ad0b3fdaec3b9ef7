"""Facts that do not go together are noticed, each pair once; those that do are left alone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from impplus.programmes import IMP_PLUS
from impplus.rules.contradictions import mixed, noticed, silent_months
from impplus.rules.form import Answer
from impplus.rules.rows import month_number, month_written
from impplus.rules.said import LETTER, PICTURE, Contradiction, Fact, Kind, Said
from impplus.words.contradictions import ASKED

ON = date(2026, 11, 27)
FIELDS = {
    field.key: field
    for step in IMP_PLUS.in_force(ON).steps
    if step.about == "application"
    for field in step.fields
}
LETTERS = {"born": date(1990, 4, 1)}


def principal(**answers: Answer) -> Said:
    return Said(tuple(FIELDS.values()), answers)


def member(relation: str, **answers: Answer) -> Said:
    return Said((), {"relation": relation, **answers})


def kinds(*family: Said, **answers: Answer) -> list[Kind]:
    people = {"principal": principal(**answers)}
    people |= {
        "partner" if one.answers["relation"] != "child" else f"child-{n}": one
        for n, one in enumerate(family, start=1)
    }
    return [one.kind for one in noticed(people, LETTERS, on=ON)]


def test_each_kind_has_its_question_in_both_languages() -> None:
    assert set(ASKED) == set(Kind.__args__)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("status", "relation", "found"),
    [
        ("single", "spouse", ["single-with-partner"]),
        ("widowed", "common-law", ["single-with-partner"]),
        ("married", "common-law", ["another-union"]),
        ("common-law", "spouse", ["another-union"]),
        ("married", "spouse", []),
        ("common-law", "common-law", []),
        ("separated", "spouse", []),
        ("", "spouse", []),
        ("married", "", []),
    ],
)
def test_the_marital_status_goes_with_the_partner(
    status: str, relation: str, found: list[Kind]
) -> None:
    assert kinds(member(relation), relationship=status) == found


def test_a_child_whom_the_law_takes_for_no_dependent_is_asked_about() -> None:
    grown = replace(member("child", born=date(2003, 1, 1)), barred=True)
    (found,) = noticed({"principal": principal(), "child-1": grown}, {}, on=ON)
    assert found == Contradiction(
        "grown-child", (Fact("child-1", "born"), Fact("child-1", "relation"))
    )
    wed = replace(grown, answers={**grown.answers, "married": True})
    (found,) = noticed({"principal": principal(), "child-1": wed}, {}, on=ON)
    assert found.facts[0] == Fact("child-1", "married")


def test_the_birth_date_is_held_against_the_letter() -> None:
    (found,) = noticed({"principal": principal(born=date(1990, 1, 4))}, LETTERS, on=ON)
    assert found == Contradiction("letter-birth", (Fact("principal", "born"), Fact(LETTER, "born")))
    assert kinds(born=date(1990, 4, 1)) == []


@pytest.mark.parametrize(
    ("occupation", "wants", "asked"),
    [
        ("Infirmière en pédiatrie", False, True),
        ("INFIRMIERE", False, True),
        ("Nurse", False, True),
        ("Early childhood educator", False, True),
        ("Préposée aux bénéficiaires", False, True),
        ("Nurse", True, False),
        ("Nurse", None, False),
        ("Welder", False, False),
        ("", False, False),
    ],
)
def test_a_nurse_who_wants_no_health_care_work_is_asked(
    occupation: str, wants: bool | None, asked: bool
) -> None:
    found = kinds(occupation=occupation, health_or_child_care=wants)
    assert found == (["care-without-exam"] if asked else [])


def test_one_passport_is_of_one_person() -> None:
    alice, karim = {"passport_number": "X1"}, member("spouse", passport_number="X1")
    assert kinds(karim, relationship="married", **alice) == ["same-passport"]
    assert kinds(member("spouse", passport_number="X2"), relationship="married", **alice) == []
    assert (
        kinds(member("spouse", passport_number=""), relationship="married", passport_number="")
        == []
    )


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ({"nationality": "MAR", "passport_country": "DZA"}, ["passport-issuer"]),
        (
            {"nationality": "MAR", "passport_country": "DZA", "other_nationality": "TUN"},
            ["passport-issuer"],
        ),
        ({"nationality": "MAR", "passport_country": "DZA", "other_nationality": "DZA"}, []),
        ({"nationality": "MAR", "passport_country": "MAR"}, []),
        ({"nationality": "MAR", "passport_country": ""}, []),
        ({"nationality": "", "passport_country": "DZA"}, []),
        ({"nationality": "MAR", "passport_country": "UNO"}, []),
        ({"nationality": "XXA", "passport_country": "DEU"}, []),
        ({"nationality": "SYR", "passport_country": "DEU", "passport_kind": "refugee"}, []),
        (
            {"nationality": "SYR", "passport_country": "DEU", "passport_kind": "ordinary"},
            ["passport-issuer"],
        ),
    ],
)
def test_a_passport_is_issued_by_a_country_of_its_holder(
    answers: dict[str, Answer], found: list[Kind]
) -> None:
    assert kinds(**answers) == found


def test_a_passport_that_ends_before_the_permit_is_asked_about() -> None:
    ends = date(2029, 11, 26)
    for days, found in ((-1, ["passport-before-permit"]), (0, []), (1, [])):
        said = replace(principal(passport_expires=ends + timedelta(days)), permit_until=ends)
        assert [one.kind for one in noticed({"principal": said}, {}, on=ON)] == found


@given(st.dates(date(1950, 1, 1), date(2040, 1, 1)), st.dates(date(1950, 1, 1), date(2040, 1, 1)))
def test_a_passport_is_issued_before_it_expires(issued: date, expires: date) -> None:
    found = kinds(passport_issued=issued, passport_expires=expires)
    assert found == (["dates-in-order"] if issued > expires else [])


@given(
    st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x24F), min_size=1, max_size=20)
)
def test_a_latin_name_is_of_one_alphabet(name: str) -> None:
    assert not mixed(name)


@pytest.mark.parametrize(
    ("name", "is_mixed"),
    [("Аlice", True), ("Alice", False), ("Алиса Benali", False), ("Ελένη", False), ("Βenali", True), ("明 Li", False), ("O’Brien-Łuk", False)],
)  # fmt: skip
def test_letters_that_look_alike_are_told_apart(name: str, is_mixed: bool) -> None:
    assert mixed(name) is is_mixed
    assert (kinds(family_name=name) == ["other-alphabet"]) is is_mixed


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("СОРА", ["not-latin"]), ("Иванова", ["not-latin"]), ("阮", ["not-latin"]), ("Алиса Benali", ["not-latin"]), ("Al1ce", ["digit-in-name"]),
        ("Smith2", ["digit-in-name"]), ("123", ["digit-in-name"]), ("O’Brien-Łukasz", []), ("Kahaʻulelio", []), ("Müller ep. Straße", []),
    ],
)  # fmt: skip
def test_a_name_of_another_script_or_with_a_digit_is_asked_about(
    name: str, found: list[Kind]
) -> None:
    assert kinds(family_name=name) == found
    assert kinds(given_names=name) == found
    assert kinds(native_name=name) == []


def test_a_town_may_have_a_digit_and_other_names_another_script() -> None:
    assert kinds(birth_city="10 de Julio", other_names="Иванова") == []
    assert kinds(birth_city="Москва") == ["not-latin"]


def test_the_names_of_relatives_may_be_of_another_script_and_not_of_two() -> None:
    for name, found in (
        ("Иванова", []),
        ("Иvanova", ["other-alphabet"]),
        ("Ivanov4", ["digit-in-name"]),
    ):
        rows = [
            {"relation": "mother", "family_name": "Exemple"},
            {"relation": "father", "family_name": name},
        ]
        assert kinds(own_parents=rows) == found
    (one,) = noticed({"principal": principal(own_parents=rows)}, {}, on=ON)
    assert one.facts == (Fact("principal", "own_parents", 1),)


@pytest.mark.parametrize(
    ("answers", "zone", "found"),
    [
        (("Benali", "Alice"), ("BENALI", "ALICE"), []),
        (("Benali", "Alice"), ("BENNANI", "ALICE"), ["family_name"]),
        (("Benali", "Alice"), ("BENALI", "YASMINE"), ["given_names"]),
        (("Müller", "Zoé"), ("MUELLER", "ZOE"), []),
        (("Müller", "Zoé"), ("MULLER", "ZOE"), []),
        (("Benali", "Mohammed"), ("BENALI", "MOHAMED"), []),
        (("Alice", "Benali"), ("BENALI", "ALICE"), []),
        (("El-Idrissi", "Sami Karim"), ("EL IDRISSI", "SAMI KARIM"), []),
        (("Иванова", "Анна"), ("IVANOVA", "ANNA"), []),
        (("Suharto", ""), ("SUHARTO", ""), []),
        (("Wolfeschlegelsteinhausen", "Hubert"), ("WOLFESCHLEGELSTEIN", "HUBERT"), []),
    ],
)  # fmt: skip
def test_names_are_compared_with_the_zone_as_passports_write_them(
    answers: tuple[str, str], zone: tuple[str, str], found: list[str]
) -> None:
    said = dict(zip(("family_name", "given_names"), answers, strict=True))
    read = dict(zip(("family_name", "given_names"), zone, strict=True))
    one = replace(principal(**said), read=read)
    asked = [
        each for each in noticed({"principal": one}, {}, on=ON) if each.kind == "passport-names"
    ]
    assert [fact.key for each in asked for fact in each.facts[::2]] == found


def test_the_countries_of_the_zone_are_compared() -> None:
    one = replace(
        principal(nationality="MAR", passport_country="MAR"),
        read={"nationality": "FRA", "passport_country": ""},
    )
    (found,) = noticed({"principal": one}, {}, on=ON)
    assert (found.kind, found.facts[0]) == ("passport-country", Fact("principal", "nationality"))


def test_two_countries_at_the_same_time_are_asked_about_and_two_jobs_are_not() -> None:
    both = [{"from": "2017-01", "until": "2020-05"}, {"from": "2019-01"}]
    (found,) = noticed({"principal": principal(residences=both)}, {}, on=ON)
    assert found.facts == (Fact("principal", "residences", 0), Fact("principal", "residences", 1))
    assert kinds(jobs=[*both, {"from": "2016-10", "until": "2017-02"}]) == []


MONTHS = st.integers(month_number("2010-01"), month_number("2026-11"))


@given(MONTHS, MONTHS, st.dates(date(1950, 1, 1), date(2008, 1, 1)))
def test_months_not_told_are_those_of_ten_years_after_the_18th_birthday(
    one: int, other: int, born: date
) -> None:
    first, last = sorted((one, other))
    row = {"from": month_written(first), "until": month_written(last)}
    grown = month_number(f"{born:%Y-%m}") + 18 * 12
    asked = range(max(month_number("2016-11"), grown), month_number("2026-10") + 1)
    silent = {month for month in asked if not first <= month <= last}
    told = silent_months(FIELDS["jobs"], [row], born, ON)
    assert {month for begins, ends in told for month in range(begins, ends + 1)} == silent
    assert kinds(jobs=[row], born=born) == [
        *(["letter-birth"] if born != LETTERS["born"] else []),
        *(["months-not-told"] if silent else []),
    ]


@given(st.dictionaries(st.sampled_from(sorted(FIELDS)), st.one_of(st.none(), st.booleans(), st.text(max_size=9), st.dates())))  # fmt: skip
def test_whatever_is_answered_is_noticed_once_or_not_at_all(given_: dict[str, Answer]) -> None:
    answers = {key: value for key, value in given_.items() if not FIELDS[key].cells}
    found = noticed({"principal": principal(**answers)}, LETTERS, on=ON)
    assert len(found) == len(set(found))
    assert all(fact.key in answers or fact.person == LETTER for one in found for fact in one.facts)


@pytest.mark.parametrize(
    ("answered", "read", "noticed_too"),
    [("F", "M", True), ("M", "F", True), ("F", "F", False), ("X", "M", False), ("F", "", False), ("", "M", False)],
)  # fmt: skip
def test_the_sex_of_the_zone_is_compared_and_x_is_right_beside_any(
    answered: str, read: str, noticed_too: bool
) -> None:
    one = replace(principal(sex=answered), read={"sex": read})
    asked = [(each.kind, *each.facts) for each in noticed({"principal": one}, {}, on=ON)]
    expected = ("passport-sex", Fact("principal", "sex"), Fact(PICTURE, "sex"))
    assert asked == ([expected] if noticed_too else [])
