"""Reminders to several clients: shown first, with words to the client that can be changed; then each leaves once, with its link."""

import pytest
from django.core import mail
from django.db.models import QuerySet
from django.test import Client

from impplus.actions import client_links, mails, matters, walls
from impplus.practice.models import Mail, Matter, Presentation, Wanted
from impplus.programmes import IMP_PLUS
from impplus.queries.clock import today
from impplus.records.models import Firm, User
from tests.matters import colleague, opened
from tests.people import signed_in

pytestmark = pytest.mark.django_db(transaction=False)
REMIND = "/en/firm/clients/remind/"


@pytest.fixture
def four(lucie: User) -> list[Matter]:
    """Clients who lack something, nothing, an address, and one whose matter is closed."""
    lacks = opened(lucie, name="Lacks", email="lacks@example.test", missing="ask again, rude")
    client_links.ask(lacks, text="le bail <b>&</b>", by=lucie)
    nothing = opened(lucie, name="Nothing", email="nothing@example.test")
    nowhere = opened(lucie, name="Nowhere", missing="photo")
    closed = opened(lucie, name="Closed", email="closed@example.test", missing="photo")
    matters.close(closed, by=lucie)
    return [lacks, nothing, nowhere, closed]


def reminders() -> QuerySet[Mail]:
    """The reminders that are owed or were sent."""
    return Mail.objects.filter(kind="client-reminder")


def sent_by(who: User, chosen: list[Matter], **more: str) -> Client:
    return signed_in(who).post(REMIND, {"matter": [str(one.pk) for one in chosen], **more})


def test_the_preview_shows_each_reader_and_changes_nothing(lucie: User, four: list[Matter]) -> None:
    page = sent_by(lucie, four).content.decode()
    assert "lacks@example.test" in page
    assert "Pour votre dossier, il nous manque encore" in page
    assert "le bail &lt;b&gt;&amp;&lt;/b&gt;" in page
    assert [
        said in page
        for said in (
            "Without words no e-mail leaves.",
            "No e-mail address is known.",
            "The matter is closed.",
            "On the board, for colleagues: ask again, rude",
        )
    ] == [True] * 4
    assert "nous manque encore\u00a0:</p>\n\n<p>ask again" not in page
    assert (reminders().count(), Matter.objects.filter(contacted_at=None).count()) == (0, 4)


def test_what_was_shown_leaves_once_in_the_reader_s_language(
    lucie: User, four: list[Matter]
) -> None:
    mails.send_owed()
    mail.outbox.clear()
    assert sent_by(lucie, four, sure="1").status_code == 302
    assert sent_by(lucie, four, sure="1").status_code == 302
    mails.send_owed()
    (one,) = mail.outbox
    assert (one.to, one.subject) == (
        ["lacks@example.test"],
        "Cabinet Tremblay attend quelque chose de votre part",
    )
    assert "le bail <b>&</b>" in one.body
    assert "rude" not in one.body
    assert "/fr/pour-votre-dossier/" in one.body or "/fr/" in one.body
    assert one.reply_to == [lucie.email]
    four[0].refresh_from_db()
    assert four[0].contacted_by == "e-mail"
    assert "A reminder was sent" in sent_by(lucie, four).content.decode()


def test_the_words_are_changed_in_the_preview_and_asked_by_the_link(lucie: User) -> None:
    made = opened(lucie, email="maya@example.test", missing="appointment", language="en")
    typed = {f"text-{made.pk}": "Please choose a day for your fingerprints."}
    page = sent_by(lucie, [made], **typed).content.decode()
    assert "Please choose a day for your fingerprints." in page
    assert Mail.objects.count() == 0
    too_long = sent_by(lucie, [made], sure="1", **{f"text-{made.pk}": "x" * 1001})
    assert (too_long.status_code, "1,000 characters at most" in too_long.content.decode()) == (
        200,
        True,
    )
    assert sent_by(lucie, [made], sure="1", **typed).status_code == 302
    mails.send_owed()
    (one,) = mail.outbox
    assert "Please choose a day for your fingerprints." in one.body
    assert "/en/for-your-file/" in one.body
    assert "appointment" not in one.body
    assert Wanted.objects.get().text == "Please choose a day for your fingerprints."


def test_the_firm_s_telephone_and_address_stand_under_the_e_mail(lucie: User) -> None:
    made = opened(lucie, email="maya@example.test", language="en")
    Presentation.objects.create(
        firm=made.firm, since=today(IMP_PLUS), address="1 Example Street", phone="+1 514 555 0142"
    )
    client_links.ask(made, text="Your lease.", by=lucie)
    mails.send_owed()
    (one,) = mail.outbox
    assert one.body.endswith("Cabinet Tremblay\n1 Example Street\n+1 514-555-0142")


def test_where_none_has_words_nothing_leaves_and_the_page_stays(lucie: User) -> None:
    silent = opened(lucie, email="silent@example.test", missing="the lease")
    answer = sent_by(lucie, [silent], sure="1")
    assert (answer.status_code, mail.outbox) == (200, [])
    assert "Without words no e-mail leaves." in answer.content.decode()


def test_nobody_reminds_the_clients_of_others(lucie: User, firm: Firm, four: list[Matter]) -> None:
    luc = colleague(firm, "Luc")
    walls.put_up(four[0], account=luc.pk, by=lucie)
    harbour = Firm.objects.create(name="Harbour Law", slug="harbour", city="Ottawa")
    for who in (luc, colleague(harbour, "Harry")):
        assert "lacks@example.test" not in sent_by(who, four).content.decode()
        sent_by(who, four, sure="1")
    assert reminders().count() == 0


@pytest.mark.parametrize("chosen", ["", "x", "-1", "9" * 30, "1;DROP"])
def test_what_is_no_client_is_left_out(lucie: User, chosen: str) -> None:
    page = signed_in(lucie).post(REMIND, {"matter": chosen})
    assert (page.status_code, "Choose clients on the board first" in page.content.decode()) == (
        200,
        True,
    )
