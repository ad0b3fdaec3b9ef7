"""Decided files with the same findings and different outcomes: which conditions were at issue, and how many were decided either way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from impplus.programmes import SERVED
from impplus.queries.clock import now
from impplus.queries.findings import Named, law_of
from impplus.records.postgresql import asked
from impplus.words.text import Text

LOOKED_BACK = timedelta(days=365)
MOST = 2_000  # decisions that are looked at, the last ones
SHOWN = 20  # files of each outcome that are named

# At issue is what an officer found not met, or gave a reason for: an approval says why whatever the facts do not show met. What a
# refusal leaves open is not at issue. Of each decision by the index of its findings.
_GROUPS = """
    WITH decided AS (
        SELECT made.id, made.outcome, made.decided_at, made.decided_on, made.part_of_id,
               coalesce(made.application_id, first.application_id) AS application_id
          FROM records_decision AS made LEFT JOIN records_decision AS first ON first.id = made.part_of_id
         WHERE made.decided_at >= %s ORDER BY made.decided_at DESC, made.id DESC LIMIT %s
    ), people AS (
        SELECT outcome, decided_at, decided_on, application_id, 'principal' AS person FROM decided WHERE part_of_id IS NULL
         UNION ALL
        SELECT made.outcome, decided_at, decided_on, decided.application_id,
               CASE WHEN member.relation <> 'child' THEN 'partner' ELSE 'child-' || (
                    SELECT count(*) FROM records_person AS child WHERE child.application_id = member.application_id
                       AND child.relation = 'child' AND child.position <= member.position) END
          FROM decided JOIN records_personoutcome AS made ON made.decision_id = decided.id AND NOT made.falls
          JOIN records_person AS member ON member.id = made.person_id AND member.relation <> 'principal'
    )
    SELECT member, keys, outcome, count(*), (array_agg(number ORDER BY decided_at DESC, number))[1:%s],
           (array_agg(decided_on ORDER BY decided_at DESC, number))[1:%s]
      FROM (SELECT people.person <> 'principal' AS member, people.outcome, decided_at, decided_on, file.number,
                   ARRAY(SELECT finding.key FROM records_finding AS finding
                          WHERE finding.application_id = people.application_id AND finding.stage = 'decided'
                            AND finding.person = people.person AND (finding.met IS FALSE OR finding.note <> '')
                          ORDER BY finding.key) AS keys
              FROM people JOIN records_application AS file ON file.id = people.application_id) AS found
     GROUP BY member, keys, outcome
"""


@dataclass(frozen=True)
class DecidedEitherWay:
    """Of one outcome: how many, and the last ones, each with its number and the day of its decision."""

    number: int
    files: Sequence[tuple[str, date]]


@dataclass(frozen=True)
class SameFindings:
    """What was at issue, of principal applicants or of a `member` of the family, and what was decided where just this was."""

    member: bool
    titles: Sequence[Text]
    approved: DecidedEitherWay
    refused: DecidedEitherWay

    @property
    def fewer(self) -> int:
        """How many were decided the rarer way."""
        return min(self.approved.number, self.refused.number)


@dataclass(frozen=True)
class Consistency:
    """The groups of the same findings that were decided both ways, those most evenly first; `decisions` were looked at."""

    decisions: int
    alike: int
    groups: Sequence[SameFindings]


def consistency() -> Consistency:
    """What was decided of each person in the last year; `alike` is of how many groups all had one outcome.

    Who falls with the principal applicant is left out: nothing was found of that person.
    """
    rows = asked(_GROUPS, [now() - LOOKED_BACK, MOST, SHOWN, SHOWN])
    found: dict[tuple[bool, tuple[str, ...]], dict[str, DecidedEitherWay]] = {}
    for member, keys, outcome, number, files, days in rows:
        one = DecidedEitherWay(number, list(zip(files, days, strict=True)))
        found.setdefault((member, tuple(keys)), {})[outcome] = one
    law = law_of(SERVED)
    both = [
        SameFindings(member, [_title(law, key) for key in keys], one["approved"], one["refused"])
        for (member, keys), one in found.items()
        if len(one) > 1
    ]
    both.sort(key=lambda group: (-group.fewer, [title.en for title in group.titles]))
    return Consistency(sum(row[3] for row in rows), len(found) - len(both), both)


def _title(law: Mapping[str, Named], key: str) -> Text:
    return law[key].title if key in law else Text(key, key)
