"""Orders on applications (IRPA 87.301): for a manager, what each touches today, who proposed to carry it out, and who signed."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from impplus.actions import executions
from impplus.desk.file import officer_in
from impplus.programmes import SERVED
from impplus.queries.clock import today
from impplus.queries.letters.page import Composed
from impplus.queries.order_letters import letter_of
from impplus.queries.orders import (
    SHOWN,
    ExecutionSeen,
    act_of,
    executions_of,
    files_of,
    order_of,
    order_today,
    orders_today,
    proposed,
    shown_today,
    touched,
)
from impplus.queries.refusals import AlreadyDone, NotUnderstood, WrongMoment
from impplus.records.models import Execution
from impplus.rules.lifecycle import Role, status_of
from impplus.rules.orders import Order, OrderAct
from impplus.web.language import lang
from impplus.web.pages import door
from impplus.web.spreadsheets import saved
from impplus.words.labels import EFFECTS
from impplus.words.orders import received_between


def acts() -> Mapping[str, str]:
    """What is done to each file, by the act."""
    return {
        "suspend": _("Suspend processing"),
        "resume": _("Resume processing"),
        "terminate": _("End processing"),
    }


@require_safe
@door(Role.MANAGER)
def listed(request: HttpRequest) -> HttpResponse:
    """Every order of the programme."""
    on = today(SERVED)
    rows = [_row(one.order) | {"today": one} for one in orders_today(on)]
    facts = {"rows": rows, "today": on, "proposed": proposed()}
    return render(request, "desk/orders/orders.html", facts)


@require_http_methods(["GET", "POST"])
@door(Role.MANAGER)
def page(request: HttpRequest, key: str) -> HttpResponse:
    """One order: which files it touches today, and its executions; propose to carry it out on these files."""
    order, faults = _found(key), list[tuple[str, str]]()
    if request.method == "POST":
        try:
            seen = request.POST.get("seen", "")
            executions.propose(order, seen=seen, by=officer_in(request))
            messages.success(request, _("It is proposed. Another manager must sign it."))
            return redirect("desk:order", key)
        except (NotUnderstood, WrongMoment) as refusal:
            faults.append(("files", refusal.text.say(lang())))
    on = today(SERVED)
    now = order_today(order, on)
    made = [(acts()[one.execution.act], one) for one in executions_of(order)]
    to_sign = next((one for _act, one in made if one.execution.status == "proposed"), None)
    waits = to_sign or any(one.execution.status == "under-way" for _act, one in made)
    facts: dict[str, Any] = {
        **_row(order),
        "today": now,
        "seen": shown_today(order, now.act) if now.act else "",
        "files": list(touched(order, now.act)[:SHOWN]) if now.act and not waits else [],
        "executions": [one for one in made if one[1] is not to_sign],
        "to_sign": to_sign,
        "signed_act": acts()[to_sign.execution.act] if to_sign else "",
        "letter": _letter(order, to_sign, on) if to_sign else None,
        "waits": waits,
        "faults": faults,
    }
    return render(request, "desk/orders/order.html", facts, status=422 if faults else 200)


@require_POST
@door(Role.MANAGER)
def settle(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Sign a proposed execution, as another manager, or drop it."""
    execution = get_object_or_404(Execution, programme=SERVED, order=key, pk=pk)
    with suppress(AlreadyDone):
        if "sign" in request.POST:
            executions.sign(execution, by=officer_in(request))
            messages.success(request, _("It is signed. The files are gone through one by one."))
        elif "drop" in request.POST:
            executions.drop(execution, by=officer_in(request))
            messages.success(request, _("The proposal is dropped. No file was changed."))
    return redirect("desk:order", key)


@require_safe
@door(Role.MANAGER)
def files(request: HttpRequest, key: str, pk: int) -> StreamingHttpResponse:
    """Every file of an execution, with where it stands now, as a CSV file."""
    execution = get_object_or_404(Execution, programme=SERVED, order=key, pk=pk)
    return saved(f"{key}.csv", _files(execution, lang()))


def _files(execution: Execution, language: str) -> Iterator[list[object]]:
    yield [_("Application"), _("Received on"), _("Status")]
    for one in files_of(execution).iterator():
        file = one.application
        day = SERVED.day_of(file.received_at) if file.received_at else ""
        yield [file.number, day, status_of("application", file.status).name.say(language)]


def _letter(order: Order, seen: ExecutionSeen, on: date) -> Composed:
    return letter_of(order, cast(OrderAct, seen.execution.act), on, lang())


def _found(key: str) -> Order:
    order = order_of(key)
    if order is None:
        raise Http404
    return order


def _row(order: Order) -> dict[str, Any]:
    act = act_of(order, today(SERVED))
    return {
        "order": order,
        "effect": EFFECTS[order.effect],
        "whose": received_between(order.received_from, order.received_until),
        "act": acts()[act] if act else "",
    }
