"""The OpenAPI document: what is read from the code, with examples that the rules themselves answer."""

from typing import Any

from impplus.actions.asked_signatures import AskedToday, UsedForAnother
from impplus.actions.payments import NoticeForged
from impplus.api.examples import ASKED, BAD_CASES, CASES
from impplus.api.problems import PROBLEM, REFUSED, UNREAD, problem
from impplus.api.shapes import case_shape
from impplus.programmes import ALL
from impplus.queries.firm_keys import KeyMayNot, KeyUnknown
from impplus.queries.refusals import NotYours, Refusal, TooOften
from impplus.rules import case_json
from impplus.rules.answer import answer
from impplus.rules.case import BadCase
from impplus.web.language import lang

JSON = "application/json"


def complete(document: dict[str, Any]) -> dict[str, Any]:
    """Say which media type a problem has, and what a case is; show each case with its answer."""
    paths = document["paths"].values()
    operations = {one["operationId"]: one for methods in paths for one in methods.values()}
    for operation in operations.values():
        for status, response in operation["responses"].items():
            if status >= 400:
                response["content"] = {PROBLEM: response["content"][JSON]}
    document["components"]["schemas"]["Case"] = case_shape()
    _assess(operations["assess"], lang())
    no_year = problem(422, UNREAD, "/api/v1/places", unread=["year"])
    forged = problem(400, REFUSED, "/api/v1/payments/webhook", detail=NoticeForged.text)
    too_often = problem(429, REFUSED, "/api/v1/verify/ABC", detail=TooOften.text)
    _show(operations["places"], no_year)
    _show(operations["verify"], too_often)
    _show(operations["card_notice"], forged)
    _of_firms(operations)
    return document


def _of_firms(operations: dict[str, dict[str, Any]]) -> None:
    """Each refusal of what a firm's software asks."""
    every: tuple[type[Refusal], ...] = (KeyUnknown, KeyMayNot, TooOften)
    asked = f"/api/v1/firm/clients/{ASKED['number']}/ask-to-sign"
    for one in every:
        _show(operations["firm_clients"], _said(one, "/api/v1/firm/clients"))
    for one in (*every, NotYours, AskedToday, UsedForAnother):
        _show(operations["firm_ask"], _said(one, asked))


def _said(refusal: type[Refusal], path: str) -> dict[str, Any]:
    return problem(refusal.status, REFUSED, path, detail=refusal.text)


def _show(operation: dict[str, Any], said: dict[str, Any]) -> None:
    operation["responses"][said["status"]]["content"][PROBLEM]["example"] = said


def _assess(operation: dict[str, Any], lang: str) -> None:
    operation["requestBody"] = {
        "required": True,
        "content": {JSON: {"schema": {"$ref": "#/components/schemas/Case"}, "examples": CASES}},
    }
    operation["responses"][200]["content"][JSON]["examples"] = {
        name: {"summary": case["summary"], "value": _answer(case["value"], lang)}
        for name, case in CASES.items()
    }
    for content in BAD_CASES:
        _show(operation, _problem(content, lang))


def _answer(case: dict[str, Any], lang: str) -> dict[str, Any]:
    return answer(*case_json.read_case(case_json.write(case), ALL), lang)


def _problem(content: bytes, lang: str) -> dict[str, Any]:
    try:
        case_json.read_case(content, ALL)
    except BadCase as bad:
        return case_json.problem(bad, "/api/v1/assess", lang)
    raise ValueError(f"an example of a bad case is a good one: {content[:80]!r}")
