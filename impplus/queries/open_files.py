"""The open files for a manager, one by one: where each stands, whose it is, how old, and what it waits for. No name of an applicant."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from impplus.programmes import SERVED
from impplus.queries.clock import today
from impplus.queries.standing import STEPS, standing
from impplus.queries.waiting import BANDS
from impplus.queries.work import standard
from impplus.records.models import Application, User
from impplus.records.postgresql import asked

ON_A_PAGE = 25
LATE = "late"
_SEEN = re.compile("([A-Z0-9-]{1,20})/([0-9]{0,18})")

_LISTED = """
    SELECT application.number, file.received_at, file.officer_id, officer.name, file.age, file.step,
           (SELECT min(due_on) FROM records_question WHERE application_id = file.id AND status = 'open'),
           (SELECT min(biometrics_asked_at) FROM records_person
             WHERE application_id = file.id AND biometrics_taken_on IS NULL),
           (SELECT min(due_on) FROM records_correspondence WHERE application_id = file.id AND status = 'waiting'),
           (SELECT max(at) FROM records_event WHERE application_id = file.id AND noun = 'application' AND verb <> 'look'),
           file.found
      FROM (SELECT *, count(*) OVER () AS found FROM ({files}) AS standing
             WHERE (%s = '' OR step = %s) AND age BETWEEN %s AND %s AND (%s::bigint IS NULL OR officer_id = %s)
             ORDER BY received_at, id LIMIT %s OFFSET %s) AS file
      JOIN records_application AS application ON application.id = file.id
      LEFT JOIN records_user AS officer ON officer.id = file.officer_id
     ORDER BY file.received_at, file.id
"""


@dataclass(frozen=True)
class FilesWanted:
    """Which open files: of a step ("" for all), of an age (a place in BANDS, LATE, or ""), of an officer, from the how manyth on."""

    step: str = ""
    age: str = ""
    officer: int | None = None
    first: int = 0


@dataclass(frozen=True)
class OpenFile:
    """One open file: `step` is one of STEPS; `due` the last day of an open question, `awaited` when biometrics were asked for,
    `message` by when a message is to be answered, `moved` when somebody last did something.
    """

    number: str
    received_at: datetime
    officer: int | None
    name: str | None
    age: int
    step: str
    due: date | None
    awaited: datetime | None
    message: date | None
    moved: datetime | None

    @property
    def seen(self) -> str:
        """The number with the key of its officer, as a page sends it back."""
        return f"{self.number}/{self.officer or ''}"


def open_files(wanted: FilesWanted) -> tuple[list[OpenFile], int]:
    """A page of them, the oldest first, and how many there are in all; as they stand (queries/standing.py)."""
    on = today(SERVED)
    step = wanted.step if wanted.step in STEPS else ""
    first, last = _ages(wanted.age, on)
    files, given = standing(on)
    values = (step, step, first, last, wanted.officer, wanted.officer, ON_A_PAGE, wanted.first)
    rows = asked(_LISTED.format(files=files), [*given, *values])
    return [OpenFile(*row[:-1]) for row in rows], rows[0][-1] if rows else 0


def _ages(age: str, on: date) -> tuple[int, int]:
    if age == LATE:
        return standard(on) + 1, 100_000
    if age.isdigit() and len(age) == 1 and int(age) < len(BANDS):
        first, last = BANDS[int(age)]
        return first, 100_000 if last is None else last
    return 0, 100_000


def seen_as(sent: Sequence[str]) -> list[tuple[Application, int | None]]:
    """The files that a page sent as `OpenFile.seen`, the oldest first; what is none of them is left out."""
    read = [match for one in sent if (match := _SEEN.fullmatch(one))]
    pairs = {match[1]: match[2] for match in read}
    known = Application.objects.filter(number__in=pairs, received_at__isnull=False)
    found = known.select_related("officer").order_by("received_at", "id")
    return [(one, int(key) if (key := pairs[one.number]) else None) for one in found]


def officer_named(key: str, among: Sequence[User]) -> User | None:
    """The officer of a key that a page sent; None for anybody else."""
    return next((one for one in among if str(one.pk) == key), None)
