"""On which grounds an officer may find that a person need not give biometrics, and what that changes."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from impplus.queries.file import File
from impplus.rules import biometrics
from impplus.rules.eligibility import Need
from impplus.words.text import Text

GROUNDS: Mapping[str, Text] = {
    "not-feasible": Text(
        en="It is not possible or not feasible to collect them from this person (IRPR 12.8).",
        fr="Il n’est pas possible ou pas faisable de les recueillir auprès de cette personne (RIPR 12.8).",
    ),
    "category": Text(
        en="This person is in a category that need not give them, which the answers do not show (IRPR 12.2).",
        fr="Cette personne appartient à une catégorie qui n’a pas à les fournir, ce que les réponses ne montrent pas (RIPR 12.2).",
    ),
}


def needs_of(file: File) -> list[Need]:
    """Who must give biometrics by the law of the day of receipt, but for whom an officer recorded an exemption."""
    return list(_needs(file))


def _needs(file: File) -> Iterator[Need]:
    for need in biometrics.needed(file.programme, file.case, on=file.on):
        ground = GROUNDS.get(file.people[need.person].biometrics_exempt)
        yield replace(need, needed=False, why=ground) if ground else need
