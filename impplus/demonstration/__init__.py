"""The demonstration world: invented people in every status, by the real actions; removed whole."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from random import Random

from django.conf import settings
from django.db import connection, transaction

from impplus.actions.intakes import open_year
from impplus.demonstration import consultations, engagements, matters, offices, plan, rounds
from impplus.demonstration.accounts import FirmStaff, Staff, open_firm, open_offices
from impplus.demonstration.applications import application
from impplus.demonstration.away import absence
from impplus.demonstration.removal import remove
from impplus.demonstration.schedule import Schedule, carry_out
from impplus.demonstration.sign_ins import SignIn, sign_ins
from impplus.demonstration.visitors import requests
from impplus.programmes import IMP_PLUS
from impplus.queries import clock
from impplus.queries.refusals import Refusal
from impplus.records.models import Application, Candidate, User
from impplus.words.text import Text

__all__ = ["SignIn", "create", "remove", "sign_ins"]
SEED = 2022_05_24


class InProduction(Refusal):
    """Invented people have no place beside real ones."""

    text = Text(
        en="This installation is in production mode: the demonstration world is not created here.",
        fr="Cette installation est en mode de production\u00a0: le monde de démonstration n’y est pas créé.",
    )


class AlreadyThere(Refusal):
    """One world at a time."""

    text = Text(
        en="There is a demonstration world already. Remove it first.",
        fr="Il y a déjà un monde de démonstration. Supprimez-le d’abord.",
    )


class NotAlone(Refusal):
    """The invented ministry would draw real candidates, and invented officers take real files."""

    text = Text(
        en="Candidates or applications are here already: the demonstration world is not created among them.",
        fr="Il y a déjà des candidatures ou des demandes : le monde de démonstration n’y est pas créé.",
    )


def create(
    today: date, *, received: Iterable[int] = plan.RECEIVED, started: Iterable[int] = plan.STARTED
) -> None:
    """Make the world as of the eve of a day; the same people and files for the same day.

    On a firm's own installation it is a firm alone, with those who work there and who write to it.
    `received` and `started` say how many days ago the files were received, and the drafts begun.
    """
    if settings.PRODUCTION:
        raise InProduction
    if User.objects.filter(demo=True).exists():
        raise AlreadyThere
    if Candidate.objects.exists() or Application.objects.exists():
        raise NotAlone
    days = plan.Days(today, Random(SEED))  # noqa: S311 (invented, and to be the same every time)
    with transaction.atomic():
        with clock.at(days.ago(plan.LISTS[0] + 5)):
            staff = open_firm() if settings.PREPARES_ONLY else open_offices()
        if isinstance(staff, FirmStaff):
            carry_out(_firm(days, staff), days.end)
        else:
            carry_out(_all(days, staff, plan.plans(days, received, started)), days.end)
            open_year(IMP_PLUS, today.year)
        with connection.cursor() as cursor:
            # Thousands of rows came at once: the first pages must not be planned as for empty tables.
            cursor.execute("ANALYZE")


def _all(days: plan.Days, staff: Staff, plans: Sequence[plan.Plan]) -> list[Schedule]:
    """What everybody does."""
    invited = rounds.Invited()
    return [
        rounds.years(days),
        rounds.lists(days, staff, invited),
        rounds.drawn(days, staff, invited, plans),
        rounds.foretold(days),
        requests(days, staff.samuel),
        *_firm(days, staff.firm),
        offices.package(days, staff.firm.lucie),
        *(application(one, days, staff, invited) for one in plans),
        absence(days, staff),
    ]


def _firm(days: plan.Days, staff: FirmStaff) -> Iterator[Schedule]:
    """What a firm does, and who writes to it."""
    yield requests(days, staff.lucie)
    yield from matters.schedules(days, staff.lucie, staff.ana)
    yield offices.office(days, staff)
    yield from consultations.schedules(days, staff.lucie)
    yield from engagements.schedules(days, staff.lucie, staff.rosalie)
