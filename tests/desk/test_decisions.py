"""Olivia decides: never without her reasons, never without a last look, and only once."""

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import decisions
from impplus.records.models import Application, Decision, Permit, User


@pytest.fixture
def page(enrolled: Application) -> str:
    """The address of the decision on Alice's application."""
    return reverse("desk:decision", args=[enrolled.number])


def given(
    application: Application, outcome: str, reasons: str = "Vu le dossier.", **changes: str
) -> dict[str, str]:
    """What Olivia fills in where every condition is met, with changes."""
    found = {f"met-{one.key}": "yes" for one in decisions.judged(application)}
    notes = {f"note-{one.key}": "" for one in decisions.judged(application)}
    changed = {key.replace("__", "-").replace("_", "-"): value for key, value in changes.items()}
    return found | notes | {"outcome": outcome, "reasons": reasons} | changed


def errors(answer: object) -> list[str]:
    return sorted(answer.context["form"].errors)  # type: ignore[attr-defined]


def test_the_page_begins_with_what_the_answers_show_and_the_permits_foreseen(
    desk: Client, enrolled: Application, page: str
) -> None:
    facts = desk.get(page).context
    assert {one.met.value() for one in facts["weighed"]} == {"yes"}
    assert [(one.person.name, one.possible, one.due.limited_by) for one in facts["foreseen"]] == [
        ("Alice Benali", True, "duration"),
        ("Karim Idrissi", True, "duration"),
        ("Sami Idrissi", True, "duration"),
    ]


def test_an_approval_is_looked_at_again_and_then_issues_the_permits(
    desk: Client, enrolled: Application, page: str, olivia: User
) -> None:
    sent = given(enrolled, "approve")
    assert desk.post(page, sent).context["outcome"] == "approve"
    assert Decision.objects.count() == 0
    assert desk.post(page, sent | {"sure": "1"}).headers["Location"] == reverse(
        "desk:file", args=[enrolled.number]
    )
    decision = Decision.objects.get()
    assert (decision.outcome, decision.officer, decision.reasons) == (
        "approved",
        olivia,
        "Vu le dossier.",
    )
    assert Permit.objects.count() == 3
    shown = desk.get(reverse("desk:file", args=[enrolled.number])).context
    assert [permit.person.name for permit in shown["permits"]] == [
        "Alice Benali",
        "Karim Idrissi",
        "Sami Idrissi",
    ]


def test_a_refusal_bears_the_officers_reason_for_the_condition(
    desk: Client, enrolled: Application, page: str
) -> None:
    sent = given(
        enrolled,
        "refuse",
        met_intends_quebec="no",
        note_intends_quebec="Le bail est à Toronto.",
        sure="1",
    )
    assert desk.post(page, sent).status_code == 302
    enrolled.refresh_from_db()
    noted = enrolled.findings.filter(stage="decided").exclude(note="").values_list("key", "note")
    assert (enrolled.status, list(noted)) == (
        "refused",
        [("intends-quebec", "Le bail est à Toronto.")],
    )
    shown = desk.get(reverse("desk:file", args=[enrolled.number])).context
    assert [one.note for one in shown["judged"] if one.note] == ["Le bail est à Toronto."]


@pytest.mark.parametrize(
    ("outcome", "changes", "faulty"),
    [
        ("approve", {"reasons": " "}, ["reasons"]),
        ("", {}, ["outcome"]),
        ("refuse", {}, ["outcome"]),
        ("refuse", {"met_passport": "no"}, ["note-passport"]),
        ("approve", {"met_passport": "no", "note_passport": "Expiré."}, ["outcome"]),
        ("approve", {"met_passport": ""}, ["met-passport"]),
        ("approve", {"met_passport": "perhaps"}, ["met-passport"]),
        ("burn", {}, ["outcome"]),
    ],
)  # fmt: skip
def test_a_decision_without_its_reasons_is_not_made(
    desk: Client,
    enrolled: Application,
    page: str,
    outcome: str,
    changes: dict[str, str],
    faulty: list[str],
) -> None:
    sent = given(enrolled, outcome, **({"reasons": "Vu le dossier."} | changes)) | {"sure": "1"}
    assert errors(desk.post(page, sent)) == faulty
    assert Decision.objects.count() == 0


def test_what_the_answers_do_not_show_is_found_met_with_a_reason_only(
    desk: Client, enrolled: Application, page: str
) -> None:
    enrolled.people.filter(relation="principal").update(passport_expires=None)
    unknown = [one.key for one in decisions.judged(enrolled) if one.met is not True]
    sent = given(enrolled, "approve")
    assert errors(desk.post(page, sent)) == [f"note-{key}" for key in unknown]
    assert unknown != []


def test_going_back_keeps_what_was_written(desk: Client, enrolled: Application, page: str) -> None:
    sent = given(enrolled, "approve", note_passport="Vu.") | {"change": "1"}
    form = desk.post(page, sent).context["form"]
    assert (form["note-passport"].value(), form["reasons"].value()) == ("Vu.", "Vu le dossier.")
    assert Decision.objects.count() == 0


def test_a_second_click_on_the_decision_says_that_it_is_made(
    desk: Client, enrolled: Application, page: str
) -> None:
    sent = given(enrolled, "approve") | {"sure": "1"}
    assert desk.post(page, sent).status_code == 302
    assert desk.post(page, sent).status_code == 409
    assert (Decision.objects.count(), Permit.objects.count()) == (1, 3)


def test_a_file_with_biometrics_still_owed_is_not_approved(
    desk: Client, processing: Application
) -> None:
    sent = given(processing, "approve") | {"sure": "1"}
    answer = desk.post(reverse("desk:decision", args=[processing.number]), sent)
    assert answer.context["form"].non_field_errors() == [
        "Biometrics are still to be requested or recorded for someone in this application."
    ]
    assert Decision.objects.count() == 0


def test_nothing_decides_before_the_file_was_found_complete(
    desk: Client, taken: Application
) -> None:
    page = reverse("desk:decision", args=[taken.number])
    assert desk.get(page).status_code == 409
    assert desk.post(page, given(taken, "refuse") | {"sure": "1"}).status_code == 409
