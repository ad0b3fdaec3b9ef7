"""How a firm shows itself on a day."""

from dataclasses import dataclass
from datetime import date

from impplus.practice.models import OfficeHours, Presentation
from impplus.records.models import User
from impplus.words import phones


@dataclass(frozen=True)
class Reached:
    """Where a firm is reached: the lines that stand under an e-mail, and who gets an answer to it."""

    lines: tuple[str, ...]
    email: str


def reached_at(firm: int, lawyer: int, on: date, language: str) -> Reached:
    """Where a firm is reached about a matter: as it shows itself, else as its lawyer receives."""
    row = presentation_of(firm, on)
    hours = OfficeHours.objects.filter(firm=firm, account=lawyer).last()
    address = row.address or (hours.address if hours else "")
    phone = row.phone or (hours.phone if hours else "")
    lines = (address, phones.say(phone, language))
    account = User.objects.filter(pk=lawyer, firm=firm, is_active=True).first()
    return Reached(tuple(one for one in lines if one), account.email if account else "")


def presentation_of(firm: int, on: date) -> Presentation:
    """The newest row of a firm that holds on a day; an empty one where it has none."""
    rows = Presentation.objects.filter(firm=firm, since__lte=on)
    return rows.last() or Presentation(firm=firm, since=on)


def said(row: Presentation, column: str, language: str) -> str:
    """What a row says in a language; in the other one where it says nothing in this."""
    other = "fr" if language == "en" else "en"
    return str(getattr(row, f"{column}_{language}") or getattr(row, f"{column}_{other}"))
