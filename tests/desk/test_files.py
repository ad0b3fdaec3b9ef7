"""Olivia's queue and files: the oldest first, and what she does with each."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import absences, letters, reviews
from impplus.programmes import IMP_PLUS
from impplus.queries.clock import today
from impplus.records.models import Application, Question, User
from impplus.rules import lifecycle
from impplus.rules.deadlines import on_a_working_day
from impplus.rules.lifecycle import STATUSES, Role, move_of
from tests import people
from tests.desk.conftest import Made, days_ago
from tests.people import signed_in, user


def listed(desk: Client, **filters: str) -> list[str]:
    asked = {"status": "open"} | filters
    return [one.number for one in desk.get(reverse("desk:queue"), asked).context["files"]]


def test_the_queue_begins_with_the_oldest_file(desk: Client, many: Made) -> None:
    young = many(3, oldest=days_ago(9))
    old = many(2, oldest=days_ago(60))
    assert listed(desk) == [one.number for one in (*old, *young)]


def test_the_officer_takes_the_oldest_whatever_she_looks_at(
    desk: Client, many: Made, olivia: User
) -> None:
    files = many(3)
    answer = desk.post(reverse("desk:take") + "?status=approved")
    assert answer.headers["Location"] == reverse("desk:file", args=[files[0].number])
    assert listed(desk, status="mine") == [files[0].number]


def test_an_empty_queue_is_said_kindly(desk: Client) -> None:
    assert desk.post(reverse("desk:take"), follow=True).status_code == 200
    assert (
        "No file is left to take" in desk.post(reverse("desk:take"), follow=True).content.decode()
    )
    assert listed(desk) == []


def test_the_queue_counts_each_status_with_the_age_of_its_oldest(desk: Client, many: Made) -> None:
    many(3, oldest=days_ago(40))
    many(2, status="approved")
    piles = {
        pile.status.key: (pile.number, pile.days)
        for pile in desk.get(reverse("desk:queue"), {"status": "open"}).context["piles"]
    }
    received = [row.key for row in STATUSES if row.noun == "application"]
    empty = dict.fromkeys(set(received) - {"draft", "destroyed"}, (0, None))
    assert piles == empty | {"submitted": (3, 40), "approved": (2, 100)}


def test_a_move_of_the_table_has_its_button_whatever_else_may_be_done(
    desk: Client, processing: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = [row for row in lifecycle.MOVES if row.verb not in {"complete", "ask", "approve"}]
    monkeypatch.setattr(lifecycle, "MOVES", left)
    page = desk.get(reverse("desk:file", args=[processing.number])).content.decode()
    addresses = [
        reverse(f"desk:{name}", args=[processing.number])
        for name in ("biometrics", "question", "decision")
    ]
    assert [f'href="{address}"' in page for address in addresses] == [True, False, False]


def test_a_file_on_which_answers_may_only_be_corrected_has_no_empty_row_of_buttons(
    desk: Client, processing: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = reverse("desk:file", args=[processing.number])
    row = re.compile(r'<div class="title".*?<p class="acts">.*?</div>', re.DOTALL)
    assert len(row.findall(desk.get(address).content.decode())) == 1
    left = [one for one in lifecycle.MOVES if one.verb == "correct"]
    monkeypatch.setattr(lifecycle, "MOVES", left)
    title = re.findall(
        r'<div class="title".*?</div>', desk.get(address).content.decode(), re.DOTALL
    )
    assert [one.count('<p class="acts">') for one in title] == [0]


def test_a_filter_shows_its_files_only(desk: Client, many: Made) -> None:
    many(1)
    closed = many(2, status="refused")
    assert listed(desk, status="refused") == [one.number for one in closed]
    assert len(listed(desk, status="all")) == 3
    assert len(listed(desk, status="nonsense")) == 1


def test_a_file_is_found_by_name_or_number(desk: Client, many: Made) -> None:
    files = many(3)
    assert listed(desk, q="cote ines") == [files[1].number]
    assert listed(desk, q=files[2].number.lower()) == [files[2].number]
    assert listed(desk, q="nobody") == []


@pytest.mark.parametrize("name", ["queue", "candidates", "rounds"])
def test_a_list_asks_the_same_number_of_questions_for_1_row_as_for_30(
    name: str, desk: Client, ministry: Client, many: Made, django_assert_max_num_queries: object
) -> None:
    browser = desk if name == "queue" else ministry
    counts = []
    for more in (1, 29):
        for place in range(more if name == "rounds" else 1):
            many(1 if name == "rounds" else more, oldest=days_ago(200 + place))
        with django_assert_max_num_queries(99) as asked:  # type: ignore[operator]
            browser.get(reverse(f"desk:{name}"))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_file_shows_answers_documents_findings_and_history(
    desk: Client, submitted: Application
) -> None:
    number = [submitted.number]
    answers = desk.get(reverse("desk:answers", args=number)).context
    assert [sheet.person.name for sheet in answers["sheets"]] == [
        "Alice Benali",
        "Karim Idrissi",
        "Sami Idrissi",
    ]
    facts = desk.get(reverse("desk:file", args=number)).context
    assert [line for stack in facts["stacks"] for line in stack.lines if not line.document] == []
    assert {one.met for one in facts["judged"]} == {True}
    timeline = desk.get(reverse("desk:history", args=number)).context["timeline"]
    assert [one.event.verb for one in timeline].count("submit") == 1
    assert dict(facts["may"]) == {"take": True}


def test_the_file_shows_what_is_not_met_before_what_is(
    desk: Client, submitted: Application
) -> None:
    people.let_say(submitted.people.filter(relation="principal"), intends_quebec=False)
    facts = desk.get(reverse("desk:file", args=[submitted.number])).context
    found = [one.met for one in facts["judged"]]
    assert (found[0], set(found[1:])) == (False, {True})


def test_an_application_found_complete_goes_on(desk: Client, taken: Application) -> None:
    page = reverse("desk:completeness", args=[taken.number])
    assert desk.get(page).context["missing"] == 0
    assert desk.post(page).status_code == 302
    taken.refresh_from_db()
    assert (taken.status, list(taken.letters.values_list("kind", flat=True))[-1]) == (
        "processing",
        "acknowledgement",
    )


def test_a_question_becomes_a_task_with_a_last_day(
    desk: Client, processing: Application, this_day: date
) -> None:
    page = reverse("desk:question", args=[processing.number])
    faulty = desk.post(page, {"text": "", "language": "fr", "days": "31", "person": "all"})
    assert sorted(faulty.context["form"].errors) == ["days", "text"]
    asked = {"text": "Où travaillez-vous ?", "language": "fr", "document": "passport", "days": "30"}
    asked["person"] = "all"
    assert desk.post(page, asked).status_code == 302
    question = Question.objects.get()
    assert (question.text, question.document, question.due_on) == (
        "Où travaillez-vous ?",
        "passport",
        on_a_working_day(this_day + timedelta(days=30), ("CA-QC",)),
    )


def test_biometrics_are_requested_then_recorded_between_the_request_and_today(
    desk: Client, processing: Application, this_day: date
) -> None:
    page = reverse("desk:biometrics", args=[processing.number])
    needs = {one.person.name: one.need.needed for one in desk.get(page).context["enrolments"]}
    assert needs == {"Alice Benali": True, "Karim Idrissi": True, "Sami Idrissi": False}
    assert desk.post(page).status_code == 302
    alice = processing.people.get(relation="principal")
    record = reverse("desk:record-biometrics", args=[processing.number, alice.pk])

    def recorded(day: date) -> int:
        parts = {"day_0": day.year, "day_1": day.month, "day_2": day.day}
        return desk.post(record, parts).status_code

    assert recorded(this_day + timedelta(days=1)) == 422
    assert recorded(this_day - timedelta(days=1)) == 422
    assert recorded(this_day) == 302
    alice.refresh_from_db()
    assert alice.biometrics_taken_on == this_day


def test_the_day_of_someone_who_was_not_asked_cannot_be_recorded(
    desk: Client, processing: Application
) -> None:
    person = processing.people.get(relation="child")
    page = reverse("desk:record-biometrics", args=[processing.number, person.pk])
    assert desk.get(page).status_code == 404


def test_when_another_officer_was_first_the_page_says_who_and_what(
    desk: Client, taken: Application
) -> None:
    omar = user("omar@example.test", "Omar Haddad", Role.FEDERAL)
    this_day, olivia = today(IMP_PLUS), taken.officer
    assert olivia is not None
    absences.declare(olivia, substitute=omar, first=this_day, last=this_day, by=olivia)
    reviews.complete(taken, by=omar)
    answer = desk.post(reverse("desk:completeness", args=[taken.number]))
    assert answer.status_code == 409
    page, done = answer.content.decode(), move_of("application", "complete").sentence.en
    assert ("Omar Haddad, on" in page, done in page) == (True, True)
    assert answer.context["application"].status == "processing"


def test_a_letter_reads_the_same_on_the_page_and_in_both_languages(
    desk: Client, submitted: Application
) -> None:
    letters.send_owed()
    receipt = submitted.letters.get(kind="receipt")
    titles = [
        desk.get(f"/{language}/{place}/{receipt.pk}/").context["shown"].title
        for language, place in (
            ("en", f"desk/files/{submitted.number}/letters"),
            ("fr", f"bureau/dossiers/{submitted.number}/lettres"),
        )
    ]
    assert titles == ["Acknowledgement of receipt", "Accusé de réception"]


def test_two_officers_do_not_get_the_same_file(many: Made, olivia: User) -> None:
    many(2)
    omar = user("omar@example.test", "Omar Haddad", Role.FEDERAL)
    places = {
        signed_in(one).post(reverse("desk:take")).headers["Location"] for one in (olivia, omar)
    }
    assert len(places) == 2


def test_the_officer_reads_what_was_noticed_of_a_file_and_that_its_sender_kept_it(
    desk: Client, processing: Application
) -> None:
    sent = processing.documents.filter(key="passport")
    sent.update(seen=[[0, 9, "blurred", "cut"]], kept=True)
    page = desk.get(reverse("desk:file", args=[processing.number])).content.decode()
    for words in ("Looks blurred", "An edge may be outside the picture", "looked again"):
        assert words in page
    sent.update(seen=[], kept=False)
    page = desk.get(reverse("desk:file", args=[processing.number])).content.decode()
    assert "Looks blurred" not in page


def test_after_a_decision_the_one_filled_button_takes_the_next_file(
    desk: Client, enrolled: Application, olivia: User
) -> None:
    Application.objects.filter(pk=enrolled.pk).update(status="refused")
    page = desk.get(reverse("desk:file", args=[enrolled.number])).content.decode()
    assert page.count(f'action="{reverse("desk:take")}"') == 1
    assert re.findall(r'class="button"', page) == []
