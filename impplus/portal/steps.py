"""One page of the form: what was answered before, what is typed now, and where to go next."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from impplus.actions import applications
from impplus.portal.answers import page_of, position
from impplus.portal.opened import WHO, application_of, person_in
from impplus.queries.answers import Sheet
from impplus.queries.file import file_of
from impplus.queries.refusals import NotUnderstood
from impplus.rules import form as form_rules
from impplus.rules.form import Step
from impplus.web.forms import PageForm, add_refusal, bind, form_for
from impplus.web.pages import door, lang, submitted

LATER = "_later"


@door(*WHO)
def step(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """A page about the principal applicant."""
    whole = file_of(application_of(request, number)).sheets[0]
    for part in ("questionnaire", "form"):
        sheet = whole.of_part(part)
        if any(one.key == key for one in sheet.steps):
            return _page(request, sheet, key, reverse("portal:tasks", args=[number]))
    raise Http404


@door(*WHO)
def member_step(request: HttpRequest, number: str, person: int, key: str) -> HttpResponse:
    """A page about one family member."""
    for sheet in file_of(application_of(request, number)).sheets[1:]:
        if sheet.person.pk == person and any(one.key == key for one in sheet.steps):
            return _page(request, sheet, key, reverse("portal:family", args=[number]))
    raise Http404


def _page(request: HttpRequest, sheet: Sheet, key: str, start: str) -> HttpResponse:
    application, asked = sheet.person.application, sheet.find(key)
    if application.status != "draft" and not submitted(request):
        return redirect("portal:status", application.number)
    if asked is None:
        return redirect(start)
    form = _form(request, sheet, asked)
    if submitted(request) and _save(request, sheet, asked, form):
        return redirect(_after(request, sheet, asked, form, start))
    place, total = position(sheet, asked)
    return render(
        request,
        "portal/steps/step.html",
        {
            "application": application,
            "sheet": sheet,
            "step": asked,
            "form": form,
            "position": place,
            "total": total,
            "back": _back(request, sheet, asked, start),
        },
        status=422 if form.errors else 200,
    )


def _form(request: HttpRequest, sheet: Sheet, asked: Step) -> PageForm:
    later = LATER in request.POST
    made = form_for(asked, sheet.answers, lang(request), required=not later)
    return bind(made, request, initial=dict(sheet.answers))


def _save(request: HttpRequest, sheet: Sheet, asked: Step, form: PageForm) -> bool:
    """Save all of the page, or, for later, whatever is well-formed; False shows the page again."""
    if not form.is_valid() and LATER not in request.POST:
        return False
    before = {field.key: sheet.answers.get(field.key) for field in sheet.fields(asked)}
    try:
        applications.save(
            sheet.person.application,
            step=asked,
            answers={**before, **form.cleaned_data},
            by=person_in(request),
            person=sheet.person,
        )
    except NotUnderstood as refusal:
        add_refusal(form, refusal, lang(request))
    return not form.errors


def _after(request: HttpRequest, sheet: Sheet, asked: Step, form: PageForm, start: str) -> str:
    if LATER in request.POST:
        return start
    after = sheet.with_answers(form.cleaned_data)
    following = form_rules.next_step(after.steps, after.answers, asked.key)
    if _from_review(request):
        review = reverse("portal:review", args=[sheet.person.application.number])
        if following and following.when and _lacks(after, following):
            return f"{page_of(sheet.person, following)}?from=review"
        return f"{review}#{asked.key}"
    return page_of(sheet.person, following) if following else start


def _lacks(sheet: Sheet, step: Step) -> bool:
    return any(gap.step.key == step.key for gap in sheet.missing)


def _back(request: HttpRequest, sheet: Sheet, asked: Step, start: str) -> str:
    if _from_review(request):
        return reverse("portal:review", args=[sheet.person.application.number])
    before = form_rules.step_before(sheet.steps, sheet.answers, asked.key)
    return page_of(sheet.person, before) if before else start


def _from_review(request: HttpRequest) -> bool:
    return request.GET.get("from") == "review"
