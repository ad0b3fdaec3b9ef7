"""Conditions of a programme, and what is found when a case is held against them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from impplus.rules.case import Case
from impplus.rules.dated import in_force
from impplus.rules.settings import Settings
from impplus.rules.text import Source, Text

type Fact = str | bool | None


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a condition's function says: met, not met or not known (None), and from which facts.

    `wording` names another text than the usual one of the condition, where a branch has its own.
    """

    met: bool | None
    facts: Mapping[str, Fact]
    wording: str = ""


def ruled(met: bool | None, wording: str = "", /, **facts: Fact | date) -> Ruling:
    """A ruling; days among the facts are written as text."""
    plain = {
        key: fact.isoformat() if isinstance(fact, date) else fact for key, fact in facts.items()
    }
    return Ruling(met, plain, wording)


type Judge = Callable[[Case, date, Settings], Ruling]


@dataclass(frozen=True, slots=True)
class Rule:
    """One condition as written in Python: a function with a key, its days and its source."""

    key: str
    since: date
    until: date | None
    cite: str
    texts: str
    judge: Judge


def rule(
    *, key: str, since: date, cite: str, until: date | None = None, texts: str = ""
) -> Callable[[Judge], Rule]:
    """Make a condition of a function; `texts` names its table in eligibility.toml (else the key)."""

    def made(judge: Judge) -> Rule:
        return Rule(key, since, until, cite, texts or key, judge)

    return made


@dataclass(frozen=True, slots=True)
class Condition:
    """A rule together with its texts, its source and the settings of its programme."""

    rule: Rule
    title: Text
    source: Source
    texts: Mapping[str, Text]
    settings: Settings

    @property
    def key(self) -> str:
        return self.rule.key

    @property
    def since(self) -> date:
        return self.rule.since

    @property
    def until(self) -> date | None:
        return self.rule.until


@dataclass(frozen=True, slots=True)
class Finding:
    """What one condition comes to in one case: met, not met, or not known (None).

    `remedy` says what the person can do where it is not met or not known.
    """

    key: str
    met: bool | None
    title: Text
    text: Text
    source: Source
    facts: Mapping[str, Fact]
    remedy: Text | None


WORDINGS = {True: "met", False: "not_met", None: "not_known"}


def assess(conditions: Iterable[Condition], case: Case, *, on: date) -> tuple[Finding, ...]:
    """The finding of every condition in force on a day, in the order of the conditions."""
    return tuple(find(condition, case, on=on) for condition in in_force(conditions, on))


def find(condition: Condition, case: Case, *, on: date) -> Finding:
    """The finding of one condition."""
    ruling = condition.rule.judge(case, on, condition.settings)
    usual = WORDINGS[ruling.met]
    texts = condition.texts
    remedy = None if ruling.met else texts.get(f"remedy_{ruling.wording or usual}")
    return Finding(
        key=condition.key,
        met=ruling.met,
        title=condition.title,
        text=texts[ruling.wording or usual],
        source=condition.source,
        facts=ruling.facts,
        remedy=remedy if ruling.met else remedy or texts[f"remedy_{usual}"],
    )


def eligible(findings: Iterable[Finding]) -> bool | None:
    """True, False or None (not known): a definite no wins, then a fact that is not known."""
    met = [finding.met for finding in findings]
    if False in met:
        return False
    return None if None in met or not met else True
