"""The forms of second factors in our words."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from json import JSONDecodeError, JSONDecoder
from typing import Any, ClassVar

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
    SignupWebAuthnForm,
)
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.forms import BooleanField, HiddenInput
from django.utils.translation import gettext_lazy as _
from fido2.webauthn import AuthenticationResponse

from impplus.accounts.forms import Worded
from impplus.actions import attempts, second_factors

CODE = _("Code")
# A code is taken half a minute early or late, so it is kept in mind as long as it could be taken again.
TAKEN_FOR = 120


class Once:
    """A code of the app counts once, however long it would be accepted."""

    def clean_code(self) -> str:
        """One code of an account is looked at after another; each that is not right is counted, and later ones wait."""
        account = self.user  # type: ignore[attr-defined]
        begun = get_account_adapter().begin("code", account.email)
        with second_factors.held(account):
            code = self._taken_once()
        attempts.forgive(begun)
        return code

    def _taken_once(self) -> str:
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


# What fido2 raises of bytes that no browser sends.
UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, IndexError, struct.error)


@contextmanager
def read() -> Iterator[None]:
    """Within, what cannot be read, or allauth calls a wrong code, is refused as a passkey that does not belong here."""
    try:
        yield
    except ValidationError as refused:
        if refused.code != "incorrect_code":
            raise
        raise get_adapter().validation_error("passkey_refused") from None
    except UNREADABLE:
        raise get_adapter().validation_error("passkey_refused") from None


class Shallow(JSONDecoder):
    """Reads what a browser sends; brackets within brackets without end are no JSON."""

    def decode(self, written: str, *where: Any) -> Any:
        """The value; JSONDecodeError where it cannot be read."""
        try:
            return super().decode(written, *where)
        except RecursionError:
            raise JSONDecodeError("too deep", written, 0) from None


class NewPasskey:
    """A passkey that opens the account by itself, and what its owner calls it."""

    labels: ClassVar = {"name": _("Name of this passkey")}
    hints: ClassVar = {"name": _("So that you know it again, such as “My phone”.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"].decoder = Shallow  # type: ignore[attr-defined]
        self.fields["name"].max_length = 60  # type: ignore[attr-defined]
        # Each opens the account by itself, after a fingerprint, a face or a code of the device.
        self.fields["passwordless"] = BooleanField(widget=HiddenInput, initial=True)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The passkey, if it is one that this page asked for."""
        with read():
            cleaned: dict[str, Any] = super().clean()  # type: ignore[misc]
        return cleaned


class AddPasskeyForm(NewPasskey, Worded, AddWebAuthnForm):
    pass


class FirstPasskeyForm(NewPasskey, Worded, SignupWebAuthnForm):
    pass


class Counting:
    """A passkey that counts its uses never counts back: else somebody has a copy of it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"].decoder = Shallow  # type: ignore[attr-defined]

    def clean_credential(self) -> Authenticator:
        """The passkey that was used; refused as any other that does not belong here."""
        sent = self.cleaned_data["credential"]  # type: ignore[attr-defined]
        with read():
            uses = AuthenticationResponse.from_dict(sent).response.authenticator_data.counter
            used: Authenticator = super().clean_credential()  # type: ignore[misc]
        if not second_factors.count(used, uses):
            raise get_adapter().validation_error("passkey_refused")
        return used


class SignInByPasskeyForm(Counting, LoginWebAuthnForm):
    pass


class UsePasskeyForm(Counting, AuthenticateWebAuthnForm):
    pass


class ConfirmByPasskeyForm(Counting, ReauthenticateWebAuthnForm):
    pass


class RenamePasskeyForm(Worded, EditWebAuthnForm):
    labels: ClassVar = {"name": _("Name of this passkey")}
