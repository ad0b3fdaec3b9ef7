"""Whoever our e-mails do not reach is told so where everybody looks: on the task list and on the status."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.records.models import Application, Message, User
from tests.portal import pages

SAID = {"en": "Our e-mails do not reach you", "fr": "Nos courriels ne vous parviennent pas"}


def came_back(account: User, application: Application) -> Message:
    """A message to an account that the system of its address refused for good."""
    return Message.objects.create(
        account=account,
        concerns=application,
        notice="message-sent",
        status="bounced",
        due_at=None,
        failure="refused",
    )


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_task_list_and_the_status_say_that_the_last_e_mail_came_back(
    alices: Client, alice: User, draft: Application, language: str
) -> None:
    page = pages.address("tasks", draft, language)
    assert SAID[language] not in pages.words(alices.get(page))
    came_back(alice, draft)
    shown = pages.words(alices.get(page))
    with override(language):
        change = f'<a href="{reverse("account_email")}">'
    told = [shown.count(one) for one in (f"<h2>{SAID[language]}</h2>", change)]
    assert (told, alice.email in shown) == ([1, 1], True)


def test_the_status_says_so_until_an_e_mail_leaves_again(
    alices: Client, alice: User, submitted: Application
) -> None:
    page = pages.address("status", submitted)
    message = came_back(alice, submitted)
    assert SAID["en"] in pages.words(alices.get(page))
    Message.objects.create(
        account=alice,
        concerns=submitted,
        notice="message-sent",
        status="sent",
        due_at=None,
        sent_at=message.owed_at,
    )
    assert SAID["en"] not in pages.words(alices.get(page))


def test_what_lucie_does_not_get_is_not_said_to_alice(
    alices: Client, lucie: User, draft: Application
) -> None:
    came_back(lucie, draft)
    assert SAID["en"] not in pages.words(alices.get(pages.address("tasks", draft)))
