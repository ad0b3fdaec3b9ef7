"""Two versions of a programme held against one case: each flip once, and nothing where nothing flips."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

from impplus.programmes import IMP_PLUS
from impplus.rules.answer import Judged
from impplus.rules.case import Case
from impplus.rules.programme import load
from impplus.telling.what_if import Flip, flips, titles
from tests.copies import Copy, copied
from tests.rules.cases import CHILD, SPOUSE, alice, cases

pytestmark = pytest.mark.thorough


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return copied(tmp_path)


def flipped(copy: Copy, case: Case) -> tuple[Flip, ...]:
    return flips(Judged(IMP_PLUS, case), Judged(load(copy.folder), case))


@given(cases)
def test_the_same_rules_flip_nothing(case: Case) -> None:
    assert flips(Judged(IMP_PLUS, case), Judged(IMP_PLUS, case)) == ()


def test_a_verdict_and_with_it_the_outcome_flip(copy: Copy) -> None:
    named = '["PRTQ", "PILOT-AI-IT-VFX"]'
    copy.change("programme.toml", named, '["PILOT-AI-IT-VFX"]')
    assert flipped(copy, alice()) == (
        Flip("conditions", "csq-programme", "met", "not-met"),
        Flip("eligible", "", "met", "not-met"),
    )
    assert flipped(copy, alice(csq=None)) == ()


def test_members_who_flip_the_same_way_flip_once_and_the_permits_with_them(copy: Copy) -> None:
    grown = replace(CHILD, born=date(2002, 1, 1), married=False, dependent_for_health=False)
    copy.change("programme.toml", "value = 22", "value = 30")
    assert flipped(copy, alice(grown, grown, CHILD)) == (
        Flip("conditions", "dependent-child", "not-met", "met"),
        Flip("permits"),
    )


def test_a_condition_of_one_version_only_is_absent_from_the_other(copy: Copy) -> None:
    begins = '@rule(key="csq-programme", since=BEGAN,'
    copy.change("eligibility.py", begins, begins.replace("csq-programme", "csq-kind"))
    text = (copy.folder / "eligibility.toml").read_text(encoding="utf-8")
    (copy.folder / "eligibility.toml").write_text(
        text.replace("[csq-programme]", "[csq-kind]"), encoding="utf-8"
    )
    assert flipped(copy, alice()) == (
        Flip("conditions", "csq-programme", "met", "absent"),
        Flip("conditions", "csq-kind", "absent", "met"),
    )
    told = titles(IMP_PLUS, load(copy.folder))
    assert told["csq-kind"] == told["csq-programme"]
    assert list(told)[-1] == "csq-kind"


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (("fees.toml", 'amount = "150.00"', 'amount = "151.00"'), "fees"),
        (("documents.toml", 'key = "marriage-certificate"', 'key = "proof"'), "documents"),
        (("permit.toml", 'province = "QC"', 'province = "ON"'), "permits"),
    ],
)
def test_other_fees_documents_and_permits_flip(
    change: tuple[str, str, str], part: str, copy: Copy
) -> None:
    copy.change(*change)
    assert flipped(copy, alice(SPOUSE, CHILD)) == (Flip(part),)  # type: ignore[arg-type]


def test_a_fee_whose_amount_is_no_longer_known_is_another_total(copy: Copy) -> None:
    first = 'amount = "150.00"\nsince = 2014-02-06'
    copy.change("fees.toml", first, f"{first}\nuntil = 2026-03-01")
    assert flipped(copy, alice(CHILD)) == (Flip("fees"),)
    assert flipped(copy, alice(SPOUSE)) == ()
