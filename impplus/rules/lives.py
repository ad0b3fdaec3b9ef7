"""What of a life does not go together: where one lives, works and studies, what was asked of Canada, and births."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from impplus.rules.dated import age
from impplus.rules.rows import UNTIL, Cells, overlaps
from impplus.rules.said import Contradiction, Fact, Said
from impplus.words import days

CANADA = "CAN"
# Of these in Canada, each had to be applied for; some visitors need no more than a passport.
PERMITTED = ("worker", "student", "temporary-resident-permit")
STUDENT = "student"
DEGREES = ("bachelor", "master", "doctorate")
YOUNGEST_PARENT = 12  # under that age at the birth of a child, a date is more likely mistaken
COMPARED = (
    "applied_before", "pr_applied", "in_canada", "in_canada_status", "biometrics_before", "lives_country",
    "jobs", "residences", "schooling", "education", "own_parents", "other_children", "born", "parents", "only_parent",
)  # fmt: skip
# Whose a declared child is, by what was answered: what the principal applicant and the partner are then.
PARENTS = {
    "principal": ("both", "principal-and-another"),
    "partner": ("both", "partner-and-another"),
}


def of_person(name: str, one: Said) -> Iterator[Contradiction]:
    """What one person said."""
    yield from _applied(name, one)
    yield from _home(name, one)
    yield from _two_countries(name, one)
    yield from _studies(name, one)
    yield from _relatives(name, one)


def of_family(people: Mapping[str, Said]) -> Iterator[Contradiction]:
    """A declared child is born when its declared parents could have one."""
    for name, one in people.items():
        if one.answers.get("relation") != "child":
            continue
        for parent, whose in PARENTS.items():
            alone = one.answers.get("parents") == "one" and one.answers.get("only_parent") == parent
            if parent in people and (alone or one.answers.get("parents") in whose):
                born, parents = one.answers.get("born"), people[parent].answers.get("born")
                if _too_young(parents, born):
                    facts = (Fact(parent, "born"), Fact(name, "born"))
                    yield Contradiction("parent-age", facts)


def _applied(name: str, one: Said) -> Iterator[Contradiction]:
    """Who never applied to Canada holds no permit, gave it no biometrics and awaits no permanent residence."""
    said = one.answers
    if said.get("applied_before") is not False:
        return
    against = {
        "pr_applied": said.get("pr_applied") is True,
        "in_canada_status": said.get("in_canada") is True
        and said.get("in_canada_status") in PERMITTED,
        "biometrics_before": said.get("biometrics_before") is True,
    }
    facts = [Fact(name, key) for key, holds in against.items() if holds]
    if facts:
        yield Contradiction("applied-before", (*facts, Fact(name, "applied_before")))


def _home(name: str, one: Said) -> Iterator[Contradiction]:
    """A job or a stay that goes on is in the country of the home, or where the person is now."""
    home = one.answers.get("lives_country")
    here = {home, CANADA} if one.answers.get("in_canada") else {home}
    for key in ("jobs", "residences"):
        ongoing = [
            (n, row["country"])
            for n, row in enumerate(_rows(one, key))
            if row.get("country") and row.get("from") and not row.get(UNTIL)
        ]
        if home and not any(country in here for _, country in ongoing):
            for n, _country in ongoing:
                facts = (Fact(name, "lives_country"), Fact(name, key, n))
                yield Contradiction("home-elsewhere", facts)


def _two_countries(name: str, one: Said) -> Iterator[Contradiction]:
    """Work and studies at the same time are in one country."""
    placed = [
        (Fact(name, key, n), row)
        for key in ("jobs", "schooling")
        for n, row in enumerate(_rows(one, key))
        if row.get("country")
    ]
    for first, second in overlaps([row for _, row in placed]):
        (earlier, row), (later, other) = placed[first], placed[second]
        if row["country"] != other["country"]:
            yield Contradiction("two-countries", (earlier, later))


def _studies(name: str, one: Said) -> Iterator[Contradiction]:
    """Who has a degree, or stays somewhere as a student, studied there: asked once nothing else is missing."""
    asked = one.whole and "schooling" in {field.key for field in one.asked}
    if not asked or one.answers.get("education_history"):
        return
    said, studied = one.answers, {row.get("country") for row in _rows(one, "schooling")}
    facts = [Fact(name, "education")] if said.get("education") in DEGREES and not studied else []
    if said.get("in_canada") and said.get("in_canada_status") == STUDENT and CANADA not in studied:
        facts.append(Fact(name, "in_canada_status"))
    for n, row in enumerate(_rows(one, "residences")):
        if row.get("status") == STUDENT and row.get("country") not in studied:
            facts.append(Fact(name, "residences", n))
    if facts:
        yield Contradiction("studies-not-told", (*facts, Fact(name, "schooling")))


def _relatives(name: str, one: Said) -> Iterator[Contradiction]:
    """Parents are older than their children, by some years."""
    born = one.answers.get("born")
    for n, row in enumerate(_rows(one, "own_parents")):
        if _too_young(_born(row), born):
            yield Contradiction("parent-age", (Fact(name, "own_parents", n), Fact(name, "born")))
    for n, row in enumerate(_rows(one, "other_children")):
        if row.get("relation") == "own" and _too_young(born, _born(row)):
            yield Contradiction("parent-age", (Fact(name, "born"), Fact(name, "other_children", n)))


def _too_young(parent: object, child: object) -> bool:
    """Whether nobody born on the one day, however it is completed, is a likely parent of one born on the other."""
    if not (isinstance(parent, date) and isinstance(child, date)):
        return False
    return age(days.first(parent), days.last(child)) < YOUNGEST_PARENT


def _born(row: Cells) -> date | None:
    said = row.get("born")
    return days.read(said) if isinstance(said, str) and said else None


def _rows(one: Said, key: str) -> Any:
    return one.answers.get(key) or ()
