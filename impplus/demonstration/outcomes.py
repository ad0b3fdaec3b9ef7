"""What becomes of an invented application that was submitted: withdrawn, returned or decided, and what follows."""

from collections.abc import Callable, Iterable, Mapping

from impplus.actions import (
    applications,
    arrivals,
    correspondence,
    decisions,
    fairness,
    interviews,
    payment_turns,
    permit_states,
    questions,
    reports,
    rest,
    reviews,
    translations,
)
from impplus.demonstration import words
from impplus.demonstration.desk_work import look_through
from impplus.demonstration.plan import DAY, ENDS, TAKEN, Plan
from impplus.demonstration.schedule import Schedule
from impplus.programmes import IMP_PLUS
from impplus.queries import clock
from impplus.queries.biometrics import owed_in
from impplus.queries.fairness import unheard
from impplus.queries.file import File, file_of
from impplus.queries.findings import PRINCIPAL, judged
from impplus.queries.outcomes import FoundOfMember, MemberAtDecision, members_at
from impplus.queries.translations import other_language
from impplus.records.models import Application, Payment, User
from impplus.rules.dated import newest_rows

PORTS = ("Montréal–Trudeau", "Lacolle", "Toronto Pearson")
CHANGES: Mapping[str, Callable[..., object]] = {
    "suspend": permit_states.suspend,
    "cancel": permit_states.cancel,
    "replace": permit_states.replace_with,
}


def outcome(plan: Plan, made: Application, officer: User, border: User) -> Schedule:
    """Withdrawn, or taken in its turn and then returned, or found complete and decided."""
    yield from _meanwhile(plan, made, officer)
    if plan.end == "withdrawn" and plan.number // len(ENDS) % 2 == 0:
        yield plan.at + 8 * DAY
        applications.withdraw(made, by=made.applicant)
        yield from _refunds(made)
        return
    taken = plan.at + TAKEN
    yield taken
    found = reviews.take_oldest(by=officer)
    if found != made:
        raise ValueError(f"{found} was received before {made}")
    made.refresh_from_db()
    if plan.end == "returned":
        yield taken + 5 * DAY
        reviews.return_incomplete(made, reasons=words.RETURNED[made.language], by=officer)
        yield from _refunds(made)
        return
    if plan.end == "withdrawn":
        yield taken + 2 * DAY
        one = words.QUESTIONS[made.language][0]
        reviews.ask(made, text=one.text, document=one.document, days=30, by=officer)
        yield taken + 6 * DAY
        applications.withdraw(made, by=made.applicant)
        yield from _refunds(made)
        return
    if plan.number % 4 == 0:
        yield taken + 2 * DAY
        yield from _question(plan.number // 4, made, officer)
    yield taken + 14 * DAY
    reviews.complete(made, by=officer)
    look_through(plan.number, made, officer)
    yield from _biometrics(plan.number, made, officer)
    yield from _heard(plan, made, officer)
    yield max(plan.at + (70 + plan.number % 30) * DAY, clock.now() + DAY)
    _decide(plan, made, officer)
    after = _afterwards(plan.number, made, officer, border)
    yield from _refunds(made) if plan.flaw else after


def _refunds(made: Application) -> Schedule:
    yield clock.now() + 3 * DAY
    for payment in Payment.objects.filter(application=made, status="refund-owed"):
        payment_turns.pay_out(payment)


def _meanwhile(plan: Plan, made: Application, officer: User) -> Schedule:
    """In the first week some write to the office, and some report that they have moved."""
    who, language = made.applicant, made.language
    if plan.number % 3 == 0:
        yield plan.at + DAY
        correspondence.write(made, text=words.WRITTEN[language].text, by=who)
        yield plan.at + 5 * DAY
        said = correspondence.reply(made, text=words.WRITTEN[language].answer, by=officer)
        if plan.number % 2 == 0:
            yield plan.at + 6 * DAY
            translations.ask(said, by=who)
            if plan.number % 4 == 0:
                text = words.WRITTEN[other_language(language)].answer
                translations.add(said, text=text, translator=words.TRANSLATOR, by=officer)
    elif plan.number % 3 == 1:
        yield plan.at + 2 * DAY
        person = made.people.get(relation="principal")
        told = reports.change_answers(
            person,
            kind="contact",
            answers={"address": words.MOVED[language].answer},
            reason=words.MOVED[language].text,
            version=person.answers_version,
            by=who,
        )
        yield plan.at + 6 * DAY
        reports.note(told, by=officer)


def _question(number: int, made: Application, officer: User) -> Schedule:
    """Something is asked, and answered nine days later; now and then the office needs it no longer."""
    every = words.QUESTIONS[made.language]
    one = every[number % len(every)]
    asked = reviews.ask(made, text=one.text, document=one.document, days=30, by=officer)
    if number % 3 == 2:
        yield clock.now() + 4 * DAY
        questions.withdraw(asked, by=officer)
        return
    yield clock.now() + 9 * DAY
    reviews.answer(asked, text=one.answer, by=made.applicant)


def _biometrics(number: int, made: Application, officer: User) -> Schedule:
    """Biometrics of those who owe them, each on a day of its own."""
    owed = list(owed_in(file_of(made)).values())
    if owed:
        yield clock.now() + 2 * DAY
        reviews.request_biometrics(made, by=officer)
    for person in owed:
        yield clock.now() + (6 + number % 5) * DAY
        person.refresh_from_db()
        reviews.record_biometrics(person, on=clock.today(IMP_PLUS), by=officer)


def _heard(plan: Plan, made: Application, officer: User) -> Schedule:
    """A concern that the answers do not show is put to the applicant, who answers it a week later."""
    file = file_of(made)
    if plan.flaw and unheard(file, judged(file), {PRINCIPAL: [plan.flaw]}):
        yield clock.now() + DAY
        concerns = {plan.flaw: words.DOUBTS[made.language]}
        put = fairness.put(made, concerns=concerns, by=officer)
        yield clock.now() + 7 * DAY
        reviews.answer(put, text=words.NOTHING_TO_ADD[made.language], by=made.applicant)


def _decide(plan: Plan, made: Application, officer: User) -> None:
    file = file_of(made)
    before = judged(file)
    family = members_at(file, before)
    if plan.flaw:
        unmet = {plan.flaw: words.FLAWS[plan.flaw][made.language]}
        reasons, falling = words.REFUSED[made.language], [one.name for one in family]
        decisions.refuse(made, unmet=unmet, reasons=reasons, by=officer, falling=falling)
        return
    weighed = {one.key: True for one in before.requirements}
    reasons = words.APPROVED[made.language]
    barred = {one.name: {why.key: "" for why in one.barring} for one in family}
    members = {name: FoundOfMember(unmet=unmet) for name, unmet in barred.items()}
    notes = {}
    if plan.number % 16 == 3:
        notes["will-leave"] = words.CONVINCED[made.language]
        _interview(made, file, officer)
    later = _later(plan, made, family)
    if later:
        reasons = words.APPROVED_IN_PART[made.language]
    decisions.approve(
        made,
        weighed=weighed,
        notes=notes,
        reasons=reasons,
        by=officer,
        members={name: one for name, one in members.items() if name not in later},
        later=later,
    )


def _later(plan: Plan, made: Application, family: Iterable[MemberAtDecision]) -> dict[str, str]:
    """Now and then a spouse or partner is left for later, whom nothing bars."""
    free = [one.name for one in family if one.name == "partner" and not one.barring]
    return dict.fromkeys(free, words.LATER[made.language]) if plan.number % 10 == 5 else {}


def _rest(made: Application, officer: User) -> Schedule:
    """Whoever was left for later is approved some weeks afterwards."""
    made.refresh_from_db()
    if made.status != "part-decided":
        return
    yield clock.now() + 25 * DAY
    reasons = words.APPROVED_LATER[made.language]
    rest.decide(made, people=["partner"], reasons=reasons, by=officer)


def _interview(made: Application, file: File, officer: User) -> None:
    """An officer asks by telephone what the documents do not say."""
    interviews.write(
        file.principal,
        held_on=clock.today(IMP_PLUS),
        means="telephone",
        present=f"{file.principal.name}; {officer.name}",
        text=words.INTERVIEW[made.language],
        by=officer,
    )


def _afterwards(number: int, made: Application, officer: User, border: User) -> Schedule:
    """What follows an approval."""
    yield from _arrivals(number, made, border)
    yield from _change(number, made, officer)
    yield from _rest(made, officer)


def _arrivals(number: int, made: Application, border: User) -> Schedule:
    """Who has a letter of introduction arrives, all on one day; of some nobody has yet, and of one entry is refused."""
    if number % 8 == 3:
        return
    yield clock.now() + (9 + number % 12) * DAY
    for letter in made.introductions.filter(status="issued"):
        if number % 32 == 5:
            said = words.ENTRY_REFUSED[made.language]
            at = PORTS[number % len(PORTS)]
            arrivals.refuse_entry(letter, ground="no-document", port=at, reasons=said, by=border)
        else:
            arrivals.record(letter, port=PORTS[number % len(PORTS)], by=border)


def _change(number: int, made: Application, officer: User) -> Schedule:
    """Now and then the first permit is changed after an approval, on a ground of its day."""
    if number % len(ENDS):
        return
    yield clock.now() + 20 * DAY
    permit, turn = made.permits.first(), number // len(ENDS)
    if permit is None:
        return
    verb = list(CHANGES)[turn % len(CHANGES)]
    grounds = newest_rows(IMP_PLUS.permit.grounds, clock.today(IMP_PLUS))
    fitting = [one.key for one in grounds if verb in one.verbs and permit.kind in one.kinds]
    if not fitting:
        return
    shorter = {"valid_until": permit.valid_until - 30 * DAY} if verb == "replace" else {}
    CHANGES[verb](permit, ground=fitting[0], by=officer, **shorter)
    if verb == "suspend" and turn >= len(CHANGES):
        yield clock.now() + 10 * DAY
        permit_states.resume(permit, by=officer)
