"""The answer as JSON: its keys, its bytes, and what it says where the law has nothing to say."""

from dataclasses import replace
from datetime import date
from typing import Any

from impplus.programmes import IMP_PLUS
from impplus.rules.answer import answer, fingerprint, judgement, judgements
from impplus.rules.canonical import canonical, digest
from impplus.rules.case import InCanada
from tests.rules.cases import ON, SPOUSE, alice
from tests.rules.ending import AFTER, ENDING, ENDS

CITED = {"cite", "title", "url"}
FINDING = {"key", "met", "title", "text", "remedy", "facts", "source"}
# The key under which a list or an object stands in the answer, and the keys of what stands there.
PARTS = {
    "findings": FINDING,
    "family": FINDING | {"person"},
    "requirements": {"key", "judged", "title", "text", "source"},
    "documents": {"key", "person", "text", "why", "source"},
    "fees": {"currency", "total", "lines", "warnings"},
    "medical": {"person", "needed", "why", "source"},
    "biometrics": {"person", "needed", "why", "source"},
    "permits": {
        "person",
        "kind",
        "name",
        "from",
        "until",
        "limited_by",
        "province",
        "conditions",
        "source",
    },
    "cap": {"year", "size", "target", "source"},
    "outcome": {"refunds", "refund_total", "counts_against_cap", "text", "source"},
}
LINE = {"key", "person", "amount", "text", "source"}


def objects(part: Any) -> list[dict[str, Any]]:
    return part if isinstance(part, list) else [part]


def test_each_part_of_an_answer_has_its_keys_and_its_source() -> None:
    given = answer(IMP_PLUS, replace(alice(SPOUSE), outcome="refused"), "en")
    assert {key: {frozenset(one) for one in objects(given[key])} for key in PARTS} == {
        key: {frozenset(keys)} for key, keys in PARTS.items()
    }
    head = {"programme": "imp-plus", "rules": fingerprint(IMP_PLUS), "eligible": True}
    assert {key: given[key] for key in given if key not in PARTS} == head | {"on": "2026-03-02"}
    lines = given["fees"]["lines"] + given["outcome"]["refunds"]
    assert {frozenset(line) for line in lines} == {frozenset(LINE)}
    rows = [row for key in PARTS for row in objects(given[key]) if key != "fees"]
    assert {frozenset(row["source"]) for row in rows + lines} == {frozenset(CITED)}
    assert (given["fees"]["currency"], given["medical"]["person"]) == ("CAD", "principal")
    assert {row["judged"] for row in given["requirements"]} == {"at-submission", "at-decision"}


def test_a_fee_of_unknown_amount_says_why_and_takes_the_total_away() -> None:
    stay = InCanada("worker", lost_on=ENDS)
    fees = answer(ENDING, alice(on=AFTER, in_canada=stay), "en")["fees"]
    (unknown,) = [line for line in fees["lines"] if line["amount"] is None]
    assert (unknown["key"], set(unknown), fees["total"]) == ("restoration", LINE | {"why"}, None)


def test_the_same_for_the_same_is_written_with_the_same_bytes() -> None:
    assert canonical({"é": [1, None], "a": {"c": True, "b": "ñ"}}) == (
        '{"a":{"b":"ñ","c":true},"é":[1,null]}'.encode()
    )
    assert digest({}) == "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


def test_before_the_programme_there_is_no_cap_no_refund_and_no_place() -> None:
    early = replace(alice(on=date(2021, 1, 1)), outcome="refused")
    given = answer(IMP_PLUS, early, "en")
    assert (given["eligible"], given["cap"], given["outcome"]) == (False, None, None)


def test_an_outcome_says_in_words_what_goes_back() -> None:
    given = answer(IMP_PLUS, replace(alice(), outcome="refused"), "fr")["outcome"]
    assert given["text"] == (
        "Refus\u00a0: les frais pour titulaire de permis de travail ouvert "
        "sont remboursés de plein droit."
    )
    assert [line["key"] for line in given["refunds"]] == ["open-work-permit-holder"]


def test_the_same_case_is_answered_with_the_same_words() -> None:
    assert answer(IMP_PLUS, alice(), "fr") == answer(IMP_PLUS, alice(), "fr")
    assert answer(IMP_PLUS, alice(), "fr")["on"] == ON.isoformat()


def test_what_is_judged_once_is_told_in_each_language_as_if_it_alone_were_asked_for() -> None:
    case = replace(alice(SPOUSE), outcome="refused")
    asked = {lang: judgement(IMP_PLUS, case, lang) for lang in ("en", "fr")}
    assert judgements(IMP_PLUS, case) == asked
    assert asked["en"]["documents"] != asked["fr"]["documents"]
