"""After submission an answer is corrected, never overwritten: each change is a version with its reason."""

from datetime import date

import pytest
from django.db import Error, connection, transaction

from impplus.actions import answers
from impplus.queries.file import file_of
from impplus.queries.refusals import NotUnderstood, NotYours, ReasonMissing, Stale
from impplus.records.models import Application, Correction, Event, Person, Receipt, User
from impplus.rules.form import Answers

WHY = "Le passeport a été renouvelé."


def kept() -> list[object]:
    """All that a correction could leave."""
    models = (Person, Correction, Event, Receipt)
    return [list(model.objects.order_by("pk").values()) for model in models]


def renewed(application: Application, by: User, given: Answers, version: int = 0) -> Correction:
    person = application.people.get()
    return answers.correct(person, answers=given, reason=WHY, version=version, by=by)


def test_a_correction_keeps_what_stood_before_who_changed_it_and_why(
    received: Application, alice: User, this_day: date
) -> None:
    person, content = received.people.get(), Receipt.objects.get().content
    stood = person.passport_expires
    expires = date(this_day.year + 9, 5, 1)
    made = renewed(received, alice, {"passport_expires": expires, "city": "Salé"})
    assert (made.version, made.reason, made.by) == (1, WHY, alice)
    assert made.before == {"passport_expires": stood.isoformat(), "city": "Rabat"}
    assert made.after == {"passport_expires": expires.isoformat(), "city": "Salé"}
    file = file_of(Application.objects.get())
    assert file.case.principal.passport_expires == expires
    assert (file.principal.answers["city"], file.principal.answers_version) == ("Salé", 1)
    assert Receipt.objects.get().content == content
    event = Event.objects.get(verb="correct")
    assert (event.by, event.detail) == (alice, {"person": person.pk, "version": 1})


def test_only_what_changes_is_in_the_new_version(received: Application, alice: User) -> None:
    made = renewed(received, alice, {"city": "Salé", "occupation": "Infirmière"})
    assert (made.before, made.after) == ({"city": "Rabat"}, {"city": "Salé"})


def test_a_second_correction_stands_upon_the_first(received: Application, alice: User) -> None:
    renewed(received, alice, {"city": "Salé"})
    before = kept()
    with pytest.raises(Stale) as refused:
        renewed(received, alice, {"city": "Fès"}, version=0)
    assert (refused.value.saved, refused.value.version) == ({"city": "Salé"}, 1)
    assert kept() == before
    second = renewed(received, alice, {"city": "Fès"}, version=1)
    assert (second.version, second.before) == (2, {"city": "Salé"})


@pytest.mark.parametrize(
    ("given", "reason", "refusal"),
    [
        ({"city": "Salé"}, " ", ReasonMissing),
        ({"city": "Rabat"}, WHY, NotUnderstood),
        ({"passport_expires": "soon"}, WHY, NotUnderstood),
        ({"relation": "child"}, WHY, NotYours),
        ({"status": "approved"}, WHY, NotYours),
        ({"applies_for": "nothing"}, WHY, NotYours),
    ],
)
def test_what_cannot_be_a_correction_changes_nothing(
    given: Answers, reason: str, refusal: type[Exception], received: Application, alice: User
) -> None:
    before = kept()
    with pytest.raises(refusal):
        answers.correct(received.people.get(), answers=given, reason=reason, version=0, by=alice)
    assert kept() == before


@pytest.mark.parametrize(
    "statement",
    ["UPDATE records_correction SET reason = 'x'", "DELETE FROM records_correction"],
    ids=["changed", "deleted"],
)
def test_a_correction_cannot_be(statement: str, received: Application, alice: User) -> None:
    renewed(received, alice, {"city": "Salé"})
    before = kept()
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert kept() == before
