"""From which day to which every row of the law holds, and what is so on the eve and on the day."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from impplus.programmes import IMP_PLUS
from impplus.rules import biometrics, fees
from impplus.rules.dated import holds
from impplus.rules.eligibility import assess
from impplus.rules.family import assess_family
from tests.rules.cases import ON, SPOUSE, alice

HERE = Path(__file__).parent
TABLE = tomllib.loads((HERE / "dates.toml").read_text(encoding="utf-8"))
WORDS = tomllib.loads(
    (HERE.parents[1] / "impplus/programmes/imp_plus/eligibility.toml").read_text(encoding="utf-8")
)
ROWS: Mapping[str, Iterable[Any]] = {
    "condition": IMP_PLUS.conditions,
    "family": IMP_PLUS.family,
    "requirement": IMP_PLUS.requirements,
    "fee": IMP_PLUS.fees,
    "refund": IMP_PLUS.refunds,
    "document": IMP_PLUS.documents,
    "biometrics": IMP_PLUS.biometrics,
    "medical": IMP_PLUS.medical,
    "permit": IMP_PLUS.permit.kinds,
    "print": IMP_PLUS.permit.conditions,
    "ground": IMP_PLUS.permit.grounds,
    "office": IMP_PLUS.offices,
    "order": IMP_PLUS.orders,
    "setting": IMP_PLUS.settings.rows,
    "letter": IMP_PLUS.letter_texts,
    "step": IMP_PLUS.form,
    "field": [
        replace(one, key=f"{step.key}.{one.key}") for step in IMP_PLUS.form for one in step.fields
    ],
}
# The columns of which dates.toml says what stands in them, where that is not what stands there by default.
SAID = "amount family_maximum value kinds verbs in_canada decides self_check optional max_length"


def said(row: Any) -> str:
    """“2022-05-24 .. 2022-07-26, IRCC / A76”, and what stands in its columns SAID."""
    days = f"{row.since} .. {row.until or ''}".strip()
    source = getattr(row, "source", None)
    told = ["always" if row.since == date.min and not row.until else days]
    told += [source.cite] if source else []
    columns = {one.name: one.default for one in fields(row) if one.name in SAID.split()}
    held = {name: getattr(row, name) for name in columns}
    more = (spelled(name, value) for name, value in held.items() if value != columns[name])
    return ", ".join([*told, *more])


def spelled(name: str, value: Any) -> str:
    """“kinds open-work-permit study-permit”."""
    listed = value if isinstance(value, tuple | list) else [value]
    return " ".join([name, *map(str, listed)])


@pytest.mark.parametrize("sort", TABLE)
def test_every_known_row_keeps_its_days_its_source_and_what_it_says(sort: str) -> None:
    rows = {(row.key, said(row)) for row in ROWS[sort]}
    known = {(key, told) for key, several in TABLE[sort].items() for told in several}
    assert known - rows == set()


@pytest.mark.parametrize("sort", ROWS)
def test_no_two_rows_of_a_key_begin_on_one_day(sort: str) -> None:
    begun = [(row.key, row.since) for row in ROWS[sort]]
    assert sorted(begun) == sorted(set(begun))


@pytest.mark.parametrize(
    ("on", "table", "cite"),
    [
        (date(2022, 7, 26), "may-apply-from-canada-at-first", "IRCC / A76"),
        (date(2022, 7, 27), "may-apply-from-canada", "IRPR / RIPR 199"),
    ],
)
def test_who_may_apply_from_canada_is_told_in_the_words_of_the_day(
    on: date, table: str, cite: str
) -> None:
    (condition,) = (
        row for row in IMP_PLUS.in_force(on).conditions if row.key == "may-apply-from-canada"
    )
    words = {name: text.en for name, text in condition.texts.items()}
    plain = {name: text["en"] for name, text in WORDS[table].items() if name != "title"}
    filled = {name: text.replace("{restoration-days}", "90") for name, text in plain.items()}
    assert (words, condition.title.en) == (filled, WORDS[table]["title"]["en"])
    assert condition.source.cite == cite


def test_a_family_is_judged_from_the_programme_s_first_day() -> None:
    first, eve = date(2022, 5, 24), date(2022, 5, 23)
    assert assess_family(IMP_PLUS, alice(SPOUSE, on=eve), on=eve) == ()
    assert [row.key for row in assess_family(IMP_PLUS, alice(SPOUSE, on=first), on=first)] == [
        "partner-of-age",
        "family-work-permit",
        "status-of-member",
        "applies-together",
    ]


@pytest.mark.parametrize("fee", IMP_PLUS.fees, ids=said)
def test_an_amount_is_known_from_the_first_day_of_a_row_and_before_it_by_an_older_one(
    fee: fees.Fee,
) -> None:
    eve = fee.since - timedelta(1)
    known = {row.key: known for row, known in IMP_PLUS.in_force(eve).fees}
    older = [row for row in IMP_PLUS.fees if row.key == fee.key and holds(row, eve)]
    assert known[fee.key] is bool(older)
    assert [known for row, known in IMP_PLUS.in_force(fee.since).fees if row == fee] == [True]


def test_outcomes_are_known_from_the_programme_s_first_day() -> None:
    case = replace(alice(), outcome="refused")
    assert fees.refunds(IMP_PLUS, case, "refused", on=date(2022, 5, 23)) is None
    assert fees.refunds(IMP_PLUS, case, "refused", on=date(2022, 5, 24)) is not None


def test_biometrics_are_asked_from_their_first_day() -> None:
    assert biometrics.needed(IMP_PLUS, alice(), on=date(2018, 7, 30)) == ()
    (need,) = biometrics.needed(IMP_PLUS, alice(), on=date(2018, 7, 31))
    assert need.needed is True


def test_the_source_of_filing_in_time_changes_with_the_instructions() -> None:
    cites = {
        on: finding.source.cite
        for on in (date(2022, 12, 6), date(2022, 12, 7), ON)
        for finding in assess(IMP_PLUS.in_force(on).conditions, alice(), on=on)
        if finding.key == "pr-filed-in-time"
    }
    assert [*cites.values()] == ["Québec / PMI+", "IRCC / A76", "IRCC / A76"]
