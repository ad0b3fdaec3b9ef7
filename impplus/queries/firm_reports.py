"""What a firm's own figures of a year say: counted from its rows and events, exact however small, with nobody's name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet, Sum

from impplus.practice.deadline import RUNNING
from impplus.practice.models import Advance, Deadline, Enquiry, FirmEvent, Matter, Task, Wanted
from impplus.programmes import SERVED
from impplus.queries.clock import today
from impplus.words.firm_reports import AGES, CHANNELS, DEADLINES, STEPS

# Acts of one colleague in one matter with no more than this between them are one stretch of work; a single act is a minute.
PAUSE, SHORTEST = timedelta(minutes=15), timedelta(minutes=1)
TRIAGED = ("check-conflicts", "engage", "decline")  # what nobody does with an enquiry unread


@dataclass(frozen=True)
class FirmReport:
    """The figures of a year, by the keys of words/firm_reports.py; None where nothing was there to count, `advanced` in dollars.

    `sources` are enquiries, and how many of them were engaged. `minutes` are whole, of the year, by matter.
    """

    year: int
    sources: Mapping[str, tuple[int, int]]
    steps: Mapping[str, int]
    days_to_engage: int | None
    ages: Mapping[str, int]
    families: int
    minutes: int
    minutes_median: int | None
    deadlines: Mapping[str, int]
    advances: int
    advanced: Decimal


def report_of(firm: int, year: int) -> FirmReport:
    """The figures of a firm (key of records.Firm) and a year of the programme's calendar; ages are those of today."""
    zone = ZoneInfo(SERVED.time_zone)
    since, until = (datetime(one, 1, 1, tzinfo=zone) for one in (year, year + 1))
    asked = Enquiry.objects.filter(firm=firm, requested_at__gte=since, requested_at__lt=until)
    events = FirmEvent.objects.filter(firm=firm, at__gte=since, at__lt=until)
    worked = sorted(_minutes(events).values())
    waits = _waits(asked)
    return FirmReport(
        year=year,
        sources=_sources(firm, asked, since, until),
        steps=_steps(asked),
        days_to_engage=round(median(waits)) if waits else None,
        ages=_ages(firm),
        families=len(worked),
        minutes=sum(worked),
        minutes_median=round(median(worked)) if worked else None,
        deadlines=_deadlines(firm, year),
        **_advances(firm, year),
    )


def _advances(firm: int, year: int) -> dict[str, Any]:
    """How often clients paid in advance in a year, and how much in dollars, as it was corrected last."""
    paid = Advance.objects.filter(firm=firm, paid_on__year=year, status="noted", cents__gt=0)
    found = paid.aggregate(number=Count("pk"), cents=Sum("cents"))
    return {"advances": found["number"], "advanced": Decimal(found["cents"] or 0).scaleb(-2)}


def _sources(
    firm: int, asked: QuerySet[Enquiry], since: datetime, until: datetime
) -> dict[str, tuple[int, int]]:
    """Of each way by which enquiries came how many, and how many of them were engaged."""
    rows = asked.order_by().values_list("channel")
    counted = rows.annotate(all=Count("pk"), engaged=Count("pk", filter=Q(status="engaged")))
    found = {channel: (every, engaged) for channel, every, engaged in counted}
    opened = Matter.objects.filter(firm=firm, opened_at__gte=since, opened_at__lt=until)
    alone = opened.filter(enquiry=None).count()
    return {key: found.get(key, (0, 0)) for key in CHANNELS} | {"none": (alone, alone)}


def _steps(asked: QuerySet[Enquiry]) -> dict[str, int]:
    """How many of the enquiries ever came as far as each step; what is done with one later says that it was triaged."""
    reached = defaultdict[str, set[str]](set)
    for verb, about in _events_of(asked).order_by().values_list("verb", "about").distinct():
        reached[verb].add(about)
    reached["triage"].update(*(reached[verb] for verb in TRIAGED))
    return {verb: len(reached[verb]) for verb in STEPS} | {"request": asked.count()}


def _waits(asked: QuerySet[Enquiry]) -> list[int]:
    """Whole days from each enquiry to its engagement."""
    came = dict(asked.order_by().values_list("pk", "requested_at"))
    engaged = _events_of(asked).filter(verb="engage").order_by("-at").values_list("about", "at")
    first = {int(about): at for about, at in engaged}
    return [(at - came[pk]).days for pk, at in first.items()]


def _events_of(asked: QuerySet[Enquiry]) -> QuerySet[FirmEvent]:
    keys = [str(pk) for pk in asked.order_by().values_list("pk", flat=True)]
    return FirmEvent.objects.filter(noun="enquiry", about__in=keys)


def _ages(firm: int) -> dict[str, int]:
    """How many open matters are how old today."""
    on = today(SERVED)
    opened = Matter.objects.filter(firm=firm, status="open").values_list("opened_at", flat=True)
    counted = Counter(_age((on - SERVED.day_of(at)).days) for at in opened)
    return {key: counted[key] for key in AGES}


def _age(days: int) -> str:
    return next((key for key in AGES if key and days <= int(key)), "")


def _minutes(events: QuerySet[FirmEvent]) -> dict[int, int]:
    """Minutes of work by matter, as the acts of colleagues show them."""
    acts = events.filter(by__isnull=False, noun__in=("matter", "deadline", "task", "wanted"))
    rows = list(acts.order_by("at").values_list("noun", "about", "by", "at"))
    within = {"deadline": _matters(Deadline, rows), "task": _matters(Task, rows)}
    within["wanted"] = _matters(Wanted, rows)
    times: dict[tuple[int, int | None], list[datetime]] = defaultdict(list)
    for noun, about, by, at in rows:
        matter = int(about) if noun == "matter" else within[noun].get(int(about))
        if matter:
            times[matter, by].append(at)
    worked: Counter[int] = Counter()
    for (matter, _), instants in times.items():
        worked[matter] += round(_stretches(instants) / timedelta(minutes=1))
    return dict(worked)


def _matters(
    kind: type[Deadline] | type[Task] | type[Wanted],
    rows: Iterable[tuple[str, str, int | None, datetime]],
) -> dict[int, int]:
    """The matter of each row of a kind that events name."""
    noun = kind._meta.model_name
    keys = {int(about) for one, about, _, _ in rows if one == noun}
    return dict(kind._default_manager.filter(pk__in=keys).values_list("pk", "matter_id"))


def _stretches(instants: list[datetime]) -> timedelta:
    """How long somebody worked, by instants in their order."""
    worked, begun, last = timedelta(), instants[0], instants[0]
    for at in instants[1:]:
        if at - last > PAUSE:
            worked += max(last - begun, SHORTEST)
            begun = at
        last = at
    return worked + max(last - begun, SHORTEST)


def _deadlines(firm: int, year: int) -> dict[str, int]:
    """What became of the deadlines whose last day is in a year."""
    due = Deadline.objects.filter(firm=firm, due_on__year=year)
    rows = list(due.order_by().values_list("pk", "status", "due_on"))
    keys = [str(pk) for pk, status, _ in rows if status == "met"]
    met = FirmEvent.objects.filter(noun="deadline", verb="meet", about__in=keys).order_by("at")
    days = {int(about): SERVED.day_of(at) for about, at in met.values_list("about", "at")}
    on = today(SERVED)

    def outcome(pk: int, status: str, last: date) -> str:
        if status in RUNNING:
            return "missed" if last < on else "running"
        return status if status == "dropped" or days.get(pk, last) <= last else "late"

    counted = Counter(outcome(*row) for row in rows)
    return {key: counted[key] for key in DEADLINES}
