"""The e-mails that somebody waits for at an address: to confirm it, to choose a password, or to read that no account has it, or one already.

Their words are templates of django-allauth, by whose names they are kept. A link is made when its message is sent, so it is good for as long
however late that is, and nothing that opens an account stands in a row.
"""

from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import override

from impplus.records.message import TO_STRANGERS
from impplus.records.models import Message

CONFIRMING = ("email_confirmation", "email_confirmation_signup")
RESET = "password_reset_key"
ASKED = frozenset({*CONFIRMING, RESET, *TO_STRANGERS})


def has_no_use(message: Message) -> bool:
    """Whether what was asked for has no use any more: the address is confirmed, or the account has it no longer."""
    if message.notice not in (*CONFIRMING, RESET):
        return False
    closed = message.account is None or not message.account.is_active
    return closed or _address(message) is None


def answer_to(message: Message) -> EmailMessage:
    """The e-mail, to where it was asked for, in the language of the page on which that was."""
    with override(message.language):
        made: EmailMessage = get_adapter().render_mail(
            f"account/email/{message.notice}", message.former, _values(message)
        )
    return made


def _values(message: Message) -> dict[str, Any]:
    """What the templates name: each link leads to our own address, whatever host was asked."""
    links = {
        "password_reset_url": reverse("account_reset_password"),
        "signup_url": reverse("account_signup"),
    }
    if message.notice in CONFIRMING:
        key = EmailConfirmationHMAC(_address(message)).key
        links["activate_url"] = reverse("account_confirm_email", args=[key])
    if message.notice == RESET:
        token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(message.account)
        of_account = [user_pk_to_url_str(message.account), token]
        links["password_reset_url"] = reverse("account_reset_password_from_key", args=of_account)
    return {name: settings.SITE_URL + link for name, link in links.items()}


def _address(message: Message) -> EmailAddress | None:
    """The address of the account that is to be confirmed, or that asked for a password."""
    of_account = EmailAddress.objects.filter(
        user_id=message.account_id, email__iexact=message.former
    )
    if message.notice in CONFIRMING:
        of_account = of_account.filter(verified=False)
    return of_account.first()
