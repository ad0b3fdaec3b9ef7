"""The addresses of the account pages, in both languages; the pages are django-allauth's."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views
from allauth.account.decorators import reauthentication_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _

from impplus.accounts import account, confirming, deletion, recovery, sessions, text_messages
from impplus.accounts.again import again
from impplus.web.ended import signed_out
from impplus.web.evenly import evenly
from impplus.web.forms import REDISPLAY, typed
from impplus.web.requests import READ, takes


def kept(page: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a page of allauth change its language without sending its form; passwords are not kept."""

    @wraps(page)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST" or REDISPLAY not in request.POST:
            return page(request, *args, **kwargs)
        request.method = "GET"
        response = page(request, *args, **kwargs)
        form = (getattr(response, "context_data", None) or {}).get("form")
        if form is not None:
            form.initial.update(typed(form, request))
        return response

    return guarded


def emptied(page: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let the browser forget what it kept of this site when somebody signs out."""

    @wraps(page)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        who = request.user.pk
        response = page(request, *args, **kwargs)
        if request.method == "POST":
            response["Clear-Site-Data"] = '"cache", "storage"'
            signed_out(request, who)
        return response

    return guarded


read = takes(*READ)

# allauth's own pattern: the key holds hyphens, the number before it does not.
_KEY = r"^(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"
_RESET = "account_reset_password_from_key"

urlpatterns = [
    path(_("second-factor/"), include("impplus.accounts.factor_urls")),
    path("", account.account, name="account"),
    path(_("sessions/prolong/"), sessions.prolong, name="account_prolong"),
    path(_("sessions/end/"), sessions.end, name="account_end_session"),
    path(_("sessions/end-others/"), sessions.end_others, name="account_end_other_sessions"),
    path(_("text-messages/"), text_messages.page, name="account_text_messages"),
    path(_("text-messages/code/"), text_messages.code, name="account_text_messages_code"),
    path(_("text-messages/stop/"), text_messages.stop, name="account_text_messages_stop"),
    path(_("delete/"), emptied(deletion.page), name="account_delete"),
    path(_("delete/refund/"), deletion.refund, name="account_delete_refund"),
    path(_("sign-in/"), kept(views.login), name="account_login"),
    path(_("sign-out/"), emptied(views.logout), name="account_logout"),
    # An account stands with the message that it owes, or neither does.
    path(_("create/"), evenly(kept(transaction.atomic(views.signup))), name="account_signup"),
    path(
        _("create/passkey/"),
        evenly(kept(transaction.atomic(views.signup_by_passkey))),
        name="account_signup_by_passkey",
    ),
    path(_("recovery/"), recovery.ask, name="account_recovery"),
    path(_("recovery/asked/"), recovery.asked, name="account_recovery_asked"),
    path(_("recovery/stop/<str:token>/"), recovery.stop, name="account_recovery_stop"),
    path(_("recovery/use/<str:token>/"), recovery.use, name="account_recovery_use"),
    path(_("recovery/undo/<str:token>/"), recovery.undo, name="account_factor_undo"),
    path(_("inactive/"), read(views.account_inactive), name="account_inactive"),
    path(_("confirm-again/"), kept(views.reauthenticate), name="account_reauthenticate"),
    path(_("email/"), again(kept(transaction.atomic(views.email))), name="account_email"),
    path(
        _("confirm-email/"),
        read(views.email_verification_sent),
        name="account_email_verification_sent",
    ),
    path(_("confirm-email/again/"), confirming.send_again, name="account_send_again"),
    path(
        _("confirm-email/<str:key>/"),
        again(transaction.atomic(views.confirm_email)),
        name="account_confirm_email",
    ),
    path(
        _("password/change/"),
        again(kept(transaction.atomic(views.password_change))),
        name="account_change_password",
    ),
    path(
        _("password/set/"),
        again(reauthentication_required(kept(transaction.atomic(views.password_set)))),
        name="account_set_password",
    ),
    path(
        _("password/reset/"),
        evenly(kept(transaction.atomic(views.password_reset))),
        name="account_reset_password",
    ),
    path(
        _("password/reset/sent/"),
        read(views.password_reset_done),
        name="account_reset_password_done",
    ),
    path(
        _("password/reset/done/"),
        read(views.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path(
        _("password/reset/key/"),
        include(
            [
                re_path(
                    _KEY,
                    again(kept(transaction.atomic(views.password_reset_from_key))),
                    name=_RESET,
                )
            ]
        ),
    ),
]
