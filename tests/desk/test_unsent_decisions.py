"""What Olivia fills in of a decision is kept for her alone until she decides, and its check can be opened again."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.actions import handovers, unsent_texts
from impplus.queries import clock
from impplus.queries.unsent_texts import DAYS
from impplus.records.models import Application, Decision, UnsentText, User
from tests.desk.test_decisions import errors, given
from tests.people import signed_in

HERE = {"_window": "a-window", "_turn": "1", "_version": "0"}


@pytest.fixture
def page(enrolled: Application) -> str:
    """The address of the decision on Alice's application."""
    return reverse("desk:decision", args=[enrolled.number])


def typed(file: Application) -> dict[str, str]:
    """Half a decision: one finding and its reason, and words that are not finished."""
    half = {"met-will-leave": "no", "note-will-leave": "Sans attaches à Rabat, é", "outcome": ""}
    return given(file, "refuse") | half | {"reasons": "Vu le\ndossier"}


def stands(client: Client, page: str) -> tuple[str, ...]:
    form = client.get(page).context["form"]
    names = ("met-will-leave", "note-will-leave", "reasons")
    return tuple(form[name].value() or "" for name in names)


def test_what_is_filled_in_saves_itself_and_stands_there_again(
    desk: Client, enrolled: Application, page: str
) -> None:
    answer = desk.post(page, typed(enrolled) | HERE | {"_auto": "1"})
    assert (answer.status_code, set(answer.json())) == (200, {"version", "seconds", "at", "left"})
    desk.get(reverse("desk:file", args=[enrolled.number]))
    assert stands(desk, page) == ("no", "Sans attaches à Rabat, é", "Vu le\ndossier")
    assert Decision.objects.count() == 0


def test_it_is_there_after_a_new_sign_in_and_for_nobody_else(
    desk: Client, enrolled: Application, page: str, olivia: User, noor: User
) -> None:
    desk.post(page, typed(enrolled) | HERE | {"_auto": "1"})
    assert stands(signed_in(olivia), page)[2] == "Vu le\ndossier"
    handovers.take_over(enrolled, reason="Absente cette semaine.", by=noor)
    assert stands(signed_in(noor), page)[2] == ""
    refused = desk.post(page, typed(enrolled) | HERE | {"_auto": "1"})
    assert refused.status_code == 409
    handovers.take_over(
        Application.objects.get(pk=enrolled.pk), reason="De retour au bureau.", by=olivia
    )
    assert stands(desk, page)[2] == "Vu le\ndossier"


def test_of_two_windows_the_older_one_overwrites_nothing(
    desk: Client, enrolled: Application, page: str
) -> None:
    desk.post(page, typed(enrolled) | HERE | {"_auto": "1"})
    other = typed(enrolled) | {"reasons": "Autre", "_window": "b", "_turn": "1", "_version": "0"}
    assert desk.post(page, other | {"_auto": "1"}).json() == {"elsewhere": True}
    assert stands(desk, page)[2] == "Vu le\ndossier"


def test_half_a_press_without_script_keeps_it_too(
    desk: Client, enrolled: Application, page: str
) -> None:
    assert errors(desk.post(page, typed(enrolled) | HERE)) == ["outcome"]
    assert stands(desk, page)[0] == "no"


def test_fifty_thousand_letters_of_reasons_are_kept_and_a_million_are_not(
    desk: Client, enrolled: Application, page: str
) -> None:
    for letters, status in ((50_000, 200), (1_000_000, 422)):
        sent = typed(enrolled) | HERE | {"reasons": "x" * letters, "_auto": "1"}
        assert desk.post(page, sent).status_code == status
    assert len(stands(desk, page)[2]) == 50_000


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_check_is_a_page_that_can_be_opened_again_and_back_after_it_is_no_error(
    language: str, desk: Client, enrolled: Application
) -> None:
    with override(language):
        page = reverse("desk:decision", args=[enrolled.number])
        sent = given(enrolled, "approve")
        check = desk.post(page, sent | HERE).headers["Location"]
        assert check == f"{page}?check"
        for _time in range(2):
            assert desk.get(check).context["outcome"] == "approve"
        assert desk.post(page, sent | {"sure": "1"}).status_code == 302
        back = desk.get(check)
    assert (back.status_code, "Olivia" in back.content.decode()) == (409, True)
    assert UnsentText.objects.count() == 0


def test_the_check_of_what_is_half_filled_in_says_what_is_missing(
    desk: Client, enrolled: Application, page: str
) -> None:
    desk.post(page, typed(enrolled) | HERE | {"_auto": "1"})
    assert errors(desk.get(f"{page}?check")) == ["outcome"]
    UnsentText.objects.all().delete()
    assert desk.get(f"{page}?check").context["form"].is_bound is False


def test_it_is_destroyed_after_its_days(desk: Client, enrolled: Application, page: str) -> None:
    desk.post(page, typed(enrolled) | HERE | {"_auto": "1"})
    old = clock.now() - timedelta(days=DAYS, minutes=1)
    UnsentText.objects.update(saved_at=old)
    unsent_texts.tidy()
    assert stands(desk, page)[2] == ""


def test_a_plain_approval_needs_no_reasons_and_its_check_says_that_there_are_none(
    desk: Client, enrolled: Application, page: str
) -> None:
    sent = given(enrolled, "approve") | {"reasons": ""}
    assert "None: everything is met." in desk.post(page, sent, follow=True).content.decode()
    assert desk.post(page, sent | {"sure": "1"}).status_code == 302
    assert Decision.objects.get().reasons == ""
