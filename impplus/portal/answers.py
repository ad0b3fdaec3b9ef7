"""The pages of the form: their addresses, their order, and the next one to fill in."""

from django.utils.translation import gettext, ngettext

from impplus.queries.answers import Sheet
from impplus.queries.known import untouched_in
from impplus.records.models import Person
from impplus.rules.form import Step
from impplus.web.addresses import address


def page_of(person: Person, step: Step) -> str:
    """The address of a page about a person."""
    number = person.application.number
    if person.relation == "principal":
        return address("portal:step", number, step.key)
    return address("portal:member-step", number, person.pk, step.key)


def anchor_of(person: Person, key: str) -> str:
    """Where the answers of a page stand on the review."""
    return key if person.relation == "principal" else f"{key}-{person.pk}"


def pages_left(sheet: Sheet) -> tuple[Step, ...]:
    """The pages that are not completed: something is missing on them, or nobody has saved them yet."""
    left = untouched_in(sheet) | {gap.step.key for gap in sheet.missing}
    return tuple([step for step in sheet.asked if step.key in left])


def position(sheet: Sheet, step: Step) -> tuple[int, int, bool]:
    """Which page this is, of how many, and whether that is certain; 0 where nothing is known yet of who it is about."""
    total, certain = pages_at_most(sheet) if _is_known(sheet) else (0, False)
    return [one.key for one in sheet.asked].index(step.key) + 1, total, certain


def pages_at_most(sheet: Sheet, part: str = "") -> tuple[int, bool]:
    """How many pages there are, of a part of the form or in all, and whether that is certain.

    While an answer that decides on a page is missing, the number is the most that there can be; of somebody of whom it is not
    even said who it is, there are the first ones.
    """
    asked, undecided = sheet.asked, sheet.worked_out.undecided
    if not _is_known(sheet):
        return len(asked), True
    if part:
        asked, undecided = (
            tuple([one for one in given if one.part == part]) for given in (asked, undecided)
        )
    return len(asked) + len(undecided), not undecided


def _is_known(sheet: Sheet) -> bool:
    """Whether it is said what somebody is in the family, on which most pages depend."""
    return bool(sheet.person.relation)


def pages_to_do(sheet: Sheet, left: int) -> tuple[int, bool]:
    """How many pages are to be done still, and whether that is certain, as `pages_at_most` counts; `left` are not completed."""
    total, certain = pages_at_most(sheet)
    return left + total - len(sheet.asked), certain


def pages_in_words(number: int, certain: bool) -> str:
    """So many pages of questions, or so many at most."""
    if certain:
        said = ngettext("%(n)s page of questions", "%(n)s pages of questions", number)
    else:
        said = ngettext(
            "at most %(n)s page of questions", "at most %(n)s pages of questions", number
        )
    return said % {"n": number}


def pages_completed(done: int, total: int, certain: bool) -> str:
    """How many pages are completed, of as many as each of them says."""
    numbers = {"done": done, "all": total}
    if certain:
        return gettext("%(done)s of %(all)s pages completed") % numbers
    return gettext("%(done)s of at most %(all)s pages completed") % numbers
