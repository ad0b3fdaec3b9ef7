"""Closing a matter: what is open is named first; then its archive, to whom it goes, how long it is kept, and its destruction."""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps

from django.contrib import messages
from django.db.models import Min, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from impplus.actions import closings
from impplus.firm.entry import entry
from impplus.firm.matter import about_a_matter, source_of
from impplus.firm.matters import member_in
from impplus.firm.second_look import SecondLook, is_sure, shown
from impplus.practice import access
from impplus.practice.deadline import RUNNING
from impplus.practice.models import Closing, Destruction, Matter
from impplus.practice.routing import keeps_for_firms
from impplus.programmes import SERVED
from impplus.queries.clock import today
from impplus.queries.open_ends import open_ends
from impplus.queries.refusals import AlreadyDone, Refusal
from impplus.queries.teammates import lawyers_of
from impplus.rules.terms import AFTER_CLOSING, TERMS
from impplus.web.addresses import address
from impplus.web.day import DayField
from impplus.web.fields import TextField
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.language import lang
from impplus.web.pages import Page, submitted
from impplus.words.matter_tasks import text_of


class HandOverForm(PageForm):
    """To whom the file goes, and the client's consent."""

    to = TextField(label=gettext_lazy("Firm or representative to whom the file goes"))
    consent_of = TextField(label=gettext_lazy("Who consented"))
    consent_on = DayField(label=gettext_lazy("Day of the written consent"))


class HoldForm(PageForm):
    """Why a file is held."""

    why = TextField(
        label=gettext_lazy("Why it is held"),
        help_text=gettext_lazy("Such as a complaint, or a claim that is under way."),
        longest=500,
    )


class TransferForm(PageForm):
    """When the client asked that the file be handed over."""

    asked_on = DayField(label=gettext_lazy("Day on which the client asked"))


def _about_a_closing(page: Callable[..., HttpResponse]) -> Page:
    @entry(access.LAWYERS)
    @wraps(page)
    def found(request: HttpRequest, pk: int, **rest: str) -> HttpResponse:
        closing = get_object_or_404(access.closings(member_in(request)), pk=pk)
        return page(request, closing, **rest)

    return found


@require_http_methods(["GET", "POST"])
@about_a_matter
def close(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Name what is open, and close the matter on the second press."""
    if access.role_of(member_in(request)) not in access.LAWYERS:
        raise Http404
    closed = matter.closings.exclude(status="dropped").first()
    if closed:
        return redirect("firm:closing", closed.pk)
    if request.method == "POST" and request.POST.get("sure") == "yes":
        try:
            made = closings.close(matter, by=member_in(request))
        except Refusal as refusal:
            messages.error(request, refusal.text.say(lang()))
            return redirect("firm:close-matter", matter.pk)
        messages.success(request, _("The matter is closed. Its archive is being made."))
        return redirect("firm:closing", made.pk)
    ends = open_ends(matter)
    facts = {
        "matter": matter,
        "ends": ends,
        "deadlines": [(one, TERMS[one.kind].name) for one in ends.deadlines],
        "tasks": [text_of(one.template, one.text) for one in ends.tasks],
    }
    return render(request, "firm/closings/close.html", facts)


@require_http_methods(["GET", "POST"])
@about_a_matter
def transfer(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Note that the client asked for the file to be handed over: by when is counted."""
    form = bind(TransferForm, request)
    if submitted(request) and form.is_valid():
        with refusals_in(form, Refusal), suppress(AlreadyDone):
            closings.request_transfer(
                matter, asked_on=form.cleaned_data["asked_on"], by=member_in(request)
            )
        if not form.errors:
            messages.success(
                request, _("By when the file must be handed over is among the deadlines.")
            )
            return redirect("firm:client", matter.pk)
    facts = {"matter": matter, "form": form, "source": source_of(TERMS["transfer"])}
    return render(request, "firm/closings/transfer.html", facts, status=422 if form.errors else 200)


@require_safe
@entry(access.LAWYERS)
def listed(request: HttpRequest) -> HttpResponse:
    """The closed files of the firm, by the day until which they are kept, and the log of what was destroyed."""
    user = member_in(request)
    if not keeps_for_firms():
        raise Http404
    running = Q(matter__deadlines__kind__in=AFTER_CLOSING, matter__deadlines__status__in=RUNNING)
    facts = {
        "rows": access.closings(user)
        .select_related("matter")
        .defer("archive")
        .annotate(due=Min("matter__deadlines__due_on", filter=running))
        .order_by("kept_until", "pk"),
        "today": today(SERVED),
        "gone": Destruction.objects.filter(firm=access.firm_of(user)),
    }
    return render(request, "firm/closings/closings.html", facts)


@require_safe
@_about_a_closing
def page(request: HttpRequest, closing: Closing) -> HttpResponse:
    """One closed file: its archive, to whom it went, what still runs, and what may be done with it now."""
    runs = closing.matter.deadlines.filter(kind__in=AFTER_CLOSING, status__in=RUNNING)
    facts = {
        "closing": closing,
        "runs": [(one, TERMS[one.kind].name) for one in runs],
        "source": source_of(TERMS["closing"]),
        "over": today(SERVED) > closing.kept_until,
        "mine": closing.proposed_by == member_in(request).pk,
        "confirm": [
            one for one in lawyers_of(closing.matter) if one.account != closing.proposed_by
        ],
    }
    return render(request, "firm/closings/closing.html", facts)


@require_http_methods(["GET", "POST"])
@_about_a_closing
def hand_over(request: HttpRequest, closing: Closing) -> HttpResponse:
    """Note that the file went to another firm, with the client's consent."""
    form = bind(HandOverForm, request)
    if submitted(request) and form.is_valid():
        with refusals_in(form, Refusal), suppress(AlreadyDone):
            closings.hand_over(closing, by=member_in(request), **form.cleaned_data)
        if not form.errors:
            messages.success(request, _("It is noted to whom the file went."))
            return redirect("firm:closing", closing.pk)
    facts = {"closing": closing, "form": form, "act": "hand-over"}
    return render(request, "firm/closings/act.html", facts, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@_about_a_closing
def hold(request: HttpRequest, closing: Closing) -> HttpResponse:
    """Keep a file from being destroyed."""
    form = bind(HoldForm, request)
    if submitted(request) and form.is_valid():
        with refusals_in(form, Refusal), suppress(AlreadyDone):
            closings.hold(closing, why=form.cleaned_data["why"], by=member_in(request))
        if not form.errors:
            messages.success(request, _("The file is held."))
            return redirect("firm:closing", closing.pk)
    facts = {"closing": closing, "form": form, "act": "hold"}
    return render(request, "firm/closings/act.html", facts, status=422 if form.errors else 200)


@require_POST
@_about_a_closing
def settle(request: HttpRequest, closing: Closing) -> HttpResponse:
    """Lift a hold, propose to destroy a file, confirm it as another colleague once that was read again, or keep it after all."""
    act = SETTLING.get(request.POST.get("act", ""))
    if act is None:
        return redirect("firm:closing", closing.pk)
    if act is closings.destroy and not is_sure(request):
        return shown(request, _destroying(closing))
    try:
        act(closing, by=member_in(request))
    except AlreadyDone:
        pass
    except Refusal as refusal:
        messages.error(request, refusal.text.say(lang()))
        return redirect("firm:closing", closing.pk)
    if act is closings.destroy:
        messages.success(
            request, _("The file is destroyed. Its number, the day and who did it stay in the log.")
        )
        return redirect("firm:closings")
    return redirect("firm:closing", closing.pk)


def _destroying(closing: Closing) -> SecondLook:
    """What nobody can undo."""
    return SecondLook(
        act=_("Destroy the file"),
        does=[
            f"{closing.matter.name}, {closing.number}",
            _(
                "Everything about this client is gone from the firm’s files for good, the archive too. Nobody can bring it back."
            ),
        ],
        back=address("firm:closing", closing.pk),
        back_to=closing.number,
        final=True,
    )


SETTLING: dict[str, Callable[..., object]] = {
    "release": closings.release,
    "propose": closings.propose_destruction,
    "keep": closings.keep,
    "destroy": closings.destroy,
}


@require_safe
@_about_a_closing
def archive(_request: HttpRequest, closing: Closing) -> HttpResponse:
    """The ZIP."""
    if not closing.archive:
        raise Http404
    answer = HttpResponse(bytes(closing.archive), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="closing-{closing.pk}.zip"'
    return answer
