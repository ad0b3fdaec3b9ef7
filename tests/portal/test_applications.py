"""Starting an application with a letter, its task list, and its withdrawal."""

import json
import logging
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import applications
from impplus.portal.board import board_of
from impplus.portal.tasks import State, task_rows
from impplus.queries import readiness
from impplus.queries.file import file_of
from impplus.records.models import Application, Invitation, Letter, User
from impplus.web.logs import LogLine
from tests import people
from tests.portal import pages

UNKNOWN = "No letter of invitation matches this code, CSQ number and date of birth together."


def typed(letter: Invitation, **changes: str) -> dict[str, str]:
    born = letter.candidate.born
    return {
        "code": letter.code,
        "csq_number": letter.candidate.csq_number,
        "born_0": str(born.year),
        "born_1": str(born.month),
        "born_2": str(born.day),
    } | changes


def test_someone_without_an_application_is_asked_for_her_letter(alices: Client) -> None:
    assert alices.get("/en/application/").headers["Location"] == reverse("portal:bind")


def test_a_letter_is_bound_however_its_code_is_spaced(alices: Client, letter: Invitation) -> None:
    code = "-".join((letter.code[:5], letter.code[5:])).lower()
    answer = alices.post(reverse("portal:bind"), typed(letter, code=f" {code} "))
    application = Application.objects.get()
    assert answer.headers["Location"] == reverse("portal:tasks", args=[application.number])


def test_whatever_is_wrong_the_reply_is_the_same_and_what_was_typed_stays(
    alices: Client, letter: Invitation
) -> None:
    for wrong in ({"code": "N0TAC0DE" * 3 + "XX"}, {"csq_number": "Q99999999"}, {"born_0": "1991"}):
        page = alices.post(reverse("portal:bind"), typed(letter, **wrong))
        assert pages.words(page).count(UNKNOWN) == 1
        assert all(f'value="{value}"' in pages.words(page) for value in wrong.values())
    assert Application.objects.count() == 0


@pytest.mark.parametrize("left", [1, 2, 20])
def test_a_code_of_another_length_is_said_to_be_one(
    left: int, alices: Client, letter: Invitation
) -> None:
    page = alices.post(reverse("portal:bind"), typed(letter, code=letter.code[:-left]))
    said = f"The code has 26 letters and digits. What was entered has {26 - left}."
    assert (page.status_code, pages.words(page).count(said)) == (422, 2)


def test_a_wrong_code_leaves_a_line_that_names_nobody_and_nothing_typed(
    alices: Client, letter: Invitation, alice: User, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, logger="impplus"):
        alices.post(reverse("portal:bind"), typed(letter, csq_number="Q99999999"))
        alices.post(reverse("portal:bind"), typed(letter))
    (line,) = [LogLine().format(one) for one in caplog.records if one.levelno == logging.WARNING]
    said = json.loads(line)
    assert (said["event"], said["attempt"]) == ("an attempt was not accepted", "letter-code")
    known = (letter.code, "Q99999999", letter.candidate.csq_number, alice.email, alice.name)
    assert [one for one in known if one in line] == []


def test_a_letter_is_good_for_one_application(
    alices: Client, draft: Application, letter: Invitation, bob: User
) -> None:
    again = alices.post(reverse("portal:bind"), typed(letter))
    assert again.headers["Location"] == pages.address("tasks", draft)
    page = people.signed_in(bob).post(reverse("portal:bind"), typed(letter))
    assert pages.words(page).count("has already been used for an application") == 1
    assert Application.objects.count() == 1


def states(application: Application, on: date) -> list[tuple[str, State]]:
    fresh = Application.objects.get(pk=application.pk)
    ready = readiness.of(file_of(fresh, on=on))
    return [(one.key, one.state) for one in task_rows(ready, board_of(ready))]


def test_the_task_list_says_how_far_each_section_has_come(
    draft: Application, alice: User, this_day: date
) -> None:
    # What the letter says of her is there, and nobody has checked it yet.
    assert states(draft, this_day) == [
        ("questionnaire", State.NOT_STARTED),
        # Nobody saved a page, not even those where nothing need be said.
        ("form", State.NOT_STARTED),
        ("family", State.NOT_STARTED),
        ("documents", State.NOT_STARTED),  # those that are asked of everybody can be sent at once
        ("members", State.COMPLETED),
        ("fees", State.NOT_STARTED),  # some are known from the first day
        ("representative", State.OPTIONAL),
        ("review", State.NOT_STARTED),
    ]
    people.fill_in(draft, draft.people.get(), people.principal_answers(this_day), by=alice)
    assert states(draft, this_day)[2] == ("family", State.IN_PROGRESS)  # married, and nobody named
    spouse = applications.add_member(draft, by=alice)
    people.fill_in(draft, spouse, people.spouse_answers(this_day), by=alice)
    assert states(draft, this_day) == [
        ("questionnaire", State.COMPLETED),
        ("form", State.COMPLETED),
        ("family", State.COMPLETED),
        ("documents", State.NOT_STARTED),
        ("members", State.IN_PROGRESS),  # the spouse has not signed
        ("fees", State.NOT_STARTED),
        ("representative", State.OPTIONAL),
        ("review", State.NOT_STARTED),
    ]


def test_where_nothing_is_missing_the_task_list_says_so_and_leads_to_the_signature(
    alices: Client, paid_draft: Application, alice: User
) -> None:
    def said(language: str) -> str:
        return pages.words(alices.get(pages.address("tasks", paid_draft, language)))

    button = f'class="button" href="{pages.address("review", paid_draft)}"'
    whole = said("en")
    assert ("Left to do:" in whole, '<h2 id="next">Nothing is missing</h2>' in whole) == (
        False,
        True,
    )
    assert "Everything on one page; nothing is missing" in whole
    assert button in whole
    assert "Tout sur une page; il ne manque rien" in said("fr")
    applications.add_member(paid_draft, by=alice)
    lacking = said("en")
    ready = readiness.of(file_of(paid_draft))
    assert {gap.kind for gap in ready.gaps} == {"answer"}
    assert lacking[lacking.index("Left to do:") :].startswith("Left to do: 2 pages of questions. ")
    assert "Everything on one page, with what is still missing" in lacking
    assert button not in lacking
    french = said("fr")
    assert "À faire : 2 pages de questions." in french
    assert "Tout sur une page, avec ce qui manque encore" in french


def test_a_received_application_may_be_withdrawn_before_an_officer_takes_it(
    alices: Client, submitted: Application
) -> None:
    address = pages.address("withdraw", submitted)
    assert alices.get(address).status_code == 200
    assert alices.post(address).headers["Location"] == pages.address("status", submitted)
    submitted.refresh_from_db()
    assert submitted.status == "withdrawn"
    assert Letter.objects.filter(kind="withdrawn").count() == 1
