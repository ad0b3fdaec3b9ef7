"""Letters of invitation that can no longer be used, so that Quebec may invite their candidates again."""

from datetime import date

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When

from impplus.records.models import Application, Invitation
from impplus.rules.programme import Programme

ENDED = ("refused", "withdrawn", "terminated")


def unusable_letters(programme: Programme, on: date) -> QuerySet[Invitation]:
    """The letters that keep a candidate from another one for nothing, each with its `outcome` and its candidate.

    `outcome` is "refused", "withdrawn" or "terminated", of the application made with it, or "expired", of a letter that was not used. A letter is
    good for one application; who was returned has the same letter again. The candidates are on the
    list, their CSQ is valid that day, and no other application of theirs goes on or was approved.
    """
    of_this = Application.objects.filter(invitation=OuterRef("pk")).order_by("-pk")
    of_candidate = Application.objects.filter(invitation__candidate=OuterRef("candidate"))
    goes_on = of_candidate.exclude(status__in=(*ENDED, "returned", "destroyed"))
    letters = Invitation.objects.filter(
        round__programme=programme,
        set_aside_at=None,
        candidate__withdrawn_at=None,
        candidate__csq_expires__gte=on,
    ).annotate(file_status=Subquery(of_this.values("status")[:1]))
    refused = Q(status="used", file_status__in=ENDED) & ~Exists(goes_on)
    expired = Q(status="issued", expires_on__lt=on)
    outcome = Case(When(status="issued", then=Value("expired")), default=F("file_status"))
    return letters.filter(refused | expired).annotate(outcome=outcome).select_related("candidate")
