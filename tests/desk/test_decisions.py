"""Olivia decides: never without her reasons, never without a last look, and only once."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.queries.file import file_of
from impplus.queries.findings import judged
from impplus.queries.outcomes import members_at
from impplus.records.models import Application, Decision, Introduction, User
from tests.heard import heard


@pytest.fixture
def page(enrolled: Application) -> str:
    """The address of the decision on Alice's application."""
    return reverse("desk:decision", args=[enrolled.number])


def given(
    application: Application, outcome: str, reasons: str = "Vu le dossier.", **changes: str
) -> dict[str, Any]:
    """What Olivia fills in where every condition and requirement is met of everyone, with changes."""
    file = file_of(application)
    grounds = judged(file).grounds
    family = {f"outcome-{one.name}": "approve" for one in members_at(file, judged(file))}
    office = next(iter(file.law.deciding))
    found = {f"met-{key}": "yes" for key in grounds}
    notes = {f"note-{key}": "" for key in grounds}
    changed = {key.replace("__", "-").replace("_", "-"): value for key, value in changes.items()}
    said = {"office": office, "outcome": outcome, "reasons": reasons}
    said |= {"language": application.language}
    return found | notes | family | said | changed


FALLING = {"falls": ["partner", "child-1"]}  # what the last press of a refusal of all names


def errors(answer: object) -> list[str]:
    return sorted(answer.context["form"].errors)  # type: ignore[attr-defined]


def test_the_page_begins_with_what_the_answers_show_and_the_permits_foreseen(
    desk: Client, enrolled: Application, page: str
) -> None:
    facts = desk.get(page).context
    assert {one.met.value() for one in facts["conditions"]} == {"yes"}
    assert [(one.title.en, one.met.value()) for one in facts["requirements"]] == [
        ("Departure at the end of the stay", None),
        ("No inadmissibility", None),
        ("No bar to a work permit", None),
        ("Truthful answers and genuine documents", None),
        ("Biometrics given where they are asked for", None),
        ("Medical exam where one is asked for", None),
    ]
    assert (facts["notes"], facts["lacking"]) == ([], ())
    assert [(one.person.name, one.possible, one.due.limited_by) for one in facts["foreseen"]] == [
        ("Alice Benali", True, "duration"),
        ("Karim Idrissi", True, "duration"),
        ("Sami Idrissi", True, "duration"),
    ]


def test_an_approval_is_looked_at_again_and_then_issues_the_permits(
    desk: Client, enrolled: Application, page: str, olivia: User
) -> None:
    sent = given(enrolled, "approve")
    assert desk.post(page, sent, follow=True).context["outcome"] == "approve"
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
    assert Introduction.objects.count() == 3
    shown = desk.get(reverse("desk:papers", args=[enrolled.number])).context
    assert [one.person.name for one, _name in shown["introductions"]] == [
        "Alice Benali",
        "Karim Idrissi",
        "Sami Idrissi",
    ]


def test_a_refusal_bears_the_officers_reason_for_the_condition(
    desk: Client, enrolled: Application, page: str, olivia: User
) -> None:
    sent = given(
        enrolled,
        "refuse",
        met_intends_quebec="no",
        note_intends_quebec="Le bail est à Toronto.",
        sure="1",
    )
    heard(enrolled, "intends-quebec", by=olivia)
    assert desk.post(page, sent | FALLING).status_code == 302
    enrolled.refresh_from_db()
    noted = enrolled.findings.filter(stage="decided").exclude(note="").values_list("key", "note")
    assert (enrolled.status, list(noted)) == (
        "refused",
        [("intends-quebec", "Le bail est à Toronto.")],
    )
    shown = desk.get(reverse("desk:file", args=[enrolled.number])).context
    assert [one.note for one in shown["judged"] if one.note] == ["Le bail est à Toronto."]


def test_olivia_says_which_office_decides_where_there_is_more_than_one(
    desk: Client, enrolled: Application, page: str, olivia: User
) -> None:
    heard(enrolled, "passport", by=olivia)
    assert desk.get(page).context["form"]["office"].value() == "ircc"
    sent = given(enrolled, "refuse", met_passport="no", note_passport="Expiré.")
    for wrong in ("mifi", ""):
        assert errors(desk.post(page, sent | {"office": wrong})) == ["office"]
    sent["office"] = "ircc-abroad"
    assert (
        desk.post(page, sent, follow=True).context["office"].en
        == "IRCC visa office, outside Canada"
    )
    assert desk.post(page, sent | {"sure": "1"} | FALLING).status_code == 302
    assert Decision.objects.get().office == "ircc-abroad"


@pytest.mark.parametrize(
    ("language", "said", "line"),
    [
        (
            "en",
            "Refund: $200.00 of $830.00",
            "Open work permit holder fee – Karim Idrissi – $100.00",
        ),
        (
            "fr",
            "Remboursement\u00a0: 200,00\u00a0$ sur 830,00\u00a0$",
            "Frais pour titulaire de permis de travail ouvert – Karim Idrissi – 100,00\u00a0$",
        ),
    ],
)
def test_olivia_sees_before_and_after_a_refusal_what_goes_back(
    language: str, said: str, line: str, desk: Client, enrolled: Application, olivia: User
) -> None:
    heard(enrolled, "passport", by=olivia)
    sent = given(enrolled, "refuse", met_passport="no", note_passport="Expiré.")
    with override(language):
        page = reverse("desk:decision", args=[enrolled.number])
        file = reverse("desk:papers", args=[enrolled.number])
        looks = [desk.get(file), desk.post(page, sent, follow=True)]
        desk.post(page, sent | {"sure": "1"} | FALLING)
        looks.append(desk.get(file))
    shown = [look.content.decode() for look in looks]
    assert [(one.count(said), one.count(line)) for one in shown] == [(0, 0), (1, 1), (1, 1)]


@pytest.mark.parametrize(
    ("outcome", "changes", "faulty"),
    [
        ("approve", {"reasons": " ", "note_passport": "Vu."}, ["reasons"]),
        ("", {}, ["outcome"]),
        ("refuse", {}, ["outcome"]),
        ("refuse", {"met_passport": "no"}, ["note-passport"]),
        ("approve", {"met_passport": "no", "note_passport": "Expiré."}, ["outcome"]),
        ("approve", {"met_passport": ""}, ["met-passport"]),
        ("approve", {"met_passport": "perhaps"}, ["met-passport"]),
        ("approve", {"met_will_leave": ""}, ["met-will-leave"]),
        ("approve", {"met_will_leave": "", "met_medical": ""}, ["met-medical", "met-will-leave"]),
        ("approve", {"met_medical": "no"}, ["note-medical"]),
        ("refuse", {"met_will_leave": "no"}, ["note-will-leave"]),
        ("refuse", {"met_will_leave": "", "note_will_leave": "Non."}, ["outcome"]),
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
    unknown = [one.key for one in judged(file_of(enrolled)).conditions if one.met is not True]
    sent = given(enrolled, "approve")
    assert errors(desk.post(page, sent)) == [f"note-{key}" for key in unknown]
    assert unknown != []


def test_a_refusal_may_rest_on_what_no_answer_can_show(
    desk: Client, enrolled: Application, page: str, olivia: User
) -> None:
    heard(enrolled, "will-leave", by=olivia)
    unsaid = {f"met-{one.key}": "" for one in judged(file_of(enrolled)).requirements}
    ground = {"met-will-leave": "no", "note-will-leave": "Elle n’a plus d’attaches à Rabat."}
    sent = given(enrolled, "refuse") | unsaid | ground
    looked = desk.post(page, sent, follow=True)
    assert looked.context["outcome"] == "refuse"
    assert desk.post(page, sent | {"sure": "1"} | FALLING).status_code == 302
    shown = desk.get(reverse("desk:file", args=[enrolled.number])).context["judged"]
    assert [(one.title.en, one.note) for one in shown if one.met is False] == [
        ("Departure at the end of the stay", "Elle n’a plus d’attaches à Rabat.")
    ]
    assert sum(one.met is None for one in shown) == len(unsaid) - 1


def test_an_approval_without_weighing_changes_nothing_and_keeps_what_was_typed(
    desk: Client, enrolled: Application, page: str
) -> None:
    blank = {f"met-{one.key}": "" for one in judged(file_of(enrolled)).requirements}
    sent = given(enrolled, "approve", note_passport="Vu.") | blank | {"sure": "1"}
    answer = desk.post(page, sent)
    assert errors(answer) == sorted(blank)
    said = "Say whether this is met: Departure at the end of the stay"
    assert answer.content.decode().count(said) == 2  # in the summary, and beside its control
    form = answer.context["form"]
    assert {name: form[name].value() for name in sent if name != "sure"} == {
        name: typed for name, typed in sent.items() if name != "sure"
    }
    enrolled.refresh_from_db()
    assert (enrolled.status, Decision.objects.count(), Introduction.objects.count()) == (
        "processing",
        0,
        0,
    )


def test_going_back_keeps_what_was_written(desk: Client, enrolled: Application, page: str) -> None:
    looked = desk.post(page, given(enrolled, "approve", note_passport="Vu."), follow=True)
    assert f'href="{page}"' in looked.content.decode()
    form = desk.get(page).context["form"]
    assert (form["note-passport"].value(), form["reasons"].value()) == ("Vu.", "Vu le dossier.")
    assert Decision.objects.count() == 0


def test_a_second_click_on_the_decision_shows_what_the_first_one_did(
    desk: Client, enrolled: Application, page: str
) -> None:
    sent = given(enrolled, "approve") | {"sure": "1"}
    assert [desk.post(page, sent).status_code for _press in range(2)] == [302, 302]
    assert (Decision.objects.count(), Introduction.objects.count()) == (1, 3)


@pytest.mark.parametrize("press", [{}, {"sure": "1"}], ids=["the first look", "the last press"])
def test_a_file_with_biometrics_still_owed_is_not_approved(
    desk: Client, processing: Application, press: dict[str, str]
) -> None:
    sent = given(processing, "approve") | press
    answer = desk.post(reverse("desk:decision", args=[processing.number]), sent)
    assert answer.context["form"].non_field_errors() == [
        f"Biometrics of {name} are still to be requested."
        for name in ("Alice Benali", "Karim Idrissi")
    ]
    assert Decision.objects.count() == 0


def test_nothing_decides_before_the_file_was_found_complete(
    desk: Client, taken: Application
) -> None:
    page = reverse("desk:decision", args=[taken.number])
    assert desk.get(page).status_code == 409
    assert desk.post(page, given(taken, "refuse") | {"sure": "1"}).status_code == 409
