"""What may stand instead of answers that do not go together, where the facts themselves name it."""

from collections.abc import Iterator, Mapping

from impplus.rules.contradictions import UNIONS
from impplus.rules.form import Answers
from impplus.rules.said import LETTER, PICTURE, Contradiction, Said

type Way = Mapping[str, Answers]  # other answers of people of a case, by their names


def ways(one: Contradiction, people: Mapping[str, Said], letter: Answers) -> tuple[Way, ...]:
    """Each way in which these facts would go together; none where only the person knows what is right."""
    name = one.facts[0].person
    match one.kind:
        case "single-with-partner" | "another-union":
            return tuple(_unions(people))
        case "letter-birth" | "letter-names":
            asked = (fact.key for fact in one.facts if fact.person == LETTER)
            return ({name: {key: letter[key] for key in asked}},)
        case "passport-picture" | "passport-country" | "passport-sex":
            asked = (fact.key for fact in one.facts if fact.person == PICTURE)
            return ({name: {key: people[name].read[key] for key in asked}},)
        case "passport-issuer" if not people[name].answers.get("other_nationality"):
            return ({name: {"other_nationality": people[name].answers["passport_country"]}},)
        case "care-without-exam":
            return ({name: {"health_or_child_care": True}},)
        case "applied-before":
            return ({name: {"applied_before": True}},)
    return ()


def _unions(people: Mapping[str, Said]) -> Iterator[Way]:
    """That of the declared partner first, then the other: whatever of it is not answered so."""
    declared = people["partner"].answers.get("relation")
    for relation in sorted(UNIONS, key=lambda one: one != declared):
        status, *_ = UNIONS[relation]
        said = {"principal": ("relationship", status), "partner": ("relation", relation)}
        yield {
            name: {key: value}
            for name, (key, value) in said.items()
            if people[name].answers.get(key) != value
        }
