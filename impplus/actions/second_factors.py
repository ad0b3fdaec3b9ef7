"""Second factors: an app that makes codes, recovery codes, and passkeys, as django-allauth keeps them."""

from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING, ClassVar

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy as _

from impplus.outside import qr_code
from impplus.records.models import User

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

USES = "uses"  # under which a passkey’s row keeps how often it was used
# Recovery codes are no factor by themselves: they stand for one of these that is lost.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps secrets encrypted, draws the code to scan, and refuses in our words."""

    error_messages: ClassVar = DefaultMFAAdapter.error_messages | {
        "cannot_generate_recovery_codes": _("Add an app that makes codes or a passkey first."),
        "incorrect_code": _("This is not accepted. Enter the code that is shown now."),
        "passkey_refused": _(
            "This passkey is not accepted here. It may have been removed from the account. Use another one, or another way to sign in."
        ),
    }

    def get_totp_issuer(self) -> str:
        """Under which name the app lists the code."""
        return gettext("IMP+")

    def build_totp_svg(self, url: str) -> SafeString:
        """The code to scan, dark on white whatever the colours of the page."""
        return SafeString(qr_code.drawn(url))

    def encrypt(self, text: str) -> str:
        """A secret as the database keeps it: of no use without the SECRET_KEY."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """A secret as it was."""
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002 - allauth's name
        """What a new passkey is called until its owner names it."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}


def note(account: User) -> bool:
    """Note beside an account whether it has a second factor, so that a page knows it with the session."""
    found: bool = Authenticator.objects.filter(user_id=account.pk, type__in=FACTORS).exists()
    if account.second_factor != found:
        User.objects.filter(pk=account.pk).update(second_factor=found)
        account.second_factor = found
    return found


@contextmanager
def held(account: User) -> Iterator[None]:
    """Hold the factors of an account within: a code that is sent twice at once is looked at one after the other."""
    with transaction.atomic():
        list(
            Authenticator.objects.select_for_update(no_key=True)
            .filter(user_id=account.pk)
            .order_by("pk")
        )
        yield


def count(passkey: Authenticator, uses: int) -> bool:
    """Remember how often a passkey says that it was used; False where it was used as often before.

    One that is kept on several devices says 0 each time, and tells nothing.
    """
    with transaction.atomic():
        now = Authenticator.objects.select_for_update(no_key=True).get(pk=passkey.pk)
        before = now.data.get(USES, now.wrap().authenticator_data.counter)
        if (before or uses) and uses <= before:
            return False
        now.data[USES] = passkey.data[USES] = uses
        Authenticator.objects.filter(pk=now.pk).update(data=now.data)
    return True


def _cipher() -> "Fernet":
    from cryptography.fernet import Fernet

    key = sha256(b"impplus.second-factors:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(urlsafe_b64encode(key))
