"""The explanations that a receipt keeps: the question, the facts that do not go together, and why they are right."""

from collections.abc import Iterator
from typing import Any

from impplus.queries import contradictions
from impplus.queries.contradiction_facts import FactSaid
from impplus.queries.contradictions import EXPLAINED, Noticed
from impplus.queries.file import File
from impplus.words.text import LANGUAGES, Text


def explanations_in(file: File) -> dict[str, list[dict[str, Any]]]:
    """Each explained contradiction of a file as JSON values and texts; its `people` are those of its facts.

    Nothing where nobody explained any, as in the receipts of before.
    """
    if not file.principal.answers.get(EXPLAINED):
        return {}
    by_language = [contradictions.of(file, language) for language in LANGUAGES]
    said = [one for one in zip(*by_language, strict=True) if one[0].because]
    return {"explanations": [_explanation(file, *one) for one in said]} if said else {}


def _explanation(file: File, *said: Noticed) -> dict[str, Any]:
    """`said` is one contradiction, in the order of the languages."""
    one = said[0]
    names = {person.pk: name for name, person in file.people.items()}
    return {
        "kind": one.kind,
        "question": one.asked.question,
        "people": [names[person.pk] for person in one.people],
        "facts": list(_facts(*(each.facts for each in said))),
        "because": one.because,
    }


def _facts(*said: tuple[FactSaid, ...]) -> Iterator[dict[str, Text]]:
    for facts in zip(*said, strict=True):
        values = (fact.value for fact in facts)
        yield {
            "label": facts[0].label,
            "value": Text(**dict(zip(LANGUAGES, values, strict=True))),
        }
