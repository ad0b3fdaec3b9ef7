"""The letters of one decision: that of the decision itself, each permit that it issues, and who gets none."""

from collections.abc import Collection, Iterable
from dataclasses import asdict

from django.db.models import Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from impplus.queries.beside import ProvedBy, proofs_in
from impplus.queries.facts import keeps_private
from impplus.queries.file import File
from impplus.queries.findings import PRINCIPAL, worth_telling
from impplus.queries.outcomes import OfMember, parts_of
from impplus.records.models import (
    Application,
    Decision,
    Deferral,
    Finding,
    Letter,
    Message,
    Person,
)
from impplus.rules.validity import kind_for
from impplus.words.outcomes import LATER, outcome_said
from impplus.words.people import said_of
from impplus.words.text import Text

_KINDS = (
    *("approval", "part-approval", "members-decided", "refusal", "no-permit"),
    *("permit", "introduction", "passport-request"),
)


def letters_of_the_decision(
    application: Application, beside: Letter | None = None
) -> QuerySet[Letter]:
    """Those of the decision that stands, not of one that was set aside; without the permits that replaced others later, or came at the border.

    Where members were left for later each part has letters of its own: those `beside` one of them.
    """
    first = Q(permit=None) | Q(permit__replaces=None, permit__introduction=None)
    of_all = Letter.objects.filter(first, application=application, kind__in=_KINDS)
    reopened = Letter.objects.filter(application=application, kind="reopened")
    last = Subquery(reopened.order_by("-pk").values("pk")[:1])
    of_all = of_all.filter(pk__gt=Coalesce(last, 0))
    if beside is None:
        return of_all
    number, starts = part_of_letter(beside), [one.decided_at for one in parts_of(application)]
    if number:
        of_all = of_all.filter(owed_at__gte=starts[number - 1])
    return of_all.filter(owed_at__lt=starts[number]) if number < len(starts) else of_all


def part_of_letter(letter: Letter) -> int:
    """Of which part of a decision a letter is: 0 of the first, then of the decisions on those left for later, in turn."""
    parts = parts_of(letter.application) if letter.application else []
    return sum(one.decided_at <= letter.owed_at for one in parts)


def is_of_the_decision(letter: Letter) -> bool:
    """Whether a letter is one of these."""
    permit = letter.permit
    later = permit is not None and (permit.replaces_id or hasattr(permit, "introduction"))
    return letter.kind in _KINDS and not later


def is_to_be_told_first(application: Application) -> bool:
    """Whether a letter that says what is refunded, and why, is still to be sent: what went back is told after it."""
    return Letter.objects.filter(
        application=application, status="owed", facts__has_key="refund_lines"
    ).exists()


def refund_is_untold(letter: Letter) -> bool:
    """Whether what a letter says is refunded has gone back, and nobody was told of it."""
    if letter.application is None or "refund_lines" not in letter.facts:
        return False
    back = letter.application.payments.filter(status="refunded", refunded_at__gte=letter.owed_at)
    told = Message.objects.filter(
        concerns=letter.application, notice="payment-refunded", owed_at__gte=letter.owed_at
    )
    return back.exists() and not told.exists()


def facts_decided(
    file: File,
    decision: Decision,
    family: Collection[OfMember],
    found: Iterable[Finding],
    left: Collection[Deferral] = (),
) -> dict[str, object]:
    """What the letter to the principal applicant says of a decision, in plain JSON values; `left` are those left for later.

    Of a member who keeps answers private it says that this person has a letter of his or her own. Neither the decision nor what
    is found has to be kept yet.
    """
    office = file.programme.in_force(decision.decided_on).offices[decision.office]
    shown = [one for one in family if not keeps_private(one.member.person)]
    refused = [one.member.person.name for one in shown if not one.approved]
    place = "in_canada" if office.in_canada else "outside_canada"
    facts: dict[str, object] = {
        "reasons": decision.reasons,
        "language": decision.language,
        "officer": decision.officer.name,
        f"decided_{place}": "yes",
        "findings": _facts_found(file, decision, [one.member.name for one in family], found),
    }
    if decision.pk and (made := decision.translations.first()):
        facts |= {"translation": made.text, "translator": made.translator}
    facts |= _facts_of_everyone(file, decision, shown, left)
    if refused and (decision.part_of or decision.outcome == "approved"):
        facts |= {"refused_members": refused, f"members_refused_{place}": "yes"}
    if first := decision.part_of:
        facts["approved_members"] = [one.member.person.name for one in shown if one.approved]
        facts["approved_on"] = {"day": first.decided_on.isoformat()}
    return facts


def _facts_of_everyone(
    file: File, decision: Decision, shown: Iterable[OfMember], left: Collection[Deferral]
) -> dict[str, object]:
    """What is decided of each person, and who is left for later; of those left who keep answers private, only that somebody is."""
    theirs = [_fact_of(file, one) for one in shown]
    named = [one for one in left if not keeps_private(one.person)]
    theirs += [
        {"name": one.person.name, "outcome": asdict(LATER["left"]), "note": one.reason}
        for one in named
    ]
    own = {"name": file.principal.name, "outcome": asdict(outcome_said(decision.outcome))}
    facts: dict[str, object] = {}
    if theirs:
        facts["outcomes"] = theirs if decision.part_of else [own, *theirs]
    if named:
        facts["left_members"] = [one.person.name for one in named]
    return facts | ({"left_private": "1"} if any(one not in named for one in left) else {})


def _fact_of(file: File, one: OfMember) -> dict[str, object]:
    """What is decided of a member; of one who falls with the principal applicant, the source of the kind of permit that both ask for."""
    said = outcome_said("approved" if one.approved else "refused", falls=one.falls)
    asked = kind_for(file.programme, dict(file.case.people())[one.member.name], on=file.on)
    cite = asked.source.cite if one.falls and asked and PRINCIPAL in asked.asked_by else ""
    return {"name": one.member.person.name, "outcome": asdict(said), "cite": cite}


def _facts_found(
    file: File, decision: Decision, members: Collection[str], found: Iterable[Finding]
) -> list[dict[str, object]]:
    """What is found, in a decision on members who were left for later of them alone."""
    part, outcome = decision.part_of is not None, decision.outcome
    rows = [one for one in found if one.person in members or not part]
    private = {name: one for name, one in file.people.items() if keeps_private(one)}
    shown = worth_telling(file.programme, rows, "approved" if part else outcome)
    told = [one for one in shown if one.person not in private]
    own: list[dict[str, object]] = [
        {"met": None, "text": asdict(_OWN_LETTER), "cite": "", "note": "", "person": one.name}
        for name, one in private.items()
        if (name in members if part else outcome == "approved")  # of a refusal there is one letter
    ]
    return [*facts_found(file, told), *own]


def facts_found(file: File, findings: Iterable[Finding]) -> list[dict[str, object]]:
    """What a letter says of each finding, with the name of whom it is about ("" of the principal applicant) and the page that shows it."""
    proofs = proofs_in(file)
    return [
        _fact_found(one, file.people[one.person], proofs.get((file.people[one.person].pk, one.key)))
        for one in findings
    ]


def _fact_found(finding: Finding, person: Person, proof: ProvedBy | None) -> dict[str, object]:
    return {
        "met": finding.met,
        "text": asdict(said_of(finding.text, person.name)),
        "cite": finding.cite,
        "note": finding.note,
        "person": "" if finding.person == PRINCIPAL else person.name,
        **({"proof": asdict(proof.said)} if proof else {}),
    }


_OWN_LETTER = Text(
    en="This person keeps answers private, and reads the outcome in a part of their own.",
    fr="Cette personne garde ses réponses privées et prend connaissance du résultat dans sa propre partie.",
)
