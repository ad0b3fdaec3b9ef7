"""What comes before some decisions: concerns that the applicant answered, and a second officer’s signature."""

from collections.abc import Container, Mapping

from impplus.actions import fairness, reviews
from impplus.actions.decisions import OF_NOBODY
from impplus.queries.countersignatures import second
from impplus.queries.file import file_of
from impplus.queries.findings import judged
from impplus.queries.outcomes import FoundOfMember, found_of, members_at
from impplus.records.models import Application, Countersignature, User


def heard(application: Application, *keys: str, by: User, about: str = "principal") -> None:
    """Concerns about these conditions are put to the applicant, who answers them: a refusal of this person may rest on them."""
    concerns = dict.fromkeys(keys, ("Un doute.", "Le dossier."))
    person = file_of(application).people[about]
    put = fairness.put(application, concerns=concerns, by=by, person=person)
    reviews.answer(put, text="Voici pourquoi.", by=application.applicant)


def signed(
    application: Application,
    notes: Mapping[str, str],
    *,
    by: User,
    members: Mapping[str, FoundOfMember] = OF_NOBODY,
    outcome: str = "approved",
    falling: Container[str] | None = None,
) -> None:
    """A second officer signs what is found of everyone, an approval unless said, where it needs that."""
    file = file_of(application)
    before = judged(file)
    explained = {one.key: True for one in before.conditions if notes.get(one.key, "").strip()}
    family = found_of(members_at(file, before), members, falling=falling)
    needed = second(file, before, outcome, before.as_found(explained), notes, family)
    if needed:
        grounds = [list(one) for one in needed.grounds]
        given = {"outcome": outcome, "status": "given", "sent": {}, "settled_by": by}
        Countersignature.objects.create(
            application=application, grounds=grounds, asked_by=by, **given
        )
