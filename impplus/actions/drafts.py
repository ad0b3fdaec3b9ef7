"""Drafts: announced to end, and destroyed with everything in them."""

from contextlib import suppress

from django.db import IntegrityError, transaction

from impplus.actions import (
    delegations,
    messages,
    moves,
    payments,
    signed_codes,
    stored_files,
    uploads,
)
from impplus.actions.locks import held
from impplus.queries import clock
from impplus.queries.charges import DRAFT_DESTROYED
from impplus.queries.delegations import accounts_in
from impplus.queries.drafts import Announcement, due_on, is_ended
from impplus.records.clock import Now
from impplus.records.models import Application, Payment, Upload, User
from impplus.rules.programme import Programme


def tend(programme: Programme) -> tuple[int, int]:
    """Owe each announcement that is due today, and destroy each draft whose announced last day has gone by; how many of each.

    An announcement is owed once, to everybody who works on the draft. Of a draft all is destroyed or nothing: each is
    locked and looked at again, so that one that somebody saved or submitted meanwhile stays, and whoever saves afterwards
    reads that it is gone. One of which money is still to go back waits for it.
    """
    due = due_on(programme, clock.today(programme))
    told = sum(map(_announced, due.announcements))
    return told, sum(_destroyed(pk, programme) for pk in due.ended)


def _announced(one: Announcement) -> bool:
    try:
        with transaction.atomic():
            messages.tell(one.application, one.notice, one.last)
            for member in accounts_in(one.application):
                messages.tell_member(member, one.application, f"own-{one.notice}", one.last)
    except IntegrityError:  # it was said already, or another worker says it
        return False
    return True


def _destroyed(pk: int, programme: Programme) -> bool:
    begun = Payment.objects.filter(application=pk, status="open")
    if not all(answered for _, answered in map(payments.look, begun)):
        return False  # it may have been paid: it waits until the provider says so
    with suppress(uploads.FilesInUse), transaction.atomic():
        drafts = Application.objects.filter(pk=pk, status="draft")
        draft = held(drafts).select_related("invitation").first()
        if draft is None or not is_ended(draft, clock.today(programme)):
            return False
        destroy(draft, notice="draft-ended", by=None)
        return True
    return False


def destroy(draft: Application, *, notice: str, by: User | None) -> None:
    """Destroy a draft, whose row is locked: people, answers and files; what its letters and mandates said of them goes, too.

    `notice` is what everybody else who could open it is told. Raises uploads.FilesInUse while a file of it is being sent or checked.
    """
    uploads.hold(Upload.objects.filter(application=draft))
    for payment in draft.payments.filter(status="open"):
        moves.move(payment, "fail", by=None, detail=DRAFT_DESTROYED)
    messages.tell(draft, notice, but=by)
    for mandate in draft.mandates.filter(status="active"):
        moves.move(mandate, "end", by=by, columns={"ended_at": Now()})
    draft.mandates.update(signature="")
    for member in draft.people.all():
        delegations.end_with(member, by=by, alone=True)
    moves.move(draft, "destroy", by=by)
    if draft.invitation.status == "used":
        moves.move(draft.invitation, "release", by=by)
        signed_codes.changed(at_once=False)
    keys = {key for one in draft.documents.all() for key in stored_files.keys_of(one)}
    for letter in draft.letters.all():
        keys |= {letter.file_en, letter.file_fr} - {""}
    draft.letters.update(facts={})
    draft.documents.all().delete()
    draft.people.all().delete()
    stored_files.dispose_later(keys)
