"""Giving files out: first shown, then done, the oldest to whoever has fewest; and an officer's own figures."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import absences, decisions, handovers
from impplus.records.models import Application, User
from tests.desk.conftest import Made
from tests.people import all_met, signed_in


@pytest.fixture
def browser(amina: User) -> Client:
    """Amina’s, signed in."""
    return signed_in(amina)


def whose(files: list[Application]) -> list[str]:
    names = {one.pk: one.officer for one in Application.objects.select_related("officer")}
    return [officer.name if (officer := names[one.pk]) else "" for one in files]


def test_who_would_get_which_is_shown_first_and_then_done_twice(
    browser: Client, many: Made, noor: User, omar: User
) -> None:
    files, page = many(5), reverse("desk:shares")
    asked = {"number": "4", "officer": [noor.pk, omar.pk]}
    shown = browser.get(page, asked)
    plan = [(file.number, officer.name) for file, officer in shown.context["plan"]]
    turns = ["Noor Siddiqui", "Omar Haddad"] * 2
    assert plan == [(one.number, name) for one, name in zip(files, turns, strict=False)]
    assert whose(files) == [""] * 5
    sent = re.findall(r'name="share" value="([^"]+)"', shown.content.decode())
    sure = {"share": sent, "sure": "1"}
    assert [browser.post(page, sure).url for _ in range(2)] == [page] * 2
    assert whose(files) == [*turns, ""]


def test_what_somebody_took_meanwhile_stays_and_is_named(
    browser: Client, many: Made, olivia: User, noor: User, amina: User
) -> None:
    first, second = many(2)
    sure = {"share": [f"{one.number}/{noor.pk}" for one in (first, second)], "sure": "1"}
    handovers.assign([(first, olivia)], by=amina)
    shown = browser.post(reverse("desk:shares"), sure, follow=True).content.decode()
    assert "1 file is given out." in shown
    assert f"they stay where they are: {first.number}." in shown
    assert whose([first, second]) == ["Olivia Chen", "Noor Siddiqui"]


@pytest.mark.parametrize("share", ["nonsense", "W-NONE/1", "W-NONE", "/", "W-1/2/3", "W\x00/1"])
def test_nonsense_gives_nothing_out(share: str, browser: Client, many: Made) -> None:
    files = many(1)
    said = browser.post(reverse("desk:shares"), {"share": [share], "sure": "1"}, follow=True)
    assert [str(one) for one in said.context["messages"]] == ["No file was given out."]
    assert whose(files) == [""]


def test_nothing_is_planned_without_a_number_or_for_who_is_away(
    browser: Client, many: Made, noor: User, omar: User, this_day: date
) -> None:
    many(1)
    absences.declare(noor, substitute=omar, first=this_day, last=this_day, by=noor)
    answer = browser.get(reverse("desk:shares"), {"number": "x", "officer": [noor.pk]})
    assert answer.status_code == 422
    assert answer.context["faults"] == [
        ("number", "Give a number of files from 1 to 200."),
        ("officers", "Choose at least one officer who is not away."),
    ]
    said = answer.content.decode()
    assert 'value="x"' in said
    assert "<title>Error: Give files out" in said
    assert "There is a problem" in said


def test_an_officer_reads_what_she_took_and_decided_and_nobody_reads_what(
    desk: Client, enrolled: Application, olivia: User, noor: User
) -> None:
    decisions.approve(
        enrolled, weighed=all_met(enrolled), notes={}, reasons="Tout est rempli.", by=olivia
    )
    hers, noors = (
        [(one.days, one.taken, one.decided, one.median) for one in page.context["figures"]]
        for page in (b.get(reverse("desk:figures")) for b in (desk, signed_in(noor)))
    )
    assert hers == [(30, 1, 1, 0), (365, 1, 1, 0)]
    assert noors == [(30, 0, 0, None), (365, 0, 0, None)]


def test_skipped_files_are_listed_with_who_and_why(
    browser: Client, many: Made, olivia: User
) -> None:
    (one,) = many(1)
    assert "No file was skipped." in browser.get(reverse("desk:skips")).content.decode()
    handovers.skip(one, reason="Je connais cette personne.", by=olivia)
    shown = browser.get(reverse("desk:skips")).content.decode()
    assert [word in shown for word in (one.number, "Olivia Chen", "Je connais")] == [True] * 3


@pytest.mark.parametrize("name", ["desk:shares", "desk:skips"])
def test_an_officer_neither_gives_files_out_nor_reads_what_others_skipped(
    name: str, desk: Client, many: Made, noor: User
) -> None:
    files = many(1)
    assert desk.get(reverse(name)).status_code == 404
    sure = {"share": [f"{files[0].number}/{noor.pk}"], "sure": "1"}
    assert desk.post(reverse("desk:shares"), sure).status_code == 404
    assert whose(files) == [""]
