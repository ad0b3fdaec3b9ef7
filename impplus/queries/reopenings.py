"""Whether a closed application can go on: what stands in the way, and which requests wait for a second officer."""

from collections.abc import Iterator, Mapping

from django.db.models import QuerySet

from impplus.queries.principals import principals_name
from impplus.queries.visits import open_to
from impplus.records.application import APPROVED
from impplus.records.models import (
    Application,
    Countersignature,
    Decision,
    Event,
    Reconsideration,
    Reopening,
    User,
)
from impplus.words.text import Text

GROUNDS: Mapping[str, Text] = {
    "error": Text(
        en="The application was decided or returned by an error of the office",
        fr="La demande a été tranchée ou retournée à la suite d’une erreur du bureau",
    ),
    "court": Text(
        en="A court set the decision aside",
        fr="Un tribunal a annulé la décision",
    ),
}
# What its people may ask the office to look at again.
RECONSIDERED = ("refused", "returned")
# In which another application of the same candidate does not go on.
_OVER = ("draft", "returned", "refused", "withdrawn", "terminated", "destroyed")


def hindrances(application: Application) -> list[Text]:
    """Why a closed application cannot be reopened as it is; empty where nothing stands in the way (reads only)."""
    return list(_hindrances(application))


def _hindrances(application: Application) -> Iterator[Text]:
    permits = application.permits.filter(status__in=("valid", "suspended"))
    letters = application.introductions.filter(status="issued")
    if permits.exists() or letters.exists():
        yield PAPERS
    others = Application.objects.filter(invitation__candidate=application.invitation.candidate_id)
    if others.exclude(pk=application.pk).exclude(status__in=_OVER).exists():
        yield ANOTHER
    elif application.status == "returned" and (
        application.invitation.status != "issued" or application.invitation.set_aside_at
    ):
        yield LETTER


def reopenings_of(application: Application) -> QuerySet[Reopening]:
    """What was asked for and what became of it, the last first."""
    made = application.reopenings.select_related("asked_by", "settled_by")
    return made.order_by("-asked_at", "-id")


def reopenings_asked(officer: User) -> QuerySet[Reopening]:
    """The reopenings that are asked for and that this officer may authorise, the oldest first."""
    closed = Application.objects.filter(status__in=(*APPROVED, "refused", "returned"))
    waiting = Reopening.objects.filter(status="asked", application__in=open_to(closed, officer))
    named = waiting.exclude(asked_by=officer).annotate(principal=principals_name("application"))
    return named.select_related("application", "asked_by").order_by("asked_at", "id")


def reconsiderations_of(application: Application) -> QuerySet[Reconsideration]:
    """What was asked to be looked at again and what was answered, the last first."""
    made = application.reconsiderations.select_related("asked_by", "answered_by")
    return made.prefetch_related("documents").order_by("-asked_at", "-id")


def reconsiderations_asked(officer: User) -> QuerySet[Reconsideration]:
    """Those that wait for an answer and that this officer may give, the oldest first: whoever decided does not."""
    closed = Application.objects.filter(status__in=RECONSIDERED)
    waiting = Reconsideration.objects.filter(
        status="asked", application__in=open_to(closed, officer)
    )
    signed = Countersignature.objects.filter(status="given", settled_by=officer)
    others = waiting.exclude(application__decision__officer=officer).exclude(
        application__in=signed.values("application"), ended="refused"
    )
    named = others.annotate(principal=principals_name("application"))
    return named.select_related("application").order_by("asked_at", "id")


def deciders_of(application: Application) -> frozenset[int | None]:
    """The keys of whoever refused or returned a closed application last, and of who signed that decision second."""
    made = Decision.objects.filter(application=application).values_list("officer", flat=True)
    if made:
        signed = application.countersignatures.filter(status="given")
        return frozenset([*made, *signed.values_list("settled_by", flat=True)])
    returned = Event.objects.filter(application=application, noun="application", verb="return")
    return frozenset(returned.order_by("-at", "-id").values_list("by", flat=True)[:1])


PAPERS = Text(
    en="A permit or a letter of introduction of this application is still in force. Cancel each of them first, on its ground; then ask again.",
    fr="Un permis ou une lettre d’introduction de cette demande est encore en vigueur. Annulez-les d’abord un à un, pour leur motif; "
    "refaites ensuite la proposition.",
)
ANOTHER = Text(
    en="The same person has another application that goes on or was approved. Two cannot go on at once: this one stays closed.",
    fr="La même personne a une autre demande en cours ou approuvée. Deux demandes ne peuvent pas se poursuivre à la fois\u00a0: celle-ci reste fermée.",
)
LETTER = Text(
    en="The letter of invitation of this application was used again, revoked or replaced since. The application cannot take it back and stays closed.",
    fr="La lettre d’invitation de cette demande a depuis été utilisée de nouveau, révoquée ou remplacée. La demande ne peut pas la reprendre "
    "et reste fermée.",
)
