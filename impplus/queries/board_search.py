"""Which clients somebody looks for on the board: a view, filters and words; and the address that asks for the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet

from impplus.practice import access
from impplus.practice.deadline import RUNNING
from impplus.practice.matter import SEARCHED
from impplus.practice.models import Deadline, Matter
from impplus.queries.clock import now
from impplus.records.models import User
from impplus.records.searched import Finds
from impplus.words.matters import LACKS
from impplus.words.searched import asked

SILENT_DAYS = 30
FORM_DAYS = 60  # from which day on a signed IMM 5476 is warned of
VIEWS = ("all", "we", "mine", "missing", "silent", "form", "closed")
# How far a last day is: from and to, in days from today; None where it is open.
BANDS: Mapping[str, tuple[int | None, int | None]] = {
    "late": (None, -1),
    "today": (0, 0),
    "week": (1, 7),
    "month": (8, 30),
    "later": (31, None),
}
NOTHING = "nothing"  # a file in preparation that lacks nothing


@dataclass(frozen=True)
class Sought:
    """Which clients are asked for; "" is everybody. `account` is the key of a colleague, `band` of BANDS, `lacks` of LACKS, or NOTHING."""

    view: str = "all"
    stage: str = ""
    acts: str = ""
    account: int = 0
    band: str = ""
    lacks: str = ""
    text: str = ""
    page: int = 1

    @property
    def asked(self) -> str:
        """The query of the address that asks for the same, from its first page on."""
        said: dict[str, object] = {"view": self.view.removeprefix("all"), "stage": self.stage}
        said |= {"acts": self.acts, "for": self.account, "due": self.band, "lacks": self.lacks}
        return urlencode({key: value for key, value in (said | {"q": self.text}).items() if value})


def views(user: User, on: date) -> dict[str, Q]:
    """What each view shows."""
    is_open = Q(status="open")
    long_ago = now() - timedelta(days=SILENT_DAYS)
    signed = on - timedelta(days=FORM_DAYS)
    forms = Deadline.objects.filter(matter=OuterRef("pk"), kind="imm-5476", status__in=RUNNING)
    heard = Q(contacted_at__lt=long_ago) | Q(contacted_at=None, opened_at__lt=long_ago)
    return {
        "all": is_open,
        "we": is_open & Q(acts="we"),
        "mine": is_open & access.worked_on_by(user),
        "missing": is_open & (~Q(missing="") | ~Q(lacks={})),
        "silent": is_open & heard,
        "form": is_open & Q(Exists(forms.filter(since__lte=signed))),
        "closed": Q(status="closed"),
    }


def found(matters: QuerySet[Matter], sought: Sought) -> QuerySet[Matter]:
    """Those whom the filters and words leave, but for view and band."""
    if sought.stage:
        matters = matters.filter(stage=sought.stage)
    if sought.acts:
        matters = matters.filter(acts=sought.acts)
    if sought.account:
        matters = matters.filter(Q(lawyer=sought.account) | Q(paralegal=sought.account))
    if sought.lacks in LACKS:
        matters = matters.filter(lacks__has_key=sought.lacks)
    if sought.lacks == NOTHING:
        matters = matters.filter(lacks={}, stage="draft", application__isnull=False)
    if sought.text:
        words = asked(sought.text)
        matters = matters.filter(Finds(SEARCHED, words)) if words else matters.none()
    return matters


def is_in(key: str, day: date | None, on: date) -> bool:
    """Whether a last day is as far away as a band says."""
    first, last = BANDS[key]
    left = (day - on).days if day else None
    return left is not None and (left if first is None else first) <= left <= (
        left if last is None else last
    )


def in_band(key: str, on: date) -> Q:
    """The matters whose next last day (`due`) is as far away."""
    first, last = BANDS[key]
    inside = Q(due__isnull=False)
    if first is not None:
        inside &= Q(due__gte=on + timedelta(days=first))
    if last is not None:
        inside &= Q(due__lte=on + timedelta(days=last))
    return inside
