"""Who has a file: its officer, or on the days of an absence the substitute; and who may be given one."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from impplus.queries.access import must_see
from impplus.queries.clock import today
from impplus.queries.refusals import NotYours, Refusal
from impplus.queries.visits import must_not_be_barred, open_to
from impplus.records.application import OPEN
from impplus.records.models import Absence, Application, Event, Handover, Skip, User
from impplus.records.prepared import prepared
from impplus.rules.lifecycle import Role
from impplus.words.text import Text


class NotItsOfficer(Refusal):
    """Only the officer of a file acts on it; `has` is the name of whoever that is, empty where nobody is."""

    def __init__(self, officer: User | None) -> None:
        self.has = officer.name if officer else ""
        super().__init__(
            Text(
                en=f"{self.has} has this file, and only its officer acts on it. You changed nothing. "
                "To act on it, take it over and say why.",
                fr=f"Ce dossier est entre les mains de {self.has}\u00a0: seule la personne responsable peut y agir. "
                "Vous n’avez rien modifié. Pour y agir, reprenez-le en indiquant pourquoi.",
            )
            if officer
            else Text(
                en="No officer has this file, and only its officer acts on it. You changed nothing. "
                "To act on it, take it over and say why.",
                fr="Ce dossier n’est confié à personne, et seule la personne responsable peut y agir. Vous n’avez rien modifié. "
                "Pour y agir, reprenez-le en indiquant pourquoi.",
            )
        )


def officers() -> QuerySet[User]:
    """The federal officers whose accounts are open, by name."""
    return User.objects.filter(role=Role.FEDERAL, is_active=True).order_by("name", "pk")


def has(application: Application, officer: User) -> bool:
    """Whether an officer has a file: as its own officer, or as the substitute of one who is away today."""
    if application.officer_id == officer.pk:
        return True
    day = today(application.programme)
    return application.officer_id in {one.officer_id for one in stood_in_for(officer, day)}


def must_have(application: Application, by: User) -> None:
    """Raise NotItsOfficer unless `by` has this file: only its officer acts on it."""
    if by.role != Role.FEDERAL:
        raise NotYours
    if not has(application, by):
        raise NotItsOfficer(application.officer)


def is_anothers(application: Application, officer: User) -> bool:
    """Whether another officer has this open file: then `officer` may read it with a reason, and keep notes, no more.

    What nobody has taken is the whole office's, and so is what is decided: messages are answered there as well.
    """
    taken = application.status in OPEN and application.officer_id is not None
    return taken and not has(application, officer)


def must_work_on(application: Application, by: User) -> None:
    """Raise NotItsOfficer where another officer has the open file, Barred for a relative's."""
    if by.role != Role.FEDERAL:
        raise NotYours
    must_not_be_barred(application, by)
    if is_anothers(application, by):
        raise NotItsOfficer(application.officer)


def must_act(application: Application, by: User | None) -> None:
    """Raise NotItsOfficer unless `by` has the decided file whose papers are acted upon, Barred for a relative's; None is the law itself."""
    if by:
        must_see(application, by)
        must_have(application, by)
        must_not_be_barred(application, by)


def handovers_of(application: Application) -> list[Handover]:
    """Through whose hands a file went, the last first."""
    return _handovers_of(application.pk)


@prepared
def _handovers_of(application: int) -> QuerySet[Handover]:
    told = Handover.objects.filter(application=application)
    return told.select_related("before", "after", "by").order_by("-at", "-id")


def taken_instead(seen: Application, by: User) -> Application | None:
    """The file that an officer took by a press on another one that a colleague had: the officer’s last, where it still is theirs."""
    takes = Event.objects.filter(noun="application", verb__in=("take", "take-over"), by=by)
    last = takes.select_related("application").order_by("-at").first()
    found = last.application if last and last.detail.get("seen") == seen.pk else None
    return found if found and found.officer_id == by.pk else None


def of_nobody(officer: User, on: date) -> QuerySet[Application]:
    """The open files that no officer has and this one may have, in the order of receipt, but for those skipped on a day."""
    skipped = Skip.objects.filter(application=OuterRef("pk"), officer=officer.pk, on=on).order_by()
    every = Application.objects.filter(status__in=OPEN, officer=None)
    free = open_to(every, officer)
    return free.exclude(Exists(skipped)).order_by("received_at", "id")


def stood_in_for(officer: User, on: date) -> list[Absence]:
    """The absences on a day in which an officer is the substitute."""
    return _stood_in_for(officer.pk, on)


@prepared
def _stood_in_for(substitute: int, on: date) -> QuerySet[Absence]:
    kept = Absence.objects.filter(substitute=substitute, status="declared")
    return kept.filter(first__lte=on, last__gte=on).select_related("officer").order_by("pk")


def absences_between(first: date, last: date) -> QuerySet[Absence]:
    """The absences of anybody that share a day with these."""
    kept = Absence.objects.filter(status="declared", first__lte=last, last__gte=first)
    return kept.select_related("officer", "substitute")


def absences_to_come(on: date) -> QuerySet[Absence]:
    """The absences that last until a day or longer, the earliest first."""
    return absences_between(on, date.max).order_by("first", "pk")
