"""Letters of introduction: those of a file, and the one that somebody shows at a port of entry."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from impplus.queries.answers import given_by
from impplus.queries.held import may_hold
from impplus.queries.refusals import Refusal
from impplus.records.models import Application, Introduction, Person
from impplus.records.prepared import prepared
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


def left_over(letters: Iterable[Introduction]) -> tuple[list[Introduction], list[Introduction]]:
    """Of the letters of one file: those of a parent that were cancelled, and those of others that are still good.

    Where both are there, an officer asks what becomes of the others; an act of the law it is not.
    """
    of_file = list(letters)
    adults = (one for one in of_file if one.person.relation != "child")
    cancelled = [one for one in adults if one.status == "cancelled"]
    again = {one.person_id for one in of_file if one.status in ("issued", "used")}
    ended = [one for one in cancelled if one.person_id not in again]
    return ended, [one for one in of_file if ended and one.status == "issued"]


def is_in_canada(person: Person) -> bool:
    """Whether somebody is in Canada, as the answers say."""
    return bool(given_by(person).get("in_canada"))


@prepared
def _introductions(application: int) -> QuerySet[Introduction]:
    return Introduction.objects.filter(application=application).select_related("person", "permit")
