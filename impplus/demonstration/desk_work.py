"""What an invented officer does at the workbench: documents looked at, a finding proved, a note."""

from collections.abc import Callable, Mapping

from impplus.actions import evidence, remarks, ticks
from impplus.demonstration.words import NOTES
from impplus.records.models import Application, User


def look_through(number: int, made: Application, officer: User) -> None:
    """In every third file all but the last document are looked at; in the next one something is taken back."""
    act = _ACTS.get(number % 3)
    if act:
        act(made, officer)


def _through(made: Application, officer: User) -> None:
    *most, _last = made.documents.all()
    for one in most:
        ticks.tick(one, by=officer)
    _prove(made, officer)
    remarks.write(made, text=NOTES[made.language], by=officer)


def _back(made: Application, officer: User) -> None:
    first = made.documents.all()[0]
    ticks.tick(first, by=officer)
    ticks.untick(first, by=officer)
    _prove(made, officer)
    evidence.take_back(made.people.get(relation="principal"), key="passport", by=officer)


def _prove(made: Application, officer: User) -> None:
    person = made.people.get(relation="principal")
    passport = made.documents.filter(person=person, key="passport").first()
    if passport:
        evidence.mark(person, key="passport", document=passport, sheet=1, says="proves", by=officer)


_ACTS: Mapping[int, Callable[[Application, User], None]] = {0: _through, 1: _back}
