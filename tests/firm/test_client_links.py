"""A client's link: answers without an account, nothing else; opened by a mail scanner it changes nothing; silent once all is there."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from impplus.actions import client_links, mails, matters
from impplus.practice.models import ClientLink, FirmEvent, Mail, Matter, Wanted
from impplus.queries import clock
from impplus.queries.client_links import link_of
from impplus.queries.refusals import AlreadyDone, NotUnderstood, WrongMoment
from impplus.records.models import User
from tests.matters import opened
from tests.people import signed_in

pytestmark = pytest.mark.django_db(transaction=False)


@pytest.fixture
def matter(lucie: User) -> Matter:
    """A matter whose client has an address."""
    return opened(lucie, email="wilner@example.test", language="en")


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
        assert Client().get(there(matter) + query).status_code == 200
    assert (FirmEvent.objects.count(), Wanted.objects.get().status) == (before, "asked")


@pytest.mark.parametrize("link", ["1", "1-", "0-x", "x-y", "9" * 30 + "-a", "1-" + "0" * 40, "1-é"])
def test_a_link_that_is_not_right_leads_nowhere(matter: Matter, lucie: User, link: str) -> None:
    client_links.ask(matter, text="Your lease.", by=lucie)
    assert Client().get(f"/en/for-your-file/{link}/").status_code == 404


def test_a_revoked_link_and_a_closed_matter_lead_nowhere(matter: Matter, lucie: User) -> None:
    wanted = client_links.ask(matter, text="Your lease.", by=lucie)
    link, path = ClientLink.objects.get(), there(matter)
    matters.close(matter, by=lucie)
    assert Client().get(path).status_code == 404
    matters.resume(matter, by=lucie)
    assert Client().get(path).status_code == 200
    assert (
        signed_in(lucie).post(f"/en/firm/clients/{matter.pk}/ask/", {"act": "revoke"}).status_code
        == 302
    )
    assert Client().post(path, {"wanted": str(wanted.pk), "text": "x"}).status_code == 404
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
    for act, status in (("send-back", "asked"), ("accept", "accepted")):
        client_links.answer(link, wanted, text=f"Here, {act}.")
        assert (
            desk.post(f"/en/firm/clients/{matter.pk}/ask/{wanted.pk}/", {"act": act}).status_code
            == 302
        )
        wanted.refresh_from_db()
        assert wanted.status == status


def test_a_new_address_of_the_client_ends_the_link_that_the_old_one_has(lucie: User) -> None:
    made = opened(lucie, email="old@example.test")
    client_links.ask(made, text="Where do you live?", by=lucie)
    matters.change(made, email="new@example.test", by=lucie)
    assert [one.status for one in made.links.all()] == ["revoked"]
