"""Waiting for me: what Olivia does next and why, in its order, and what comes next."""

import re
from datetime import date, timedelta

from django.test import Client
from django.urls import reverse

from impplus.actions import absences, correspondence, handovers, questions, reports, reviews, visits
from impplus.queries.biometrics import owed_in
from impplus.queries.file import file_of
from impplus.records.clock import Now
from impplus.records.models import (
    Application,
    Countersignature,
    Decision,
    Person,
    Question,
    User,
)
from tests.desk.conftest import Made, days_ago
from tests.people import signed_in

DAY = timedelta(days=1)


def seen(desk: Client, **asked: str) -> list[tuple[str, str]]:
    """Why each row waits, and its number, as the page shows them."""
    groups = desk.get(reverse("desk:queue"), asked).context["groups"]
    return [(row.waiting.kind, row.waiting.facts.number) for group in groups for row in group.rows]


def shown(desk: Client, **asked: str) -> str:
    page = desk.get(reverse("desk:queue"), asked).content.decode()
    return re.sub(r"\s+", " ", page)


def given_to(officer: User, files: list[Application], status: str = "processing") -> None:
    keys = [one.pk for one in files]
    Application.objects.filter(pk__in=keys).update(officer=officer, status=status)


def question_of(file: Application, officer: User, **facts: object) -> Question:
    values = {"text": "?", "due_on": date(2020, 1, 1), "asked_at": days_ago(9)} | facts
    return Question.objects.create(application=file, asked_by=officer, **values)


def test_each_reason_stands_in_its_order_and_what_is_awaited_is_not_listed(
    desk: Client, many: Made, olivia: User, this_day: date
) -> None:
    files = many(6)
    given_to(olivia, files)
    free, awaited, passed, given, answered, checked = files
    later = this_day + 9 * DAY
    question_of(awaited, olivia, due_on=later)
    question_of(passed, olivia, due_on=this_day - DAY)
    given.people.update(biometrics_asked_at=days_ago(9), biometrics_taken_on=this_day - DAY)
    question_of(answered, olivia, due_on=later, status="answered", answered_at=days_ago(2))
    given_to(olivia, [checked], "in-review")
    assert seen(desk) == [
        ("answered", answered.number),
        ("biometrics", given.number),
        ("passed", passed.number),
        ("age", free.number),
        ("age", checked.number),
    ]
    page = shown(desk)
    assert "1 past its day" in page
    assert "Check that it is complete" in page
    assert "Answer to question 1; 0 files" in page


def test_a_message_a_request_for_time_and_a_change_wait(
    desk: Client, processing: Application, alice: User, olivia: User, this_day: date
) -> None:
    assert seen(desk) == [("age", processing.number)]
    correspondence.write(processing, text="Bonjour?", by=alice)
    assert seen(desk) == [("message", processing.number)]
    correspondence.reply(processing, text="Bonjour.", by=olivia)
    assert seen(desk) == [("age", processing.number)]
    person = processing.people.get(relation="principal")
    reports.change_answers(
        person,
        kind="contact",
        answers={"address": "9, rue Neuve"},
        reason="Déménagement.",
        version=person.answers_version,
        by=alice,
    )
    assert seen(desk) == [("change", processing.number)]
    asked = reviews.ask(processing, text="Où?", document="", days=9, by=olivia)
    questions.ask_more_time(asked, until=asked.due_on + 9 * DAY, reason="La poste.", by=alice)
    assert seen(desk) == [("message", processing.number)]
    assert "More time is asked for, until" in shown(desk)


def test_what_is_asked_after_an_answer_is_awaited_again(
    desk: Client, processing: Application, alice: User, olivia: User
) -> None:
    first = reviews.ask(processing, text="Où?", document="", days=9, by=olivia)
    assert seen(desk) == []
    reviews.answer(first, text="À Rabat.", by=alice)
    assert seen(desk) == [("answered", processing.number)]
    reviews.ask(processing, text="Quand?", document="", days=9, by=olivia)
    assert seen(desk) == []


def test_biometrics_wait_once_everybody_who_was_asked_has_given_them(
    desk: Client, processing: Application, olivia: User, this_day: date
) -> None:
    reviews.request_biometrics(processing, by=olivia)
    people = list(owed_in(file_of(processing)).values())
    assert [len(people), seen(desk)] == [2, []]
    reviews.record_biometrics(Person.objects.get(pk=people[0].pk), on=this_day, by=olivia)
    assert seen(desk) == []
    reviews.record_biometrics(Person.objects.get(pk=people[1].pk), on=this_day, by=olivia)
    assert seen(desk) == [("biometrics", processing.number)]
    page = shown(desk)
    assert [page.count("2 of 2 given"), page.count("Biometrics: 2 of 2 given")] == [2, 1]


def test_what_came_before_a_decision_that_left_somebody_waits_no_more(
    desk: Client, many: Made, olivia: User, this_day: date
) -> None:
    files = many(4)
    given_to(olivia, files, "part-decided")
    answered, given, signed, anew = files
    for one in files:
        Decision.objects.create(
            application=one,
            outcome="approved",
            officer=olivia,
            decided_at=days_ago(3),
            decided_on=this_day - 3 * DAY,
            reasons="-",
        )
    later = {"due_on": this_day + 9 * DAY, "status": "answered"}
    question_of(answered, olivia, answered_at=days_ago(4), **later)
    given.people.update(biometrics_asked_at=days_ago(9), biometrics_taken_on=this_day - 4 * DAY)
    Countersignature.objects.create(
        application=signed,
        asked_by=olivia,
        status="given",
        settled_by=olivia,
        settled_at=days_ago(4),
        outcome="approved",
        grounds=[],
        sent={},
    )
    question_of(anew, olivia, answered_at=days_ago(2), **later)
    assert seen(desk) == [
        ("answered", anew.number),
        *(("age", one.number) for one in (answered, given, signed)),
    ]


def test_only_what_is_hers_waits_for_her(
    desk: Client, many: Made, olivia: User, noor: User
) -> None:
    mine, theirs, _nobodys = many(3)
    given_to(olivia, [mine])
    given_to(noor, [theirs])
    assert seen(desk) == [("age", mine.number)]


def test_while_noor_is_away_her_files_wait_for_olivia(
    desk: Client, many: Made, olivia: User, noor: User, this_day: date
) -> None:
    mine, theirs = many(2)
    given_to(olivia, [mine])
    given_to(noor, [theirs])
    away = absences.declare(noor, substitute=olivia, first=this_day, last=this_day, by=noor)
    assert seen(desk) == [("age", mine.number), ("age", theirs.number)]
    page = shown(desk)
    assert "You have the files of Noor Siddiqui until" in page
    assert "for Noor Siddiqui" in page
    absences.end(away, by=noor)
    assert seen(desk) == [("age", mine.number)]


def test_a_file_closed_to_her_neither_waits_for_olivia_nor_comes_next(
    desk: Client, many: Made, olivia: User, noor: User, this_day: date
) -> None:
    closed, theirs = many(2)
    given_to(noor, [closed, theirs])
    absences.declare(noor, substitute=olivia, first=this_day, last=this_day, by=noor)
    visits.declare_close(closed, by=olivia)
    assert seen(desk) == [("age", theirs.number)]
    led = desk.post(reverse("desk:take")).headers["Location"]
    assert led == reverse("desk:file", args=[theirs.number])


def test_a_reason_and_a_band_of_age_choose_rows_and_the_counts_stay(
    desk: Client, many: Made, olivia: User, this_day: date
) -> None:
    old, young = many(1, oldest=days_ago(130)), many(2, oldest=days_ago(20))
    given_to(olivia, [*old, *young])
    question_of(young[0], olivia, due_on=this_day - DAY)
    assert seen(desk, age="4") == [("age", old[0].number)]
    assert seen(desk, why="passed") == [("passed", young[0].number)]
    assert seen(desk, why="nonsense", age="9") == seen(desk)
    facts = desk.get(reverse("desk:queue"), {"why": "passed"}).context
    assert [one.number for one in facts["bands"]] == [2, 0, 0, 0, 1]
    assert {key: n for key, _title, n in facts["kinds"] if n} == {"passed": 1, "age": 2}


def test_take_next_opens_what_waits_first_and_then_takes_what_nobody_has(
    desk: Client, many: Made, olivia: User
) -> None:
    mine, new = many(2)
    given_to(olivia, [mine])
    take = reverse("desk:take")
    assert desk.post(take).url == reverse("desk:file", args=[mine.number])
    new.refresh_from_db()
    assert new.officer is None
    handovers.skip(mine, reason="J’attends un avis.", by=olivia)
    assert desk.post(take).url == reverse("desk:file", args=[new.number])
    new.refresh_from_db()
    assert (new.officer, new.status) == (olivia, "in-review")


def test_a_skipped_file_stays_in_sight_after_the_others(
    desk: Client, many: Made, olivia: User
) -> None:
    first, second = many(2)
    given_to(olivia, [first, second])
    handovers.skip(first, reason="J’attends un avis.", by=olivia)
    assert seen(desk) == [("age", second.number), ("age", first.number)]
    assert shown(desk).count("skipped today") == 1


def test_olivia_reads_once_who_took_her_file_over(
    desk: Client, taken: Application, noor: User
) -> None:
    handovers.take_over(taken, reason="Olivia est malade.", by=noor)
    page = shown(desk)
    assert "Noor Siddiqui took the file over from Olivia Chen." in page
    assert "Olivia est malade." in page
    (one,) = desk.get(reverse("desk:queue")).context["unread"]
    desk.post(reverse("desk:read-handover", args=[taken.number, one.pk]))
    assert "took the file over" not in shown(desk)


def test_one_passport_on_two_files_is_marked_for_the_officer_of_each(
    desk: Client, many: Made, olivia: User, noor: User
) -> None:
    files = many(3)
    given_to(olivia, files[:1])
    given_to(noor, files[1:])
    for place, one in enumerate(files):
        number = "AB 12-34" if place < 2 else "ZZ 99"
        one.people.filter(relation="principal").update(
            passport_number=number, csq_number=f"C{place}"
        )
    files[1].people.filter(relation="principal").update(passport_number="ab1234")
    marks = [
        [
            row.same_number
            for group in browser.get(reverse("desk:queue")).context["groups"]
            for row in group.rows
        ]
        for browser in (desk, signed_in(noor))
    ]
    assert marks == [[True], [True, False]]


def test_thirty_rows_ask_as_many_statements_as_one(
    desk: Client, many: Made, olivia: User, django_assert_max_num_queries: object
) -> None:
    counts = []
    for more in (1, 29):
        given_to(olivia, many(more, oldest=days_ago(200 + more)))
        with django_assert_max_num_queries(99) as asked:  # type: ignore[operator]
            desk.get(reverse("desk:queue"))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_more_than_a_page_is_leafed_through(desk: Client, many: Made, olivia: User) -> None:
    files = many(53)
    given_to(olivia, files)
    assert len(seen(desk)) == 50
    assert [number for _, number in seen(desk, **{"from": "50"})] == [
        one.number for one in files[50:]
    ]
    assert 'rel="next"' in shown(desk)


def test_the_queue_without_anything_says_so_and_offers_the_oldest(desk: Client, many: Made) -> None:
    assert "no file waits for an officer" in shown(desk)
    (one,) = many(1)
    Application.objects.filter(pk=one.pk).update(changed_at=Now())
    page = shown(desk)
    assert "the oldest that nobody has" in page
    assert f'name="oldest" value="{one.number}"' in page
