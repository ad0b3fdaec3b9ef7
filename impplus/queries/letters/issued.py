"""What the letter of an approval says of each permit by name, and what its holders do now."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from impplus.queries.letters.words import WORDS
from impplus.rules.letters import say
from impplus.words import entering
from impplus.words.entering import EntryPaper, Holder, Stay


def issued(values: Mapping[str, Any], language: str) -> list[dict[str, Any]]:
    """The sections of the permits that a letter's values name; none where they name none."""
    permits = values.get("issued_permits") or ()
    if not permits:
        return []
    until = WORDS["until"].say(language)
    rows = [
        {
            "label": one["name"],
            "value": f"{_named(one, language)}. {until} {say(one['until'], language)}",
        }
        for one in permits
    ]
    # The first is the reader, but in a letter about members who were left for later.
    own = None if "approved_on" in values else permits[0]
    holders = [_holder(one, you=one is own) for one in permits]
    return [
        {"heading": WORDS["permits"].say(language), "rows": rows},
        {
            "heading": entering.NOW.say(language),
            "points": [one.say(language) for one in entering.steps(holders)],
        },
    ]


def _named(one: Mapping[str, Any], language: str) -> str:
    """A permit by its kind; a letter of introduction with the permit that it is for."""
    kind: str = say(one["kind"], language)
    if one.get("stay"):
        return kind
    return WORDS["introduction-for"].say(language).format(kind=kind)


def _holder(one: Mapping[str, Any], *, you: bool) -> Holder:
    """Who holds a permit as a letter names it; one of before says nothing of a stay."""
    stay = one.get("stay")
    here = stay and Stay(date.fromisoformat(stay["since"]), stay["right"], stay["earlier"])
    until, entry = date.fromisoformat(one["until"]["day"]), one.get("entry") or "visa"
    return Holder(one["name"], until, you, here or None, cast(EntryPaper, entry))
