"""Removes the demonstration world: what belongs to it, and nothing else."""

from django.db import connection, connections, transaction
from django.db.models import Exists, Model, OuterRef, ProtectedError, Q, QuerySet

from impplus.actions import checkpoints
from impplus.practice.models import (
    Advance,
    AskedSignature,
    BoardView,
    Booking,
    ClientLink,
    Closing,
    Closure,
    Colleague,
    Conflict,
    Deadline,
    Destruction,
    Enquiry,
    Feed,
    FiledLetter,
    Filing,
    FirmEvent,
    FirmKey,
    FormSignature,
    KnownPerson,
    Mail,
    Matter,
    Offer,
    OfficeHours,
    OwnAnswer,
    Presentation,
    PriceChange,
    Retainer,
    Supply,
    Task,
    Wall,
    Wanted,
    Webhook,
)
from impplus.practice.routing import FIRM, keeps_for_firms
from impplus.records.models import (
    Absence,
    Application,
    Batch,
    Candidate,
    Correction,
    Delegation,
    Event,
    Firm,
    Forecast,
    Introduction,
    Invitation,
    Letter,
    Message,
    PeriodFigures,
    Permit,
    QueueDay,
    Recovery,
    Report,
    Round,
    StandingMark,
    User,
)
from impplus.rules.seal import leaf_of


def remove() -> None:
    """Delete every invented person and file; their places are free again.

    Their leaves stay in the public log, and say by their kind that they were invented.
    What a real account has since taken hold of (a letter that it used, an officer who decided in its
    file) stays, and an invented account that must stay can no longer sign in.
    """
    firms = list(Firm.objects.filter(demo=True).values_list("pk", flat=True))
    with checkpoints.all_written(), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL impplus.removing_demo = 'on'")
        _delete_papers()
        # A correction is restricted to its person, and a report to its correction.
        _delete(Report.objects.filter(application__applicant__demo=True))
        Correction.objects.filter(person__application__applicant__demo=True).delete()
        # An open part keeps its person, so it goes before the people do.
        _delete(Delegation.objects.filter(application__applicant__demo=True))
        _delete(Application.objects.filter(applicant__demo=True))
        kept = Application.objects.filter(invitation__candidate=OuterRef("pk"))
        candidates = Candidate.objects.filter(demo=True).exclude(Exists(kept))
        letters = Invitation.objects.filter(candidate__in=candidates)
        _forget(Message.objects.filter(letter__invitation__in=letters))
        _forget(Letter.objects.filter(invitation__in=letters))
        _forget(letters)
        candidates.delete()
        gone = Round.objects.filter(demo=True, invitations=None)
        _delete(Batch.objects.filter(Q(round=None) | Q(round__in=gone), demo=True))
        _delete(gone)
        _forget(Message.objects.filter(account__demo=True).exclude(notice=""))
        _delete(Recovery.objects.filter(account__demo=True))
        _delete(Absence.objects.filter(officer__demo=True))
        Event.objects.filter(noun="account", by__demo=True).delete()
        _forget_counts()
        _forget_imports()
        _forget_officers()
        _close_accounts()
    _forget_enquiries(firms)


# What a firm keeps of invented people, each before what it names.
_OF_FIRMS = (
    *(Mail, Booking, Closure, OfficeHours, Conflict, KnownPerson),
    *(Closing, Destruction, PriceChange, Advance, FormSignature, Retainer),
    *(Deadline, Task, Wall, Wanted, ClientLink, Matter, Feed, Webhook, FirmKey, AskedSignature),
    *(Enquiry, Colleague, OwnAnswer, BoardView),
)


def _forget_enquiries(firms: list[int]) -> None:
    """What invented people wrote to firms, who works there among them, and what invented firms filed; their events go, too."""
    if not keeps_for_firms():
        return
    with transaction.atomic(using=FIRM):
        with connections[FIRM].cursor() as cursor:
            cursor.execute("SET LOCAL impplus.removing_demo = 'on'")
        for kind in _OF_FIRMS:
            gone = [str(key) for key in kind.objects.filter(demo=True).values_list("pk", flat=True)]
            noun = kind._meta.model_name
            FirmEvent.objects.filter(noun=noun, about__in=gone).delete()
        for kind in _OF_FIRMS:
            kind.objects.filter(demo=True).delete()
        for kept in (FiledLetter, Filing, Supply, Presentation, Offer, FirmEvent):
            kept.objects.filter(firm__in=firms).delete()


def _forget_counts() -> None:
    """What was foretold and counted was made from invented letters and applications, too."""
    Forecast.objects.all().delete()
    PeriodFigures.objects.all().delete()
    QueueDay.objects.all().delete()
    StandingMark.objects.all().delete()


def _delete[M: Model](records: QuerySet[M]) -> None:
    """Delete records together with the events about them."""
    _forget(records)
    records.delete()


def _forget[M: Model](records: QuerySet[M]) -> None:
    noun = records.model._meta.model_name or ""
    keys = list(records.values_list("pk", flat=True))
    about = Q(noun=noun, about__in=[str(key) for key in keys])
    if records.model is Application:
        about |= Q(application__in=keys)
    Event.objects.filter(about).delete()


def _delete_papers() -> None:
    """Delete what was issued."""
    # A letter of introduction keeps its permit, and a permit the one that it replaces, so the newest go first.
    _delete(Introduction.objects.filter(application__applicant__demo=True))
    for permit in Permit.objects.filter(application__applicant__demo=True).order_by("-pk"):
        _delete(Permit.objects.filter(pk=permit.pk))


def _forget_imports() -> None:
    """The line about an import goes once no candidate of that import is left."""
    left = Candidate.objects.filter(imported_at=OuterRef("at"))
    imports = Event.objects.filter(noun="candidate", by__demo=True)
    imports.exclude(Exists(left)).delete()


def _forget_officers() -> None:
    """What invented officers did to no single file: lists looked at, places made free again.

    Only what the public log knows as invented, so that nothing real is missed in it.
    """
    about = Q(noun="page") | Q(noun="intake", verb="release")
    found = Event.objects.filter(about, by__demo=True)
    invented = [one.pk for one in found if leaf_of(bytes(one.leaf)).invented]
    Event.objects.filter(pk__in=invented).delete()


def _close_accounts() -> None:
    """Delete invented accounts and firms; close those that a real record still names."""
    for account in User.objects.filter(demo=True):
        try:
            with transaction.atomic():
                account.delete()
        except ProtectedError:
            User.objects.filter(pk=account.pk).update(is_active=False)
    Firm.objects.filter(demo=True, user=None).delete()
