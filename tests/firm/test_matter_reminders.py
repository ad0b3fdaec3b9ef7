"""Reminders to several clients: shown first, which changes nothing; then each leaves once, in its reader's language."""

import pytest
from django.core import mail
from django.test import Client

from impplus.actions import mails, matters, walls
from impplus.practice.models import Mail, Matter
from impplus.records.models import Firm, User
from tests.matters import colleague, opened
from tests.people import signed_in

pytestmark = pytest.mark.django_db(transaction=False)
REMIND = "/en/firm/clients/remind/"


@pytest.fixture
def four(lucie: User) -> list[Matter]:
    """Clients who lack something, nothing, an address, and one whose matter is closed."""
    lacks = opened(lucie, name="Lacks", email="lacks@example.test", missing="le bail <b>&</b>")
    nothing = opened(lucie, name="Nothing", email="nothing@example.test")
    nowhere = opened(lucie, name="Nowhere", missing="photo")
    closed = opened(lucie, name="Closed", email="closed@example.test", missing="photo")
    matters.close(closed, by=lucie)
    return [lacks, nothing, nowhere, closed]


def sent_by(who: User, chosen: list[Matter], **more: str) -> Client:
    return signed_in(who).post(REMIND, {"matter": [str(one.pk) for one in chosen], **more})


def test_the_preview_shows_each_reader_and_changes_nothing(lucie: User, four: list[Matter]) -> None:
    page = sent_by(lucie, four).content.decode()
    assert "lacks@example.test" in page
    assert "Pour votre dossier, il nous manque encore" in page
    assert "le bail &lt;b&gt;&amp;&lt;/b&gt;" in page
    assert [
        said in page
        for said in ("Nothing is missing.", "No e-mail address is known.", "The matter is closed.")
    ] == [True] * 3
    assert "Send 1 reminder\n" in page
    assert (Mail.objects.count(), Matter.objects.filter(contacted_at=None).count()) == (0, 4)


def test_what_was_shown_leaves_once_in_the_reader_s_language(
    lucie: User, four: list[Matter]
) -> None:
    assert sent_by(lucie, four, sure="1").status_code == 302
    assert sent_by(lucie, four, sure="1").status_code == 302
    mails.send_owed()
    (one,) = mail.outbox
    assert (one.to, one.subject) == (
        ["lacks@example.test"],
        "Cabinet Tremblay attend quelque chose de votre part",
    )
    assert "le bail <b>&</b>" in one.body
    four[0].refresh_from_db()
    assert four[0].contacted_by == "e-mail"
    assert "A reminder was sent" in sent_by(lucie, four).content.decode()


def test_nobody_reminds_the_clients_of_others(lucie: User, firm: Firm, four: list[Matter]) -> None:
    luc = colleague(firm, "Luc")
    walls.put_up(four[0], account=luc.pk, by=lucie)
    harbour = Firm.objects.create(name="Harbour Law", slug="harbour", city="Ottawa")
    for who in (luc, colleague(harbour, "Harry")):
        assert "lacks@example.test" not in sent_by(who, four).content.decode()
        sent_by(who, four, sure="1")
    assert Mail.objects.count() == 0


@pytest.mark.parametrize("chosen", ["", "x", "-1", "9" * 30, "1;DROP"])
def test_what_is_no_client_is_left_out(lucie: User, chosen: str) -> None:
    page = signed_in(lucie).post(REMIND, {"matter": chosen})
    assert (page.status_code, "Choose clients on the board first" in page.content.decode()) == (
        200,
        True,
    )
