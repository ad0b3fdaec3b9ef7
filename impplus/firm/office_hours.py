"""When and on which terms a colleague receives for a first consultation, and the days on which nobody does."""

import re
from contextlib import suppress
from datetime import time
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from impplus.actions import bookings
from impplus.firm.entry import entry
from impplus.practice import access
from impplus.practice.models import Closure, OfficeHours
from impplus.queries.bookings import closures_to_come, hours_of_account
from impplus.queries.consultation_agreements import CONSULTANT, LAWYER, draft
from impplus.queries.refusals import AlreadyDone
from impplus.records.models import User
from impplus.web.day import DayField
from impplus.web.emails import EmailField
from impplus.web.fields import ChoiceField, NumberField, PhoneField, TextField
from impplus.web.forms import PageForm, bind, made_form
from impplus.web.language import lang
from impplus.web.pages import submitted
from impplus.words import zones

_RANGE = re.compile(
    r"(\d{1,2})(?:\s?[:hH.]\s?(\d{2})?)?\s*(?:-|–|—|to|à|a)\s*(\d{1,2})(?:\s?[:hH.]\s?(\d{2})?)?"
)
DAYS = (
    gettext_lazy("Monday"),
    gettext_lazy("Tuesday"),
    gettext_lazy("Wednesday"),
    gettext_lazy("Thursday"),
    gettext_lazy("Friday"),
    gettext_lazy("Saturday"),
    gettext_lazy("Sunday"),
)
KINDS = [
    (LAWYER, gettext_lazy("Lawyer or notary")),
    (CONSULTANT, gettext_lazy("Immigration consultant (RCIC)")),
]


class HoursField(TextField):
    """The hours of one day, such as “9:00–12:00, 13:30–16:00”; cleans to pairs of ISO times."""

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        ranges = [one for one in re.split(r"[,;]|\bet\b|\band\b", typed) if one.strip()]
        return [self._range(one.strip()) for one in ranges]

    def _range(self, typed: str) -> tuple[str, str]:
        found = _RANGE.fullmatch(typed)
        with suppress(ValueError):
            if found:
                opens, closes = (time(int(found[n]), int(found[n + 1] or 0)) for n in (1, 3))
                if opens < closes:
                    return f"{opens:%H:%M}", f"{closes:%H:%M}"
        raise ValidationError(
            _("Enter from when to when, such as 9:00–12:00, 13:30–16:00: “%(day)s”."),
            params={"day": self.label},
        )


class ClosureForm(PageForm):
    """Days on which the firm receives nobody."""

    first = DayField(label=gettext_lazy("First day"))
    last = DayField(label=gettext_lazy("Last day"))
    note = TextField(label=gettext_lazy("Why (for colleagues alone)"), required=False)

    def clean(self) -> dict[str, Any] | None:
        given = super().clean() or {}
        if given.get("first") and given.get("last") and given["last"] < given["first"]:
            self.add_error("last", _("The last day comes before the first."))
        return given


@require_http_methods(["GET", "POST"])
@entry(access.ENQUIRIES)
def page(request: HttpRequest) -> HttpResponse:
    """One's own hours and terms."""
    user = _planner(request)
    before = hours_of_account(user.firm_id or 0, user.pk)
    form = bind(_form(user), request, _initial(before, user))
    if submitted(request) and form.is_valid():
        bookings.save_hours(
            by=user, account=user.pk, name=user.name, **_columns(user, form.cleaned_data)
        )
        messages.success(request, _("Your hours are saved. What is booked stays booked."))
        return redirect("firm:bookings")
    facts = {"form": form, "closures": closures_to_come(user.firm_id or 0)}
    return render(request, "firm/bookings/hours.html", facts, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@entry(access.ENQUIRIES)
def closures(request: HttpRequest) -> HttpResponse:
    """The days on which the firm receives nobody."""
    user = _planner(request)
    form = bind(ClosureForm, request)
    if submitted(request) and form.is_valid():
        bookings.close(by=user, **form.cleaned_data)
        messages.success(request, _("No times are offered on these days."))
        return redirect("firm:closures")
    facts = {"form": form, "closures": closures_to_come(user.firm_id or 0)}
    return render(request, "firm/bookings/closures.html", facts, status=422 if form.errors else 200)


@require_POST
@entry(access.ENQUIRIES)
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take such days back."""
    user = _planner(request)
    closure = get_object_or_404(Closure, pk=pk, firm=user.firm_id, substitute=None)
    with suppress(AlreadyDone):
        bookings.reopen(closure, by=user)
    messages.success(request, _("Times are offered on these days again."))
    return redirect("firm:closures")


def _planner(request: HttpRequest) -> User:
    user: User = request.user  # type: ignore[assignment]
    if not access.may_plan(user):
        raise Http404
    return user


def _form(user: User) -> type[PageForm]:
    days = {
        f"day_{n}": HoursField(label=day, longest=100, required=False) for n, day in enumerate(DAYS)
    }
    return made_form("HoursForm", {**_who(), **days, **_lengths(), **_texts()})


def _who() -> dict[str, forms.Field]:
    return {
        "kind": ChoiceField(label=gettext_lazy("You are"), choices=KINDS),
        "number": TextField(
            label=gettext_lazy("Your registration or bar number"),
            longest=40,
            empty=gettext_lazy("Enter your number"),
        ),
        "address": TextField(label=gettext_lazy("Address of the office"), longest=500, lines=True),
        "phone": PhoneField(
            language=lang(), country="CAN", label=gettext_lazy("Telephone"), longest=40
        ),
        "email": EmailField(label=gettext_lazy("E-mail address for visitors")),
        "zone": ChoiceField(label=gettext_lazy("Your clock"), choices=zones.offered(lang())),
    }


def _lengths() -> dict[str, forms.Field]:
    return {
        "length": NumberField(
            label=gettext_lazy("Length of a consultation, in minutes"), least=5, most=240
        ),
        "pause": NumberField(label=gettext_lazy("Pause between two, in minutes"), most=240),
        "notice": NumberField(label=gettext_lazy("Earliest, in hours from now"), most=720),
        "horizon": NumberField(label=gettext_lazy("Latest, in days from now"), least=1, most=180),
        "fee": NumberField(label=gettext_lazy("Fee in dollars; 0 where it is free"), most=5000),
        "video": forms.URLField(
            label=gettext_lazy("Address of the video meeting"),
            required=False,
            assume_scheme="https",
            max_length=500,
        ),
    }


def _text_in(language: str, **said: Any) -> TextField:
    """A long text in one language, whatever that of the page is."""
    field = TextField(longest=10000, lines=True, required=False, **said)
    field.widget.attrs["lang"] = language
    return field


def _texts() -> dict[str, Any]:
    return {
        "own_fr": _text_in(
            "fr",
            label=gettext_lazy("Terms of your own in the agreement, in French"),
            help_text=gettext_lazy(
                "Where you leave both empty, a lawyer’s agreement has the draft that stands here at first; a consultant’s needs none."
            ),
        ),
        "own_en": _text_in("en", label=gettext_lazy("The same in English")),
        "clean": _clean,
    }


def _clean(form: PageForm) -> dict[str, Any]:
    """The firm's own text stands in both languages or in neither."""
    given = form.cleaned_data
    texts = {name: given.get(name) for name in ("own_fr", "own_en")}
    if any(texts.values()) and not form.errors:
        for name, text in texts.items():
            if not text:
                form.add_error(name, _("Write these terms in both languages, or in neither."))
    return given


def _draft(user: User, number: str) -> dict[str, str]:
    firm = user.firm
    return draft(firm.name, firm.city, user.name, number) if firm else {}


def _columns(user: User, given: dict[str, Any]) -> dict[str, Any]:
    week = [[str(n), *one] for n in range(len(DAYS)) for one in given[f"day_{n}"]]
    plain = {
        key: value for key, value in given.items() if key != "fee" and not key.startswith("day_")
    }
    typed = {name: given[name] for name in ("own_en", "own_fr")}
    if given["kind"] == LAWYER and (not given["own_en"] or typed == _draft(user, user.membership)):
        plain |= _draft(user, given["number"])
    return plain | {"week": week, "fee_cents": given["fee"] * 100}


def _initial(before: OfficeHours | None, user: User) -> dict[str, Any]:
    if before is None:
        return {
            "kind": LAWYER,
            "number": user.membership,
            "address": user.firm.city if user.firm else "",
            **_draft(user, user.membership),
            "email": user.email,
            "zone": "America/Toronto",
            "length": 30,
            "pause": 0,
            "notice": 24,
            "horizon": 30,
            "fee": 0,
        }
    names = (
        "kind",
        "number",
        "address",
        "phone",
        "email",
        "zone",
        "length",
        "pause",
        "notice",
        "horizon",
        "video",
        "own_en",
        "own_fr",
    )
    days: dict[str, list[str]] = {}
    for day, opens, closes in before.week:
        days.setdefault(f"day_{day}", []).append(f"{opens}–{closes}")
    said = {key: ", ".join(ranges) for key, ranges in days.items()}
    return {name: getattr(before, name) for name in names} | said | {"fee": before.fee_cents // 100}
