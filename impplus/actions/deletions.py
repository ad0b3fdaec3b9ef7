"""Deletions of accounts: an applicant's own, with every draft; what was received stays with the office."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db import transaction

from impplus.actions import (
    drafts,
    messages,
    moves,
    payments,
    phones,
    recoveries,
    sessions,
    unsent_texts,
)
from impplus.queries.deletions import address_of_deleted, deletion_of
from impplus.queries.refusals import AccountHeld, AlreadyDone, NotYours
from impplus.records.models import Application, Payment, User
from impplus.rules.lifecycle import Role


def delete(*, by: User) -> None:
    """Delete one's own account, with its drafts and their files: all of it or nothing.

    Whoever represents the applicant is told, of what was received too, the letter of invitation can be used again, and a last e-mail
    goes to the address. What stays is a number, so that what was received still has its applicant.
    Raises NotYours for staff and firms, AccountHeld while anything keeps it (queries/deletions.py), AlreadyDone where it is deleted.
    """
    if by.role != Role.APPLICANT:
        raise NotYours
    for payment in Payment.objects.filter(application__applicant=by, status="open"):
        payments.confirm(payment)
    with transaction.atomic():
        mine = Application.objects.filter(applicant=by, status="draft")
        locked = list(mine.select_for_update(no_key=True).order_by("pk"))
        account = User.objects.select_for_update(no_key=True).get(pk=by.pk)
        if not account.is_active:  # the same press was done while this one waited for the lock
            raise AlreadyDone
        if set(mine) != set(locked) or deletion_of(account).holds:
            raise AccountHeld
        for draft in locked:
            drafts.destroy(draft, notice="draft-destroyed", by=account)
        for received in Application.objects.filter(applicant=account).exclude(status="destroyed"):
            messages.tell(received, "applicant-left", but=account)
        moves.log("account", account, "delete", role=Role.APPLICANT, by=account)
        _forget(account)


def refund(application: Application, *, by: User) -> None:
    """Ask for all that was paid for a draft, so that its account can be deleted."""
    payments.refund_before_destroying(application, by=by)


def _forget(account: User) -> None:
    """Take from an account whatever says whose it was and opens it; its last e-mail knows where to go."""
    messages.tell_owner(account, "account_deleted", former=account.email)
    EmailAddress.objects.filter(user_id=account.pk).delete()
    Authenticator.objects.filter(user_id=account.pk).delete()
    recoveries.drop(account)
    unsent_texts.forget(account)
    phones.forget(account)
    sessions.end_others(account, but=None)
    User.objects.filter(pk=account.pk).update(
        email=address_of_deleted(account),
        name="",
        membership="",
        password=make_password(None),
        last_login=None,
        second_factor=False,
        is_active=False,
    )
