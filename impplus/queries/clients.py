"""What a representative knows of the appointments: which files have something new, and which have ended."""

from datetime import date, timedelta

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from impplus.queries.refusals import NotYours
from impplus.records.clock import Now
from impplus.records.models import Mandate, Message, User
from impplus.words import formats
from impplus.words.text import Text

ENDED_DAYS = 90  # for as long an appointment that ended is listed


class NoLongerRepresents(NotYours):
    """Who represented this person until a day is told that it has ended, and nothing else of the file."""

    def __init__(self, number: str, day: date) -> None:
        values = {language: formats.day(day, language) for language in ("en", "fr")}
        super().__init__(
            Text(
                en=f"You no longer represent the person who makes application {number}, since {values['en']}. You can no longer open the file.",
                fr=f"Vous ne représentez plus, depuis le {values['fr']}, la personne qui présente la demande {number}. Vous ne pouvez plus ouvrir ce dossier.",
            )
        )


def ended_lately(lawyer: User) -> QuerySet[Mandate]:
    """Appointments that ended in the last ENDED_DAYS, the newest first, but for those that were given again since."""
    given = Mandate.objects.filter(lawyer=lawyer)
    ended = given.filter(status="ended", ended_at__gte=Now() - timedelta(days=ENDED_DAYS))
    again = given.filter(status="active")
    return (
        ended.exclude(application__in=again.values("application"))
        .select_related("application")
        .order_by("-ended_at", "-pk")
    )


def ended_in(number: str, lawyer: User) -> Mandate | None:
    """The last appointment of a representative in an application, where it has ended; None of who never had one."""
    ended = Mandate.objects.filter(lawyer=lawyer, status="ended", application__number=number)
    return ended.select_related("application").order_by("-ended_at").first()


def new_since(lawyer: User) -> Subquery:
    """When the last news of an application came that a representative was told of since opening it; NULL where none did."""
    given = Mandate.objects.filter(
        application=OuterRef(OuterRef("pk")), lawyer=lawyer, status="active"
    )
    opened = Subquery(given.values_list(Coalesce("opened_at", "given_at"))[:1])
    about = Q(concerns=OuterRef("pk")) | Q(letter__application=OuterRef("pk"))
    told = Message.objects.filter(about, account=lawyer).annotate(opened=opened)
    return Subquery(told.filter(owed_at__gt=F("opened")).order_by("-owed_at").values("owed_at")[:1])
