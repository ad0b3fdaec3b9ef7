"""Questions of an officer: read, answered by words or by files, and sent once."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from impplus.actions import questions, reviews, several_files
from impplus.portal.application import WHO, application_of, person_in
from impplus.portal.documents import FilesForm, about_sending, all_taken
from impplus.portal.slots import OnItsWay, SentFile
from impplus.queries.facts import principal_of
from impplus.queries.readiness import uploads_of
from impplus.queries.refusals import NotUnderstood, WrongMoment
from impplus.queries.typed import LONGEST
from impplus.records.models import Application, Question
from impplus.web.day import DayField
from impplus.web.fields import TextField
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.language import lang
from impplus.web.pages import door, submitted
from impplus.words.text import Text

ANY = "answer"


class AnswerForm(PageForm):
    """Words, files, or both."""

    answer = TextField(label=_("Your answer"), longest=5000, lines=True, required=False)
    file = FilesForm.base_fields["file"]  # of which there may be none

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = False


@door(*WHO)
def question(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """The question with a form to answer it, or with what became of it; words that come too late stay on the page."""
    application = application_of(request, number)
    asked = get_object_or_404(application.questions.select_related("answered_by"), pk=pk)
    form, late = bind(AnswerForm, request, files=True), False
    try:
        if submitted(request) and form.is_valid() and _done(request, application, asked, form):
            return redirect("portal:question", number, pk)
    except WrongMoment:
        asked.refresh_from_db()
        late = True
    documents = asked.documents.filter(removed_at__isnull=True)
    return render(
        request,
        "portal/questions/question.html",
        {
            "application": application,
            "question": asked,
            "wanted": _wanted(application, asked),
            "documents": documents,
            "files": [SentFile(one, (), None) for one in documents],
            "uploads": [OnItsWay(one) for one in uploads_of(application) if one.question_id == pk],
            "form": form,
            "late": late,
            **about_sending(request),
        },
        status=WrongMoment.status if late else 422 if form.errors else 200,
    )


class MoreTimeForm(PageForm):
    """Until when, and why."""

    until = DayField(label=_("Until which day do you need?"))
    reason = TextField(
        label=_("Why do you need more time?"),
        empty=_("Write why you need more time"),
        longest=LONGEST,
        lines=True,
    )


@door(*WHO)
def more_time(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Ask for more time to answer; the last day stays until the office moves it."""
    application = application_of(request, number)
    asked = get_object_or_404(application.questions, pk=pk)
    if asked.status != "open" and not submitted(request):
        return redirect("portal:question", number, pk)
    form = bind(MoreTimeForm, request)
    if submitted(request) and form.is_valid():
        with refusals_in(form, NotUnderstood):
            questions.ask_more_time(
                asked, **form.cleaned_data, by=person_in(request), language=lang()
            )
            messages.success(
                request,
                str(_("You asked for more time. The last day stays until the office moves it.")),
            )
            return redirect("portal:question", number, pk)
    most = questions.latest(asked)
    facts = {"application": application, "question": asked, "most": most, "form": form}
    status = 422 if form.errors else 200
    return render(request, "portal/questions/ask-more-time.html", facts, status=status)


def _done(
    request: HttpRequest, application: Application, asked: Question, form: AnswerForm
) -> bool:
    """Add the files, then send the answer unless only these were to be added."""
    added = False
    if form.cleaned_data["file"]:
        added = _add(request, application, asked, form)
    if form.errors:
        return False
    if "_add" in request.POST:
        if not added:
            form.add_error("file", _("Choose a file to add."))
        # The words typed so far stay on the page: nothing of them is stored before it is sent.
        return added and not form.cleaned_data["answer"]
    with refusals_in(form, NotUnderstood):
        written = form.cleaned_data["answer"]
        reviews.answer(asked, text=written, by=person_in(request), language=lang())
        messages.success(request, str(_("Your answer was sent to the office.")))
    return not form.errors


def _add(request: HttpRequest, application: Application, asked: Question, form: AnswerForm) -> bool:
    sent = several_files.upload(
        application,
        **slot_of(application, asked),
        files=[(str(one.name), one) for one in form.cleaned_data["file"]],
        by=person_in(request),
    )
    return all_taken(request, sent, form)


def slot_of(application: Application, asked: Question) -> dict[str, Any]:
    """For whom, as what and for which question its files are sent."""
    return {
        "person": principal_of(application),
        "key": asked.document or ANY,
        "question": asked,
    }


def _wanted(application: Application, asked: Question) -> Text | None:
    """What kind of document was asked for, if one was."""
    programme = application.programme
    asked_on = programme.day_of(asked.asked_at)
    kinds = {one.key: one.text for one in programme.in_force(asked_on).documents}
    return kinds.get(asked.document)
