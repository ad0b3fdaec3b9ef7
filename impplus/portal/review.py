"""Everything on one page before it is signed: what is missing, then answers, files and fees, folded by person."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from impplus.portal.answers import anchor_of, page_of, pages_left
from impplus.portal.application import WHO, application_of, signs
from impplus.portal.contradictions import asked_in
from impplus.portal.payments import fees_of
from impplus.portal.slots import PersonSlots, others_sent, slots_by_person
from impplus.portal.tasks import PARTS
from impplus.portal.to_look_at import NOTHING, ToLookAt, to_look_at
from impplus.queries import readiness
from impplus.queries.answers import Sheet, in_words
from impplus.queries.contradictions import Noticed
from impplus.queries.file import file_of, now_of
from impplus.queries.places import places_shown
from impplus.queries.privacy import as_seen, hidden_in
from impplus.queries.readiness import Gap, Readiness
from impplus.rules.form import Field, Step
from impplus.web.language import lang
from impplus.web.pages import door
from impplus.words.people import UNNAMED
from impplus.words.text import Text

MOST_AT_A_GLANCE = 8  # things that are missing; more are folded by person


@dataclass(frozen=True)
class Row:
    """One answer in words, with the page on which it is changed; the first of each page has its anchor."""

    label: Text
    value: str
    missing: bool
    url: str
    anchor: str
    own_words: bool = False


@dataclass(frozen=True)
class Fold:
    """Answers that are folded under one title, how many of them are missing, and whether a page of them is not saved yet.

    `unopened` says that nobody saved a page where nothing need be answered.
    """

    title: str | Text
    rows: tuple[Row, ...]
    unsaved: bool = False
    unopened: bool = False

    @property
    def missing(self) -> int:
        """How many answers are missing."""
        return sum(row.missing for row in self.rows)


@dataclass(frozen=True)
class About:
    """One person: the folds of the answers, and the documents that are asked for, if any are.

    Whoever keeps them private has neither, and `private` says whether something is missing.
    """

    name: str | Text
    folds: tuple[Fold, ...]
    slots: PersonSlots | None
    look: ToLookAt = NOTHING
    private: bool = False
    unfinished: bool = False

    @property
    def lacking(self) -> int:
        """How many documents are missing."""
        return sum(not slot.files for slot in self.slots.asked) if self.slots else 0

    @property
    def missing(self) -> int:
        """How many answers and documents are missing."""
        return self.lacking + sum(fold.missing for fold in self.folds)

    @property
    def unsaved(self) -> bool:
        """Whether a page of the answers was not saved yet."""
        return any(fold.unsaved for fold in self.folds)


class Lacking(NamedTuple):
    """What one person, or the application, still lacks."""

    name: Text
    gaps: tuple[tuple[Gap, str], ...]


@dataclass(frozen=True)
class Missing:
    """All that is missing, by person; many things are folded, person by person."""

    by_person: tuple[Lacking, ...]

    def __iter__(self) -> Iterator[tuple[Gap, str]]:
        return (gap for one in self.by_person for gap in one.gaps)

    def __len__(self) -> int:
        return sum(len(one.gaps) for one in self.by_person)

    @property
    def folded(self) -> bool:
        """Whether there are too many to be read at a glance."""
        return len(self) > MOST_AT_A_GLANCE


@require_safe
@door(*WHO)
def review(request: HttpRequest, number: str) -> HttpResponse:
    """The review page, which the representative reads too."""
    application = application_of(request, number, whole=True)
    if application.status != "draft":
        return redirect("portal:status", number)
    file = file_of(application)
    ready = as_seen(readiness.of(file))
    asked = asked_in(file)
    findings, people = ready.findings, list(_people(ready, asked["contradictions"], lang()))
    return render(
        request,
        "portal/review/review.html",
        {
            "application": application,
            "people": people,
            "look": sum(one.look.all for one in people),
            "look_documents": sum(one.look.documents for one in people),
            **asked,
            "missing": missing_of(ready),
            "others": others_sent(ready),
            "fees": fees_of(ready),
            "paid_up": ready.paid_up,
            "findings": findings,
            "notes": ready.family_notes,
            "medical": ready.medical,
            "requirements": ready.left_to_the_officer,
            "refund": file.law.refunds.get("refused"),
            "not_met": sum(one.met is False for one in findings),
            "barred": barred(ready),
            "not_known": any(one.met is None for one in findings)
            or any(one.finding.met is None for one in ready.family_notes),
            "places": places_shown(file.programme, file.on.year, now_of(application)),
            "signs": signs(request),
        },
    )


def barred(ready: Readiness) -> list[str]:
    """The names of the members of the family whose permit the rules do not seem to allow."""
    return list(dict.fromkeys(one.person.name for one in ready.family_notes if one.bars))


def missing_of(ready: Readiness) -> Missing:
    """Everything that is missing, by person, each with the page on which it is filled."""
    number = ready.file.application.number
    by_person: dict[Text, list[tuple[Gap, str]]] = {}
    for gap in ready.gaps:
        by_person.setdefault(_whose(gap), []).append((gap, _where(gap, number)))
    return Missing(tuple(Lacking(name, tuple(gaps)) for name, gaps in by_person.items()))


def _people(
    ready: Readiness, found: Sequence[tuple[Noticed, str]], language: str
) -> Iterator[About]:
    slots = {one.person.pk: one for one in slots_by_person(ready)}
    look = to_look_at(ready, slots.values(), found)
    principal, *members = ready.file.sheets
    folds = (_questionnaire(principal, language), *_folds(principal, language, "form"))
    pk = principal.person.pk
    yield About(principal.person.name or UNNAMED, folds, slots.get(pk), look[pk])
    hidden = hidden_in(ready.file.application)
    unfinished = {gap.person.pk for gap in ready.of_kind("part") if gap.person}
    for sheet in members:
        pk = sheet.person.pk
        if pk in hidden:
            name, lacks = sheet.person.name or UNNAMED, pk in unfinished
            yield About(name, (), None, private=True, unfinished=lacks)
            continue
        folds = tuple(_folds(sheet, language))
        yield About(sheet.person.name or UNNAMED, folds, slots.get(pk), look[pk])


def _questionnaire(sheet: Sheet, language: str) -> Fold:
    """Its pages ask one thing each, and stand under one title."""
    folds = list(_folds(sheet, language, "questionnaire"))
    rows = tuple(row for one in folds for row in one.rows)
    return Fold(
        str(PARTS["questionnaire"]),
        rows,
        any(one.unsaved for one in folds),
        any(one.unopened for one in folds),
    )


def _folds(sheet: Sheet, language: str, part: str = "") -> Iterator[Fold]:
    """The pages about a person, or those of one part of the form."""
    lacking = {(gap.step.key, gap.field.key) for gap in sheet.missing}
    left = {one.key for one in pages_left(sheet)}
    for step, fields in sheet.pages:
        if part in ("", step.part):
            rows, unsaved = tuple(_rows(sheet, step, fields, lacking, language)), step.key in left
            need = any(not one.optional for one in step.fields)
            yield Fold(step.title, rows, unsaved and need, unsaved and not need)


def _rows(
    sheet: Sheet,
    step: Step,
    fields: Iterable[Field],
    lacking: set[tuple[str, str]],
    language: str,
) -> Iterator[Row]:
    url, anchor = f"{page_of(sheet.person, step)}?from=review", anchor_of(sheet.person, step.key)
    for field in fields:
        value = in_words(field, sheet.answers.get(field.key), language)
        missing, own_words = (step.key, field.key) in lacking, field.kind == "long-text"
        yield Row(field.label, value, missing, url, anchor, own_words)
        anchor = ""


def _whose(gap: Gap) -> Text:
    """Whom a gap is about, or what."""
    if gap.person is None:
        return gap.about
    name = gap.person.name
    return Text(en=name, fr=name) if name else UNNAMED


def _where(gap: Gap, number: str) -> str:
    """The page on which a gap is filled."""
    if gap.person and gap.kind in ("signature", "part"):
        return f"{reverse('portal:family', args=[number])}#person-{gap.person.pk}"
    if gap.person and gap.step:
        return f"{page_of(gap.person, gap.step)}?from=review"
    if gap.person and gap.document:
        return reverse("portal:upload", args=[number, gap.person.pk, gap.document.key])
    return reverse("portal:family" if gap.kind == "family" else "portal:fees", args=[number])
