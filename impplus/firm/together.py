"""Several clients of the board at once: who is in charge of them, or which tasks are planned; shown first, done by a second press."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _, ngettext
from django.views.decorators.http import require_POST

from impplus.actions import together
from impplus.firm.matter_reminders import keys_in
from impplus.firm.matters import member_in, works_on_matters
from impplus.practice import access
from impplus.queries.matter_reminders import MOST
from impplus.queries.refusals import Refusal
from impplus.queries.teammates import teammates
from impplus.queries.together import KEEP, assignments, plans
from impplus.records.models import User
from impplus.web.day import DayField
from impplus.web.fields import ChoiceField, TextField
from impplus.web.forms import PageForm, made_form, refusals_in
from impplus.web.language import lang
from impplus.words.matter_tasks import SETS

AS_IT_IS = (str(KEEP), _("As it is"))
OWN = "own"  # a task in the firm's own words
SHOW, SURE = "show", "sure"


@require_POST
@works_on_matters
def assign(request: HttpRequest) -> HttpResponse:
    """Who would be in charge of the chosen clients, and, pressed once more for the same people, who is."""
    user, keys = member_in(request), keys_in(request)
    form = _bound(_assign_form(user), request)
    lines, given = list[Any](), dict[str, Any]()
    if form.is_bound and form.is_valid():
        given = {name: int(form.cleaned_data[name] or 0) for name in ("lawyer", "paralegal")}
        if _is_sure(request, given):
            with refusals_in(form, Refusal):
                done = together.assign(keys, by=user, **given)
                said = ngettext("%(n)s client is assigned.", "%(n)s clients are assigned.", done)
                messages.success(request, said % {"n": done})
                return redirect("firm:clients")
        lines = assignments(user, keys, **given)
    return _shown(request, "assign", form, lines, given)


@require_POST
@works_on_matters
def tasks(request: HttpRequest) -> HttpResponse:
    """Which tasks would be planned for the chosen clients, and, pressed once more for the same tasks, which are."""
    user, keys = member_in(request), keys_in(request)
    form = _bound(_tasks_form(), request)
    lines, asked = list[Any](), dict[str, Any]()
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        own = given["set"] == OWN
        asked = {"text": given["text"], "due": given["due"]} if own else {"chosen": given["set"]}
        if _is_sure(request, asked):
            with refusals_in(form, Refusal):
                act = together.add if own else together.plan
                done = act(keys, by=user, **asked)
                said = ngettext(
                    "Tasks are planned for %(n)s client.",
                    "Tasks are planned for %(n)s clients.",
                    done,
                )
                messages.success(request, said % {"n": done})
                return redirect("firm:clients")
        lines = plans(user, keys, **asked)
    return _shown(request, "tasks", form, lines, asked)


def _bound(made: type[PageForm], request: HttpRequest) -> PageForm:
    """The form as it was sent; empty where one comes from the board."""
    return made(request.POST) if SHOW in request.POST or SURE in request.POST else made()


def _is_sure(request: HttpRequest, given: Mapping[str, Any]) -> bool:
    """Whether what is asked for now is what was shown before."""
    return request.POST.get(SURE) == _as_shown(given)


def _as_shown(given: Mapping[str, Any]) -> str:
    return " ".join(str(one) for one in given.values())


def _shown(
    request: HttpRequest, act: str, form: PageForm, lines: Sequence[Any], given: Mapping[str, Any]
) -> HttpResponse:
    chosen = access.matters(member_in(request)).filter(pk__in=keys_in(request))
    facts = {
        "act": act,
        "form": form,
        "lines": lines,
        "number": sum(one.why_not is None for one in lines),
        "sure": _as_shown(given),
        "chosen": chosen.order_by("name", "pk")[:MOST],
    }
    status = 422 if form.errors else 200
    return render(request, "firm/together/together.html", facts, status=status)


def _assign_form(user: User) -> type[PageForm]:
    team = teammates(access.firm_of(user)).values()
    lawyers = [(str(one.account), one.name) for one in team if one.is_lawyer]
    others = [(str(one.account), one.name) for one in team if one.role in access.MATTERS]
    return made_form(
        "AssignTogetherForm",
        {
            "lawyer": ChoiceField(
                label=_("Lawyer who answers for them"), choices=[AS_IT_IS, *lawyers]
            ),
            "paralegal": ChoiceField(
                label=_("Who works on them"), choices=[AS_IT_IS, ("0", _("Nobody")), *others]
            ),
        },
    )


def _tasks_form() -> type[PageForm]:
    sets = [(key, name.say(lang())) for key, name in SETS.items()]
    return made_form(
        "TasksTogetherForm",
        {
            "set": ChoiceField(
                label=_("Which tasks"), choices=[*sets, (OWN, _("One task in your own words:"))]
            ),
            "text": TextField(label=_("What is to be done"), required=False),
            "due": DayField(label=_("By which day"), required=False),
            "clean": _own_is_whole,
        },
    )


def _own_is_whole(form: PageForm) -> dict[str, Any] | None:
    """A task in one's own words has its words and its day."""
    said = PageForm.clean(form)
    if said and said.get("set") == OWN:
        if not said.get("text") and "text" not in form.errors:
            form.add_error("text", _("Write what is to be done."))
        if not said.get("due") and "due" not in form.errors:
            form.add_error("due", _("Enter the day."))
    return said
