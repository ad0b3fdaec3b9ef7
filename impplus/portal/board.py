"""The board of the family: what each person asks for, the fee, what is missing, the signature, and who acts now."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _, gettext_lazy, ngettext

from impplus.portal.answers import (
    page_of,
    pages_at_most,
    pages_completed,
    pages_in_words,
    pages_left,
    pages_to_do,
)
from impplus.portal.application import home_of
from impplus.portal.contradictions import asked_in
from impplus.portal.progress import Stage
from impplus.portal.slots import PersonSlots, slots_by_person
from impplus.portal.to_look_at import ToLookAt, to_look_at
from impplus.queries import bills
from impplus.queries.answers import Sheet, in_words
from impplus.queries.delegations import open_in
from impplus.queries.privacy import hidden_in
from impplus.queries.readiness import Gap, Readiness
from impplus.queries.signatures import Signing, guardian_of, minors
from impplus.records.models import Delegation, Person
from impplus.rules.dated import age
from impplus.rules.fees import FAMILY
from impplus.rules.form import Step
from impplus.rules.lifecycle import Role
from impplus.web.language import lang
from impplus.words.names import initials
from impplus.words.people import RELATIONS, UNNAMED, yours
from impplus.words.text import Text

NOTHING = "nothing"  # the answer of whoever applies for no permit
YOURS = gettext_lazy(
    "Open work permit"
)  # what every principal applicant of this programme asks for


@dataclass(frozen=True)
class BoardRow:
    """One person: `gaps` are what is missing, `kept` that the family does not see what this person answers.

    `guardian` is who signs for a minor; `signing` is None for all who do not sign alone.
    """

    ready: Readiness
    sheet: Sheet
    gaps: tuple[Gap, ...]
    slots: PersonSlots | None
    look: ToLookAt
    signing: Signing | None
    guardian: Person | None
    delegation: Delegation | None
    kept: bool

    @property
    def person(self) -> Person:
        """Whose row it is."""
        return self.sheet.person

    @property
    def permit(self) -> str:
        """What this person asks for, in words."""
        return _permit(self.sheet)

    @property
    def fee(self) -> Decimal:
        """The fees of this person, as the family reads them."""
        people = self.ready.file.people.items()
        name = next((name for name, one in people if one.pk == self.person.pk), "")
        return _fee(_lines(self.ready), name)

    @property
    def name(self) -> str | Text:
        """The name, or that there is none yet."""
        return self.person.name or UNNAMED

    @property
    def initial(self) -> str:
        """The letters that stand for a face."""
        return initials(self.person.name) or "?"

    @property
    def relation(self) -> Text:
        """What this person is to the principal applicant, who may be the reader."""
        application, relation = self.ready.file.application, self.person.relation
        if application.read_by != Role.APPLICANT or application.own_part is not None:
            return RELATIONS[relation]
        sex, born = self.sheet.answers.get("sex"), self.sheet.answers.get("born")
        known = relation == "child" and isinstance(born, date) and not self.kept
        years = age(born, self.ready.file.on) if known and isinstance(born, date) else None
        return yours(relation, "" if self.kept else str(sex or ""), years)

    @property
    def url(self) -> str:
        """The page of the form to continue with: the first that is not completed, else the first of all."""
        return page_of(self.person, (self.not_completed or self.sheet.asked)[0])

    @cached_property
    def not_completed(self) -> tuple[Step, ...]:
        """The pages of the form that are not completed."""
        return pages_left(self.sheet)

    @property
    def pages_left(self) -> int:
        """How many these are."""
        return len(self.not_completed)

    @property
    def pages_to_do(self) -> tuple[int, bool]:
        """The same with those on which an answer decides that is missing, and whether the number is certain."""
        return pages_to_do(self.sheet, self.pages_left)

    @property
    def left(self) -> str:
        """What is left of this person, by kind, as the rows below count it."""
        documents = sum(one.kind == "document" for one in self.gaps)
        signature = any(one.kind == "signature" for one in self.gaps)
        said = [
            self.pages_left and pages_in_words(*self.pages_to_do),
            documents
            and ngettext("%(n)s document", "%(n)s documents", documents) % {"n": documents},
            signature and _("the signature"),
        ]
        return ", ".join(str(one) for one in said if one)

    @property
    def pages_completed(self) -> str:
        """How many pages of the form are completed, and of how many."""
        done = len(self.sheet.asked) - self.pages_left
        return pages_completed(done, *pages_at_most(self.sheet))

    @property
    def settled(self) -> bool:
        """Whether nothing of this person is missing, to be looked at or to be seen once; kept private, only what is missing counts."""
        return not self.gaps and (self.kept or not (self.look.all or self.pages_left))

    @property
    def documents_missing(self) -> tuple[Text, ...]:
        """The documents that were not sent, or only in part."""
        asked = self.slots.asked if self.slots else ()
        return tuple(one.needed.title for one in asked if one.state in {Stage.NONE, Stage.COMING})

    @property
    def accepted(self) -> bool:
        """Whether this person works on it with an account of their own."""
        return self.delegation is not None and self.delegation.status == "accepted"

    @property
    def acts(self) -> str:
        """Who acts now, in words."""
        if self.settled:
            return _("nobody, all is done")
        if self.delegation:
            return self.person.name
        represented = self.ready.file.application.read_by == Role.REPRESENTATIVE
        return _("you, or the applicant") if represented else _("you")


def board_of(ready: Readiness) -> list[BoardRow]:
    """Everybody in an application as its reader sees them, the principal applicant first, and who has a part."""
    file, given = ready.file, open_in(ready.file.application)
    slots = {one.person.pk: one for one in slots_by_person(ready)}
    draft = file.application.status == "draft"
    found = asked_in(file, home_of(file.application))["contradictions"] if draft else []
    look = to_look_at(ready, slots.values(), found)
    signed = {one.person.pk: one for one in ready.signings}
    hidden = hidden_in(file.application)
    guardians = {one.pk: guardian_of(file, one) for one in minors(file)}
    gaps = defaultdict[int | None, list[Gap]](list)
    for gap in ready.gaps:
        gaps[gap.person.pk if gap.person else None].append(gap)
    return [
        BoardRow(
            ready=ready,
            sheet=sheet,
            gaps=tuple(gaps[sheet.person.pk]),
            slots=slots.get(sheet.person.pk),
            look=look[sheet.person.pk],
            signing=signed.get(sheet.person.pk),
            guardian=guardians.get(sheet.person.pk),
            delegation=given.get(sheet.person.pk),
            kept=sheet.person.pk in hidden,
        )
        for sheet in file.sheets
    ]


def fee_together(ready: Readiness) -> Decimal:
    """The fees of several people together."""
    return _fee(_lines(ready), FAMILY)


def own_row(ready: Readiness) -> BoardRow:
    """The row of the member of the family whose own part is read."""
    own = ready.file.application.own_part
    return next(one for one in board_of(ready) if one.person.pk == own)


def _permit(sheet: Sheet) -> str:
    if sheet.person.relation == "principal":
        return str(YOURS)
    fields = (field for _, asked in sheet.needed for field in asked)
    asked = next((one for one in fields if one.key == "applies_for"), None)
    answer = sheet.answers.get("applies_for")
    if asked is None or not answer:
        return _("not said yet")
    return _("does not apply now") if answer == NOTHING else in_words(asked, answer, lang())


def _lines(ready: Readiness) -> list[dict[str, Any]]:
    """The fees as the family reads them."""
    private = bills.private_in(ready.file.people)
    return bills.folded(bills.lines_of(ready.bill.lines), private)


def _fee(lines: list[dict[str, Any]], name: str) -> Decimal:
    return sum((Decimal(line["amount"]) for line in lines if line["person"] == name), Decimal(0))
