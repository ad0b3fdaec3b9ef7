"""What officers of the tests decide of the members of a family."""

from impplus.queries.file import file_of
from impplus.queries.findings import judged
from impplus.queries.outcomes import FoundOfMember, members_at
from impplus.records.models import Application


def falling(application: Application) -> list[str]:
    """Every member of the family who applies, whom an officer names where she refuses all."""
    file = file_of(application)
    return [one.name for one in members_at(file, judged(file))]


def barred(application: Application) -> dict[str, FoundOfMember]:
    """What an officer finds who refuses each member whom the facts bar, and nobody else."""
    file = file_of(application)
    return {
        one.name: FoundOfMember(unmet={why.key: "" for why in one.barring})
        for one in members_at(file, judged(file))
        if one.barring
    }
