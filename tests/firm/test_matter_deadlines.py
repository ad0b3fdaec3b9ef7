"""Deadlines typed at the page of a matter: counted by the law where the letter gives no days, and never from a day to come."""

from datetime import date, timedelta

import pytest

from impplus.actions import matter_deadlines, matter_tasks
from impplus.programmes import IMP_PLUS
from impplus.queries.clock import today
from impplus.records.models import Firm, User
from tests.matters import opened
from tests.people import signed_in

pytestmark = pytest.mark.django_db
SENT = date(2026, 11, 2)


def typed(day: date, kind: str, days: str = "") -> dict[str, str]:
    """What the form of a new deadline sends."""
    parts = {"since_0": f"{day.year}", "since_1": f"{day.month}", "since_2": f"{day.day}"}
    return {"kind": kind, "days": days, "what": "", "since": day.isoformat(), **parts}


@pytest.mark.parametrize(
    ("kind", "law"),
    [
        ("biometrics", 30),
        ("review-in-canada", 15),
        ("review-outside-canada", 60),
        ("restoration", 90),
        ("imm-5476", 90),
    ],
)
def test_without_days_of_the_letter_those_of_the_law_are_counted(
    lucie: User, firm: Firm, kind: str, law: int
) -> None:
    made = opened(lucie)
    answer = signed_in(lucie).post(f"/en/firm/clients/{made.pk}/deadlines/", typed(SENT, kind))
    assert answer.status_code == 302
    assert made.deadlines.get().due_on == SENT + timedelta(days=law)


@pytest.mark.parametrize("kind", ["question", "fairness"])
def test_where_no_law_gives_days_the_page_asks_for_those_of_the_letter(
    lucie: User, firm: Firm, kind: str
) -> None:
    made = opened(lucie)
    answer = signed_in(lucie).post(f"/en/firm/clients/{made.pk}/deadlines/", typed(SENT, kind))
    assert answer.status_code == 422
    assert "Enter how many days the letter gives" in answer.content.decode()
    assert not made.deadlines.exists()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en/firm/clients/{}/deadlines", "This day is still to come."),
        ("fr/cabinet/clientele/{}/delais", "Cette date est à venir."),
    ],
)
def test_a_letter_sent_tomorrow_is_refused(
    lucie: User, firm: Firm, language: str, said: str
) -> None:
    made = opened(lucie)
    tomorrow = today(IMP_PLUS) + timedelta(days=1)
    page = f"/{language.format(made.pk)}/"
    answer = signed_in(lucie).post(page, typed(tomorrow, "biometrics"))
    assert (answer.status_code, made.deadlines.count()) == (422, 0)
    assert said in answer.content.decode()
    assert signed_in(lucie).post(page, typed(tomorrow, "passport")).status_code == 302


def test_what_happened_names_the_task_and_the_deadline(lucie: User, firm: Firm) -> None:
    made = opened(lucie)
    matter_deadlines.add(made, kind="biometrics", since=SENT, what="Wilner", by=lucie)
    matter_tasks.plan(made, chosen="opening", by=lucie)
    pages = {"en": f"/en/firm/clients/{made.pk}/", "fr": f"/fr/cabinet/clientele/{made.pk}/"}
    for language, said in (
        ("en", ("Biometrics – Wilner", "Confirm the client’s identity")),
        ("fr", ("Données biométriques – Wilner", "Faire signer le contrat de services")),
    ):
        page = signed_in(lucie).get(pages[language]).content.decode()
        happened = page[page.index('class="happened"') :]
        assert [f"<b>{one}</b>" in happened for one in said] == [True, True]
