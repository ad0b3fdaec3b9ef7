"""The addresses of second factors, in both languages; the pages are django-allauth's."""

from allauth.mfa.base import views
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView

from impplus.accounts.again import again
from impplus.web.requests import READ, takes

read = takes(*READ)

urlpatterns = [
    path("", read(RedirectView.as_view(url=reverse_lazy("account"))), name="mfa_index"),
    path(_("enter-code/"), views.authenticate, name="mfa_authenticate"),
    path(_("confirm-code/"), views.reauthenticate, name="mfa_reauthenticate"),
    path(_("app/add/"), again(totp.activate_totp), name="mfa_activate_totp"),
    path(_("app/remove/"), again(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(_("recovery-codes/"), read(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        _("recovery-codes/new/"),
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        _("recovery-codes/download/"),
        read(recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path(_("passkeys/"), read(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path(_("passkeys/add/"), again(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path(_("passkeys/first/"), passkeys.signup_webauthn, name="mfa_signup_webauthn"),
    path(_("passkeys/sign-in/"), passkeys.login_webauthn, name="mfa_login_webauthn"),
    path(
        _("passkeys/confirm/"), passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"
    ),
    path(_("passkeys/<int:pk>/rename/"), passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path(
        _("passkeys/<int:pk>/remove/"), again(passkeys.remove_webauthn), name="mfa_remove_webauthn"
    ),
]
