"""Answers that do not go together: each a question with both facts, others in their place, and the answer that both are right."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, translate_url
from django.utils.html import format_html, format_html_join
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods

from impplus.actions import answers, contradictions as actions
from impplus.portal.answers import page_of
from impplus.portal.application import WHO, home_of, part_of, person_in
from impplus.queries import contradictions
from impplus.queries.answers import Sheet
from impplus.queries.contradiction_facts import FactSaid, OtherAnswers
from impplus.queries.contradictions import OF_PICTURE, Noticed
from impplus.queries.file import File, file_of
from impplus.queries.privacy import hidden_in
from impplus.queries.refusals import NotUnderstood, Stale
from impplus.queries.saves import Save, last_save
from impplus.records.models import Application, Person
from impplus.rules.form import Step
from impplus.web.addresses import address
from impplus.web.fields import ChoiceField, TextField
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.language import lang
from impplus.web.pages import door, submitted

FROM = "from"  # what names in an address the page from which it was come
BOTH = "both"  # chosen where no answer is to be another


class BecauseForm(PageForm):
    """Why both are right."""

    because = TextField(
        label=gettext_lazy("It is right as it is, because …"),
        longest=answers.LONGEST,
        lines=True,
        empty=gettext_lazy("Write why both are right, or change one of them."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        widget: forms.Widget = self.fields["because"].widget
        widget.attrs["rows"] = 4


def _right(others: Iterable[tuple[str, SafeString]] = ()) -> ChoiceField:
    return ChoiceField(
        label=gettext_lazy("What is right?"),
        help_text=gettext_lazy(
            "The answer chosen here replaces the one that stands. Questions and documents that depend on it change, too."
        ),
        choices=[*others, (BOTH, gettext_lazy("Everything is right as it is"))],
    )


class RightForm(BecauseForm):
    """Which answers are right: others, of which each question offers its own, or both as they are, and why."""

    right = _right()
    field_order = ("right", "because")

    def clean(self) -> dict[str, Any] | None:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not said.get("right") and said.get("because"):
            self.errors.pop("right", None)
            said["right"] = BOTH
        elif said.get("right") != BOTH:
            self.errors.pop("because", None)
        return said


@require_http_methods(["GET", "POST"])
@door(*WHO)
def question(request: HttpRequest, number: str, mark: str) -> HttpResponse:
    """One question, for as long as its answers stay as they are; back to where it was come from afterwards."""
    application = part_of(request, number)
    if application.status != "draft" and not submitted(request):
        return redirect(home_of(application))
    back = _came_from(request) or (
        home_of(application) if application.own_part else reverse("portal:review", args=[number])
    )
    one = next((each for each in _seen(file_of(application)) if each.mark == mark), None)
    if one is None and application.own_part is not None:
        raise Http404
    if one is None:
        return redirect(back)
    initial = {"because": one.because, "right": BOTH if one.because else ""}
    form = bind(_form_of(one), request, initial=initial)
    if submitted(request) and form.is_valid():
        with refusals_in(form, NotUnderstood, Stale):
            messages.success(request, _kept(application, one, form.cleaned_data, request))
            return redirect(back)
    facts = {"application": application, "one": one, "facts": _changed_at(one), "form": form}
    facts |= {"later": back}
    status = 422 if form.errors else 200
    return render(request, "portal/contradictions/question.html", facts, status=status)


def _form_of(one: Noticed) -> type[BecauseForm]:
    """The form of a question, with the answers that may stand instead, if any are offered."""
    if not one.ways:
        return BecauseForm
    others = [(f"{n}", _way_in_words(way)) for n, way in enumerate(one.ways)]
    made: Any = type("RightForm", (RightForm,), {"right": _right(others)})
    return cast(type[BecauseForm], made)


def _way_in_words(way: Iterable[OtherAnswers]) -> SafeString:
    """Each answer with the question that it answers."""
    said = [(fact.value, fact.label.say(lang())) for one in way for fact in one.said(lang())]
    return format_html("<span>{}</span>", format_html_join("", "{}<small>{}</small>", said))


def _kept(
    application: Application, one: Noticed, said: dict[str, Any], request: HttpRequest
) -> str:
    """Do what was chosen, and say so. Raises NotUnderstood, Stale."""
    right, by = said.get("right", BOTH), person_in(request)
    if right == BOTH:
        answers.explain(application, mark=one.mark, because=said["because"], by=by)
        return _("Your explanation is kept. The officer reads it.")
    actions.settle(application, mark=one.mark, way=int(right), by=by)
    return _("The answer is changed.")


def _changed_at(one: Noticed) -> list[tuple[FactSaid, str, Save | None]]:
    """Each fact with the address where it is changed, or nothing, and the last save of that page."""
    return [
        (fact, page_of(fact.person, fact.step), last_save(fact.person, fact.step.key))
        if fact.person and fact.step
        else (fact, "", None)
        for fact in one.facts
    ]


def asked_in(file: File, on: str = "") -> dict[str, list[tuple[Noticed, str]]]:
    """Every question of a draft with its address, from the page `on` which it is said: those to look at again, and those that are explained."""
    found = [(one, _address(file.application, one, on)) for one in _seen(file)]
    return {
        "contradictions": [(one, url) for one, url in found if not one.because],
        "explained": [(one, url) for one, url in found if one.because],
    }


def asked_of_family(file: File, on: str) -> list[tuple[Noticed, str]]:
    """Those to look at again that concern several people together."""
    found = asked_in(file, on)["contradictions"]
    return [(one, url) for one, url in found if len(one.people) > 1]


def asked_of_picture(file: File, person: Person, on: str) -> list[tuple[Noticed, str]]:
    """Those to look at again about the picture of a person's passport."""
    found = asked_in(file, on)["contradictions"]
    return [(one, url) for one, url in found if one.kind in OF_PICTURE and person in one.people]


def say_what_arose(request: HttpRequest, file: File, sheet: Sheet, step: Step, *, on: str) -> None:
    """Lead to each question that a page, just saved, has part in and nobody has answered, from the page `on` which it is said."""
    rows = []
    for one in contradictions.open_ones(_seen(file, [sheet])):
        places = {
            (fact.person.pk, fact.step.key) for fact in one.facts if fact.person and fact.step
        }
        if (sheet.person.pk, step.key) in places:
            url = _address(file.application, one, on)
            rows.append((url, one.asked.question.say(lang()), one.facts[0].label.say(lang())))
    if rows:
        said = _("Some answers do not go together. This need not be an error.")
        links = format_html_join("", '<br><a href="{}">{}</a> ({})', rows)
        messages.warning(request, format_html("{}{}", said, links))


def _came_from(request: HttpRequest) -> str:
    """The page from which the question was opened, in the language of the request; empty where it is not said, or not here."""
    path = request.GET.get(FROM, "")
    here = url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return translate_url(path, lang()) if path.startswith("/") and here else ""


def _seen(file: File, sheets: Iterable[Sheet] = ()) -> tuple[Noticed, ...]:
    """Every question whose facts are all of people whom the reader sees."""
    found = contradictions.of(file, lang(), sheets)
    return contradictions.seen(found, hidden_in(file.application))


def _address(application: Application, one: Noticed, on: str) -> str:
    """The address of a question, which leads back to the page `on` which it is said; to the review where that is empty."""
    url = address("portal:contradiction", application.number, one.mark)
    return f"{url}?{urlencode({FROM: on})}" if on else url
