"""What was read on the pictures of passports that people sent: a suggestion, beside what they answered."""

from datetime import date

from impplus.queries.answers import Sheet, faults_in
from impplus.queries.file import File
from impplus.queries.saves import is_confirmed
from impplus.records.models import Document
from impplus.rules.form import Answer, Answers, Step, is_empty
from impplus.rules.mrz import NotAZone, Zone, parsed
from impplus.words import countries, formats
from impplus.words.text import LANGUAGES, Text

# What a zone says, under the keys of the form.
READ = (
    "passport_number",
    "passport_expires",
    "born",
    "family_name",
    "given_names",
    "nationality",
    "passport_country",
    "sex",
)
# Codes of passports (ICAO Doc 9303-3, section 5) for what the form knows under one of another name.
ICAO = {"D": "DEU", "UNK": "RKS", **dict.fromkeys(("GBD", "GBN", "GBO", "GBP", "GBS"), "GBR")}


def zone_of(document: Document, on: date) -> Zone | None:
    """What the machine-readable zone of a document says, read on a day; None where none was read."""
    try:
        return parsed(document.zone.split("\n"), on) if document.zone else None
    except NotAZone:
        return None


def read_on(file: File) -> dict[str, Answers]:
    """By the names that rules give people, what the last picture of each passport says, as answers."""
    asked = {rule.key for rule in file.law.documents if rule.zone == "each"}
    names = {person.pk: name for name, person in file.people.items()}
    found = dict[str, Answers]()
    for document in file.sent:
        zone = zone_of(document, file.on) if document.key in asked else None
        if zone and document.person_id in names:
            found[names[document.person_id]] = as_answers(zone)
    return found


def offered(file: File, sheet: Sheet, step: Step) -> dict[str, Answer]:
    """What was read on the picture of a passport for the questions of a page of a draft that have no answer.

    It is no answer before the person saves the page. What may stay empty is not offered again once the page was saved.
    """
    empty = {
        one.key
        for one in sheet.fields(step)
        if one.key in READ
        and is_empty(sheet.answers.get(one.key))
        and not (one.optional and is_confirmed(sheet.person, step.key))
    }
    if not empty or file.application.status != "draft":
        return {}
    names = {person.pk: name for name, person in file.people.items()}
    read = read_on(file).get(names.get(sheet.person.pk, ""), {})
    return {
        key: read[key] for key in empty if read.get(key) and not faults_in(step, {key: read[key]})
    }


def as_answers(zone: Zone) -> Answers:
    """What of a zone can be compared, by the fields of the form: number, days, and without a check digit names, countries and sex."""
    return {
        "passport_number": zone.number,
        "passport_expires": zone.expires,
        "born": _whole(zone),
        "family_name": zone.family_name,
        "given_names": zone.given_names,
        "nationality": _country(zone.nationality),
        "passport_country": _country(zone.issuer),
        "sex": zone.sex,
    }


def _country(code: str) -> str:
    """The country of a code of a zone as the form names it; nothing where it names none, or not one alone."""
    found = ICAO.get(code, code)
    known = found in countries.NAMES and found not in (
        countries.SPECIMEN,
        *countries.UNITED_NATIONS,
    )
    return found if known else ""


def _whole(zone: Zone) -> date | None:
    year, month, day = zone.born or (0, None, None)
    try:
        return date(year, month, day) if month and day else None
    except ValueError:
        return None


def read_in_words(document: Document, on: date) -> Text | None:
    """What was read on a picture, for the person to compare with it; None where nothing was."""
    zone = zone_of(document, on)
    if zone is None or zone.expires is None:
        return None
    until = {lang: formats.day(zone.expires, lang) for lang in LANGUAGES}
    return Text(
        en=f"We read on it: number {zone.number}, valid until {until['en']}.",
        fr=f"Nous y avons lu\u00a0: numéro {zone.number}, valide jusqu’au {until['fr']}.",
    )
