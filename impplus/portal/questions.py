"""Questions of an officer: read, answered by words or by files, and sent once."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from impplus.actions import documents, questions, reviews, several_files
from impplus.actions.documents import SentFor, rule_of
from impplus.portal.application import WHO, part_of, person_in, writer_in
from impplus.portal.documents import FilesForm, about_sending, all_taken
from impplus.portal.on_their_way import OnTheirWay
from impplus.portal.slots import SentFile
from impplus.queries import scanning
from impplus.queries.facts import principal_of
from impplus.queries.file import today_of
from impplus.queries.papers import questions_of
from impplus.queries.privacy import is_read
from impplus.queries.readiness import uploads_of
from impplus.queries.refusals import AlreadyDone, NotUnderstood, WrongMoment
from impplus.queries.typed import LONGEST
from impplus.queries.unsent_texts import answer_to, more_time_for
from impplus.records import access
from impplus.records.models import Application, Letter, Question
from impplus.records.question import KINDS
from impplus.web.day import DayField
from impplus.web.fields import TextField
from impplus.web.forms import TAKE_OUT, PageForm, bind, refusals_in
from impplus.web.language import lang
from impplus.web.pages import door, submitted
from impplus.web.unsent_texts import Typing
from impplus.words.text import Text

ANY = "answer"


@dataclass(frozen=True)
class SeenQuestion:
    """A question as a reader of the file sees it: `read` is whether its words are shown, `name` whom it is about but the reader."""

    question: Question
    read: bool
    name: str


def as_read(application: Application, questions: Iterable[Question]) -> list[SeenQuestion]:
    """The questions, those that are read first; who reads one part of the application sees no other."""
    found = [
        SeenQuestion(one, is_read(application, one.person_id), _name(application, one))
        for one in questions
    ]
    shown = found if application.own_part is None else [one for one in found if one.read]
    return sorted(shown, key=lambda one: not one.read)


def asked_by(application: Application, letter: Letter) -> Question | None:
    """The question that a letter asks, as it stands now; None of another letter."""
    if letter.kind not in KINDS:
        return None
    same = [one for one in questions_of(application) if one.text == letter.facts.get("text")]
    return min(same, key=lambda one: abs(one.asked_at - letter.owed_at), default=None)


def _name(application: Application, question: Question) -> str:
    """Whom a question is about, where that is somebody else than its reader."""
    own = question.person_id == application.own_part
    return "" if own or question.person is None else question.person.name


class AnswerForm(PageForm):
    """Words, files, or both."""

    answer = TextField(label=_("Your answer"), longest=5000, lines=True, required=False)
    file = FilesForm.base_fields["file"]  # of which there may be none

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = False


@require_http_methods(["GET", "POST"])
@door(*WHO)
def question(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """The question with a form to answer it, or with what became of it; words that come too late stay on the page."""
    application, asked = asked_in(request, number, pk)
    typing = Typing(request, application, answer_to(asked.pk), "answer", person_in(request))
    if typing.by_itself:
        return typing.saved(awaited=asked.status == "open")
    form, late = bind(AnswerForm, request, typing.initial, files=True), False
    try:
        if TAKE_OUT in request.POST:
            _take_out(request, asked)
        if submitted(request) and form.is_valid() and _done(typing, asked, form):
            return redirect("portal:question", number, pk)
    except WrongMoment:
        asked.refresh_from_db()
        late = True
    sent = asked.documents.filter(removed_at__isnull=True)
    return render(
        request,
        "portal/questions/question.html",
        {
            "application": application,
            "question": asked,
            "about": _name(application, asked),
            "wanted": _wanted(application, asked),
            "documents": sent,
            "files": [SentFile(one, (), None, _read_on(application, asked)) for one in sent],
            "uploads": _on_their_way(application, asked),
            "form": form,
            "typing": typing,
            "late": late,
            "scanned": scanning.is_on(),
            **about_sending(request),
        },
        status=WrongMoment.status if late else 422 if form.errors else 200,
    )


def _on_their_way(application: Application, asked: Question) -> OnTheirWay:
    """The files for it that are no documents yet; once nothing is awaited, not those that are only partly sent."""
    mine = (one for one in uploads_of(application) if one.question_id == asked.pk)
    return OnTheirWay(
        tuple(one for one in mine if asked.status == "open" or one.is_whole or one.refused)
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


@require_http_methods(["GET", "POST"])
@door(*WHO)
def more_time(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Ask for more time to answer; the last day stays until the office moves it."""
    application, asked = asked_in(request, number, pk)
    typing = Typing(request, application, more_time_for(asked.pk), "reason", person_in(request))
    if typing.by_itself:
        return typing.saved(awaited=asked.status == "open" and asked.more != "asked")
    if asked.status != "open" and not submitted(request):
        return redirect("portal:question", number, pk)
    form = bind(MoreTimeForm, request, typing.initial)
    if submitted(request) and form.is_valid():
        with refusals_in(form, NotUnderstood):
            return _asked_for_more(typing, asked, form)
    most = questions.latest(asked)
    facts = {"application": application, "question": asked, "most": most, "form": form}
    facts["typing"] = typing
    status = 422 if form.errors else 200
    return render(request, "portal/questions/ask-more-time.html", facts, status=status)


def _asked_for_more(typing: Typing, asked: Question, form: PageForm) -> HttpResponse:
    """Ask for more time; the same press again is shown what became of it. Raises as `ask_more_time`."""
    with suppress(AlreadyDone):
        said = writer_in(typing.request)
        questions.ask_more_time(asked, **form.cleaned_data, **said)
        sentence = _("You asked for more time. The last day stays until the office moves it.")
        messages.success(typing.request, str(sentence))
    typing.sent()
    return redirect("portal:question", asked.application.number, asked.pk)


def asked_in(request: HttpRequest, number: str, pk: int) -> tuple[Application, Question]:
    """The application and what was asked, where the person signed in may read it; no such page for anybody else."""
    application = part_of(request, number)
    visible = access.questions(person_in(request)).filter(application=application)
    found = visible.select_related("answered_by", "person").filter(pk=pk).first()
    if found is None or not is_read(application, found.person_id):
        raise Http404
    found.application = application
    return application, found


def _done(typing: Typing, asked: Question, form: AnswerForm) -> bool:
    """Add the files, then send the answer unless only these were to be added."""
    request, application, added = typing.request, typing.application, False
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
        with suppress(AlreadyDone):
            reviews.answer(asked, text=written, by=person_in(request), language=lang())
        typing.sent()
        messages.success(request, str(_("Your answer was sent to the office.")))
    return not form.errors


def _take_out(request: HttpRequest, asked: Question) -> None:
    """Take a file out of an answer that is not sent yet; the page is shown again with the words typed so far."""
    there = asked.documents.filter(removed_at=None).select_related("application", "person")
    pk = request.POST[TAKE_OUT]
    document = there.filter(pk=pk).first() if pk.isascii() and pk.isdecimal() else None
    if document is None:
        raise Http404
    documents.remove(document, by=person_in(request))
    messages.success(request, str(_("The file is removed. It does not go with the answer.")))


def _add(request: HttpRequest, application: Application, asked: Question, form: AnswerForm) -> bool:
    sent = several_files.upload(
        sent_for(application, asked),
        files=[(str(one.name), one) for one in form.cleaned_data["file"]],
        by=person_in(request),
    )
    return all_taken(request, sent, form)


def sent_for(application: Application, asked: Question) -> SentFor:
    """For whom, as what and for which question its files are sent."""
    concerned = asked.person or principal_of(application)
    return SentFor(application, concerned, asked.document or ANY, asked)


def _read_on(application: Application, asked: Question) -> date | None:
    """The day on which the zone of a file is read, where the document asked for has one, as in its own place."""
    rule = rule_of(application, asked.document)
    return today_of(application) if rule and rule.zone == "each" else None


def _wanted(application: Application, asked: Question) -> Text | None:
    """What kind of document was asked for, if one was."""
    programme = application.programme
    asked_on = programme.day_of(asked.asked_at)
    kinds = {one.key: one.text for one in programme.in_force(asked_on).documents}
    return kinds.get(asked.document)
