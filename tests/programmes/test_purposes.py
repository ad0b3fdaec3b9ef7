"""What the form asks is asked for a reason, and who is said to use an answer uses it."""

import re
from datetime import date
from pathlib import Path

import pytest

from impplus.programmes import ALL, IMP_PLUS
from impplus.rules import lives
from impplus.rules.contradictions import NAMES, ORDERED
from impplus.rules.folder.purposes import unexplained
from impplus.rules.form import About, steps_on
from impplus.rules.programme import Programme

FACTS = Path(__file__).parents[2] / "impplus" / "queries" / "facts.py"
# How the facts of a case are read from answers, which a pure test cannot import.
READ = re.compile(r'(?:given, |given\.get\(|answers\.get\()"(\w+)"')
PURPOSES = IMP_PLUS.purposes


def used_by(use: str, about: About | None = None) -> set[str]:
    """The fields whose answers a use names."""
    return {
        field.key
        for step in IMP_PLUS.form
        for field in step.fields
        for row in PURPOSES.of(step, field)
        if use in row.used_by and about in (None, step.about)
    }


@pytest.mark.parametrize("programme", ALL.values(), ids=list(ALL))
def test_every_question_and_every_cell_has_one_purpose(programme: Programme) -> None:
    assert list(unexplained(programme.form, programme.purposes)) == []


def test_what_the_rules_look_at_is_said_to_be_used_by_this_service() -> None:
    asked = {field.key for step in IMP_PLUS.form for field in step.fields}
    facts = set(READ.findall(FACTS.read_text(encoding="utf-8")))
    assert facts - asked == set()
    assert len(facts) > 20
    compared = {*NAMES, *lives.COMPARED, *(key for pair in ORDERED for key in pair)}
    decide = {key for step in IMP_PLUS.form for one in (step, *step.fields) for key in one.when}
    assert (facts | compared | decide) - used_by("rules") == set()


def test_every_use_and_every_retention_is_named_by_a_row() -> None:
    assert {use for row in PURPOSES.rows for use in row.used_by} == {
        one.key for one in PURPOSES.uses
    }
    assert {row.kept for row in PURPOSES.rows} == {one.key for one in PURPOSES.retentions}


def test_only_what_the_check_asks_for_itself_is_kept_nowhere() -> None:
    own = {
        field.key for step in IMP_PLUS.form if step.part == "self-check" for field in step.fields
    }
    kept_nowhere = {key for row in PURPOSES.rows if row.kept == "nowhere" for key in row.fields}
    assert kept_nowhere == own


def test_no_period_is_given_that_no_text_settles() -> None:
    assert [one.key for one in PURPOSES.retentions if not (one.source or one.note)] == []
    said = " ".join(one.text.en + one.text.fr for one in PURPOSES.retentions)
    assert re.findall(r"\d+", said) == []


def test_a_page_says_each_reason_once_and_not_the_one_that_its_step_gives() -> None:
    steps = {step.key: step for step in steps_on(IMP_PLUS.form, date.max, numbers())}
    passport, home = steps["member-passport"], steps["home"]
    assert [one.en for one in PURPOSES.said_of(passport, passport.fields)] == [
        "The permit names the passport. A number that stands on two files is looked at by an officer.",
        "The officer compares these answers with the copy of the passport.",
        "A permit cannot outlive the passport.",
        "If biometrics given before still count, there is no fee and no appointment.",
    ]
    assert PURPOSES.said_of(home, home.fields) == ()


def test_the_reason_for_the_cells_of_rows_is_said_with_their_question() -> None:
    steps = {step.key: step for step in steps_on(IMP_PLUS.form, date.max, numbers())}
    lived = steps["member-countries-lived"]
    assert [one.fr for one in PURPOSES.said_of(lived, lived.fields)] == [
        "L’agente ou l’agent peut demander un certificat de police de chaque pays, pour le temps passé sur place."
    ]


def numbers() -> dict[str, str]:
    return dict(IMP_PLUS.numbers(date.max))
