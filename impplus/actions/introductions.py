"""Letters of introduction: to whoever is abroad, in the place of a permit, which is then made at the port of entry."""

from dataclasses import asdict

from impplus.actions import codes, moves
from impplus.queries.answers import given_by
from impplus.queries.file import File
from impplus.records.models import Introduction, Person, User
from impplus.rules.entry import entry_paper, last_day_to_arrive
from impplus.rules.validity import PermitDue
from impplus.words import days

ENTRY = ("visa", "eta", "none")


def issue(file: File, person: Person, one: PermitDue, *, by: User) -> Introduction:
    """Issue the letter of one person, with a request for the passport where a visa is needed; within a transaction.

    `one` is the permit that would begin on the day of issue, and has a last day.
    """
    programme, on = file.programme, one.valid_from
    if one.until is None or one.limited_by is None:
        raise ValueError(f"the permit to come of person {person.pk} has no last day")
    expires_on, limited_by = last_day_to_arrive(programme, on, one.until, one.limited_by)
    made = Introduction(
        application=file.application,
        person=person,
        number=codes.number("E"),
        code=codes.code(),
        kind=one.kind,
        entry=entry_paper(programme, person.nationality, on),
        issued_on=on,
        expires_on=expires_on,
        limited_by=limited_by,
    )
    moves.move(made, "issue", by=by, facts=_facts(made, one))
    if made.entry == "visa":
        moves.move(made, "request-passport", by=by, facts=said_of(made))
    return made


def said_of(letter: Introduction) -> dict[str, object]:
    """What every letter about a letter of introduction says of it."""
    return {
        "introduction_number": letter.number,
        "holder": letter.person.name,
        "passport": letter.person.passport_number,
    }


def _facts(letter: Introduction, one: PermitDue) -> dict[str, object]:
    """What its document is made from."""
    person = letter.person
    born = given_by(person).get("born")
    return {
        **said_of(letter),
        "application_number": letter.application.number,
        "code": letter.code,
        "kind": asdict(one.name),
        "born": {"day": days.written(born)} if born else "",
        "nationality": {"country": person.nationality},
        "expires": {"day": letter.expires_on.isoformat()},
        "limited_by": letter.limited_by,
        **{paper: "1" if paper == letter.entry else "" for paper in ENTRY},
    }
