"""Concerns that the applicant could answer before a refusal rests on them, and what nobody answered in time."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from impplus.queries import clock
from impplus.queries.beside import evidence_of
from impplus.queries.biometrics import last_day_to_give
from impplus.queries.file import File
from impplus.queries.findings import FileAtDecision, law_of
from impplus.queries.last_days import DueDay
from impplus.queries.refusals import NotUnderstood
from impplus.records.models import Application, Person
from impplus.rules.deadlines import after_working_days
from impplus.rules.programme import Programme
from impplus.words import citations, formats
from impplus.words.text import Text


@dataclass(frozen=True)
class Unheard:
    """A condition on which a refusal would rest and of which the applicant was not heard; `until`: may still answer until that day."""

    key: str
    title: Text
    until: date | None

    @property
    def text(self) -> Text:
        """What the officer reads of it."""
        if self.until is None:
            return Text(
                en=f"The applicant was not told of this concern yet, and could not answer it: {self.title.en}",
                fr=f"La personne n’a pas encore été informée de cette réserve et n’a pas pu y répondre\u00a0: {self.title.fr}",
            )
        en, fr = (formats.day(self.until, one) for one in ("en", "fr"))
        return Text(
            en=f"The applicant may answer this until {en}: {self.title.en}",
            fr=f"La personne peut y répondre jusqu’au {fr}\u00a0: {self.title.fr}",
        )


class NotHeard(NotUnderstood):
    """A refusal would rest on concerns that the applicant could not answer."""


def last_day(programme: Programme, since: date) -> DueDay:
    """The last day to answer concerns that are put on a day, counted in working days of the programme’s places."""
    days = programme.settings.number("fairness-days", since)
    due = after_working_days(since, days, programme.settings.words("public-holidays", since))
    return DueDay(due, due)


def must_be_heard(file: File, before: FileAtDecision, unmet: Collection[str]) -> None:
    """Raise NotHeard where a refusal for these conditions would rest on what the applicant could not answer (reads only)."""
    if some := unheard(file, before, unmet):
        raise NotHeard(*(one.text for one in some))


def unheard(file: File, before: FileAtDecision, unmet: Collection[str]) -> list[Unheard]:
    """Those of the conditions that are found not met of which the applicant was not heard.

    Asked of what rests on doubt, or on what was not provided: the setting “concerns-put-first”, and each condition that the
    facts do not show to be unmet. What was asked and not done by its last day needs no further letter.
    """
    if file.application.status != "processing":
        return []
    today = clock.today(file.programme)
    some = [key for key in unmet if _rests_on_doubt(file.programme, before, key, today)]
    if not some:
        return []
    answered, awaited = _put(file.application, today)
    passed = overdue(file, today)
    awaited |= _biometrics_awaited(file, today)
    law = law_of(file.programme)
    left = [key for key in some if key not in passed and key not in answered]
    return [Unheard(key, law[key].title, awaited.get(key)) for key in left]


def _rests_on_doubt(programme: Programme, before: FileAtDecision, key: str, on: date) -> bool:
    shown = {one.key: one.met for one in before.conditions}
    first = [*programme.settings.words("concerns-put-first", on), *_of_biometrics(programme, on)]
    return key in first or shown.get(key, False) is not False


def _put(application: Application, today: date) -> tuple[set[str], dict[str, date]]:
    """Of which conditions the applicant was heard, or said nothing in time; and until when others may be answered."""
    heard, awaited = set[str](), dict[str, date]()
    asked = application.questions.filter(kind="fairness", status__in=("open", "answered"))
    for one in asked:
        if one.status == "answered" or one.due_on < today:
            heard |= set(one.concerns)
        else:
            awaited |= dict.fromkeys(one.concerns, one.due_on)
    return heard, awaited


def overdue(file: File, today: date) -> frozenset[str]:
    """The requirements that are not met for want of a reply: to a question, or to the request for biometrics, whose last day has passed.

    Which these are, the settings “without-reply” and “without-biometrics” say (IRPA 16(1), IRPR 12.1).
    """
    asked = file.application.questions.filter(kind="question", status="open", due_on__lt=today)
    found = set[str]()
    if asked.exists():
        found |= set(file.programme.settings.words("without-reply", today))
    if any(day < today for _, day in _to_give(file)):
        found |= set(_of_biometrics(file.programme, today))
    return frozenset(found)


def _of_biometrics(programme: Programme, on: date) -> tuple[str, ...]:
    return programme.settings.words("without-biometrics", on)


def _biometrics_awaited(file: File, today: date) -> dict[str, date]:
    days = [day for _, day in _to_give(file) if day >= today]
    return dict.fromkeys(_of_biometrics(file.programme, today), max(days)) if days else {}


def _to_give(file: File) -> Iterable[tuple[Person, date]]:
    """Who was asked for biometrics and has not given them, with the last day."""
    for one in file.people.values():
        if one.biometrics_asked_at and one.biometrics_taken_on is None:
            asked = file.programme.day_of(one.biometrics_asked_at)
            yield one, last_day_to_give(file.programme, asked).due


def composed_of(
    programme: Programme, concerns: Mapping[str, tuple[str, str]], language: str
) -> str:
    """The words of a letter from each concern with what it rests on, by the keys of conditions, numbered where there are several."""
    law, parts = law_of(programme), []
    for place, (key, (concern, evidence)) in enumerate(concerns.items(), 1):
        number = f"{place}. " if len(concerns) > 1 else ""
        named = law[key]
        title = f"{number}{named.title.say(language)} ({citations.cited(named.source.cite).say(language)})"
        rests = f"{_RESTS_ON.say(language)}{formats.colon(language)} {evidence.strip()}"
        parts.append(f"{title}\n{concern.strip()}\n{rests}")
    return "\n\n".join(parts)


def marked_otherwise(file: File, language: str) -> dict[str, str]:
    """The pages that were marked to show something else than what was declared, by the keys of conditions about the principal applicant."""
    titles = {one.key: one.title for one in file.law.documents}
    found = dict[str, str]()
    for (whose, key), one in evidence_of(file.application).items():
        if one.says == "differs" and whose == file.principal.pk:
            title = titles.get(one.document.key)
            named = title.say(language) if title else one.document.name
            found[key] = f"{named}, {_PAGE.say(language)} {one.sheet}"
    return found


_PAGE = Text(en="page", fr="page")
_RESTS_ON = Text(en="What this rests on", fr="Sur quoi cela repose")
