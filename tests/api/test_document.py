"""The OpenAPI document: every address in it, and examples that are what they say they are."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import given

from impplus.api.examples import CASES
from impplus.programmes import ALL, IMP_PLUS
from impplus.rules.answer import answer
from impplus.rules.case import Case
from tests.api.schemas import meaning, named, wrong
from tests.rules.cases import cases

pytestmark = pytest.mark.django_db
FORMAT = Path(__file__).parents[1] / "rules" / "case.schema.json"
JSON, PROBLEM = "application/json", "application/problem+json"


def asked(lang: str = "en") -> dict[str, Any]:
    got = Client().get("/api/v1/openapi.json", headers={"Accept-Language": lang})
    return dict(got.json())


def operations(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    paths = document["paths"].values()
    return {one["operationId"]: one for methods in paths for one in methods.values()}


def contents(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    """What is sent and what is answered: operation and status, media type, schema with examples."""
    found = []
    for name, operation in operations(document).items():
        parts = {"sent": operation.get("requestBody", {}), **operation["responses"]}
        for part, described in parts.items():
            for media, content in described.get("content", {}).items():
                found.append((f"{name} {part}", media, content))
    return found


def examples(content: dict[str, Any], document: dict[str, Any]) -> list[Any]:
    """The examples of one content, be they beside its schema or in it."""
    schema = content["schema"]
    schema = named(schema["$ref"], document) if "$ref" in schema else schema
    beside = [content["example"]] if "example" in content else []
    several = [one["value"] for one in content.get("examples", {}).values()]
    return beside + several + schema.get("examples", [])


def test_it_describes_every_address() -> None:
    assert set(asked()["paths"]) == {
        "/api/v1/places",
        "/api/v1/figures",
        "/api/v1/verify/{code}",
        "/api/v1/assess",
        "/api/v1/payments/webhook",
        "/api/v1/firm/clients",
        "/api/v1/firm/clients/{number}/ask-to-sign",
    }


def test_all_that_is_sent_and_answered_has_an_example() -> None:
    document = asked()
    shown = {
        (name, media): len(examples(content, document))
        for name, media, content in contents(document)
    }
    assert shown == {
        ("places 200", JSON): 1,
        ("places 422", PROBLEM): 1,
        ("figures 200", JSON): 1,
        ("verify 200", JSON): 1,
        ("verify 429", PROBLEM): 1,
        ("assess sent", JSON): 4,
        ("assess 200", JSON): 4,
        ("assess 400", PROBLEM): 1,
        ("assess 413", PROBLEM): 1,
        ("assess 422", PROBLEM): 1,
        ("card_notice sent", JSON): 1,
        ("card_notice 400", PROBLEM): 1,
        ("firm_clients 200", JSON): 1,
        **{(f"firm_clients {n}", PROBLEM): 1 for n in (401, 403, 429)},
        ("firm_ask 200", JSON): 1,
        **{(f"firm_ask {n}", PROBLEM): 1 for n in (401, 403, 404, 409, 422, 429)},
    }


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_example_is_as_its_schema_says(lang: str) -> None:
    document = asked(lang)
    found = [
        (name, fault)
        for name, _, content in contents(document)
        if name != "card_notice sent"  # any object: the provider's own
        for one in examples(content, document)
        for fault in wrong(one, content["schema"], document)
    ]
    assert found == []


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_each_case_is_shown_with_the_answer_that_it_gets(lang: str) -> None:
    operation = operations(asked(lang))["assess"]
    shown = operation["requestBody"]["content"][JSON]["examples"]
    told = operation["responses"]["200"]["content"][JSON]["examples"]
    assert list(shown) == list(told) == ["single", "family", "refused", "not-known"]
    for name, case in shown.items():
        got = Client().post(
            "/api/v1/assess", json.dumps(case["value"]), JSON, headers={"Accept-Language": lang}
        )
        assert (got.status_code, got.json()) == (200, told[name]["value"])


@given(cases)
def test_every_answer_is_as_the_document_says(case: Case) -> None:
    said = json.loads(json.dumps(answer(IMP_PLUS, case, "fr")))
    document = described()
    assert wrong(said, {"$ref": "#/components/schemas/Answer"}, document) == []


@cache
def described() -> dict[str, Any]:
    return asked()


def test_the_examples_show_every_part_of_an_answer() -> None:
    document = asked()
    shown = operations(document)["assess"]["responses"]["200"]["content"][JSON]
    values = examples(shown, document)
    parts = document["components"]["schemas"]["Answer"]["properties"]
    filled = {key for one in values for key, part in one.items() if part not in (None, [])}
    assert filled == set(parts)
    assert {one["eligible"] for one in values} == {True, None}


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_each_problem_is_shown_as_it_is_answered(lang: str) -> None:
    document = operations(asked(lang))
    sent = {
        ("places", 422): ("GET", "/api/v1/places?year=1", b""),
        ("card_notice", 400): ("POST", "/api/v1/payments/webhook", b"{}"),
        ("assess", 400): ("POST", "/api/v1/assess", b'{"on": "2026-03-02", '),
        ("assess", 413): ("POST", "/api/v1/assess", b"0" * 1_000_000),
        ("assess", 422): (
            "POST",
            "/api/v1/assess",
            b'{"on": "2026-02-30", "principal": {"born": "1990-04-02", "born": "1991", "shoe": 1}}',
        ),
    }
    for (name, status), (method, path, body) in sent.items():
        shown = document[name]["responses"][str(status)]["content"][PROBLEM]["example"]
        got = Client().generic(method, path, body, JSON, headers={"Accept-Language": lang})
        assert (got.status_code, got["Content-Type"]) == (status, PROBLEM)
        assert shown == got.json()


def test_a_case_is_described_as_its_public_format() -> None:
    public = json.loads(FORMAT.read_text(encoding="utf-8"))
    document = asked()
    written = operations(document)["assess"]["requestBody"]["content"][JSON]["schema"]
    assert meaning(written, document) == meaning(public, public)


def test_it_names_the_programmes_of_the_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ALL, "other", IMP_PLUS)  # type: ignore[arg-type]
    properties = asked()["components"]["schemas"]["Case"]["properties"]
    assert properties["programme"] == {"enum": ["imp-plus", "other"]}


@pytest.mark.parametrize(
    ("case", "fault"),
    [
        ({"on": "2026-03-02"}, "/principal is missing"),
        ({"on": 7, "principal": {}}, "/on is 7"),
        ({"on": "2026-3-2", "principal": {}, "x": 1}, "/x is new"),
        ({"on": "2026-03-02", "principal": {"nationality": "mar"}}, "/principal/nationality is 'mar'"),
        ({"on": "2026-03-02", "principal": {"relationship": "x"}}, "/principal/relationship is 'x'"),
        ({"on": "2026-03-02", "principal": {"permanent_residence": {"applied": 0}}},
         "/principal/permanent_residence/applied fits none"),
        ({"on": "2026-03-02", "principal": {}, "represented": 1}, "/represented is 1"),
        ({"on": "2026-03-02", "principal": {}, "family": [{"relation": "child"}] * 31}, "/family is too long"),
    ],
)  # fmt: skip
def test_an_example_that_is_none_would_be_seen(case: dict[str, Any], fault: str) -> None:
    document = asked()
    assert wrong(CASES["single"]["value"], {"$ref": "#/components/schemas/Case"}, document) == []
    assert fault in wrong(case, {"$ref": "#/components/schemas/Case"}, document)


def test_two_formats_that_differ_would_be_seen() -> None:
    public = json.loads(FORMAT.read_text(encoding="utf-8"))
    document = asked()
    for change in (
        lambda case: case["required"].remove("principal"),
        lambda case: case["properties"]["outcome"]["enum"].pop(),
        lambda case: case["properties"]["principal"].pop("additionalProperties"),
        lambda case: (
            case["properties"]["principal"]["properties"].pop("married", 0)
            or case["properties"]["principal"]["properties"].pop("csq")
        ),
        lambda case: case["properties"]["principal"]["properties"]["nationality"].pop("pattern"),
        lambda case: case["properties"]["family"].pop("maxItems"),
    ):
        changed = json.loads(json.dumps(document["components"]["schemas"]["Case"]))
        assert meaning(changed, document) == meaning(public, public)
        change(changed)
        assert meaning(changed, document) != meaning(public, public)
