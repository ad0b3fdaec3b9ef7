"""`impplus replay`: a stored application judged again, and every difference from what was said then."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from impplus.queries.assessments import Again, again
from impplus.queries.refusals import NotUnderstood
from impplus.records.models import Application, Assessment
from impplus.telling.comparison import Difference
from impplus.words import formats, labels
from impplus.words.text import Text

DIFFERENT = 1


def run(asked: argparse.Namespace, lang: str) -> int:
    """Print the differences; 0 where there is none, 1 where there is, 2 where it cannot be done."""
    found = again(_assessment(asked.number, asked.stage), as_of=asked.as_of)
    if asked.json:
        print(json.dumps(_json(asked, found), ensure_ascii=False))
    else:
        print("\n".join(_lines(asked, found, lang)))
    for fault in found.altered:
        print(f"{ALTERED.say(lang)} {fault.say(lang)}", file=sys.stderr)
    return 0 if found.same else DIFFERENT


def _assessment(number: str, stage: str) -> Assessment:
    # A number is plain letters; what a terminal could not read is not asked of the database.
    known = Application.objects.filter(number=number)
    application = known.first() if number.isascii() else None
    if application is None:
        raise NotUnderstood(
            Text(en=f"There is no application {number}.", fr=f"Il n’y a pas de demande {number}.")
        )
    found = Assessment.objects.filter(application=application, stage=stage).first()
    if found is None:
        raise NotUnderstood(
            Text(
                en=f"The application {number} {NEVER[stage].en}, so there is nothing to judge again.",
                fr=f"La demande {number} {NEVER[stage].fr}\u00a0: il n’y a rien à juger de nouveau.",
            )
        )
    return found


def _json(asked: argparse.Namespace, found: Again) -> dict[str, Any]:
    then = found.assessment
    return {
        "application": asked.number,
        "stage": asked.stage,
        "before": {"on": then.on.isoformat(), "rules": then.rules, "digest": then.digest},
        "after": {"on": found.on.isoformat(), "rules": found.rules, "digest": found.digest},
        "same": found.same,
        "altered": [{"en": fault.en, "fr": fault.fr} for fault in found.altered],
        "differences": _written(found.differences),
        "reworded": _written(found.reworded),
    }


def _written(differences: Iterable[Difference]) -> list[dict[str, Any]]:
    return [
        {"path": one.path, "change": one.change, "before": one.before, "after": one.after}
        for one in differences
    ]


def _lines(asked: argparse.Namespace, found: Again, lang: str) -> Iterator[str]:
    then, colon = found.assessment, formats.colon(lang)
    yield f"{APPLICATION.say(lang)} {asked.number}, {STAGES[asked.stage].say(lang)}"
    for heading, on, rules in (THEN, then.on, then.rules), (NOW, found.on, found.rules):
        yield f"  {heading.say(lang)}{colon} {formats.day(on, lang)}, {rules}"
    if not found.differences:
        yield SAME.say(lang)
    elif (then.on, then.rules) == (found.on, found.rules):
        yield SAME_RULES.say(lang)
    for heading, differences in ((DIFFERENCES, found.differences), (REWORDED, found.reworded)):
        if differences:
            yield f"{heading.say(lang)}{colon} {formats.count(len(differences), lang)}"
        for one in differences:
            yield from (f"  {line}" for line in _said_of(one, lang))


def _said_of(one: Difference, lang: str) -> Iterator[str]:
    colon = formats.colon(lang)
    before, after = one.before, one.after
    part = {type(before), type(after)} == {dict, type(None)}
    if one.change == "order":
        yield f"{one.path} ({ORDER.say(lang)}){colon} {', '.join(before)} → {', '.join(after)}"
    elif one.change == "changed" and not part:
        yield f"{one.path}{colon} {_value(one.path, before, lang)} → {_value(one.path, after, lang)}"
    elif one.change == "gone" or (part and after is None):
        yield from _whole(one.path, GONE, before, lang)
    else:
        yield from _whole(one.path, ADDED, after, lang)


def _whole(path: str, change: Text, value: Any, lang: str) -> Iterator[str]:
    """A row, or a plain value, that only one of the answers has."""
    colon = formats.colon(lang)
    label = f"{path} ({change.say(lang)}){colon}"
    if isinstance(value, dict):
        yield label
        for below, leaf in _leaves(value, ""):
            yield f"    {below}{colon} {_value(below, leaf, lang)}"
    else:
        yield f"{label} {_value(path, value, lang)}"


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every plain value inside another, under its path."""
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}/{key}" if path else key)
    else:
        yield path, value


def _value(path: str, value: Any, lang: str) -> str:
    """Yes, no and not known in words; a text as it is; anything else as JSON."""
    part = path.rpartition("/")[2]
    if value is None and part not in OPEN:
        return NOTHING
    if value is None or isinstance(value, bool):
        return (labels.FOUND if part == "met" else labels.ANSWERED)[value].say(lang)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


# Where an answer says null, this is what is not known; elsewhere null is nothing.
OPEN = frozenset({"met", "eligible", "needed", "amount", "total", "until"})
NOTHING = "–"
APPLICATION = Text(en="Application", fr="Demande")
STAGES = {
    "submitted": Text(en="as it was submitted", fr="telle que soumise"),
    "decided": Text(en="as it was decided", fr="telle qu’au moment de la décision"),
}
NEVER = {
    "submitted": Text(en="was never submitted", fr="n’a jamais été soumise"),
    "decided": Text(en="was not decided", fr="n’a pas fait l’objet d’une décision"),
}
THEN = Text(en="judged", fr="jugée")
NOW = Text(en="judged again", fr="jugée de nouveau")
SAME = Text(
    en="The verdict is the same, byte for byte.", fr="Le verdict est le même, octet pour octet."
)
SAME_RULES = Text(
    en="The rules and the day are the same: what differs comes from a change in the stored facts or answer, or in the software.",
    fr="Les règles et le jour sont les mêmes\u00a0: l’écart vient d’un changement des faits ou de la réponse conservés, ou du logiciel.",
)
DIFFERENCES = Text(en="Differences", fr="Différences")
REWORDED = Text(en="Differences of wording", fr="Différences de formulation")
ORDER = Text(en="other order", fr="autre ordre")
ADDED = Text(en="added", fr="ajouté")
GONE = Text(en="gone", fr="disparu")
ALTERED = Text(en="WARNING:", fr="AVERTISSEMENT\u00a0:")
