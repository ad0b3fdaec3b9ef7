"""Answers that do not go together are asked about where they arise, explained once, and keep nobody from submitting."""

from datetime import date, timedelta
from html import unescape
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.actions import answers, applications, reviews
from impplus.queries import contradictions, readiness
from impplus.queries.contradictions import Noticed
from impplus.queries.file import file_of
from impplus.queries.refusals import NotUnderstood, NotYours, WrongMoment
from impplus.records.models import Application, Document, Intake, User
from tests import people
from tests.portal import pages

BECAUSE = "I will work as a translator."


def noticed(application: Application, kind: str) -> Noticed:
    application.refresh_from_db()
    found = contradictions.of(file_of(application), "en")
    return next(one for one in found if one.kind == kind)


def question_at(application: Application, one: Noticed) -> str:
    with override("en"):
        return reverse("portal:contradiction", args=[application.number, one.mark])


def test_it_is_said_when_it_arises_with_a_way_to_the_question(
    alices: Client, ready_draft: Application
) -> None:
    with override("en"):
        step = reverse("portal:step", args=[ready_draft.number, "relationship"])
    version = ready_draft.people.get(relation="principal").answers_version
    sent = {"relationship": "single", "_version": f"{version}"}
    following = alices.post(step, sent, follow=True)
    one = noticed(ready_draft, "single-with-partner")
    shown = unescape(pages.words(following))
    here = following.redirect_chain[-1][0]
    asked = f"{question_at(ready_draft, one)}?from={quote(here, safe='')}"
    assert shown.count(f'<a href="{asked}">Single, or with a partner?</a>') == 1
    page = unescape(pages.words(alices.get(asked)))
    assert page.count(f'href="{here}">Answer later</a>') == 1
    assert "<dd><strong>Single</strong> <br><span" in page
    assert "<dt>Karim Idrissi: Relationship to you</dt> <dd><strong>Spouse</strong>" in page
    assert "To look at again" in pages.words(alices.get(pages.address("review", ready_draft)))
    for name in ("review", "family"):
        assert "Single, or with a partner?" in pages.words(
            alices.get(pages.address(name, ready_draft))
        )
    kept = alices.post(asked, {"because": BECAUSE})
    assert kept.headers["Location"] == here


def test_what_arose_calls_somebody_by_the_name_just_saved(
    alices: Client, ready_draft: Application
) -> None:
    alice = ready_draft.people.get(relation="principal")
    with override("en"):
        step = reverse("portal:step", args=[ready_draft.number, "identity"])
    sent = {key: str(alice.answers.get(key, "")) for key in ("birth_city", "birth_country", "sex")}
    sent |= {"family_name": "Ben4li", "given_names": "Alice"}
    answer = alices.post(step, {**sent, "_version": f"{alice.answers_version}"}, follow=True)
    shown = unescape(pages.words(answer))
    assert "A digit in a name?</a> (Alice Ben4li: Family names)" in shown
    assert "(Alice Benali" not in shown


@pytest.mark.parametrize("elsewhere", ["//example.test/x", "https://example.test", "x", ""])
def test_a_question_leads_back_into_this_site_alone(
    elsewhere: str, alices: Client, ready_draft: Application
) -> None:
    one = noticed(ready_draft, "care-without-exam")
    page = pages.words(alices.get(question_at(ready_draft, one), {"from": elsewhere}))
    assert page.count(f'href="{pages.address("review", ready_draft)}">Answer later</a>') == 1


def test_several_questions_of_one_page_are_said_in_one_note(
    alices: Client, ready_draft: Application
) -> None:
    with override("en"):
        step = reverse("portal:step", args=[ready_draft.number, "identity"])
    version = ready_draft.people.get(relation="principal").answers_version
    sent = {"family_name": "Bena1i", "given_names": "Алиса", "sex": "F", "birth_city": "Fès"}
    sent |= {"birth_country": "MAR", "_version": f"{version}"}
    shown = unescape(pages.words(alices.post(step, sent, follow=True)))
    assert shown.count("Some answers do not go together. This need not be an error.") == 1
    asked = (">A digit in a name?</a>", ">How does the passport write it in Latin letters?</a>")
    assert [shown.count(one) for one in asked] == [1, 1]


def test_all_that_says_otherwise_is_one_question(alices: Client, ready_draft: Application) -> None:
    with override("en"):
        step = reverse("portal:step", args=[ready_draft.number, "stays"])
    mine = ready_draft.people.filter(relation="principal")
    people.let_say(mine, pr_applied=True, biometrics_before=True)
    sent = {"applied_before": "no", "overstayed": "no", "_version": f"{mine.get().answers_version}"}
    following = alices.post(step, sent, follow=True)
    shown = unescape(pages.words(following))
    assert shown.count("No application to Canada before?") == 1
    asked = noticed(ready_draft, "applied-before")
    assert [fact.value for fact in asked.facts] == ["Yes", "Yes", "No"]


def test_alice_explains_it_submits_and_the_officer_reads_why(
    alices: Client, paid_draft: Application, alice: User, olivia: User, intake: Intake
) -> None:
    one = noticed(paid_draft, "care-without-exam")
    assert [fact.value for fact in one.facts] == ["Infirmière", "No"]
    refused = alices.post(question_at(paid_draft, one), {"because": " "})
    assert refused.status_code == 422
    kept = alices.post(question_at(paid_draft, one), {"because": BECAUSE})
    assert kept.headers["Location"] == pages.address("review", paid_draft)
    assert noticed(paid_draft, "care-without-exam").because == BECAUSE
    review = unescape(pages.words(alices.get(pages.address("review", paid_draft))))
    looks = review[: review.index("What was explained")]
    assert [one.count(BECAUSE) for one in (review, looks)] == [1, 0]
    assert [review.count(one) for one in ("To look at again", "say why they are right")] == [0, 0]
    assert readiness.of(file_of(paid_draft)).gaps == ()
    applications.submit(paid_draft, signature="Alice Benali", by=alice)
    reviews.take_oldest(by=olivia)
    desk = pages.words(people.signed_in(olivia).get(f"/en/desk/files/{paid_draft.number}/answers/"))
    assert f"Explained: {BECAUSE}" in unescape(desk)


def test_an_explanation_ends_with_the_answers_that_it_explains(
    paid_draft: Application, alice: User
) -> None:
    one = noticed(paid_draft, "care-without-exam")
    answers.explain(paid_draft, mark=one.mark, because=BECAUSE, by=alice)
    people.let_say(paid_draft.people.filter(relation="principal"), occupation="Nurse")
    again = noticed(paid_draft, "care-without-exam")
    assert (again.because, again.mark == one.mark) == ("", False)
    with pytest.raises(NotUnderstood):
        answers.explain(paid_draft, mark=one.mark, because=BECAUSE, by=alice)


@pytest.mark.parametrize("because", ["", "  ", "x" * 5001, "a\x00b"])
def test_no_explanation_is_kept_that_says_nothing_or_too_much(
    because: str, paid_draft: Application, alice: User
) -> None:
    one = noticed(paid_draft, "care-without-exam")
    with pytest.raises(NotUnderstood):
        answers.explain(paid_draft, mark=one.mark, because=because, by=alice)
    assert noticed(paid_draft, "care-without-exam").because == ""


def test_nobody_else_explains_and_nobody_does_afterwards(
    paid_draft: Application, alice: User, bob: User, intake: Intake
) -> None:
    one = noticed(paid_draft, "care-without-exam")
    with pytest.raises(NotYours):
        answers.explain(paid_draft, mark=one.mark, because=BECAUSE, by=bob)
    applications.submit(paid_draft, signature="Alice Benali", by=alice)
    with pytest.raises(WrongMoment):
        answers.explain(paid_draft, mark=one.mark, because=BECAUSE, by=alice)


def test_the_letter_and_the_months_that_are_not_told_are_facts_too(
    paid_draft: Application, this_day: date
) -> None:
    row = {"from": f"{this_day.year - 2}-01", "activity": "x", "city": "y", "country": "MAR"}
    people.let_say(
        paid_draft.people.filter(relation="principal"), born=date(1985, 4, 1), jobs=[row]
    )
    born, months = (noticed(paid_draft, kind) for kind in ("letter-birth", "months-not-told"))
    assert [fact.label.en for fact in born.facts][1] == "Letter of invitation: date of birth"
    assert [fact.label.en for fact in months.facts][1] == "Months of which no row speaks"
    assert months.facts[1].value.endswith(f"to December\u00a0{this_day.year - 3}")


def test_a_question_that_is_none_leads_to_the_review(alices: Client, draft: Application) -> None:
    with override("en"):
        gone = reverse("portal:contradiction", args=[draft.number, "0123456789abcdef"])
    assert alices.get(gone).headers["Location"] == pages.address("review", draft)


def test_who_is_born_tomorrow_is_an_error_beside_the_question_and_saved_nowhere(
    alices: Client, draft: Application, alice: User, this_day: date
) -> None:
    with override("en"):
        step = reverse("portal:step", args=[draft.number, "birth-and-passport"])
    before = draft.people.get().born
    tomorrow = this_day + timedelta(days=1)
    sent = {f"born_{n}": f"{part}" for n, part in enumerate(tomorrow.timetuple()[:3])}
    sent |= {"nationality": "MAR", "_version": "0"}
    sent |= {"passport_expires_0": "2035", "passport_expires_1": "1", "passport_expires_2": "1"}
    page = alices.post(step, sent, follow=True)
    said = "This day is in the future. Check the year, the month and the day: “Date of birth”."
    assert (page.status_code, pages.words(page).count(said)) == (422, 1)
    assert pages.words(page).count("Check the year, the month and the day.<") == 1
    asked = next(one for one in people.FORM if one.key == "birth-and-passport")
    with pytest.raises(NotUnderstood):
        people.save(draft, asked, {"born": tomorrow}, alice)
    assert draft.people.get().born == before
    people.save(draft, asked, {"born": this_day}, alice)
    assert draft.people.get().born == this_day


def test_the_page_of_the_family_asks_nothing_about_one_person_alone(
    alices: Client, paid_draft: Application
) -> None:
    asked = noticed(paid_draft, "care-without-exam").asked.question.en
    said = [
        unescape(pages.words(alices.get(pages.address(name, paid_draft)))).count(asked)
        for name in ("review", "family")
    ]
    assert said == [1, 0]


def test_what_is_to_be_looked_at_is_counted_alike_on_every_page(
    alices: Client, paid_draft: Application
) -> None:
    def counts() -> list[int]:
        shown = {name: alices.get(pages.address(name, paid_draft)) for name in ("tasks", "review")}
        board = alices.get(pages.address("family", paid_draft)).context["board"]
        whole = [shown[name].context["look"] for name in ("tasks", "review")]
        of_people = [one.look.all for one in shown["review"].context["people"]]
        return [*whole, sum(of_people), sum(one.look.all for one in board)]

    one = noticed(paid_draft, "care-without-exam")
    before = counts()
    tasks = unescape(pages.words(alices.get(pages.address("tasks", paid_draft))))
    asked = (
        f"{question_at(paid_draft, one)}?from={quote(pages.address('tasks', paid_draft), safe='')}"
    )
    assert f'<a href="{asked}">' in tasks
    assert f"{before[0]} thing to look at." in tasks
    explained = alices.post(asked, {"because": BECAUSE})
    assert explained.headers["Location"] == pages.address("tasks", paid_draft)
    assert counts() == [number - 1 for number in before] == [before[0] - 1] * 4
    again = unescape(pages.words(alices.get(pages.address("tasks", paid_draft))))
    assert "Answers that do not go together" not in again


def test_nobody_is_done_whose_answers_do_not_go_together(
    alices: Client, paid_draft: Application
) -> None:
    Document.objects.filter(application=paid_draft).update(kept=True)

    def acts() -> list[str]:
        board = alices.get(pages.address("family", paid_draft)).context["board"]
        return [one.acts for one in board]

    assert acts() == ["you"]
    people.let_say(paid_draft.people.filter(relation="principal"), occupation="Soudeuse")
    assert acts() == ["nobody, all is done"]
