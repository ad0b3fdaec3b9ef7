"""What is found of everybody at a decision, each with the officer's reason, and the row in which it is kept."""

from collections.abc import Collection, Iterable, Mapping

from impplus.queries.findings import FileAtDecision
from impplus.queries.outcomes import OfMember
from impplus.records.models import Application, Finding
from impplus.rules.eligibility import ConditionResult

type Noted = tuple[ConditionResult, str]


def noted_of_everyone(
    before: FileAtDecision,
    found: Iterable[ConditionResult],
    notes: Mapping[str, str],
    family: Collection[OfMember],
    later: Collection[str] = (),
) -> list[Noted]:
    """What was found of everyone but those left for later, each with the officer's reason; of who does not apply here, as the facts show it."""
    own = [(one, notes.get(one.key, "").strip()) for one in found]
    apply = {one.member.name for one in family} | set(later)
    rest = [(one, "") for one in before.family if one.person not in apply]
    return [*own, *noted_of(family), *rest]


def noted_of(family: Iterable[OfMember]) -> list[Noted]:
    """What was found of members of the family."""
    return [noted for one in family for noted in one.found]


def finding_of(application: Application, noted: Noted) -> Finding:
    """The row of a finding at a decision, not kept yet."""
    found, note = noted
    return Finding(
        application=application,
        stage="decided",
        person=found.person,
        key=found.key,
        met=found.met,
        cite=found.source.cite,
        facts=dict(found.facts),
        note=note,
        text_en=found.text.en,
        text_fr=found.text.fr,
    )
