"""Lucie reads whom the firm knows beside an enquiry, and records her finding on the same page."""

from datetime import date

import pytest
from django.test import Client

from impplus.actions import conflicts, walls
from impplus.practice.models import Conflict, Enquiry, KnownPerson
from impplus.records.models import Firm, User
from tests.matters import colleague, opened
from tests.people import signed_in, written_to
from tests.post import Post

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(lucie: User) -> Client:
    """Lucie, signed in."""
    return signed_in(lucie)


@pytest.fixture
def asked(firm: Firm) -> Enquiry:
    """Leïla's second enquiry."""
    written_to(firm, name="Leïla Haddad", email="leila@example.test")
    return written_to(firm, name="Leila Hadad", email="leila@example.test")


def page_of(desk: Client, asked: Enquiry, language: str = "en") -> str:
    address = {
        "en": f"/en/firm/enquiries/{asked.pk}/",
        "fr": f"/fr/cabinet/demandes-de-renseignements/{asked.pk}/",
    }
    return desk.get(address[language]).content.decode()


@pytest.mark.parametrize(
    ("language", "why"),
    [("en", "same e-mail address, name alike."), ("fr", "même adresse courriel, nom semblable.")],
)
def test_the_page_of_an_enquiry_shows_who_was_found_and_why(
    desk: Client, asked: Enquiry, language: str, why: str
) -> None:
    page = page_of(desk, asked, language)
    assert "Leïla Haddad" in page
    assert why in page


def test_the_day_of_birth_of_the_self_check_is_looked_for_at_once(desk: Client, firm: Firm) -> None:
    on = date(2026, 11, 20)
    asked = written_to(firm, answers={"born": date(1984, 4, 2)}, checked_on=on)
    assert "<b>Bob Martin, born on April\u00a02,\u00a01984</b>" in page_of(desk, asked)
    month = written_to(firm, answers={"born": "1984-04"}, checked_on=on, email="b@example.test")
    assert "<b>Bob Martin</b>" in page_of(desk, month)


def test_the_finding_is_recorded_from_that_page(desk: Client, asked: Enquiry) -> None:
    typed = {"finding": "clear", "why": "Herself.", "others": "Karim Haddad, 1981-02-03\nZoé"}
    answer = desk.post(f"/en/firm/enquiries/{asked.pk}/conflicts/", typed)
    assert (answer.status_code, answer["Location"]) == (302, f"/en/firm/enquiries/{asked.pk}/")
    kept = Conflict.objects.get()
    assert [one["name"] for one in kept.searched] == ["Leila Hadad", "Karim Haddad", "Zoé"]
    page = page_of(desk, asked)
    assert "No conflict" in page
    assert "Herself." in page


def test_who_was_looked_for_is_read_before_and_after_it_is_recorded(
    desk: Client, asked: Enquiry
) -> None:
    typed = {"others": "Karim Haddad, 1981-02-03\nZoé", "_redisplay": "1"}
    page = desk.post(f"/en/firm/enquiries/{asked.pk}/conflicts/", typed).content.decode()
    said = "<b>Karim Haddad, born on February\u00a03,\u00a01981</b>"
    assert [said in page, "<b>Zoé</b>" in page] == [True, True]
    kept = {**typed, "finding": "clear", "why": "Herself."}
    del kept["_redisplay"]
    desk.post(f"/en/firm/enquiries/{asked.pk}/conflicts/", kept)
    page = page_of(desk, asked)
    assert "Leila Hadad; Karim Haddad, born on February\u00a03,\u00a01981; Zoé" in page


UNREAD = {
    "Mehdi Benali, 1985-02-30": "The date in “Mehdi Benali, 1985-02-30” cannot be read.",
    "Mehdi Benali 03/02/1985": "The date in “Mehdi Benali 03/02/1985” cannot be read.",
    "Mehdi Benali, 1985": "The date in “Mehdi Benali, 1985” cannot be read.",
    "Mehdi Benali\n" + "Zoé\n" * 20: "Write at most 20 people, one a line. There are 21 lines.",
}


@pytest.mark.parametrize("others", UNREAD)
def test_a_line_that_is_not_looked_for_as_it_was_meant_is_said_and_nothing_recorded(
    desk: Client, asked: Enquiry, others: str
) -> None:
    there = f"/en/firm/enquiries/{asked.pk}/conflicts/"
    again = desk.post(there, {"others": others, "_redisplay": "1"}).content.decode()
    assert (UNREAD[others] in again, "<b>Mehdi Benali</b>" in again) == (True, True)
    answer = desk.post(there, {"others": others, "finding": "clear", "why": "Nobody."})
    assert (answer.status_code, Conflict.objects.count()) == (422, 0)
    assert UNREAD[others] in answer.content.decode()


def test_a_numbered_company_is_looked_for_as_it_is_written(desk: Client, asked: Enquiry) -> None:
    typed = {"others": "9123-4567 Québec inc.", "_redisplay": "1"}
    page = desk.post(f"/en/firm/enquiries/{asked.pk}/conflicts/", typed).content.decode()
    assert ("<b>9123-4567 Québec inc.</b>" in page, "cannot be read" in page) == (True, False)


def test_a_wall_hides_who_is_known_and_names_whom_to_ask(
    asked: Enquiry, firm: Firm, lucie: User
) -> None:
    made, luc = (
        opened(lucie, name="Leila Hadad Zebulon", family="Leila Hadad"),
        colleague(firm, "Luc"),
    )
    walls.put_up(made, account=luc.pk, by=lucie)
    for page in (
        page_of(signed_in(luc), asked),
        signed_in(luc)
        .post("/en/firm/known-people/", {"name": "Leila Hadad", "_redisplay": "1"})
        .content.decode(),
    ):
        assert f"Known to the firm – ask {lucie.name}" in page
        assert [one for one in (made.number, "Zebulon") if one in page] == []
    assert made.number in page_of(signed_in(lucie), asked)


def test_a_finding_without_a_reason_says_so_and_keeps_what_was_typed(
    desk: Client, asked: Enquiry
) -> None:
    answer = desk.post(
        f"/en/firm/enquiries/{asked.pk}/conflicts/", {"finding": "clear", "others": "Karim Haddad"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Enter what is asked: “Why, in a line”." in page
    assert "Karim Haddad" in page
    assert Conflict.objects.count() == 0


def test_searching_again_records_nothing(desk: Client, asked: Enquiry, firm: Firm) -> None:
    written_to(firm, name="Zineb Amrani", email="zineb@example.test")
    typed = {"others": "Zineb Amrani", "_redisplay": "1"}
    answer = desk.post(f"/en/firm/enquiries/{asked.pk}/conflicts/", typed)
    assert answer.status_code == 200
    assert answer.content.decode().count("Zineb Amrani") == 3  # looked for, found, and still typed
    assert Conflict.objects.count() == 0


def test_a_consent_is_kept_and_read_again(desk: Client, asked: Enquiry, lucie: User) -> None:
    found = conflicts.record(asked, "ask", reason="Karim was a client.", sought=[], by=lucie)
    assert f"/en/firm/conflicts/{found.pk}/consent/" in page_of(desk, asked)
    typed = {"of": "Karim", "on_0": "2026", "on_1": "11", "on_2": "20", "text": "J’accepte."}
    assert desk.post(f"/en/firm/conflicts/{found.pk}/consent/", typed).status_code == 302
    page = page_of(desk, asked)
    assert "J’accepte." in page
    assert "November\u00a020,\u00a02026" in page


def test_an_opposing_party_is_entered_and_found(desk: Client, asked: Enquiry, post: Post) -> None:
    typed = {"name": "Haddad Leila", "number": "2024-118"}
    assert desk.post("/en/firm/known-people/", typed).status_code == 302
    assert KnownPerson.objects.get(kind="opposing").name == "Haddad Leila"
    page = " ".join(page_of(desk, asked).split())
    assert "Opposing party, 2024-118: name alike." in page


def test_a_matter_from_an_enquiry_brings_the_recorded_search_along(
    desk: Client, asked: Enquiry
) -> None:
    typed = {"finding": "clear", "why": "Herself.", "others": "Karim Haddad, 1981-02-03"}
    desk.post(f"/en/firm/enquiries/{asked.pk}/conflicts/", typed)
    page = desk.get(f"/en/firm/clients/open/?enquiry={asked.pk}")
    said = page.context["form"].initial["searched"]
    assert said.startswith(
        "Looked for: Leila Hadad; Karim Haddad, born on February\u00a03,\u00a01981; among 2 people. Herself."
    )
    assert "spouse or partner" in page.content.decode()
