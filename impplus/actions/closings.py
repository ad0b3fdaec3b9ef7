"""Closings of matters: the archive, made by the worker; the file handed on, held, and destroyed by two colleagues once its time is over."""

import logging
from datetime import date
from hashlib import sha256

from django.db import transaction
from django.db.models import Q

from impplus.actions import letters, matter_deadlines, matters, moves
from impplus.actions.letters import BROKEN
from impplus.actions.package_archive import archived
from impplus.practice import access
from impplus.practice.deadline import RUNNING
from impplus.practice.known_person import ENQUIRED, OF_A_MATTER
from impplus.practice.models import Closing, Destruction, Filing, KnownPerson, Matter
from impplus.practice.retainer import RUNS
from impplus.practice.routing import FIRM, keeps_for_firms
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.queries.archives import INDEX, content_of
from impplus.queries.refusals import (
    AlreadyDone,
    NotUnderstood,
    NotYours,
    OutOfReach,
    Refusal,
    WrongMoment,
)
from impplus.records import access as files
from impplus.records.clock import Now
from impplus.records.models import User
from impplus.rules.dated import anniversary
from impplus.words.text import LANGUAGES, Text

logger = logging.getLogger(__name__)
_WHO = Text(
    en="Enter to whom the file goes, who consented, and on which day: today or earlier.",
    fr="Inscrivez à qui va le dossier, qui y a consenti et à quelle date\u00a0: aujourd’hui ou avant.",
)
_WHY = Text(en="Write why the file is held.", fr="Inscrivez pourquoi la destruction est suspendue.")


class AgreementRuns(Refusal):
    """A service agreement of the matter was not ended."""

    text = Text(
        en="The service agreement still runs. End it in writing, or take it back, first.",
        fr="Le contrat de service est toujours en vigueur. Mettez-y fin par écrit, ou retirez-le, d’abord.",
    )


class StillKept(Refusal):
    """The file may not be destroyed yet."""

    text = Text(
        en="This file may not be destroyed: its time is not over, it is held, or something in it still runs.",
        fr="Ce dossier ne peut pas être détruit\u00a0: son délai n’est pas écoulé, sa destruction est suspendue, ou quelque chose y court encore.",
    )


class AnotherColleague(Refusal):
    """Whoever proposed a destruction does not confirm it."""

    text = Text(
        en="Another owner or lawyer of the firm must confirm what you proposed. Nothing was destroyed.",
        fr="Une autre personne, propriétaire du cabinet, avocate ou avocat, doit confirmer ce que vous avez proposé. Rien n’a été détruit.",
    )


def close(matter: Matter, *, by: User) -> Closing:
    """Close a matter, which a lawyer does, and have its archive made; AlreadyDone where that is so. Raises AgreementRuns."""
    _must_lead(matter, by)
    with transaction.atomic(using=FIRM):
        locked = Matter.objects.select_for_update(no_key=True).get(pk=matter.pk)
        if locked.agreements.filter(status__in=RUNS).exists():
            raise AgreementRuns
        if locked.closings.exclude(status="dropped").exists():
            raise AlreadyDone
        if locked.status == "open":
            matters.close(locked, by=by)
        on = clock.today(SERVED)
        made = Closing(firm=locked.firm, matter=locked, number=locked.number, closed_on=on)
        made.kept_until = anniversary(on, SERVED.settings.number("firm-file-years", on))
        made.demo = locked.demo
        moves.move_at_firm(made, "close", by=by)
        moves.wake("make_agreements", using=FIRM)
    return made


def make_archives() -> int:
    """Make the archive of each closing that waits for it; how many. One that fails holds up no other, and is tried again."""
    if not keeps_for_firms():
        return 0
    made = 0
    for pk in list(Closing.objects.filter(status="under-way").values_list("pk", flat=True)[:5]):
        try:
            made += _make(pk)
        except (*BROKEN, OutOfReach) as error:
            # What was raised may hold names, so its own name alone is logged.
            logger.error("archive of closing %s cannot be made: %s", pk, type(error).__name__)  # noqa: TRY400
    return made


def _make(pk: int) -> bool:
    office = _letters_of_office(Closing.objects.select_related("matter").get(pk=pk).matter)
    with transaction.atomic(using=FIRM):
        free = Closing.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
        closing = free.select_related("matter__enquiry").filter(pk=pk, status="under-way").first()
        if closing is None or closing.matter.agreements.filter(papers_due=True).exists():
            return False
        content = content_of(closing, office)
        columns = {"archive": archived(content, closing.closed_on), "files": len(content)}
        columns |= {"index_sha256": sha256(content[INDEX]).hexdigest(), "made_at": Now()}
        moves.move_at_firm(closing, "complete", by=None, columns=columns)
    return True


def _letters_of_office(matter: Matter) -> dict[str, bytes]:
    """The signed letters of the file of a matter that the firm could read, in both languages; raises OutOfReach."""
    if not matter.application:
        return {}
    found = {}
    for one in files.letters_of_client(matter.application, matter.firm).order_by("sent_at", "pk"):
        day = SERVED.day_of(one.sent_at) if one.sent_at else matter.opened_at
        for language in LANGUAGES:
            with letters.file(one, language) as held:
                found[f"letters/office/{day}-{one.kind}-{one.pk}-{language}.pdf"] = held.read()
    return found


def request_transfer(matter: Matter, *, asked_on: date, by: User) -> None:
    """Count by when the file must be handed to the representative whom the client chose."""
    matter_deadlines.add(matter, kind="transfer", since=asked_on, by=by)


def hand_over(closing: Closing, *, to: str, consent_of: str, consent_on: date, by: User) -> None:
    """Note that the file went to another firm with the client's consent; that firm opens a matter of its own, or none."""
    _must_lead(closing.matter, by)
    if not (to.strip() and consent_of.strip()) or consent_on > clock.today(SERVED):
        raise NotUnderstood(_WHO)
    given = {
        "handed_to": to.strip(),
        "consent_of": consent_of.strip(),
        "consent_on": consent_on,
    }
    if all(getattr(closing, name) == value for name, value in given.items()):
        raise AlreadyDone
    moves.move_at_firm(closing, "hand-over", by=by, columns=given)


def hold(closing: Closing, *, why: str, by: User) -> None:
    """Keep a file from being destroyed, whatever its time; a destruction that was proposed is off."""
    _must_lead(closing.matter, by)
    if not why.strip():
        raise NotUnderstood(_WHY)
    columns = {"hold": why.strip(), "proposed_by": None, "proposed_name": ""}
    moves.move_at_firm(closing, "suspend", by=by, columns=columns)


def release(closing: Closing, *, by: User) -> None:
    """Lift a hold."""
    _must_lead(closing.matter, by)
    moves.move_at_firm(closing, "release", by=by, columns={"hold": ""})


def propose_destruction(closing: Closing, *, by: User) -> None:
    """Propose to destroy a file whose time is over. Raises StillKept."""
    _must_lead(closing.matter, by)
    with transaction.atomic(using=FIRM):
        locked = _may_go(closing)
        columns = {"proposed_by": by.pk, "proposed_name": by.name}
        moves.move_at_firm(locked, "propose", by=by, columns=columns)


def keep(closing: Closing, *, by: User) -> None:
    """Not destroy it after all."""
    _must_lead(closing.matter, by)
    columns = {"proposed_by": None, "proposed_name": ""}
    moves.move_at_firm(closing, "undo", by=by, columns=columns)


def destroy(closing: Closing, *, by: User) -> Destruction:
    """Destroy what another colleague proposed to destroy; a row without anything of the client stays.

    Raises AnotherColleague, StillKept, WrongMoment.
    """
    _must_lead(closing.matter, by)
    with transaction.atomic(using=FIRM):
        locked = _may_go(closing)
        if locked.status != "proposed" or locked.proposed_by is None:
            raise WrongMoment
        if locked.proposed_by == by.pk:
            raise AnotherColleague
        row = Destruction(firm=locked.firm, number=locked.number, files=locked.files)
        row.closed_on, row.kept_until = locked.closed_on, locked.kept_until
        row.destroyed_on, row.index_sha256 = clock.today(SERVED), locked.index_sha256
        row.proposed_by, row.proposed_name = locked.proposed_by, locked.proposed_name
        row.confirmed_by, row.confirmed_name, row.demo = by.pk, by.name, locked.demo
        moves.move_at_firm(row, "destroy", by=by)
        _forget(locked.matter)
    return row


def _forget(matter: Matter) -> None:
    """Delete a matter with all that belongs to it alone: notes, agreements, e-mails, the enquiry, and who is known by them."""
    enquiry, known = matter.enquiry, KnownPerson.objects.filter(firm=matter.firm)
    about = f"{OF_A_MATTER}{matter.pk}"
    known.filter(Q(about=about) | Q(about__startswith=f"{about}-")).delete()
    if matter.application:
        Filing.objects.filter(firm=matter.firm, application=matter.application).delete()
    matter.delete()
    if enquiry and not enquiry.matters.exists():
        known.filter(kind=ENQUIRED, about=str(enquiry.pk)).delete()
        enquiry.delete()


def _may_go(closing: Closing) -> Closing:
    """The closing, locked, if its file may be destroyed: its time over, no hold, nothing that runs."""
    rows = Closing.objects.select_for_update(no_key=True, of=("self",))
    locked = rows.select_related("matter__enquiry").get(pk=closing.pk)
    matter = locked.matter
    if (
        clock.today(SERVED) <= locked.kept_until
        or locked.hold
        or matter.status != "closed"
        or matter.deadlines.filter(status__in=RUNNING).exists()
        or matter.agreements.filter(status__in=RUNS).exists()
    ):
        raise StillKept
    return locked


def _must_lead(matter: Matter, by: User) -> None:
    matters.must_see(matter, by)
    if access.role_of(by) not in access.LAWYERS:
        raise NotYours
