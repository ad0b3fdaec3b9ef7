"""A draft grows by whom it belongs to, step by step, and by nobody else."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from impplus.actions import applications, mandates, stored_files
from impplus.queries.answers import answers_of
from impplus.queries.refusals import NotUnderstood, NotYours, WrongMoment
from impplus.records.models import Application, Document, Event, Person, User
from impplus.rules.form import Step
from tests import people
from tests.people import FORM

STEPS = {step.key: step for step in FORM}
HOME, PROVINCE, INTENTION = STEPS["home"], STEPS["province"], STEPS["intention"]


def step_with(key: str, about: str) -> Step:
    """The step that asks for an answer."""
    steps = (step for step in FORM if step.about == about and step.part != "self-check")
    return next(step for step in steps if key in {field.key for field in step.fields})


RELATION = step_with("relation", "member")


def stored(application: Application) -> list[Any]:
    """All that is remembered of an application and its people."""
    kept = Application.objects.filter(pk=application.pk).values().get()
    return [kept, *Person.objects.filter(application=application).values()]


def test_only_the_fields_of_the_step_are_kept(draft: Application, alice: User) -> None:
    (before, person) = stored(draft)
    given = {"lives_country": "FRA", "city": "Paris", "status": "approved", "number": "W-1"}
    people.save(draft, HOME, given, alice)
    (after, same_person) = stored(draft)
    changed = {key for key in after if after[key] != before[key]}
    assert changed - {"changed_at"} == set()
    answers = person["answers"] | {"lives_country": "FRA"}
    saves = {"home": {**same_person["saves"]["home"], "version": 1, "by": alice.pk, "window": ""}}
    assert same_person == person | {"answers": answers, "answers_version": 1, "saves": saves}


def test_an_answer_that_is_left_out_is_emptied(draft: Application, alice: User) -> None:
    people.save(draft, HOME, {"lives_country": "FRA"}, alice)
    people.save(draft, HOME, {}, alice)
    people.save(draft, INTENTION, {}, alice)
    assert answers_of(draft.people.get(), [HOME, INTENTION]) == {
        "relation": "principal",
        "lives_country": None,
        "intends_quebec": None,
    }


def test_every_answer_comes_back_as_it_was_given(
    draft: Application, alice: User, this_day: date
) -> None:
    given = people.principal_answers(this_day)
    principal = draft.people.get()
    people.fill_in(draft, principal, given, by=alice)
    steps = [step for step in FORM if step.about == "application"]
    kept = answers_of(principal, steps)
    assert {key: kept[key] for key in given} == given


def test_each_save_is_one_line_of_the_audit_and_not_of_the_timeline(
    draft: Application, alice: User
) -> None:
    people.save(draft, HOME, {"lives_country": "FRA"}, alice)
    event = Event.objects.get(noun="application", verb="save")
    assert event.detail == {"step": "home", "person": draft.people.get().pk, "version": 1}


@pytest.mark.parametrize(
    ("step", "answers"),
    [
        (HOME, {"lives_country": "XXX"}),
        (HOME, {"lives_country": "F" * 300}),
        (HOME, {"lives_country": True}),
        (PROVINCE, {"lives_province": "Ontario"}),
        (INTENTION, {"intends_quebec": "perhaps"}),
        (STEPS["csq-dates"], {"csq_issued": "yesterday"}),
        (step_with("city", "application"), {"city": "Rabat\x00"}),
        (step_with("city", "application"), {"city": "R" * 251}),
        (step_with("phone", "application"), {"phone": "06 12 34 56 78"}),
        (step_with("passport_number", "application"), {"passport_number": "A" * 300}),
    ],
    ids=lambda value: "" if isinstance(value, Step) else str(value)[:40],
)
def test_an_answer_that_its_field_cannot_hold_is_refused_by_name(
    step: Step, answers: dict[str, str | bool], draft: Application, alice: User
) -> None:
    before = stored(draft)
    with pytest.raises(NotUnderstood) as refused:
        people.save(draft, step, answers, alice)
    (key,) = answers
    label = next(field.label for field in step.fields if field.key == key)
    assert [
        (fault.en.split(":")[0], fault.fr.split("\u00a0:")[0]) for fault in refused.value.faults
    ] == [(label.en, label.fr)]
    assert stored(draft) == before


def test_every_column_holds_the_longest_answer_that_its_field_allows(
    draft: Application, alice: User
) -> None:
    for step in FORM:
        if step.about == "application" and step.part != "self-check":
            texts = [one for one in step.fields if one.kind in ("text", "long-text", "code")]
            longest = {field.key: "W" * field.max_length for field in texts}
            people.save(draft, step, longest, alice)
    assert draft.people.get().answers["city"] == "W" * 250


def test_a_step_about_somebody_else_is_not_asked_of_her(
    draft: Application, alice: User, this_day: date
) -> None:
    before = stored(draft)
    with pytest.raises(NotYours):
        people.save(draft, RELATION, {"relation": "child"}, alice)
    child = applications.add_member(draft, by=alice)
    for step in (HOME, next(step for step in FORM if step.part == "self-check")):
        with pytest.raises(NotYours):
            people.save(draft, step, {}, alice, child)
    assert stored(draft)[1] == before[1]


def test_somebody_of_another_file_is_not_reached_through_mine(
    draft: Application, alice: User, bob: User, this_day: date
) -> None:
    (other,) = people.ready_drafts(1, this_day, [bob])
    theirs = other.people.get()
    with pytest.raises(NotYours):
        people.save(draft, HOME, {}, alice, theirs)
    with pytest.raises(NotYours):
        applications.remove_member(draft, person=theirs, by=alice)
    assert Person.objects.filter(pk=theirs.pk).count() == 1


def acts_on(draft: Application, by: User) -> list[Callable[[], object]]:
    """Everything that one does to a draft."""
    return [
        lambda: people.save(draft, HOME, {"lives_country": "FRA"}, by),
        lambda: applications.add_member(draft, by=by),
        lambda: applications.remove_member(
            draft, person=draft.people.order_by("-position")[0], by=by
        ),
    ]


def test_a_lawyer_works_on_the_file_while_her_mandate_lasts(
    draft: Application, alice: User, lucie: User
) -> None:
    for act in acts_on(draft, lucie):
        with pytest.raises(NotYours):
            act()
    mandate = mandates.give(draft, lawyer=lucie, signature="Alice Benali", by=alice)
    for act in acts_on(draft, lucie)[:2]:
        act()
    applications.remove_member(draft, person=draft.people.get(relation=""), by=lucie)
    mandates.end(mandate, by=alice)
    for act in acts_on(draft, lucie):
        with pytest.raises(NotYours):
            act()


def test_what_an_older_page_sends_after_the_submission_is_refused(
    paid_draft: Application, alice: User, intake: object
) -> None:
    older_page = Application.objects.get()
    applications.submit(paid_draft, signature="Alice Benali", by=alice)
    before = stored(paid_draft)
    with pytest.raises(WrongMoment):
        people.save(older_page, HOME, {"lives_country": "FRA"}, alice)
    assert stored(paid_draft) == before
    assert older_page.people.get().answers["lives_country"] == "MAR"


@pytest.mark.parametrize("second", ["spouse", "common-law"])
def test_a_second_partner_is_refused(
    second: str, draft: Application, alice: User, this_day: date
) -> None:
    karim = applications.add_member(draft, by=alice)
    people.fill_in(draft, karim, people.spouse_answers(this_day), by=alice)
    other = applications.add_member(draft, by=alice)
    with pytest.raises(NotUnderstood) as refused:
        people.save(draft, RELATION, {"relation": second}, alice, other)
    assert refused.value.text.en == (
        "A spouse or partner is already declared. Change or remove that person first."
    )
    other.refresh_from_db()
    assert other.relation == ""


def test_the_same_partner_may_be_corrected(draft: Application, alice: User, this_day: date) -> None:
    karim = applications.add_member(draft, by=alice)
    people.fill_in(draft, karim, people.spouse_answers(this_day), by=alice)
    answers = people.spouse_answers(this_day) | {"relation": "common-law"}
    people.fill_in(draft, karim, answers, by=alice)
    assert karim.relation == "common-law"


def test_nobody_makes_herself_a_second_principal_applicant(draft: Application, alice: User) -> None:
    member = applications.add_member(draft, by=alice)
    answers = {"relation": "principal"}
    with pytest.raises(NotUnderstood):
        people.save(draft, RELATION, answers, alice, member)
    member.refresh_from_db()
    assert member.relation == ""


def test_the_principal_applicant_is_not_removed(draft: Application, alice: User) -> None:
    with pytest.raises(NotYours):
        applications.remove_member(draft, person=draft.people.get(), by=alice)
    assert draft.people.count() == 1


def test_a_family_has_at_most_thirty_members(draft: Application, alice: User) -> None:
    for _ in range(30):
        applications.add_member(draft, by=alice)
    with pytest.raises(NotUnderstood):
        applications.add_member(draft, by=alice)
    assert draft.people.count() == 31


def test_a_member_who_was_removed_leaves_room_for_another(draft: Application, alice: User) -> None:
    first = applications.add_member(draft, by=alice)
    second = applications.add_member(draft, by=alice)
    applications.remove_member(draft, person=first, by=alice)
    third = applications.add_member(draft, by=alice)
    assert [person.position for person in (second, third)] == [2, 3]


def test_the_files_of_a_member_who_was_removed_go_with_the_member(
    draft: Application, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    member = applications.add_member(draft, by=alice)
    Document.objects.create(
        application=draft,
        person=member,
        key="passport",
        name="passport.pdf",
        media_type="application/pdf",
        size=1,
        pages=1,
        content="a" * 64,
        rendition="b" * 64,
        thumbnails="c" * 64,
        sent_by=alice,
    )
    asked: list[set[str]] = []
    monkeypatch.setattr(stored_files, "dispose_later", lambda keys: asked.append(set(keys)))
    applications.remove_member(draft, person=member, by=alice)
    assert asked == [{"a" * 64, "b" * 64, "c" * 64}]
