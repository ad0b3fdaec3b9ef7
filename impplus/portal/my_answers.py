"""The answers as they stand now: those of the form, with what was corrected since, person by person."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from impplus.portal.application import WHO, part_of
from impplus.portal.asked_again import since_submission
from impplus.queries.answers import Sheet, in_words
from impplus.queries.file import file_of
from impplus.queries.privacy import hidden_in
from impplus.web.language import lang
from impplus.web.pages import door
from impplus.words.text import Text

type Page = tuple[Text, list[tuple[Text, str]]]


@require_safe
@door(*WHO)
def page(request: HttpRequest, number: str) -> HttpResponse:
    """Every answer of those whom the reader sees, in the order of the form."""
    application = part_of(request, number)
    file, hidden = file_of(application), hidden_in(application)
    people = [(one.person, pages_of(one)) for one in file.sheets if one.person.pk not in hidden]
    facts: dict[str, Any] = {"application": application, "people": people}
    if application.status != "draft" and application.own_part is None:
        facts |= since_submission(file)
    return render(request, "portal/my_answers/answers.html", facts)


def pages_of(sheet: Sheet) -> list[Page]:
    """Each page of the form that is asked, with its answers in the words of the page's language."""
    return [
        (
            step.title,
            [
                (field.label, in_words(field, sheet.answers.get(field.key), lang()))
                for field in fields
            ],
        )
        for step, fields in sheet.pages
    ]
