"""Questions that a report raises: both facts, and room to say why they are right, sent with the report."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from impplus.queries import contradictions
from impplus.queries.contradictions import Noticed
from impplus.queries.file import File, today_of
from impplus.queries.privacy import hidden_in
from impplus.queries.reports import as_answered, consequences
from impplus.queries.typed import LONGEST
from impplus.records.models import Person
from impplus.rules.form import Answers
from impplus.web.fields import TextField
from impplus.web.forms import made_form
from impplus.web.language import lang

BECAUSE = "because-"  # begins the name of the field of a question, which its mark ends


def said_in(request: HttpRequest) -> dict[str, str]:
    """Why the answers are right, by the mark of each question, as far as something is said."""
    return {
        name.removeprefix(BECAUSE): said
        for name, said in request.POST.items()
        if name.startswith(BECAUSE) and isinstance(said, str) and said.strip()
    }


def typed_in(request: HttpRequest) -> list[tuple[str, str]]:
    """The same as the page of the answers keeps it unseen."""
    return [(f"{BECAUSE}{mark}", said) for mark, said in said_in(request).items()]


def what_follows(
    request: HttpRequest, file: File, person: Person, answers: Answers
) -> dict[str, Any]:
    """What these answers would change, and what is asked of those that then do not go together."""
    hidden = hidden_in(file.application)
    found = contradictions.arising(file, as_answered(file, person, answers), lang())
    asked = contradictions.seen(found, hidden)
    on = today_of(file.application)
    follows = consequences(file, person, answers, on=on, hidden=hidden)
    form = _form(asked, said_in(request))
    fields = [form[f"{BECAUSE}{one.mark}"] for one in asked]
    return {"consequences": follows, "asked": list(zip(asked, fields, strict=True))}


def _form(asked: Iterable[Noticed], said: dict[str, str]) -> forms.Form:
    made = {
        f"{BECAUSE}{one.mark}": TextField(
            label=_("It is right as it is, because …"),
            longest=LONGEST,
            lines=True,
            required=False,
            empty="",
        )
        for one in asked
    }
    initial = {f"{BECAUSE}{mark}": because for mark, because in said.items()}
    return made_form("ExplanationForm", made)(initial=initial)
