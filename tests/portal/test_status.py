"""The status page: who acts next and by when, how many are before, how long it took others, and who looked."""

import html
import re
from datetime import date, timedelta

import pytest
from django.test import Client

from impplus.actions import applications, correspondence, reports, reviews
from impplus.queries import counts
from impplus.queries.clock import now
from impplus.records.models import Application, Intake, Mandate, Question, QueueDay, User
from impplus.rules.deadlines import on_a_working_day
from impplus.rules.waits import PACE_DAYS
from impplus.words import formats
from tests.people import ready_drafts, signed_in
from tests.portal import pages
from tests.site import owner
from tests.told_waits import told

TAG = re.compile(r"<[^>]+>")
SPACE = re.compile(r"[ \n]+")


def read(client: Client, application: Application, language: str = "en") -> str:
    """The words of the status page, without its tags."""
    page = client.get(pages.address("status", application, language))
    return SPACE.sub(" ", html.unescape(TAG.sub("", page.content.decode())))


def waits_since(application: Application, days: int) -> None:
    """It was received so many days ago."""
    at = now() - timedelta(days=days)
    with owner():
        Application.objects.filter(pk=application.pk).update(received_at=at)
        type(application.receipt).objects.filter(pk=application.receipt.pk).update(received_at=at)


def submit_others(number: int, on: date) -> list[Application]:
    """Others’ applications, received now."""
    made = ready_drafts(number, on)
    for one in made:
        name = one.people.get().name
        applications.submit(one, signature=name, by=one.applicant)
    return made


@pytest.mark.parametrize(
    ("language", "none", "two"),
    [
        (
            "en",
            "No application received before this one awaits a decision.",
            "2 applications received before this one await a decision.",
        ),
        (
            "fr",
            "Aucune demande reçue avant celle-ci n’attend de décision.",
            "2 demandes reçues avant celle-ci attendent une décision.",
        ),
    ],
)
def test_alice_reads_how_many_applications_are_before_hers_and_those_after_do_not_count(
    language: str,
    none: str,
    two: str,
    alices: Client,
    alice: User,
    olivia: User,
    intake: Intake,
    this_day: date,
) -> None:
    first, second = submit_others(2, this_day)
    (hers,) = ready_drafts(1, this_day, [alice])
    applications.submit(hers, signature="Alice Benali", by=alice)
    submit_others(1, this_day)
    reviews.take_oldest(by=olivia)
    longer = {"en": "More applications before this one", "fr": "D’autres demandes reçues avant"}
    shown = read(alices, hers, language)
    assert (shown.count(two), shown.count(longer[language])) == (1, 1)
    for one in (first, second):
        applications.withdraw(one, by=one.applicant)
    shown = read(alices, hers, language)
    assert (shown.count(none), shown.count(longer[language])) == (1, 0)


def test_many_before_are_counted_no_further_than_is_said(
    alices: Client,
    alice: User,
    intake: Intake,
    this_day: date,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    submit_others(3, this_day)
    (hers,) = ready_drafts(1, this_day, [alice])
    applications.submit(hers, signature="Alice Benali", by=alice)
    there = pages.address("status", hers)
    assert alices.get(there).context["wait"].before == 3
    monkeypatch.setattr(counts, "MOST", 1)
    assert alices.get(there).context["wait"].before == 2


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Too few applications have been decided here so far to say when a decision can be expected."),
        ("fr", "Trop peu de demandes ont été décidées ici jusqu’à présent pour dire quand une décision peut être attendue."),
    ],
)  # fmt: skip
def test_too_little_is_said_in_words_and_no_day_is_invented(
    language: str, said: str, alices: Client, received: Application, this_day: date
) -> None:
    assert read(alices, received, language).count(said) == 1
    told(this_day - timedelta(days=4))
    assert read(alices, received, language).count(said) == 1
    told(this_day - timedelta(days=1))
    assert read(alices, received, language).count(said) == 0


@pytest.mark.parametrize(
    ("settled", "held", "said"),
    [
        (29, 29, "We cannot check yet whether such a range is right."),
        (30, 25, "The range that was shown on the day of receipt was right for about 8 in ten applications."),
    ],
)  # fmt: skip
def test_the_range_is_that_of_the_night_before_with_its_record(
    settled: int, held: int, said: str, alices: Client, received: Application, this_day: date
) -> None:
    told(this_day - timedelta(days=1), settled=settled, held=held)
    early, late = (formats.day(this_day + timedelta(days=n), "en") for n in (30, 50))
    shown = read(alices, received)
    between = f"eight in ten such applications are decided between {early} and {late}. It is not a promise."
    assert [shown.count(one) for one in (between, said)] == [1, 1]


def test_those_before_it_count_at_the_pace_of_now_and_what_it_has_waited_is_taken_off(
    alices: Client, received: Application, this_day: date
) -> None:
    waits_since(received, 25)
    told(this_day - timedelta(days=1))
    QueueDay.objects.create(day=this_day - timedelta(days=25), open=20, pace=PACE_DAYS)
    wait = alices.get(pages.address("status", received)).context["wait"]
    after = (wait.early, wait.half, wait.late)
    assert [(one - this_day).days for one in after] == [20 + n - 25 for n in (30, 40, 50)]


def test_what_has_waited_longer_than_nearly_all_is_told_so(
    alices: Client, received: Application, this_day: date
) -> None:
    waits_since(received, 51)
    told(this_day - timedelta(days=1))
    said = "Nearly all applications that had to wait as long were decided by now, so no range of days can be given."
    assert read(alices, received).count(said) == 1


def test_an_open_question_says_who_acts_and_by_when_and_else_no_day_is_set(
    alices: Client, lucies: Client, mandate: Mandate, asked: Question
) -> None:
    due = formats.day(asked.due_on, "en")
    for client, who in ((alices, "you"), (lucies, "the applicant")):
        said = read(client, asked.application)
        assert said.count(f"Next action by: {who} By when: {due}") == 1
        assert said.count(f"The answer to our question: the officer waits for it until {due}.") == 1
    means = "“you” means Alice Benali there"
    told = [read(one, asked.application).count(means) for one in (alices, lucies)]
    assert told == [0, 1]
    reviews.answer(asked, text="Voici.", by=asked.application.applicant)
    assert read(lucies, asked.application).count(means) == 0
    said = read(alices, asked.application)
    assert said.count("By when: no last day is set for this step") == 1


def test_biometrics_name_who_gives_them_by_when_and_who_need_not(
    alices: Client, submitted: Application, olivia: User, this_day: date
) -> None:
    names = {one.relation: one.name for one in submitted.people.all()}
    before = read(alices, submitted)
    later = "a letter will say where to go and by when"
    assert before.count(f"{names['principal']}: {later}") == 1
    assert before.count(f"{names['child']}: Exempt: under 14") == 1
    reviews.take_oldest(by=olivia)
    reviews.complete(submitted, by=olivia)
    reviews.request_biometrics(submitted, by=olivia)
    due = formats.day(on_a_working_day(this_day + timedelta(days=30), ("CA-QC",)), "en")
    said = read(alices, submitted)
    assert said.count("Fingerprints and photo: 0 of 2") == 1
    assert said.count(f"Next action by: you By when: {due}") == 1
    assert said.count(f"{names['principal']}: by {due}, end of day") == 1
    for one in submitted.people.filter(biometrics_asked_at__isnull=False):
        reviews.record_biometrics(one, on=this_day, by=olivia)
    said = read(alices, submitted)
    given = formats.day(this_day, "en")
    assert said.count("Fingerprints and photo: 2 of 2") == 1
    assert said.count(f"{names['principal']}: given on {given}") == 1
    assert said.count("Give fingerprints and a photo") == 0


def test_alice_reads_who_opened_her_file_by_role_and_never_by_name(
    alices: Client, received: Application, olivia: User
) -> None:
    assert read(alices, received).count("No officer has opened it yet.") == 1
    browser = signed_in(olivia)
    for _ in range(2):
        assert browser.get(f"/en/desk/files/{received.number}/").status_code == 200
    said = read(alices, received)
    assert said.count("a federal officer – 2 pages or documents on this day") == 1
    assert said.count("Olivia") == 0
    french = read(alices, received, "fr")
    assert (
        french.count("une agente fédérale ou un agent fédéral – 2 pages ou documents ce jour-là")
        == 1
    )


def test_a_reported_change_waits_on_the_page_until_olivia_notes_it(
    alices: Client, received: Application, alice: User, olivia: User, this_day: date
) -> None:
    made = reports.tell_of_family(
        received, kind="birth", day=this_day, person=None, name="Nora", reason="Née.", by=alice
    )
    waits = "An officer still has to read 1 reported change."
    assert read(alices, received).count(waits) == 1
    reports.note(made, by=olivia)
    assert read(alices, received).count(waits) == 0


def test_messages_that_wait_are_counted_where_not_all_are_shown(
    alices: Client, received: Application, alice: User
) -> None:
    for number in range(3):
        correspondence.write(received, text=f"Message {number}", by=alice)
    assert read(alices, received).count("3 messages wait for an answer.") == 1


def test_a_file_that_is_closed_waits_for_nothing(
    alices: Client, received: Application, alice: User
) -> None:
    applications.withdraw(received, by=alice)
    said = read(alices, received)
    assert [said.count(one) for one in ("How long", "By when", "a letter will say")] == [0, 0, 0]
