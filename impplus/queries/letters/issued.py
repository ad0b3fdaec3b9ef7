"""What the letter of an approval says of each permit by name, and what its holders do now."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from impplus.queries.answers import given_by
from impplus.queries.letters.words import WORDS
from impplus.records.models import Permit
from impplus.rules.letters import say
from impplus.words import entering
from impplus.words.entering import Holder, Right, Stay

_WITH_A_PERMIT = ("worker", "student")  # the statuses in Canada that a permit gives


def issued(values: Mapping[str, Any], language: str) -> list[dict[str, Any]]:
    """The sections of the permits that a letter's values name; none where they name none."""
    permits = values.get("issued_permits") or ()
    if not permits:
        return []
    until = WORDS["until"].say(language)
    rows = [
        {
            "label": one["name"],
            "value": f"{say(one['kind'], language)}. {until} {say(one['until'], language)}",
        }
        for one in permits
    ]
    holders = [_holder(one, you=one is permits[0]) for one in permits]
    return [
        {"heading": WORDS["permits"].say(language), "rows": rows},
        {
            "heading": entering.NOW.say(language),
            "points": [one.say(language) for one in entering.steps(holders)],
        },
    ]


def stay_of(permit: Permit) -> Stay | None:
    """What a permit gives a holder who is in Canada as the answers say; None of one who is abroad."""
    given = given_by(permit.person)
    if not given.get("in_canada"):
        return None
    earlier = given.get("in_canada_status") in _WITH_A_PERMIT
    studies = given.get("applies_for") == "study-permit"
    right: Right = "study" if studies else "quebec" if permit.province else "work"
    return Stay(permit.valid_from, right, earlier)


def _holder(one: Mapping[str, Any], *, you: bool) -> Holder:
    """Who holds a permit as a letter names it; one of before says nothing of a stay."""
    stay = one.get("stay")
    here = stay and Stay(date.fromisoformat(stay["since"]), stay["right"], stay["earlier"])
    return Holder(one["name"], date.fromisoformat(one["until"]["day"]), you, here or None)
