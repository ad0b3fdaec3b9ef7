"""What somebody abroad needs to come to Canada beside a permit, and until when a letter of introduction is good."""

from datetime import date
from typing import Literal

from impplus.rules.dated import months_later
from impplus.rules.programme import Programme

type EntryPaper = Literal["visa", "eta", "none"]


def entry_paper(programme: Programme, nationality: str, on: date) -> EntryPaper:
    """Which paper a nationality needs on a day (ISO 3166-1 alpha-3); a visa unless a setting says otherwise (IRPR 7, 7.1, 190)."""
    if nationality in programme.settings.words("no-entry-paper-nationals", on):
        return "none"
    return "eta" if nationality in programme.settings.words("eta-nationals", on) else "visa"


def last_day_to_arrive(
    programme: Programme, issued_on: date, permit_until: date, limited_by: str
) -> tuple[date, str]:
    """The last day of a letter of introduction and what set it: its own length, or what would end the permit too.

    `permit_until` and `limited_by` are those of a permit that began on the day of issue.
    """
    own = months_later(issued_on, programme.settings.number("introduction-months", issued_on))
    return (own, "letter") if own <= permit_until else (permit_until, limited_by)
