"""Events of the family reported after submission: one page for each kind, those declared corrected, a report taken back."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods

from impplus.actions import declarations, reports
from impplus.portal.application import WHO, application_of, may, person_in, signs, writer_in
from impplus.portal.asked_again import shown
from impplus.queries.declared import (
    NEW,
    Declared,
    born_of,
    declared_as,
    declares,
    family_since,
    said_of_member,
    stands,
)
from impplus.queries.facts import PARTNERS
from impplus.queries.family_events import DEATH, can_concern, effects, ends_without
from impplus.queries.file import File, file_of
from impplus.queries.refusals import NotUnderstood
from impplus.queries.reports import marital_change
from impplus.queries.typed import LONGEST
from impplus.queries.unsent_texts import FAMILY_CHANGE
from impplus.records.models import Application, Person, Report
from impplus.web.day import DayField
from impplus.web.fields import ChoiceField, TextField
from impplus.web.forms import PageForm, bind, refusals_in, sent
from impplus.web.language import lang
from impplus.web.pages import door, submitted
from impplus.web.unsent_texts import Typing
from impplus.web.windows import window_of
from impplus.words.family_changes import COMES, FAMILY, WITHOUT

# What each kind of event asks, in this order; who is concerned is not asked of a birth.
ASKED: Mapping[str, tuple[str, ...]] = {
    "birth": ("day", "name", "born", "comes", "reason"),
    **dict.fromkeys(("marriage", "union"), ("person", "day", "name", "born", "comes", "reason")),
    **dict.fromkeys(("separation", "divorce", "death"), ("person", "day", "reason")),
}
WHEN = {
    "birth": gettext_lazy("Day of the birth or of the adoption"),
    "marriage": gettext_lazy("Day of the marriage"),
    "union": gettext_lazy("Day on which the union began"),
    "separation": gettext_lazy("Day of the separation"),
    "divorce": gettext_lazy("Day of the divorce"),
    "death": gettext_lazy("Day of the death"),
}
DECLARED = "declared-"  # begins the choice of somebody who was declared after submission
NOBODY = "nobody"  # the choice of somebody who is not in the application


class MemberForm(PageForm):
    """What is declared of somebody, and why it is reported."""

    name = TextField(
        label=gettext_lazy("Full name, as far as it is known"),
        help_text=gettext_lazy("Given names first, as on the birth certificate or the passport."),
        empty=gettext_lazy("Enter the full name, as far as it is known"),
    )
    born = DayField(label=gettext_lazy("Date of birth"), partly=True)
    comes = forms.ChoiceField()
    reason = TextField(
        label=gettext_lazy("In your own words"),
        empty=gettext_lazy("Write what happened, in your own words"),
        longest=LONGEST,
        lines=True,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = [(key, text.say(lang())) for key, text in COMES.items()]
        self.fields["comes"] = ChoiceField(
            choices=said,
            label=_("Is this person to come to Canada, too?"),
            error_messages={"required": _("Say whether this person is to come to Canada")},
        )


class FamilyForm(MemberForm):
    """An event of one kind: what is not asked of it is not there."""

    person = forms.ChoiceField()
    day = DayField()

    def __init__(self, *args: Any, kind: str, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        # Where nobody else can be concerned, nothing is asked.
        self.sure = [key for key, _named in people] == [NOBODY]
        self.fields["person"] = ChoiceField(
            choices=people,
            label=_("Who in this application is concerned?"),
            error_messages=dict.fromkeys(
                ("required", "invalid_choice"), _("Choose the person concerned")
            ),
        )
        self.fields["day"].label = WHEN[kind]
        if kind == "birth":
            self._adopted(self.fields["born"])
        elif kind in NEW:
            self._new_partner()
        asked = [key for key in ASKED[kind] if key != "person" or not self.sure]
        self.fields = {key: self.fields[key] for key in asked}

    def _adopted(self, born: forms.Field) -> None:
        born.label, born.required = _("Date of birth, if the child was adopted"), False
        born.help_text = _("Leave it empty for a birth: it is the day above.")

    def _new_partner(self) -> None:
        """All is asked of somebody who is not in the application, and nothing more of who is."""
        name, born = self.fields["name"], self.fields["born"]
        name.label = _("Full name of the new spouse or partner")
        for one in () if self.sure else (name, born, self.fields["comes"]):
            one.help_text = _("Only if that person is not in this application yet.")
        name.error_messages["required"] = _("Enter the full name of the new spouse or partner")
        born.label = _("Date of birth of the new spouse or partner")
        if self.data.get(self.add_prefix("person"), NOBODY) != NOBODY:
            for key in ("name", "born", "comes"):
                self.fields[key].required = False

    def clean(self) -> dict[str, Any]:
        """A new person is named, or somebody of the application is chosen."""
        given: dict[str, Any] = super().clean() or {}
        known = given.get("person") not in (None, "", NOBODY)
        if self.kind in NEW and known and given.get("name"):
            self.add_error(
                "name",
                _(
                    "Leave the name empty, or choose that the other person is not in this application"
                ),
            )
        return given


@require_http_methods(["GET", "POST"])
@door(*WHO)
def family(request: HttpRequest, number: str) -> HttpResponse:
    """What can happen in a family; and of each kind what is asked, and what follows, before it is sent."""
    application = application_of(request, number)
    typing = Typing(request, application, FAMILY_CHANGE, "reason", person_in(request))
    if typing.by_itself:
        return typing.saved(awaited=may(application, "correct", request))
    if not may(application, "correct", request) and not submitted(request):
        return redirect("portal:changes", number)
    file, since = file_of(application), family_since(application).declared
    # Who applies alone does not report a death that can only be their own.
    alone = signs(request) and not (file.members or since)
    kind = request.POST.get("kind") or request.GET.get("kind") or ""
    if kind not in FAMILY or (kind == DEATH and alone):
        kinds = {key: said for key, said in FAMILY.items() if key != DEATH or not alone}
        facts = {"application": application, "kinds": kinds}
        return render(request, "portal/reports/family.html", facts)
    people = _people(file, since, kind)
    form = bind(FamilyForm, request, typing.initial, kind=kind, people=people)
    facts = {"part": "family", "kind": FAMILY[kind], "sent_kind": kind, "typing": typing}
    if submitted(request) and form.is_valid():
        with refusals_in(form, NotUnderstood):
            given = {**_given(form, file, since), "kind": kind}
            told = reports.of_family(application, **given)
            if "sure" in request.POST:
                made = reports.tell_of_family(application, **given, **writer_in(request))
                typing.sent()
                messages.success(request, _("The change is in your file. This is its receipt."))
                return redirect("portal:change-receipt", number, made.pk)
            facts |= {"effects": effects(file, told), "declared": _declared_by(told)}
            facts["marital"] = marital_change(file, told, lang())
            facts["ends"] = ends_without(file, told, lang())
            facts["without"] = WITHOUT.get(kind)
            facts |= {"happened": told, "reason": told.reason}
    return shown(request, application, form, facts)


@require_http_methods(["GET", "POST"])
@door(*WHO)
def member(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """What is said of somebody whom a report declared, corrected."""
    application, declaration = _report(request, number, pk)
    known = declared_as(declaration)
    if known is None or not may(application, "correct", request):
        return redirect("portal:changes", number)
    initial = {"name": known.name, "born": born_of(declaration.kind, known.last)}
    initial["comes"] = known.last.member.get("comes", "")
    form = bind(MemberForm, request, initial=initial)
    form.fields["reason"].label = _("What changed, and why?")
    facts: dict[str, Any] = {
        "part": "member",
        "name": known.name,
        "window": window_of(sent(request)),
    }
    if submitted(request) and form.is_valid():
        with refusals_in(form, NotUnderstood):
            if "sure" in request.POST:
                made = declarations.correct(declaration, **form.cleaned_data, **writer_in(request))
                messages.success(request, _("The change is in your file. This is its receipt."))
                return redirect("portal:change-receipt", number, made.pk)
            given = form.cleaned_data
            said = said_of_member(given["born"], given["comes"])
            facts["declared"] = Declared(declaration, Report(name=given["name"], member=said))
            facts["reason"] = given["reason"]
    return shown(request, application, form, facts)


class TakeBackForm(PageForm):
    """Why a report was a mistake."""

    reason = TextField(
        label=gettext_lazy("Why was it a mistake?"),
        help_text=gettext_lazy("An officer reads it beside the report."),
        empty=gettext_lazy("Write why it was a mistake"),
        longest=LONGEST,
        lines=True,
    )


@require_http_methods(["GET", "POST"])
@door(*WHO)
def take_back(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A report of the family that was a mistake: it stays in the file, and no longer counts."""
    application, report = _report(request, number, pk)
    if not submitted(request) and not may_take_back(application, report, request):
        return redirect("portal:change-receipt", number, pk)
    form = bind(TakeBackForm, request)
    if submitted(request) and form.is_valid():
        with refusals_in(form, NotUnderstood):
            made = declarations.take_back(report, **form.cleaned_data, **writer_in(request))
            messages.success(request, _("The report is taken back. This is the receipt."))
            return redirect("portal:change-receipt", number, made.pk)
    facts = {
        "application": application,
        "form": form,
        "report": report,
        "kind": FAMILY[report.kind],
        "window": window_of(sent(request)),
    }
    status = 422 if form.errors else 200
    return render(request, "portal/reports/take-back.html", facts, status=status)


def may_take_back(application: Application, report: Report, request: HttpRequest) -> bool:
    """Whether this report of the family can be taken back now."""
    open_yet = application.own_part is None and may(application, "correct", request)
    return report.kind in FAMILY and open_yet and stands(report)


def _report(request: HttpRequest, number: str, pk: int) -> tuple[Application, Report]:
    """A report of the family of this application, or no such page."""
    application = application_of(request, number)
    found = application.reports.filter(pk=pk, kind__in=FAMILY).select_related("person").first()
    if found is None:
        raise Http404
    return application, found


def _people(file: File, since: tuple[Declared, ...], kind: str) -> list[tuple[str, str]]:
    """Who can be concerned by an event, the principal applicant by a death alone."""
    if kind == "birth":
        return []
    principal = file.principal.name
    whom = [(str(one.pk), one.name, one.born) for one in file.members]
    whom += [
        (f"{DECLARED}{one.first.pk}", one.name, born_of(one.first.kind, one.last)) for one in since
    ]
    named = [(key, name) for key, name, born in whom if can_concern(kind, born, file.on)]
    if kind == DEATH:
        return [(str(file.principal.pk), principal), *named]
    couple = _("%(name)s, and somebody who is not in this application") % {"name": principal}
    if kind in NEW:
        both = _("%(name)s and %(other)s")
        partners = {str(one.pk) for one in file.members if one.relation in PARTNERS}
        partners |= {f"{DECLARED}{one.first.pk}" for one in since if one.relation in PARTNERS}
        named = [
            (key, both % {"name": principal, "other": name} if key in partners else name)
            for key, name in named
        ]
    return [(NOBODY, couple), *named]


def _given(form: PageForm, file: File, since: tuple[Declared, ...]) -> dict[str, Any]:
    """What was said of an event, each choice as what it stands for."""
    given = dict(form.cleaned_data)
    chosen = given.pop("person", "")
    people: dict[str, Person] = {str(one.pk): one for one in file.everyone}
    declared = {f"{DECLARED}{one.first.pk}": one.first for one in since}
    known = {"person": people.get(chosen), "about": declared.get(chosen)}
    return {"name": "", **given, **known, "comes": given.get("comes") or ""}


def _declared_by(told: Report) -> Declared | None:
    """Whom a report that is not made yet would declare."""
    return Declared(told, told) if declares(told) else None
