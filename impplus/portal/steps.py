"""One page of the form: what was answered before, what is typed now, and where to go next."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from impplus.actions import answers
from impplus.portal.answers import anchor_of, page_of, position
from impplus.portal.application import WHO, application_of, home_of, part_of, person_in
from impplus.portal.contradictions import say_what_arose
from impplus.queries.answers import Sheet, in_words, is_to_come, to_come
from impplus.queries.file import File, file_of
from impplus.queries.refusals import NotUnderstood, Stale
from impplus.rules import form as form_rules
from impplus.rules.form import Answers, Step
from impplus.web.forms import PageForm, bind, form_for, refusals_in, sent
from impplus.web.language import lang
from impplus.web.pages import door, submitted
from impplus.words.text import Text

LATER = "_later"


@door(*WHO)
def step(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """A page about the principal applicant."""
    file = file_of(application_of(request, number))
    for part in ("questionnaire", "form"):
        sheet = file.sheets[0].of_part(part)
        if any(one.key == key for one in sheet.steps):
            return _page(request, file, sheet, key, reverse("portal:tasks", args=[number]))
    raise Http404


@door(*WHO)
def member_step(request: HttpRequest, number: str, person: int, key: str) -> HttpResponse:
    """A page about one family member."""
    application = part_of(request, number, person)
    start, file = reverse("portal:family", args=[number]), file_of(application)
    if application.own_part is not None:
        start = home_of(application)
    for sheet in file.sheets[1:]:
        if sheet.person.pk == person and any(one.key == key for one in sheet.steps):
            return _page(request, file, sheet, key, start)
    raise Http404


def _page(request: HttpRequest, file: File, sheet: Sheet, key: str, start: str) -> HttpResponse:
    application, asked = sheet.person.application, sheet.find(key)
    if application.status != "draft" and not submitted(request):
        return redirect(home_of(application))
    if asked is None:
        return redirect(start)
    form, version, conflict = _form(request, sheet, asked), _version(request, sheet), None
    try:
        if submitted(request) and _save(request, file, sheet, asked, form, version):
            _notice(request, file, sheet, asked, form)
            return redirect(_after(request, sheet, asked, form, start))
    except Stale as refusal:
        form.add_error(None, refusal.text.say(lang()))
        version, conflict = refusal.version, _conflict(request, sheet, asked, form, refusal.saved)
    place, total = position(sheet, asked)
    return render(
        request,
        "portal/steps/step.html",
        {
            "application": application,
            "sheet": sheet,
            "step": asked,
            "reasons": file.programme.purposes.said_of(asked, sheet.fields(asked)),
            "form": form,
            "version": version,
            "conflict": conflict,
            "position": place,
            "total": total,
            "back": _back(request, sheet, asked, start),
        },
        status=409 if conflict is not None else 422 if form.errors else 200,
    )


def _version(request: HttpRequest, sheet: Sheet) -> int:
    """The version of the answers that the page was made from; 0 where the page does not say it."""
    read = sent(request).get("_version", "")
    if request.method != "POST" and not read:
        return sheet.person.answers_version
    return int(read) if read.isascii() and read.isdecimal() and len(read) < 10 else 0


def _conflict(
    request: HttpRequest, sheet: Sheet, asked: Step, form: PageForm, saved: Answers
) -> list[tuple[Text, str, str]]:
    """Each question with what was saved in the meantime and what was typed here, where they differ."""
    both = [
        (
            field.label,
            in_words(field, saved.get(field.key), lang()),
            in_words(field, form.cleaned_data.get(field.key), lang()),
        )
        for field in sheet.fields(asked)
    ]
    return [row for row in both if row[1] != row[2]]


def _form(request: HttpRequest, sheet: Sheet, asked: Step) -> PageForm:
    later = LATER in request.POST
    made = form_for(asked, sheet.answers, lang(), required=not later)
    return bind(made, request, initial=dict(sheet.answers))


def _save(
    request: HttpRequest, file: File, sheet: Sheet, asked: Step, form: PageForm, version: int
) -> bool:
    """Save all of the page, or, for later, whatever is well-formed; False shows the page again."""
    if form.is_valid():
        for field in to_come(asked, form.cleaned_data, file.on):
            form.add_error(field.key, is_to_come(field).say(lang()))
    if not form.is_valid() and LATER not in request.POST:
        return False
    before = {field.key: sheet.answers.get(field.key) for field in sheet.fields(asked)}
    with refusals_in(form, NotUnderstood):
        answers.save(
            sheet,
            step=asked,
            answers={**before, **form.cleaned_data},
            version=version,
            by=person_in(request),
        )
    return not form.errors


def _notice(request: HttpRequest, file: File, sheet: Sheet, asked: Step, form: PageForm) -> None:
    """Say what the answers just saved do not go together with."""
    whole = next(one for one in file.sheets if one.person.pk == sheet.person.pk)
    say_what_arose(request, file, whole.with_answers(form.cleaned_data), asked)


def _after(request: HttpRequest, sheet: Sheet, asked: Step, form: PageForm, start: str) -> str:
    if LATER in request.POST:
        return start
    after = sheet.with_answers(form.cleaned_data)
    following = form_rules.next_step(after.steps, after.answers, asked.key)
    if _from_review(request):
        review = reverse("portal:review", args=[sheet.person.application.number])
        if following and following.when and _lacks(after, following):
            return f"{page_of(sheet.person, following)}?from=review"
        return f"{review}#{anchor_of(sheet.person, asked.key)}"
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
