"""The grounds of the law on which something may become of a permit or a letter of introduction."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date

from impplus.records.models import Introduction, Permit
from impplus.rules.dated import newest_rows
from impplus.rules.law import Ending, Ground
from impplus.rules.programme import Programme


def grounds_for(permit: Permit, verb: Ending, on: date) -> Iterator[Ground]:
    """The grounds of the law in force on a day for this move of such a permit."""
    return grounds_of(permit.application.programme, permit.kind, verb, on)


def grounds_of(programme: Programme, kind: str, verb: Ending, on: date) -> Iterator[Ground]:
    """The grounds in force on a day for this move of a permit of a kind, or of the letter of introduction for one."""
    for row in newest_rows(programme.permit.grounds, on):
        if verb in row.verbs and kind in row.kinds:
            yield row


def ground_among(grounds: Iterable[Ground], key: str) -> Ground | None:
    """The one of this key."""
    return next((row for row in grounds if row.key == key), None)


def ground_of(paper: Permit | Introduction) -> Ground | None:
    """Why a permit or a letter of introduction ended; None of one that did not, or where the ground is of no law here any more."""
    return ground_among(reversed(paper.application.programme.permit.grounds), paper.ground)


def told_ground(ground: Ground | None) -> dict[str, object]:
    """What a letter says of a ground; nothing where there is none."""
    return {"ground": asdict(ground.text), "cite": ground.source.cite} if ground else {}
