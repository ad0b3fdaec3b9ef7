"""Decided files with the same findings and different outcomes stand together, and nobody is measured by them."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from impplus.programmes import IMP_PLUS
from impplus.queries.clock import today
from impplus.queries.consistency import consistency
from impplus.records.models import Application, Decision, Finding, Person, PersonOutcome, User
from tests.actions.test_decisions import approve
from tests.people import ready_drafts, signed_in

PAGE = "/en/desk/consistency/"
type Found = tuple[str, bool | None, str]


@pytest.fixture
def decided(olivia: User, noor: User, db: None) -> dict[str, Application]:
    """Approved and refused with the passport at issue, refused for two grounds, and approved with nothing at issue."""
    said: dict[str, tuple[str, list[Found]]] = {
        "approved": ("approved", [("passport", True, "Renewed."), ("csq", True, "")]),
        "refused": ("refused", [("passport", False, "Expired."), ("csq", None, "")]),
        "again": ("refused", [("passport", False, "Expired."), ("csq", True, "")]),
        "two": ("refused", [("passport", False, "Expired."), ("csq", False, "None.")]),
        "plain": ("approved", [("passport", True, ""), ("csq", True, "")]),
    }
    on = today(IMP_PLUS)
    made = dict(zip(said, ready_drafts(len(said), on), strict=True))
    for name, (outcome, findings) in said.items():
        file = made[name]
        Application.objects.filter(pk=file.pk).update(
            status=outcome, received_at=file.started_at, officer=noor
        )
        Decision.objects.create(
            application=file, outcome=outcome, officer=noor, decided_on=on, reasons="-"
        )
        Finding.objects.bulk_create(
            Finding(
                application=file, stage="decided", key=key, met=met, note=note, cite="", facts={}
            )
            for key, met, note in findings
        )
    return made


def test_what_was_decided_both_ways_is_one_group_whatever_a_refusal_left_open(
    decided: dict[str, Application],
) -> None:
    found = consistency()
    assert (found.decisions, found.alike) == (5, 2)
    (group,) = found.groups
    assert (group.approved.number, group.refused.number, group.fewer) == (1, 2, 1)
    assert [number for number, _day in group.approved.files] == [decided["approved"].number]
    assert {number for number, _day in group.refused.files} == {
        decided["refused"].number,
        decided["again"].number,
    }


def test_findings_of_the_family_are_not_compared(decided: dict[str, Application]) -> None:
    other = Finding(application=decided["plain"], stage="decided", person="child-1", facts={})
    other.key, other.met, other.note, other.cite = "passport", True, "Renewed.", ""
    other.save()
    (group,) = consistency().groups
    assert (group.approved.number, group.refused.number) == (1, 2)


def test_an_officer_finds_the_files_and_nobody_reads_who_decided(
    decided: dict[str, Application], olivia: User
) -> None:
    page = signed_in(olivia).get(PAGE).content.decode()
    address = reverse("desk:file", args=[decided["approved"].number])
    assert f'href="{address}"' in page
    assert "Noor Siddiqui" not in page


def test_another_officer_opens_a_file_from_there_only_with_a_reason(
    examined: Application, olivia: User, noor: User
) -> None:
    approve(examined, olivia)
    address = reverse("desk:file", args=[examined.number])
    asked = signed_in(noor).get(address)
    assert asked.status_code == 302
    assert asked.headers["Location"].startswith(reverse("desk:reason", args=[examined.number]))


def test_a_manager_reads_the_numbers_and_no_link(
    decided: dict[str, Application], amina: User
) -> None:
    browser = signed_in(amina)
    page = browser.get(PAGE).content.decode()
    assert (decided["approved"].number in page, "/desk/files/" in page) == (True, False)
    french = browser.get("/fr/bureau/coherence/").content.decode()
    assert "Mêmes constats, issues différentes" in re.sub(r"\s+", " ", french)


def test_without_any_it_says_so(desk: Client) -> None:
    assert "No findings were decided both ways." in desk.get(PAGE).content.decode()


def test_members_of_the_family_are_compared_with_members_and_who_falls_with_none(
    decided: dict[str, Application],
) -> None:
    said = {
        "approved": ("approved", False),
        "refused": ("refused", False),
        "two": ("refused", True),
    }
    for name, (outcome, falls) in said.items():
        file = decided[name]
        for place in (7, 8):  # of two children the second is decided
            child = Person.objects.create(application=file, relation="child", position=place)
        PersonOutcome.objects.create(
            decision=file.decision, person=child, outcome=outcome, falls=falls
        )
        Finding.objects.create(
            application=file,
            stage="decided",
            person="child-2",
            key="dependent-child",
            met=outcome == "approved",
            note="By the birth certificate.",
            cite="",
            facts={},
        )
    found = consistency()
    assert (found.decisions, len(found.groups)) == (7, 2)
    (group,) = [one for one in found.groups if one.member]
    assert (group.approved.number, group.refused.number) == (1, 1)
    assert [number for number, _day in group.refused.files] == [decided["refused"].number]
