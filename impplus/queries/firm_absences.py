"""Who stands in for whom at firms: on the days of an absence the substitute has what the colleague has."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from impplus.practice import access
from impplus.practice.models import Booking, Closure, Matter, Wall
from impplus.practice.routing import keeps_for_firms
from impplus.programmes import SERVED
from impplus.queries.clock import today
from impplus.queries.teammates import Teammate, teammates
from impplus.records.models import Assignment, Mandate, User


@dataclass(frozen=True)
class PlannedAbsence:
    """An absence with both colleagues; `now` where it has begun."""

    closure: Closure
    who: Teammate
    substitute: Teammate
    now: bool

    @property
    def able(self) -> bool:
        """Whether the substitute still has a role that may do this work."""
        return stands_in_for(self.substitute, self.who)


@dataclass(frozen=True)
class LeftToDo:
    """What no substitute does: consultations that are booked on the days of an absence, and open matters behind a wall."""

    booked: int
    matters: Sequence[Matter]


def absences_between(firm: int, first: date, last: date) -> QuerySet[Closure]:
    """The absences at a firm that share a day with these."""
    kept = Closure.objects.filter(firm=firm, status="declared", substitute__isnull=False)
    return kept.filter(first__lte=last, last__gte=first).order_by("first", "pk")


def readers_for(accounts: Collection[int], matter: Matter | None = None) -> set[int]:
    """Who reads what is for these accounts today: they, and their substitutes, but for who is behind a wall around the matter."""
    found = access.away().filter(account__in=accounts).values_list("substitute", flat=True)
    also = {one for one in found if one}
    if matter:
        hidden = matter.walls.filter(status="up", account__in=also)
        also -= set(hidden.values_list("account", flat=True))
    return {*accounts, *also}


def answers_for(matter: Matter, user: User) -> bool:
    """Whether somebody answers for the deadlines of a matter today: its lawyer, or on the days of an absence another lawyer."""
    if matter.lawyer == user.pk:
        return True
    return access.role_of(user) in access.LAWYERS and matter.lawyer in access.stood_in_for(user)


def led_by(user: User) -> QuerySet[Mandate]:
    """The appointments in force whose files somebody opens to colleagues: those of that lawyer, or of whom that person stands in for; all of the firm for an owner.

    None whose matter lies behind a wall for that person.
    """
    given = Mandate.objects.filter(status="active", lawyer__firm=user.firm_id)
    if access.role_of(user) in access.TEAM:
        walls = Wall.objects.filter(account=user.pk, status="up").exclude(matter__application=None)
        hidden = list(walls.values_list("matter__application", flat=True))
        return given.exclude(application__in=hidden)
    stands_in = Assignment.objects.filter(
        user=user, status="active", instead_of=F("mandate__lawyer")
    )
    return given.filter(Q(lawyer=user) | Q(pk__in=stands_in.values("mandate")))


def files_stood_in_for() -> set[tuple[int, int, int]]:
    """The represented files that are open to substitutes today: the keys of the appointment, of the substitute, and of who is away.

    They are what an appointment or an assignment by hand opens to the one who is away; nothing behind a wall.
    """
    firms = set(access.away().values_list("firm", flat=True))
    absent = [one for firm in firms for one in absences_at(firm, teammates(firm))]
    away = {one.who.account: one.substitute.account for one in absent if one.now and one.able}
    given = Mandate.objects.filter(status="active")
    assigned = Assignment.objects.filter(
        user__in=away, status="active", instead_of=None, mandate__status="active"
    )
    opened = [(one, one.lawyer_id) for one in given.filter(lawyer__in=away)]
    opened += [(one.mandate, one.user_id) for one in assigned.select_related("mandate")]
    walls = Wall.objects.filter(status="up", account__in=away.values())
    hidden = set(walls.values_list("account", "matter__application"))
    return {
        (mandate.pk, away[gone], gone)
        for mandate, gone in opened
        if away[gone] != mandate.lawyer_id and (away[gone], mandate.application_id) not in hidden
    }


def stands_in_for(substitute: Teammate, who: Teammate) -> bool:
    """Whether the role of one colleague may have the work of another: only lawyers answer for a lawyer's deadlines."""
    return substitute.role in access.STANDS_IN_FOR.get(who.role, ())


def absences_at(firm: int, team: Mapping[int, Teammate]) -> list[PlannedAbsence]:
    """The absences of today and of days to come at a firm, the earliest first."""
    on = today(SERVED)
    return [
        PlannedAbsence(one, team[one.account or 0], team[one.substitute or 0], one.first <= on)
        for one in absences_between(firm, on, date.max)
    ]


def standing_in(user: User) -> list[PlannedAbsence]:
    """The absences, of today and to come, in which somebody is the substitute."""
    if not keeps_for_firms():
        return []
    firm = access.firm_of(user)
    if not access.absences().filter(substitute=user.pk).exists():
        return []
    found = absences_at(firm, teammates(firm))
    return [one for one in found if one.able and one.substitute.account == user.pk]


def left_to_do(user: User, absences: Sequence[PlannedAbsence]) -> list[LeftToDo]:
    """Of each absence, what somebody who reads of it has to see to; in as many statements for thirty as for one."""
    accounts = [one.who.account for one in absences]
    booked = Booking.objects.filter(account__in=accounts, status="booked")
    times = list(booked.values_list("account", "starts_at"))
    up = Wall.objects.filter(status="up", matter__status="open", matter__in=access.matters(user))
    walls = list(
        up.filter(account__in=[one.substitute.account for one in absences]).select_related("matter")
    )
    return [
        LeftToDo(
            booked=sum(
                account == one.who.account
                and at is not None
                and one.closure.first <= SERVED.day_of(at) <= one.closure.last
                for account, at in times
            ),
            matters=[
                wall.matter
                for wall in walls
                if wall.account == one.substitute.account
                and one.who.account in (wall.matter.lawyer, wall.matter.paralegal)
            ],
        )
        for one in absences
    ]
