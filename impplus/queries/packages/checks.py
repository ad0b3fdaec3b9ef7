"""What is looked at once more before a package is filed: names, days and fees, each with whether the file shows that it is right."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from anyascii import anyascii

from impplus.programmes.portals import Portal
from impplus.queries.answers import given_by
from impplus.queries.file import File
from impplus.queries.findings import FileAtDecision
from impplus.queries.packages.planned import PlannedSlot
from impplus.queries.passports import read_on
from impplus.rules.fees import Bill
from impplus.rules.mrz import FILLER
from impplus.words import formats
from impplus.words.people import said_of
from impplus.words.text import LANGUAGES, Text

MONTH = timedelta(days=30)


@dataclass(frozen=True)
class LastCheck:
    """One thing to look at; `right` is what the file shows of it: None where only a person can see it."""

    text: Text
    right: bool | None


def checks(
    file: File,
    planned: tuple[PlannedSlot, ...],
    found: FileAtDecision,
    bill: Bill,
    portal: Portal,
    signed_on: date | None,
    on: date,
) -> tuple[LastCheck, ...]:
    """What to look at before submitting in the portal, on a day; what is wrong first."""
    people = dict.fromkeys(one.name for one in planned)
    made = [
        *_conditions(file, found),
        *(check for name in people for check in _passport(file, name, on)),
        *_certificate(file, on),
        _signed(signed_on, file.programme.settings.number("representative-form-days", on), on),
        _fees(bill),
        LastCheck(
            _day(DRAFT, on + timedelta(days=portal.draft_days), days=str(portal.draft_days)), None
        ),
    ]
    return tuple(sorted(made, key=lambda one: one.right is not False))


def _conditions(file: File, found: FileAtDecision) -> Iterator[LastCheck]:
    """Every condition that is not met, or not known: the letter of explanation leaves them out."""
    for one in (*found.conditions, *found.family):
        if one.met is not True and one.person in file.people:
            said = said_of(one.text, file.people[one.person].name)
            yield LastCheck(
                Text(
                    *(f"{one.title.say(at)}{formats.colon(at)} {said.say(at)}" for at in LANGUAGES)
                ),
                False,
            )


def _passport(file: File, name: str, on: date) -> Iterator[LastCheck]:
    """The names as in the machine-readable zone, which leaves out accents and what does not fit."""
    person, read = file.people[name], read_on(file).get(name)
    if read is None:
        yield LastCheck(_said(NOT_READ, name=person.name), None)
    else:
        same = all(
            _fits(str(getattr(person, key)), str(read.get(key) or ""))
            for key in ("family_name", "given_names")
        )
        zone = f"{read.get('family_name', '')} {read.get('given_names', '')}".strip()
        yield LastCheck(_said(AS_READ if same else OTHERWISE, name=person.name, zone=zone), same)
    until = person.passport_expires
    if until:
        yield LastCheck(_day(PASSPORT, until, name=person.name), until > on + 6 * MONTH)


def _fits(said: str, zone: str) -> bool:
    written = "".join(one for one in anyascii(said).upper() if one.isalpha())
    shown = "".join(one for one in zone.replace(FILLER, "").upper() if one.isalpha())
    return (bool(shown) and written.startswith(shown)) or written == shown


def _certificate(file: File, on: date) -> Iterator[LastCheck]:
    until = given_by(file.principal).get("csq_expires")
    if until:
        day = until if isinstance(until, date) else date.fromisoformat(str(until))
        yield LastCheck(_day(CERTIFICATE, day), day >= on)


def _signed(signed_on: date | None, most: int, on: date) -> LastCheck:
    """How old the form IMM 5476 is, which may be `most` days old when it is received; a warning comes after two thirds of them."""
    if signed_on is None:
        return LastCheck(_said(NOT_SIGNED, most=str(most)), None)
    days = (on - signed_on).days
    return LastCheck(_said(APPOINTMENT, days=str(days), most=str(most)), days < most * 2 / 3)


def _fees(bill: Bill) -> LastCheck:
    said = {at: formats.money(bill.total, at) for at in LANGUAGES}
    return LastCheck(
        Text(*(FEES.say(at).format(total=said[at]) for at in LANGUAGES)),
        None if bill.complete else False,
    )


def _said(text: Text, **words: str) -> Text:
    return Text(*(text.say(at).format(**words) for at in LANGUAGES))


def _day(text: Text, day: date, **words: str) -> Text:
    return Text(*(text.say(at).format(day=formats.day(day, at), **words) for at in LANGUAGES))


NOT_READ = Text(
    en="{name}: no machine-readable zone was read; compare the names with the passport",
    fr="{name}\u00a0: aucune zone de lecture automatique n’a été lue; comparez les noms avec le passeport",
)
AS_READ = Text(
    en="{name}: names as in the machine-readable zone ({zone})",
    fr="{name}\u00a0: noms conformes à la zone de lecture automatique ({zone})",
)
OTHERWISE = Text(
    en="{name}: the machine-readable zone says {zone}",
    fr="{name}\u00a0: la zone de lecture automatique indique {zone}",
)
PASSPORT = Text(
    en="{name}: passport valid until {day}", fr="{name}\u00a0: passeport valide jusqu’au {day}"
)
CERTIFICATE = Text(
    en="Certificate still valid on the day: to {day}",
    fr="Certificat encore valide ce jour-là\u00a0: jusqu’au {day}",
)
APPOINTMENT = Text(
    en="Use of a representative signed {days} days ago; received after {most} days it is returned",
    fr="Recours à un représentant signé il y a {days} jours; reçu après {most} jours, il est retourné",
)
NOT_SIGNED = Text(
    en="Use of a representative (IMM 5476): note in the matter on which days both sides signed it; received more than {most} days after the older one, it is "
    "returned",
    fr="Recours aux services d’un représentant (IMM 5476)\u00a0: consignez au dossier les dates auxquelles les deux parties l’ont signé; reçu plus de {most} jours "
    "après la plus ancienne, il est retourné",
)
FEES = Text(
    en="Fees to pay there: {total} in all", fr="Frais à payer sur place\u00a0: {total} en tout"
)
DRAFT = Text(
    en="A draft begun there today is deleted after {days} days: on {day}",
    fr="Un brouillon commencé aujourd’hui y est supprimé après {days} jours\u00a0: le {day}",
)
