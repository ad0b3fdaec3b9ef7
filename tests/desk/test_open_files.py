"""A manager sees which files are past the standard, whose they are and why they wait, and moves some to another officer."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import absences, handovers
from impplus.queries.open_files import FilesWanted, open_files
from impplus.queries.refusals import NotUnderstood, NotYours
from impplus.queries.waiting_rows import unread_by
from impplus.records.models import Application, Question, User
from impplus.rules.lifecycle import Role
from tests import people
from tests.desk.conftest import Made, days_ago
from tests.people import signed_in

WHY = "Noor part en congé."
PAGE = "/en/desk/work/files/"
NO_FILE = "Choose at least one file that this officer does not have."


@pytest.fixture
def browser(amina: User) -> Client:
    """Amina’s, signed in."""
    return signed_in(amina)


@pytest.fixture
def late(many: Made, noor: User, amina: User) -> list[Application]:
    """Four files of 200, 88, 61 and 2 days; Noor has the first two."""
    files = many(4)
    for file, days in zip(files, (200, 88, 61, 2), strict=True):
        received = days_ago(days)
        Application.objects.filter(pk=file.pk).update(received_at=received)
    handovers.assign([(one, noor) for one in files[:2]], by=amina)
    return files


def numbers(wanted: FilesWanted) -> list[str]:
    files, number = open_files(wanted)
    assert number == len(files)
    return [one.number for one in files]


def officer_of(file: Application) -> str:
    now_has = Application.objects.select_related("officer").get(pk=file.pk).officer
    return now_has.name if now_has else ""


def test_those_past_the_standard_are_listed_with_whose_they_are_and_what_they_wait_for(
    late: list[Application], noor: User, olivia: User, this_day: date
) -> None:
    asked = {"asked_by": noor, "text": "?", "due_on": this_day - timedelta(days=1)}
    Question.objects.create(application=late[0], kind="fairness", **asked)
    files, number = open_files(FilesWanted(age="late"))
    said = [(one.number, one.age, one.name, one.step) for one in files]
    assert said == [
        (late[0].number, 200, "Noor Siddiqui", "fairness"),
        (late[1].number, 88, "Noor Siddiqui", "in-review"),
        (late[2].number, 61, None, "nobody"),
    ]
    assert (number, files[0].due) == (3, this_day - timedelta(days=1))


def test_of_a_file_that_waits_for_its_officer_the_manager_reads_why_and_since_when(
    late: list[Application], noor: User, browser: Client, this_day: date
) -> None:
    answered = days_ago(40)
    Question.objects.create(
        application=late[1],
        asked_by=noor,
        text="?",
        due_on=this_day,
        status="answered",
        answered_at=answered,
    )
    shown = re.sub(r"\s+", " ", browser.get(f"{PAGE}?officer={noor.pk}").content.decode())
    assert "Answer to question 1; 0 files" in shown
    assert ", 40 days" in shown
    assert "Check that it is complete" in shown


def test_the_list_is_narrowed_by_step_age_and_officer(
    late: list[Application], noor: User, olivia: User
) -> None:
    first, second, third, fourth = (one.number for one in late)
    assert numbers(FilesWanted()) == [first, second, third, fourth]
    assert numbers(FilesWanted(step="nobody")) == [third, fourth]
    assert numbers(FilesWanted(officer=noor.pk)) == [first, second]
    assert numbers(FilesWanted(officer=olivia.pk)) == []
    assert numbers(FilesWanted(age="0")) == [fourth]
    assert numbers(FilesWanted(age="4", step="in-review")) == [first]
    assert numbers(FilesWanted(age="x", step="x")) == [first, second, third, fourth]


def test_what_would_move_is_shown_first_then_moved_and_both_officers_read_why(
    browser: Client, late: list[Application], noor: User, olivia: User, amina: User
) -> None:
    page = browser.get(PAGE, {"age": "late"}).content.decode()
    boxes = re.findall(r'name="file" value="([^"]+)"', page)[:2]
    assert boxes == [f"{one.number}/{noor.pk}" for one in late[:2]]
    address = f"{PAGE}?age=late&to={olivia.pk}" + "".join(f"&file={one}" for one in boxes)
    shown = browser.get(address).content.decode()
    assert "Nothing is moved yet. Olivia Chen" in shown
    assert [officer_of(one) for one in late[:2]] == ["Noor Siddiqui"] * 2
    sent = {"to": olivia.pk, "file": re.findall(r'name="file" value="([^"]+)"', shown)}
    assert browser.post(address, {**sent, "reason": " "}).status_code == 422
    for _press in range(2):
        done = browser.post(address, {**sent, "reason": WHY}, follow=True)
        assert done.redirect_chain == [(f"{PAGE}?age=late", 302)]
        said = [str(one) for one in done.context["messages"]]
        assert said == ["2 files are moved to Olivia Chen."]
    assert [officer_of(one) for one in late] == ["Olivia Chen"] * 2 + [""] * 2
    for officer in (noor, olivia):
        moved = [one for one in unread_by(officer) if one.before]
        read = {(one.note, one.by, one.before, one.after) for one in moved}
        assert (read, len(moved)) == ({(WHY, amina, noor, olivia)}, 2)
    hers = re.sub(r"\s+", " ", signed_in(noor).get("/en/desk/").content.decode())
    assert "Amina Farouk moved the file from Noor Siddiqui to Olivia Chen." in hers


def test_a_file_that_another_manager_moved_meanwhile_is_named_and_not_counted_as_moved(
    browser: Client, late: list[Application], noor: User, olivia: User
) -> None:
    maya = people.user("maya@example.test", "Maya Roy", Role.MANAGER)
    handovers.move([(late[0], noor.pk)], to=olivia, note="Hers.", by=maya)
    files = [f"{one.number}/{noor.pk}" for one in late[:2]]
    done = browser.post(PAGE, {"to": olivia.pk, "file": files, "reason": WHY}, follow=True)
    assert [str(one) for one in done.context["messages"]] == [
        "1 file is moved to Olivia Chen.",
        f"{late[0].number} was already moved by Maya Roy. Your reason is not kept.",
    ]


def test_a_file_that_changed_hands_or_was_closed_meanwhile_stays_and_is_named(
    browser: Client, late: list[Application], noor: User, olivia: User, omar: User
) -> None:
    files = [f"{one.number}/{noor.pk}" for one in late[:2]]
    handovers.hand_over(late[0], to=omar, note="Je pars.", by=noor)
    Application.objects.filter(pk=late[1].pk).update(status="withdrawn")
    sent = {"to": olivia.pk, "file": files, "reason": WHY}
    done = browser.post(PAGE, sent, follow=True)
    assert [str(one) for one in done.context["messages"]] == [
        f"Changed hands or closed meanwhile, and not moved: {late[0].number}, {late[1].number}."
    ]
    assert [officer_of(one) for one in late[:2]] == ["Omar Haddad", "Noor Siddiqui"]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, [NO_FILE, "Choose an officer who is not away."]),
        ({"to": "0", "file": "W-NONE/1"}, [NO_FILE]),
        ({"to": "x", "file": "nonsense"}, ["Choose an officer who is not away."]),
        ({"to": "0", "file": "W\x00/1"}, [NO_FILE]),
        ({"to": "0", "file": "W-1/99999999999999999999"}, [NO_FILE]),
    ],
)
def test_nonsense_moves_nothing_and_says_why(
    sent: dict[str, str], said: list[str], browser: Client, late: list[Application]
) -> None:
    answer = browser.post(PAGE, {"to": "", "reason": WHY, **sent})
    assert answer.status_code == 422
    faults = [one for _place, one in answer.context["faults"]]
    assert [one in faults for one in said] == [True] * len(said)
    assert [officer_of(one) for one in late] == ["Noor Siddiqui"] * 2 + [""] * 2


def test_a_file_that_the_officer_has_already_is_not_shown_as_moving(
    browser: Client, late: list[Application], noor: User
) -> None:
    chosen = [f"{late[0].number}/{noor.pk}", f"{late[2].number}/"]
    shown = browser.get(PAGE, {"to": noor.pk, "file": chosen})
    assert [one.number for one, _seen in shown.context["files"]] == [late[2].number]
    alone = browser.get(PAGE, {"to": noor.pk, "file": chosen[:1]})
    assert [one for _place, one in alone.context["faults"]] == [NO_FILE]


def test_nobody_who_is_away_gets_a_file_and_then_none_is_moved(
    late: list[Application], noor: User, olivia: User, omar: User, amina: User, this_day: date
) -> None:
    absences.declare(olivia, substitute=omar, first=this_day, last=this_day, by=olivia)
    shares: list[tuple[Application, int | None]] = [(one, noor.pk) for one in late[:2]]
    with pytest.raises(NotUnderstood):
        handovers.move(shares, to=olivia, note=WHY, by=amina)
    assert [officer_of(one) for one in late[:2]] == ["Noor Siddiqui"] * 2


@pytest.mark.parametrize("key", ["officer", "from", "step", "age"])
@pytest.mark.parametrize("value", ["9" * 30, "-1", "\x00", "٣", "<b>"])
def test_an_address_that_asks_for_nonsense_is_a_list_all_the_same(
    key: str, value: str, browser: Client, late: list[Application]
) -> None:
    assert browser.get(PAGE, {key: value}).status_code == 200


def test_an_officer_moves_nothing(late: list[Application], noor: User, olivia: User) -> None:
    with pytest.raises(NotYours):
        handovers.move([(late[0], noor.pk)], to=olivia, note=WHY, by=noor)
    assert signed_in(noor).get(reverse("desk:open-files")).status_code == 404


def test_the_work_says_how_many_of_each_officer_are_past_the_standard(
    browser: Client, late: list[Application], noor: User
) -> None:
    page = browser.get(reverse("desk:work"))
    said = {one.officer.name: (one.open, one.late, one.oldest) for one in page.context["loads"]}
    assert said["Noor Siddiqui"] == (2, 2, 200)
    assert f"?age=late&amp;officer={noor.pk}" in page.content.decode()
    french = browser.get("/fr/bureau/travail/").content.decode()
    assert '<th scope="col" class="number">Tous</th>' in french


def test_nothing_in_the_list_names_an_applicant(
    submitted: Application, browser: Client, this_day: date
) -> None:
    said = browser.get(PAGE).content.decode()
    assert (submitted.number in said, "Benali" in said) == (True, False)
