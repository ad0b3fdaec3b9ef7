"""Whether somebody in a file may be somebody in another: one passport number or CSQ number on both."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet, Value

from impplus.queries.file import File
from impplus.records.models import Application, Person
from impplus.records.postgresql import asked
from impplus.records.prepared import prepared
from impplus.records.searched import Plain

NUMBERS = ("passport_number", "csq_number")


@dataclass(frozen=True)
class SamePerson:
    """A person of this file beside one of another that was submitted, and the number on both."""

    person: Person
    other: Person
    kind: str


def same_people(file: File) -> list[SamePerson]:
    """Whom an officer should look at; nobody is refused for it, and no file is changed.

    Numbers are compared without spaces, hyphens and case; one of hyphens alone is none.
    """
    numbers = [(kind, getattr(one, kind)) for one in file.everyone for kind in NUMBERS]
    given = [(kind, number) for kind, number in numbers if any(map(str.isalnum, number))]
    # Whom they are shared with is planned anew each time it is asked, and of few files it need be.
    if not (given and with_same_numbers([file.application.pk])):
        return []
    kinds = tuple(kind for kind, _ in given)
    found = _others(kinds, file.application.pk, *(number for _, number in given))
    mine = {one.pk: one for one in _plainly(Person.objects.filter(application=file.application))}
    return [
        SamePerson(person, other, kind)
        for other in found
        for person in mine.values()
        for kind in NUMBERS
        if _plain(person, kind) and _plain(person, kind) == _plain(other, kind)
    ]


def files_with_csq(number: str) -> list[Application]:
    """The files that were submitted in which somebody has this CSQ number, the newest first."""
    people = Person.objects.exclude(application__status="draft").alias(plain=Plain(F("csq_number")))
    found = people.filter(plain=Plain(Value(number))).values("application")
    return list(Application.objects.filter(pk__in=found).order_by("-pk"))


def with_same_numbers(applications: Sequence[int]) -> set[int]:
    """Which of these files share a passport or a CSQ number with another that was submitted."""
    return {key for (key,) in asked(_SHARING, [list(applications)])}


# As records/searched.py: Plain. Of each person it is worked out once, and each file that has the same number is looked up by
# its key: joined, the files would be read whole, since so many drafts have no number that the planner expects many of each.
_PLAIN = "regexp_replace(upper({}), '[^[:alnum:]]', '', 'g')"
_MINE = ", ".join(f"{_PLAIN.format(kind)} AS {kind}" for kind in NUMBERS)
_SHARED = " OR ".join(
    f"""({kind} <> '' AND EXISTS (
            SELECT FROM records_person AS other
             WHERE {_PLAIN.format(f"other.{kind}")} = mine.{kind} AND other.application_id <> mine.application_id
               AND (SELECT status FROM records_application WHERE id = other.application_id) <> 'draft'))"""  # noqa: S608 - columns of ours
    for kind in NUMBERS
)
_SHARING = f"""
    WITH mine AS MATERIALIZED (SELECT application_id, {_MINE} FROM records_person WHERE application_id = ANY(%s))
    SELECT DISTINCT application_id FROM mine WHERE {_SHARED}
"""  # noqa: S608 - columns of ours


@prepared
def _others(kinds: tuple[str, ...], application: int, *numbers: str) -> QuerySet[Person]:
    """The people of other files that were submitted who have one of these numbers, each of its kind."""
    named = Q()
    for kind, number in zip(kinds, numbers, strict=True):
        named |= Q(**{f"plain_{kind}": Plain(Value(number))})
    others = _plainly(Person.objects.exclude(application=application)).filter(named)
    return others.exclude(application__status="draft").select_related("application")[:20]


def _plainly(people: QuerySet[Person]) -> QuerySet[Person]:
    return people.annotate(**{f"plain_{kind}": Plain(F(kind)) for kind in NUMBERS})


def _plain(person: Person, kind: str) -> str:
    return str(getattr(person, f"plain_{kind}"))
