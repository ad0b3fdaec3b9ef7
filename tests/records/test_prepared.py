"""A prepared query finds what its queryset finds, for whoever asks, and keeps nobody's values."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.models import Prefetch, QuerySet
from django.test.utils import CaptureQueriesContext

from impplus.actions import mandates
from impplus.records import access
from impplus.records.models import Application, Letter, Person, User
from impplus.records.prepared import counted, only, pointing_at, prefetch, prepared
from tests import people
from tests.site import owner


@prepared
def numbered(user: User, number: str) -> QuerySet[Application]:
    return access.applications(user).filter(number=number).prefetch_related("people")


def test_each_role_finds_by_a_prepared_query_what_it_may_see(
    received: Application, alice: User, bob: User, lucie: User, olivia: User, mathieu: User
) -> None:
    mandates.give(received, lawyer=lucie, signature="Alice Benali", by=alice)
    everybody = (bob, alice, lucie, olivia, mathieu)
    expected = [list(access.applications(one).filter(number=received.number)) for one in everybody]
    assert [numbered(one, received.number) for one in everybody] == expected
    assert [numbered(one, "W-0000-0000") for one in everybody] == [[]] * 5


def test_two_applicants_ask_the_same_sql_and_each_finds_their_own(
    received: Application, alice: User, bob: User, this_day: date
) -> None:
    (other,) = people.ready_drafts(1, this_day, [bob])
    asked = [(alice, received), (bob, other), (alice, other), (bob, received)]
    with CaptureQueriesContext(connection) as sent:
        found = [only(numbered(who, one.number)) for who, one in asked]
    assert found == [received, other, None, None]
    assert len(sent) == 4 + 2  # and the people of the two that were found


def test_the_people_of_each_file_are_read_at_once_and_know_their_file(
    received: Application, bob: User, this_day: date
) -> None:
    files = [received, *people.ready_drafts(2, this_day, [bob, bob])]
    with CaptureQueriesContext(connection) as sent:
        prefetch(files, "people")
        prefetch(files, "people")
    assert len(sent) == 1
    with CaptureQueriesContext(connection) as sent:
        assert all(one.application is file for file in files for one in file.people.all())
    assert len(sent) == 0
    again = Application.objects.in_bulk([file.pk for file in files])
    for file in files:
        assert list(file.people.all()) == list(again[file.pk].people.all())


def test_rows_that_are_read_beforehand_may_be_chosen(received: Application) -> None:
    prefetch([received], Prefetch("people", Person.objects.exclude(relation="principal")))
    assert list(received.people.all()) == list(
        Person.objects.filter(application=received).exclude(relation="principal")
    )


def test_several_kinds_of_rows_are_read_together_and_some_by_a_name_of_their_own(
    received: Application, bob: User, this_day: date
) -> None:
    files = [received, *people.ready_drafts(1, this_day, [bob])]
    letters = Prefetch("letters", Letter.objects.none(), to_attr="no_letters")
    alone = Prefetch("people", Person.objects.filter(relation="principal"), to_attr="alone")
    for _ in range(4):  # the first times they are asked one by one, as no statement has a name yet
        again: Any = [Application.objects.get(pk=file.pk) for file in files]
        prefetch(again, "documents", alone, "payments", letters)
    with CaptureQueriesContext(connection) as sent:
        prefetch(again, "documents", alone, "payments", letters)
        for one in again:
            assert pointing_at(one, "documents") == list(one.documents.all())
            assert pointing_at(one, "payments") == list(one.payments.all())
            assert [who.relation for who in one.alone] == ["principal"]
            assert one.alone[0].application is one
            assert one.no_letters == []
    assert len(sent) == 0
    for one, file in zip(again, files, strict=True):
        assert list(one.documents.all()) == list(file.documents.all()) != []
        assert list(one.payments.all()) == list(file.payments.all()) != []
        assert list(one.people.all()) == list(file.people.all())


@counted
def number_of_drafts(user: User, status: str) -> QuerySet[Application]:
    return access.applications(user).filter(status=status)[:2]


def test_a_count_is_that_of_its_queryset_for_whoever_asks(
    received: Application, alice: User, bob: User, this_day: date
) -> None:
    people.ready_drafts(3, this_day, [bob, bob, bob])
    asked = [(bob, "draft"), (alice, "draft"), (alice, "submitted"), (bob, "submitted")]
    assert [number_of_drafts(who, status) for who, status in asked] == [2, 0, 1, 0]


@pytest.mark.parametrize("changes", ["number__startswith", "number__icontains"])
def test_a_value_that_is_changed_before_it_is_compared_is_refused(
    changes: str, alice: User
) -> None:
    @prepared
    def beginning(typed: str) -> QuerySet[Application]:
        return Application.objects.filter(**{changes: typed})

    with pytest.raises(ValueError, match="more than compared"):
        beginning("W-")


def test_a_number_of_rows_is_no_value(alice: User) -> None:
    @prepared
    def first(rows: int) -> QuerySet[Application]:
        return Application.objects.all()[:rows]

    with pytest.raises(ValueError, match="more than compared"):
        first(3)


def test_what_is_the_same_for_everybody_is_written_in_the_statement(received: Application) -> None:
    @prepared
    def own(number: str) -> QuerySet[Application]:
        odd = Application.objects.exclude(language__startswith="%s 5%'")
        return odd.filter(number=number, status="submitted")

    asked = list[Any]()

    def see(execute: Any, sql: str, values: Any, *rest: Any) -> Any:
        asked.append(values)
        return execute(sql, values, *rest)

    with connection.execute_wrapper(see):
        assert own(received.number) == [received]
        assert own("W-0000-0000") == []
    assert asked == [(received.number,), ("W-0000-0000",)]


def test_a_query_that_can_find_nothing_asks_nothing(alice: User) -> None:
    @prepared
    def letters(user: User) -> QuerySet[Letter]:
        return access.letters_of_office(user)

    with CaptureQueriesContext(connection) as sent:
        assert letters(alice) == []
    assert len(sent) == 0


def test_what_points_at_a_record_is_read_anew_unless_it_was_read_beforehand(
    received: Application,
) -> None:
    first = pointing_at(received, "payments")
    with owner():
        received.payments.update(amount=1)
    assert [one.amount for one in pointing_at(received, "payments")] == [1] * len(first)
    prefetch([received], "people")
    with CaptureQueriesContext(connection) as sent:
        assert pointing_at(received, "people") == list(received.people.all())
    assert len(sent) == 0


@prepared
def persons(application: int) -> QuerySet[Person]:
    return Person.objects.filter(application=application).order_by("pk")


def test_json_is_read_as_django_reads_it(received: Application) -> None:
    answers = {"name": "Zoë 🙂 أ", "n": 2**53 + 1, "x": 0.1, "none": None, "list": [True, {}, []]}
    known = Person.objects.filter(application=received).order_by("pk")
    known.update(answers=answers)
    theirs = [one.answers for one in known]
    assert [one.answers for one in persons(received.pk)] == theirs == [answers] * len(theirs) != []
