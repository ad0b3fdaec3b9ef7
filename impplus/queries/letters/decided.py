"""The letters of one decision: that of the decision itself, each permit that it issues, and who gets none."""

from collections.abc import Iterable
from dataclasses import asdict

from django.db.models import Q, QuerySet

from impplus.queries.facts import keeps_private
from impplus.queries.file import File
from impplus.queries.findings import PRINCIPAL, worth_telling
from impplus.records.models import Application, Finding, Letter
from impplus.words.people import said_of
from impplus.words.text import Text

_KINDS = ("approval", "refusal", "no-permit", "permit", "introduction", "passport-request")


def letters_of_the_decision(application: Application) -> QuerySet[Letter]:
    """Those of an application, of which there is one decision; without the permits that replaced others later, or came at the border."""
    first = Q(permit=None) | Q(permit__replaces=None, permit__introduction=None)
    return Letter.objects.filter(first, application=application, kind__in=_KINDS)


def is_of_the_decision(letter: Letter) -> bool:
    """Whether a letter is one of these."""
    permit = letter.permit
    later = permit is not None and (permit.replaces_id or hasattr(permit, "introduction"))
    return letter.kind in _KINDS and not later


def facts_found(file: File, rows: Iterable[Finding], outcome: str) -> list[dict[str, object]]:
    """What the letter to the principal applicant says of what was found, in plain JSON values.

    Of a member who keeps answers private it says that this person has a letter of his or her own.
    """
    private = {name: one for name, one in file.people.items() if keeps_private(one)}
    shown = worth_telling(file.programme, rows, outcome)
    told = [one for one in shown if one.person not in private]
    own: list[dict[str, object]] = [
        {"met": None, "text": asdict(_OWN_LETTER), "cite": "", "note": "", "person": one.name}
        for one in private.values()
        if outcome == "approved"  # of a refusal there is one letter
    ]
    return [*(fact_found(file, one) for one in told), *own]


def fact_found(file: File, finding: Finding) -> dict[str, object]:
    """What a letter says of one finding, with the name of whom it is about; `person` is "" of the principal applicant."""
    name = file.people[finding.person].name
    return {
        "met": finding.met,
        "text": asdict(said_of(finding.text, name)),
        "cite": finding.cite,
        "note": finding.note,
        "person": "" if finding.person == PRINCIPAL else name,
    }


_OWN_LETTER = Text(
    en="This person keeps answers private, and reads the outcome in a part of their own.",
    fr="Cette personne garde ses réponses privées et prend connaissance du résultat dans sa propre partie.",
)
