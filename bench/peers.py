"""The ten conditions of IMP+ as bare comparisons, written for zen-engine and for json-logic.

They say yes or no and nothing else: no unknown fact, no reason, no source, no law of another day.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import zen
from json_logic import jsonLogic

type Facts = dict[str, Any]
type Evaluator = Callable[[Facts], Mapping[str, bool]]

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
SELECTED = ["PRTQ", "PILOT-AI-IT-VFX"]
ENTITLED = ["worker", "student", "permit-holder-family"]


@dataclass(frozen=True)
class Bare:
    """One condition in both languages; days are numbers, which both compare quickest."""

    key: str
    zen: str
    logic: Mapping[str, Any]


def _fact(name: str) -> dict[str, str]:
    return {"var": name}


ON = _fact("on")
EXPIRES = _fact("principal.csq.expires")
FILED = _fact("principal.permanent_residence.applied")
NOT_FILED = {"==": [FILED, False]}
ABROAD = {"!=": [_fact("principal.lives_in.country"), "CAN"]}

CONDITIONS = (
    Bare("in-force", "on >= 20220524", {">=": [ON, 20220524]}),
    Bare(
        "invitation",
        "principal.invitation.state == 'issued' and principal.invitation.issued <= on",
        {
            "and": [
                {"==": [_fact("principal.invitation.state"), "issued"]},
                {"<=": [_fact("principal.invitation.issued"), ON]},
            ]
        },
    ),
    Bare(
        "outside-quebec",
        "principal.lives_in.country != 'CAN' or principal.lives_in.province != 'QC'",
        {"or": [ABROAD, {"!=": [_fact("principal.lives_in.province"), "QC"]}]},
    ),
    Bare(
        "intends-quebec",
        "principal.intends_quebec == true",
        {"==": [_fact("principal.intends_quebec"), True]},
    ),
    Bare(
        "csq-programme",
        f"principal.csq.programme in {SELECTED}",
        {"in": [_fact("principal.csq.programme"), SELECTED]},
    ),
    Bare(
        "csq-valid",
        "principal.permanent_residence.applied == false ? on <= principal.csq.expires"
        " : principal.csq.issued <= principal.permanent_residence.applied"
        " and principal.permanent_residence.applied <= principal.csq.expires",
        {
            "if": [
                NOT_FILED,
                {"<=": [ON, EXPIRES]},
                {"<=": [_fact("principal.csq.issued"), FILED, EXPIRES]},
            ]
        },
    ),
    Bare(
        "pr-not-decided",
        "principal.permanent_residence.applied == false"
        " or principal.permanent_residence.decision == 'pending'",
        {"or": [NOT_FILED, {"==": [_fact("principal.permanent_residence.decision"), "pending"]}]},
    ),
    Bare(
        "pr-filed-in-time",
        "principal.permanent_residence.applied == false"
        " or principal.permanent_residence.applied <= principal.csq.expires",
        {"or": [NOT_FILED, {"<=": [FILED, EXPIRES]}]},
    ),
    Bare(
        "may-apply-from-canada",
        f"principal.lives_in.country != 'CAN' or principal.in_canada.status in {ENTITLED}",
        {"or": [ABROAD, {"in": [_fact("principal.in_canada.status"), ENTITLED]}]},
    ),
    Bare(
        "passport",
        "principal.passport_expires >= on",
        {">=": [_fact("principal.passport_expires"), ON]},
    ),
)


def facts(case: Any) -> Any:
    """A case in its public format, its days as numbers: 2026-03-02 is 20260302."""
    if isinstance(case, dict):
        return {key: facts(value) for key, value in case.items()}
    if isinstance(case, str) and DAY.fullmatch(case):
        return int(case.replace("-", ""))
    return case


def zen_decision() -> Evaluator:
    """A decision of zen-engine, as its documentation has it: a graph with a node of expressions."""
    expressions = [{"id": one.key, "key": one.key, "value": one.zen} for one in CONDITIONS]
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in", "content": {}},
        {
            "id": "ten",
            "type": "expressionNode",
            "name": "ten",
            "content": {"expressions": expressions},
        },
        {"id": "out", "type": "outputNode", "name": "out", "content": {}},
    ]
    edges = [
        {"id": f"{source}-{target}", "type": "edge", "sourceId": source, "targetId": target}
        for source, target in (("in", "ten"), ("ten", "out"))
    ]
    decision = zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))
    decision.validate()
    return lambda facts: decision.evaluate(facts)["result"]


def zen_expression() -> Evaluator:
    """The same ten as one compiled expression: the quickest that zen-engine offers."""
    ten = ", ".join(f"'{one.key}': ({one.zen})" for one in CONDITIONS)
    evaluator: Evaluator = zen.compile_expression(f"{{{ten}}}").evaluate
    return evaluator


def json_logic(facts: Facts) -> Mapping[str, bool]:
    """The ten with json-logic, one call each."""
    return {one.key: jsonLogic(one.logic, facts) for one in CONDITIONS}
