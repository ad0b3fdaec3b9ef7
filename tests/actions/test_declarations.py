"""Who was declared after submission: corrected, taken back, and what happens to them later."""

from datetime import date, timedelta
from typing import Any

import pytest

from impplus.actions import declarations, reports
from impplus.queries.declared import family_since
from impplus.queries.refusals import NotUnderstood, NotYours, WrongMoment
from impplus.records.models import Application, Report, User
from tests.site import owner


@pytest.fixture
def sam(received: Application, alice: User, this_day: date) -> Report:
    """Sam, whom Alice marries after her application was received."""
    return reports.tell_of_family(received, **wed(this_day), by=alice)


def wed(this_day: date, **other: Any) -> dict[str, Any]:
    said = {"kind": "marriage", "day": this_day, "person": None, "name": "Sam Rossi"}
    return said | {"born": date(1991, 4, 5), "comes": "no", "reason": "Hier."} | other


def status_of(application: Application) -> Any:
    return application.people.get(relation="principal").answers.get("relationship")


def test_the_separation_from_a_declared_spouse_stands_with_her(
    received: Application, alice: User, sam: Report, this_day: date
) -> None:
    apart = {"kind": "separation", "day": this_day, "person": None, "name": "", "about": sam}
    made = reports.tell_of_family(received, **apart, reason="Fini.", by=alice)
    (one,) = family_since(received).declared
    assert (one.name, [each.report for each in one.happened]) == ("Sam Rossi", [made])
    assert (made.name, status_of(received)) == ("Sam Rossi", "separated")


def test_taking_a_marriage_back_gives_the_marital_status_back(
    received: Application, alice: User, this_day: date
) -> None:
    with owner():
        principal = received.people.get(relation="principal")
        principal.answers |= {"relationship": "single"}
        principal.save()
    sam = reports.tell_of_family(received, **wed(this_day), by=alice)
    assert status_of(received) == "married"
    made = declarations.take_back(sam, reason="Une erreur.", by=alice)
    assert declarations.take_back(sam, reason="Une erreur.", by=alice) == made
    assert (status_of(received), family_since(received).declared) == ("single", ())
    with pytest.raises(NotUnderstood):
        declarations.take_back(sam, reason="Encore.", by=alice)
    with pytest.raises(NotYours):
        declarations.take_back(made, reason="Encore.", by=alice)
    with pytest.raises(NotUnderstood):
        declarations.correct(sam, name="Sami", born=None, comes="", reason="R", by=alice)


def test_the_same_correction_twice_is_one(alice: User, sam: Report) -> None:
    said: dict[str, Any] = {"name": "Sami Rossi", "born": date(1991, 4, 5), "comes": "yes"}
    first = declarations.correct(sam, **said, reason="R", by=alice)
    assert declarations.correct(sam, **said, reason="R", by=alice) == first
    with pytest.raises(NotUnderstood):
        declarations.correct(sam, **said, reason="Encore", by=alice)
    assert (first.about, Report.objects.count()) == (sam, 2)


@pytest.mark.parametrize(
    "wrong",
    [{"name": "12"}, {"name": ""}, {"comes": "perhaps"}, {"born": date(2199, 1, 1)}],
)
def test_what_is_wrong_of_somebody_new_is_said_and_declares_nobody(
    received: Application, alice: User, this_day: date, wrong: dict[str, Any]
) -> None:
    with pytest.raises(NotUnderstood):
        reports.tell_of_family(received, **wed(this_day, **wrong), by=alice)
    assert Report.objects.count() == 0


def test_strangers_officers_and_closed_files_change_nothing(
    received: Application, alice: User, bob: User, olivia: User, sam: Report
) -> None:
    for other in (bob, olivia):
        with pytest.raises(NotYours):
            declarations.take_back(sam, reason="R", by=other)
        with pytest.raises(NotYours):
            declarations.correct(sam, name="X", born=None, comes="", reason="R", by=other)
    with owner():
        Application.objects.update(status="refused")
    sam.refresh_from_db()
    with pytest.raises(WrongMoment):
        declarations.take_back(Report.objects.get(), reason="R", by=alice)
    with pytest.raises(WrongMoment):
        declarations.correct(
            Report.objects.get(), name="X", born=None, comes="", reason="R", by=alice
        )
    assert Report.objects.count() == 1


def test_an_earlier_report_that_said_a_name_alone_declares_too(
    received: Application, alice: User, this_day: date
) -> None:
    said = {"kind": "birth", "day": this_day - timedelta(days=1), "person": None, "name": "Nora"}
    made = reports.tell_of_family(received, **said, reason="Née.", by=alice)  # type: ignore[arg-type]
    (one,) = family_since(received).declared
    assert (made.member, one.name, len(one.rows)) == ({}, "Nora", 2)
