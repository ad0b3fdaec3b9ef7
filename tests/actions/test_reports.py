"""After submission changes are reported: each a new version or an event of the family, with a receipt."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import Error, transaction

from impplus.actions import mandates, reports
from impplus.queries.file import file_of
from impplus.queries.refusals import NotUnderstood, NotYours, Stale, WrongMoment
from impplus.queries.reports import consequences, reported_in
from impplus.queries.timeline import happenings
from impplus.records.models import (
    Application,
    Correction,
    Event,
    Message,
    Person,
    Receipt,
    Report,
    User,
)
from impplus.rules.dated import anniversary
from tests.site import owner

WHY = "Le passeport a été renouvelé."


def kept() -> list[object]:
    models = (Person, Correction, Report, Event, Message, Receipt)
    return [list(model.objects.order_by("pk").values()) for model in models]


def born(this_day: date, **other: Any) -> dict[str, Any]:
    said = {"kind": "birth", "day": this_day, "person": None, "name": "Nora", "reason": "Née hier."}
    return said | other


def moved(application: Application, by: User, version: int = 0, city: str = "Salé") -> Report:
    return reports.change_answers(
        application.people.get(relation="principal"),
        kind="contact",
        answers={"city": city},
        reason=WHY,
        version=version,
        by=by,
    )


def test_new_answers_are_a_version_with_a_receipt_and_both_are_told(
    received: Application, alice: User, lucie: User
) -> None:
    mandates.give(received, lawyer=lucie, signature="Alice Benali", by=alice)
    content = Receipt.objects.get().content
    made = moved(received, lucie)
    assert (made.correction.version, made.status, made.by) == (1, "declared", lucie)
    (shown,) = reported_in(file_of(Application.objects.get()), "fr")
    assert [(before, after) for _, before, after in shown.rows] == [("Rabat", "Salé")]
    assert Receipt.objects.get().content == content
    event = Event.objects.get(noun="report")
    assert (event.verb, event.detail["receipt"]) == ("declare", made.digest)
    told = Message.objects.filter(notice="change-reported").values_list("account__email", flat=True)
    assert set(told) == {alice.email, lucie.email}
    assert happenings(file_of(received))[-1].event == event


def test_the_same_report_pressed_twice_is_one_and_an_older_page_is_told_so(
    received: Application, alice: User
) -> None:
    first = moved(received, alice)
    before = kept()
    assert moved(received, alice) == first
    with pytest.raises(Stale):
        moved(received, alice, city="Fès")
    assert kept() == before


def test_a_renewed_passport_moves_the_end_of_the_permit_as_foretold(
    received: Application, alice: User, this_day: date
) -> None:
    file = file_of(received)
    ends = this_day + timedelta(days=300)
    sooner = consequences(file, file.principal, {"passport_expires": ends}, on=this_day)
    assert [(one.after, one.moves) for one in sooner.ends] == [(ends, True)]
    reports.change_answers(
        received.people.get(),
        kind="passport",
        answers={"passport_expires": ends},
        reason=WHY,
        version=0,
        by=alice,
    )
    now = file_of(Application.objects.get())
    far = anniversary(this_day, 9)
    later = consequences(now, now.principal, {"passport_expires": far}, on=this_day)
    (one,) = later.ends
    assert (one.before, one.moves, one.after == far) == (ends, True, False)
    assert now.principal.passport_expires == ends


def test_a_change_that_ends_a_condition_says_so_before_it_is_sent(
    received: Application, this_day: date
) -> None:
    file, before = file_of(received), kept()
    elsewhere = consequences(file, file.principal, {"intends_quebec": False}, on=this_day)
    nothing = consequences(file, file.principal, {"city": "Fès"}, on=this_day)
    assert (len(elsewhere.unmet), nothing.unmet) == (1, ())
    assert kept() == before


def test_an_event_of_the_family_is_kept_and_the_marital_status_follows(
    received: Application, alice: User, this_day: date
) -> None:
    reports.tell_of_family(received, **born(this_day), by=alice)
    wed = born(this_day, kind="separation", name="", reason="Depuis hier.")
    made = reports.tell_of_family(received, **wed, by=alice)
    principal = received.people.get(relation="principal")
    assert [one.correction for one in Report.objects.all()] == [None, made.correction]
    assert made.correction.after == {"relationship": "separated"}
    assert (principal.answers["relationship"], principal.answers_version) == ("separated", 1)


def test_the_same_event_pressed_twice_is_one(
    received: Application, alice: User, this_day: date
) -> None:
    first = reports.tell_of_family(received, **born(this_day), by=alice)
    assert reports.tell_of_family(received, **born(this_day), by=alice) == first
    assert Report.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "promotion"},
        {"day": date(2199, 1, 1)},
        {"name": " "},
        {"name": "N\x00"},
        {"reason": " "},
        {"reason": "é" * 5001},
        {"kind": "death"},
    ],
)
def test_an_event_that_is_not_understood_changes_nothing(
    received: Application, alice: User, this_day: date, wrong: dict[str, Any]
) -> None:
    before = kept()
    with pytest.raises(NotUnderstood):
        reports.tell_of_family(received, **born(this_day, **wrong), by=alice)
    assert kept() == before


def test_nothing_is_reported_of_a_draft_of_a_closed_file_or_by_others(
    received: Application, alice: User, bob: User, olivia: User, this_day: date
) -> None:
    with pytest.raises(NotYours):
        reports.tell_of_family(received, **born(this_day), by=bob)
    with pytest.raises(NotYours):
        moved(received, bob)
    with pytest.raises(NotYours):
        reports.tell_of_family(received, **born(this_day), by=olivia)
    with owner():
        Application.objects.update(status="refused")
    for act in (lambda: reports.tell_of_family(received, **born(this_day), by=alice),
                lambda: moved(received, alice)):  # fmt: skip
        with pytest.raises(WrongMoment):
            act()
    assert Report.objects.count() == 0


def test_who_somebody_is_and_what_is_asked_for_cannot_be_corrected(
    received: Application, alice: User
) -> None:
    for given in ({"relation": "child"}, {"applies_for": "work-permit"}):
        with pytest.raises(NotYours):
            reports.change_answers(
                received.people.get(), kind="answer", answers=given, reason=WHY, version=0, by=alice
            )


def test_olivia_notes_a_report_once_and_both_are_told(
    received: Application, alice: User, olivia: User, this_day: date
) -> None:
    made = reports.tell_of_family(received, **born(this_day), by=alice)
    with pytest.raises(NotYours):
        reports.note(made, by=alice)
    reports.note(made, by=olivia)
    made.refresh_from_db()
    assert (made.status, made.noted_by) == ("noted", olivia)
    assert Message.objects.filter(notice="change-noted").get().account == alice
    with pytest.raises(WrongMoment):
        reports.note(made, by=olivia)


def test_a_report_stays_as_it_was_made(received: Application, alice: User, this_day: date) -> None:
    reports.tell_of_family(received, **born(this_day), by=alice)
    for change in ({"name": "Lina"}, {"reason": "x"}, {"digest": "x"}):
        with pytest.raises(Error), transaction.atomic():
            Report.objects.update(**change)


def test_no_more_reports_are_taken_than_an_officer_can_be_expected_to_read(
    received: Application, alice: User, olivia: User, this_day: date
) -> None:
    made = [
        reports.tell_of_family(received, **born(this_day, name=f"Nora {n}"), by=alice)
        for n in range(reports.MOST_WAITING)
    ]
    before = kept()
    with pytest.raises(NotUnderstood):
        reports.tell_of_family(received, **born(this_day, name="Sami"), by=alice)
    assert kept() == before
    reports.note(made[0], by=olivia)
    assert reports.tell_of_family(received, **born(this_day, name="Sami"), by=alice).pk
