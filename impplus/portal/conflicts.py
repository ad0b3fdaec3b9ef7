"""Two versions of a page: one saved elsewhere in the meantime, one typed here, and a choice for each question."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from impplus.portal.application import person_in
from impplus.portal.saves import ALL, BOTH, CHOICE, LATER, PageSent
from impplus.queries.answers import in_words, plain
from impplus.queries.refusals import Stale
from impplus.queries.saves import saved_by
from impplus.rules.form import Answers, Field
from impplus.web.forms import AGAIN
from impplus.web.language import lang
from impplus.words.text import Text


@dataclass(frozen=True)
class Differing:
    """A question whose answer differs: both in words, "" being empty, and which is offered first."""

    key: str
    label: Text
    typed: str
    other: str
    mine_first: bool

    @property
    def name(self) -> str:
        """Under which the choice is sent."""
        return f"{CHOICE}{self.key}"


def is_between_versions(request: HttpRequest) -> bool:
    """Whether the page with both versions asks to be shown again, in the other language."""
    return request.method == "POST" and BOTH in request.POST and not AGAIN.isdisjoint(request.POST)


def shown_again(page: PageSent) -> HttpResponse:
    """Both versions once more, as they stand now."""
    page.judge()
    return both(page, page.sheet.answers, page.sheet.person.answers_version, status=200)


def refused(page: PageSent, refusal: Stale) -> HttpResponse:
    """The page of an answer that came after another was saved: nothing is lost, and one chooses."""
    return both(page, refusal.saved, refusal.version, status=409)


def both(page: PageSent, saved: Answers, version: int, *, status: int) -> HttpResponse:
    """Both versions side by side; what was typed goes along unseen."""
    request, person = page.request, page.sheet.person
    last, who = saved_by(person, page.step.key)
    fields = page.sheet.fields(page.step)
    differing = [_differing(page, field, saved) for field in fields if _differs(page, field, saved)]
    keys = {one.key for one in differing}
    context = {
        "application": person.application,
        "sheet": page.sheet,
        "step": page.step,
        "differing": differing,
        "same": [field.label for field in fields if field.key not in keys],
        "last": last,
        "who": None if who == person_in(request) else who,
        "version": version,
        "typed": _along(request.POST),
    }
    return render(request, "portal/steps/conflict.html", context, status=status)


def _differs(page: PageSent, field: Field, saved: Answers) -> bool:
    if field.key in page.form.errors:
        return True
    return bool(plain(page.form.cleaned_data.get(field.key)) != plain(saved.get(field.key)))


def _differing(page: PageSent, field: Field, saved: Answers) -> Differing:
    other = saved.get(field.key)
    typed = page.form.cleaned_data.get(field.key)
    said = "" if plain(typed) is None else in_words(field, typed, lang())
    if field.key in page.form.errors:
        said = _as_typed(page.request.POST, field.key)
    return Differing(
        key=field.key,
        label=field.label,
        typed=said,
        other="" if plain(other) is None else in_words(field, other, lang()),
        mine_first=bool(said),
    )


def _as_typed(said: QueryDict, key: str) -> str:
    """What stands in the controls of a question that cannot be understood."""
    named = (name for name in said if name == key or name.startswith((f"{key}_", f"{key}-")))
    return " ".join(filter(None, (str(said[name]) for name in named)))


def _along(said: QueryDict) -> list[tuple[str, str]]:
    """All that was sent, but for the token, the buttons and earlier choices."""
    left_out = {"csrfmiddlewaretoken", LATER, BOTH, ALL, *AGAIN}
    return [
        (name, str(value))
        for name, values in said.lists()
        if name not in left_out and not name.startswith(CHOICE)
        for value in values
    ]
