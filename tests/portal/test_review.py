"""The review: all that is missing at once, a signature, and one receipt however often she presses."""

import html
import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import applications
from impplus.portal.review import MOST_AT_A_GLANCE
from impplus.portal.slots import slots_by_person
from impplus.programmes import IMP_PLUS
from impplus.queries import readiness
from impplus.queries.clock import today
from impplus.queries.file import file_of
from impplus.queries.findings import left_to_the_officer
from impplus.records.models import Application, Intake, Mandate, Place, Receipt, User
from impplus.words.told_to_you import told_to_you
from tests import people
from tests.portal import pages
from tests.site import owner

SIGNED = {"declared": "on", "signature": "Alice Benali"}


def test_everything_missing_is_listed_at_once_each_with_its_page(
    alices: Client, draft: Application, intake: Intake
) -> None:
    page = alices.post(pages.address("sign", draft), SIGNED)
    ready = readiness.of(file_of(draft, on=today(IMP_PLUS)))
    listed = [url for _gap, url in page.context["missing"]]
    review = alices.get(pages.address("review", draft))
    assert [url for _gap, url in review.context["missing"]] == listed
    documents = [slot.url for one in slots_by_person(ready) for slot in one.asked]
    assert page.status_code == 422
    assert len([url for url in listed if "/answers/" in url]) == len(ready.of_kind("answer"))
    assert [url for url in listed if "/documents/" in url] == documents
    assert listed[-1] == reverse("portal:fees", args=[draft.number])
    assert all(alices.get(url).status_code == 200 for url in listed)
    assert Receipt.objects.count() == 0


def test_conditions_say_you_to_alice_and_the_person_to_her_lawyer(
    alices: Client, lucies: Client, mandate: Mandate
) -> None:
    address = pages.address("review", mandate.application)
    for browser, said, not_said in (
        (alices, "You live outside Quebec", "The person lives outside Quebec"),
        (lucies, "The person lives outside Quebec", "You live outside Quebec"),
    ):
        shown = pages.words(browser.get(address))
        assert (said in shown, not_said in shown) == (True, False)


def test_a_signature_and_the_declaration_are_needed(
    alices: Client, ready_draft: Application
) -> None:
    page = alices.post(pages.address("sign", ready_draft), {"signature": ""})
    shown = pages.words(page)
    assert shown.count("Tick the box to make the declaration.") == 2
    assert shown.count("Enter your full name as it is on your passport") == 2
    assert Receipt.objects.count() == 0


def test_a_second_press_shows_the_same_receipt(alices: Client, ready_draft: Application) -> None:
    address = pages.address("sign", ready_draft)
    first, second = alices.post(address, SIGNED), alices.post(address, SIGNED)
    receipt = reverse("portal:receipt", args=[ready_draft.number])
    assert [first.headers["Location"], second.headers["Location"]] == [receipt, receipt]
    assert Receipt.objects.count() == 1
    shown = [
        re.sub(r'data-session="\d+"', "", pages.words(alices.get(receipt))) for _press in range(2)
    ]
    assert shown[0].count(Receipt.objects.get().digest) == 1
    assert shown[0] == shown[1]


def test_over_the_cap_nothing_is_accepted_and_all_the_money_goes_back(
    alices: Client, ready_draft: Application, draft: Application, intake: Intake
) -> None:
    with owner():
        Place.objects.filter(intake=intake).delete()
    page = alices.post(pages.address("sign", ready_draft), SIGNED)
    ready_draft.refresh_from_db()
    assert page.status_code == 409
    assert pages.words(page).count("<h1>No place is left this year</h1>") == 1
    assert (ready_draft.status, ready_draft.payments.get().status) == ("draft", "refund-owed")
    assert Receipt.objects.count() == 0


def test_lucie_reads_it_and_cannot_sign_it(
    lucies: Client, ready_draft: Application, mandate: Mandate
) -> None:
    address = pages.address("review", ready_draft)
    assert (
        pages.words(lucies.get(address)).count(
            "Only the applicant can sign and submit, and sees this same page."
        )
        == 1
    )
    sign = pages.address("sign", ready_draft)
    assert lucies.get(sign).headers["Location"] == address
    assert lucies.post(sign, SIGNED).status_code == 404
    assert Receipt.objects.count() == 0


def intend(alices: Client, draft: Application, quebec: str) -> None:
    """Say on its page whether Alice intends to live in Quebec."""
    version = draft.people.get(relation="principal").answers_version
    said = {"intends_quebec": quebec, "_version": version}
    step = reverse("portal:step", args=[draft.number, "intention"])
    assert alices.post(step, said).status_code == 302


def test_a_condition_that_is_not_met_warns_and_does_not_stop_her(
    alices: Client, ready_draft: Application
) -> None:
    intend(alices, ready_draft, "no")
    for name in ("review", "sign"):
        shown = pages.words(alices.get(pages.address(name, ready_draft)))
        assert shown.count("1 condition does not seem to be met.") == 1
    assert alices.post(pages.address("sign", ready_draft), SIGNED).status_code == 302
    assert Receipt.objects.count() == 1


SEEMS = {
    "en": "Every condition seems to be met.",
    "fr": "Chaque condition semble remplie.",
}
NO_PERMIT = {
    "en": "By the rules, the permit asked for Karim Idrissi does not seem possible.",
    "fr": "Selon les règles, le permis demandé pour Karim Idrissi ne semble pas possible.",
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_not_every_condition_seems_met_while_a_husband_of_17_is_to_have_a_permit(
    language: str, alices: Client, ready_draft: Application, this_day: date
) -> None:
    review = pages.address("review", ready_draft, language)
    assert html.unescape(pages.words(alices.get(review))).count(SEEMS[language]) == 1
    people.let_say(
        ready_draft.people.filter(relation="spouse"), born=date(this_day.year - 17, 1, 1)
    )
    for name in ("review", "sign"):
        shown = html.unescape(pages.words(alices.get(pages.address(name, ready_draft, language))))
        said = (shown.count(NO_PERMIT[language]), shown.count(SEEMS[language]))
        assert (name, *said) == (name, 1, 0)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_that_every_condition_seems_met_is_no_promise(
    language: str, alices: Client, ready_draft: Application, this_day: date
) -> None:
    """What an officer still looks at stands below, each with its source."""
    page = alices.get(pages.address("review", ready_draft, language))
    shown = html.unescape(pages.words(page))
    folded = re.findall(r"<details>.*?</details>", shown)
    rows = left_to_the_officer(IMP_PLUS.in_force(this_day))
    (later,) = [one for one in folded if told_to_you(rows[0].not_known).say(language) in one]
    assert re.findall(r"<strong>([^<]+)</strong>", later) == [
        one.title.say(language) for one in rows
    ]
    said = [" ".join(told_to_you(one.not_known).say(language).split()) for one in rows]
    assert [later.count(one) for one in said] == [1] * len(rows)
    assert page.context["findings"] == readiness.of(file_of(ready_draft, on=this_day)).findings


@pytest.mark.parametrize(("wants", "why"), [(False, "not-wanted"), (True, "wanted-without-exam")])
def test_she_reads_what_a_medical_exam_means_for_her_permit(
    wants: bool, why: str, alices: Client, ready_draft: Application, this_day: date
) -> None:
    people.let_say(ready_draft.people.all(), health_or_child_care=wants)
    rule = IMP_PLUS.in_force(this_day).medical
    assert rule is not None
    shown = html.unescape(pages.words(alices.get(pages.address("review", ready_draft))))
    assert {key: shown.count(rule.why(key)[0].en) for key in rule.whys} == {
        key: int(key == why) for key in rule.whys
    }


def test_a_warning_says_what_a_refusal_gives_back(
    alices: Client, ready_draft: Application, this_day: date
) -> None:
    address = pages.address("review", ready_draft)
    refund = IMP_PLUS.in_force(this_day).refunds["refused"]
    shown = []
    for met in ("yes", "no"):
        intend(alices, ready_draft, met)
        shown.append(pages.words(alices.get(address)).count(refund.text.en))
    assert shown == [0, 1]


def test_a_married_person_declares_her_spouse_before_she_submits(
    alices: Client, ready_draft: Application, alice: User
) -> None:
    spouse = ready_draft.people.get(relation="spouse")
    applications.remove_member(ready_draft, person=spouse, by=alice)
    page = alices.post(pages.address("sign", ready_draft), SIGNED)
    listed = [url for _gap, url in page.context["missing"]]
    assert page.status_code == 422
    assert listed[0] == pages.address("family", ready_draft)
    assert Receipt.objects.count() == 0


def test_while_something_is_missing_the_signature_leads_back_to_what_it_is(
    alices: Client, draft: Application, intake: Intake
) -> None:
    sign = alices.get(pages.address("sign", draft))
    assert sign.headers["Location"] == pages.address("review", draft)


def test_answers_are_folded_under_titles_that_say_how_many_are_missing(
    alices: Client, ready_draft: Application
) -> None:
    review = pages.address("review", ready_draft)
    assert pages.words(alices.get(review)).count("1 missing") == 0
    people.let_say(ready_draft.people.filter(relation="principal"), city="")
    shown = alices.get(review)
    (lacking,) = [
        fold for person in shown.context["people"] for fold in person.folds if fold.missing
    ]
    assert [row.missing for row in lacking.rows].count(True) == 1
    assert pages.words(shown).count("1 missing") == 2  # of her, and of that page


def test_the_last_page_says_what_a_press_means(
    alices: Client, ready_draft: Application, this_day: date
) -> None:
    shown = pages.words(alices.get(pages.address("sign", ready_draft)))
    paid = sum(one.amount for one in ready_draft.payments.all())
    assert f"You have paid ${paid:,.2f}. Nothing more is charged." in shown
    assert f"You take one of the places of {this_day.year}:" in shown


def test_many_things_that_are_missing_are_folded_by_person(
    alices: Client, draft: Application, intake: Intake
) -> None:
    shown = alices.get(pages.address("review", draft))
    missing = shown.context["missing"]
    assert len(missing) > MOST_AT_A_GLANCE
    first = len(missing.by_person[0].gaps)
    assert f'<span class="state todo"> {first} missing </span>' in pages.words(shown)


def test_a_question_that_is_missing_is_named_once_and_not_with_its_answer(
    alices: Client, draft: Application
) -> None:
    question = "Do you intend to live and work in Quebec?"
    principal = draft.people.get(relation="principal")
    principal.answers.pop("intends_quebec", None)
    principal.save()
    missing = pages.words(alices.get(pages.address("review", draft)))
    assert (missing.count(f">{question}</a>"), missing.count(f"{question} –")) == (1, 0)


def test_what_somebody_wrote_says_its_language_on_the_review(
    alices: Client, draft: Application
) -> None:
    Application.objects.update(language="fr")
    principal = draft.people.get(relation="principal")
    (field,) = (
        one
        for step in people.FORM
        for one in step.fields
        if one.key == "refused_details" and step.about == "application"
    )
    principal.answers |= dict.fromkeys(field.when, True) | {field.key: "Un refus en 2019."}
    principal.save()
    shown = pages.words(alices.get(pages.address("review", draft)))
    assert '<dd lang="fr"> Un refus en 2019. </dd>' in shown
