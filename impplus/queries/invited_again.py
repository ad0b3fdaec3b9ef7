"""Whom Quebec may invite again: the letter of invitation was used for an application that was refused."""

from django.db.models import Exists, OuterRef, QuerySet

from impplus.records.models import Application, Candidate


def may_be_invited_again() -> QuerySet[Candidate]:
    """Candidates whose last word was a refusal: a letter of invitation is good for one application, so another one is needed."""
    of_this = Application.objects.filter(invitation__candidate=OuterRef("pk"))
    refused = of_this.filter(status="refused", invitation__status="used")
    others = of_this.exclude(status__in=("refused", "destroyed"))
    return Candidate.objects.filter(Exists(refused), ~Exists(others))
