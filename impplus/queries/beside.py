"""What stands beside a document on an officer's page: the answers that it shows, and what officers marked on it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from impplus.queries.answers import answer_to, given_by, in_words, plain
from impplus.queries.file import File
from impplus.queries.passports import as_answers, zone_of
from impplus.records.models import Application, Document, Evidence, Person, Question, Remark, Tick
from impplus.records.prepared import prepared
from impplus.rules.form import Answer, Field, is_empty
from impplus.words import names
from impplus.words.text import Text


@dataclass(frozen=True)
class AnswerShown:
    """An answer that a document should show; `read` is what its machine-readable zone says, where that differs."""

    label: Text
    said: str
    read: str = ""
    same: bool = False


@dataclass(frozen=True)
class ProvedBy:
    """The page of a document that an officer marked for a finding, and whether it shows something else; or one that nobody `marked` yet."""

    title: Text
    document: int
    sheet: int
    differs: bool
    marked: bool = True

    @property
    def said(self) -> Text:
        """The document and its page."""
        return Text(
            en=f"{self.title.en}, page {self.sheet}", fr=f"{self.title.fr}, page {self.sheet}"
        )


def proofs_in(file: File) -> dict[tuple[int, str], ProvedBy]:
    """The page that is marked for each finding, by the key of its person and its own."""
    titles = {row.key: row.title for row in file.law.documents}
    return {
        key: ProvedBy(
            _titled(one.document, titles), one.document_id, one.sheet, one.says == "differs"
        )
        for key, one in evidence_of(file.application).items()
    }


def pages_in(file: File) -> dict[tuple[int, str], ProvedBy]:
    """The same, and where no page is marked the first of the newest document that can prove the finding."""
    titles = {row.key: row.title for row in file.law.documents}
    sent = file.application.documents.filter(removed_at=None, found="", pages__gt=0).order_by("pk")
    should = {
        (one.person_id, key): ProvedBy(_titled(one, titles), one.pk, 1, differs=False, marked=False)
        for one in sent
        for key in proves(file, one)
    }
    return should | proofs_in(file)


def _titled(document: Document, titles: Mapping[str, Text]) -> Text:
    named = document.title or document.name
    return titles.get(document.key, Text(en=named, fr=named))


def shown_on(file: File, document: Document, language: str) -> list[AnswerShown]:
    """The answers to look for on a document, in the order of the programme's list."""
    rule = file.programme.shown.get(document.key)
    person = next((one for one in file.everyone if one.pk == document.person_id), None)
    if rule is None or person is None:
        return []
    asked, given = _asked(file, person), given_by(person)
    zone = zone_of(document, file.on)
    read = as_answers(zone) if zone else {}
    rows = []
    for key in rule.fields:
        field = asked.get(key)
        if field is None or key not in given:
            continue
        answer, seen = answer_to(field, given), read.get(key)
        same = bool(seen) and _same(key, answer, seen)
        differs = in_words(field, seen, language) if seen and not same else ""
        rows.append(AnswerShown(field.label, in_words(field, answer, language), differs, same))
    return rows


def declared_in(file: File, people: Iterable[Person], language: str) -> dict[tuple[int, str], str]:
    """What each of these people declares of each condition, in words, by the key of the person and of the condition.

    Of a condition that no answer declares nothing stands there, and "" where its answers are missing.
    """
    said = {}
    for person in people:
        asked, given = _asked(file, person), given_by(person)
        for key, fields in file.programme.declared.items():
            answers = [(asked[one], answer_to(asked[one], given)) for one in fields if one in asked]
            words = [
                in_words(one, answer, language) for one, answer in answers if not is_empty(answer)
            ]
            said[person.pk, key] = ", ".join(words)
    return said


def _same(key: str, answer: Answer, seen: Answer) -> bool:
    """Whether a zone says what was answered; names stand in it with fewer letters."""
    if key in ("family_name", "given_names"):
        return names.printed_as(str(answer), str(seen))
    return bool(plain(seen) == plain(answer))


def _asked(file: File, person: Person) -> dict[str, Field]:
    about = "application" if person.relation == "principal" else "member"
    steps = [one for one in file.law.steps if one.about == about]
    return {field.key: field for step in steps for field in step.fields}


def proves(file: File, document: Document | None) -> frozenset[str]:
    """The keys of the conditions that a document can prove."""
    rule = file.programme.shown.get(document.key) if document else None
    return frozenset(rule.conditions if rule else ())


def provable(file: File) -> frozenset[str]:
    """The keys of the conditions that some document can prove."""
    return frozenset(key for rule in file.programme.shown.values() for key in rule.conditions)


def ticks_of(application: Application) -> Mapping[int, list[Tick]]:
    """Who looked at each document, by its key, the last first."""
    found = dict[int, list[Tick]]()
    for one in _ticks(application.pk):
        found.setdefault(one.document_id, []).insert(0, one)
    return found


def evidence_of(application: Application) -> Mapping[tuple[int, str], Evidence]:
    """What is marked of each finding, by the key of its person and its own."""
    return {(one.person_id, one.key): one for one in _evidence(application.pk)}


def remarks_of(application: Application) -> list[Remark]:
    """The notes of officers, the last first."""
    return _remarks(application.pk)


def asked_of(application: Application) -> list[Question]:
    """What was asked, oldest first, without files and translations."""
    return _asked_of(application.pk)


@prepared
def _ticks(application: int) -> QuerySet[Tick]:
    return Tick.objects.filter(application=application, status="set").select_related("by")


@prepared
def _evidence(application: int) -> QuerySet[Evidence]:
    held = Evidence.objects.filter(application=application, status="held")
    return held.select_related("by", "document")


@prepared
def _remarks(application: int) -> QuerySet[Remark]:
    notes = Remark.objects.filter(application=application).select_related("by")
    return notes.order_by("-at", "-id")


@prepared
def _asked_of(application: int) -> QuerySet[Question]:
    return Question.objects.filter(application=application).select_related("person")
