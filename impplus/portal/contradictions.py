"""Answers that do not go together: each a question with both facts, and the answer that both are right."""

from collections.abc import Iterable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, translate_url
from django.utils.html import format_html, format_html_join
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods

from impplus.actions import answers
from impplus.portal.answers import page_of
from impplus.portal.application import WHO, home_of, part_of, person_in
from impplus.queries import contradictions
from impplus.queries.answers import Sheet
from impplus.queries.contradictions import OF_PICTURE, Noticed
from impplus.queries.file import File, file_of
from impplus.queries.privacy import hidden_in
from impplus.queries.refusals import NotUnderstood
from impplus.records.models import Application, Person
from impplus.rules.form import Step
from impplus.web.addresses import address
from impplus.web.fields import TextField
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.language import lang
from impplus.web.pages import door, submitted

FROM = "from"  # what names in an address the page from which it was come


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
    form = bind(BecauseForm, request, initial={"because": one.because})
    if submitted(request) and form.is_valid():
        with refusals_in(form, NotUnderstood):
            because = form.cleaned_data["because"]
            answers.explain(application, mark=mark, because=because, by=person_in(request))
            messages.success(request, _("Your explanation is kept. The officer reads it."))
            return redirect(back)
    facts = {"application": application, "one": one, "facts": _changed_at(one), "form": form}
    facts |= {"later": back}
    status = 422 if form.errors else 200
    return render(request, "portal/contradictions/question.html", facts, status=status)


def _changed_at(one: Noticed) -> list[tuple[object, str]]:
    """Each fact with the address where it is changed, or nothing."""
    return [
        (fact, page_of(fact.person, fact.step) if fact.person and fact.step else "")
        for fact in one.facts
    ]


def asked_in(file: File) -> dict[str, list[tuple[Noticed, str]]]:
    """Every question of a draft with its address: those to look at again, and those that are explained."""
    found = [(one, _address(file.application, one)) for one in _seen(file)]
    return {
        "contradictions": [(one, url) for one, url in found if not one.because],
        "explained": [(one, url) for one, url in found if one.because],
    }


def asked_of_family(file: File) -> list[tuple[Noticed, str]]:
    """Those to look at again that concern several people together."""
    return [(one, url) for one, url in asked_in(file)["contradictions"] if len(one.people) > 1]


def asked_of_picture(file: File, person: Person) -> list[tuple[Noticed, str]]:
    """Those to look at again about the picture of a person's passport."""
    found = asked_in(file)["contradictions"]
    return [(one, url) for one, url in found if one.kind in OF_PICTURE and person in one.people]


def say_what_arose(request: HttpRequest, file: File, sheet: Sheet, step: Step, *, on: str) -> None:
    """Lead to each question that a page, just saved, has part in and nobody has answered, from the page `on` which it is said."""
    rows = []
    for one in contradictions.open_ones(_seen(file, [sheet])):
        places = {
            (fact.person.pk, fact.step.key) for fact in one.facts if fact.person and fact.step
        }
        if (sheet.person.pk, step.key) in places:
            url = f"{_address(file.application, one)}?{urlencode({FROM: on})}"
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


def _address(application: Application, one: Noticed) -> str:
    return address("portal:contradiction", application.number, one.mark)
