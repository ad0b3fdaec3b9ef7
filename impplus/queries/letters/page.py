"""A letter laid out in one language from its values, ready for a page on screen and for a PDF."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings

from impplus.queries.letters.issued import issued
from impplus.queries.letters.words import LIMITS, NOTICE, WORDS
from impplus.rules.letters import LetterText, compose, say
from impplus.rules.programme import Programme
from impplus.words import citations, codes, countries, formats, labels, provinces
from impplus.words.text import Text

# Where a paper is looked up, and under it where its QR code is scanned.
_VERIFY = {"en": "en/verify", "fr": "fr/verifier"}
_SCAN = {"en": "scan", "fr": "balayer"}
# The layouts of outside/pdf.py by kind of letter; of any other kind it is "letter".
TEMPLATES = {
    "receipt": "receipt",
    "own-copy": "receipt",
    "permit": "permit",
    "introduction": "permit",
}


@dataclass
class Composed:
    """A letter in one language, ready for a page or for outside/pdf.py.

    `own` are the paragraphs in another language than the letter's, `own_language`; `digest` is the fingerprint of all
    that a receipt lists.
    """

    title: str
    office: list[str]
    number: str
    issued: str
    date: str
    paragraphs: list[str]
    own: list[str] = field(default_factory=list)
    own_language: str = ""
    rows: list[dict[str, str]] = field(default_factory=list)
    sections: list[dict[str, Any]] = field(default_factory=list)
    highlights: list[dict[str, str]] = field(default_factory=list)
    holder: str = ""
    other_title: str = ""
    code: dict[str, str] | None = None
    notice: str = ""
    footer: str = ""
    digest: str = ""

    def facts(self) -> dict[str, Any]:
        """What outside/pdf.py takes: only what there is."""
        return {key: value for key, value in vars(self).items() if value and key != "digest"}


def laid_out(
    programme: Programme,
    words: LetterText,
    values: Mapping[str, Any],
    *,
    number: str,
    language: str,
) -> Composed:
    """A letter of the kind that its words are of; KeyError names a value that is missing.

    The numbers of the programme on the day of issue may stand in its words, "answer-days" as
    `answer_days`; the office is that of the day.
    """
    day = values["issued"]["day"]
    on = date.fromisoformat(day)
    if "cite" in values:
        values = {**values, "cite": citations.cited(values["cite"])}
    numbers = {key.replace("-", "_"): said for key, said in programme.settings.numbers(on).items()}
    office = programme.in_force(on).offices[words.office]
    made = Composed(
        title=words.title.say(language),
        office=[office.name.say(language), programme.name.say(language)],
        number=number,
        issued=say(values["issued"], language),
        date=day,
        paragraphs=list(compose(words, {**numbers, **values}, language)),
        notice="" if settings.PRODUCTION else NOTICE.say(language),
        footer=programme.name.say(language),
    )
    if paper := {"permit": _permit, "introduction": _introduction}.get(words.key):
        paper(made, values, language)
    elif words.key == "invitation":
        made.code = _code(values["code"], language)
    elif "findings" in values:
        made.sections = _decided(values, language)
        _fold_what_is_met(made, values["findings"], language)
    made.sections += _added(values, language)
    return made


def _code(code: str, language: str) -> dict[str, str]:
    plain = code.replace("-", "")
    site = f"{settings.SITE_URL}/{_VERIFY[language]}"
    return {
        "text": codes.spaced(plain),
        "url": f"{site}/{plain}/",
        "scan": f"{site}/{_SCAN[language]}/",
        "label": WORDS["check"].say(language),
        "alt": WORDS["code"].say(language),
    }


def _row(key: str, value: str, language: str) -> dict[str, str]:
    return {"label": WORDS[key].say(language), "value": value}


def _permit(made: Composed, facts: Mapping[str, Any], language: str) -> None:
    made.title = facts["kind"][language].capitalize()
    made.other_title = facts["kind"]["fr" if language == "en" else "en"].capitalize()
    made.holder = facts["name"]
    made.highlights = [
        _row("from", say(facts["valid_from"], language), language),
        _row("until", say(facts["valid_until"], language), language),
        _row("number", facts["permit_number"], language),
    ]
    made.rows = _person(facts, language)
    if facts.get("replaces"):
        made.rows.append(_row("replaces", facts["replaces"], language))
    if "institution" in facts:
        named = facts["institution"] or WORDS["not-known"].say(language)
        made.rows.insert(3, _row("institution", named, language))
    if facts["province"]:
        where = provinces.NAMES[facts["province"]].say(language)
        made.rows.insert(3, _row("place", where, language))
    if facts["employer"]:
        made.rows.insert(3, _row("employer", facts["employer"][language], language))
    made.sections = [_points("conditions", facts["conditions"], language)]
    made.code = _code(facts["code"], language)


def _decided(values: Mapping[str, Any], language: str) -> list[dict[str, Any]]:
    """What was decided of each person, what is issued, and what was found."""
    found = _findings(values["findings"], language)
    return [*_outcomes(values, language), *issued(values, language), *found]


def _outcomes(values: Mapping[str, Any], language: str) -> list[dict[str, Any]]:
    """What was decided of each person, where there is more than one."""
    rows = [
        {"label": one["name"], "value": _with_cite(one, language)}
        for one in values.get("outcomes", ())
    ]
    return [{"heading": WORDS["outcomes"].say(language), "rows": rows}] if rows else []


def _with_cite(one: Mapping[str, Any], language: str) -> str:
    said = say(one["outcome"], language)
    if note := one.get("note"):
        officer = f"{WORDS['officer'].say(language)}{formats.colon(language)}"
        return f"{said}. {officer} {say(note, language)}"
    cite = one.get("cite")
    return f"{said} ({citations.cited(cite).say(language)})" if cite else said


def _introduction(made: Composed, facts: Mapping[str, Any], language: str) -> None:
    """The letter with which a permit is made at the port of entry: whose it is, until when, and for which permit."""
    made.holder = facts["holder"]
    made.highlights = [
        _row("arrive", say(facts["expires"], language), language),
        _row("number", facts["introduction_number"], language),
        _row("permit-to-come", facts["kind"][language].capitalize(), language),
    ]
    made.rows = _person(facts, language)
    if facts.get("conditions"):
        made.sections = [_points("conditions-to-come", facts["conditions"], language)]
    made.code = _code(facts["code"], language)


def _points(key: str, texts: Iterable[Mapping[str, str]], language: str) -> dict[str, Any]:
    return {"heading": WORDS[key].say(language), "points": [one[language] for one in texts]}


def _person(facts: Mapping[str, Any], language: str) -> list[dict[str, str]]:
    """Who holds a paper, and what set its last day."""
    country = countries.name(facts["nationality"]["country"])
    return [
        _row("born", say(facts["born"], language), language),
        _row("nationality", country.say(language), language),
        _row("passport", facts["passport"], language),
        _row("limit", LIMITS[facts["limited_by"]].say(language), language),
    ]


def _findings(found: list[dict[str, Any]], language: str) -> list[dict[str, Any]]:
    """The findings about the principal applicant, then a section for each member without a permit."""
    sections: dict[str, list[str]] = {}
    for one in found:
        if not one["cite"]:  # of somebody who has a letter of his or her own
            sections.setdefault(one["person"], []).append(one["text"][language])
            continue
        line = f"{_found(one, language)} ({citations.cited(one['cite']).say(language)})"
        if one.get("proof"):
            document = f"{WORDS['document'].say(language)}{formats.colon(language)}"
            line += f" {document} {say(one['proof'], language)}."
        if one["note"]:
            officer = f"{WORDS['officer'].say(language)}{formats.colon(language)}"
            line += f" {officer} {say(one['note'], language)}"
        sections.setdefault(one["person"], []).append(line)
    own = {one["person"] for one in found if not one["cite"]}
    return [
        {"heading": name if name in own else _about(name, language), "points": sections[name]}
        for name in sections
    ]


def _found(one: Mapping[str, Any], language: str) -> str:
    """What was found; of what does not concern the person that alone, which is neither met nor not met."""
    text = Text(**one["text"])
    if labels.is_not_applicable(text):
        return text.say(language)
    return f"{labels.FOUND[one['met']].capital.say(language)} – {text.say(language)}"


def _fold_what_is_met(made: Composed, found: list[dict[str, Any]], language: str) -> None:
    """On screen the reasons are folded where every condition about the principal applicant is met."""
    if all(one["met"] for one in found if not one["person"]):
        heading = _about("", language)
        made.sections = [
            one | {"folded": True} if one["heading"] == heading else one for one in made.sections
        ]


def _about(name: str, language: str) -> str:
    """The heading of the findings about the principal applicant (no name), or about a member."""
    if not name:
        return WORDS["findings"].say(language)
    return WORDS["no-permit"].say(language).format(name=name)


def _added(values: Mapping[str, Any], language: str) -> list[dict[str, Any]]:
    """What is asked for or missing, what has changed, and what is refunded, where the letter says so."""
    lines = [_lines(key, values, language) for key in ("wanted", "missing") if key in values]
    refund = [_refund(values, language)] if "refund_lines" in values else []
    return [*lines, *_changed(values, language), *refund]


def _changed(values: Mapping[str, Any], language: str) -> Iterator[dict[str, Any]]:
    """What another permit says otherwise than the one that it replaces: row by row, then the conditions."""
    before = WORDS["before"].say(language)
    rows = [
        {
            "label": say(one["label"], language),
            "value": f"{say(one['after'], language)} ({before}{formats.colon(language)} {say(one['before'], language)})",
        }
        for one in values.get("changes", ())
    ]
    if rows:
        yield {"heading": WORDS["changed"].say(language), "rows": rows}
    for key, name in (("no-longer", "conditions_gone"), ("new-conditions", "conditions_new")):
        if values.get(name):
            yield _points(key, values[name], language)


def _lines(key: str, values: Mapping[str, Any], language: str) -> dict[str, Any]:
    """What is asked for, or what an application lacks, line by line."""
    points = [say(one, language) for one in values[key]]
    return {"heading": WORDS[key].say(language), "points": points}


def _refund(facts: Mapping[str, Any], language: str) -> dict[str, Any]:
    """What is refunded: each fee with whose it was, their total, and the text of law."""
    rows = [
        {
            "label": f"{say(one['text'], language)} – {say(one['whose'], language)}",
            "value": say(one["amount"], language),
        }
        for one in facts["refund_lines"]
    ]
    rows.append(
        _row("total", say(facts.get("refund") or facts["refund_by_cheque"], language), language)
    )
    rows.append(_row("source", citations.cited(facts["refund_cite"]).say(language), language))
    return {"heading": WORDS["refund"].say(language), "rows": rows}
