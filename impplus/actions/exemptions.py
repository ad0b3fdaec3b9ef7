"""Exemptions from biometrics: recorded by the officer of a file for a person, and taken back before the decision."""

from dataclasses import asdict

from django.db import transaction

from impplus.actions import moves
from impplus.actions.locks import held_by_its_officer
from impplus.queries.access import must_see
from impplus.queries.done import too_late
from impplus.queries.exemptions import GROUNDS, needs_of
from impplus.queries.facts import keeps_private
from impplus.queries.file import file_of
from impplus.queries.first_acts import came_too_late
from impplus.queries.refusals import AlreadyDone, NotUnderstood
from impplus.queries.typed import fault_in
from impplus.records.clock import Now
from impplus.records.models import Application, Exemption, Person, User
from impplus.rules.lifecycle import Verb
from impplus.words.text import Text, as_kept

OPEN_IN = (
    "in-review",
    "processing",
    "part-decided",
)  # before the decision, and while nothing has stopped


def record(person: Person, *, ground: str, reason: str, by: User) -> Exemption:
    """Find that a person need not give biometrics; a request that was not answered falls with it, and its readers get a letter.

    The reason stays with the officers. Raises NotUnderstood without a ground and a reason, and of a person who need not give them
    in any case or gave them; AlreadyDone where `by` recorded it so.
    """
    application = person.application
    must_see(application, by)
    fault = fault_in(reason, empty=REASON)
    if faults := [one for one in (fault, None if ground in GROUNDS else GROUND) if one]:
        raise NotUnderstood(*faults)
    with transaction.atomic():
        now = _held(application, by)
        said = {"ground": ground, "reason": as_kept(reason)}
        if before := Exemption.objects.filter(person=person, status="recorded").first():
            same = (before.ground, before.reason, before.officer_id) == (*said.values(), by.pk)
            raise AlreadyDone if same else came_too_late(before, by=by)
        file = file_of(now)
        owing = {file.people[one.person].pk for one in needs_of(file) if one.needed is not False}
        if person.pk not in owing or person.biometrics_taken_on:
            raise NotUnderstood(NOT_OWED)
        made = Exemption(application=now, person=person, officer=by, **said)
        _tell(made, "declare", by, {"ground": asdict(GROUNDS[ground])})
        exempt = {"biometrics_exempt": ground, "biometrics_asked_at": None}
        Person.objects.filter(pk=person.pk).update(**exempt, biometrics_stopped_days=0)
    return made


def take_back(exemption: Exemption, *, reason: str, by: User) -> None:
    """End an exemption before the decision: biometrics are to be asked for anew, with the whole time. Raises as `record`."""
    must_see(exemption.application, by)
    if fault := fault_in(reason, empty=REASON):
        raise NotUnderstood(fault)
    with transaction.atomic():
        _held(exemption.application, by)
        now = Exemption.objects.select_related("application", "person").get(pk=exemption.pk)
        if now.status != "recorded":
            raise too_late(now, "end", by=by)
        columns = {"ended_by": by, "ended_at": Now(), "why_ended": as_kept(reason)}
        _tell(now, "end", by, {}, columns)
        Person.objects.filter(pk=now.person_id).update(biometrics_exempt="")


def _held(application: Application, by: User) -> Application:
    now = held_by_its_officer(application, by)
    if now.status not in OPEN_IN:
        raise came_too_late(now, by=by)
    return now


def _tell(
    exemption: Exemption,
    verb: Verb,
    by: User,
    facts: dict[str, object],
    columns: dict[str, object] | None = None,
) -> None:
    """Make the move with its letter; who keeps answers private is written to alone."""
    person = exemption.person
    alone = person if keeps_private(person) else None
    said = facts | {"person": person.name}
    detail = moves.concerning(person.pk)
    moves.move(exemption, verb, by=by, facts=said, detail=detail, columns=columns, to=alone)


REASON = Text(en="Write the reason.", fr="Inscrivez la raison.")
GROUND = Text(en="Choose the ground.", fr="Choisissez le motif.")
NOT_OWED = Text(
    en="This person need not give biometrics, or has given them. There is nothing to be exempt from.",
    fr="Cette personne n’a pas à fournir de données biométriques, ou les a fournies. Il n’y a pas lieu à dispense.",
)
