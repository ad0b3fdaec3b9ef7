"""The recovery of an account whose second factors are all lost: asked for, stopped, and done by links in e-mails."""

from contextlib import suppress

from django.forms import EmailInput
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from impplus.accounts.forms import ADDRESS, NEEDED
from impplus.actions import recoveries
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
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for a press, then stop it: a program that opens links in e-mails stops nothing."""
    return _by_link(request, token, "stop")


@require_http_methods(["GET", "POST"])
def use(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for a press, then take the second factors away."""
    return _by_link(request, token, "use")


def _by_link(request: HttpRequest, token: str, link: Link) -> HttpResponse:
    done = False
    if submitted(request):
        with suppress(AlreadyDone):
            {"stop": recoveries.stop, "use": recoveries.use}[link](token)
        done = True
    facts = {"link": link, "done": done, "known": done or found(token, link) is not None}
    return render(request, "account/recovery_link.html", facts)
