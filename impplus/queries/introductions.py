"""Letters of introduction: those of a file, and the one that somebody shows at a port of entry."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from impplus.queries.answers import given_by
from impplus.queries.grounds import ground_of
from impplus.queries.held import may_hold
from impplus.queries.refusals import Refusal
from impplus.records.models import Application, Event, Introduction, Letter, Person
from impplus.records.prepared import prepared
from impplus.rules.law import Ground
from impplus.rules.signed_code import PREFIX
from impplus.words.codes import code_of, number_of
from impplus.words.text import Text


class NotShown(Refusal):
    """No letter of introduction has this number or code and this birth; nobody learns which of them is wrong.

    `letter` is the one of that number or code, where there is one.
    """

    letter: "Introduction | None" = None

    text = Text(
        en="No letter of introduction has this number or code with this date of birth. Compare both with the letter and the passport. If they are copied correctly, do not rely on the letter.",
        fr="Aucune lettre d’introduction ne porte ce numéro ou ce code avec cette date de naissance. Comparez les deux avec la lettre et le passeport. S’ils sont bien copiés, ne vous fiez pas à la lettre.",
    )


def introductions_of(application: Application) -> list[Introduction]:
    """Its letters of introduction, each with its holder."""
    return _introductions(application.pk) if may_hold(application, Introduction) else []


def shown_at_the_border(typed: str, born: date) -> Introduction:
    """The letter of a number, of a printed code or of what a QR code holds, whose holder was born so; raises NotShown.

    What a QR code holds counts as it was signed, to the last character.
    """
    letters = Introduction.objects.select_related("person", "application")
    text = typed.strip()
    if text.upper().startswith(PREFIX):
        found = letters.filter(signed_code__text=text).first()
    else:
        by_number = letters.filter(number=number_of(text)).first()
        found = by_number or letters.filter(code=code_of(text)).first()
    if found is None or given_by(found.person).get("born") != born:
        refusal = NotShown()
        refusal.letter = found
        raise refusal
    return found


def found_by(number: str) -> Introduction | None:
    """The letter of a number, with its holder and the permit that was made with it."""
    letters = Introduction.objects.select_related("person", "application", "permit")
    return letters.filter(number=number).first()


def family_of(letter: Introduction) -> list[Introduction]:
    """The other letters of introduction of its application, each with its holder."""
    return [one for one in introductions_of(letter.application) if one.pk != letter.pk]


@dataclass(frozen=True)
class EntryRefused:
    """Why entry was refused with a letter, where, by whom and when, and in which words."""

    event: Event
    ground: Ground | None
    port: str
    reasons: str
    language: str


def refusal_of(letter: Introduction) -> EntryRefused | None:
    """What the next officer learns of a letter with which entry was refused; None where no such row is kept."""
    told = Event.objects.filter(noun="introduction", about=str(letter.pk), verb="refuse-entry")
    event = told.select_related("by").order_by("-at", "-id").first()
    written = (
        Letter.objects.filter(introduction=letter, kind="entry-refused").order_by("-pk").first()
    )
    if event is None:
        return None
    said = written.facts if written else {}
    return EntryRefused(
        event,
        ground_of(letter),
        letter.port,
        str(said.get("reasons", "")),
        str(said.get("language", "en")),
    )


def is_in_canada(person: Person) -> bool:
    """Whether somebody is in Canada, as the answers say."""
    return bool(given_by(person).get("in_canada"))


@prepared
def _introductions(application: int) -> QuerySet[Introduction]:
    return Introduction.objects.filter(application=application).select_related("person", "permit")
