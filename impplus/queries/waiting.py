"""What an officer has to do next: each open file of theirs that waits for them, why, and since when."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from impplus.programmes import ALL, SERVED
from impplus.queries.biometrics import last_day_to_give
from impplus.queries.stopped import DAYS, values
from impplus.queries.visits import open_to
from impplus.records.application import OPEN
from impplus.records.models import Application, User
from impplus.records.postgresql import asked
from impplus.rules.programme import Programme

# Why a file waits, in the order in which an officer sees to it; a row of REASONS says of each when it holds.
KINDS = ("answered", "signature", "biometrics", "passed", "message", "change", "age")
BANDS = ((0, 30), (31, 60), (61, 90), (91, 120), (121, None))
MOST = 500  # open files of one officer that are looked at, the oldest first

# By the indexes of an officer's open files and of what points at an application: nothing here grows with what is stored.
_FACTS = """
    SELECT file.id, file.number, file.status, file.programme, file.received_at, file.officer_id, skipped.id IS NOT NULL,
           questions.due, greatest(questions.asked, people.asked), questions.answered,
           people.awaited, people.given, people.number, people.taken, message.due_on, questions.more, translation.asked_at, report.at,
           signature.at, signature.asked, decision.at,
           {stopped}
      FROM {files}
      LEFT JOIN records_skip AS skipped ON skipped.application_id = file.id AND skipped.officer_id = %s AND skipped.on = %s
      LEFT JOIN LATERAL (
            SELECT min(due_on) FILTER (WHERE status = 'open') AS due,
                   max(asked_at) FILTER (WHERE status = 'open') AS asked,
                   max(answered_at) FILTER (WHERE status = 'answered') AS answered,
                   min(more_until) FILTER (WHERE status = 'open' AND more = 'asked') AS more
              FROM records_question WHERE application_id = file.id) AS questions ON true
      LEFT JOIN LATERAL (
            SELECT min(biometrics_asked_at + make_interval(days => biometrics_stopped_days)) FILTER (WHERE biometrics_taken_on IS NULL) AS awaited,
                   max(biometrics_asked_at) FILTER (WHERE biometrics_taken_on IS NULL) AS asked,
                   max(biometrics_taken_on) AS given,
                   count(biometrics_asked_at) AS number, count(biometrics_taken_on) AS taken
              FROM records_person WHERE application_id = file.id) AS people ON true
      LEFT JOIN LATERAL (
            SELECT min(due_on) AS due_on FROM records_correspondence
             WHERE application_id = file.id AND status = 'waiting') AS message ON true
      LEFT JOIN LATERAL (
            SELECT min(asked_at) AS asked_at FROM records_translation
             WHERE application_id = file.id AND status = 'asked') AS translation ON true
      LEFT JOIN LATERAL (
            SELECT min(at) AS at FROM records_report
             WHERE application_id = file.id AND status = 'declared') AS report ON true
      LEFT JOIN LATERAL (
            SELECT max(settled_at) FILTER (WHERE status IN ('given', 'sent-back')) AS at,
                   max(asked_at) FILTER (WHERE status = 'asked') AS asked
              FROM records_countersignature WHERE application_id = file.id) AS signature ON true
      LEFT JOIN LATERAL (
            SELECT max(decided_at) AS at FROM records_decision
             WHERE application_id = file.id OR set_aside_of_id = file.id) AS decision ON true
     ORDER BY file.received_at, file.id
"""
_COLUMNS = "id, number, status, programme, received_at, officer_id"
_STATUSES = ", ".join(f"'{key}'" for key in OPEN)
_STOPPED = DAYS.format(file="file.id")
_OF_OFFICERS = _FACTS.format(
    stopped=_STOPPED,
    files=f"""unnest(%s::bigint[]) AS asked (officer)
     CROSS JOIN LATERAL (
            SELECT {_COLUMNS} FROM records_application WHERE officer_id = asked.officer AND status IN ({_STATUSES})
             ORDER BY received_at, id LIMIT %s) AS file""",  # noqa: S608 - the keys of statuses are our own
)
_NAMED = _FACTS.format(
    stopped=_STOPPED,
    files=f"(SELECT {_COLUMNS} FROM records_application WHERE number = ANY(%s) AND status IN ({_STATUSES})) AS file",  # noqa: S608
)


@dataclass(frozen=True)
class WaitingFacts:
    """Of one open file what decides whether it waits for its officer; None where there is nothing of the sort.

    `due` is the earliest last day of an open question, `asked` when something that is still awaited was asked for last,
    `awaited` when the biometrics that are not given were asked for, later by the days of a suspension, `given` the last day on which any were, of `taken` people
    out of `number`; `message` is the day by which the office means to answer, `more` the day until which more time is asked for;
    `signature` is when a second officer signed, or sent back, what the officer asked for last, `signing` when a signature was asked for that is awaited; `decided` is when a decision was made that left somebody for later, or
    was set aside: what came before it waits no more. `stopped` is for how many days the clock stood.
    """

    pk: int
    number: str
    status: str
    programme: Programme
    received_at: datetime
    officer: int
    skipped: bool
    due: date | None
    asked: datetime | None
    answered: datetime | None
    awaited: datetime | None
    given: date | None
    people: int
    taken: int
    message: date | None
    more: date | None
    translation: datetime | None
    report: datetime | None
    signature: datetime | None
    signing: datetime | None
    decided: datetime | None
    stopped: int

    @property
    def biometrics_due(self) -> date | None:
        """The last day to give the biometrics that are not given yet."""
        if self.awaited is None:
            return None
        return _last_day(self.programme, self.programme.day_of(self.awaited))


@dataclass(frozen=True)
class WaitingFile:
    """A file that waits for its officer: why (a key of KINDS), since which day and for how many days; `days` is its age."""

    facts: WaitingFacts
    kind: str
    since: date
    for_days: int
    days: int


@dataclass(frozen=True)
class Queue:
    """What waits for an officer, in the order in which it is done, and all open files of that officer by age (`bands`, as BANDS)."""

    waiting: Sequence[WaitingFile]
    mine: int
    bands: Sequence[int]

    @property
    def kinds(self) -> Mapping[str, int]:
        """How many wait for each reason."""
        return Counter(one.kind for one in self.waiting)

    @property
    def past(self) -> int:
        """Of how many a day has passed."""
        return self.kinds.get("passed", 0)

    @property
    def next(self) -> WaitingFile | None:
        """The first that was not skipped today."""
        return next((one for one in self.waiting if not one.facts.skipped), None)


def queue_of(officers: Sequence[int], reader: int, today: date) -> Queue:
    """What waits for these officers, one of whom is the `reader`, the others those for whom the reader stands in.

    A file that is closed to the reader, as that of a relative, waits for somebody else.
    """
    files = _facts(officers, reader, today)
    ages = [_age(one, today) for one in files]
    waiting = [made for one in files if (made := _waiting(one, today))]
    waiting.sort(key=lambda one: (KINDS.index(one.kind), one.facts.skipped, _urgency(one)))
    return Queue(waiting, len(files), [sum(is_in(age, band) for age in ages) for band in BANDS])


def waiting_among(numbers: Sequence[str], today: date) -> list[WaitingFile]:
    """Of open files by their numbers, those that wait for whoever is their officer, each with why and since when."""
    files = [
        _read(*row) for row in asked(_NAMED, [*values(SERVED, today), list(numbers), 0, today])
    ]
    return [made for one in files if (made := _waiting(one, today))]


def _waiting(facts: WaitingFacts, today: date) -> WaitingFile | None:
    """Why a file waits for its officer; None where somebody else acts first."""
    if (why := _why(facts, today)) is None:
        return None
    return WaitingFile(facts, *why, max((today - why[1]).days, 0), _age(facts, today))


def _age(facts: WaitingFacts, today: date) -> int:
    """How many days old a file is, without those for which its clock stood."""
    return (today - facts.programme.day_of(facts.received_at)).days - facts.stopped


def is_in(days: int, band: tuple[int, int | None]) -> bool:
    """Whether an age belongs to a band."""
    first, last = band
    return first <= days and (last is None or days <= last)


def _facts(officers: Sequence[int], reader: int, today: date) -> list[WaitingFacts]:
    rows: list[tuple[Any, ...]] = asked(
        _OF_OFFICERS, [*values(SERVED, today), list(officers), MOST, reader, today]
    )
    files = [_read(*row) for row in rows]
    theirs = Application.objects.filter(pk__in=[one.pk for one in files])
    free = set(open_to(theirs, User(pk=reader)).order_by().values_list("pk", flat=True))
    return [one for one in files if one.pk in free]


def _read(pk: int, number: str, status: str, code: str, *rest: Any) -> WaitingFacts:
    return WaitingFacts(pk, number, status, ALL[code], *rest)


def _why(facts: WaitingFacts, today: date) -> tuple[str, date] | None:
    """Why a file waits for its officer and since when; None while the applicant is the one who acts."""
    found = ((kind, since) for kind, holds in REASONS.items() if (since := holds(facts, today)))
    return next(found, None)


def _urgency(one: WaitingFile) -> tuple[date, datetime, int]:
    """What is due is done in the order of its days, all else in that of receipt."""
    due = one.since if one.kind in ("passed", "message") else date.min
    return due, one.facts.received_at, one.facts.pk


def _answered(facts: WaitingFacts, today: date) -> date | None:
    """An answer came after everything that is still awaited was asked for, and no biometrics or signature after it."""
    day, at = _since_all(facts, facts.answered), facts.answered
    if day is None or (at and facts.signature and at <= facts.signature):
        return None
    return None if (given := _given(facts, today)) and given > day else day


def _signed(facts: WaitingFacts, _today: date) -> date | None:
    """A second officer signed or sent back what was asked, and nothing was asked of the applicant since."""
    return _since_all(facts, facts.signature)


def _since_all(facts: WaitingFacts, at: datetime | None) -> date | None:
    """The day of something that came after all that is still asked for, and after the last decision."""
    awaited = (facts.asked, facts.signing, facts.decided)
    if at is None or any(one and at <= one for one in awaited):
        return None
    return facts.programme.day_of(at)


def _given(facts: WaitingFacts, _today: date) -> date | None:
    """Whoever was asked has given biometrics, and no question is open and no signature asked for."""
    if facts.people != facts.taken or facts.due or facts.signing:
        return None
    before = facts.decided and facts.given and facts.given < facts.programme.day_of(facts.decided)
    return None if before else facts.given


def _passed(facts: WaitingFacts, today: date) -> date | None:
    days = (day for day in (facts.due, facts.biometrics_due) if day and day < today)
    return min(days, default=None)


def _written(facts: WaitingFacts, today: date) -> date | None:
    """A message waits for an answer, more time is asked for, or a translation is."""
    if facts.message or facts.more:
        return facts.message or today
    return facts.programme.day_of(facts.translation) if facts.translation else None


def _changed(facts: WaitingFacts, _today: date) -> date | None:
    return facts.programme.day_of(facts.report) if facts.report else None


def _free(facts: WaitingFacts, _today: date) -> date | None:
    """Nothing is awaited of anybody: the file waits for the officer since it was received."""
    if facts.due or facts.awaited or facts.signing:
        return None
    return facts.programme.day_of(facts.received_at)


REASONS: Mapping[str, Callable[[WaitingFacts, date], date | None]] = {
    "answered": _answered,
    "signature": _signed,
    "biometrics": _given,
    "passed": _passed,
    "message": _written,
    "change": _changed,
    "age": _free,
}


@lru_cache(maxsize=1_024)
def _last_day(programme: Programme, asked_on: date) -> date:
    return last_day_to_give(programme, asked_on).due


def chosen(waiting: Iterable[WaitingFile], kind: str, band: int | None) -> list[WaitingFile]:
    """Those of one kind and one band of age (its place in BANDS), where either is chosen."""
    return [
        one
        for one in waiting
        if (not kind or one.kind == kind) and (band is None or is_in(one.days, BANDS[band]))
    ]
