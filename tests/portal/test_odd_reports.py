"""A change that is sent in another way than its page sends it, or that cannot have happened, is refused in a sentence."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import declarations, reports
from impplus.queries.refusals import NotUnderstood
from impplus.records.models import Application, Report, User
from impplus.words.family_changes import FAMILY
from tests import people
from tests.people import signed_in
from tests.portal import pages
from tests.portal.test_reports import where


def reported(browser: Client, sent: Application, kind: str, day: date, person: str) -> str:
    """What the page says of an event of the family that is sent at once; nothing of it is kept."""
    typed = {"kind": kind, "person": person, "reason": "Fin.", "sure": "1"}
    typed |= {f"day_{n}": str(part) for n, part in enumerate((day.year, day.month, day.day))}
    page = browser.post(reverse("portal:family-change", args=[sent.number]), typed)
    assert (page.status_code, Report.objects.count()) == (422, 0)
    return pages.words(page)


@pytest.mark.parametrize("version", ["-5", "abc", "", "999999999"])
def test_a_change_that_names_no_version_that_was_read_is_not_kept(
    alices: Client, sent: Application, version: str
) -> None:
    principal = sent.people.get(relation="principal")
    there = reverse("portal:change", args=[sent.number, principal.pk, "new-address"])
    answer = alices.post(there, {**where(sent), "_version": version, "sure": "1"})
    assert (answer.status_code, Report.objects.count()) == (422, 0)


@pytest.mark.parametrize("kind", sorted(FAMILY.keys() - {"birth"}))
def test_nothing_happens_in_a_family_before_its_people_are_born(
    alices: Client, sent: Application, kind: str
) -> None:
    karim = str(sent.people.get(relation="spouse").pk)
    said = reported(alices, sent, kind, date(1900, 1, 1), karim)
    assert "This day comes before the birth of the person concerned" in said


@pytest.mark.parametrize("kind", ["separation", "divorce"])
def test_nobody_is_separated_from_herself(
    alices: Client, sent: Application, this_day: date, kind: str
) -> None:
    alice = str(sent.people.get(relation="principal").pk)
    said = reported(alices, sent, kind, this_day, alice)
    assert "Choose the person concerned" in said


def test_a_person_of_another_family_is_not_chosen(
    alices: Client, sent: Application, this_day: date
) -> None:
    for kind in ("divorce", "death", "marriage"):
        said = reported(alices, sent, kind, this_day, "999999")
        assert ("Choose the person concerned" in said, "available choices" in said) == (True, False)


@pytest.mark.parametrize(
    ("kind", "offered"), [("separation", False), ("marriage", False), ("death", True)]
)
def test_no_young_child_marries_or_separates(
    alices: Client, sent: Application, this_day: date, kind: str, offered: bool
) -> None:
    child = sent.people.get(relation="child")
    page = alices.get(f"{reverse('portal:family-change', args=[sent.number])}?kind={kind}")
    assert (f'value="{child.pk}"' in page.content.decode()) is offered
    if not offered:
        said = reported(alices, sent, kind, this_day, str(child.pk))
        assert "Choose the person concerned" in said


@pytest.mark.parametrize("page", ["my-answers", "receipt", "receipt-text", "everything", "changes"])
def test_what_is_only_read_takes_nothing(alices: Client, sent: Application, page: str) -> None:
    assert alices.post(pages.address(page, sent)).status_code == 405


def test_a_receipt_of_a_change_takes_nothing(alices: Client, sent: Application) -> None:
    assert alices.post(reverse("portal:change-receipt", args=[sent.number, 1])).status_code == 405


def test_a_letter_that_is_not_known_is_not_understood(db: None, bob: User) -> None:
    typed = {"code": "AAAA-BBBB", "csq_number": "1", "born_0": "1990", "born_1": "1", "born_2": "1"}
    assert signed_in(bob).post(pages.address("bind", Application()), typed).status_code == 422


def test_nobody_dies_on_two_days_or_is_divorced_afterwards(
    alices: Client, sent: Application, alice: User, this_day: date
) -> None:
    karim, lina = (sent.people.get(relation=one) for one in ("spouse", "child"))
    died = this_day - timedelta(days=9)
    told = {"name": "", "reason": "Fin.", "by": alice}
    reports.tell_of_family(sent, kind="death", day=died, person=karim, **told)
    again = reports.tell_of_family(sent, kind="death", day=died, person=karim, **told)
    for day, kind, fault in (
        (this_day, "death", "The death of this person was reported with another day."),
        (this_day, "divorce", "this would have happened after the death of a person concerned."),
    ):
        with pytest.raises(NotUnderstood) as refused:
            reports.tell_of_family(sent, kind=kind, day=day, person=karim, **told)
        assert fault in refused.value.faults[0].en
    before = died - timedelta(days=1)
    reports.tell_of_family(sent, kind="divorce", day=before, person=karim, **told)
    reports.tell_of_family(sent, kind="death", day=this_day, person=lina, **told)
    declarations.take_back(again, reason="Erreur.", by=alice, language="fr")
    reports.tell_of_family(sent, kind="death", day=this_day, person=karim, **told)
    assert Report.objects.count() == 5


def test_nobody_who_died_does_anything_as_a_couple_that_was_reported_for_a_later_day(
    sent: Application, alice: User, this_day: date
) -> None:
    karim = sent.people.get(relation="spouse")
    told = {"person": karim, "name": "", "reason": "Fin.", "by": alice}
    reports.tell_of_family(sent, kind="separation", day=this_day, **told)
    with pytest.raises(NotUnderstood):
        reports.tell_of_family(sent, kind="death", day=this_day - timedelta(days=1), **told)


@pytest.mark.parametrize(
    ("kind", "asked"),
    [("divorce", "A divorce without a marriage?"), ("separation", "A separation without a union?")],
)
def test_the_end_of_a_couple_that_the_answers_do_not_know_is_asked_about(
    alices: Client, sent: Application, this_day: date, kind: str, asked: str
) -> None:
    alice = sent.people.filter(relation="principal")
    typed = {"kind": kind, "person": "nobody", "reason": "Fin."}
    typed |= {
        f"day_{n}": str(part)
        for n, part in enumerate((this_day.year, this_day.month, this_day.day))
    }
    there = reverse("portal:family-change", args=[sent.number])
    for status, found in (("single", 1), ("married", 0)):
        people.let_say(alice, relationship=status)
        assert pages.words(alices.post(there, typed)).count(asked) == found
    assert Report.objects.count() == 0
