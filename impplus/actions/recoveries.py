"""Recoveries: the second factors of an account are taken away after a wait in which its owner can stop that."""

import time
from contextlib import suppress
from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import IntegrityError, transaction

from impplus.actions import messages, moves, second_factors, sessions
from impplus.queries import clock
from impplus.queries.added_factors import added, is_gone
from impplus.queries.recoveries import found, recovery_of, was_followed
from impplus.queries.refusals import AlreadyDone, NotUnderstood, WrongMoment
from impplus.records.models import Recovery, User
from impplus.rules.lifecycle import Role
from impplus.words.text import Text

AS_LONG = 0.3  # seconds, several times what the longest way takes
LINK_DAYS = 7  # for which the link that is sent after the wait is good


def ask(email: str) -> None:
    """Begin a recovery where an applicant's account with a second factor has this address; say nothing either way.

    Its owner is told at once, with a link that stops it. One at a time: asked again, nothing begins anew. It takes
    as long whatever was found.
    """
    until = time.monotonic() + AS_LONG
    _begin(email)
    time.sleep(max(0.0, until - time.monotonic()))


def _begin(email: str) -> None:
    owners = User.objects.filter(email__iexact=email, role=Role.APPLICANT, is_active=True)
    account = owners.first()
    if account is None or not second_factors.note(account):
        return
    due = clock.now() + timedelta(hours=settings.RECOVERY_HOURS)
    made = Recovery(account=account, due_at=due, ends_at=due + timedelta(days=LINK_DAYS))
    try:
        with transaction.atomic():
            moves.move(made, "request", by=None)
            messages.tell_owner(account, "recovery_asked")
    except IntegrityError:
        return  # one is under way


def hours() -> int:
    """How long a request waits."""
    return int(settings.RECOVERY_HOURS)


def go_on() -> None:
    """Send the link of each recovery whose wait is over, and let those end whose link is too old."""
    now = clock.now()
    for one in Recovery.objects.filter(status="waiting", due_at__lte=now).select_related("account"):
        with suppress(WrongMoment), transaction.atomic():  # stopped, or done by another worker
            moves.move(one, "confirm", by=None)
            messages.tell_owner(one.account, "recovery_ready")
    for one in Recovery.objects.filter(status="ready", ends_at__lte=now):
        with suppress(WrongMoment):
            moves.move(one, "drop", by=None)


def stop(token: str) -> None:
    """Stop the recovery of a link; raises WrongMoment where there is none under way, AlreadyDone where it is stopped."""
    recovery = found(token, "stop")
    if recovery is None:
        raise AlreadyDone if was_followed(token, "stop") else WrongMoment
    stop_for(recovery.account)


def stop_for(account: User) -> None:
    """Stop what is under way, as its owner says, or as somebody signed in with a second factor; it is told."""
    with transaction.atomic():
        if drop(account):
            messages.tell_owner(account, "recovery_stopped")


def drop(account: User) -> bool:
    """Stop what is under way without a word; whether anything was."""
    one = recovery_of(account)
    if one is None:
        return False
    moves.move(one, "drop", by=None)
    return True


def use(token: str) -> None:
    """Take the second factors from the account of a link, once, and end its sessions; raises WrongMoment, AlreadyDone once they are gone."""
    with transaction.atomic():
        recovery = found(token, "use")
        if recovery is None or recovery.ends_at <= clock.now():
            raise AlreadyDone if was_followed(token, "use") else WrongMoment
        moves.move(recovery, "end", by=None)
        remove_factors(recovery.account)


def undo(token: str) -> None:
    """Take away a factor that was added lately and end every session, as the owner says by the link of an e-mail.

    The others stay. Raises AlreadyDone where it is gone, WrongMoment where it stands for too long or the link is none of ours.
    """
    with transaction.atomic():
        factor = added(token)
        if factor is None:
            raise AlreadyDone if is_gone(token) else WrongMoment
        account, notice = User.objects.get(pk=factor.user_id), _REMOVED[factor.type]
        factor.delete()
        if not second_factors.note(account):  # recovery codes stand for a factor that is lost
            Authenticator.objects.filter(user_id=account.pk).delete()
        sessions.end_others(account, but=None)
        messages.tell_owner(account, notice)


def of_staff(email: str) -> User:
    """Take the second factors from an officer's or a representative's account, as an operator decides.

    Raises NotUnderstood where there is no such account: applicants ask for it themselves.
    """
    staff = User.objects.exclude(role=Role.APPLICANT).filter(is_active=True)
    account = staff.filter(email__iexact=email).first()
    if account is None:
        raise NotUnderstood(_NO_STAFF)
    with transaction.atomic():
        moves.log("account", account, "release", role=Role.SYSTEM, by=None)
        remove_factors(account)
    return account


def remove_factors(account: User) -> None:
    """Take every second factor from an account, end its sessions and tell its owner. Call it in a transaction."""
    Authenticator.objects.filter(user_id=account.pk).delete()
    second_factors.note(account)
    sessions.end_others(account, but=None)
    messages.tell_owner(account, "factors_removed")


_REMOVED = {
    Authenticator.Type.TOTP: "totp_deactivated",
    Authenticator.Type.WEBAUTHN: "webauthn_removed",
}
_NO_STAFF = Text(
    en="No open account of an officer or a representative has this e-mail address. Applicants ask for it on the page “You have lost your "
    "second proof”.",
    fr="Aucun compte ouvert d’une agente, d’un agent, d’une représentante ou d’un représentant n’a cette adresse électronique. Les personnes qui "
    "présentent une demande passent par la page «\u00a0Vous avez perdu votre deuxième preuve\u00a0».",
)
