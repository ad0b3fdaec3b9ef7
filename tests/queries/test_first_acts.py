"""Whoever comes too late reads who was first, if they are of the staff."""

from impplus.actions import applications, letters, reviews
from impplus.queries.first_acts import came_too_late, first_act, last_taken, said
from impplus.queries.refusals import WrongMoment
from impplus.records.models import Application, User


def test_an_officer_reads_who_did_what(submitted: Application, olivia: User) -> None:
    file = reviews.take_oldest(by=olivia)
    assert file == submitted
    reviews.complete(submitted, by=olivia)
    late = came_too_late(submitted, by=olivia)
    assert late.of == submitted
    event = first_act(submitted)
    assert event is not None
    assert event.verb == "complete"
    assert late.text.en == f"{WrongMoment.text.en} {said(event).en}"
    assert said(event).en.startswith("Olivia Chen, on ")
    assert said(event).en.endswith(": The application was found complete.")
    assert said(event).fr.startswith("Olivia Chen, le ")
    assert said(event).fr.endswith("\u00a0: La demande a été jugée complète.")
    taken = last_taken(submitted)
    assert taken is not None
    assert taken.verb == "take"


def test_applicants_read_no_name_of_an_officer(
    submitted: Application, olivia: User, alice: User
) -> None:
    reviews.take_oldest(by=olivia)
    assert came_too_late(submitted, by=alice).text == WrongMoment.text
    assert came_too_late(submitted, by=None).text == WrongMoment.text


def test_a_file_that_its_applicant_withdrew_says_so(
    submitted: Application, olivia: User, alice: User
) -> None:
    reviews.take_oldest(by=olivia)
    applications.withdraw(submitted, by=alice)
    assert "Alice Benali, on " in came_too_late(submitted, by=olivia).text.en


def test_what_the_system_did_is_said_to_be_its_act(submitted: Application, olivia: User) -> None:
    letters.send_owed()
    sent = came_too_late(submitted.letters.get(kind="receipt"), by=olivia).text
    assert "The system, on " in sent.en
    assert "Le système, le " in sent.fr


def test_an_officer_without_a_name_is_said_by_the_office(
    submitted: Application, olivia: User
) -> None:
    reviews.take_oldest(by=olivia)
    User.objects.filter(pk=olivia.pk).update(name="")
    olivia.refresh_from_db()
    assert came_too_late(submitted, by=olivia).text.en.count(", on ") == 1
