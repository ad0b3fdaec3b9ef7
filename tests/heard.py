"""What comes before some decisions: concerns that the applicant answered, and a second officer’s signature."""

from collections.abc import Mapping

from impplus.actions import fairness, reviews
from impplus.queries.countersignatures import second
from impplus.queries.file import file_of
from impplus.queries.findings import judged
from impplus.records.models import Application, Countersignature, User


def heard(application: Application, *keys: str, by: User) -> None:
    """Concerns about these conditions are put to the applicant, who answers them: a refusal may rest on them."""
    concerns = dict.fromkeys(keys, ("Un doute.", "Le dossier."))
    put = fairness.put(application, concerns=concerns, by=by)
    reviews.answer(put, text="Voici pourquoi.", by=application.applicant)


def signed(application: Application, notes: Mapping[str, str], *, by: User) -> None:
    """A second officer signs an approval against the rules, with these notes, where it needs that."""
    file = file_of(application)
    before = judged(file)
    explained = {one.key: True for one in before.conditions if notes.get(one.key, "").strip()}
    needed = second(file, before, "approved", before.as_found(explained), notes)
    if needed:
        grounds = [list(one) for one in needed.grounds]
        given = {"outcome": "approved", "status": "given", "sent": {}, "settled_by": by}
        Countersignature.objects.create(
            application=application, grounds=grounds, asked_by=by, **given
        )
