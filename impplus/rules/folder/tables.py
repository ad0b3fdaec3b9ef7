"""The files of a programme's folder: which tables each holds, and which columns their rows have."""

from collections.abc import Callable, Mapping
from typing import Any, get_args

from impplus.rules.case import AppliesFor, Outcome, Province
from impplus.rules.folder.columns import MISSING, Besides, Column, Row, each, listed, rows
from impplus.rules.folder.values import (
    ADDRESS,
    AMOUNT,
    CHOICES,
    CITED,
    COUNTRY,
    DAY,
    FEE,
    FILLED,
    KIND,
    QUESTION,
    SETTING,
    TEXT,
    UNKNOWN_PLACE,
    WORDS,
    YES_OR_NO,
    is_zone,
    key,
    names_only,
    one_of,
    whole,
)
from impplus.rules.form import KINDS
from impplus.rules.letters import OFFICES, PLACE
from impplus.rules.lifecycle import MOVES
from impplus.words.text import Text

PEOPLE = ("principal", "partner", "child")
PARTS = ("questionnaire", "form", "self-check")
WORDINGS = ("met", "not_met", "not_known", "remedy_not_met", "remedy_not_known")
# The reasons that the rules give for biometrics and for the medical examination.
BIOMETRICS = (
    "none-given",
    "not-pending",
    "too-old-biometrics",
    "too-young",
    "too-old",
    "national",
    "still-valid",
    "pending",
    "not-known",
)
MEDICAL = ("wanted", "wanted-without-exam", "not-wanted", "not-known")
# The settings that code outside the folder asks for: one zone, and numbers of days.
DAYS = ("invitation-days", "fee-warning-days", "biometrics-days", "answer-days-most")
ASKED_FOR = ("time-zone", *DAYS)
# Those of them that are asked for on any day that a case may name.
ON_EVERY_DAY = ("time-zone", "fee-warning-days")
LETTERS = sorted({move.letter for move in MOVES if move.letter})


def dated(
    columns: Mapping[str, Column],
    optional: Mapping[str, Column] | None = None,
    *besides: Besides,
    longest: int = 40,
) -> Row:
    """A row with a key, and days between which it holds."""
    required = {"key": key(longest), "since": DAY, **columns}
    return Row(required, {"until": DAY, **(optional or {})}, besides)


def reason(*numbers: str) -> Row:
    """One of the reasons of a row, which may name numbers of its row in braces."""
    columns = {"en": WORDS, "fr": WORDS, "source": CITED}

    def named(row: Mapping[str, Any]) -> bool:
        return names_only(numbers, (row["en"], row["fr"]))

    return Row(columns, besides=((named, (), UNKNOWN_PLACE),))


def _founded(setting: Mapping[str, Any]) -> bool:
    return "source" in setting or "note" in setting


def _as_asked_for(setting: Mapping[str, Any]) -> bool:
    name, value = setting["key"], setting["value"]
    if name == "time-zone":
        return is_zone(value)
    return name not in DAYS or (type(value) is int and value >= 0)


def _together(one: str, other: str) -> Callable[[Mapping[str, Any]], bool]:
    """Whether a row has both columns, or neither."""
    return lambda row: (one in row) == (other in row)


def _choosable(field: Mapping[str, Any]) -> bool:
    return field["kind"] != "choice" or "choices" in field or "choices_from" in field


def _same_values(paragraph: Mapping[str, Any]) -> bool:
    return set(PLACE.findall(paragraph["en"])) == set(PLACE.findall(paragraph["fr"]))


UNFOUNDED = Text(
    en="must cite a source, or say in a note that no text settles it",
    fr="doit citer une source, ou dire dans une note qu’aucun texte ne tranche la question",
)
NOT_AS_ASKED_FOR = Text(
    en="must be a time zone, or a number of days, as the key says",
    fr="doit être un fuseau horaire, ou un nombre de jours, comme le dit la clé",
)
OTHER_VALUES = Text(
    en="the two languages do not name the same values",
    fr="les deux langues ne nomment pas les mêmes valeurs",
)
BELOW = Text(en="must not be below from_age", fr="ne doit pas être inférieur à from_age")

TARGET_UNCITED = Text(
    en="must stand together with its target_source", fr="doit être accompagné de target_source"
)

UNTOLD = Text(en="must stand together with instead", fr="doit être accompagné de instead")

SOURCE = Row({"cite": WORDS, "title": TEXT, "url": ADDRESS}, {"url_fr": ADDRESS})
SETTINGS = dated(
    {"title": TEXT, "value": SETTING},
    {"source": CITED, "note": TEXT},
    (_founded, (), UNFOUNDED),
    (_as_asked_for, ("value",), NOT_AS_ASKED_FOR),
    longest=60,
)
CONDITION = each(FILLED, ("title", *WORDINGS), shown="{}")
REQUIREMENT = dated(
    {
        "judged": one_of(("at-submission", "at-decision")),
        "title": TEXT,
        "met": TEXT,
        "not_met": TEXT,
        "not_known": TEXT,
        "remedy": TEXT,
        "source": CITED,
    }
)
CAP = Row(
    {"year": whole(1), "size": whole(0), "source": CITED},
    {"target": whole(0), "target_source": CITED, "note": TEXT},
    ((_together("target", "target_source"), ("target",), TARGET_UNCITED),),
)
FEES = dated(
    {"amount": AMOUNT, "text": TEXT, "source": CITED},
    {"when": QUESTION, "family_maximum": AMOUNT, "note": TEXT},
)
REFUND = Row(
    {
        "key": one_of(get_args(Outcome)),
        "since": DAY,
        "fees": listed(FEE),
        "counts": YES_OR_NO,
        "title": TEXT,
        "text": TEXT,
        "source": CITED,
    },
    {"until": DAY},
)
DOCUMENT = dated(
    {
        "order": whole(0),
        "who": listed(one_of(PEOPLE)),
        "text": FILLED,
        "why": FILLED,
        "source": CITED,
    },
    {"when": QUESTION, "held_for": listed(one_of(PEOPLE)), "instead": TEXT},
    (_together("held_for", "instead"), ("held_for",), UNTOLD),
)
BIOMETRICS_RULE = dated(
    {
        "from_age": whole(0),
        "to_age": whole(0),
        "exempt_nationals": listed(COUNTRY),
        "years": whole(1),
        "whys": each(reason("from_age", "to_age", "years"), BIOMETRICS, shown="{}"),
    },
    None,
    (lambda row: bool(row["from_age"] <= row["to_age"]), ("to_age",), BELOW),
)
MEDICAL_RULE = dated({"whys": each(reason(), MEDICAL, shown="{}")})
PERMIT_KIND = dated(
    {
        "asked_by": listed(one_of(("principal", *get_args(AppliesFor)))),
        "years": whole(1),
        "name": TEXT,
        "source": CITED,
    },
    {"province": one_of(get_args(Province)), "province_when": QUESTION, "employer": TEXT},
    longest=20,
)
PERMIT_CONDITION = dated({"kinds": listed(KIND), "text": TEXT, "source": CITED}, {"when": QUESTION})
CHOICE = Row({"key": WORDS, "en": WORDS, "fr": WORDS})
ANSWERS = each(listed(SETTING), shown="{}")
FIELD = dated(
    {"kind": one_of(KINDS), "label": FILLED},
    {
        "hint": FILLED,
        "choices": listed(CHOICE),
        "choices_from": CHOICES,
        "optional": YES_OR_NO,
        "max_length": whole(1),
        "autocomplete": WORDS,
        "country_from": WORDS,
        "when": ANSWERS,
    },
    (_choosable, ("choices",), MISSING),
)
STEP = dated(
    {
        "about": one_of(("application", "member")),
        "part": one_of(PARTS),
        "title": FILLED,
        "fields": rows("fields", FIELD),
    },
    {"why": FILLED, "when": ANSWERS, "self_check": YES_OR_NO},
)
PARAGRAPH = Row(
    {"en": WORDS, "fr": WORDS}, {"when": WORDS}, besides=((_same_values, (), OTHER_VALUES),)
)
LETTER = dated(
    {"office": one_of(OFFICES), "title": TEXT, "paragraphs": listed(PARAGRAPH)}, longest=20
)

FILES: Mapping[str, Column] = {
    "programme": Row(
        {
            "code": key(20),
            "name": TEXT,
            "short": TEXT,
            "time_zone_name": TEXT,
            "settings": rows("settings", SETTINGS, needed=ASKED_FOR),
        }
    ),
    "sources": each(SOURCE),
    "conditions": Row({"questions": each(TEXT, shown="{}")}),
    "eligibility": each(CONDITION),
    "family": each(CONDITION),
    "requirements": Row({"requirements": rows("requirements", REQUIREMENT)}),
    "caps": Row({"caps": rows("caps", CAP, identity="year")}),
    "fees": Row({"fees": rows("fees", FEES), "refunds": rows("refunds", REFUND)}),
    "documents": Row({"documents": rows("documents", DOCUMENT)}),
    "biometrics": Row({"biometrics": rows("biometrics", BIOMETRICS_RULE)}),
    "medical": Row({"medical": rows("medical", MEDICAL_RULE)}),
    "permit": Row(
        {"kinds": rows("kinds", PERMIT_KIND), "conditions": rows("conditions", PERMIT_CONDITION)}
    ),
    "form": Row({"choices": each(listed(CHOICE), shown="{}"), "steps": rows("steps", STEP)}),
    "letters": Row({"letters": rows("letters", LETTER, needed=LETTERS)}),
}
