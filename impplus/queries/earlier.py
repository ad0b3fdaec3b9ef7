"""Answers of an earlier application of the same person, offered to the questions of a draft: none counts before it is saved there."""

from collections.abc import Iterable, Sequence

from django.db.models import Exists, OuterRef

from impplus.queries.answers import Sheet, answers_of, faults_in
from impplus.queries.file import File
from impplus.queries.privacy import hidden_in
from impplus.queries.saves import is_confirmed
from impplus.records.models import Application, Person
from impplus.rules.form import Answer, Step, is_empty

# Under which key the saves of a person name that of the earlier application whose answers are offered; no page is called so.
EARLIER = "_earlier"
CLOSED = ("returned", "refused", "withdrawn", "terminated")


def has_earlier() -> Exists:
    """Whether the account of an application has another one that was closed: a page reads it with the application."""
    same = {"applicant": OuterRef("applicant"), "programme": OuterRef("programme")}
    return Exists(Application.objects.filter(**same, status__in=CLOSED))


def earlier_of(application: Application) -> Application | None:
    """The last application that the same account sent for the same person and that was closed without an approval."""
    theirs = Application.objects.filter(
        applicant=application.applicant_id,
        programme=application.programme,
        status__in=CLOSED,
    )
    born = application.invitation.candidate.birth
    found = theirs.select_related("invitation__candidate").order_by("-received_at", "-pk")
    return next((one for one in found if one.invitation.candidate.birth == born), None)


def principal_in(earlier: Application) -> Person:
    """Whose answers are offered to the principal applicant."""
    return earlier.people.get(relation="principal")


def is_used(principal: Person) -> bool:
    """Whether the earlier answers are wanted in this draft."""
    return EARLIER in principal.saves


def members_of(file: File) -> list[Person]:
    """The members of the family whose earlier answers may be used to declare them again: what somebody keeps private is nobody else's."""
    principal = before(file.principal)
    if principal is None:
        return []
    taken = {one.saves.get(EARLIER) for one in file.application.people.all()}
    hidden = hidden_in(principal.application) | taken
    others = principal.application.people.exclude(relation="principal").order_by("position")
    return [one for one in others if one.pk not in hidden and one.name and one.relation]


def may_be_declared(file: File, pk: str) -> int | None:
    """The key of one of these members, as an address names it; None of anybody else."""
    return next((one.pk for one in members_of(file) if str(one.pk) == pk), None)


def offered(file: File, sheet: Sheet, step: Step) -> dict[str, Answer]:
    """The earlier answers to the questions of a page of a draft that have none, as far as the page can hold them.

    What may stay empty is not offered again once the page was saved.
    """
    if EARLIER not in sheet.person.saves or file.application.status != "draft":
        return {}
    saved = is_confirmed(sheet.person, step.key)
    empty = [
        one.key
        for one in sheet.fields(step)
        if is_empty(sheet.answers.get(one.key)) and not (one.optional and saved)
    ]
    earlier = before(sheet.person) if empty else None
    if earlier is None:
        return {}
    said = answers_of(earlier, [step])
    return {
        key: said[key]
        for key in empty
        if not is_empty(said.get(key)) and not faults_in(step, {key: said[key]})
    }


def pages_with(file: File, sheet: Sheet, steps: Sequence[Step]) -> int:
    """On how many of these pages something is offered."""
    if EARLIER not in sheet.person.saves:
        return 0
    return sum(bool(offered(file, sheet, step)) for step in steps)


def before(person: Person) -> Person | None:
    """The same person in the earlier application of the account whose draft this is; None where it is not wanted, or is anybody else's."""
    return next((then for _now, then in befores([person])), None)


def befores(people: Iterable[Person]) -> list[tuple[Person, Person]]:
    """Each of these people of one application for whom `before` finds one, with that one."""
    wanted = {pk: one for one in people if isinstance(pk := one.saves.get(EARLIER), int)}
    if not wanted:
        return []
    applicant = next(iter(wanted.values())).application.applicant_id
    theirs = Person.objects.filter(application__applicant=applicant, pk__in=wanted)
    return [(wanted[one.pk], one) for one in theirs.select_related("application")]
