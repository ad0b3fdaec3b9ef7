"""What is in the demonstration world: every status, by the real rules, and nobody real."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from impplus import demonstration
from impplus.actions import checkpoints
from impplus.demonstration.people import FAMILIES
from impplus.programmes import IMP_PLUS
from impplus.queries import readiness, refunds
from impplus.queries.answers import answers_of
from impplus.queries.assessments import again
from impplus.queries.clock import today
from impplus.queries.consistency import consistency
from impplus.queries.contradictions import of as noticed_in
from impplus.queries.file import file_of
from impplus.queries.findings import law_of
from impplus.queries.log_check import check
from impplus.queries.places import places_left
from impplus.queries.signatures import ON_PAPER
from impplus.records.models import (
    Application,
    Assessment,
    Candidate,
    Decision,
    Event,
    Intake,
    Letter,
    Payment,
    Permit,
    Person,
    Receipt,
    Round,
    User,
    Wording,
)
from impplus.rules import invitations as drawing
from impplus.rules.answer import fingerprint
from impplus.rules.canonical import digest
from impplus.rules.case import Outcome
from impplus.rules.dated import age, anniversary, last_day
from impplus.rules.lifecycle import MOVES, NOUNS_OF_FIRMS, STATUSES, UNSTORED, move_of
from tests.copies import house_copied, judged_there
from tests.demonstration.not_there import NOT_OWED, NOT_THERE
from tests.site import owner

pytestmark = [pytest.mark.django_db, pytest.mark.world]
WEIGHED = law_of(IMP_PLUS)["will-leave"].title
CLOSING = ("refuse", "return", "withdraw")
OUTCOMES: dict[str, Outcome] = {
    "returned": "returned",
    "withdrawn": "withdrawn-before-processing",
    "refused": "refused",
}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[date]:
    """One world for every look at it, since a world takes seconds; emptied out at the end."""
    with django_db_blocker.unblock():
        day = today(IMP_PLUS)
        demonstration.create(day)
        yield day
        with owner():
            demonstration.remove()
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL impplus.removing_demo = 'on'")
                Event.objects.all().delete()
                Intake.objects.all().delete()
                cursor.execute("TRUNCATE procrastinate_jobs CASCADE")
                # What is written once goes with no invented people: tests that come later would find it.
                cursor.execute("SET LOCAL session_replication_role = 'replica'")
                Wording.objects.all().delete()


def test_the_world_holds_every_status_but_of_what_is_under_way_and_of_a_change_of_the_cap(
    world: date,
) -> None:
    found = {
        (noun, status)
        for noun in {status.noun for status in STATUSES} - UNSTORED - NOUNS_OF_FIRMS
        for status in apps.get_model("records", noun)._default_manager.values_list(
            "status", flat=True
        )
    }
    stored = {(one.noun, one.key) for one in STATUSES if one.noun not in UNSTORED | NOUNS_OF_FIRMS}
    assert found == stored - NOT_THERE


def test_officers_found_the_same_and_decided_otherwise(world: date) -> None:
    (found,) = [one for one in consistency().groups if one.titles == [WEIGHED]]
    assert found.approved.number == Event.objects.filter(noun="interview").count()


def test_the_world_holds_every_letter_and_permit_and_every_kind_of_family(world: date) -> None:
    owed = {move.letter for move in MOVES if move.letter} - NOT_OWED
    assert set(Letter.objects.values_list("kind", flat=True)) == owed
    assert set(Permit.objects.values_list("kind", flat=True)) == {
        kind.key for kind in IMP_PLUS.permit.kinds
    }
    lived = {
        (
            status,
            *sorted(made.people.exclude(relation="principal").values_list("relation", flat=True)),
        )
        for made in Application.objects.filter(receipt__isnull=False)
        for status in [file_of(made).case.principal.relationship]
    }
    assert {status for status, *_ in lived} == {family.status for family in FAMILIES}
    assert {len(family) - 1 for family in lived} >= {0, 1, 2, 3}


def test_nobody_in_a_family_and_no_two_applicants_share_a_name(world: date) -> None:
    families = [
        [person.name for person in made.people.all()]
        for made in Application.objects.prefetch_related("people")
    ]
    assert [names for names in families if len(set(names)) < len(names)] == []
    applicants = Counter(made.applicant.name for made in Application.objects.all())
    assert [name for name, many in applicants.items() if many > 1] == []


def test_certificates_obey_the_law_of_their_day(world: date) -> None:
    for one in Candidate.objects.all():
        assert one.csq_expires == last_day(one.csq_issued, 2)
        assert one.csq_issued < IMP_PLUS.day_of(one.imported_at)


def test_what_people_say_of_their_papers_can_be_true_on_the_day_of_receipt(world: date) -> None:
    for person in Person.objects.filter(application__receipt__isnull=False):
        received = IMP_PLUS.day_of(person.application.receipt.received_at)
        said = answers_of(person, IMP_PLUS.in_force(received).steps)
        assert said["born"] < received
        if said["relation"] == "principal" or said["applies_for"] != "nothing":
            assert received < said["passport_expires"]
        if issued := said.get("passport_issued"):
            years = 10 if age(said["born"], issued) >= 16 else 5
            assert said["born"] < issued < received
            assert said["passport_expires"] == last_day(issued, years)
        if said["biometrics_before"]:
            assert received < anniversary(said["biometrics_given"], 10)
            assert age(said["born"], said["biometrics_given"]) >= 14
        if person.relation == "principal":
            assert said["csq_issued"] < received <= said["csq_expires"]
        if said.get("pr_applied"):
            assert said["csq_issued"] <= said["pr_applied_on"] < received


def test_what_people_say_of_their_lives_goes_together_but_for_nurses(world: date) -> None:
    files = (file_of(one) for one in Application.objects.filter(receipt__isnull=False))
    assert {one.kind for file in files for one in noticed_in(file, "en")} <= {"care-without-exam"}


def test_every_status_follows_from_its_events(world: date) -> None:
    reached: dict[tuple[str, str], str] = {}
    for event in Event.objects.order_by("at", "id"):
        row, about = move_of(event.noun, event.verb), (event.noun, event.about)
        if row.start and row.noun not in UNSTORED:
            assert reached.get(about) in row.start, f"{event} at {event.at}"
        if row.end:
            reached[about] = row.end
    for noun in ("application", "invitation", "payment", "question", "permit", "mandate"):
        for record in apps.get_model("records", noun)._default_manager.all():
            assert reached[noun, str(record.pk)] == record.status


def test_places_are_given_in_the_order_of_receipt(world: date) -> None:
    for year in Intake.objects.values_list("year", flat=True):
        received = Receipt.objects.filter(application__place__intake__year=year)
        held = dict(received.values_list("application__place__number", "received_at"))
        freed = Event.objects.filter(noun="intake", verb="release", detail__year=year)
        for place, number in freed.values_list("detail__place", "detail__application"):
            held[place] = Receipt.objects.get(application__number=number).received_at
        assert sorted(held) == list(range(1, len(held) + 1))
        assert sorted(held, key=lambda number: held[number]) == sorted(held)
        assert places_left(IMP_PLUS, year).size == 7350


def test_findings_receipts_and_draws_come_from_the_real_rules(world: date) -> None:
    good = Receipt.objects.filter(application__status__in=["approved", "returned", "withdrawn"])
    assert {one["met"] for receipt in good for one in receipt.content["findings"]} == {True}
    for status, met in (("approved", 0), ("refused", 1)):
        for application in Application.objects.filter(status=status):
            found = application.findings.filter(stage="decided", person="principal")
            unmet = found.filter(met=False)
            assert unmet.count() == met
    assert all(digest(one.content) == one.digest for one in Receipt.objects.all()[:20])
    first, *_others, waiting = Round.objects.order_by("drawn_at")
    assert waiting.draws_on == world
    listed = Candidate.objects.filter(imported_at__lte=first.drawn_at)
    references = listed.order_by("reference").values_list("reference", flat=True)
    invited = first.invitations.values_list("candidate__reference", flat=True)
    assert set(drawing.draw(references, first.size, first.seed)) == set(invited)


def test_a_file_received_holds_each_document_asked_of_a_person_and_no_other(world: date) -> None:
    for application in Application.objects.filter(status="submitted"):
        received = IMP_PLUS.day_of(application.receipt.received_at)
        ready = readiness.of(file_of(application, on=received))
        asked = {(ready.file.people[one.person].pk, one.key) for one in ready.documents_asked}
        sent = {(one.person_id, one.key) for one in ready.sent}
        on_paper = {(one.person.pk, ON_PAPER) for one in ready.signings if one.on_paper}
        assert sent == asked | on_paper


def test_a_house_with_other_words_and_names_judges_every_file_the_same(
    world: date, tmp_path: Path
) -> None:
    house = house_copied(tmp_path)
    for path in house.rglob("*.py"):
        text = path.read_text(encoding="utf-8").replace("anniversary", "same_day_later")
        path.write_text(f"{text}\n\n# Nothing follows.\n", encoding="utf-8")
    path = house / "rules" / "lifecycle.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('en = "', 'en = "Now: '))
    kept = list(Assessment.objects.order_by("id"))
    assert judged_there(house, [one.case for one in kept]) == (
        fingerprint(IMP_PLUS),
        [digest(one.answer["en"]) for one in kept],
    )


def test_every_file_is_judged_again_with_the_same_bytes(world: date) -> None:
    kept = Counter(Assessment.objects.values_list("stage", flat=True))
    first, later = (Decision.objects.filter(part_of__isnull=one).count() for one in (True, False))
    assert kept == {"submitted": Receipt.objects.count(), "decided": first, "part-1": later}
    assert {again(one).same for one in Assessment.objects.all()} == {True}


@pytest.mark.parametrize("status", ["refused", "returned", "withdrawn"])
def test_what_went_back_is_what_the_rules_give_back(status: str, world: date) -> None:
    outcome = OUTCOMES[status]
    for application in Application.objects.filter(status=status):
        payment, said = application.payments.get(), refunds.by_law(file_of(application), outcome)
        assert said is not None
        assert payment.refund_amount == said.total
        back = [(line["key"], line["person"]) for line in payment.refund_lines]
        assert back == [(line.key, line.person) for line in said.lines]
        if payment.status == "refunded":
            closing = application.events.get(noun="application", verb__in=CLOSING)
            assert payment.refunded_at is not None
            assert payment.refunded_at > closing.at
    living = Payment.objects.exclude(application__status__in=OUTCOMES)
    assert living.exclude(refund_amount=None).count() == 0


def test_the_letters_of_the_past_say_what_went_back(world: date) -> None:
    for letter in Letter.objects.filter(kind__in=["refusal", "returned", "withdrawn"]):
        payment = Payment.objects.get(application=letter.application)
        assert letter.facts["refund"] == {"money": str(payment.refund_amount)}


def test_families_hold_permits_of_each_kind(world: date) -> None:
    kinds = set(Permit.objects.values_list("kind", "person__relation"))
    assert {
        ("open-work-permit", "principal"),
        ("open-work-permit", "spouse"),
        ("study-permit", "child"),
    } <= kinds


def test_nobody_could_take_it_for_real(world: date) -> None:
    passports = Person.objects.exclude(passport_number="")
    assert User.objects.exclude(email__endswith="@example.test").count() == 0
    assert passports.exclude(passport_number__startswith="SPECIMEN").count() == 0
    assert Candidate.objects.exclude(csq_number__startswith="DEMO-").count() == 0


def test_nothing_happens_in_the_future(world: date) -> None:
    latest = Event.objects.exclude(noun="intake").order_by("-at")[0]
    assert IMP_PLUS.day_of(latest.at) < world


def test_sign_ins_name_somebody_for_each_door(world: date) -> None:
    roles = [one.role for one in demonstration.sign_ins()]
    # One federal officer hands files over to the other; one of the ministry releases what the other draws.
    offices = ["federal-officer"] * 2 + ["manager"] + ["quebec-officer"] * 2 + ["border-officer"]
    assert roles == ["applicant"] * 5 + ["representative"] * 5 + offices
    assert "letter" in demonstration.sign_ins()[0].note.en


def test_every_event_of_the_world_is_sealed_and_its_removal_is_no_tampering(
    world: date, public_log: Path
) -> None:
    checkpoints.tend()
    whole = check()
    assert (whole.faults, whole.events, whole.removed) == ([], Event.objects.count(), 0)
    with owner():
        demonstration.remove()
    left = check()
    assert left.faults == []
    assert left.events == Event.objects.count()
    assert left.removed == whole.events - left.events > 0
    assert list(User.objects.filter(demo=True)) == []
