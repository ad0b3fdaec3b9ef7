"""Conditions of a programme, and what is found when a case is held against them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from impplus.rules.case import Case, Member
from impplus.rules.settings import Settings
from impplus.words.text import Source, Text

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
type MemberJudge = Callable[[Case, Member, date, Settings], Ruling]


@dataclass(frozen=True, slots=True)
class Rule[Judging]:
    """One condition as written in Python: a function with a key, its days and its source.

    `relations` and `bars` are for conditions about members of the family: whom they concern, and
    whether a definite no keeps the member from a permit or only warns.
    """

    key: str
    since: date
    until: date | None
    cite: str
    texts: str
    judge: Judging
    relations: tuple[str, ...]
    bars: bool


def rule[Judging](
    *,
    key: str,
    since: date,
    cite: str,
    until: date | None = None,
    texts: str = "",
    relations: tuple[str, ...] = (),
    bars: bool = False,
) -> Callable[[Judging], Rule[Judging]]:
    """Make a condition of a function; `texts` names its table in the TOML file (else the key)."""

    def made(judge: Judging) -> Rule[Judging]:
        return Rule(key, since, until, cite, texts or key, judge, relations, bars)

    return made


@dataclass(frozen=True, slots=True)
class Condition[Judging]:
    """A rule together with its texts, its source and the settings of its programme."""

    rule: Rule[Judging]
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

    def filled(self, on: date) -> "Condition[Judging]":
        """The condition with the numbers of a day in its texts, which name them as `{setting}`."""
        numbers = self.settings.numbers(on)
        texts = {name: text.filled(numbers) for name, text in self.texts.items()}
        return replace(self, texts=texts)


@dataclass(frozen=True, slots=True)
class ConditionResult:
    """What one condition comes to for one person: met, not met, or not known (None).

    `remedy` says what the person can do where it is not met or not known.
    """

    key: str
    met: bool | None
    title: Text
    text: Text
    source: Source
    facts: Mapping[str, Fact]
    remedy: Text | None
    person: str = "principal"


@dataclass(frozen=True, slots=True)
class Need:
    """Whether a person must give biometrics, or be examined (None: not known), and why."""

    person: str
    needed: bool | None
    why: Text
    source: Source


WORDINGS = {True: "met", False: "not_met", None: "not_known"}


def assess(
    conditions: Iterable[Condition[Judge]], case: Case, *, on: date
) -> tuple[ConditionResult, ...]:
    """The finding of every condition of a day (`programme.in_force(on).conditions`), in that order."""
    return tuple(
        worded(condition, condition.rule.judge(case, on, condition.settings))
        for condition in conditions
    )


def worded[Judging](
    condition: Condition[Judging], ruling: Ruling, person: str = "principal"
) -> ConditionResult:
    """A ruling in the words of its condition: those of its branch, else the usual ones."""
    usual = WORDINGS[ruling.met]
    texts = condition.texts
    remedy = None
    if not ruling.met:
        remedy = texts.get(f"remedy_{ruling.wording}") or texts[f"remedy_{usual}"]
    return ConditionResult(
        key=condition.key,
        met=ruling.met,
        title=condition.title,
        text=texts[ruling.wording or usual],
        source=condition.source,
        facts=ruling.facts,
        remedy=remedy,
        person=person,
    )


def eligible(findings: Iterable[ConditionResult]) -> bool | None:
    """True, False or None (not known): a definite no wins, then a fact that is not known."""
    met = [finding.met for finding in findings]
    if False in met:
        return False
    return None if None in met or not met else True
