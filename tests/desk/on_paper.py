"""An application of Alice that came on paper: as it arrived, and with all that she wrote typed in."""

from collections.abc import Mapping
from datetime import date

import pytest

from impplus.actions import assistance, registrations
from impplus.demonstration.answers import said_at
from impplus.demonstration.papers import principal_answers
from impplus.programmes import IMP_PLUS
from impplus.queries.file import file_of
from impplus.queries.registering import look_of
from impplus.records.models import Application, Intake, Invitation, Person, User
from impplus.rules.form import Answer, is_asked
from tests.kept import kept

MEANS = "on paper, in braille"


def received(
    letter: Invitation, *, by: User, signature: str = "Alice Benali", means: str = "on paper"
) -> Application:
    """What came on paper from whom a letter invites, signed with a name."""
    candidate = letter.candidate
    printed = {"code": letter.code, "csq_number": candidate.csq_number, "born": candidate.born}
    said = {"email": "gina@example.test", "signature": signature}
    receipt = registrations.register(
        IMP_PLUS,
        letter=printed,
        language="en",
        **said,
        look=look_of(letter.code, **said, account=None, by=by),
        why="disability",
        means=means,
        by=by,
    )
    return Application.objects.get(pk=receipt.application_id)


@pytest.fixture
@kept
def arrived(letter: Invitation, intake: Intake, olivia: User) -> Application:
    """An application on paper whose arrival Olivia recorded."""
    return received(letter, means=MEANS, by=olivia)


def typed(person: Person, known: Mapping[str, Answer], by: User) -> None:
    """Type in every page about a person that these answers make necessary, one after another."""
    application = Application.objects.get(pk=person.application_id)
    (sheet,) = [one for one in file_of(application).sheets if one.person == person]
    said: dict[str, Answer] = {"relation": person.relation, **known}
    version = person.answers_version
    for step in sheet.steps:
        if is_asked(step, said):
            mine = said_at(step, said, "en")
            said |= mine
            mine.pop("relation", None)
            version = assistance.type_in(person, step=step, answers=mine, version=version, by=by)


@pytest.fixture
@kept
def typed_in(arrived: Application, olivia: User, this_day: date) -> Application:
    """The same with all of Alice's answers; she comes alone."""
    alone = {**principal_answers(this_day), "relationship": "single"}
    typed(arrived.people.get(), alone, olivia)
    return Application.objects.get()


def read_back(application: Application, on: date) -> dict[str, object]:
    return {"application": application, "read": "telephone", "read_on": on}
