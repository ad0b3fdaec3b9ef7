"""Who can be drawn in a round: the conditions of the programme that a list can answer, as settings of the programme."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from impplus.queries import clock
from impplus.queries.candidate_faults import PROGRAMMES
from impplus.records.models import Candidate, Round
from impplus.rules.programme import Programme
from impplus.words import formats
from impplus.words.text import Text


def first_draw(programme: Programme, on: date) -> date:
    """The first day whose public draw may decide a round announced on a day: its numbers must not be out yet (setting `round-draw-days`)."""
    return on + timedelta(days=programme.settings.number("round-draw-days", on))


def too_soon(programme: Programme, draws_on: date, on: date) -> Text | None:
    """Why a public draw of a day cannot decide a round announced on a day; None where it can."""
    first = first_draw(programme, on)
    if draws_on >= first:
        return None
    return Text(
        en=f"Choose a public draw of {formats.day(first, 'en')} or later: its numbers must not be known when the round is announced.",
        fr=f"Choisissez un tirage public du {formats.day(first, 'fr')} ou d’un jour ultérieur\u00a0: ses numéros ne doivent pas être connus "
        "au moment de l’annonce.",
    )


def too_early(made: Round) -> Text | None:
    """Why a round cannot be drawn today, which is before the day of its public draw; None where it can."""
    if not made.draws_on or clock.today(made.programme) >= made.draws_on:
        return None
    return Text(
        en=f"The public draw is on {formats.day(made.draws_on, 'en')}. Enter its numbers on that day or later.",
        fr=f"Le tirage public a lieu le {formats.day(made.draws_on, 'fr')}. Inscrivez ses numéros ce jour-là ou plus tard.",
    )


def accepted(programme: Programme, on: date) -> tuple[str, ...]:
    """The programs whose certificates a programme accepts on a day: its setting `csq-programmes`, or all where it has none."""
    return programme.settings.words("csq-programmes", on) or tuple(sorted(PROGRAMMES))


def without_letter(programme: Programme, on: date) -> QuerySet[Candidate]:
    """The candidates on the list without a letter in force whose CSQ is valid for as long as the setting `round-csq-days` asks."""
    until = on + timedelta(days=programme.settings.number("round-csq-days", on))
    return Candidate.objects.filter(withdrawn_at=None, invited=False, csq_expires__gte=until)


def free(programme: Programme, on: date) -> QuerySet[Candidate]:
    """Those of them who may be drawn: of an accepted program, and abroad unless the setting `round-from-canada` says yes."""
    of_program = without_letter(programme, on).filter(csq_programme__in=accepted(programme, on))
    abroad = Q() if programme.settings.yes("round-from-canada", on) else ~Q(lives_country="CAN")
    return of_program.filter(abroad)


def may_be_drawn(programme: Programme, on: date) -> list[str]:
    """The references of those who may be drawn, in order."""
    return list(free(programme, on).order_by("reference").values_list("reference", flat=True))


def of(programme: Programme, on: date) -> dict[str, Any]:
    """The criteria of a day as plain values, as a round keeps them and everybody reads them."""
    settings = programme.settings
    return {
        "programmes": list(accepted(programme, on)),
        "csq_days": settings.number("round-csq-days", on),
        "from_canada": settings.yes("round-from-canada", on),
        "reserve": settings.number("round-reserve", on),
    }


def counted(programme: Programme, on: date) -> dict[str, int]:
    """Who is on the list, and for what a candidate is left out, each counted once: the first reason that holds."""
    until = on + timedelta(days=programme.settings.number("round-csq-days", on))
    reasons = {
        "invited": Q(invited=True),
        "csq": Q(csq_expires__lt=until),
        "program": ~Q(csq_programme__in=accepted(programme, on)),
    }
    if not programme.settings.yes("round-from-canada", on):
        reasons["canada"] = Q(lives_country="CAN")
    left, counts = Q(), {"listed": Count("pk")}
    for key, out in reasons.items():
        counts[key] = Count("pk", filter=left & out)
        left &= ~out
    counts["free"] = Count("pk", filter=left)
    counts["from_canada"] = Count("pk", filter=left & Q(lives_country="CAN"))
    listed = Candidate.objects.filter(withdrawn_at=None)
    found = listed.aggregate(**{f"number_{key}": one for key, one in counts.items()})
    return {key: found[f"number_{key}"] for key in counts}
