"""An applicant who was told of concerns and answered them."""

from impplus.actions import fairness, reviews
from impplus.records.models import Application, User


def heard(application: Application, *keys: str, by: User) -> None:
    """Concerns about these conditions are put to the applicant, who answers them: a refusal may rest on them."""
    concerns = dict.fromkeys(keys, ("Un doute.", "Le dossier."))
    put = fairness.put(application, concerns=concerns, by=by)
    reviews.answer(put, text="Voici pourquoi.", by=application.applicant)
