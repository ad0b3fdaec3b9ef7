"""The self-check: one question a page, an outcome per condition, and nothing is stored anywhere.

What was answered travels in hidden fields of the form, under the names that the questions' own
controls have, so that Back, the other language and a later page all find it again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from impplus.programmes import SERVED
from impplus.public.presentations import under
from impplus.queries.answers import in_words
from impplus.queries.clock import today
from impplus.queries.facts import case_of_answers
from impplus.queries.findings import left_to_the_officer
from impplus.rules.eligibility import assess, eligible
from impplus.rules.form import (
    Answer,
    Answers,
    Step,
    asked,
    fields_asked,
    missing,
    next_step,
    pages,
    step_before,
)
from impplus.web.forms import bind, form_for, is_alone, typed
from impplus.web.language import lang
from impplus.web.pages import submitted

OUTCOME = "outcome"
# What one can act on stands first.
FIRST = {False: 0, None: 1}
# A template of this page, and what it shows.
type Shown = tuple[str, dict[str, Any]]


@dataclass(frozen=True)
class Check:
    """The questions of a day, and what was answered of those that the answers make necessary."""

    on: date
    steps: tuple[Step, ...]
    answers: Answers

    @cached_property
    def asked(self) -> tuple[Step, ...]:
        """The questions that the answers make necessary, in order."""
        return asked(self.steps, self.answers)

    def find(self, key: str) -> Step | None:
        """The question under this key, if it is asked."""
        return next((step for step in self.asked if step.key == key), None)

    def next(self, step: Step) -> Step | None:
        """The question after one; None at the end."""
        return next_step(self.steps, self.answers, step.key)

    @cached_property
    def open(self) -> tuple[Step, ...]:
        """The questions left open, in order."""
        left = {one.step.key for one in missing(pages(self.steps, self.answers), self.answers)}
        return tuple(step for step in self.asked if step.key in left)

    def open_after(self, step: Step) -> Step | None:
        """The next question that is left open after one; None where there is none."""
        place = self.asked.index(step)
        return next((one for one in self.open if self.asked.index(one) > place), None)


@dataclass(frozen=True)
class AnswerGiven:
    """A question, and what was answered there, in words."""

    step: Step
    words: str


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, slug: str = "") -> HttpResponse:
    """The self-check, of the site or under the name of a firm; what is answered stays in nobody's cache."""
    template, facts = _asked_for(request)
    response = render(request, f"public/self_check/{template}.html", facts | under(slug))
    response["Cache-Control"] = "private"
    return response


def _asked_for(request: HttpRequest) -> Shown:
    """The question asked for (by its key), the one after it, the one before it, or the outcome."""
    check = check_of(request)
    at, go = str(request.POST.get("_step", "")), str(request.POST.get("_go", ""))
    if not submitted(request):
        return _show(request, check, at)
    if check.find(go):
        return _show(request, check, go)
    if go == "back":
        last = at == OUTCOME
        before = check.asked[-1] if last else step_before(check.steps, check.answers, at)
        return _show(request, check, before.key if before else "")
    step = check.find(at)
    if step is None:
        return _show(request, check, at)
    form = bind(form_for(step, check.answers, lang(), on=check.on), request)
    if go != "skip" and not form.is_valid():
        return _question(request, check, step, form)
    after = check.open_after(step) if _returns(request) else check.next(step)
    return _show(request, check, after.key if after else OUTCOME)


def check_of(request: HttpRequest, prefix: str | None = None) -> Check:
    """Today's questions, with what can be understood of the answers sent; under a prefix where they came along to another page."""
    on = today(SERVED)
    steps = tuple(step for step in SERVED.in_force(on).steps if step.self_check)
    answers: dict[str, Answer] = {}
    for step in steps:
        if step not in asked([step], answers):
            continue
        form = form_for(step, answers, lang(), required=False, on=on)(request.POST, prefix=prefix)
        form.is_valid()
        answers |= {
            key: value for key, value in form.cleaned_data.items() if value not in (None, "")
        }
    return Check(on, steps, answers)


def _show(request: HttpRequest, check: Check, at: str) -> Shown:
    if at == OUTCOME:
        return _outcome(request, check)
    step = check.find(at) or check.steps[0]
    form_class = form_for(step, check.answers, lang(), on=check.on)
    return _question(request, check, step, form_class(initial=typed(form_class, request)))


def _question(request: HttpRequest, check: Check, step: Step, form: Any) -> Shown:
    return "question", {
        "step": step,
        "reasons": SERVED.purposes.said_of(step, fields_asked(step, check.answers)),
        "form": form,
        "alone": is_alone(form, step),
        "number": check.asked.index(step) + 1,
        "count": len(check.asked),
        "first": step == check.asked[0],
        "said": list(_said(check, before=step)),
        "carried": _carried(request, check, step),
        "returns": _returns(request),
    }


def _returns(request: HttpRequest) -> bool:
    """Whether a question was opened from the outcome, and leads to what is left open, then back there."""
    return OUTCOME in (request.POST.get("_step"), request.POST.get("_then"))


def _outcome(request: HttpRequest, check: Check) -> Shown:
    law, case = SERVED.in_force(check.on), case_of_answers(check.answers, check.on, SERVED.settings)
    findings = assess(law.conditions, case, on=check.on)
    unmet = [finding for finding in findings if finding.met is not True]
    return "outcome", {
        "on": check.on,
        "findings": findings,
        "open": sorted(unmet, key=lambda finding: FIRST[finding.met]),
        "met": [finding for finding in findings if finding.met],
        "eligible": eligible(findings),
        "requirements": left_to_the_officer(law),
        "said": list(_said(check)),
        "unanswered": check.open,
        "carried": list(_carried(request, check, None)),
    }


def _said(check: Check, before: Step | None = None) -> Iterator[AnswerGiven]:
    """What was answered on each page, or on those before one."""
    for step in check.asked:
        if step == before:
            return
        fields = fields_asked(step, check.answers)
        words = [in_words(one, check.answers.get(one.key), lang()) for one in fields]
        yield AnswerGiven(step, "\n".join(words))


def _carried(request: HttpRequest, check: Check, shown: Step | None) -> Iterator[tuple[str, str]]:
    """Names and contents of the hidden fields: everything typed on the other pages."""
    for step in check.steps:
        if step == shown:
            continue
        names = [field.key for field in step.fields]
        for name, content in request.POST.items():
            if name in names or name.rsplit("_", 1)[0] in names:
                yield name, str(content)[:1000]
