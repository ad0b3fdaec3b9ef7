"""The page of the fields: every question and cell, why it is asked, who uses it and how long it is kept."""

from dataclasses import replace

import pytest

from impplus.programmes import IMP_PLUS
from impplus.rules.form import Step
from impplus.rules.purposes import names_of_cells
from impplus.telling.fields import fields
from impplus.telling.markdown import NOT_SETTLED, escaped
from impplus.words.text import LANGUAGES

PURPOSES = IMP_PLUS.purposes


def rows_of(lines: list[str], step: Step, lang: str) -> list[list[str]]:
    """The cells of each row of the table of a step."""
    ends = f"(`{step.key}`)"
    begins = next(
        at for at, line in enumerate(lines) if line.startswith("### ") and line.endswith(ends)
    )
    table = lines[begins + 4 :]
    return [line.strip("| ").split(" | ") for line in table[: table.index("")]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_question_is_a_row_with_its_reason_its_users_and_how_long_it_is_kept(
    lang: str,
) -> None:
    lines = list(fields(IMP_PLUS, lang))
    for step in IMP_PLUS.form:
        expected = []
        for field in step.fields:
            (row,) = PURPOSES.of(step, field)
            reason = row.why or step.why
            assert reason is not None
            users = "; ".join(one.title.say(lang) for one in PURPOSES.used_by(row))
            kept = PURPOSES.kept(row).title.say(lang)
            expected.append([f"`{field.key}`", *map(escaped, (reason.say(lang), users, kept))])
        assert [[one[1], *one[3:]] for one in rows_of(lines, step, lang)] == expected


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_cell_is_a_row_once(lang: str) -> None:
    lines = list(fields(IMP_PLUS, lang))
    asked = {
        name for step in IMP_PLUS.form for field in step.fields for name in names_of_cells(field)
    }
    found = [
        line.split(" | ") for line in lines if "." in line.partition("| `")[2].partition("`")[0]
    ]
    assert sorted(row[1].strip("`") for row in found) == sorted(asked)
    assert [row for row in found if not all(one.strip("| ") for one in row)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_no_text_settles_is_called_so(lang: str) -> None:
    page = "\n".join(fields(IMP_PLUS, lang))
    for one in PURPOSES.retentions:
        assert one.note is not None
        assert f"*{escaped(NOT_SETTLED.say(lang))}.* {escaped(one.note.say(lang))}" in page


def test_a_question_without_a_row_has_an_empty_one() -> None:
    bare = replace(IMP_PLUS, purposes=replace(PURPOSES, rows=()))
    lines = list(fields(bare, "en"))
    for line in (line for line in lines if "`lives_country`" in line):
        assert line.endswith(" |  |  |  |")
