"""Invented applications: begun with a letter of invitation, answered, paid and submitted as planned."""

from datetime import datetime, timedelta
from io import BytesIO
from random import Random

from impplus.actions import applications, documents, invitations, mandates, payments, specimens
from impplus.demonstration.accounts import Staff, open_account
from impplus.demonstration.answers import (
    fill_in,
    fill_in_again,
    flawed,
    of_member,
    of_principal,
    with_a_life,
)
from impplus.demonstration.outcomes import outcome
from impplus.demonstration.papers import a_jpeg, a_pdf
from impplus.demonstration.people import Invented, relatives
from impplus.demonstration.plan import DAY, MINUTE, Days, Plan
from impplus.demonstration.rounds import Invited
from impplus.demonstration.schedule import Schedule
from impplus.demonstration.signing import begin_parts, family_signs
from impplus.programmes import IMP_PLUS
from impplus.queries import clock, readiness
from impplus.queries.file import file_of
from impplus.records.models import Application, Candidate, User
from impplus.rules.form import Answers

FROM_THE_LETTER = ("csq_programme", "csq_issued", "csq_expires", "csq_number", "mifi_file")


def application(plan: Plan, days: Days, staff: Staff, invited: Invited) -> Schedule:
    """One application, from its letter of invitation to the end that is planned."""
    begun = plan.at if plan.is_draft else plan.at - timedelta(days=days.chance.randrange(2, 9))
    yield begun - 30 * MINUTE
    letter = next(invited.letters[plan.round])
    candidate = letter.candidate
    who = open_account(candidate.email, candidate.name, language=candidate.language)
    yield begun
    made = invitations.bind(
        IMP_PLUS, code=letter.code, csq_number=candidate.csq_number, born=candidate.born, by=who
    )
    yield begun + 20 * MINUTE
    said = _answer(plan, made, candidate, invited.people[candidate.reference], days.chance)
    yield from _mandate(plan.number, made, staff)
    if plan.end == "unanswered":
        return
    submitted = begun + DAY if plan.is_draft else plan.at
    yield submitted - 90 * MINUTE
    fill_in_again(made, said, by=who)
    send_documents(made, by=who)
    yield from _payment(made, submitted - 12 * MINUTE, plan.end if plan.is_draft else "paid")
    if plan.is_draft:
        begin_parts(made, plan.number)
        return
    yield submitted - 6 * MINUTE
    family_signs(made, on_paper=plan.number % 5 == 0)
    yield submitted
    applications.submit(made, signature=who.name, by=who)
    yield from outcome(plan, made, staff.officers[plan.number % 2], staff.bianca)


def _answer(
    plan: Plan, made: Application, candidate: Candidate, who: Invented, chance: Random
) -> dict[int, Answers]:
    """What a person says of the family and the application: what is said of each, by key."""
    on, by = clock.today(IMP_PLUS), made.applicant
    said: Answers = {
        **of_principal(chance, who, plan.family.status, on),
        **{key: getattr(candidate, key) for key in FROM_THE_LETTER},
    }
    if plan.flaw:
        said = flawed(said, plan.flaw)
    said = with_a_life(said, who, on)
    if plan.end == "unanswered":
        fill_in(made, made.people.get(), said, by=by, parts=("questionnaire",))
        return {}
    principal = made.people.get()
    fill_in(made, principal, said, by=by)
    of_each: dict[int, Answers] = {principal.pk: said}
    for one in relatives(chance, who, plan.family, on):
        person = applications.add_member(made, by=by)
        of_each[person.pk] = of_member(chance, one, on)
        fill_in(made, person, of_each[person.pk], by=by)
    return of_each


def send_documents(made: Application, *, by: User) -> None:
    """A specimen of each document that the rules ask a person to send."""
    ready = readiness.of(file_of(made))
    titles = {row.key: row.text.en for row in ready.file.programme.documents}
    for one in ready.documents_asked:
        photo = one.key == "photo"
        specimens.send(
            documents.SentFor(made, ready.file.people[one.person], one.key),
            name=f"{one.key}.{'jpg' if photo else 'pdf'}",
            content=BytesIO(a_jpeg() if photo else a_pdf(titles[one.key])),
            by=by,
        )


def _mandate(number: int, made: Application, staff: Staff) -> Schedule:
    """Every sixth application is in a lawyer's hands; some mandates have ended since."""
    if number % 6 != 2:
        return
    yield clock.now() + 40 * MINUTE
    who, lawyer = made.applicant, staff.samuel if number % 4 == 0 else staff.firm.lucie
    given = mandates.give(made, lawyer=lawyer, signature=who.name, by=who)
    if number % 5 == 3:
        yield clock.now() + 20 * 60 * MINUTE
        mandates.end(given, by=who)


def _payment(made: Application, at: datetime, state: str) -> Schedule:
    """A payment that is paid, failed, or left open; invented money needs no provider of cards."""
    yield at
    begun = payments.begin(file_of(made), by=made.applicant)
    if state != "open":
        yield at + 3 * MINUTE
        payments.settle(begun, "pay" if state == "paid" else "fail")
