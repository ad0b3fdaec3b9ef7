"""Which files an officer opens: one's own at once, another's with a reason, and a relative's not at all."""

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import reviews, visits
from impplus.queries.visits import Barred
from impplus.records.models import Application, Delegation, Event, Kinship, User, Visit
from impplus.rules.lifecycle import Role
from tests.people import signed_in


@pytest.fixture
def omars(omar: User) -> Client:
    return signed_in(omar)


def at(name: str, file: Application, *more: object) -> str:
    return reverse(f"desk:{name}", args=[file.number, *more])


def looks(file: Application, by: User) -> int:
    return Event.objects.filter(application=file, verb="look", by=by).count()


PAGES = ("file", "answers", "papers", "history", "notes", "questions", "messages")


@pytest.mark.parametrize("name", PAGES)
def test_another_officers_file_is_opened_with_a_reason_that_is_asked_once(
    name: str, omars: Client, processing: Application, omar: User
) -> None:
    there, asks = at(name, processing), at("reason", processing)
    answer = omars.get(there)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(f"{asks}?then=")
    assert looks(processing, omar) == 0
    page = omars.get(answer.headers["Location"])
    assert "Alice" not in page.content.decode()
    opened = omars.post(answer.headers["Location"], {"why": "letter", "words": ""})
    assert (opened.status_code, opened.headers["Location"]) == (302, there)
    assert [omars.get(there).status_code for _ in range(2)] == [200, 200]
    (visit,) = Visit.objects.all()
    assert (visit.officer, visit.why, visit.words) == (omar, "letter", "")


@pytest.mark.parametrize(
    ("name", "likely"), [("countersignature", "second"), ("reconsideration", "second"), ("document", None)]
)  # fmt: skip
def test_whoever_comes_to_sign_or_to_answer_finds_that_reason_chosen(
    name: str, likely: str | None, omars: Client, processing: Application
) -> None:
    asks = at("reason", processing)
    page = omars.get(asks, {"then": at(name, processing, 1)})
    assert page.context["form"]["why"].value() == likely
    assert Visit.objects.count() == 0


def test_a_document_is_not_shown_either_before_the_reason(
    omars: Client, processing: Application
) -> None:
    document = processing.documents.earliest("pk")
    for name, more in (("document", [document.pk]), ("sheet", [document.pk, 1])):
        assert omars.get(at(name, processing, *more)).status_code == 302


def test_something_else_is_said_in_words_and_shown_with_who_looked(
    omars: Client, desk: Client, processing: Application
) -> None:
    asks = at("reason", processing)
    for typed in (
        {"why": "other", "words": " "},
        {"why": "", "words": "?"},
        {"why": "other", "words": "x" * 301},
    ):
        assert omars.post(asks, typed).status_code == 422
    assert Visit.objects.count() == 0
    assert omars.post(asks, {"why": "other", "words": "Plainte reçue."}).status_code == 302
    page = desk.get(at("history", processing)).content.decode()
    assert ("Omar Haddad" in page, "Plainte reçue." in page) == (True, True)
    (event,) = Event.objects.filter(noun="visit")
    assert (event.verb, event.detail) == ("open", {"why": "other"})


def test_whoever_comes_from_elsewhere_is_led_to_the_file_and_nowhere_else(
    omars: Client, processing: Application
) -> None:
    asks = at("reason", processing) + "?then=//evil.example/"
    answer = omars.post(asks, {"why": "asked", "words": ""})
    assert answer.headers["Location"] == at("file", processing)


def test_olivias_own_file_and_one_that_nobody_has_open_at_once(
    desk: Client, omars: Client, submitted: Application, olivia: User
) -> None:
    assert omars.get(at("file", submitted)).status_code == 200
    reviews.take_oldest(by=olivia)
    assert desk.get(at("file", submitted)).status_code == 200
    assert omars.get(at("file", submitted)).status_code == 302


def test_a_relatives_file_is_closed_to_the_officer_who_says_so_until_another_finds_it_mistaken(
    desk: Client, omars: Client, processing: Application, omar: User, olivia: User
) -> None:
    closed = omars.post(at("reason", processing), {"close": "1"})
    assert closed.headers["Location"] == at("closed", processing)
    assert omars.get(at("closed", processing)).status_code == 200
    listed = omars.get(reverse("desk:queue"), {"status": "all", "q": processing.number})
    shown = listed.content.decode()
    named = processing.people.get(relation="principal").name
    assert ["Closed to you" in shown, named in shown, olivia.name in shown] == [True, False, False]
    for name in (*PAGES, "reason"):
        answer = omars.get(at(name, processing))
        assert (name, answer.status_code) == (name, 403)
        assert "This file is closed to you" in answer.content.decode()
    with pytest.raises(Barred):
        visits.open_with(processing, why="letter", words="", by=omar)
    (kinship,) = Kinship.objects.all()
    with pytest.raises(Barred):
        visits.find_mistaken(kinship, by=omar)
    assert "Omar Haddad, who said on" in desk.get(at("history", processing)).content.decode()
    assert desk.post(at("close-mistaken", processing, kinship.pk)).status_code == 302
    assert omars.get(at("file", processing)).status_code == 302
    kinship.refresh_from_db()
    assert kinship.status == "dropped"


def test_a_file_that_olivia_closes_to_herself_goes_back_to_the_queue_for_others(
    desk: Client, omars: Client, processing: Application, olivia: User, omar: User
) -> None:
    asks = at("reason", processing)
    asked = desk.get(f"{asks}?close=1").content.decode()
    assert "it goes back to the queue" in asked
    assert desk.post(asks, {"close": "1"}).status_code == 302
    processing.refresh_from_db()
    assert processing.officer is None
    assert desk.post(reverse("desk:take")).headers["Location"] == reverse("desk:queue")
    assert omars.post(reverse("desk:take")).headers["Location"] == at("file", processing)


WRITTEN = {
    "messages": {"text": "Bonjour de loin."},
    "tick": {"act": "tick"},
    "question": {"text": "Pourquoi donc ?"},
    "release": {"reason": "Pas le mien."},
}


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("visited", [False, True])
def test_omar_writes_nothing_into_olivias_file_and_reads_what_he_had_written(
    name: str, visited: bool, omars: Client, processing: Application, omar: User
) -> None:
    if visited:
        visits.open_with(processing, why="compare", words="", by=omar)
    more = [processing.documents.earliest("pk").pk] if name == "tick" else []
    answer = omars.post(at(name, processing, *more), WRITTEN[name])
    page = answer.content.decode()
    assert (answer.status_code, Event.objects.filter(by=omar).exclude(noun="visit").count()) == (
        409,
        0,
    )
    assert "Olivia Chen has this file" in page
    for text in WRITTEN[name].values():
        assert (text in page) == (" " in text)


def test_omar_who_said_why_may_leave_a_note_and_finds_no_other_act(
    omars: Client, processing: Application, omar: User
) -> None:
    visits.open_with(processing, why="asked", words="", by=omar)
    assert omars.post(at("notes", processing), {"text": "Vu avec Olivia."}).status_code == 302
    page = omars.get(at("file", processing)).content.decode()
    assert 'name="says"' not in page
    assert (
        "has this file and answers its messages"
        in omars.get(at("messages", processing)).content.decode()
    )


def test_an_officer_never_opens_an_application_of_her_own_account(
    processing: Application, alice: User
) -> None:
    User.objects.filter(pk=alice.pk).update(role=Role.FEDERAL)
    hers = signed_in(User.objects.get(pk=alice.pk))
    answer = hers.get(at("file", processing))
    assert answer.status_code == 403
    assert "Alice Benali" not in answer.content.decode()


def test_nor_one_in_which_she_has_a_part(processing: Application, bob: User) -> None:
    karims = Delegation.objects.filter(application=processing, person__relation="spouse")
    assert karims.update(account=bob) == 1
    User.objects.filter(pk=bob.pk).update(role=Role.FEDERAL)
    assert signed_in(User.objects.get(pk=bob.pk)).get(at("file", processing)).status_code == 403
