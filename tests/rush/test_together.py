"""Two people at the same thing at once: one does it, the other is told so."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import partial
from io import BytesIO

import pytest
from django.db import transaction

from impplus.actions import (
    applications,
    batches,
    candidates,
    decisions,
    documents,
    invitations,
    letters,
    messages,
    payment_turns,
    payments,
    permit_states,
    registrations,
    reviews,
    round_letters,
    rounds,
    withdrawals,
)
from impplus.demonstration import held_rounds
from impplus.programmes import IMP_PLUS
from impplus.queries.file import file_of
from impplus.queries.refusals import (
    AlreadyDone,
    LetterUsed,
    WrongMoment,
)
from impplus.queries.registering import look_of
from impplus.records.models import (
    Application,
    Batch,
    Candidate,
    Decision,
    Document,
    Event,
    Introduction,
    Invitation,
    Letter,
    Message,
    Payment,
    Permit,
    Person,
    Place,
    Question,
    Round,
    User,
)
from impplus.rules.lifecycle import Role
from tests import people
from tests.approved import arrive
from tests.heard import heard
from tests.people import Cards, as_csv, ready_drafts, row
from tests.post import Post
from tests.rush.together import at_once
from tests.site import owner

pytestmark = [pytest.mark.rush, pytest.mark.django_db(transaction=True)]


def test_two_people_with_one_letter_get_one_application(
    letter: Invitation, alice: User, bob: User
) -> None:
    answers = at_once([partial(people.bound, who, letter) for who in (alice, bob)] * 4, 8)
    made = Application.objects.get()
    assert Counter(answers) == {LetterUsed: 4, made: 4}  # who was first sees it after each press


def test_an_officer_who_presses_eight_times_at_once_registers_one_application_and_one_account(
    letter: Invitation, olivia: User, this_day: date
) -> None:
    people.small_intake(this_day, 8)
    candidate = letter.candidate
    printed = {"code": letter.code, "csq_number": candidate.csq_number, "born": candidate.born}
    said = {"email": "gina@example.test", "signature": "Gina Roy"}
    press = partial(
        registrations.register,
        IMP_PLUS,
        letter=printed,
        **said,
        look=look_of(letter.code, **said, account=None, by=olivia),
        language="fr",
        why="disability",
        means="on paper",
        by=olivia,
    )
    answers = at_once([press] * 8, 8)
    made = Application.objects.get()
    assert [getattr(one, "application_id", one) for one in answers] == [made.pk] * 8
    assert User.objects.filter(email=said["email"]).count() == 1
    assert Place.objects.exclude(application=None).count() == 1


def test_two_officers_take_different_files(olivia: User, this_day: date) -> None:
    people.small_intake(this_day, 12)
    for draft in ready_drafts(12, this_day):
        applications.submit(draft, signature="Alice Benali", by=draft.applicant)
    omar = people.user("omar@example.test", "Omar Diallo", Role.FEDERAL)
    taken = at_once([partial(reviews.take_oldest, by=who) for who in (olivia, omar)] * 6, 8)
    assert Counter(one.pk for one in taken if isinstance(one, Application)) == dict.fromkeys(
        Application.objects.values_list("pk", flat=True), 1
    )
    assert Event.objects.filter(verb="take").count() == 12


def test_one_question_pressed_many_times_at_once_is_asked_once(
    received: Application, olivia: User
) -> None:
    reviews.take_oldest(by=olivia)
    press = partial(reviews.ask, received, text="Votre diplôme?", document="", days=30, by=olivia)
    asked = at_once([press] * 8, 8)
    made = Question.objects.get()
    assert asked == [made] * 8
    assert Letter.objects.filter(kind="question").count() == 1


def test_one_press_many_times_at_once_takes_one_file(olivia: User, this_day: date) -> None:
    people.small_intake(this_day, 3)
    drafts = ready_drafts(3, this_day)
    for draft in drafts:
        applications.submit(draft, signature="Alice Benali", by=draft.applicant)
    press = partial(reviews.take_oldest, by=olivia, seen=drafts[0].number)
    assert at_once([press] * 8, 8) == [drafts[0]] * 8
    assert Event.objects.filter(verb="take").count() == 1


def test_a_file_that_is_being_withdrawn_does_not_hold_up_the_next(
    olivia: User, this_day: date
) -> None:
    people.small_intake(this_day, 2)
    first, second = ready_drafts(2, this_day)
    for draft in (first, second):
        applications.submit(draft, signature="Alice Benali", by=draft.applicant)
    with transaction.atomic():
        applications.withdraw(first, by=first.applicant)
        assert at_once([partial(reviews.take_oldest, by=olivia)], 1) == [second]
    assert reviews.take_oldest(by=olivia) is None


def test_one_file_is_decided_once_by_two_officers(
    received: Application, olivia: User, this_day: date
) -> None:
    reviews.take_oldest(by=olivia)
    reviews.complete(received, by=olivia)
    Person.objects.update(biometrics_taken_on=this_day)
    weighed = people.all_met(received)
    heard(received, "passport", by=olivia)
    approve = partial(decisions.approve, weighed=weighed, notes={}, reasons="Vu.", by=olivia)
    refuse = partial(decisions.refuse, unmet={"passport": "Non."}, reasons="R.", by=olivia)
    acts = [partial(act, Application.objects.get()) for act in (approve, refuse)] * 4
    answers = at_once(acts, 8)
    # What was pressed a second time by the same officer is shown as done; the other decision comes too late.
    told = Counter(answers)
    assert (told[AlreadyDone], told[WrongMoment]) == (3, 4)
    outcome = Decision.objects.get().outcome
    assert (Application.objects.get().status, Introduction.objects.count()) == (
        outcome,
        {"approved": 1, "refused": 0}[outcome],
    )


def test_a_suspended_permit_is_cancelled_or_resumed_by_two_officers_at_once(
    received: Application, olivia: User, this_day: date
) -> None:
    reviews.take_oldest(by=olivia)
    reviews.complete(received, by=olivia)
    Person.objects.update(biometrics_taken_on=this_day)
    weighed = people.all_met(received)
    decisions.approve(received, weighed=weighed, notes={}, reasons="Vu.", by=olivia)
    (permit,) = arrive(Application.objects.get(pk=received.pk))
    for _ in range(6):
        permit_states.suspend(permit, ground="officer", by=olivia)
        cancel = partial(permit_states.cancel, Permit.objects.get(), ground="officer", by=olivia)
        resume = partial(permit_states.resume, Permit.objects.get(), by=olivia)
        answers = set(at_once([cancel, resume], 2))
        assert answers in ({None}, {None, WrongMoment})
        assert permit.suspensions.filter(ended_at=None).count() == 0
        Permit.objects.update(status="valid")


def test_two_workers_send_each_letter_once(received: Application, alice: User) -> None:
    applications.withdraw(received, by=alice)
    went = at_once([letters.send_owed] * 4, 4)
    assert sum(went) == 2  # type: ignore[arg-type]
    assert Letter.objects.filter(status="sent").count() == 2
    assert Event.objects.filter(noun="letter", verb="send").count() == 2


def test_two_workers_send_each_message_once(received: Application, post: Post) -> None:
    letters.send_owed()
    went = at_once([messages.send_owed] * 4, 4)
    assert sum(went) == len(post.taken) == Message.objects.filter(status="sent").count() == 1  # type: ignore[arg-type]


def test_two_workers_pay_a_refund_out_once(
    paid_draft: Application, alice: User, cards: Cards
) -> None:
    with owner():
        Payment.objects.all().delete()
    payment = people.pay_all(paid_draft, cards, alice)
    payments.refund(paid_draft, by=alice)
    done = at_once([payment_turns.refund_owed] * 4, 4)
    assert sum(done) == 1  # type: ignore[arg-type]
    assert Event.objects.filter(noun="payment", verb="refund").count() == 1
    payment.refresh_from_db()
    assert payment.status == "refunded"


def test_a_double_click_on_pay_opens_one_payment(
    paid_draft: Application, alice: User, cards: Cards
) -> None:
    with owner():
        Payment.objects.all().delete()
    file, back = file_of(paid_draft), "http://127.0.0.1:8000/"
    start = partial(payments.start, file, return_url=back, language="en", by=alice)
    begun = at_once([start] * 8, 8)
    assert begun == [Payment.objects.get()] * 8
    assert {one.url for one in begun if isinstance(one, Payment)} == {Payment.objects.get().url}


def test_a_double_click_on_send_keeps_one_document(paid_draft: Application, alice: User) -> None:
    before = Document.objects.count()
    uploads = [
        partial(
            documents.upload,
            documents.SentFor(paid_draft, paid_draft.people.get(), "passport"),
            name="passport.pdf",
            content=BytesIO(people.a_pdf("clicked twice")),
            by=alice,
        )
        for _ in range(2)
    ]
    sent = at_once(uploads, 2)
    assert sent == [Document.objects.latest("id")] * 2
    assert Document.objects.count() == before + 1


def test_members_added_at_once_get_a_position_each(paid_draft: Application, alice: User) -> None:
    at_once([partial(applications.add_member, paid_draft, by=alice)] * 8, 8)
    positions = Person.objects.order_by("position").values_list("position", flat=True)
    assert list(positions) == list(range(9))


def test_the_same_list_imported_twice_at_once_is_imported_once(
    mathieu: User, this_day: date
) -> None:
    content = as_csv(*(row(number, this_day) for number in range(200)))
    answers = at_once([partial(candidates.import_csv, content, by=mathieu)] * 4, 4)
    assert Candidate.objects.count() == 200
    batches = {one.pk: one.accepted for one in answers if isinstance(one, Batch)}
    assert sorted(batches.values()) == [0] * (len(batches) - 1) + [200]
    assert {one for one in answers if isinstance(one, type)} <= {WrongMoment}


def test_of_rounds_announced_at_once_one_is_held_and_invites_nobody_twice(
    mathieu: User, this_day: date
) -> None:
    candidates.import_csv(as_csv(*(row(number, this_day) for number in range(40))), by=mathieu)
    at_once([partial(held_rounds.announced, IMP_PLUS, size=9, by=mathieu)] * 4, 4)
    announced = held_rounds.due(Round.objects.get())
    at_once([partial(rounds.draw, announced, words="3 11", by=mathieu)] * 3, 3)
    drawn = Round.objects.get(status="drawn")
    at_once([partial(rounds.release, drawn, by=held_rounds.another(mathieu))] * 3, 3)
    batches.finish(Batch.objects.get(round=drawn), round_letters.LETTERS)
    invited = list(Invitation.objects.values_list("candidate", flat=True))
    assert (len(invited), len(set(invited))) == (9, 9)


def test_whoever_is_withdrawn_while_a_round_is_held_has_no_letter_in_force(
    mathieu: User, this_day: date
) -> None:
    candidates.import_csv(as_csv(*(row(n, this_day) for n in range(1, 9))), by=mathieu)
    draw = partial(held_rounds.draw, IMP_PLUS, size=8, seed="17 23", by=mathieu)
    some = Candidate.objects.filter(reference__lt="C0000007")
    away = [partial(withdrawals.withdraw, one, reason="Asked for.", by=mathieu) for one in some]
    at_once([draw, *away], 3)
    gone = Candidate.objects.exclude(withdrawn_at=None)
    assert Invitation.objects.filter(candidate__in=gone, status="issued").count() == 0
    left = Candidate.objects.filter(withdrawn_at=None).count()
    assert Invitation.objects.filter(status="issued").count() == left


def test_a_letter_is_either_bound_or_revoked(
    letter: Invitation, alice: User, mathieu: User
) -> None:
    bind = partial(people.bound, alice, letter)
    revoke = partial(invitations.revoke, letter, reason="En double.", by=mathieu)
    acts: list[Callable[[], object]] = [bind, revoke]
    at_once(acts, 2)
    letter.refresh_from_db()
    assert Application.objects.count() == {"used": 1, "revoked": 0}[letter.status]
