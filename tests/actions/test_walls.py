"""Walls: behind one a matter does not exist, nor does its file in this system."""

from collections.abc import Callable
from datetime import date

import pytest

from impplus.actions import assignments, mandates, matter_deadlines, matters, walls
from impplus.practice import access
from impplus.queries.refusals import AlreadyDone, NotUnderstood, NotYours
from impplus.records import access as files
from impplus.records.models import Application, Firm, User
from tests.matters import colleague, opened

pytestmark = pytest.mark.django_db
SENT = date(2026, 11, 3)


def test_behind_a_wall_a_matter_does_not_exist(lucie: User, firm: Firm) -> None:
    luc, made = colleague(firm, "Luc"), opened(lucie)
    wall = walls.put_up(made, account=luc.pk, by=lucie)
    assert list(access.matters(luc)) == []
    acts: list[Callable[[], object]] = [
        lambda: matters.note(made, text="Seen.", by=luc),
        lambda: matters.change(made, missing="lease", by=luc),
        lambda: matter_deadlines.add(made, kind="other", since=SENT, by=luc),
        lambda: walls.take_away(wall, by=luc),
    ]
    for act in acts:
        with pytest.raises(NotYours):
            act()
    walls.take_away(wall, by=lucie)
    assert list(access.matters(luc)) == [made]


def test_a_wall_closes_the_file_too_and_nobody_behind_it_answers_for_the_matter(
    lucie: User, firm: Firm, draft: Application, alice: User
) -> None:
    luc = colleague(firm, "Luc")
    mandate = mandates.give(draft, lawyer=lucie, signature="Alice Benali", by=alice)
    assignments.assign(mandate, colleague=luc, by=lucie)
    made = opened(lucie, application=draft.pk)
    assert list(files.applications(luc)) == [draft]
    wall = walls.put_up(made, account=luc.pk, by=lucie)
    assert list(files.applications(luc)) == []
    with pytest.raises(NotUnderstood, match="wall"):
        assignments.assign(mandate, colleague=luc, by=lucie)
    with pytest.raises(NotUnderstood, match="wall"):
        matters.assign(made, lawyer=luc.pk, paralegal=None, by=lucie)
    walls.take_away(wall, by=lucie)
    assignments.assign(mandate, colleague=luc, by=lucie)
    assert list(files.applications(luc)) == [draft]


def test_nobody_puts_the_responsible_lawyer_or_herself_behind_a_wall(
    lucie: User, firm: Firm
) -> None:
    luc, made = colleague(firm, "Luc"), opened(lucie)
    for account, by in ((lucie.pk, luc), (luc.pk, luc), (10**9, lucie)):
        with pytest.raises(NotUnderstood):
            walls.put_up(made, account=account, by=by)


def test_no_wall_hides_a_file_from_whom_its_client_has_appointed(
    lucie: User, firm: Firm, draft: Application, alice: User
) -> None:
    luc = colleague(firm, "Luc")
    mandate = mandates.give(draft, lawyer=lucie, signature="Alice Benali", by=alice)
    assignments.assign(mandate, colleague=luc, by=lucie)
    made = opened(luc, application=draft.pk)
    with pytest.raises(NotUnderstood, match="appointed"):
        walls.put_up(made, account=lucie.pk, by=luc)
    mandates.end(mandate, by=alice)
    assert walls.put_up(made, account=lucie.pk, by=luc).status == "up"


def test_a_file_that_is_joined_later_is_closed_to_whoever_stands_behind_the_wall(
    lucie: User, firm: Firm, draft: Application, alice: User
) -> None:
    luc, made = colleague(firm, "Luc"), opened(lucie)
    wall = walls.put_up(made, account=luc.pk, by=lucie)
    mandate = mandates.give(draft, lawyer=lucie, signature="Alice Benali", by=alice)
    assignments.assign(mandate, colleague=luc, by=lucie)
    assert list(files.applications(luc)) == [draft]
    matters.join(made, number=draft.number, by=lucie)
    assert list(files.applications(luc)) == []
    with pytest.raises(NotUnderstood, match="wall"):
        assignments.assign(mandate, colleague=luc, by=lucie)
    walls.take_away(wall, by=lucie)
    assignments.assign(mandate, colleague=luc, by=lucie)


def test_no_file_is_joined_whose_client_has_appointed_who_stands_behind_the_wall(
    lucie: User, firm: Firm, draft: Application, alice: User
) -> None:
    luc, made = colleague(firm, "Luc"), opened(lucie)
    mandate = mandates.give(draft, lawyer=luc, signature="Alice Benali", by=alice)
    assignments.assign(mandate, colleague=lucie, by=luc)
    wall = walls.put_up(made, account=luc.pk, by=lucie)
    with pytest.raises(NotUnderstood, match="appointed a colleague"):
        matters.join(made, number=draft.number, by=lucie)
    walls.take_away(wall, by=lucie)
    matters.join(made, number=draft.number, by=lucie)
    with pytest.raises(AlreadyDone):
        matters.join(made, number=draft.number, by=lucie)
