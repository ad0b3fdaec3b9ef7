"""The demonstration world: invented people in every status, by the real actions; removed whole."""

from collections.abc import Iterable
from datetime import date
from random import Random

from django.conf import settings
from django.db import connection, transaction

from impplus.actions.intakes import open_year
from impplus.demonstration import consultations, engagements, matters, offices, plan, rounds
from impplus.demonstration.accounts import open_firms
from impplus.demonstration.applications import application
from impplus.demonstration.away import absence
from impplus.demonstration.removal import remove
from impplus.demonstration.schedule import carry_out
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

    `received` and `started` say how many days ago the files were received, and the drafts begun.
    """
    if settings.PRODUCTION:
        raise InProduction
    if User.objects.filter(demo=True).exists():
        raise AlreadyThere
    if Candidate.objects.exists() or Application.objects.exists():
        raise NotAlone
    days = plan.Days(today, Random(SEED))  # noqa: S311 (invented, and to be the same every time)
    plans = plan.plans(days, received, started)
    with transaction.atomic():
        with clock.at(days.ago(plan.LISTS[0] + 5)):
            staff = open_firms()
        invited = rounds.Invited()
        schedules = [
            rounds.years(days),
            rounds.lists(days, staff, invited),
            rounds.drawn(days, staff, invited, plans),
            rounds.foretold(days),
            requests(days, staff.lucie),
            requests(days, staff.samuel),
            *matters.schedules(days, staff.lucie, staff.ana),
            offices.office(days, staff),
            *consultations.schedules(days, staff.lucie),
            *engagements.schedules(days, staff.lucie, staff.rosalie),
            offices.package(days, staff.lucie),
            *(application(one, days, staff, invited) for one in plans),
            absence(days, staff),
        ]
        carry_out(schedules, days.end)
        open_year(IMP_PLUS, today.year)
        with connection.cursor() as cursor:
            # Thousands of rows came at once: the first pages must not be planned as for empty tables.
            cursor.execute("ANALYZE")
