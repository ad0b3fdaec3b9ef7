"""The forms of second factors in our words."""

from typing import Any, ClassVar

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.core.cache import cache
from django.forms import BooleanField, HiddenInput
from django.utils.translation import gettext_lazy as _

from impplus.accounts.forms import Worded

CODE = _("Code")
# A code is taken half a minute early or late, so it is kept in mind as long as it could be taken again.
TAKEN_FOR = 120


class Once:
    """A code of the app counts once, however long it would be accepted."""

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        factor: Authenticator = self.authenticator  # type: ignore[attr-defined]
        digits = "".join(filter(str.isdigit, code))
        taken = f"totp:{factor.user_id}:{digits}"
        if factor.type == Authenticator.Type.TOTP and not cache.add(taken, True, TAKEN_FOR):
            raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(Once, Worded, forms.AuthenticateForm):
    labels: ClassVar = {"code": CODE}
    hints: ClassVar = {"code": _("From your app, or one of your recovery codes.")}


class ConfirmForm(Once, Worded, forms.ReauthenticateForm):
    labels: ClassVar = {"code": CODE}


class AddAppForm(Worded, ActivateTOTPForm):
    labels: ClassVar = {"code": _("Code that the app shows")}


class AddPasskeyForm(Worded, AddWebAuthnForm):
    labels: ClassVar = {"name": _("Name of this passkey")}
    hints: ClassVar = {"name": _("So that you know it again, such as “My phone”.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].max_length = 60
        # Each opens the account by itself, after a fingerprint, a face or a code of the device.
        self.fields["passwordless"] = BooleanField(widget=HiddenInput, initial=True)


class RenamePasskeyForm(Worded, EditWebAuthnForm):
    labels: ClassVar = {"name": _("Name of this passkey")}
