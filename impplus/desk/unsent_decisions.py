"""A decision that is filled in and not made yet: it saves itself, and the officer who wrote it finds it again."""

import json
from contextlib import suppress
from typing import Any

from django.forms import Form
from django.http import HttpRequest

from impplus.desk.file import officer_in
from impplus.desk.weighing import ALL_MET
from impplus.queries.refusals import NotUnderstood, Stale
from impplus.queries.unsent_texts import DECISION
from impplus.records.models import Application
from impplus.web.unsent_texts import Typing

LONGEST = 400_000  # characters of all fields together


def unsent_decision(request: HttpRequest, application: Application) -> Typing:
    """What an officer filled in on the page of the decision of a file."""
    return Typing(request, application, DECISION, "", officer_in(request))


def fields_kept(unsent: Typing) -> dict[str, str]:
    """What stands in each field, by its name; empty where nothing is kept."""
    return dict(json.loads(unsent.text)) if unsent.text else {}


def written(unsent: Typing, form: Form) -> str:
    """What was sent with the page as one text, a press that says it of all as what it says; empty where nothing was filled in."""
    sent = unsent.request.POST
    given: dict[str, Any] = {name: sent[name] for name in form.fields if name in sent}
    if given.pop("all_met", ""):
        given |= ALL_MET
    return json.dumps(given, ensure_ascii=False) if any(given.values()) else ""


def keep(unsent: Typing, form: Form) -> None:
    """Keep what was sent with the page; what another window has kept since stays as it is.

    What is too long to be kept stands on the page that says so, where there are mistakes.
    """
    beyond = () if form.is_valid() else (NotUnderstood,)
    with suppress(Stale, *beyond):
        unsent.kept_as(written(unsent, form), longest=LONGEST)
