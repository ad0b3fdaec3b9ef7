"""Every province that a fact may name has its words in both languages."""

from typing import get_args

from impplus.programmes import IMP_PLUS
from impplus.rules.case import Province
from impplus.words import provinces


def test_every_province_of_the_format_is_named_and_no_other() -> None:
    assert sorted(provinces.NAMES) == sorted(get_args(Province)) == sorted(provinces.THERE)


def test_the_form_names_them_the_same_way() -> None:
    (field,) = (f for s in IMP_PLUS.form for f in s.fields if f.key == "lives_province")
    assert {one.key: one.text for one in field.choices} == provinces.NAMES


def test_what_is_there_is_said_as_one_says_it() -> None:
    quebec = provinces.THERE["QC"]
    assert (quebec.en, quebec.fr) == ("in Quebec", "au Québec")
