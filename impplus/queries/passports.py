"""What was read on the pictures of passports that people sent: a suggestion, beside what they answered."""

from datetime import date

from impplus.queries.file import File
from impplus.records.models import Document
from impplus.rules.form import Answers
from impplus.rules.mrz import NotAZone, Zone, parsed
from impplus.words import formats
from impplus.words.text import LANGUAGES, Text


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


def as_answers(zone: Zone) -> Answers:
    """What of a zone has a check digit of its own, by the fields of the form."""
    return {
        "passport_number": zone.number,
        "passport_expires": zone.expires,
        "born": _whole(zone),
    }


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
