"""What a representative knows of the appointments: which files have something new, and which have ended."""

from datetime import timedelta

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from impplus.records.clock import Now
from impplus.records.models import Mandate, Message, User

ENDED_DAYS = 90  # for as long an appointment that ended is listed


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
