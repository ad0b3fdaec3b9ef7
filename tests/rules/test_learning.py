"""What becomes of an answer when more of a case is known."""

from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings

from impplus.programmes import IMP_PLUS
from impplus.rules.answer import answer
from impplus.rules.case import from_json
from tests.rules.cases import Json
from tests.rules.learning import Learned, learned

# Facts that are taken to be so while nothing is said of them; each may turn a yes when it is told.
TAKEN_TO_BE = {
    "decided_on": "decided on the day of receipt",
    "principal.biometrics": "none were given",
    "family.biometrics": "none were given",
    "principal.in_canada": "abroad, for whoever lives abroad",
    "family.in_canada": "abroad",
    "principal.in_canada.lost_on": "status was not lost",
    "family.in_canada.lost_on": "status was not lost",
    "principal.invitation.issued": "issued before",
    "principal.invitation.expires": "without end",
    "principal.csq.issued": "issued before",
    "family.together": "at the same time",
}
LOST_ON = {"principal.in_canada.lost_on", "family.in_canada.lost_on"}
GONE = "not asked about any more"


def assessed(written: Json) -> Json:
    return answer(IMP_PLUS, from_json(written), "en")


def turned(before: Json, after: Json) -> Iterator[tuple[str, Any, Any]]:
    """Every definite finding that became another, as (key, before, after)."""
    for part in ("findings", "family"):
        found = {(row.get("person"), row["key"]): row["met"] for row in after[part]}
        for row in before[part]:
            now = found.get((row.get("person"), row["key"]), GONE)
            if row["met"] is not None and now is not row["met"]:
                yield row["key"], row["met"], now
    if before["eligible"] is not None and after["eligible"] is not before["eligible"]:
        yield "eligible", before["eligible"], after["eligible"]


@settings(max_examples=200, deadline=None)
@given(learned())
def test_a_definite_no_never_becomes_not_known_and_a_yes_only_by_the_day_status_was_lost(
    more: Learned,
) -> None:
    turns = turned(assessed(more.before), assessed(more.after))
    noes = [(key, now) for key, was, now in turns if was is False]
    assert [key for key, now in noes if now is None] == []
    if not more.facts & LOST_ON:
        assert [key for key, now in noes if now is True] == []


@settings(max_examples=200, deadline=None)
@given(learned(assumed=frozenset(TAKEN_TO_BE)))
def test_whatever_is_definite_stays_unless_something_was_taken_to_be_otherwise(
    more: Learned,
) -> None:
    before, after = assessed(more.before), assessed(more.after)
    turns = list(turned(before, after))
    if "family.applies_for" in more.facts:  # whoever asks for nothing is not asked about
        turns = [turn for turn in turns if turn[2] != GONE]
    assert turns == []
    needs = {row["person"]: row["needed"] for row in after["biometrics"]}
    assert [
        row["person"]
        for row in before["biometrics"]
        if row["needed"] is not None and needs.get(row["person"], row["needed"]) != row["needed"]
    ] == []
    assert before["fees"]["total"] in (None, after["fees"]["total"])
    assert before["cap"] == after["cap"]
