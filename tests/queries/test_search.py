"""What a search finds where more match than are worth showing."""

import html
from datetime import date

import pytest

from impplus.actions import candidates, declarations, reports
from impplus.queries import search
from impplus.records.models import Application, Candidate, User
from tests.people import as_csv, row, signed_in
from tests.site import owner


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


def test_whoever_is_declared_after_submission_is_found_until_it_is_taken_back(
    submitted: Application, alice: User, olivia: User, this_day: date
) -> None:
    said = {"kind": "birth", "day": this_day, "person": None, "name": "Nora Zeroual", "comes": "no"}
    born = reports.tell_of_family(submitted, **said, reason="Née à Rabat.", by=alice)  # type: ignore[arg-type]
    typed = ("nora", "zerou", "Nora Zeroual", "Norà")
    assert [search.files_found(one) for one in typed] == [[submitted.pk]] * 4
    assert search.files_found("Zeroual Benali") == []  # nobody has both names
    (found,) = search.declared_found("zerou", [submitted.pk])[submitted.pk]
    assert (found.name, found.kin.en) == ("Nora Zeroual", "Dependent child")
    page = html.unescape(signed_in(olivia).get("/en/desk/?q=zeroual").content.decode())
    assert "Nora Zeroual – Dependent child, declared after submission, not an applicant" in page
    declarations.correct(
        born, name="Norah Alami", born=None, comes="no", reason="Erreur.", by=alice
    )
    assert search.declared_found("alami", [submitted.pk])[submitted.pk][0].name == "Norah Alami"
    assert search.declared_found("benali", [submitted.pk]) == {}
    declarations.take_back(born, reason="Une erreur.", by=alice)
    assert [search.files_found(one) for one in ("zeroual", "alami")] == [[], []]


def test_a_number_is_found_with_blanks_within_it(submitted: Application) -> None:
    alice = submitted.people.get(relation="principal")
    for number in (alice.passport_number, submitted.number):
        typed = " ".join(number.lower())
        assert (typed, search.files_found(typed)) == (typed, [submitted.pk])
    assert search.files_found("0 0 0 0 0 0 x") == []
    with owner():  # one without a digit
        Application.objects.filter(pk=submitted.pk).update(number="W-DZWV-KBSK")
    assert search.files_found("w dzwv kbsk") == [submitted.pk]
