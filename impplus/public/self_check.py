"""The self-check: one question a page, an outcome per condition, and nothing is stored anywhere.

What was answered travels in hidden fields of the form, under the names that the questions' own
controls have, so that Back, the other language and a later page all find it again.
"""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from impplus.programmes import SERVED
from impplus.queries.clock import today
from impplus.queries.facts import case_of_answers
from impplus.queries.findings import left_to_the_officer
from impplus.rules.eligibility import assess, eligible
from impplus.rules.form import Answer, Step, asked, next_step, step_before
from impplus.web.forms import bind, form_for, typed
from impplus.web.pages import lang, submitted

STEPS: tuple[Step, ...] = tuple(step for step in SERVED.steps if step.self_check)
OUTCOME = "outcome"
# What one can act on stands first.
FIRST = {False: 0, None: 1, True: 2}


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The question asked for, the one after it, the one before it, or the outcome."""
    answers = answered(request)
    at = str(request.POST.get("_step", ""))
    if not submitted(request):
        return _show(request, answers, at)
    if request.POST.get("_go") == "back":
        before = step_before(STEPS, answers, at) if at != OUTCOME else _last(answers)
        return _show(request, answers, before.key if before else "")
    step = _step(at, answers)
    if step is None:
        return _show(request, answers, at)
    form = bind(form_for(step, answers, lang(request)), request)
    if request.POST.get("_go") != "skip" and not form.is_valid():
        return _question(request, step, form, answers)
    after = next_step(STEPS, answers, step.key)
    return _show(request, answers, after.key if after else OUTCOME)


def answered(request: HttpRequest) -> dict[str, Answer]:
    """What can be understood of the answers sent, of the questions that they make necessary."""
    answers: dict[str, Answer] = {}
    for step in STEPS:
        if step not in asked([step], answers):
            continue
        form = form_for(step, answers, lang(request), required=False)(request.POST)
        form.is_valid()
        answers |= {
            key: value for key, value in form.cleaned_data.items() if value not in (None, "")
        }
    return answers


def _show(request: HttpRequest, answers: dict[str, Answer], at: str) -> HttpResponse:
    if at == OUTCOME:
        return _outcome(request, answers)
    step = _step(at, answers) or STEPS[0]
    form_class = form_for(step, answers, lang(request))
    return _question(request, step, form_class(initial=typed(form_class, request)), answers)


def _question(
    request: HttpRequest, step: Step, form: Any, answers: dict[str, Answer]
) -> HttpResponse:
    steps = asked(STEPS, answers)
    facts = {
        "step": step,
        "form": form,
        "number": steps.index(step) + 1,
        "first": step == steps[0],
        "carried": _carried(request, step),
        "alone": len(step.fields) == 1,
    }
    return _private(render(request, "public/self_check/question.html", facts))


def _outcome(request: HttpRequest, answers: dict[str, Answer]) -> HttpResponse:
    on = today(SERVED)
    findings = assess(SERVED.in_force(on).conditions, case_of_answers(answers, on), on=on)
    facts = {
        "on": on,
        "findings": sorted(findings, key=lambda finding: FIRST[finding.met]),
        "eligible": eligible(findings),
        "requirements": left_to_the_officer(SERVED.in_force(on)),
        "met": sum(finding.met is True for finding in findings),
        "carried": _carried(request, None),
    }
    return _private(render(request, "public/self_check/outcome.html", facts))


def _carried(request: HttpRequest, shown: Step | None) -> Iterator[tuple[str, str]]:
    """Names and contents of the hidden fields: everything typed on the other pages."""
    for step in STEPS:
        if step == shown:
            continue
        names = [field.key for field in step.fields]
        for name, content in request.POST.items():
            if name in names or name.rsplit("_", 1)[0] in names:
                yield name, str(content)[:1000]


def _step(key: str, answers: dict[str, Answer]) -> Step | None:
    return next((step for step in asked(STEPS, answers) if step.key == key), None)


def _last(answers: dict[str, Answer]) -> Step:
    return asked(STEPS, answers)[-1]


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private"
    return response
