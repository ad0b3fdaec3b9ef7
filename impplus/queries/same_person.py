"""Whether somebody in a file may be somebody in another: one passport number or CSQ number on both."""

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet, Value

from impplus.queries.file import File
from impplus.records.models import Person
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

    Numbers are compared without spaces, hyphens and case.
    """
    asked = Q()
    for kind in NUMBERS:
        numbers = [getattr(one, kind) for one in file.everyone if getattr(one, kind)]
        if numbers:
            asked |= Q(**{f"plain_{kind}__in": [Plain(Value(number)) for number in numbers]})
    if not asked:
        return []
    mine = {one.pk: one for one in _plainly(Person.objects.filter(application=file.application))}
    others = _plainly(Person.objects.exclude(application=file.application)).filter(asked)
    found = others.exclude(application__status="draft").select_related("application")[:20]
    return [
        SamePerson(person, other, kind)
        for other in found
        for person in mine.values()
        for kind in NUMBERS
        if getattr(person, kind) and _plain(person, kind) == _plain(other, kind)
    ]


def _plainly(people: QuerySet[Person]) -> QuerySet[Person]:
    return people.annotate(**{f"plain_{kind}": Plain(F(kind)) for kind in NUMBERS})


def _plain(person: Person, kind: str) -> str:
    return str(getattr(person, f"plain_{kind}"))
