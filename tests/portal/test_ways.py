"""Where the facts themselves name another answer, one press saves it; nobody else can, and nothing else is changed."""

from html import unescape

import pytest
from django.test import Client

from impplus.actions import applications, contradictions as actions
from impplus.queries import contradictions
from impplus.queries.file import file_of
from impplus.queries.refusals import NotUnderstood, NotYours, WrongMoment
from impplus.records.models import Application, Intake, User
from tests import people
from tests.portal import pages
from tests.portal.test_contradictions import BECAUSE, noticed, question_at

UNION = "<span>{}<small>Alice Benali: Marital status</small></span>"


def test_one_press_makes_a_couple_of_two_on_both_pages(
    alices: Client, ready_draft: Application, alice: User
) -> None:
    people.let_say(ready_draft.people.filter(relation="principal"), relationship="single")
    one = noticed(ready_draft, "single-with-partner")
    page = unescape(pages.words(alices.get(question_at(ready_draft, one))))
    assert [page.count(UNION.format(said)) for said in ("Married", "Divorced")] == [1, 0]
    assert page.count("<small>Karim Idrissi: Relationship to you</small>") == 1
    kept = alices.post(question_at(ready_draft, one), {"right": "1"}, follow=True)
    assert pages.words(kept).count("The answer is changed.") == 1
    alice_, karim = ready_draft.people.exclude(relation="child").order_by("pk")
    assert (alice_.answers["relationship"], karim.relation) == ("common-law", "common-law")
    saves = ready_draft.events.filter(verb="save").order_by("pk")
    assert [one.detail["step"] for one in saves][-2:] == ["relationship", "member"]
    found = contradictions.of(file_of(Application.objects.get(pk=ready_draft.pk)), "en")
    assert "single-with-partner" not in {each.kind for each in found}


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose an answer: “What is right?”."),
        ({"right": "2"}, "Choose one of the answers shown for “What is right?”."),
        ({"right": "both"}, "Write why both are right, or change one of them."),
        ({"right": "both", "because": " "}, "Write why both are right, or change one of them."),
    ],
)
def test_what_says_nothing_is_one_sentence_and_changes_nothing(
    sent: dict[str, str], said: str, alices: Client, paid_draft: Application
) -> None:
    one = noticed(paid_draft, "care-without-exam")
    page = alices.post(question_at(paid_draft, one), sent)
    assert (page.status_code, len(page.context["form"].errors)) == (422, 1)
    assert said in unescape(pages.words(page))
    assert noticed(paid_draft, "care-without-exam").mark == one.mark


def test_an_explanation_without_a_choice_is_one_and_a_choice_needs_none(
    alices: Client, paid_draft: Application
) -> None:
    one = noticed(paid_draft, "care-without-exam")
    alices.post(question_at(paid_draft, one), {"because": BECAUSE})
    assert noticed(paid_draft, "care-without-exam").because == BECAUSE
    again = alices.get(question_at(paid_draft, one)).context["form"]
    assert again["right"].value() == "both"
    alices.post(question_at(paid_draft, one), {"right": "0", "because": BECAUSE})
    mine = paid_draft.people.get(relation="principal")
    assert mine.answers["health_or_child_care"] is True


def test_nobody_else_changes_an_answer_and_no_way_that_is_none(
    paid_draft: Application, alice: User, bob: User, intake: Intake
) -> None:
    one = noticed(paid_draft, "care-without-exam")
    with pytest.raises(NotYours):
        actions.settle(paid_draft, mark=one.mark, way=0, by=bob)
    for mark, way in ((one.mark, 1), (one.mark, -1), ("0123456789abcdef", 0)):
        with pytest.raises(NotUnderstood):
            actions.settle(paid_draft, mark=mark, way=way, by=alice)
    applications.submit(paid_draft, signature="Alice Benali", by=alice)
    with pytest.raises(WrongMoment):
        actions.settle(paid_draft, mark=one.mark, way=0, by=alice)


def test_another_family_name_than_the_letters_is_asked_about_and_may_be_taken_from_it(
    alices: Client, paid_draft: Application
) -> None:
    people.let_say(paid_draft.people.filter(relation="principal"), family_name="Roy")
    one = noticed(paid_draft, "letter-names")
    assert [fact.value for fact in one.facts] == ["Roy", "Benali"]
    alices.post(question_at(paid_draft, one), {"right": "0"})
    assert paid_draft.people.get(relation="principal").family_name == "Benali"
