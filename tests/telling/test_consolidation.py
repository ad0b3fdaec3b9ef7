"""The law is told as it holds on a day, and with every version that it ever had."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import example, given, strategies as st

from impplus.programmes import IMP_PLUS
from impplus.rules.dated import newest_rows
from impplus.rules.programme import Programme
from impplus.rules.settings import Settings
from impplus.telling.consolidation import Consolidation, Version, consolidate
from impplus.telling.rows import Describer, Description
from impplus.words.labels import AMOUNT, REMEDY
from impplus.words.text import Text
from tests.lighthouse import LIGHTHOUSE
from tests.rules.ending import AFTER, ENDING, ENDS

pytestmark = pytest.mark.thorough

ODD = (date.min, date(2010, 1, 1), date(2022, 5, 23), date(2026, 3, 2), date.max)
DAY = timedelta(days=1)


def keys(law: Consolidation) -> dict[str, list[str]]:
    """The keys of the rules in force, section by section."""
    return {
        section.key: [one.key for one in section.provisions if one.current]
        for section in law.sections
    }


def expected_keys(programme: Programme, on: date) -> dict[str, list[str]]:
    """The same, as the rules that judge have them."""
    law = programme.in_force(on)
    held = newest_rows(programme.settings.rows, on)
    return {
        "conditions": [row.key for row in law.conditions],
        "family": [row.key for row in law.family],
        "at-submission": [r.key for r in law.requirements if r.judged == "at-submission"],
        "at-decision": [r.key for r in law.requirements if r.judged == "at-decision"],
        "fees": [fee.key for fee, known in law.fees if known],
        "refunds": list(law.refunds),
        "documents": [row.key for row in law.documents],
        "biometrics": [law.biometrics.key] if law.biometrics else [],
        "medical": [law.medical.key] if law.medical else [],
        "permits": list(law.kinds),
        "printed": [row.key for row in law.permit_conditions],
        "grounds": [row.key for row in newest_rows(programme.permit.grounds, on)],
        "offices": list(law.offices),
        "orders": [row.key for row in newest_rows(programme.orders, on)],
        "caps": ["cap"] if programme.cap(on.year) else [],
        "numbers": [row.key for row in held if row.note is None],
        "open-points": [row.key for row in held if row.note],
    }


@given(st.dates())
@example(ODD[0])
@example(ODD[-1])
@example(date(2022, 5, 23))
@example(date(2022, 5, 24))
@example(date(2026, 11, 30))
@example(date(2026, 12, 1))
def test_what_is_told_of_a_day_is_what_judges_on_it(on: date) -> None:
    for programme in (IMP_PLUS, LIGHTHOUSE):
        assert keys(consolidate(programme, on)) == expected_keys(programme, on)


@given(st.dates(date(2022, 5, 24), date(2030, 1, 1)))
def test_a_rule_is_told_in_the_words_with_which_it_judges(on: date) -> None:
    law, held = consolidate(IMP_PLUS, on), IMP_PLUS.in_force(on)
    for row, told_of_it in zip(held.conditions, current(law, "conditions"), strict=True):
        words = {statement.words for statement in told_of_it.statements}
        assert {text for name, text in row.texts.items() if not name.startswith("remedy")} == words
    for document, told_of_it in zip(held.documents, current(law, "documents"), strict=True):
        assert told_of_it.title == document.text
        assert document.why in {statement.words for statement in told_of_it.statements}


def current(law: Consolidation, key: str) -> list[Description]:
    """What the rules of a section say that are in force."""
    return [one.current.description for one in law.section(key).provisions if one.current]


@pytest.mark.parametrize("on", [None, *ODD])
def test_no_text_keeps_a_place_for_a_number(on: date | None) -> None:
    texts = [
        words
        for section in consolidate(IMP_PLUS, on).sections
        for one in section.provisions
        for version in one.versions
        for _label, words in version.description.parts()
    ]
    assert [text for text in texts if "{" in text.en + text.fr] == []


def test_a_fee_has_its_history() -> None:
    (fee,) = [
        one
        for one in consolidate(ENDING, date(2025, 6, 1)).section("fees").provisions
        if one.key == "restoration"
    ]
    assert [(one.days.en.replace("\u00a0", " "), one.state) for one in fee.versions] == [
        ("from May 24, 2022 to November 30, 2023", "past"),
        ("from December 1, 2023 to November 30, 2024", "past"),
        ("from December 1, 2024 to November 30, 2025", "in-force"),
        ("from December 1, 2025 to November 30, 2026", "future"),
    ]
    said = [change for change in fee.versions[3].changes if change.label == AMOUNT]
    assert [(one.before[0].en, one.after[0].fr) for one in said] == [("$239.75", "246,25\u00a0$")]
    assert (fee.current, fee.coming) == (fee.versions[2], fee.versions[3])
    assert (fee.versions[0].changes, fee.warning) == ((), None)


def test_without_a_day_nothing_is_past_or_to_come() -> None:
    law = consolidate(IMP_PLUS)
    versions = [v for section in law.sections for one in section.provisions for v in one.versions]
    assert ({one.state for one in versions}, law.warnings) == ({None}, ())
    assert [section.shown for section in law.sections if section.key != "fees"] == [()] * (
        len(law.sections) - 1
    )


@pytest.mark.parametrize(
    ("on", "since", "warned"),
    [
        (date(2022, 5, 23), None, ""),
        (date(2026, 9, 30), "from December 1, 2026", ""),
        (ENDS, "from December 1, 2026", "holds until"),
        (AFTER, "from December 1, 2026", "ended on"),
        (None, "from December 1, 2026", ""),
    ],
)
def test_of_an_amount_that_ends_nothing_is_guessed(
    on: date | None, since: str | None, warned: str
) -> None:
    law = consolidate(ENDING, on)
    others = [one.key for one in law.section("fees").provisions if one.missing is None]
    (fee,) = [one for one in law.section("fees").provisions if one.key == "restoration"]
    assert others == ["work-permit", "open-work-permit-holder", "study-permit", "biometrics"]
    assert fee.missing == Text(
        en="Not known; no amount is guessed.", fr="Inconnu; aucun montant n’est supposé."
    )
    days = fee.missing_days
    assert (days and days.en.replace("\u00a0", " ")) == since
    assert (fee.warning is not None, warned in (fee.warning or fee.missing).en) == (
        warned != "",
        True,
    )
    assert fee in law.section("fees").shown


def test_before_its_first_amount_a_fee_is_told_as_not_known() -> None:
    section = consolidate(IMP_PLUS, date(2014, 2, 6)).section("fees")
    assert [(one.key, one.current is not None, one.missing is None) for one in section.shown] == [
        ("work-permit", True, True),
        ("open-work-permit-holder", False, False),
        ("study-permit", True, True),
        ("restoration", False, False),
        ("biometrics", False, False),
    ]
    (holder,) = [one for one in section.provisions if one.key == "open-work-permit-holder"]
    assert (holder.missing_days, holder.warning) == (None, None)


def test_what_is_known_to_change_is_told_before() -> None:
    law = consolidate(IMP_PLUS, date(2022, 7, 26))
    assert [one.key for one in law.section("conditions").changing] == [
        "pr-filed-in-time",
        "may-apply-from-canada",
    ]
    assert [
        one.key for one in consolidate(IMP_PLUS, date(2022, 1, 1)).section("caps").changing
    ] == ["cap"]
    assert consolidate(IMP_PLUS, date(2024, 1, 1)).section("caps").changing == ()


def test_what_no_text_settles_is_never_told_as_law() -> None:
    law = consolidate(IMP_PLUS)
    notes = {
        one.key: [version.description.note for version in one.versions]
        for key in ("numbers", "open-points")
        for one in law.section(key).provisions
    }
    unsettled = {row.key for row in IMP_PLUS.settings.rows if row.note or not row.source}
    assert {key for key, told in notes.items() if None not in told} == unsettled
    assert {one.key for one in law.section("open-points").provisions} == unsettled
    assert all(
        v.description.source for one in law.section("numbers").provisions for v in one.versions
    )


def test_a_number_that_changes_makes_a_new_version_of_what_names_it() -> None:
    rows = IMP_PLUS.settings.rows
    (days,) = [row for row in rows if row.key == "restoration-days"]
    sixty = replace(days, since=date(2027, 1, 1), value=60)
    settings = Settings((*rows, sixty))
    conditions = tuple(replace(row, settings=settings) for row in IMP_PLUS.conditions)
    law = consolidate(replace(IMP_PLUS, settings=settings, conditions=conditions))
    (inside,) = [
        one for one in law.section("conditions").provisions if one.key == "may-apply-from-canada"
    ]
    assert [one.since for one in inside.versions] == [
        date(2022, 5, 24),
        date(2022, 7, 27),
        date(2027, 1, 1),
    ]
    after = [text.en for change in inside.versions[2].changes for text in change.after]
    assert (
        "The person lost status in Canada more than 60 days before. It can no longer be restored."
        in after
    )
    assert inside.versions[1].until == date(2026, 12, 31)
    assert {change.label for change in inside.versions[2].changes} <= {
        statement.label for statement in inside.versions[2].description.statements
    } | {REMEDY}


def test_a_section_is_found_by_its_key() -> None:
    law = consolidate(IMP_PLUS)
    assert [law.section(section.key) for section in law.sections] == list(law.sections)
    with pytest.raises(KeyError):
        law.section("weather")


def test_another_figure_is_told_beside_the_cap_where_there_is_one() -> None:
    plain = tuple(replace(cap, target=None, target_source=None) for cap in IMP_PLUS.caps)
    said = {
        key: [
            [statement.words.en for statement in version.description.statements]
            for one in law.section("caps").provisions
            for version in one.versions
        ]
        for key, law in {
            "both": consolidate(IMP_PLUS),
            "one": consolidate(replace(IMP_PLUS, caps=plain)),
        }.items()
    }
    assert said == {
        "both": [["14,700", "14,000"], ["7,350", "7,000"]],
        "one": [["14,700"], ["7,350"]],
    }


def test_a_value_without_a_word_is_told_as_it_is() -> None:
    describer = Describer(IMP_PLUS)
    assert [describer.word(one).fr for one in (True, False, 90, "QC", "USA", "principal")] == [
        "oui",
        "non",
        "90",
        "Québec",
        "États-Unis",
        "demanderesse principale ou demandeur principal",
    ]


def test_a_version_is_a_plain_value() -> None:
    version = consolidate(IMP_PLUS).section("fees").provisions[0].versions[0]
    assert replace(version) == version
    assert isinstance(version, Version)
