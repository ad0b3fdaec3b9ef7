"""What a row of an officer's queue says besides why it waits: who, where from, what limits it and what to look at."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform

from impplus.queries.principals import principals_name
from impplus.queries.same_person import with_same_numbers
from impplus.queries.waiting import WaitingFile
from impplus.records.models import Application, Handover, Mandate, Person, Question, User
from impplus.records.prepared import prepared

NEAR = 90  # days before a CSQ or a passport ends, from which on a row says so
SOON = 60


@dataclass(frozen=True)
class NextLimit:
    """What ends next, a CSQ or a passport, and in how many days; fewer than none where it has ended."""

    kind: str
    days: int

    @property
    def soon(self) -> bool:
        """Whether it is to be looked at before all else."""
        return self.days < SOON


@dataclass(frozen=True)
class QueueRow:
    """One line. `question` is the number of the question that was answered or is past its day, and `files` what was sent for it."""

    waiting: WaitingFile
    name: str
    nationality: str
    people: int
    limit: NextLimit | None
    question: int | None
    files: int
    represented: bool
    same_number: bool
    instead_of: str


def rows_of(waiting: Sequence[WaitingFile], reader: User, today: date) -> list[QueueRow]:
    """The rows of these files, in their order, by as many statements whatever their number."""
    keys = [one.facts.pk for one in waiting]
    if not keys:
        return []
    padded = [*keys, *keys[-1:] * ((1 << (len(keys) - 1).bit_length()) - len(keys))]  # few shapes
    files = {one.pk: one for one in _files(*padded)}
    questions = _by_file(_questions(*padded))
    same = with_same_numbers(keys)
    return [_row(one, files, questions, same, reader, today) for one in waiting]


def _row(
    waiting: WaitingFile,
    files: Mapping[int, Application],
    questions: Mapping[int, list[Question]],
    same: set[int],
    reader: User,
    today: date,
) -> QueueRow:
    facts = waiting.facts
    file, asked = files[facts.pk], questions.get(facts.pk, [])
    number, files_sent = _question(waiting, asked)
    return QueueRow(
        waiting,
        getattr(file, "name", "") or facts.number,
        getattr(file, "nationality", "") or "",
        getattr(file, "size", 0),
        _limit(file, today),
        number,
        files_sent,
        getattr(file, "mandate", None) is not None,
        facts.pk in same,
        getattr(file, "officer_name", "") if facts.officer != reader.pk else "",
    )


def _question(waiting: WaitingFile, asked: Sequence[Question]) -> tuple[int | None, int]:
    """The number of the question that the row is about, and how many files came with its answer."""
    if waiting.kind == "answered":
        found = [one for one in asked if one.answered_at == waiting.facts.answered]
    elif waiting.kind == "passed":
        found = [one for one in asked if one.status == "open" and one.due_on == waiting.since]
    else:
        return None, 0
    return (asked.index(found[0]) + 1, getattr(found[0], "files", 0)) if found else (None, 0)


def _limit(file: Application, today: date) -> NextLimit | None:
    """What ends first among the CSQ and the passport of the principal applicant, where that is near."""
    csq, passport = getattr(file, "csq_expires", None), getattr(file, "passport_expires", None)
    ends = {"csq": date.fromisoformat(csq) if csq else None, "passport": passport}
    known = [NextLimit(kind, (day - today).days) for kind, day in ends.items() if day]
    first = min(known, key=lambda one: one.days, default=None)
    return first if first and first.days <= NEAR else None


def _by_file(questions: Iterable[Question]) -> dict[int, list[Question]]:
    found = dict[int, list[Question]]()
    for one in questions:
        found.setdefault(one.application_id, []).append(one)
    return found


@prepared
def _files(*keys: int) -> QuerySet[Application]:
    people = Person.objects.filter(application=OuterRef("pk")).order_by()
    principal = people.filter(relation="principal")
    given = Mandate.objects.filter(application=OuterRef("pk"), status="active").order_by()
    return Application.objects.filter(pk__in=keys).annotate(
        name=principals_name(),
        nationality=Subquery(principal.values("nationality")),
        passport_expires=Subquery(principal.values("passport_expires")),
        csq_expires=Subquery(principal.values(day=KeyTextTransform("csq_expires", "answers"))),
        size=Subquery(people.values("application").values(n=Count("*"))),
        mandate=Subquery(given.values("pk")[:1]),
        officer_name=F("officer__name"),
    )


@prepared
def _questions(*keys: int) -> QuerySet[Question]:
    asked = Question.objects.filter(application__in=keys).order_by("asked_at", "pk")
    return asked.annotate(files=Count("documents")).defer("text", "answer", "translation")


def unread_by(officer: User) -> list[Handover]:
    """What happened to the files of an officer by somebody else and was not read yet, the last first."""
    return _unread(officer.pk)


@prepared
def _unread(officer: int) -> QuerySet[Handover]:
    lost = Q(before=officer, before__isnull=False, before_read_at=None)
    got = Q(after=officer, after__isnull=False, after_read_at=None)
    told = Handover.objects.select_related("application", "before", "after", "by")
    return told.filter(lost | got).order_by("-at", "-id")[:20]
