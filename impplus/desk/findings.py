"""The findings of a file with what documents show of them: proved, something else, or declared alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from impplus.queries import findings
from impplus.queries.beside import declared_in, provable, proves
from impplus.queries.file import File
from impplus.queries.outcomes import left_in
from impplus.queries.papers import findings_at_decision
from impplus.records.models import Document, Evidence, Person
from impplus.rules.eligibility import ConditionResult
from impplus.web.language import lang
from impplus.words.labels import is_not_applicable
from impplus.words.text import Source, Text


@dataclass(frozen=True)
class Verdict:
    """What was found of one condition, as of now or as the decision remembers it.

    `name` is that of the member of the family whom it is about, and `advises` says that it does not
    keep the member from a permit. `declared` is what was answered of it, None where the service knows it without an answer;
    `provable` says that a document can prove it, `assessed` that no answer can and an officer found it. `evidence` is what a page shows of it, `here` whether the document at hand can
    show it; `open` is the first of those that nobody marked.
    """

    key: str
    person: Person
    title: Text
    met: bool | None
    text: Text
    source: Source | None
    note: str = ""
    name: str = ""
    advises: bool = False
    declared: str | None = None
    provable: bool = False
    assessed: bool = False
    evidence: Evidence | None = None
    here: bool = False
    open: bool = False

    @property
    def state(self) -> str:
        """What its mark says: "proves", "differs", or where no page is marked "none" (it does not apply), "not-met", "not-known", "assessed", "on-record" or "declared"."""
        if self.evidence:
            return self.evidence.says
        if is_not_applicable(self.text):
            return "none"
        known = "assessed" if self.assessed else "on-record"
        met = known if self.declared is None else "declared"
        return {True: met, False: "not-met", None: "not-known"}[self.met]


def verdicts(
    file: File,
    evidence: Mapping[tuple[int, str], Evidence],
    document: Document | None = None,
) -> list[Verdict]:
    """The findings of the decision, else as they stand, also of who is left for later; what is not met or not known first.

    `document` is the one at hand.
    """
    left = {one.person_id for one in left_in(file.application)}
    remembered = _remembered(file)
    now = _current(file) if left or not remembered else []
    found = [*remembered, *(one for one in now if not remembered or one.person.pk in left)]
    keys, whose = proves(file, document), document.person_id if document else None
    said, can = declared_in(file, {one.person for one in found}, lang()), provable(file)
    marked = [
        replace(
            one,
            declared=said.get((one.person.pk, one.key)),
            provable=one.key in can and not is_not_applicable(one.text),
            evidence=evidence.get((one.person.pk, one.key)),
            here=one.person.pk == whose and one.key in keys,
        )
        for one in found
    ]
    marked.sort(key=lambda one: (one.met is True, one.state == "none"))
    first = next((n for n, one in enumerate(marked) if one.here and not one.evidence), None)
    if first is not None:
        marked[first] = replace(marked[first], open=True)
    return marked


def _current(file: File) -> list[Verdict]:
    """The findings as they stand."""
    judged, bars = findings.judged(file), findings.bars_of(file.programme)
    return list(_now(file, (*judged.conditions, *judged.family), bars))


def _now(file: File, found: Iterable[ConditionResult], bars: frozenset[str]) -> Iterable[Verdict]:
    for one in found:
        person, member = file.people[one.person], one.person != findings.PRINCIPAL
        name = person.name if member else ""
        advises = member and one.met is False and one.key not in bars
        yield Verdict(one.key, person, one.title, one.met, one.text, one.source, "", name, advises)


def _remembered(file: File) -> list[Verdict]:
    """The findings as the decision remembers them; none before it."""
    law, bars = findings.law_of(file.programme), findings.bars_of(file.programme)
    weighed = {one.key for one in file.programme.requirements}
    return [
        Verdict(
            key=row.key,
            person=file.people[row.person],
            title=findings.title_of(file.programme, row),
            met=row.met,
            text=row.text,
            assessed=row.key in weighed,
            source=law[row.key].source if row.key in law else None,
            note=row.note,
            name=file.people[row.person].name if row.person != findings.PRINCIPAL else "",
            advises=row.met is False and row.person != findings.PRINCIPAL and row.key not in bars,
        )
        for row in findings_at_decision(file.application)
        if row.person == findings.PRINCIPAL or row.met is not True
    ]
