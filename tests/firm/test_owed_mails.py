"""What a firm owes by e-mail: when it leaves, when it is tried again, and when nobody is written to."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.conf import settings
from django.db import connections
from django.test import TestCase

from impplus.actions import mails
from impplus.practice.models import FirmEvent, Mail
from impplus.practice.routing import FIRM
from impplus.queries import clock
from impplus.records.models import Firm, User
from tests.firm.test_unsent import refused
from tests.people import written_to
from tests.post import Post, held_elsewhere

pytestmark = pytest.mark.django_db


def woken_by(act: Callable[[], object]) -> list[str]:
    """The jobs for which the worker is woken once what a firm keeps stands."""
    with TestCase.captureOnCommitCallbacks(using=FIRM) as woken:
        act()
    return [job for one in woken for job in one.args]  # type: ignore[attr-defined]


def test_what_invented_people_are_owed_counts_as_sent_once_and_what_others_are_owed_does_not(
    firm: Firm, post: Post
) -> None:
    invented, real = (written_to(firm, message=f"{n}?").mails.get() for n in range(2))
    Mail.objects.filter(pk=invented.pk).update(demo=True)
    for _ in range(2):
        mails.count_as_sent()
    mail = Mail.objects.get(pk=invented.pk)
    assert (mail.status, mail.sent_at is None, mail.due_at) == ("sent", False, None)
    assert FirmEvent.objects.filter(noun="mail", about=str(mail.pk), verb="send").count() == 1
    assert Mail.objects.get(pk=real.pk).status == "owed"
    assert post.taken == []


def test_an_installation_that_keeps_nothing_for_firms_sends_nothing_for_them(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(connections.settings, FIRM)
    assert mails.send_owed() == 0
    mails.count_as_sent()
    assert post.taken == []


def test_what_a_firm_owes_anew_or_again_wakes_the_worker(
    firm: Firm, lucie: User, post: Post
) -> None:
    mail = refused(firm, lucie, post)
    owe = partial(mails.owe, "webhook-off", firm=firm.pk, account=lucie.pk)
    assert woken_by(owe) == ["send_messages"]
    assert woken_by(partial(mails.retry, mail, by=lucie)) == ["send_messages"]


def test_a_mail_that_is_owed_for_later_leaves_then(firm: Firm, lucie: User, post: Post) -> None:
    due = clock.now() + timedelta(hours=1)
    mails.owe("webhook-off", firm=firm.pk, account=lucie.pk, due_at=due)
    sent = []
    for at in (due - timedelta(seconds=1), due):
        with clock.at(at):
            sent.append(mails.send_owed())
    assert sent == [0, 1]


def test_a_mail_that_fails_is_logged_by_the_kind_of_failure_and_tried_later(
    firm: Firm, post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    mail = written_to(firm).mails.get()
    post.answers = {"bob@example.test": 450}
    assert mails.send_owed() == 0
    mail.refresh_from_db()
    assert (mail.status, mail.failure) == ("owed", "deferred")
    assert mail.due_at == clock.now() + timedelta(minutes=1)
    said = f"mail {mail.pk} of a firm did not leave: SMTPRecipientsRefused"
    assert [(one.name, one.message) for one in caplog.records] == [("impplus.actions.mails", said)]
    post.answers.clear()
    with clock.at(mail.due_at):
        assert mails.send_owed() == 1
    left = Mail.objects.get(pk=mail.pk)
    assert (left.status, left.failure, left.due_at) == ("sent", "", None)


@pytest.mark.parametrize(("short", "status"), [(0, "given-up"), (1, "owed")])
def test_a_mail_is_given_up_when_its_days_are_over_to_the_second(
    short: int, status: str, firm: Firm, post: Post
) -> None:
    mail, post.silent = written_to(firm).mails.get(), True
    with clock.at(mail.owed_at + timedelta(days=settings.MESSAGE_DAYS, seconds=-short)):
        mails.send_owed()
    mail.refresh_from_db()
    assert (mail.status, mail.failure) == (status, "unreachable")


@pytest.mark.django_db(transaction=True)
def test_what_another_worker_is_sending_holds_up_no_other(
    firm: Firm, lucie: User, post: Post
) -> None:
    first, _second = (
        mails.owe("webhook-off", firm=firm.pk, account=lucie.pk) for _time in range(2)
    )
    with held_elsewhere(first):
        assert mails.send_owed() == 1
    assert mails.send_owed() == 1
    assert len(post.taken) == 2
