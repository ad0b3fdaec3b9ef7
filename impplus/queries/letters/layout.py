"""What a letter shows in one language: the same for its page on screen and for its signed file."""

from dataclasses import asdict, dataclass, field
from typing import Any

from django.conf import settings

from impplus.programmes import ALL
from impplus.queries.letters.receipt import received
from impplus.queries.letters.words import LIMITS, NOTICE, OFFICES, WORDS
from impplus.queries.places import place_of
from impplus.records.models import Application, Letter
from impplus.rules.letters import LetterText, compose, say
from impplus.rules.programme import Programme
from impplus.words import citations, codes, countries, formats, labels, provinces

TEMPLATES = {"receipt": "receipt", "permit": "permit"}


@dataclass
class Composed:
    """A letter in one language, ready for a page or for outside/pdf.py."""

    title: str
    office: list[str]
    number: str
    issued: str
    date: str
    paragraphs: list[str]
    rows: list[dict[str, str]] = field(default_factory=list)
    sections: list[dict[str, Any]] = field(default_factory=list)
    highlights: list[dict[str, str]] = field(default_factory=list)
    holder: str = ""
    other_title: str = ""
    code: dict[str, str] | None = None
    notice: str = ""
    footer: str = ""

    def facts(self) -> dict[str, Any]:
        """What outside/pdf.py takes: only what there is."""
        return {key: value for key, value in asdict(self).items() if value}


def composed(letter: Letter, language: str) -> Composed:
    """A letter in one language."""
    programme, words = programme_of(letter), words_of(letter)
    on = programme.day_of(letter.owed_at)
    values = {
        "site": settings.SITE_URL,
        "issued": {"day": on.isoformat()},
        "number": letter.application.number if letter.application else "",
        "name": _name(letter),
        **{key.replace("-", "_"): said for key, said in programme.settings.numbers(on).items()},
        **letter.facts,
        **(_receipt_values(letter, programme) if letter.kind == "receipt" else {}),
    }
    made = Composed(
        title=words.title.say(language),
        office=[OFFICES[words.office].say(language), programme.name.say(language)],
        number=_number(letter),
        issued=say(values["issued"], language),
        date=on.isoformat(),
        paragraphs=list(compose(words, values, language)),
        notice="" if settings.PRODUCTION else NOTICE.say(language),
        footer=programme.name.say(language),
    )
    if letter.kind == "permit":
        _permit(made, letter.facts, language)
    elif letter.kind == "invitation":
        made.code = _code(letter.facts["code"], language)
    elif letter.kind == "receipt" and letter.application:
        made.sections = received(letter.application.receipt, language)
    elif "findings" in letter.facts:
        made.sections = _findings(letter.facts["findings"], language)
    if "refund_lines" in letter.facts:
        made.sections.append(_refund(letter.facts, language))
    return made


def words_of(letter: Letter) -> LetterText:
    """The title and paragraphs that were in force on the day from which the letter was owed."""
    programme = programme_of(letter)
    return programme.in_force(programme.day_of(letter.owed_at)).letters[letter.kind]


def programme_of(letter: Letter) -> Programme:
    """The programme of its application, else of the round in which its candidate was drawn."""
    if letter.application:
        return ALL[letter.application.programme]
    if letter.invitation is None:
        raise ValueError(f"letter {letter.pk} is about nothing")
    return ALL[letter.invitation.round.programme]


def _number(letter: Letter) -> str:
    if letter.permit:
        return letter.permit.number
    return letter.application.number if letter.application else letter.facts["invitation_number"]


def _name(letter: Letter) -> str:
    if letter.application:
        return letter.application.people.get(relation="principal").name
    return letter.invitation.candidate.name if letter.invitation else ""


def _code(code: str, language: str) -> dict[str, str]:
    plain = code.replace("-", "")
    path = {"en": "en/verify", "fr": "fr/verifier"}[language]
    return {
        "text": codes.spaced(plain),
        "url": f"{settings.SITE_URL}/{path}/{plain}/",
        "label": WORDS["check"].say(language),
        "alt": WORDS["code"].say(language),
    }


def _row(key: str, value: str, language: str) -> dict[str, str]:
    return {"label": WORDS[key].say(language), "value": value}


def _permit(made: Composed, facts: dict[str, Any], language: str) -> None:
    made.title = facts["kind"][language].capitalize()
    made.other_title = facts["kind"]["fr" if language == "en" else "en"].capitalize()
    made.holder = facts["name"]
    made.highlights = [
        _row("from", say(facts["valid_from"], language), language),
        _row("until", say(facts["valid_until"], language), language),
        _row("number", facts["permit_number"], language),
    ]
    made.rows = [
        _row("born", say(facts["born"], language), language),
        _row(
            "nationality", countries.name(facts["nationality"]["country"]).say(language), language
        ),
        _row("passport", facts["passport"], language),
        _row("limit", LIMITS[facts["limited_by"]].say(language), language),
    ]
    if "institution" in facts:
        named = facts["institution"] or WORDS["not-known"].say(language)
        made.rows.insert(3, _row("institution", named, language))
    if facts["province"]:
        where = provinces.NAMES[facts["province"]].say(language)
        made.rows.insert(3, _row("place", where, language))
    if facts["employer"]:
        made.rows.insert(3, _row("employer", facts["employer"][language], language))
    points = [one[language] for one in facts["conditions"]]
    made.sections = [{"heading": WORDS["conditions"].say(language), "points": points}]
    made.code = _code(facts["code"], language)


def _findings(found: list[dict[str, Any]], language: str) -> list[dict[str, Any]]:
    """The findings about the principal applicant, then a section for each member without a permit."""
    sections: dict[str, list[str]] = {}
    for one in found:
        line = f"{labels.FOUND[one['met']].capital.say(language)} – {one['text'][language]} ({citations.cited(one['cite']).say(language)})"
        if one["note"]:
            officer = f"{WORDS['officer'].say(language)}{formats.colon(language)}"
            line += f" {officer} {one['note']}"
        sections.setdefault(one["person"], []).append(line)
    return [{"heading": _about(name, language), "points": sections[name]} for name in sections]


def _about(name: str, language: str) -> str:
    """The heading of the findings about the principal applicant (no name), or about a member."""
    if not name:
        return WORDS["findings"].say(language)
    return WORDS["no-permit"].say(language).format(name=name)


def _refund(facts: dict[str, Any], language: str) -> dict[str, Any]:
    """What goes back: each fee with whose it was, their total, and the text of law."""
    rows = [
        {
            "label": f"{say(one['text'], language)} – {say(one['whose'], language)}",
            "value": say(one["amount"], language),
        }
        for one in facts["refund_lines"]
    ]
    rows.append(_row("total", say(facts["refund"], language), language))
    rows.append(_row("source", citations.cited(facts["refund_cite"]).say(language), language))
    return {"heading": WORDS["refund"].say(language), "rows": rows}


def _place(application: Application) -> dict[str, int]:
    """The place that an application took, also once it was given back."""
    taken = place_of(application)
    if taken:
        return {"place": taken.number, "size": taken.intake.size, "year": taken.intake.year}
    detail: dict[str, int] = application.events.get(noun="application", verb="return").detail
    return detail


def _receipt_values(letter: Letter, programme: Programme) -> dict[str, Any]:
    application = letter.application
    if application is None:
        return {}
    receipt, place = application.receipt, _place(application)
    return {
        "received": {
            "instant": receipt.received_at.isoformat(),
            "time_zone": programme.time_zone,
            "named": asdict(programme.time_zone_name),
        },
        "place": {"count": place["place"]},
        "size": {"count": place["size"]},
        "year": str(place["year"]),
        "digest": receipt.digest,
    }
