"""What the letter of an approval says of each permit by name, and what its holders do now."""

from collections.abc import Mapping
from typing import Any

from impplus.queries.letters.words import WORDS
from impplus.rules.letters import say
from impplus.words import entering


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
    return [
        {"heading": WORDS["permits"].say(language), "rows": rows},
        {
            "heading": entering.NOW.say(language),
            "points": [
                entering.READ.say(language),
                entering.BRING.say(language),
                entering.by_when([say(one["until"], language) for one in permits], language)
                or entering.ENTER_LISTED.say(language),
            ],
        },
    ]
