"""The life of each file: begun with a letter, submitted, examined, decided; it ends where time does."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO

from impplus.actions import (
    applications,
    decisions,
    documents,
    invitations,
    mandates,
    payments,
    permits,
    reviews,
)
from impplus.demonstration import words
from impplus.demonstration.accounts import Staff, open_account
from impplus.demonstration.answers import FLAWS, fill_in, flawed, of_member, of_principal
from impplus.demonstration.papers import a_jpeg, a_pdf
from impplus.demonstration.people import relatives
from impplus.demonstration.plan import ENDS, TAKEN, Days, Plan
from impplus.demonstration.rounds import Invited
from impplus.demonstration.story import Story
from impplus.programmes import IMP_PLUS
from impplus.queries import clock, readiness
from impplus.queries.file import file_of
from impplus.queries.findings import judged
from impplus.records.models import Application, Invitation, Payment, Person, User
from impplus.rules.dated import newest_rows
from impplus.rules.form import Answers

FROM_THE_LETTER = ("csq_programme", "csq_issued", "csq_expires", "csq_number", "mifi_file")
DRAFTS = (
    "",
    "paid",
    "failed",
    "open",
)  # what became of a draft's payment; one in four is not so far
CHANGE: Mapping[str, Callable[..., object]] = {
    "suspend": permits.suspend,
    "cancel": permits.cancel,
    "replace": permits.replace_with,
}
CHANGES = tuple(CHANGE)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@dataclass(frozen=True)
class Life:
    """One file to be, and everybody who has a hand in it."""

    plan: Plan
    days: Days
    staff: Staff
    invited: Invited

    @property
    def officer(self) -> User:
        """The officer who takes it."""
        return self.staff.officers[self.plan.number % 2]

    @property
    def flaw(self) -> str:
        """What a refused file does not meet; empty for the others."""
        flaws = list(FLAWS)
        return flaws[self.plan.number % len(flaws)] if self.plan.end == "refused" else ""


def live(life: Life) -> Story:
    """From the letter of invitation to the end that was planned."""
    plan, chance = life.plan, life.days.chance
    draft = plan.end == "draft"
    begun = plan.at if draft else plan.at - timedelta(days=chance.randrange(2, 9))
    yield begun - 30 * MINUTE
    letter = next(life.invited.letters[plan.round])
    candidate = letter.candidate
    who = open_account(candidate.email, candidate.name, language=candidate.language)
    yield begun
    made = invitations.bind(
        code=letter.code, csq_number=candidate.csq_number, born=candidate.born, by=who
    )
    yield begun + 20 * MINUTE
    _answer(life, made, letter)
    yield from _mandate(life, made)
    submitted = begun + DAY if draft else plan.at
    if draft and plan.number % len(DRAFTS) == 0:
        return
    yield submitted - 90 * MINUTE
    send_documents(made, by=who)
    yield from _pay(
        made, submitted - 12 * MINUTE, DRAFTS[plan.number % len(DRAFTS)] if draft else "paid"
    )
    if draft:
        return
    yield submitted
    applications.submit(made, signature=who.name, by=who)
    yield from _withdrawn(made, plan.at) if plan.end == "withdrawn" else _examined(life, made)


def _answer(life: Life, made: Application, letter: Invitation) -> None:
    """What the person says of the family and the application; one draft in four stops half way."""
    who, on = life.invited.people[letter.candidate.reference], clock.today(IMP_PLUS)
    unfinished = life.plan.end == "draft" and life.plan.number % len(DRAFTS) == 0
    said: Answers = {
        **of_principal(life.days.chance, who, life.plan.family.status, on),
        **{key: getattr(letter.candidate, key) for key in FROM_THE_LETTER},
    }
    if life.flaw:
        said = flawed(said, life.flaw)
    parts = ("questionnaire",) if unfinished else ("questionnaire", "form")
    fill_in(made, made.people.get(), said, by=made.applicant, parts=parts)
    if unfinished:
        return
    for one in relatives(life.days.chance, who, life.plan.family, on):
        person = applications.add_member(made, by=made.applicant)
        fill_in(made, person, of_member(life.days.chance, one, on), by=made.applicant)


def send_documents(made: Application, *, by: User) -> None:
    """A specimen of each document that the rules ask a person to send."""
    ready = readiness.of(file_of(made))
    titles = {row.key: row.text.en for row in ready.file.programme.documents}
    for one in ready.documents_asked:
        photo = one.key == "photo"
        documents.upload(
            made,
            person=ready.file.people[one.person],
            key=one.key,
            name=f"{one.key}.{'jpg' if photo else 'pdf'}",
            content=BytesIO(a_jpeg() if photo else a_pdf(titles[one.key])),
            by=by,
        )


def _mandate(life: Life, made: Application) -> Story:
    """Every sixth file is in a lawyer's hands; some mandates have ended since."""
    number = life.plan.number
    if number % 6 == 2:
        yield clock.now() + 40 * MINUTE
        lawyer = life.staff.samuel if number % 4 == 0 else life.staff.lucie
        who = made.applicant
        given = mandates.give(made, lawyer=lawyer, signature=who.name, by=who)
        if number % 5 == 3:
            yield clock.now() + 20 * 60 * MINUTE
            mandates.end(given, by=who)


def _pay(made: Application, at: datetime, state: str) -> Story:
    """A payment as the provider of the cards would tell of it; invented money needs none."""
    yield at
    begun = payments.begin(file_of(made), by=made.applicant)
    if state != "open":
        yield at + 3 * MINUTE
        payments.settle(begun, "pay" if state == "paid" else "fail")


def _withdrawn(made: Application, at: datetime) -> Story:
    yield at + 8 * DAY
    applications.withdraw(made, by=made.applicant)
    yield from _refunded(made)


def _refunded(made: Application) -> Story:
    yield clock.now() + 3 * DAY
    for payment in Payment.objects.filter(application=made, status="refund-owed"):
        payments.pay_out(payment)


def _examined(life: Life, made: Application) -> Story:
    """Taken in its turn, then returned, or found complete and decided."""
    taken = life.plan.at + TAKEN
    yield taken
    found = reviews.take_oldest(by=life.officer)
    if found != made:
        raise ValueError(f"{found} was received before {made}")
    made.refresh_from_db()
    yield taken + 2 * DAY
    yield from _asked(life, made)
    if life.plan.end == "returned":
        yield taken + 5 * DAY
        reviews.return_incomplete(made, reasons=words.RETURNED[made.language], by=life.officer)
        yield from _refunded(made)
        return
    yield taken + 14 * DAY
    reviews.complete(made, by=life.officer)
    yield from _processed(life, made)


def _asked(life: Life, made: Application) -> Story:
    """One file in four is asked for something, and answers nine days later."""
    if life.plan.number % 4 == 0 and life.plan.end != "returned":
        every = words.QUESTIONS[made.language]
        one = every[life.plan.number // 4 % len(every)]
        question = reviews.ask(made, text=one.text, document=one.document, days=30, by=life.officer)
        yield clock.now() + 9 * DAY
        reviews.answer(question, text=one.answer, by=made.applicant)


def _processed(life: Life, made: Application) -> Story:
    """Biometrics of those who owe them, each on a day of its own, and the decision."""
    owed = list(reviews.biometrics_owed(file_of(made)).values())
    if owed:
        yield clock.now() + 2 * DAY
        reviews.request_biometrics(made, by=life.officer)
    for person in owed:
        yield clock.now() + (6 + life.plan.number % 5) * DAY
        _record(person, life.officer)
    yield max(life.plan.at + (70 + life.plan.number % 30) * DAY, clock.now() + DAY)
    decide = _approve if life.plan.end == "approved" else _refuse
    decide(life, made)
    yield from _refunded(made) if life.flaw else _changed(life, made)


def _changed(life: Life, made: Application) -> Story:
    """One approval in four is followed by a change of the first permit, on a ground of its day."""
    if life.plan.number % len(ENDS):
        return
    yield clock.now() + 20 * DAY
    permit, officer = made.permits.all()[0], life.officer
    verb = CHANGES[life.plan.number // len(ENDS) % len(CHANGES)]
    grounds = newest_rows(IMP_PLUS.permit.grounds, clock.today(IMP_PLUS))
    ground = next(
        (one.key for one in grounds if verb in one.verbs and permit.kind in one.kinds), ""
    )
    if not ground:
        return
    CHANGE[verb](permit, ground=ground, by=officer)
    if verb == "suspend" and life.plan.number // len(ENDS) >= len(CHANGES):
        yield clock.now() + 10 * DAY
        permits.resume(permit, by=officer)


def _record(person: Person, officer: User) -> None:
    person.refresh_from_db()
    reviews.record_biometrics(person, on=clock.today(IMP_PLUS), by=officer)


def _approve(life: Life, made: Application) -> None:
    weighed = {one.key: True for one in judged(file_of(made)).requirements}
    reasons = words.APPROVED[made.language]
    decisions.approve(made, weighed=weighed, notes={}, reasons=reasons, by=life.officer)


def _refuse(life: Life, made: Application) -> None:
    why = words.FLAWS[life.flaw][made.language]
    reasons = words.REFUSED[made.language]
    decisions.refuse(made, unmet={life.flaw: why}, reasons=reasons, by=life.officer)


def lives(plans: Iterable[Plan], days: Days, staff: Staff, invited: Invited) -> Iterator[Story]:
    """The story of every file."""
    return (live(Life(plan, days, staff, invited)) for plan in plans)
