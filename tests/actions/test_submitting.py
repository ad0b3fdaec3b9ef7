"""The legal moment: whole or not at all, once, under the cap, by the database's clock."""

import hashlib
import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from impplus.actions import applications, documents, payments, places
from impplus.programmes import IMP_PLUS
from impplus.queries import readiness
from impplus.queries.clock import now
from impplus.queries.file import file_of
from impplus.queries.places import places_left
from impplus.queries.refusals import (
    CapReached,
    IntakeClosed,
    NotReady,
    SignatureDiffers,
    SignatureMissing,
    WrongMoment,
)
from impplus.records.models import (
    Application,
    Assessment,
    Document,
    Event,
    Finding,
    Intake,
    Letter,
    Payment,
    Place,
    Receipt,
    User,
)
from impplus.rules.answer import fingerprint
from impplus.rules.lifecycle import Role
from impplus.words.text import LANGUAGES
from tests import people
from tests.site import owner

SIGNED = "Alice Benali"


def traces() -> dict[str, Any]:
    """All that a submission could leave."""
    return {
        "receipts": Receipt.objects.count(),
        "findings": Finding.objects.count(),
        "assessments": Assessment.objects.count(),
        "letters": Letter.objects.count(),
        "events": Event.objects.count(),
        "places": Place.objects.filter(application__isnull=False).count(),
        "statuses": list(Application.objects.values_list("status", flat=True)),
        "payments": list(Payment.objects.values_list("status", flat=True)),
    }


def test_a_submission_leaves_a_receipt_a_place_findings_a_letter_and_an_event(
    received: Application, this_day: date
) -> None:
    receipt = received.receipt
    assert (received.status, received.place.number) == ("submitted", 1)
    assert (receipt.signature, receipt.rules) == (SIGNED, fingerprint(IMP_PLUS))
    assert places_left(IMP_PLUS, this_day.year).taken == 1
    assert [letter.kind for letter in received.letters.all()] == ["receipt"]
    assert [event.verb for event in received.events.filter(noun="application")] == ["submit"]


def test_what_was_found_is_kept_with_its_reason_and_its_source(
    received: Application, this_day: date
) -> None:
    found = readiness.of(file_of(received, on=this_day)).findings
    kept = received.assessments.get(stage="submitted").answer
    for lang in LANGUAGES:
        assert [
            (one["key"], one["met"], one["text"], one["source"]["cite"])
            for one in kept[lang]["findings"]
        ] == [(one.key, True, one.text.say(lang), one.source.cite) for one in found]


def test_the_instant_is_that_of_the_databases_clock(
    paid_draft: Application, alice: User, intake: Intake
) -> None:
    applications.submit(paid_draft, signature="Alice Benali", by=alice)
    received = Application.objects.get(pk=paid_draft.pk)
    assert received.receipt.received_at == now()
    assert received.receipt.content["received_at"] == received.receipt.received_at.isoformat()
    assert received.receipt.received_at.utcoffset() == datetime.now(UTC).utcoffset()


@pytest.mark.parametrize(
    ("instant", "year"),
    [
        (datetime(2027, 1, 1, 4, 59, 59, 999_999, UTC), 2026),
        (datetime(2027, 1, 1, 5, 0, 0, 0, UTC), 2027),
        (datetime(2026, 7, 1, 0, 0, 0, 0, UTC), 2026),
    ],
)
def test_the_year_of_a_place_turns_at_midnight_in_the_programmes_zone(
    instant: datetime, year: int
) -> None:
    assert IMP_PLUS.year_of(instant) == year


def test_a_place_is_of_the_year_of_the_receipt(received: Application) -> None:
    assert received.place.intake.year == IMP_PLUS.year_of(received.receipt.received_at)


def test_another_years_intake_does_not_open_this_one(
    paid_draft: Application, alice: User, this_day: date
) -> None:
    people.small_intake(date(this_day.year + 1, 1, 1), 5)
    people.small_intake(date(this_day.year - 1, 1, 1), 5)
    before = traces()
    with pytest.raises(IntakeClosed):
        applications.submit(paid_draft, signature=SIGNED, by=alice)
    assert traces() == before


def test_anyone_can_make_the_digest_again_from_the_content(received: Application) -> None:
    receipt = Receipt.objects.get()
    canonical = json.dumps(
        receipt.content, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    assert receipt.digest == "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()


def test_the_receipt_lists_every_answer_file_and_fee(
    received: Application, alice: User, this_day: date
) -> None:
    content = Receipt.objects.get().content
    given = people.principal_answers(this_day) | {"relationship": "single"}
    del given["married_on"]  # asked only of those who are married
    answers = {one["key"]: one["value"] for one in content["answers"]}
    assert {key: answers[key] for key in given if key in answers} == {
        key: value.isoformat() if isinstance(value, date) else value
        for key, value in given.items()
        if key in answers
    }
    assert given.keys() - answers.keys() == set()
    files = [(one["key"], one["name"], one["sha256"], one["pages"]) for one in content["files"]]
    sent = Document.objects.order_by("sent_at", "id")
    assert files == [(one.key, one.name, one.content, one.pages) for one in sent]
    assert content["total"] == str(Payment.objects.get().amount)


def test_a_second_press_gives_the_same_receipt(received: Application, alice: User) -> None:
    before = traces()
    again = applications.submit(received, signature="Somebody Else", by=alice)
    assert (again, again.signature) == (Receipt.objects.get(), SIGNED)
    assert traces() == before


def test_everything_that_is_missing_is_said_at_once_and_nothing_is_left(
    draft: Application, alice: User, intake: Intake, this_day: date
) -> None:
    applications.add_member(draft, by=alice)
    before = traces()
    with pytest.raises(NotReady) as refused:
        applications.submit(draft, signature=SIGNED, by=alice)
    ready = readiness.of(file_of(draft, on=this_day))
    answers, sent = ready.of_kind("answer"), ready.of_kind("document")
    assert refused.value.missing == tuple(gap.text for gap in ready.gaps)
    assert ready.gaps[:-1] == answers + sent
    assert min(len(answers), len(sent)) > 3
    assert traces() == before
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_a_document_that_was_removed_is_missing_again(
    paid_draft: Application, alice: User, intake: Intake
) -> None:
    gone = paid_draft.documents.get(key="passport")
    documents.remove(gone, by=alice)
    with pytest.raises(NotReady) as refused:
        applications.submit(paid_draft, signature=SIGNED, by=alice)
    assert [text.en for text in refused.value.missing] == [
        f"{gone.person.name} – "
        + next(d.title.en for d in IMP_PLUS.documents if d.key == "passport")
    ]


@pytest.mark.parametrize("status", ["open", "failed", "refund-owed", "refunded"])
def test_only_money_that_is_here_is_a_payment(
    status: str, paid_draft: Application, alice: User, intake: Intake
) -> None:
    owed = {"refund_amount": 1, "refund_why": {}} if status.startswith("refund") else {}
    Payment.objects.update(status=status, **owed)
    with pytest.raises(NotReady) as refused:
        applications.submit(paid_draft, signature=SIGNED, by=alice)
    assert [text.en for text in refused.value.missing] == ["Fees and payment – Payment of the fees"]


@pytest.mark.parametrize("more", ["-1.00", "1.00"])
def test_the_amount_is_exact(
    more: str, paid_draft: Application, alice: User, intake: Intake
) -> None:
    payment = Payment.objects.get()
    payment.amount += type(payment.amount)(more)
    payment.save()
    with pytest.raises(NotReady):
        applications.submit(paid_draft, signature=SIGNED, by=alice)


@pytest.mark.parametrize("signature", ["علی\u200cرضا", "Alice\u00a0Benali", "山田\u3000花子"])
def test_a_name_is_signed_as_its_script_writes_it(signature: str) -> None:
    assert applications.signed(signature, "", by=User(role=Role.APPLICANT)) == signature


@pytest.mark.parametrize("signature", ["benali, ALICE", "Alice\u00a0Bénali", "Alice Be\u200cnali"])
def test_the_declared_name_signs_however_it_is_typed(
    signature: str, paid_draft: Application, alice: User, intake: Intake
) -> None:
    assert applications.submit(paid_draft, signature=signature, by=alice).signature == signature


@pytest.mark.parametrize("signature", ["Mickey Mouse", "Alice", "Alice Benalli", "Karim Benali"])
def test_another_name_is_asked_about_and_never_taken(
    signature: str, paid_draft: Application, alice: User, intake: Intake
) -> None:
    before = traces()
    with pytest.raises(SignatureDiffers) as refused:
        applications.submit(paid_draft, signature=signature, by=alice)
    assert "is Alice Benali." in refused.value.text.en
    assert "est Alice Benali." in refused.value.text.fr
    assert traces() == before


@pytest.mark.parametrize("signature", ["", "  ", "\u200c", "A" * 251, "Alice\x00", "Alice\nBenali"])
def test_nothing_is_received_without_a_signature(
    signature: str, paid_draft: Application, alice: User, intake: Intake
) -> None:
    before = traces()
    with pytest.raises(SignatureMissing):
        applications.submit(paid_draft, signature=signature, by=alice)
    assert traces() == before


def test_over_the_cap_nothing_is_accepted_and_all_the_money_goes_back(
    alice: User, bob: User, this_day: date
) -> None:
    people.small_intake(this_day, 1)
    first, late = people.ready_drafts(2, this_day, [bob, alice])
    applications.submit(first, signature="Alice Benali", by=bob)
    before = traces()
    with pytest.raises(CapReached):
        applications.submit(late, signature=SIGNED, by=alice)
    after = traces()
    assert {key for key in after if after[key] != before[key]} == {"events", "payments"}
    told = [(event.noun, event.verb, event.role) for event in late.events.order_by("id")]
    assert told == [("application", "over-cap", "system"), ("payment", "owe-refund", "system")]
    assert (late.status, late.payments.get().status) == ("draft", "refund-owed")
    assert first.payments.get().status == "paid"


def test_over_the_cap_a_second_press_is_told_the_same_and_moves_nothing(
    alice: User, this_day: date
) -> None:
    people.small_intake(this_day, 0)
    (late,) = people.ready_drafts(1, this_day, [alice])
    with pytest.raises(CapReached):
        applications.submit(late, signature=SIGNED, by=alice)
    before = traces()
    with pytest.raises(CapReached):
        applications.submit(late, signature=SIGNED, by=alice)
    payments.owe_refund(file_of(late), outcome="over-cap", verb="over-cap")
    assert traces() == before


def test_the_lowest_free_place_is_taken(alice: User, bob: User, this_day: date) -> None:
    intake = people.small_intake(this_day, 5)
    one, other = people.ready_drafts(2, this_day, [alice, bob])
    with owner():
        Place.objects.filter(intake=intake, number__in=[1, 3]).delete()
    assert [places.take(draft, intake=intake) for draft in (one, other)] == [2, 4]


def test_a_withdrawal_before_processing_gives_all_the_money_back(
    received: Application, alice: User
) -> None:
    applications.withdraw(received, by=alice)
    assert (received.status, received.payments.get().status) == ("withdrawn", "refund-owed")
    assert [letter.kind for letter in received.letters.order_by("id")] == ["receipt", "withdrawn"]
    received.refresh_from_db()
    assert received.place.number == 1
    with pytest.raises(WrongMoment):
        applications.withdraw(received, by=alice)
