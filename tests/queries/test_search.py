"""What a search finds where more match than are worth showing."""

from datetime import date

import pytest

from impplus.actions import candidates
from impplus.queries import search
from impplus.records.models import Candidate, User
from tests.people import as_csv, row


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("roy", {"Roy"}),
        ("roye", {"Royer"}),
        ("ro", {"Roy", "Royer"}),
        ("tremblay", set()),
        ("", set()),
    ],
)
def test_the_typed_word_is_found_before_those_that_it_begins(
    typed: str, found: set[str], mathieu: User, this_day: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "MOST", 2)
    rows = [
        row(number, this_day) | {"family_name": name}
        for number, name in enumerate(["Royer", "Roy", "Royer", "Roy", "Royer", "Roy"], start=1)
    ]
    candidates.import_csv(as_csv(*rows), by=mathieu)
    keys = search.candidates_found(typed)
    names = set(Candidate.objects.filter(pk__in=keys).values_list("family_name", flat=True))
    assert (len(keys), names <= found, bool(names)) == (3 if found else 0, True, bool(found))
