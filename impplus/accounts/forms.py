"""The forms of django-allauth in our words."""

import time
from collections.abc import Mapping
from typing import Any, ClassVar, cast

from allauth.account import forms
from django.contrib.auth.hashers import make_password
from django.forms import EmailField, Field
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _, gettext_noop

from impplus.web.emails import LONGEST, AddressField, AddressInput

# A sentence of allauth's forms: named here, so that our catalogue says it in our French.
THEIRS = (gettext_noop("You must type the same password each time."),)

ADDRESS = _("E-mail address")
PASSWORD = _("Password")
NEW = _("New password")
AGAIN = _("New password, once more")
# What to do about an empty field, by its name in allauth's forms.
NEEDED: Mapping[str, Any] = {
    "login": _("Enter your e-mail address."),
    "email": _("Enter your e-mail address."),
    "password": _("Enter your password."),
    "oldpassword": _("Enter your current password."),
    "password1": _("Choose a password."),
    "password2": _("Enter the same password once more."),
    "code": _("Enter the code."),
    "name": _("Give the passkey a name."),
    "credential": _("No passkey was added. Try again, or use another device."),
}
# Under which key a session keeps the address that is being confirmed, to show it.
CONFIRMING = "confirming"
LONG = _("At least 15 characters. A few words that you can remember make a good password.")


class Worded:
    """Labels, hints and the sentence for what is empty; allauth brings the rest."""

    labels: ClassVar[dict[str, Any]] = {}
    hints: ClassVar[dict[str, Any]] = {}
    asks: ClassVar[bool] = (
        False  # whether an address that is almost a well-known one is asked about
    )
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Field] = self.fields  # type: ignore[attr-defined]
        for name, given in list(fields.items()):
            field = fields[name] = _ours(given, asks=self.asks)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")
            if name in NEEDED:
                field.error_messages["required"] = NEEDED[name]


def _ours(field: Field, *, asks: bool) -> Field:
    """A field of allauth's, or ours in its place."""
    if not isinstance(field, EmailField):
        return field
    attrs = {**field.widget.attrs, "spellcheck": "false", "autocapitalize": "none"}
    most = field.max_length or LONGEST
    widget = AddressInput(attrs)
    return AddressField(asks=asks, widget=widget, required=field.required, max_length=most)


class KeepsPassword:
    """What is shown again with the password as typed, where the address alone is wrong."""

    def full_clean(self) -> None:
        """Judge, then let the control of the password keep what it holds, or not."""
        super().full_clean()  # type: ignore[misc]
        faulty = set(self._errors or ())  # type: ignore[attr-defined]
        if faulty and faulty <= {"login", "email"}:
            for name in ("password", "password1"):
                if name in self.fields:  # type: ignore[attr-defined]
                    self.fields[name].widget.render_value = True  # type: ignore[attr-defined]


class SignInForm(KeepsPassword, Worded, forms.LoginForm):
    labels: ClassVar = {"login": ADDRESS, "password": PASSWORD}

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> Any:
        """Begin to sign in; the address of an earlier sign-up in this browser is shown no more."""
        request.session.pop(CONFIRMING, None)
        return super().login(request, redirect_url)


class SignUpForm(KeepsPassword, Worded, forms.SignupForm):
    asks = True
    labels: ClassVar = {"email": ADDRESS, "password1": PASSWORD}
    hints: ClassVar = {"password1": LONG}

    def try_save(self, request: HttpRequest) -> Any:
        """Open the account, or write to whoever has it already: both take the time of hashing a password."""
        request.session[CONFIRMING] = self.cleaned_data["email"]
        if self.account_already_exists and not self.by_passkey:
            make_password(self.cleaned_data["password1"])
            cast(Any, request).hashed_at = time.monotonic()
        return super().try_save(request)


class AddAddressForm(Worded, forms.AddEmailForm):
    asks = True
    labels: ClassVar = {"email": _("New e-mail address")}


class ChangePasswordForm(Worded, forms.ChangePasswordForm):
    labels: ClassVar = {"oldpassword": _("Current password"), "password1": NEW, "password2": AGAIN}
    hints: ClassVar = {"password1": LONG}


class SetPasswordForm(Worded, forms.SetPasswordForm):
    labels: ClassVar = {"password1": NEW, "password2": AGAIN}
    hints: ClassVar = {"password1": LONG}


class AskResetForm(Worded, forms.ResetPasswordForm):
    labels: ClassVar = {"email": ADDRESS}


class ResetPasswordForm(Worded, forms.ResetPasswordKeyForm):
    labels: ClassVar = {"password1": NEW, "password2": AGAIN}
    hints: ClassVar = {"password1": LONG}


class ReauthenticateForm(Worded, forms.ReauthenticateForm):
    labels: ClassVar = {"password": PASSWORD}
