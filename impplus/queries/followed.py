"""What a matter takes from its file in this system: where it stands, and which deadlines run, counted from sending."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from impplus.queries.biometrics import last_day_to_give
from impplus.queries.court import courts
from impplus.records.models import Application, Mandate, Permit, Person, Question
from impplus.rules.terms import TERMS, last_day_of

STAGES_BY_STATUS = {
    "draft": "draft",
    "submitted": "received",
    "in-review": "completeness",
    "processing": "processing",
    "part-decided": "part-decided",
    "suspended": "processing",
    "approved": "approved",
    "refused": "refused",
    "returned": "returned",
    "withdrawn": "withdrawn",
    "destroyed": "withdrawn",
    "terminated": "terminated",
}
RUNS = ("draft", "submitted", "in-review", "processing", "part-decided")
ENDING = (*RUNS, "approved")


@dataclass(frozen=True)
class Followed:
    """One deadline of a file: a key of rules/terms.py, whom it concerns, from which day, and the last day."""

    kind: str
    what: str
    since: date
    due_on: date


@dataclass(frozen=True)
class FollowedFile:
    """Where a file stands (a key of words/matters.py), and its deadlines by what they follow from."""

    stage: str
    deadlines: dict[str, Followed]


def followed_files(keys: Iterable[int]) -> dict[int, FollowedFile]:
    """What these files say now, by key, in as many statements whatever their number."""
    files = {one.pk: one for one in Application.objects.filter(pk__in=keys)}
    found: dict[int, dict[str, Followed]] = {pk: {} for pk in files}
    people = Person.objects.filter(application__in=files)
    stages = {pk: STAGES_BY_STATUS[one.status] for pk, one in files.items()}
    for key, origin, one in [*_papers(files, people), *_of_decisions(files), *_mandates(files)]:
        found[key][origin] = one
    for key, origin, one in [*_biometrics(files, people), *_questions(files)]:
        found[key][origin] = one
        if stages[key] != "fairness":
            stages[key] = one.kind
    return {pk: FollowedFile(stages[pk], found[pk]) for pk in files}


type Found = Iterator[tuple[int, str, Followed]]


def _questions(files: dict[int, Application]) -> Found:
    """Questions that are open; the last day is the one that the letter gives."""
    asked = Question.objects.filter(application__in=files, status="open").order_by("kind", "pk")
    for one in asked.select_related("person"):
        since = files[one.application_id].programme.day_of(one.asked_at)
        kind = "fairness" if one.kind == "fairness" else "question"
        who = one.person.name if one.person else ""
        yield one.application_id, f"question:{one.pk}", Followed(kind, who, since, one.due_on)


def _biometrics(files: dict[int, Application], people: Iterable[Person]) -> Found:
    for one in people:
        file = files[one.application_id]
        if file.status in RUNS and one.biometrics_asked_at and not one.biometrics_taken_on:
            asked = file.programme.day_of(one.biometrics_asked_at)
            due = last_day_to_give(file.programme, asked).due
            yield file.pk, f"biometrics:{one.pk}", Followed("biometrics", one.name, asked, due)


def _papers(files: dict[int, Application], people: Iterable[Person]) -> Found:
    """Passports of everybody, the CSQ of the principal applicant, and permits that are valid."""
    for one in people:
        if files[one.application_id].status not in ENDING:
            continue
        csq = one.answers.get("csq_expires") if one.relation == "principal" else None
        ends = {"passport": one.passport_expires, "csq": date.fromisoformat(csq) if csq else None}
        for kind, day in ends.items():
            if day:
                yield one.application_id, f"{kind}:{one.pk}", Followed(kind, one.name, day, day)
    permits = Permit.objects.filter(application__in=files, status="valid").select_related("person")
    for permit in permits:
        day, who = permit.valid_until, permit.person.name
        yield permit.application_id, f"permit:{permit.pk}", Followed("permit", who, day, day)


def _of_decisions(files: dict[int, Application]) -> Found:
    """The last day to ask the Federal Court, once the letter went out."""
    for key, one in courts(files.values()).items():
        if one.told and one.last:
            kind = "review-in-canada" if one.in_canada else "review-outside-canada"
            yield key, f"court:{key}", Followed(kind, "", one.told, one.last)


def _mandates(files: dict[int, Application]) -> Found:
    """The use of a representative, which is to be fresh when an application is received."""
    drafts = [pk for pk, one in files.items() if one.status == "draft"]
    for one in Mandate.objects.filter(application__in=drafts, status="active"):
        file = files[one.application_id]
        since = file.programme.day_of(one.given_at)
        due = last_day_of(TERMS["imm-5476"], since, file.programme.settings)
        yield file.pk, f"mandate:{one.pk}", Followed("imm-5476", "", since, due)
