"""Unfinished parts: who has signed a part of their own, and has something to do there since, is told once."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from impplus.actions import messages
from impplus.queries import readiness
from impplus.queries.file import file_of
from impplus.records.models import Application, Delegation, Message, Signature
from impplus.rules.programme import Programme

MORE = "own-part-more"


def tell(application: Application) -> None:
    """Owe the news that something is left to do to each member who has signed in this draft and was not told since."""
    given = list(_signed().filter(application=application))
    if given:
        _tell(Application.objects.get(pk=application.pk), given)


def tell_all(programme: Programme) -> None:
    """The same of every draft: what is asked may change with an answer of another, with the law, and with the day."""
    drafts = dict[int, list[Delegation]]()
    for one in _signed().filter(application__programme=programme):
        drafts.setdefault(one.application_id, []).append(one)
    for given in drafts.values():
        _tell(given[0].application, given)


def _signed() -> QuerySet[Delegation]:
    """The parts in drafts whose member has signed and was not told since that more is to be done."""
    made = Signature.objects.filter(person=OuterRef("person")).order_by("-at").values("at")[:1]
    told = Message.objects.filter(
        account=OuterRef("account"),
        concerns=OuterRef("application"),
        notice=MORE,
        owed_at__gte=OuterRef("last"),
    )
    given = Delegation.objects.filter(status="accepted", application__status="draft")
    signed = given.annotate(last=Subquery(made)).filter(~Exists(told), last__isnull=False)
    return signed.select_related("application__invitation", "account")


def _tell(application: Application, given: Iterable[Delegation]) -> None:
    gaps = readiness.of(file_of(application)).gaps
    lacking = {gap.person.pk for gap in gaps if gap.person}
    for one in given:
        if one.account and one.person_id in lacking:
            messages.tell_member(one.account, application, MORE)
