"""How a firm shows itself on a day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from impplus.practice.models import OfficeHours, OwnAnswer, Presentation
from impplus.records.models import User
from impplus.words import phones


@dataclass(frozen=True)
class Reached:
    """Where a firm is reached: the lines that stand under an e-mail, and the addresses that get an answer to it."""

    lines: tuple[str, ...]
    emails: tuple[str, ...]


def reached_at(
    firm: int, lawyer: int, on: date, language: str, *, readers: Collection[int] = ()
) -> Reached:
    """Where a firm is reached about a matter: as it shows itself, else as its lawyer receives; `readers` get the answers where not the lawyer alone."""
    row = presentation_of(firm, on)
    hours = OfficeHours.objects.filter(firm=firm, account=lawyer).last()
    address = row.address or (hours.address if hours else "")
    phone = row.phone or (hours.phone if hours else "")
    lines = (address, phones.say(phone, language))
    there = User.objects.filter(pk__in=readers or [lawyer], firm=firm, is_active=True)
    emails = there.order_by("pk").values_list("email", flat=True)
    return Reached(tuple(one for one in lines if one), tuple(emails))


def presentation_of(firm: int, on: date) -> Presentation:
    """The newest row of a firm that holds on a day; an empty one where it has none."""
    rows = Presentation.objects.filter(firm=firm, since__lte=on)
    return rows.last() or Presentation(firm=firm, since=on)


def own_answers_of(firm: int) -> QuerySet[OwnAnswer]:
    """What a firm answers to visitors on its public pages, in its order."""
    return OwnAnswer.objects.filter(firm=firm, status="kept")


def said(row: Presentation | OwnAnswer, column: str, language: str) -> str:
    """What a row says in a language; in the other one where it says nothing in this."""
    other = "fr" if language == "en" else "en"
    return str(getattr(row, f"{column}_{language}") or getattr(row, f"{column}_{other}"))
