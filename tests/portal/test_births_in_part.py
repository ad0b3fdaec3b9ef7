"""A passport that shows no day of birth: asked, kept, judged by and said everywhere as what is known."""

import json
from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override

from impplus.actions import applications, decisions, letters, reviews
from impplus.portal.own_part import JoinForm
from impplus.queries import contradictions
from impplus.queries.answers import answers_of
from impplus.queries.file import file_of
from impplus.queries.letters import imm_5707
from impplus.records.models import Application, Candidate, Intake, Invitation, User
from impplus.rules.form import Step
from impplus.words.days import PartDay
from tests import people
from tests.doors.markup import Sheet
from tests.site import owner


def step_with_birth(application: Application, about: str) -> Step:
    steps = file_of(application).law.steps
    return next(
        one
        for one in steps
        if one.about == about and any(field.key == "born" for field in one.fields)
    )


def asked(application: Application, alice: User, sent: dict[str, str]) -> dict[str, str]:
    """What stands on the page of the principal's birth once it was sent and opened again."""
    browser = people.signed_in(alice)
    with override("en"):
        step = step_with_birth(application, "application")
        where = reverse("portal:step", args=[application.number, step.key])
        before = standing(browser.get(where).content.decode())
        kept = {name: said for name, said in before.items() if not name.startswith("born_")}
        assert browser.post(where, kept | sent).status_code == 302
        return standing(browser.get(where).content.decode())


def standing(page: str) -> dict[str, str]:
    return {name: one.standing for name, one in Sheet(page).controls.items() if one.standing}


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ({"born_0": "1990", "born_3": "on"}, PartDay(1990)),
        ({"born_0": "1990", "born_1": "2", "born_3": "on"}, PartDay(1990, 2)),
        ({"born_0": "1990", "born_1": "2", "born_2": "3"}, date(1990, 2, 3)),
    ],
)
def test_what_is_known_is_kept_and_shown_again(
    paid_draft: Application, alice: User, typed: dict[str, str], known: date
) -> None:
    stands = asked(paid_draft, alice, typed)
    whom = paid_draft.people.get()
    step = step_with_birth(paid_draft, "application")
    assert answers_of(whom, [step])["born"] == known
    assert whom.born == date(known.year, known.month, known.day)
    assert {name: said for name, said in stands.items() if name.startswith("born_")} == typed


def test_a_whole_day_takes_the_place_of_a_part(paid_draft: Application) -> None:
    people.let_say(paid_draft.people.all(), born=PartDay(1990, 2))
    whom = paid_draft.people.get()
    assert whom.answers["born_shown"] == "month"
    people.let_say([whom], born=date(1990, 2, 1))
    whom.refresh_from_db()
    assert ("born_shown" in whom.answers, whom.born) == (False, date(1990, 2, 1))


def test_rules_count_with_the_first_day_that_is_possible(paid_draft: Application) -> None:
    people.let_say(paid_draft.people.all(), born=PartDay(1990))
    assert file_of(paid_draft).case.principal.born == date(1990, 1, 1)


def test_the_letters_day_within_it_is_no_contradiction_and_another_year_is(
    paid_draft: Application,
) -> None:
    told = paid_draft.invitation.candidate.born

    def kinds(born: date) -> set[str]:
        people.let_say(paid_draft.people.all(), born=born)
        found = contradictions.of(file_of(Application.objects.get(pk=paid_draft.pk)), "en")
        return {one.kind for one in found}

    assert "letter-birth" not in kinds(PartDay(told.year))
    assert "letter-birth" not in kinds(PartDay(told.year, told.month))
    assert "letter-birth" in kinds(PartDay(told.year - 1))


def test_it_is_said_alike_in_review_receipt_family_information_desk_and_permit(
    paid_draft: Application, intake: Intake, alice: User, olivia: User, this_day: date
) -> None:
    people.let_say(paid_draft.people.all(), born=PartDay(1990, 2))
    said = "February\u00a01990 (day not known)"
    with override("en"):
        browser = people.signed_in(alice)
        review = reverse("portal:review", args=[paid_draft.number])
        assert said in browser.get(review).content.decode()
        applications.submit(paid_draft, signature="Alice Benali", by=alice)
        receipt = reverse("portal:receipt", args=[paid_draft.number])
        assert said in browser.get(receipt).content.decode()
        officers = people.signed_in(olivia)
        desk = reverse("desk:answers", args=[paid_draft.number])
        reviews.take_oldest(by=olivia)
        assert said in officers.get(desk).content.decode()
    reviews.complete(paid_draft, by=olivia)
    reviews.request_biometrics(paid_draft, by=olivia)
    reviews.record_biometrics(paid_draft.people.get(), on=this_day, by=olivia)
    paid_draft.refresh_from_db()
    file = file_of(paid_draft)
    rows = [
        row for one in imm_5707.composed(file, "principal", "en").sections for row in one["rows"]
    ]
    assert said in [row["value"] for row in rows]
    weighed = people.all_met(paid_draft)
    decisions.approve(paid_draft, weighed=weighed, notes={}, reasons="All is met.", by=olivia)
    letters.send_owed()
    permit = paid_draft.letters.get(kind="introduction")
    assert permit.facts["born"] == {"day": "1990-02"}
    assert said in json.dumps(letters.shown(permit, "en").facts(), ensure_ascii=False, default=str)


def test_who_takes_a_part_may_say_a_birth_as_the_passport_shows_it() -> None:
    form = JoinForm({"born_0": "1988", "born_1": "xx", "born_2": "xx", "agreed": "on"})
    assert (form.is_valid(), form.cleaned_data["born"]) == (True, PartDay(1988))


def test_a_letter_is_bound_with_as_much_of_the_birth_as_the_list_has(
    alice: User, letter: Invitation
) -> None:
    with owner():
        Candidate.objects.update(born=date(1990, 1, 1), born_shown="year")
    browser = people.signed_in(alice)
    known = {"code": letter.code, "csq_number": letter.candidate.csq_number}
    with override("en"):
        where = reverse("portal:bind")
    page = browser.post(where, known | {"born_0": "1990"})
    assert ("tick the box" in page.content.decode(), Application.objects.count()) == (True, 0)
    bound = browser.post(where, known | {"born_0": "1990", "born_3": "on"})
    assert bound.headers["Location"].endswith(f"/{Application.objects.get().number}/")
