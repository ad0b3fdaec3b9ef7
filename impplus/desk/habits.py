"""The keys and the density of an officer’s desk: shown, changed, and turned off."""

from typing import Any

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from impplus.actions import habits
from impplus.desk.file import officer_in
from impplus.queries.habits import KEYS, ON_SEVERAL, PAGES, Chosen, habits_of
from impplus.queries.refusals import NotUnderstood
from impplus.rules.lifecycle import Role
from impplus.web.fields import ChoiceField, TextField
from impplus.web.forms import PageForm, bind, made_form, refusals_in
from impplus.web.language import lang
from impplus.web.pages import door, submitted
from impplus.words.text import Text


def _form() -> type[PageForm]:
    """Density, whether keys work, and the key of each act."""
    fields: dict[str, Any] = {
        "density": ChoiceField(
            choices=[("compact", _("Compact")), ("comfortable", _("Comfortable"))],
            label=_("Density of the page"),
        ),
        "works": ChoiceField(
            choices=[("on", _("On")), ("off", _("Off"))],
            label=_("Keys"),
            help_text=_(
                "Off, no letter does anything by itself. Every act stays a link or a button."
            ),
        ),
    }
    for act, key in KEYS.items():
        fields[f"key-{act}"] = TextField(longest=1, label=key.text.say(lang()))
    return made_form("HabitsForm", fields)


def _initial(now: Chosen) -> dict[str, str]:
    own = {f"key-{act}": key for act, key in now.keys.items()}
    return {"density": now.density, "works": "off" if now.off else "on", **own}


@require_http_methods(["GET", "POST"])
@door(Role.FEDERAL)
def page(request: HttpRequest) -> HttpResponse:
    """Every key with what it does, to be changed."""
    officer = officer_in(request)
    form = bind(_form(), request, _initial(habits_of(officer)))
    if submitted(request) and form.is_valid():
        given = form.cleaned_data
        with refusals_in(form, NotUnderstood):
            habits.choose(
                density=given["density"],
                off=given["works"] == "off",
                keys={act: given[f"key-{act}"] for act in KEYS},
                by=officer,
            )
            messages.success(request, _("Your choice is kept."))
            return redirect("desk:habits")
    status = 422 if form.errors else 200
    facts = {"form": form, "whole": [form["density"], form["works"]], "groups": _groups(form)}
    return render(request, "desk/habits/habits.html", facts, status=status)


def _groups(form: PageForm) -> list[tuple[Text, list[BoundField]]]:
    """The keys by the page on which they work, those of several pages first."""
    groups: dict[Text, list[BoundField]] = {ON_SEVERAL: [], **{one: [] for one in PAGES.values()}}
    for act, key in KEYS.items():
        where = PAGES[key.pages[0]] if len(key.pages) == 1 else ON_SEVERAL
        groups[where].append(form[f"key-{act}"])
    return list(groups.items())
