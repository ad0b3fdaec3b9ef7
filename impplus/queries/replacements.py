"""What a permit that replaces another says otherwise: for the officer's last look, and for the letter."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from impplus.queries.answers import columns_of, given_by
from impplus.queries.letters.words import WORDS
from impplus.records.models import Letter, Permit, Person
from impplus.rules.form import Answer
from impplus.rules.letters import say
from impplus.words import days
from impplus.words.text import Text

_LABELS: Mapping[str, Text] = {
    "name": Text(en="Name", fr="Nom"),
    "born": WORDS["born"],
    "nationality": WORDS["nationality"],
    "passport": WORDS["passport"],
    "institution": WORDS["institution"],
    "valid_until": WORDS["until"],
}
CORRECTED = ("family_name", "given_names", "born", "nationality", "passport_number")
_NOTHING = Text(en="none", fr="aucun")


@dataclass(frozen=True)
class PaperChange:
    """One row that differs, each value as a letter says it (rules/letters.py)."""

    label: Text
    before: Any
    after: Any

    @property
    def said(self) -> tuple[Text, Text]:
        """Both values in words, the earlier one first."""
        before, after = (
            Text(en=say(one, "en"), fr=say(one, "fr")) for one in (self.before, self.after)
        )
        return before, after


@dataclass(frozen=True)
class PaperChanges:
    """What differs: the rows, and the conditions that no longer hold or are new; `corrected` are the answers behind the rows."""

    rows: tuple[PaperChange, ...]
    gone: tuple[Text, ...]
    new: tuple[Text, ...]
    corrected: Mapping[str, Answer]

    def __bool__(self) -> bool:
        return bool(self.rows or self.gone or self.new)

    def facts(self) -> dict[str, object]:
        """The same in plain JSON values."""
        rows = [asdict(one.label) for one in self.rows]
        return {
            "changes": [
                {"label": label, "before": one.before, "after": one.after}
                for label, one in zip(rows, self.rows, strict=True)
            ],
            "conditions_gone": [asdict(one) for one in self.gone],
            "conditions_new": [asdict(one) for one in self.new],
        }


def changes_of(
    permit: Permit,
    *,
    valid_until: date | None = None,
    conditions: Sequence[Text] | None = None,
    institution: str | None = None,
    person: Mapping[str, Answer] | None = None,
) -> PaperChanges:
    """What would differ from a permit as it is printed; what is not given stays as it is.

    `person` are answers about its holder. What was corrected since, such as a renewed passport, is on the other permit too.
    """
    given = given_by(permit.person)
    corrected = {key: one for key, one in (person or {}).items() if (given.get(key) or "") != one}
    paper = Letter.objects.filter(permit=permit, kind="permit").first()
    printed = paper.facts if paper else {}
    after = printed_of(permit.person, corrected)
    after["valid_until"] = {"day": (valid_until or permit.valid_until).isoformat()}
    if institution is not None:
        after["institution"] = institution
    rows = tuple(
        PaperChange(_LABELS[key], printed.get(key) or asdict(_NOTHING), one or asdict(_NOTHING))
        for key, one in after.items()
        if (printed.get(key) or "") != one
    )
    held = [Text(**one) for one in permit.conditions]
    now = held if conditions is None else list(conditions)
    gone, new = (tuple(one for one in a if one not in b) for a, b in ((held, now), (now, held)))
    return PaperChanges(rows, gone, new, corrected)


def printed_of(person: Person, corrected: Mapping[str, Answer] | None = None) -> dict[str, Any]:
    """What a permit says of its holder, as the answers are now or as they would be once corrected."""
    shown = copy(person)
    for name, value in columns_of(corrected or {}, person.answers).items():
        setattr(shown, name, value)
    born = given_by(shown).get("born")
    return {
        "name": shown.name,
        "born": {"day": days.written(born)} if isinstance(born, date) else "",
        "nationality": {"country": shown.nationality},
        "passport": shown.passport_number,
    }
