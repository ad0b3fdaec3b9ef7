"""A firm's board: its clients by next deadline, who acts, what is missing; the same few statements for one and for thousands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, DateField, F, OuterRef, Q, QuerySet, Subquery

from impplus.practice import access
from impplus.practice.deadline import RUNNING
from impplus.practice.models import BoardView, Deadline, Matter
from impplus.programmes import SERVED
from impplus.queries import board_search as search
from impplus.queries.board_search import Sought
from impplus.queries.clock import today
from impplus.queries.teammates import Teammate, teammates
from impplus.records.models import User
from impplus.rules.terms import TERMS, Term, is_near
from impplus.words.matters import ACTORS, CONTACTS, STAGES, MatterStage, lacking
from impplus.words.text import Text

ON_A_PAGE = 50


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
    def lacking(self) -> Text | None:
        """How many things of which kind the file lacks."""
        return lacking(self.matter.lacks)

    @property
    def near(self) -> bool:
        """Whether the last day is to be looked at."""
        return bool(
            self.deadline and self.term and is_near(self.term, self.deadline.due_on, self.today)
        )


@dataclass(frozen=True)
class Board:
    """One page of the clients asked for; `number` of them in all, how many each view and each band has, and the views that were saved."""

    lines: Sequence[BoardLine]
    sought: Sought
    number: int
    views: Mapping[str, int]
    bands: Mapping[str, int]
    own: Sequence[BoardView] = ()
    team: Mapping[int, Teammate] = field(default_factory=dict)

    @property
    def current(self) -> BoardView | None:
        """The saved view that asks for what is shown."""
        return next((one for one in self.own if one.asked == self.sought.asked), None)

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return max(1, -(-self.number // ON_A_PAGE))


def board_of(user: User, sought: Sought) -> Board:
    """What somebody asks for of the matters that this person may see."""
    on = today(SERVED)
    every = _with_days(access.matters(user))
    is_view = search.views(user, on)
    found = search.found(every, sought).filter(is_view.get(sought.view, is_view["all"]))
    numbers = every.aggregate(**{key: Count("pk", filter=one) for key, one in is_view.items()})
    # One row a day: a count for each band would look the days up once more for each.
    dated: Any = found.order_by()
    days = dict(dated.values_list("due").annotate(number=Count("pk")))
    bands = {
        key: sum(n for day, n in days.items() if search.is_in(key, day, on)) for key in search.BANDS
    }
    number = bands[sought.band] if sought.band in search.BANDS else sum(days.values())
    if sought.band in search.BANDS:
        found = found.filter(search.in_band(sought.band, on))
    team = teammates(access.firm_of(user))
    lines = _lines(found, sought.page, on, team)
    return Board(lines, sought, number, numbers, bands, views_of(user), team)


def views_of(user: User) -> list[BoardView]:
    """The views that somebody saved, then those that colleagues share, by name."""
    seen = Q(account=user.pk) | Q(shared=True)
    kept = BoardView.objects.filter(seen, firm=access.firm_of(user), status="kept")
    return sorted(kept, key=lambda one: (one.account != user.pk, one.name))


def _with_days(matters: QuerySet[Matter]) -> QuerySet[Matter]:
    """The matters with the last day that comes next."""
    running = Deadline.objects.filter(matter=OuterRef("pk"), status__in=RUNNING)
    first = running.order_by("due_on", "pk").values("due_on")[:1]
    return matters.annotate(due=Subquery(first, output_field=DateField()))


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
