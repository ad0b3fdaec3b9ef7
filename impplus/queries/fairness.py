"""Concerns that could be answered before a refusal of anybody rests on them, and what nobody answered in time."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from impplus.queries import clock
from impplus.queries.beside import evidence_of
from impplus.queries.biometrics import last_day_of
from impplus.queries.file import File
from impplus.queries.findings import PRINCIPAL, FileAtDecision, law_of
from impplus.queries.last_days import DueDay
from impplus.queries.refusals import NotUnderstood
from impplus.records.models import Application, Person
from impplus.rules.deadlines import after_working_days
from impplus.rules.programme import Programme
from impplus.words import citations, formats
from impplus.words.text import Text


@dataclass(frozen=True)
class Unheard:
    """A condition on which a refusal would rest and of which nobody was heard; `until`: it may still be answered until that day.

    `name` is the one that rules give to who would be refused, `member` the member of the family, if it is one.
    """

    key: str
    title: Text
    until: date | None
    name: str = PRINCIPAL
    member: Person | None = None

    @property
    def text(self) -> Text:
        """What the officer reads of it."""
        en = fr = ""
        if self.member:
            en, fr = f" about {self.member.name}", f" au sujet de {self.member.name}"
        if self.until is None:
            return Text(
                en=f"The applicant was not told of this concern{en} yet, and could not answer it: {self.title.en}",
                fr=f"La personne n’a pas encore été informée de cette réserve{fr} et n’a pas pu y répondre\u00a0: {self.title.fr}",
            )
        day = {one: formats.day(self.until, one) for one in ("en", "fr")}
        return Text(
            en=f"This concern{en} may be answered until {day['en']}: {self.title.en}",
            fr=f"Il est possible de répondre à cette réserve{fr} jusqu’au {day['fr']}\u00a0: {self.title.fr}",
        )


class NotHeard(NotUnderstood):
    """A refusal would rest on concerns that the applicant could not answer."""


def last_day(programme: Programme, since: date) -> DueDay:
    """The last day to answer concerns that are put on a day, counted in working days of the programme’s places."""
    days = programme.settings.number("fairness-days", since)
    due = after_working_days(since, days, programme.settings.words("public-holidays", since))
    return DueDay(due, due)


def must_be_heard(file: File, before: FileAtDecision, unmet: Mapping[str, Collection[str]]) -> None:
    """Raise NotHeard where a refusal for these conditions, by whom they are about, would rest on what could not be answered (reads only)."""
    if some := unheard(file, before, unmet):
        raise NotHeard(*(one.text for one in some))


def unheard(
    file: File, before: FileAtDecision, unmet: Mapping[str, Collection[str]]
) -> list[Unheard]:
    """Those of the conditions that are found not met, by the name of whom they are about, of which nobody was heard.

    Asked of what rests on doubt, or on what was not provided: the setting “concerns-put-first”, and each condition that the
    facts do not show to be unmet. What was asked and not done by its last day needs no further letter. What was put about
    one person says nothing of another.
    """
    if file.application.status not in HEARD_IN:
        return []
    return [one for name, keys in unmet.items() for one in _unheard_of(file, before, name, keys)]


def _unheard_of(
    file: File, before: FileAtDecision, name: str, keys: Collection[str]
) -> list[Unheard]:
    today = clock.today(file.programme)
    some = [key for key in keys if _rests_on_doubt(file.programme, before, name, key, today)]
    if not some:
        return []
    member = None if name == PRINCIPAL else file.people[name]
    answered, awaited = _put(file.application, member, today)
    passed = overdue(file, member, today)
    awaited |= _biometrics_awaited(file, member, today)
    law = law_of(file.programme)
    left = [key for key in some if key not in passed and key not in answered]
    return [Unheard(key, law[key].title, awaited.get(key), name, member) for key in left]


def _rests_on_doubt(
    programme: Programme, before: FileAtDecision, name: str, key: str, on: date
) -> bool:
    about = before.conditions if name == PRINCIPAL else before.family
    shown = {one.key: one.met for one in about if one.person == name}
    first = [*programme.settings.words("concerns-put-first", on), *_of_biometrics(programme, on)]
    return key in first or shown.get(key, False) is not False


def _put(
    application: Application, member: Person | None, today: date
) -> tuple[set[str], dict[str, date]]:
    """Of which conditions somebody was heard about a person, or said nothing in time; and until when others may be answered."""
    heard, awaited = set[str](), dict[str, date]()
    put = application.questions.filter(kind="fairness", status__in=("open", "answered"))
    asked = put.filter(person=member)
    for one in asked:
        if one.status == "answered" or one.due_on < today:
            heard |= set(one.concerns)
        else:
            awaited |= dict.fromkeys(one.concerns, one.due_on)
    return heard, awaited


def overdue(file: File, member: Person | None, today: date) -> frozenset[str]:
    """The requirements that are not met for want of a reply: to a question, or to the request for biometrics, whose last day has passed.

    Of a member of the family, what concerns that member; of the principal applicant (None), what concerns nobody else. Which these are, the settings “without-reply” and “without-biometrics” say (IRPA 16(1), IRPR 12.1).
    """
    asked = file.application.questions.filter(kind="question", status="open", due_on__lt=today)
    asked = asked.filter(person=member)
    found = set[str]()
    if asked.exists():
        found |= set(file.programme.settings.words("without-reply", today))
    day = _to_give(file, member)
    if day and day < today:
        found |= set(_of_biometrics(file.programme, today))
    return frozenset(found)


def _of_biometrics(programme: Programme, on: date) -> tuple[str, ...]:
    return programme.settings.words("without-biometrics", on)


def _biometrics_awaited(file: File, member: Person | None, today: date) -> dict[str, date]:
    day = _to_give(file, member)
    awaited = day is not None and day >= today
    return dict.fromkeys(_of_biometrics(file.programme, today), day) if day and awaited else {}


def _to_give(file: File, member: Person | None) -> date | None:
    """The last day to give biometrics, of who was asked for them and has not given them."""
    one = member or file.principal
    if one.biometrics_asked_at is None or one.biometrics_taken_on is not None:
        return None
    return last_day_of(file.programme, one)


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


def marked_otherwise(file: File, person: Person, language: str) -> dict[str, str]:
    """The pages that were marked to show something else than what was declared, by the keys of conditions about a person."""
    titles = {one.key: one.title for one in file.law.documents}
    found = dict[str, str]()
    for (whose, key), one in evidence_of(file.application).items():
        if one.says == "differs" and whose == person.pk:
            title = titles.get(one.document.key)
            named = title.say(language) if title else one.document.name
            found[key] = f"{named}, {_PAGE.say(language)} {one.sheet}"
    return found


HEARD_IN = ("processing", "part-decided")  # somebody is still to be decided on
_PAGE = Text(en="page", fr="page")
_RESTS_ON = Text(en="What this rests on", fr="Sur quoi cela repose")
