"""E-mails of a firm that did not leave: who sees which, why, and how one is sent again."""

from datetime import timedelta
from functools import partial

import pytest
from django.conf import settings

from impplus.actions import client_links, mails, walls
from impplus.practice.models import Mail
from impplus.queries import clock
from impplus.queries.booking_emails import BOOKING_KINDS
from impplus.queries.engagement_emails import ENGAGEMENT_KINDS
from impplus.queries.firm_emails import OFF, SIGNS
from impplus.queries.matter_emails import MATTER_KINDS
from impplus.queries.refusals import NotYours
from impplus.queries.tries import FAILURES
from impplus.records.models import Firm, User
from impplus.words.mailed import MAILED, MAILED_BESIDES
from tests.matters import colleague, opened
from tests.people import signed_in, written_to
from tests.post import Post

pytestmark = pytest.mark.django_db
PAGES = {"en": "/en/firm/not-sent/", "fr": "/fr/cabinet/non-envoyes/"}
WILNER = "wilner@example.test"


def refused(firm: Firm, lucie: User, post: Post) -> Mail:
    """What Wilner, a client, was asked, and his mail system did not take."""
    matter = opened(lucie, email=WILNER)
    client_links.ask(matter, text="Votre bail.", by=lucie)
    post.answers[WILNER] = 550
    mails.send_owed()
    return Mail.objects.get(kind="client-asked")


def test_the_firm_reads_what_did_not_leave_and_why_and_sends_it_again(
    firm: Firm, lucie: User, post: Post
) -> None:
    mail, desk = refused(firm, lucie, post), signed_in(lucie)
    home = desk.get("/en/firm/").content.decode()
    assert "1 e-mail was not sent." in home
    assert f'href="{PAGES["en"]}"' in home
    page, french = (desk.get(PAGES[one]).content.decode() for one in ("en", "fr"))
    for said in ("What the client was asked, by e-mail", "Wilner Desrosiers", "Send it again"):
        assert said in page
    assert "Ce qui a été demandé à la cliente ou au client, par courriel" in french
    assert WILNER not in page
    for _press in range(2):
        assert desk.post(f"{PAGES['en']}e-mails/{mail.pk}/").status_code == 302
    mail.refresh_from_db()
    assert (mail.status, mail.failure) == ("owed", "")
    post.answers.clear()
    mails.send_owed()
    assert [one.to for one in post.taken] == [[WILNER]]
    assert "Every e-mail was sent." in desk.get(PAGES["en"]).content.decode()
    assert "not sent" not in desk.get("/en/firm/").content.decode()
    answer = desk.post(f"{PAGES['en']}e-mails/{mail.pk}/", follow=True)
    assert "That e-mail has left, or is being sent again already." in answer.content.decode()
    mail.refresh_from_db()
    assert mail.status == "sent"


@pytest.mark.parametrize(
    ("role", "sees"),
    [("owner", {"asked", "visitor", "place"}), ("lawyer", {"asked", "visitor"}), ("paralegal", set()), ("intake", {"visitor"})],
)  # fmt: skip
def test_each_colleague_sees_the_e_mails_about_what_that_person_sees(
    firm: Firm, lucie: User, post: Post, role: str, sees: set[str]
) -> None:
    refused(firm, lucie, post)
    written_to(firm)
    mails.owe("webhook-off", firm=firm.pk, account=lucie.pk)
    post.silent = True
    mails.send_owed()
    page = signed_in(colleague(firm, "Luc", role)).get(PAGES["en"]).content.decode()
    words = {
        "asked": "What the client was asked",
        "visitor": "Bob Martin",
        "place": "a webhook was switched off",
    }
    assert {name for name, said in words.items() if said in page} == sees


def test_each_kind_of_e_mail_has_words() -> None:
    kinds = {*BOOKING_KINDS, *ENGAGEMENT_KINDS, *MATTER_KINDS, SIGNS, OFF}
    kinds |= {"reply", "acknowledgement", "enquiry-came", "offer"}
    assert {*MAILED, *MAILED_BESIDES} == kinds


def test_behind_a_wall_and_at_another_firm_it_is_nowhere(
    firm: Firm, lucie: User, post: Post
) -> None:
    mail = refused(firm, lucie, post)
    luc = colleague(firm, "Luc")
    assert mail.matter
    walls.put_up(mail.matter, account=luc.pk, by=lucie)
    other = Firm.objects.create(name="Autre cabinet", slug="autre")
    for who in (luc, colleague(other, "Zoé", "owner")):
        desk = signed_in(who)
        assert "Every e-mail was sent." in desk.get(PAGES["en"]).content.decode()
        assert desk.post(f"{PAGES['en']}e-mails/{mail.pk}/").status_code == 404
        with pytest.raises(NotYours):
            mails.retry(mail, by=who)
    mail.refresh_from_db()
    assert mail.status == "bounced"


def test_whom_a_notice_tells_is_named_and_one_reason_stands_once_beside_an_enquiry(
    firm: Firm, lucie: User, post: Post
) -> None:
    luc, why = colleague(firm, "Luc"), FAILURES["unreachable"].en
    written_to(firm)
    post.silent = True
    mails.send_owed()
    assert Mail.objects.filter(failure="unreachable").count() == 3
    desk = signed_in(lucie)
    page, french = (desk.get(PAGES[one]).content.decode() for one in ("en", "fr"))
    for who in (lucie, luc):
        assert f"<small>To {who.name}</small>" in page
        assert f"<small>À {who.name}</small>" in french
    for there in ("/en/firm/", "/en/firm/enquiries/"):
        assert desk.get(there).content.decode().count(why) == 1


def test_what_another_worker_sent_meanwhile_is_not_sent_again(firm: Firm, post: Post) -> None:
    first, _second = (written_to(firm, message=f"{n}?").mails.get() for n in range(2))
    Mail.objects.filter(pk=first.pk).update(due_at=first.owed_at - timedelta(seconds=1))
    by_another = {"status": "sent", "due_at": None, "sent_at": clock.now()}
    post.meanwhile = partial(Mail.objects.exclude(pk=first.pk).update, **by_another)
    assert (mails.send_owed(), len(post.taken)) == (1, 1)


def test_a_mail_system_that_is_away_is_left_alone_after_three_tries_and_a_mail_given_up_after_days(
    firm: Firm, post: Post
) -> None:
    for n in range(4):
        written_to(firm, email=f"visitor-{n}@example.test")
    post.silent = True
    mails.send_owed()
    tried = Mail.objects.filter(failure="unreachable")
    assert (tried.count(), Mail.objects.filter(failure="").count()) == (3, 1)
    long_ago = clock.now() - timedelta(days=settings.MESSAGE_DAYS)
    tried.update(owed_at=long_ago, due_at=long_ago)
    mails.send_owed()
    assert [one.status for one in Mail.objects.order_by("pk")] == [*["given-up"] * 3, "owed"]


def test_what_invented_people_are_owed_is_sent_to_nobody(firm: Firm, post: Post) -> None:
    written_to(firm)
    Mail.objects.update(demo=True)
    mails.count_as_sent()
    assert {one.status for one in Mail.objects.all()} == {"sent"}
    assert post.taken == []
