"""What links in e-mails do to second factors: a recovery is stopped or done, and one that somebody else added is removed."""

from contextlib import suppress

from django.conf import settings
from django.forms import EmailInput
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from impplus.accounts.forms import ADDRESS, NEEDED
from impplus.actions import recoveries
from impplus.queries.added_factors import added
from impplus.queries.recoveries import Link, found
from impplus.queries.refusals import AlreadyDone
from impplus.web.attempts import count
from impplus.web.emails import AddressField
from impplus.web.forms import PageForm, bind, submitted


class AskForm(PageForm):
    """The address of the account."""

    email = AddressField(
        label=ADDRESS,
        max_length=254,
        widget=EmailInput({"autocomplete": "email"}),
        error_messages={"required": NEEDED["email"]},
    )


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for it by the address; the answer is the same whether an account has it or not."""
    form = bind(AskForm, request)
    if submitted(request) and form.is_valid():
        count(request, "recovery")
        recoveries.ask(form.cleaned_data["email"])
        return redirect("account_recovery_asked")
    facts = {"form": form, "hours": recoveries.hours()}
    return render(request, "account/recovery.html", facts, status=422 if form.errors else 200)


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """What happens next, in any case."""
    return render(request, "account/recovery_asked.html", {"hours": recoveries.hours()})


@require_http_methods(["GET", "POST"])
@never_cache
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for a press, then stop it: a program that opens links in e-mails stops nothing."""
    return _by_link(request, token, "stop")


@require_http_methods(["GET", "POST"])
@never_cache
def use(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for a press, then take the second factors away."""
    return _by_link(request, token, "use")


@require_http_methods(["GET", "POST"])
@never_cache
def undo(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for a press, then take away what was added lately; a link that is none, or too old, says so."""
    done = False
    if submitted(request):
        with suppress(AlreadyDone):
            recoveries.undo(token)
        done = True
    facts = {"done": done, "known": done or added(token), "hours": settings.RECOVERY_HOURS}
    return render(request, "account/factor_undo.html", facts)


def _by_link(request: HttpRequest, token: str, link: Link) -> HttpResponse:
    done = False
    if submitted(request):
        with suppress(AlreadyDone):
            {"stop": recoveries.stop, "use": recoveries.use}[link](token)
        done = True
    facts = {"link": link, "done": done, "known": done or found(token, link) is not None}
    return render(request, "account/recovery_link.html", facts)
