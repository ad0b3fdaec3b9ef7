"""Each act upon a file and upon other things, done as the tests of who may and when do it."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from io import BytesIO
from typing import Any

from impplus.actions import (
    answers,
    applications,
    arrivals,
    candidates,
    decisions,
    deletions,
    documents,
    fairness,
    handovers,
    introductions,
    invitations,
    mandates,
    payments,
    permit_states,
    reviews,
    rounds,
    second_letters,
    withdrawals,
)
from impplus.demonstration import held_rounds
from impplus.programmes import IMP_PLUS
from impplus.queries import clock
from impplus.queries.file import file_of
from impplus.records.models import (
    Candidate,
    Invitation,
    Mandate,
    Question,
    User,
)
from impplus.rules.lifecycle import Role
from tests import people
from tests.actions.acts_of_orders import by_an_order, reopened, resumed
from tests.actions.world import World

type Act = Callable[[Any, Any], object]

HOME = next(step for step in people.FORM if step.key == "home")


def upload(world: World, by: User) -> object:
    file = world.application
    content, person = BytesIO(people.a_pdf("more")), file.people.get(relation="principal")
    return documents.upload(
        documents.SentFor(file, person=person, key="passport"), name="a.pdf", content=content, by=by
    )


def answer(world: World, by: User) -> object:
    question = world.saved("question", "open")
    assert isinstance(question, Question)
    return reviews.answer(question, text="Voici.", by=by)


def correct(world: World, by: User) -> object:
    person = world.application.people.get(relation="principal")
    version = person.answers_version
    return answers.correct(person, answers={"city": "Fès"}, reason="R", version=version, by=by)


def request_biometrics(world: World, by: User) -> object:
    world.application.people.update(biometrics_taken_on=None)
    return reviews.request_biometrics(world.application, by=by)


def refuse(w: World, by: User) -> None:
    concern = {"kind": "fairness", "concerns": ["passport"], "status": "answered"}
    owner_of = User.objects.filter(role=Role.FEDERAL).first()
    Question.objects.create(
        application=w.application, asked_by=owner_of, text="?", due_on=w.on, **concern
    )
    decisions.refuse(w.application, unmet={"passport": "Non."}, reasons="R", by=by)


def approve(world: World, by: User) -> object:
    weighed = people.all_met(world.application)
    return decisions.approve(world.application, weighed=weighed, notes={}, reasons="R", by=by)


def renew_passport(world: World, by: User) -> object:
    person = world.application.people.get(relation="principal")
    return answers.correct(
        person,
        answers={"passport_number": "NEW12345"},
        reason="R",
        version=person.answers_version,
        by=by,
        verb="renew-passport",
    )


def correct_paper(world: World, by: User) -> object:
    person = world.application.people.get(relation="principal")
    return answers.correct(
        person,
        answers={"family_name": "Bennani"},
        reason="R",
        version=person.answers_version,
        by=by,
        verb="correct-paper",
    )


def assign(world: World, by: User) -> object:
    return handovers.assign([(world.application, world.roles[Role.FEDERAL])], by=by)  # type: ignore[list-item]


def hand_over(world: World, by: User) -> object:
    noor = people.user("noor@example.test", "Noor Siddiqui", Role.FEDERAL)
    return handovers.hand_over(world.application, to=noor, note="R", by=by)


def put_back_candidate(world: World, by: User) -> object:
    """Put back a candidate who was taken off the list."""
    candidate = world.application.invitation.candidate
    Candidate.objects.filter(pk=candidate.pk).update(withdrawn_at=clock.now())
    return withdrawals.put_back(candidate, reason="Asked for.", by=by)


def set_aside(world: World, by: User) -> object:
    """Set aside a letter whose last day has passed."""
    letter = world.saved("invitation", "issued")
    Invitation.objects.filter(pk=letter.pk).update(expires_on=world.on - timedelta(days=1))
    number = Invitation.objects.get(pk=letter.pk).number
    return second_letters.set_aside(IMP_PLUS, [number], reason="Asked for.", by=by)


def change_candidate(world: World, by: User) -> object:
    line = people.row(1, world.on, email="alice.benali@example.test")
    return candidates.import_csv(people.as_csv(line), by=by)


# What is done to an application, by its verb.
UPON_A_FILE: Mapping[Any, Act] = {
    "save": lambda w, by: people.save(w.application, HOME, {"lives_country": "FRA"}, by),
    "add-member": lambda w, by: applications.add_member(w.application, by=by),
    "remove-member": lambda w, by: applications.remove_member(
        w.application, person=w.application.people.get(relation=""), by=by
    ),
    "upload": upload,
    "remove-document": lambda w, by: documents.remove(w.application.documents.all()[0], by=by),
    "submit": lambda w, by: applications.submit(w.application, signature="Alice Benali", by=by),
    "withdraw": lambda w, by: applications.withdraw(w.application, by=by),
    "take": lambda w, by: reviews.take_oldest(by=by),
    "assign": assign,
    "take-over": lambda w, by: handovers.take_over(w.application, reason="R", by=by),
    "hand-over": hand_over,
    "release": lambda w, by: handovers.release(w.application, reason="R", by=by),
    "skip": lambda w, by: handovers.skip(w.application, reason="R", by=by),
    "complete": lambda w, by: reviews.complete(w.application, by=by),
    "return": lambda w, by: reviews.return_incomplete(
        w.application, reasons="Il manque tout.", by=by
    ),
    "ask": lambda w, by: reviews.ask(w.application, text="?", document="", days=9, by=by),
    "put-concern": lambda w, by: fairness.put(
        w.application, concerns={"will-leave": ("?", "?")}, by=by
    ),
    "answer": answer,
    "correct": correct,
    "renew-passport": renew_passport,
    "correct-paper": correct_paper,
    "request-biometrics": request_biometrics,
    "record-biometrics": lambda w, by: reviews.record_biometrics(
        w.application.people.get(relation="principal"), on=w.on, by=by
    ),
    "approve": approve,
    "refuse": refuse,
    "reopen": reopened("refused"),
    "reopen-check": reopened("returned"),
    "suspend": by_an_order("suspended"),
    "terminate": by_an_order("terminated"),
    "resume": resumed("processing"),
    "resume-check": resumed("in-review"),
    "resume-wait": resumed("submitted"),
}
# A second submission gives the first receipt again, whoever takes a file takes what waits, and what is given out is what nobody has.
WITHOUT_A_MOMENT = {"submit", "take", "assign"}
# What is done to anything else, by its noun and verb.
UPON_OTHERS: Mapping[tuple[str, Any], Act] = {
    ("candidate", "import"): lambda w, by: candidates.import_csv(
        people.as_csv(people.row(1, w.on)), by=by
    ),
    ("candidate", "change"): change_candidate,
    ("candidate", "withdraw"): lambda w, by: withdrawals.withdraw(
        w.application.invitation.candidate, reason="Asked for.", by=by
    ),
    ("candidate", "resume"): put_back_candidate,
    ("round", "announce"): lambda w, by: held_rounds.announced(IMP_PLUS, size=1, by=by),
    ("round", "draw"): lambda w, by: rounds.draw(w.saved("round", "announced"), words="3", by=by),
    ("round", "release"): lambda w, by: rounds.release(w.saved("round", "drawn"), by=by),
    ("round", "drop"): lambda w, by: rounds.drop(w.saved("round", "drawn"), reason="R", by=by),
    ("batch", "request"): lambda w, by: candidates.ask_import(
        BytesIO(people.as_csv(people.row(1, w.on))), by=by
    ),
    ("invitation", "bind"): lambda w, by: people.bound(by, w.saved("invitation", "issued")),
    ("invitation", "revoke"): lambda w, by: invitations.revoke(
        w.saved("invitation", "issued"), reason="Asked for.", by=by
    ),
    ("invitation", "set-aside"): set_aside,
    ("payment", "start"): lambda w, by: payments.start(
        file_of(w.application), return_url="", language="en", by=by
    ),
    ("payment", "owe-refund"): lambda w, by: payments.refund(w.application, by=by),
    ("permit", "cancel"): lambda w, by: permit_states.cancel(
        w.saved("permit", "valid"), ground="error", by=by
    ),
    ("permit", "suspend"): lambda w, by: permit_states.suspend(
        w.saved("permit", "valid"), ground="officer", by=by
    ),
    ("permit", "resume"): lambda w, by: permit_states.resume(w.saved("permit", "suspended"), by=by),
    ("permit", "replace"): lambda w, by: permit_states.replace_with(
        w.saved("permit", "valid"), ground="officer", conditions=[], by=by
    ),
    ("introduction", "arrive"): lambda w, by: arrivals.record(
        w.saved("introduction", "issued"), port="Lacolle", by=by
    ),
    ("introduction", "undo-arrival"): lambda w, by: arrivals.undo(
        w.saved("introduction", "used"), reasons="R", by=by
    ),
    ("introduction", "cancel"): lambda w, by: introductions.cancel(
        w.saved("introduction", "issued"),
        ground="letter-officer",
        reasons="R",
        by=by,
    ),
    ("introduction", "refuse-entry"): lambda w, by: arrivals.refuse_entry(
        w.saved("introduction", "issued"),
        ground="no-document",
        port="Lacolle",
        reasons="R",
        by=by,
    ),
    ("mandate", "give"): lambda w, by: mandates.give(
        w.application, lawyer=w.roles[Role.REPRESENTATIVE], signature="Alice Benali", by=by
    ),
    ("account", "delete"): lambda w, by: deletions.delete(by=by),
    ("mandate", "end"): lambda w, by: mandates.end(Mandate.objects.get(), by=by),
}
OF_A_FILE = {
    "payment": "draft",
    "mandate": "draft",
    "permit": "approved",
    "introduction": "approved",
}
ACTS = {("application", verb): act for verb, act in UPON_A_FILE.items()} | UPON_OTHERS
