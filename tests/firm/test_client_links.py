"""A client's link: answers without an account, nothing else; opened by a mail scanner it changes nothing; silent once all is there."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from impplus.actions import client_links, mails, matters
from impplus.practice.models import ClientFile, ClientLink, FirmEvent, Mail, Matter, Wanted
from impplus.queries import clock
from impplus.queries.client_links import link_of
from impplus.queries.refusals import AlreadyDone, NotUnderstood, WrongMoment
from impplus.records.models import Firm, User
from tests.matters import colleague, opened
from tests.people import signed_in

pytestmark = pytest.mark.django_db(transaction=False)


@pytest.fixture
def matter(lucie: User) -> Matter:
    """A matter whose client has an address."""
    return opened(lucie, email="wilner@example.test", language="en")


def photo(name: str, colour: str = "teal") -> SimpleUploadedFile:
    """A photo as a phone sends it."""
    made = BytesIO()
    Image.new("RGB", (640, 480), colour).save(made, "JPEG")
    return SimpleUploadedFile(name, made.getvalue(), content_type="image/jpeg")


def there(matter: Matter) -> str:
    """Where the link of a matter leads."""
    return f"/en/for-your-file/{link_of(matter.links.get(status='active'))}/"


def test_the_e_mail_brings_the_link_and_an_answer_reaches_the_firm(
    matter: Matter, lucie: User
) -> None:
    wanted = client_links.ask(matter, text="Your lease.", by=lucie)
    mails.send_owed()
    (sent,) = mail.outbox
    found = re.search(r"https?://[^/]+(/en/for-your-file/\S+)", sent.body)
    assert found
    assert (sent.to, found[1], "Your lease." in sent.body) == (
        ["wilner@example.test"],
        there(matter),
        True,
    )
    browser = Client()
    page = browser.get(found[1]).content.decode()
    assert [said in page for said in ("Your lease.", "Wilner", matter.number, "Status")] == [
        True,
        False,
        False,
        False,
    ]
    answer = {"wanted": str(wanted.pk), "text": "<b>Here</b> it is."}
    assert [browser.post(found[1], answer).status_code for _ in range(2)] == [302, 302]
    wanted.refresh_from_db()
    assert (wanted.status, wanted.answer) == ("answered", "<b>Here</b> it is.")
    assert FirmEvent.objects.filter(noun="wanted", verb="answer").count() == 1
    assert (
        "&lt;b&gt;Here&lt;/b&gt;"
        in signed_in(lucie).get(f"/en/firm/clients/{matter.pk}/").content.decode()
    )


def test_whatever_opens_the_link_changes_nothing(matter: Matter, lucie: User) -> None:
    wanted = client_links.ask(matter, text="Your lease.", by=lucie)
    before = FirmEvent.objects.count()
    for query in ("", f"?answer={wanted.pk}", f"?wanted={wanted.pk}&text=Yes"):
        for opened_by in (Client().get, Client().head):
            assert opened_by(there(matter) + query).status_code == 200
    assert (FirmEvent.objects.count(), Wanted.objects.get().status) == (before, "asked")


@pytest.mark.parametrize("link", ["1", "1-", "0-x", "x-y", "9" * 30 + "-a", "1-" + "0" * 40, "1-é"])
def test_a_link_that_is_not_right_leads_nowhere(matter: Matter, lucie: User, link: str) -> None:
    client_links.ask(matter, text="Your lease.", by=lucie)
    page = Client().get(f"/en/for-your-file/{link}/")
    assert (page.status_code, "You need no account for it." in page.content.decode()) == (404, True)


def test_a_revoked_link_and_a_closed_matter_lead_nowhere(matter: Matter, lucie: User) -> None:
    wanted = client_links.ask(matter, text="Your lease.", by=lucie)
    link, path = ClientLink.objects.get(), there(matter)
    matters.close(matter, by=lucie)
    closed = Client().get(path)
    assert (closed.status_code, "ended this link" in closed.content.decode()) == (410, True)
    matters.resume(matter, by=lucie)
    assert Client().get(path).status_code == 200
    ask = f"/en/firm/clients/{matter.pk}/ask/"
    look = signed_in(lucie).post(ask, {"act": "revoke"}).content.decode()
    for said in ("opens nothing any more", matter.email, "Your lease.", "Nobody is written to"):
        assert said in look
    assert Client().get(path).status_code == 200
    assert signed_in(lucie).post(ask, {"act": "revoke", "sure": "1"}).status_code == 302
    assert Client().post(path, {"wanted": str(wanted.pk), "text": "x"}).status_code == 410
    with pytest.raises(WrongMoment):
        client_links.answer(link, wanted, text="Too late.")
    client_links.ask(matter, text="And a photo.", by=lucie)
    assert there(matter) != path


def test_a_silent_client_is_written_to_on_the_third_seventh_and_fourteenth_day(
    matter: Matter, lucie: User
) -> None:
    wanted = client_links.ask(matter, text="Your lease.", by=lucie)
    at, told = clock.now(), []
    for day in (0, 2, 3, 4, 7, 8, 14, 15, 30):
        with clock.at(at + timedelta(days=day)):
            told.append((day, client_links.chase_due(), client_links.chase_due()))
    assert told == [
        (0, 0, 0),
        (2, 0, 0),
        (3, 1, 0),
        (4, 0, 0),
        (7, 1, 0),
        (8, 0, 0),
        (14, 1, 0),
        (15, 0, 0),
        (30, 0, 0),
    ]
    assert [
        one["day"]
        for one in Mail.objects.filter(kind="client-chase").values_list("said", flat=True)
    ] == [3, 7, 14]
    client_links.withdraw(wanted, by=lucie)


def test_who_has_answered_is_not_written_to(matter: Matter, lucie: User) -> None:
    wanted = client_links.ask(matter, text="Your lease.", by=lucie)
    client_links.answer(ClientLink.objects.get(), wanted, text="Here.")
    with clock.at(clock.now() + timedelta(days=9)):
        assert client_links.chase_due() == 0


def test_nothing_is_asked_without_an_address_or_words_or_twice(matter: Matter, lucie: User) -> None:
    for wrong in ({"email": ""}, {}):
        Matter.objects.filter(pk=matter.pk).update(**wrong or {"email": "wilner@example.test"})
        matter.refresh_from_db()
        with pytest.raises(NotUnderstood):
            client_links.ask(matter, text="Your lease." if wrong else "  ", by=lucie)
    client_links.ask(matter, text="Your lease.", by=lucie)
    with pytest.raises(AlreadyDone):
        client_links.ask(matter, text="Your lease.", by=lucie)
    assert (Wanted.objects.count(), Mail.objects.count()) == (1, 1)


def test_what_came_is_accepted_asked_again_or_no_longer_asked(matter: Matter, lucie: User) -> None:
    wanted, desk = client_links.ask(matter, text="Your lease.", by=lucie), signed_in(lucie)
    link = ClientLink.objects.get()
    there = f"/en/firm/clients/{matter.pk}/ask/{wanted.pk}/"
    client_links.answer(link, wanted, text="Here.")
    empty = desk.post(f"{there}again/", {"why": " "})
    assert (empty.status_code, Wanted.objects.get().status) == (422, "answered")
    assert desk.post(f"{there}again/", {"why": "Page 2 is cut off."}).status_code == 302
    wanted.refresh_from_db()
    assert (wanted.status, wanted.why) == ("asked", "Page 2 is cut off.")
    client_links.answer(link, wanted, text="Here is page 2.")
    assert desk.post(there, {"act": "accept"}).status_code == 302
    wanted.refresh_from_db()
    assert wanted.status == "accepted"


def test_who_is_asked_again_reads_why_and_what_was_answered_before(
    matter: Matter, lucie: User
) -> None:
    wanted = client_links.ask(matter, text="Your lease.", by=lucie)
    client_links.answer(ClientLink.objects.get(), wanted, text="Here it is.")
    client_links.revoke(matter, by=lucie)
    mails.send_owed()
    mail.outbox.clear()
    client_links.send_back(wanted, why="Page 2 is cut off.", by=lucie)
    mails.send_owed()
    (sent,) = mail.outbox
    said = ("Your lease.", "Page 2 is cut off.", there(matter))
    assert [one in sent.body for one in said] == [True] * 3
    page = Client().get(there(matter)).content.decode()
    assert [one in page for one in ("Page 2 is cut off.", "Here it is.")] == [True, True]


def test_an_answer_is_added_to_and_the_same_words_add_nothing(matter: Matter, lucie: User) -> None:
    wanted, link = client_links.ask(matter, text="Your lease.", by=lucie), ClientLink.objects.get()
    for text in ("First.", "Second."):
        client_links.answer(link, wanted, text=text)
    with pytest.raises(AlreadyDone):
        client_links.answer(link, wanted, text="Second.")
    assert Wanted.objects.get().answer == "First.\n\nSecond."
    with pytest.raises(NotUnderstood):
        client_links.answer(link, wanted, text="x" * 4990)
    with pytest.raises(NotUnderstood):
        client_links.answer(link, wanted, text=" ")


def test_the_lawyer_is_told_once_without_details_and_acts_next(matter: Matter, lucie: User) -> None:
    wanted, link = client_links.ask(matter, text="Your lease.", by=lucie), ClientLink.objects.get()
    mails.send_owed()
    mail.outbox.clear()
    for text in ("Secret one.", "Secret two."):
        client_links.answer(link, wanted, text=text)
    mails.send_owed()
    (sent,) = mail.outbox
    said = f"{sent.subject} {sent.body}"
    assert (sent.to, f"/clients/{matter.pk}/" in said or "clientele" in said) == (
        [lucie.email],
        True,
    )
    assert [one for one in ("Secret", "lease", "Wilner") if one in said] == []
    assert Matter.objects.get().acts == "we"


def test_documents_are_sent_by_the_link_and_opened_by_the_firm_alone(
    matter: Matter, lucie: User, firm: Firm
) -> None:
    wanted = client_links.ask(matter, text="Your lease.", by=lucie)
    sent = {"wanted": str(wanted.pk), "documents": [photo("one.jpg"), photo("two.jpg", "navy")]}
    browser, path = Client(), there(matter)
    assert browser.post(path, sent).status_code == 302
    assert [(one.name, one.media_type) for one in ClientFile.objects.all()] == [
        ("one.jpg", "application/pdf"),
        ("two.jpg", "application/pdf"),
    ]
    assert Wanted.objects.get().status == "answered"
    browser.post(path, {"wanted": str(wanted.pk), "documents": [photo("again.jpg")]})
    assert ClientFile.objects.count() == 2
    assert "one.jpg" in browser.get(path).content.decode()
    address = f"/en/firm/clients/{matter.pk}/files/{ClientFile.objects.all()[0].pk}/"
    opened_by = signed_in(lucie).get(address)
    assert (opened_by.status_code, opened_by["Content-Type"]) == (200, "application/pdf")
    assert 'filename="one.pdf"' in opened_by["Content-Disposition"]
    assert signed_in(colleague(firm, "Ines", "intake")).get(address).status_code == 404


def test_what_is_no_document_is_refused_by_name_and_nothing_is_kept(
    matter: Matter, lucie: User
) -> None:
    wanted = client_links.ask(matter, text="Your lease.", by=lucie)
    wrong = SimpleUploadedFile("virus.exe", b"MZ" + b"\0" * 400)
    sent = {"wanted": str(wanted.pk), "text": "Here.", "documents": [photo("one.jpg"), wrong]}
    page = Client().post(there(matter), sent)
    assert (page.status_code, "virus.exe: We cannot read" in page.content.decode()) == (422, True)
    assert (ClientFile.objects.count(), Wanted.objects.get().status) == (0, "asked")


def test_a_new_link_is_sent_where_the_last_one_was_revoked(matter: Matter, lucie: User) -> None:
    client_links.ask(matter, text="Your lease.", by=lucie)
    desk, page = signed_in(lucie), f"/en/firm/clients/{matter.pk}/"
    desk.post(f"{page}ask/", {"act": "revoke", "sure": "1"})
    assert "The client has no link now" in desk.get(page).content.decode()
    before = Mail.objects.filter(kind="client-asked").count()
    for _twice in range(2):
        assert desk.post(f"{page}ask/", {"act": "renew"}).status_code == 302
    assert Mail.objects.filter(kind="client-asked").count() == before + 1
    assert Client().get(there(matter)).status_code == 200


def test_a_new_address_of_the_client_ends_the_link_that_the_old_one_has(lucie: User) -> None:
    made = opened(lucie, email="old@example.test")
    client_links.ask(made, text="Where do you live?", by=lucie)
    matters.change(made, email="new@example.test", by=lucie)
    assert [one.status for one in made.links.all()] == ["revoked"]
