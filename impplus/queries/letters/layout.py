"""What a letter says of its record in one language: the same for its page and for its signed file."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from impplus.queries.assistance import PROVISIONS
from impplus.queries.letters.page import Composed, laid_out
from impplus.queries.letters.receipt import OWN_COPY, RECEIPT, own_sections, sections_of
from impplus.queries.letters.words import TRANSLATED, WORDS, WRITTEN_IN
from impplus.queries.places import counted_in
from impplus.queries.received import is_guessable, received_in
from impplus.records.models import Application, Letter, Mandate, Person, Receipt
from impplus.records.prepared import prepared
from impplus.rules.letters import LetterText, say
from impplus.rules.programme import Programme
from impplus.words import formats
from impplus.words.text import Text

# What an officer writes of a letter, in one language.
OWN_WORDS = ("text", "reasons")
REPRESENTS = Text(
    en="represents the applicant, appointed on {day}",
    fr="représente la demanderesse principale ou le demandeur principal, depuis le {day}",
)
NOT_SHOWN = Text(
    en="not shown, because a part of it is private", fr="non affichée, car une partie est privée"
)


def composed(letter: Letter, language: str) -> Composed:
    """A letter in one language."""
    programme, words, application = programme_of(letter), words_of(letter), letter.application
    lists = letter.kind in (RECEIPT, OWN_COPY)
    receipt = application.receipt if application and lists else None
    values = {
        "site": settings.SITE_URL,
        "issued": {"day": programme.day_of(letter.owed_at).isoformat()},
        "number": application.number if application else "",
        "name": _name(letter),
        **letter.facts,
        **(_receipt_values(receipt, programme) if receipt else {}),
    }
    made = laid_out(programme, words, values, number=_number(letter), language=language)
    if receipt and letter.kind == OWN_COPY:
        made.sections = own_sections(receipt, letter.facts["whose"], language)
    elif receipt:
        made.sections = sections_of(receipt, language)
        signed = WORDS["signatures"].say(language)
        (beside,) = [one for one in made.sections if one["heading"] == signed]
        beside["rows"] += _represented(receipt, programme, language)
        made.digest = say(values["digest"], language)
    spoken = letter.facts.get("language")
    if spoken and spoken != language:
        _mark_own_words(made, letter, spoken, language)
    return made


def _represented(receipt: Receipt, programme: Programme, language: str) -> list[dict[str, str]]:
    """Who represented the applicant on the day of receipt."""
    return [
        {
            "label": str(one.lawyer),
            "value": REPRESENTS.say(language).format(
                day=formats.day(programme.day_of(one.given_at), language)
            ),
        }
        for one in _held(receipt.application_id, receipt.received_at)
    ]


@prepared
def _held(application: int, at: datetime) -> QuerySet[Mandate]:
    given = Mandate.objects.filter(application=application, given_at__lte=at)
    return given.exclude(ended_at__lte=at).select_related("lawyer__firm")


def _mark_own_words(made: Composed, letter: Letter, spoken: str, language: str) -> None:
    """Say in which language an officer wrote, with the translation that a human made, or that there is none."""
    said = [letter.facts[key] for key in OWN_WORDS if letter.facts.get(key)]
    made.own = [one for one in made.paragraphs if one in said]
    if made.own:
        made.own_language = spoken
        beside = _beside(letter, spoken, language)
        lines = ([one, *beside] if one in made.own else [one] for one in made.paragraphs)
        made.paragraphs = [line for pair in lines for line in pair]
    notes = [say(one["note"], language) for one in letter.facts.get("findings", ()) if one["note"]]
    if notes:
        made.own_language = spoken
        for section in made.sections:
            section["points"] = [
                _parted(one, notes, WRITTEN_IN[spoken].say(language))
                for one in section.get("points", ())
            ]


def _beside(letter: Letter, spoken: str, language: str) -> list[str]:
    """What follows an officer's words in a letter of the other language."""
    if made := letter.facts.get("translation"):
        note = TRANSLATED[spoken].say(language)
        return [note.format(name=letter.facts["translator"]), made]
    return [WRITTEN_IN[spoken].say(language)]


def _parted(point: str, notes: list[str], mark: str) -> str | dict[str, str]:
    """A finding, apart from what an officer wrote of it, which a mark of its language comes before."""
    own = next((note for note in notes if point.endswith(note)), "")
    return {"text": f"{point.removesuffix(own)}{mark} ", "own": own} if own else point


def words_of(letter: Letter) -> LetterText:
    """The title and paragraphs that were in force on the day from which the letter was owed."""
    programme = programme_of(letter)
    return programme.in_force(programme.day_of(letter.owed_at)).letters[letter.kind]


def programme_of(letter: Letter) -> Programme:
    """The programme of its application, else of the round in which its candidate was drawn."""
    if letter.application:
        return letter.application.programme
    if letter.invitation is None:
        raise ValueError(f"letter {letter.pk} is about nothing")
    return letter.invitation.round.programme


def _number(letter: Letter) -> str:
    if paper := letter.permit or letter.introduction:
        return paper.number
    return letter.application.number if letter.application else letter.facts["invitation_number"]


def _name(letter: Letter) -> str:
    if letter.person:
        return letter.person.name
    if letter.application:
        (principal,) = _principals(letter.application.pk)
        return principal.name
    return letter.invitation.candidate.name if letter.invitation else ""


@prepared
def _principals(application: int) -> QuerySet[Person]:
    return Person.objects.filter(application=application, relation="principal")


def _intake(application: Application) -> dict[str, int]:
    """The year and the cap under which an application was counted, also once its place was released."""
    counted = counted_in(application)
    if counted:
        return {"size": counted.intake.size, "year": counted.intake.year}
    detail: dict[str, int] = application.events.get(noun="application", verb="return").detail
    return detail


def _receipt_values(receipt: Receipt, programme: Programme) -> dict[str, Any]:
    intake = _intake(receipt.application)
    return {
        "received": {
            "instant": receipt.received_at.isoformat(),
            "time_zone": programme.time_zone,
            "named": asdict(programme.time_zone_name),
        },
        "size": {"count": intake["size"]},
        "year": str(intake["year"]),
        "digest": asdict(NOT_SHOWN) if is_guessable(receipt.content) else receipt.digest,
        **_listed(receipt),
    }


def _listed(receipt: Receipt) -> dict[str, Any]:
    """Whether the receipt lists everything, or else whose answers and files it does not list, or which provision let it come otherwise."""
    if came := receipt.content.get("other_means"):
        return {"online": "", "provision": PROVISIONS[came["why"]], "whole": "", "private": ""}
    online = {"online": "1", "provision": ""}
    if not receipt.content.get("private"):
        return {**online, "whole": "1", "private": ""}
    kept = received_in(receipt)
    return {**online, "whole": "", "private": [asdict(kept.names[one]) for one in kept.private]}
