"""Tasks from templates: dated, in the reader's language, planned once, done or dropped."""

from datetime import timedelta

import pytest

from impplus.actions import matter_tasks, matters
from impplus.practice.models import Task
from impplus.programmes import IMP_PLUS
from impplus.queries.clock import today
from impplus.queries.refusals import AlreadyDone, NotUnderstood, NotYours, WrongMoment
from impplus.records.models import Firm, User
from impplus.words.matter_tasks import SETS, TEMPLATES
from tests.matters import colleague, opened
from tests.people import signed_in
from tests.switched import switched

pytestmark = pytest.mark.django_db(transaction=False)


@pytest.mark.parametrize("chosen", SETS)
def test_a_set_is_planned_once_each_with_its_day(lucie: User, firm: Firm, chosen: str) -> None:
    paul = colleague(firm, "Paul", "paralegal")
    made = opened(lucie, paralegal=paul.pk)
    expected = {key: one.days for key, one in TEMPLATES.items() if one.set == chosen}
    assert matter_tasks.plan(made, chosen=chosen, by=paul) == len(expected)
    with pytest.raises(AlreadyDone):
        matter_tasks.plan(made, chosen=chosen, by=lucie)
    on = today(IMP_PLUS)
    assert {one.template: one.due_on for one in Task.objects.all()} == {
        key: on + timedelta(days=days) for key, days in expected.items()
    }
    assert set(Task.objects.values_list("account", flat=True)) == {paul.pk}


def test_tasks_are_read_in_both_languages_and_done_on_the_page(lucie: User) -> None:
    made, desk = opened(lucie), signed_in(lucie)
    there = f"/en/firm/clients/{made.pk}/"
    assert desk.post(f"{there}tasks/", {"set": "opening"}).status_code == 302
    one = Task.objects.get(template="identity")
    assert "Confirm the client’s identity" in desk.get(there).content.decode()
    assert (
        "Confirmer l’identité de la cliente"
        in desk.get(f"/fr/cabinet/clientele/{made.pk}/").content.decode()
    )
    asked = desk.post(f"{there}tasks/{one.pk}/", {"act": "end"})
    assert (asked.status_code, "Check before you do it" in asked.content.decode()) == (200, True)
    assert "Vérifiez avant de le faire" in switched(desk, asked).content.decode()
    assert Task.objects.get(pk=one.pk).status == "planned"
    for _ in range(2):
        sent = {"act": "end", "sure": "1"}
        assert desk.post(f"{there}tasks/{one.pk}/", sent).status_code == 302
    shown = desk.get(there).content.decode()
    planned, _heading, after = shown.partition("Tasks that are done or not needed")
    over, _heading, happened = after.partition("What happened")
    assert "“Confirm the client’s identity” is done." in planned
    assert "Confirm the client’s identity" not in planned.partition('id="tasks"')[2]
    assert "Confirm the client’s identity" in over
    assert happened.count("Confirm the client’s identity") == 2


def test_a_task_that_was_dropped_by_mistake_is_to_be_done_again(lucie: User) -> None:
    made, desk = opened(lucie), signed_in(lucie)
    matter_tasks.plan(made, chosen="opening", by=lucie)
    one = Task.objects.get(template="identity")
    there = f"/en/firm/clients/{made.pk}/tasks/{one.pk}/"
    desk.post(there, {"act": "drop", "sure": "1"})
    assert Task.objects.get(pk=one.pk).status == "dropped"
    desk.post(there, {"act": "resume", "sure": "1"})
    assert Task.objects.get(pk=one.pk).status == "planned"
    matter_tasks.drop(one, by=lucie)
    matter_tasks.plan(made, chosen="opening", by=lucie)
    with pytest.raises(AlreadyDone):
        matter_tasks.resume(one, by=lucie)


def test_what_is_no_set_a_closed_matter_and_a_stranger_plan_nothing(
    lucie: User, firm: Firm
) -> None:
    made, ines = opened(lucie), colleague(firm, "Ines", "intake")
    with pytest.raises(NotUnderstood):
        matter_tasks.plan(made, chosen="x", by=lucie)
    with pytest.raises(NotYours):
        matter_tasks.plan(made, chosen="opening", by=ines)
    matters.close(made, by=lucie)
    with pytest.raises(WrongMoment):
        matter_tasks.plan(made, chosen="opening", by=lucie)
    assert Task.objects.count() == 0
