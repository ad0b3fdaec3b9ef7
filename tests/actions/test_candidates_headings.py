"""A list may have a title above its headings, and a refused row names its columns as the list does."""

from datetime import date
from io import BytesIO

import pytest

from impplus.actions import candidates
from impplus.queries.list_columns import COLUMNS, LABELS, WITHDRAW, named
from impplus.queries.refusals import NotUnderstood
from impplus.records.models import Batch, Candidate, User
from tests.actions.test_candidates_workbooks import workbook
from tests.people import as_csv, row

FRENCH = [LABELS[column].fr for column in COLUMNS]


def reasons(batch: Batch) -> list[tuple[int, str]]:
    return list(batch.rows_left_out.values_list("line", "fr"))


def written(*rows: dict[str, str]) -> str:
    lines = [";".join(FRENCH), *(";".join(one[column] for column in COLUMNS) for one in rows)]
    return "\n".join(lines)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_column_is_understood_by_the_name_under_which_officers_are_told_of_it(
    language: str,
) -> None:
    every = (*COLUMNS, WITHDRAW)
    assert named([LABELS[column].say(language) for column in every]) == list(every)


@pytest.mark.parametrize(
    "above",
    ["Candidatures de novembre 2026\n", "Liste du ministère;;;\n\n", "sep=;\nListe, novembre\n"],
)
def test_a_title_above_the_headings_is_passed_over_and_lines_keep_their_numbers(
    above: str, mathieu: User, this_day: date
) -> None:
    content = above + written(row(1, this_day), row(2, this_day, email=""))
    batch = candidates.import_csv(content.encode(), by=mathieu)
    assert Candidate.objects.count() == 1
    last = content.count("\n") + 1
    assert reasons(batch) == [(last, "Rien n’est inscrit sous\u00a0: Adresse électronique.")]


def test_a_workbook_may_have_a_title_too(mathieu: User, this_day: date) -> None:
    rows = [["Candidatures du ministère"], [], FRENCH, list(row(1, this_day).values())]
    candidates.ask_import(BytesIO(workbook(rows)), by=mathieu)
    assert Batch.objects.get().total == 1


def test_a_refused_row_names_its_column_as_the_list_calls_it(mathieu: User, this_day: date) -> None:
    content = written(row(1, this_day, born="31 mars"), row(2, this_day, nationality="Maroc"))
    batch = candidates.import_csv(content.encode(), by=mathieu)
    assert [why.split("\u00a0: ")[0] for _, why in reasons(batch)] == [
        "Date de naissance",
        "Nationalité",
    ]


def test_a_list_whose_headings_are_incomplete_says_on_which_line_they_stand(mathieu: User) -> None:
    with pytest.raises(NotUnderstood) as refused:
        candidates.import_csv("Liste\nPrénoms;Noms de famille\n".encode(), by=mathieu)
    assert refused.value.text.en.startswith("Line 2 must name the columns; these are missing: ")


def test_a_column_keeps_the_capitals_that_the_list_gives_its_name(
    mathieu: User, this_day: date
) -> None:
    batch = candidates.import_csv(as_csv(row(1, this_day, csq_programme="WHAT")), by=mathieu)
    assert [why.split("\u00a0: ")[0] for _, why in reasons(batch)] == ["csq_programme"]
