"""One page of the form: what is wrong is said, what was typed stays, what is right is saved."""

from datetime import date

from django.test import Client
from django.urls import reverse

from impplus.records.models import Application, Person
from tests.portal import pages

DATES = {
    "csq_issued_0": "2025", "csq_issued_1": "Feb", "csq_issued_2": "31",
    "csq_expires_0": "2027", "csq_expires_1": "2", "csq_expires_2": "3",
}  # fmt: skip


def at(application: Application, key: str, query: str = "") -> str:
    return reverse("portal:step", args=[application.number, key]) + query


def dates_of(application: Application) -> tuple[date | None, date | None]:
    application.refresh_from_db()
    return application.csq_issued, application.csq_expires


def test_the_31st_of_february_is_refused_with_everything_kept_and_nothing_changed(
    alices: Client, draft: Application
) -> None:
    before = dates_of(draft)
    page = alices.post(at(draft, "csq-dates"), DATES)
    shown = pages.words(page)
    assert page.status_code == 422
    assert "<title>Error: What are the dates of validity of your CSQ?" in shown
    assert shown.count("February 31, 2025 does not exist: that month has 28 days.") == 2
    assert [shown.count(f'value="{value}"') for value in ("2025", "Feb", "31")] == [1, 1, 1]
    assert dates_of(draft) == before


def test_saving_for_later_keeps_what_is_well_formed(alices: Client, draft: Application) -> None:
    before = dates_of(draft)
    page = alices.post(at(draft, "csq-dates"), DATES | {"_later": "1"})
    assert page.status_code == 422
    assert dates_of(draft) == (before[0], date(2027, 2, 3))


def test_saving_for_later_allows_blanks(alices: Client, draft: Application) -> None:
    blank = dict.fromkeys(DATES, "")
    answer = alices.post(at(draft, "csq-dates"), blank | {"_later": "1"})
    assert answer.headers["Location"] == reverse("portal:tasks", args=[draft.number])
    assert dates_of(draft) == (None, None)


def test_going_on_needs_every_answer_and_says_all_that_is_missing(
    alices: Client, draft: Application
) -> None:
    page = alices.post(at(draft, "background"), {})
    assert page.content.decode().count('<li><a href="#id_') == 3


def test_a_page_that_the_answers_do_not_ask_is_skipped(alices: Client, draft: Application) -> None:
    abroad = alices.post(at(draft, "home"), {"lives_country": "MAR"})
    assert abroad.headers["Location"] == at(draft, "intention")
    assert alices.get(at(draft, "province")).headers["Location"] == reverse(
        "portal:tasks", args=[draft.number]
    )
    here = alices.post(at(draft, "home"), {"lives_country": "CAN"})
    assert here.headers["Location"] == at(draft, "province")


def test_after_a_change_from_the_review_one_returns_there(
    alices: Client, draft: Application
) -> None:
    answer = alices.post(at(draft, "intention", "?from=review"), {"intends_quebec": "yes"})
    assert (
        answer.headers["Location"] == f"{reverse('portal:review', args=[draft.number])}#intention"
    )
    fresh = alices.post(at(draft, "home", "?from=review"), {"lives_country": "CAN"})
    assert fresh.headers["Location"] == at(draft, "province", "?from=review")


def test_the_other_language_shows_what_was_typed(alices: Client, draft: Application) -> None:
    address = pages.address("step", draft, "fr")
    page = alices.post(address, DATES | {"_redisplay": "1"})
    shown = pages.words(page)
    assert [shown.count(f'value="{value}"') for value in ("2025", "Feb", "31")] == [1, 1, 1]
    assert shown.count('lang="fr"') >= 1


def test_an_unknown_page_does_not_exist(alices: Client, draft: Application) -> None:
    assert alices.get(at(draft, "no-such-page")).status_code == 404
    assert alices.get(at(draft, "letter")).status_code == 404  # the self-check's own page


def test_answers_about_a_received_file_are_refused(alices: Client, submitted: Application) -> None:
    page = alices.post(at(submitted, "intention"), {"intends_quebec": "no"})
    assert page.status_code == 409
    submitted.refresh_from_db()
    assert submitted.intends_quebec is True


def test_another_persons_member_is_not_found(
    alices: Client, draft: Application, ready_draft: Application
) -> None:
    principal = Person.objects.get(application=draft, relation="principal")
    address = reverse("portal:member-step", args=[draft.number, principal.pk, "member"])
    assert alices.get(address).status_code == 404
