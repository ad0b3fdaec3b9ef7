"""The pages on which a file changes hands: who may open them, what they say, and what is told to the first officer."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.actions import handovers, reviews, visits
from impplus.records.models import Application, Handover, User
from impplus.rules.lifecycle import Role
from tests.people import signed_in, user
from tests.portal import pages


@pytest.mark.parametrize(
    "page", ["completeness", "return", "question", "hand-over", "release", "skip"]
)
def test_noor_reads_at_once_who_has_the_file_and_where_to_take_it_over(
    page: str, taken: Application, noor: User
) -> None:
    visits.open_with(taken, why="letter", words="", by=noor)
    answer = signed_in(noor).get(reverse(f"desk:{page}", args=[taken.number]))
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Olivia Chen has this file, and only its officer acts on it." in shown
    assert f'href="{reverse("desk:take-over", args=[taken.number])}"' in shown


@pytest.mark.parametrize("page", ["biometrics", "decision"])
def test_noor_decides_nothing_of_olivias(page: str, processing: Application, noor: User) -> None:
    visits.open_with(processing, why="letter", words="", by=noor)
    answer = signed_in(noor).get(reverse(f"desk:{page}", args=[processing.number]))
    assert answer.status_code == 409
    assert answer.context["refusal"].has == "Olivia Chen"


def test_the_file_offers_its_officer_what_it_offers_nobody_else(
    taken: Application, desk: Client, noor: User
) -> None:
    visits.open_with(taken, why="letter", words="", by=noor)
    address = reverse("desk:file", args=[taken.number])
    links = [
        reverse(f"desk:{name}", args=[taken.number])
        for name in ("completeness", "hand-over", "release", "skip", "take-over")
    ]
    seen = [
        [f'href="{link}"' in browser.get(address).content.decode() for link in links]
        for browser in (desk, signed_in(noor))
    ]
    assert seen == [[True, True, True, True, False], [False, False, False, False, True]]


def test_noor_takes_a_file_over_twice_and_olivia_reads_why(
    taken: Application, desk: Client, noor: User
) -> None:
    browser, page = signed_in(noor), reverse("desk:take-over", args=[taken.number])
    assert "Olivia Chen has this file and is told" in browser.get(page).content.decode()
    empty = browser.post(page, {"reason": " "})
    assert (empty.status_code, list(empty.context["form"].errors)) == (422, ["reason"])
    led = [browser.post(page, {"reason": "Olivia est malade."}).url for _ in range(2)]
    assert led == [reverse("desk:file", args=[taken.number])] * 2
    assert Handover.objects.count() == 1
    shown = desk.get(reverse("desk:queue")).content.decode()
    assert "Noor Siddiqui took the file over from Olivia Chen." in shown
    assert "Olivia est malade." in shown


def test_what_was_read_is_read_twice_and_only_by_who_is_concerned(
    taken: Application, desk: Client, noor: User
) -> None:
    handovers.take_over(taken, reason="Olivia est malade.", by=noor)
    one = Handover.objects.get()
    page = reverse("desk:read-handover", args=[taken.number, one.pk])
    omar = user("omar@example.test", "Omar Haddad", Role.FEDERAL)
    assert signed_in(omar).post(page).status_code == 404
    assert [desk.post(page).status_code for _ in range(2)] == [302, 302]


def test_a_file_is_handed_to_one_of_the_other_officers(
    taken: Application, desk: Client, noor: User, mathieu: User
) -> None:
    page = reverse("desk:hand-over", args=[taken.number])
    form = desk.get(page).context["form"]
    assert [key for key, _ in form.fields["officer"].choices if key] == [str(noor.pk)]
    wrong = desk.post(page, {"officer": str(mathieu.pk), "reason": "Prends-le."})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["officer"])
    assert desk.post(page, {"officer": str(noor.pk), "reason": "Prends-le."}).status_code == 302
    taken.refresh_from_db()
    assert taken.officer == noor


def test_the_timeline_of_the_applicant_says_nothing_of_it(
    taken: Application, alice: User, noor: User
) -> None:
    handovers.take_over(taken, reason="Olivia est malade.", by=noor)
    handovers.release(taken, reason="Je connais Alice.", by=noor)
    assert reviews.take_oldest(by=noor) == taken
    shown = signed_in(alice).get("/en/application/", follow=True).content.decode()
    assert [word in shown for word in ("took the file over", "Olivia est", "Je connais")] == [
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ["Noor Siddiqui gave the file back.", "Noor Siddiqui took the file over from"]),
        ("fr", ["Noor Siddiqui a remis le dossier", "Noor Siddiqui a repris le dossier"]),
    ],
)
def test_the_history_says_through_whose_hands_the_file_went_and_why(
    language: str, lines: list[str], taken: Application, noor: User
) -> None:
    handovers.take_over(taken, reason="Olivia est malade.", by=noor)
    file = Application.objects.get(pk=taken.pk)
    handovers.release(file, reason="Trop de dossiers.", by=noor)
    with override(language):
        shown = signed_in(noor).get(reverse("desk:history", args=[taken.number]), follow=True)
    said = pages.words(shown)
    assert [one in said for one in (*lines, "Olivia est malade.", "Trop de dossiers.")] == [
        True
    ] * 4
