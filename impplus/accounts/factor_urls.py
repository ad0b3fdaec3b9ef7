"""The addresses of second factors, in both languages; the pages are django-allauth's."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path, reverse_lazy
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView

from impplus.accounts.again import Page, again
from impplus.web.requests import METHODS, READ, takes

read = takes(*READ)


def later(name: str) -> Page:
    """A page of allauth that is imported when somebody asks for it: passkeys, with what verifies signatures, are 13 MB."""

    @takes(*METHODS)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found: Page = import_string(f"allauth.mfa.{name}")
        return found(request, *args, **kwargs)

    return page


urlpatterns = [
    path("", read(RedirectView.as_view(url=reverse_lazy("account"))), name="mfa_index"),
    path(_("enter-code/"), later("base.views.authenticate"), name="mfa_authenticate"),
    path(_("confirm-code/"), later("base.views.reauthenticate"), name="mfa_reauthenticate"),
    path(_("app/add/"), again(later("totp.views.activate_totp")), name="mfa_activate_totp"),
    path(_("app/remove/"), again(later("totp.views.deactivate_totp")), name="mfa_deactivate_totp"),
    path(
        _("recovery-codes/"),
        read(later("recovery_codes.views.view_recovery_codes")),
        name="mfa_view_recovery_codes",
    ),
    path(
        _("recovery-codes/new/"),
        later("recovery_codes.views.generate_recovery_codes"),
        name="mfa_generate_recovery_codes",
    ),
    path(
        _("recovery-codes/download/"),
        read(later("recovery_codes.views.download_recovery_codes")),
        name="mfa_download_recovery_codes",
    ),
    path(_("passkeys/"), read(later("webauthn.views.list_webauthn")), name="mfa_list_webauthn"),
    path(_("passkeys/add/"), again(later("webauthn.views.add_webauthn")), name="mfa_add_webauthn"),
    path(_("passkeys/first/"), later("webauthn.views.signup_webauthn"), name="mfa_signup_webauthn"),
    path(_("passkeys/sign-in/"), later("webauthn.views.login_webauthn"), name="mfa_login_webauthn"),
    path(
        _("passkeys/confirm/"),
        later("webauthn.views.reauthenticate_webauthn"),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        _("passkeys/<int:pk>/rename/"),
        later("webauthn.views.edit_webauthn"),
        name="mfa_edit_webauthn",
    ),
    path(
        _("passkeys/<int:pk>/remove/"),
        again(later("webauthn.views.remove_webauthn")),
        name="mfa_remove_webauthn",
    ),
]
