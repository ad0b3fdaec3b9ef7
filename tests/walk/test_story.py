"""The story of IMP+ on the actions alone: a letter of invitation becomes three permits."""

from datetime import date
from decimal import Decimal
from io import BytesIO

from impplus.actions import (
    applications,
    candidates,
    decisions,
    documents,
    letters,
    mandates,
    reviews,
)
from impplus.demonstration import held_rounds
from impplus.outside import signer
from impplus.programmes import IMP_PLUS
from impplus.queries import readiness
from impplus.queries.biometrics import owed_in
from impplus.queries.file import file_of
from impplus.queries.places import places_left
from impplus.queries.timeline import timeline
from impplus.queries.verification import verify
from impplus.records.models import Application, Intake, User
from tests import people
from tests.approved import arrive
from tests.people import Cards


def test_a_letter_of_invitation_becomes_three_permits(
    mathieu: User,
    alice: User,
    lucie: User,
    olivia: User,
    intake: Intake,
    cards: Cards,
    this_day: date,
) -> None:
    # Mathieu imports candidates and draws a round; a signed letter goes out in both languages.
    report = candidates.import_csv(people.as_csv(people.row(1, this_day)), by=mathieu)
    assert (report.done, report.left_out) == (1, 0)
    letter = held_rounds.draw(IMP_PLUS, size=1, seed="17 23", by=mathieu).invitations.get()
    assert letters.send_owed() == 1
    assert [
        signer.verify(people.bytes_of(letters.file(letter.letters.get(), lang))).intact
        for lang in ("en", "fr")
    ] == [True, True]

    # Alice binds it, answers, and adds her spouse and child; Lucie, her lawyer, helps.
    application = people.bound(alice, letter)
    mandates.give(application, lawyer=lucie, signature="Alice Benali", by=alice)
    mine = people.principal_answers(this_day)
    people.fill_in(application, application.people.get(), mine, by=lucie)
    for answers in (people.spouse_answers(this_day), people.child_answers(this_day)):
        member = applications.add_member(application, by=alice)
        people.fill_in(application, member, answers, by=alice)

    # Her checklist and fees, each with its reason; she sends, pays, signs and submits.
    ready = readiness.of(file_of(application, on=this_day))
    assert ready.due == Decimal("830.00")
    assert all(one.why.en and one.why.fr and one.source.cite for one in ready.documents_needed)
    people.send_documents(application, by=alice)
    assert people.pay_all(application, cards, alice).status == "paid"
    people.family_signs(application, demo=False)
    receipt = applications.submit(application, signature="Alice Benali", by=alice)
    assert application.place.number == 1
    assert places_left(IMP_PLUS, this_day.year).left == intake.size - 1
    assert receipt.digest == Application.objects.get().receipt.digest

    # Olivia takes the oldest file, checks it, asks for biometrics and one more document.
    taken = reviews.take_oldest(by=olivia)
    assert taken == application
    reviews.complete(taken, by=olivia)
    reviews.request_biometrics(taken, by=olivia)
    question = reviews.ask(
        taken, text="Envoyez votre diplôme.", document="other", days=30, by=olivia
    )
    principal = taken.people.get(relation="principal")
    documents.upload(
        documents.SentFor(taken, person=principal, key="other", question=question),
        name="diplome.jpg",
        content=BytesIO(people.a_jpeg()),
        by=alice,
    )
    reviews.answer(question, text="Le voici.", by=alice)
    for person in owed_in(file_of(taken)).values():
        person.refresh_from_db()
        reviews.record_biometrics(person, on=this_day, by=olivia)

    # She approves with reasons; at the border three signed permits are made; anyone can check them.
    decisions.approve(
        taken, weighed=people.all_met(taken), notes={}, reasons="Tout est rempli.", by=olivia
    )
    permits = arrive(taken)
    assert [(p.kind, p.province) for p in permits] == [
        ("open-work-permit", "QC"),
        ("open-work-permit", ""),
        ("study-permit", ""),
    ]
    assert [(one.status, one.refund_amount) for one in taken.payments.all()] == [("paid", None)]
    while letters.send_owed():
        pass
    assert not taken.letters.exclude(status="sent").exists()
    checked = verify(permits[0].code.lower(), this_day)
    assert checked is not None
    assert (checked.state, checked.initials) == ("valid", "A.B.")
    told = sorted(timeline(taken), key=lambda event: event.pk)  # one transaction here, one instant
    assert [event.verb for event in told if event.noun == "application"] == [
        "start",
        *["add-member"] * 2,
        *["upload"] * len(ready.of_kind("document")),
        "submit",
        "take",
        "complete",
        "request-biometrics",
        "ask",
        "upload",
        "answer",
        *["record-biometrics"] * 2,
        "approve",
    ]
