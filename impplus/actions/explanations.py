"""Why answers are right that do not go together, said with the report that raises the question."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from impplus.queries import contradictions
from impplus.queries.answers import plain
from impplus.queries.contradictions import EXPLAINED, Noticed
from impplus.queries.file import file_of
from impplus.queries.refusals import NotUnderstood
from impplus.queries.reports import as_answered
from impplus.queries.typed import fault_in
from impplus.records import access
from impplus.records.models import Person, Report, User
from impplus.rules.form import Answers
from impplus.words.text import Text


def raised(
    person: Person, answers: Answers, explained: Mapping[str, str], *, by: User
) -> list[Noticed]:
    """Each question that these answers raise and `explained` answers, by its mark (reads only).

    Raises NotUnderstood where nobody asks it any more or what is said cannot be kept. One about what somebody keeps
    private is answered as one that nobody asks: whether it is asked would tell that a guess of the answer is right.
    """
    if not explained:
        return []
    file = file_of(person.application)
    found = contradictions.arising(file, as_answered(file, person, answers), "en")
    seen = set(
        access.people(by).filter(application=person.application).values_list("pk", flat=True)
    )
    asked = {one.mark: one for one in found if seen.issuperset(who.pk for who in one.people)}
    if not explained.keys() <= asked.keys():
        raise NotUnderstood(NO_MORE)
    for because in explained.values():
        if fault := fault_in(because, empty=NO_MORE):
            raise NotUnderstood(fault)
    return [replace(asked[mark], because=said.strip()) for mark, said in explained.items()]


def kept_with(now: Person, explained: Iterable[Noticed]) -> dict[str, Any]:
    """What the answers hold of why they are right, with what is said now."""
    said = {one.mark: one.because for one in explained}
    return {EXPLAINED: {**now.answers.get(EXPLAINED, {}), **said}} if said else {}


def told(explained: Iterable[Noticed]) -> dict[str, Any]:
    """The same as a correction keeps it."""
    said = [{"kind": one.kind, "because": one.because} for one in explained]
    return {EXPLAINED: said} if said else {}


def is_again(
    last: Report,
    person: Person,
    answers: Answers,
    said: tuple[str, int, list[str]],
    version: int,
) -> bool:
    """Whether the newest report is this very one, sent a second time: the reason, who sent it, and what is explained."""
    made = last.correction
    if made is None or last.person_id != person.pk:
        return False
    after = dict(made.after)
    explained = [one["because"] for one in after.pop(EXPLAINED, [])]
    given = {key: plain(value) for key, value in answers.items()}
    same = (last.reason, last.by_id, explained) == said and after.items() <= given.items()
    return same and made.version == version + 1


NO_MORE = Text(
    en="These answers have changed since. Nothing was kept.",
    fr="Ces réponses ont changé depuis. Rien n’a été conservé.",
)
