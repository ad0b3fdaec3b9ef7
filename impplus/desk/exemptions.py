"""An exemption from biometrics for one person: recorded with its ground and the reason, or taken back with the reason."""

from contextlib import suppress

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from impplus.actions import exemptions
from impplus.desk.file import about_a_file, must_be_open_to, officer_in
from impplus.desk.forms import LONGEST_TEXT
from impplus.queries.exemptions import GROUNDS
from impplus.queries.facts import principal_of
from impplus.queries.refusals import AlreadyDone, NotUnderstood
from impplus.records.models import Application, Exemption
from impplus.web.fields import ChoiceField, TextField
from impplus.web.forms import PageForm, bind, made_form, refusals_in
from impplus.web.language import lang
from impplus.web.pages import submitted


@require_http_methods(["GET", "POST"])
@about_a_file
def page(request: HttpRequest, application: Application, person: int) -> HttpResponse:
    """Record the exemption of a person; of one who is exempt, take it back."""
    if not submitted(request):
        must_be_open_to(application, "ask", officer_in(request))
    about = next((one for one in application.people.all() if one.pk == person), None)
    if about is None:
        raise Http404
    made = list(Exemption.objects.filter(person=about).select_related("officer", "ended_by"))
    held = next((one for one in made if one.status == "recorded"), None)
    ends = "end" in request.POST or (held is not None and not submitted(request))
    form = bind(_form(ends=ends), request)
    if submitted(request) and form.is_valid():
        with refusals_in(form, NotUnderstood), suppress(AlreadyDone):
            if not ends:
                exemptions.record(about, **form.cleaned_data, by=officer_in(request))
            elif made:
                last = held or made[-1]
                exemptions.take_back(last, **form.cleaned_data, by=officer_in(request))
        if not form.errors:
            said = _("The exemption is taken back. A letter says so.")
            messages.success(
                request, said if ends else _("The exemption is recorded. A letter says so.")
            )
            return redirect("desk:biometrics", application.number)
    facts = {
        "application": application,
        "principal": principal_of(application),
        "person": about,
        "made": [(one, GROUNDS[one.ground]) for one in made],
        "ends": ends,
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "desk/biometrics/exemption.html", facts, status=status)


def _form(*, ends: bool) -> type[PageForm]:
    why = TextField(
        longest=LONGEST_TEXT,
        lines=True,
        label=_("Why is it taken back?") if ends else _("What do you know of it?"),
        empty=_("Write why it is taken back") if ends else _("Write what you know of it"),
        help_text=_("It stays with the file, for officers alone."),
    )
    reason = {"reason": why}
    if ends:
        return made_form("EndExemptionForm", reason)
    choices = [(key, ground.say(lang())) for key, ground in GROUNDS.items()]
    ground = ChoiceField(choices=choices, label=_("Ground"))
    return made_form("ExemptionForm", {"ground": ground} | reason)
