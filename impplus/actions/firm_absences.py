"""Absences at firms: planned with a substitute, who has the colleague's work on these days, and cancelled."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date

from django.db import IntegrityError, transaction

from impplus.actions import moves
from impplus.actions.absent_days import AbsentDays, faults_of
from impplus.actions.locks import held
from impplus.practice import access
from impplus.practice.models import Closure
from impplus.practice.routing import FIRM, keeps_for_firms
from impplus.programmes import SERVED
from impplus.queries.clock import today
from impplus.queries.firm_absences import absences_between, files_stood_in_for, stands_in_for
from impplus.queries.refusals import NotUnderstood, NotYours
from impplus.queries.teammates import Teammate, teammates
from impplus.records.clock import Now
from impplus.records.models import Assignment, Mandate, User
from impplus.words.text import Text

_NO_SUBSTITUTE = Text(
    en="Choose a colleague who may do this work: only an owner or a lawyer answers for a lawyer’s deadlines.",
    fr="Choisissez une personne qui peut faire ce travail\u00a0: seule une avocate, un avocat ou une ou un propriétaire répond des délais d’une avocate ou d’un avocat.",
)


def declare(account: User, *, substitute: int, first: date, last: date, by: User) -> Closure:
    """Plan the days on which a colleague is away, both included; the same again is the same absence.

    By that colleague, or by an owner of the firm. NotUnderstood for days that are past, turned round or too many, and for a
    substitute who may not do this work or is away too.
    """
    _must_lead(account.pk, account.firm_id, by)
    planned = Closure(firm=access.firm_of(by), account=account.pk, substitute=substitute)
    planned.first, planned.last, planned.demo = first, last, account.demo
    same = {"account": account.pk, "substitute": substitute, "first": first, "last": last}
    with transaction.atomic():
        # Of two absences at once the second finds the first.
        list(held(User.objects.filter(pk__in=(account.pk, substitute))).order_by("pk"))
        if found := Closure.objects.filter(**same, status="declared").first():
            return found
        if faults := list(_faults(planned)):
            raise NotUnderstood(*faults)
        with transaction.atomic(using=FIRM):
            moves.move_at_firm(planned, "declare", by=by, detail={"account": account.pk})
    tend()
    return planned


def end(absence: Closure, *, by: User) -> None:
    """Cancel an absence: the colleague has everything back at once, and the substitute no longer has it."""
    _must_lead(absence.account, absence.firm, by)
    moves.move_at_firm(absence, "drop", by=by, detail={"account": absence.account})
    tend()


def tend() -> int:
    """Open the files of whoever is away today to the substitutes, and close them again after the last day; how many changed."""
    if not keeps_for_firms():
        return 0
    standing = Assignment.objects.filter(status="active").exclude(instead_of=None)
    open_now = {(one.mandate_id, one.user_id, one.instead_of_id or 0): one for one in standing}
    wanted = files_stood_in_for()
    over = [one for key, one in open_now.items() if key not in wanted]
    for one in over:
        moves.move(one, "end", by=None, columns={"until": Now()})
    new = wanted - open_now.keys()
    mandates = Mandate.objects.in_bulk([mandate for mandate, _user, _away in new])
    for mandate, user, away in new:
        made = Assignment(mandate=mandates[mandate], user_id=user, by_id=away, instead_of_id=away)
        with suppress(IntegrityError), transaction.atomic():  # another worker was there first
            moves.move(made, "assign", by=None, detail={"colleague": user, "away": away})
    return len(over) + len(new)


def _faults(asked: Closure) -> Iterator[Text]:
    team = teammates(asked.firm)
    who, substitute = team[asked.account or 0], team.get(asked.substitute or 0)
    if substitute is None or substitute == who or not stands_in_for(substitute, who):
        yield _NO_SUBSTITUTE
        return
    others = absences_between(asked.firm, asked.first, asked.last)
    days = [_days(one, team) for one in (asked, *others)]
    yield from faults_of(days[0], days[1:], today(SERVED))


def _days(one: Closure, team: Mapping[int, Teammate]) -> AbsentDays:
    who, substitute = team[one.account or 0], team[one.substitute or 0]
    return AbsentDays(
        account=who.account,
        name=who.name,
        substitute=substitute.account,
        substitute_name=substitute.name,
        first=one.first,
        last=one.last,
    )


def _must_lead(account: int | None, firm: int | None, by: User) -> None:
    if by.firm_id != firm or not access.role_of(by):
        raise NotYours
    if by.pk != account and access.role_of(by) not in access.TEAM:
        raise NotYours
