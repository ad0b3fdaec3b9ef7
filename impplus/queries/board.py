"""A firm's board: its clients by next deadline, who acts, what is missing; the same few statements for one and for thousands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery

from impplus.practice import access
from impplus.practice.deadline import RUNNING
from impplus.practice.matter import SEARCHED
from impplus.practice.models import Deadline, Matter
from impplus.programmes import SERVED
from impplus.queries.clock import now, today
from impplus.queries.teammates import Teammate, teammates
from impplus.records.models import User
from impplus.records.searched import Finds
from impplus.rules.terms import TERMS, Term, is_near
from impplus.words.matters import ACTORS, CONTACTS, STAGES, MatterStage
from impplus.words.searched import asked
from impplus.words.text import Text

ON_A_PAGE = 50
SILENT_DAYS = 30
FORM_DAYS = 60  # from which day on a signed IMM 5476 is warned of
# How far a last day is: from and to, in days from today; None where it is open.
BANDS: Mapping[str, tuple[int | None, int | None]] = {
    "late": (None, -1),
    "today": (0, 0),
    "week": (1, 7),
    "month": (8, 30),
    "later": (31, None),
}


@dataclass(frozen=True)
class Sought:
    """Which clients are asked for; "" is everybody. `account` is the key of a colleague, `band` a key of BANDS."""

    view: str = "all"
    stage: str = ""
    acts: str = ""
    account: int = 0
    band: str = ""
    text: str = ""
    page: int = 1


@dataclass(frozen=True)
class BoardLine:
    """One client, with the next last day that runs and those who answer and work for the client."""

    matter: Matter
    deadline: Deadline | None
    today: date
    lawyer: Teammate | None
    paralegal: Teammate | None

    @property
    def stage(self) -> MatterStage:
        """Where the file stands."""
        return STAGES[self.matter.stage]

    @property
    def term(self) -> Term | None:
        """What kind of time runs next."""
        return TERMS[self.deadline.kind] if self.deadline else None

    @property
    def left(self) -> int | None:
        """Days until the last day; fewer than none where it has passed."""
        return (self.deadline.due_on - self.today).days if self.deadline else None

    @property
    def late(self) -> int:
        """Days since the last day."""
        return -(self.left or 0)

    @property
    def actor(self) -> Text:
        """Who acts next."""
        return ACTORS[self.matter.acts]

    @property
    def contact(self) -> Text | None:
        """How the client was heard of last."""
        return CONTACTS.get(self.matter.contacted_by)

    @property
    def near(self) -> bool:
        """Whether the last day is to be looked at."""
        return bool(
            self.deadline and self.term and is_near(self.term, self.deadline.due_on, self.today)
        )


@dataclass(frozen=True)
class Board:
    """One page of the clients asked for; `number` of them in all, and how many each view and each band has."""

    lines: Sequence[BoardLine]
    sought: Sought
    number: int
    views: Mapping[str, int]
    bands: Mapping[str, int]
    team: Mapping[int, Teammate] = field(default_factory=dict)

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return max(1, -(-self.number // ON_A_PAGE))


VIEWS = ("all", "we", "mine", "missing", "silent", "form", "closed")


def board_of(user: User, sought: Sought) -> Board:
    """What somebody asks for of the matters that this person may see."""
    on = today(SERVED)
    every = _with_days(access.matters(user))
    is_view = _views(user, on)
    found = _found(every, sought).filter(is_view.get(sought.view, is_view["all"]))
    views = every.aggregate(**{key: Count("pk", filter=one) for key, one in is_view.items()})
    # One row a day: a count for each band would look the days up once more for each.
    dated: Any = found.order_by()
    days = dict(dated.values_list("due").annotate(number=Count("pk")))
    bands = {key: sum(n for day, n in days.items() if _is_in(key, day, on)) for key in BANDS}
    number = bands[sought.band] if sought.band in BANDS else sum(days.values())
    if sought.band in BANDS:
        found = found.filter(_in_band(sought.band, on))
    team = teammates(access.firm_of(user))
    lines = _lines(found, sought.page, on, team)
    return Board(lines, sought, number, views, bands, team)


def _views(user: User, on: date) -> dict[str, Q]:
    """What each view shows."""
    is_open = Q(status="open")
    long_ago = now() - timedelta(days=SILENT_DAYS)
    signed = on - timedelta(days=FORM_DAYS)
    forms = Deadline.objects.filter(matter=OuterRef("pk"), kind="imm-5476", status__in=RUNNING)
    heard = Q(contacted_at__lt=long_ago) | Q(contacted_at=None, opened_at__lt=long_ago)
    return {
        "all": is_open,
        "we": is_open & Q(acts="we"),
        "mine": is_open & (Q(lawyer=user.pk) | Q(paralegal=user.pk)),
        "missing": is_open & ~Q(missing=""),
        "silent": is_open & heard,
        "form": is_open & Q(Exists(forms.filter(since__lte=signed))),
        "closed": Q(status="closed"),
    }


def _with_days(matters: QuerySet[Matter]) -> QuerySet[Matter]:
    """The matters with the last day that comes next."""
    running = Deadline.objects.filter(matter=OuterRef("pk"), status__in=RUNNING)
    first = running.order_by("due_on", "pk").values("due_on")[:1]
    return matters.annotate(due=Subquery(first, output_field=DateField()))


def _found(matters: QuerySet[Matter], sought: Sought) -> QuerySet[Matter]:
    if sought.stage:
        matters = matters.filter(stage=sought.stage)
    if sought.acts:
        matters = matters.filter(acts=sought.acts)
    if sought.account:
        matters = matters.filter(Q(lawyer=sought.account) | Q(paralegal=sought.account))
    if sought.text:
        words = asked(sought.text)
        matters = matters.filter(Finds(SEARCHED, words)) if words else matters.none()
    return matters


def _is_in(key: str, day: date | None, on: date) -> bool:
    """Whether a last day is as far away as a band says."""
    first, last = BANDS[key]
    left = (day - on).days if day else None
    return left is not None and (left if first is None else first) <= left <= (
        left if last is None else last
    )


def _in_band(key: str, on: date) -> Q:
    first, last = BANDS[key]
    inside = Q(due__isnull=False)
    if first is not None:
        inside &= Q(due__gte=on + timedelta(days=first))
    if last is not None:
        inside &= Q(due__lte=on + timedelta(days=last))
    return inside


def _lines(
    found: QuerySet[Matter], page: int, on: date, team: Mapping[int, Teammate]
) -> list[BoardLine]:
    start = ON_A_PAGE * (page - 1)
    shown = list(found.order_by(F("due").asc(nulls_last=True), "pk")[start : start + ON_A_PAGE])
    running = Deadline.objects.filter(matter__in=[one.pk for one in shown], status__in=RUNNING)
    next_ones = {
        one.matter_id: one
        for one in running.order_by("matter_id", "due_on", "pk").distinct("matter_id")
    }
    return [
        BoardLine(
            one, next_ones.get(one.pk), on, team.get(one.lawyer), team.get(one.paralegal or 0)
        )
        for one in shown
    ]
