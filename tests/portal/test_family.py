"""The family: added once however often the button is pressed, and removed after a question."""

import html
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.actions import documents
from impplus.demonstration.answers import fill_in_again
from impplus.queries import readiness
from impplus.queries.file import file_of
from impplus.records.models import Application, User
from impplus.words.citations import cited
from tests import people
from tests.portal import pages


def test_a_second_spouse_is_refused_with_what_was_typed(
    alices: Client, ready_draft: Application
) -> None:
    alices.post(reverse("portal:add-member", args=[ready_draft.number]))
    member = ready_draft.people.get(relation="")
    page = alices.post(
        reverse("portal:member-step", args=[ready_draft.number, member.pk, "member"]),
        {
            "relation": "spouse", "family_name": "Autre", "given_names": "Nom", "sex": "X",
            "born_0": "1990", "born_1": "1", "born_2": "1", "nationality": "MAR",
            "birth_country": "MAR",
        },
    )  # fmt: skip
    shown = pages.words(page)
    assert page.status_code == 422
    assert shown.count("A spouse or partner is already declared.") == 1
    assert shown.count('value="Autre"') == 1


def test_removing_is_asked_first_and_takes_the_documents_too(
    alices: Client, ready_draft: Application
) -> None:
    spouse = ready_draft.people.get(relation="spouse")
    address = reverse("portal:remove-member", args=[ready_draft.number, spouse.pk])
    assert pages.words(alices.get(address)).count("Remove Karim Idrissi?") == 1
    assert ready_draft.people.filter(pk=spouse.pk).exists()
    alices.post(address)
    assert not ready_draft.people.filter(pk=spouse.pk).exists()
    assert not ready_draft.documents.filter(person_id=spouse.pk).exists()


@pytest.mark.parametrize(
    ("language", "nothing", "one", "more"),
    [
        ("en", "are deleted.", "deleted, with 1 file.", "deleted, with {number} files."),
        ("fr", "sont supprimées.", "supprimées, avec 1 fichier.", "supprimées, avec {number} fichiers."),
    ],
)  # fmt: skip
def test_removing_says_how_many_files_go_and_fees_and_documents_are_worked_out_again(
    language: str,
    nothing: str,
    one: str,
    more: str,
    alices: Client,
    alice: User,
    ready_draft: Application,
) -> None:
    spouse = ready_draft.people.get(relation="spouse")
    with override(language):
        address = reverse("portal:remove-member", args=[ready_draft.number, spouse.pk])
    sent = spouse.documents.filter(removed_at__isnull=True)
    assert sent.count() > 1
    for left, said in ((1, more.format(number=sent.count())), (0, one), (0, nothing)):
        assert said in pages.words(alices.get(address))
        for document in list(sent.all())[left:]:
            documents.remove(document, by=alice)
    before = readiness.of(file_of(ready_draft))
    alices.post(address)
    after = readiness.of(file_of(ready_draft))
    assert after.bill.total < before.bill.total
    gone = {one.person for one in before.documents_needed}
    assert gone - {one.person for one in after.documents_needed} == {"partner"}


def test_someone_with_nobody_to_declare_is_told_that_she_is_done(
    alices: Client, draft: Application
) -> None:
    page = alices.get(pages.address("family", draft))
    assert pages.words(page).count("No family members added.") == 1


PAGES = ("family", "documents", "fees", "review")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", PAGES)
def test_what_the_rules_do_not_allow_a_member_is_said_before_she_submits(
    name: str, language: str, alices: Client, ready_draft: Application, this_day: date
) -> None:
    """A child of 23 who is no dependent child, and a husband of 17."""
    born = {"child": this_day.year - 23, "spouse": this_day.year - 17}
    for relation, year in born.items():
        member = ready_draft.people.filter(relation=relation)
        people.let_say(member, born=date(year, 1, 1), dependent_for_health=False)
    notes = readiness.of(file_of(ready_draft, on=this_day)).family_notes
    assert [(one.person.name, one.finding.key, one.bars) for one in notes] == [
        ("Karim Idrissi", "partner-of-age", True),
        ("Sami Idrissi", "dependent-child", True),
    ]
    shown = html.unescape(pages.words(alices.get(pages.address(name, ready_draft, language))))
    for note in notes:
        found, remedy = note.finding, note.finding.remedy
        assert remedy is not None
        said = " ".join(f"{found.text.say(language)} {remedy.say(language)}".split())
        source = " ".join(cited(found.source.cite).say(language).split())
        assert (shown.count(said), source in shown) == (1, True)


@pytest.mark.parametrize("name", PAGES)
def test_a_child_in_canada_is_told_that_no_study_permit_is_needed(
    name: str, alices: Client, ready_draft: Application, this_day: date
) -> None:
    inside = {"in_canada": True, "in_canada_status": "student"}
    until = date(this_day.year + 1, 1, 1)
    people.let_say(ready_draft.people.filter(relation="child"), **inside, in_canada_until=until)
    (note,) = readiness.of(file_of(ready_draft, on=this_day)).family_notes
    assert (note.finding.key, note.bars, note.advises) == ("needs-study-permit", False, True)
    shown = html.unescape(pages.words(alices.get(pages.address(name, ready_draft))))
    assert (shown.count(note.finding.text.en), shown.count("Not met")) == (1, 0)


def test_a_family_in_order_is_told_nothing(alices: Client, ready_draft: Application) -> None:
    for name in PAGES:
        shown = pages.words(alices.get(pages.address(name, ready_draft)))
        assert (name, shown.count("What the rules say about your family")) == (name, 0)


def test_what_is_not_known_of_a_member_waits_until_every_answer_is_there(
    ready_draft: Application, this_day: date
) -> None:
    """Whether a grown child depends on her is asked, and told once it is answered."""
    born = date(this_day.year - 23, 1, 1)
    child = ready_draft.people.filter(relation="child")
    people.let_say(child, born=born, dependent_for_health=None)
    ready = readiness.of(file_of(ready_draft, on=this_day))
    assert "dependent-child" in [one.key for one in ready.family if one.met is None]
    assert "dependent_for_health" in [gap.field.key for gap in ready.gaps if gap.field]
    assert ready.family_notes == ()


def test_nothing_of_the_family_keeps_her_from_submitting(
    alices: Client, ready_draft: Application, this_day: date
) -> None:
    child = ready_draft.people.filter(relation="child")
    people.let_say(child, born=date(this_day.year - 23, 1, 1), dependent_for_health=False)
    fill_in_again(ready_draft, by=ready_draft.applicant)  # of an adult more is asked
    people.send_documents(ready_draft, by=ready_draft.applicant)
    people.family_signs(ready_draft, demo=False)  # and an adult signs
    signed = {"declared": "on", "signature": "Alice Benali"}
    assert alices.post(pages.address("sign", ready_draft), signed).status_code == 302
    kept = ready_draft.receipt.content["findings"]
    assert {"person": "child-1", "key": "dependent-child", "met": False} in kept


@pytest.mark.parametrize(
    ("parents", "consents", "custody"),
    [
        ("both", True, False),
        ("principal-and-another", True, True),
        ("partner-and-another", False, True),
        ("one", None, True),
        (None, None, False),
    ],
)
def test_custody_papers_are_asked_only_where_a_parent_is_missing(
    parents: str | None,
    consents: bool | None,
    custody: bool,
    ready_draft: Application,
    this_day: date,
) -> None:
    child = ready_draft.people.filter(relation="child")
    people.let_say(child, parents=parents, other_parent_consents=consents)
    asked = readiness.of(file_of(ready_draft, on=this_day)).documents_needed
    papers = [one.key for one in asked if one.person == "child-1"]
    assert ("custody-consent" in papers) is custody


def test_an_adult_member_who_applies_is_asked_about_the_past_and_a_child_is_not(
    ready_draft: Application, this_day: date
) -> None:
    _, spouse, child = file_of(ready_draft, on=this_day).sheets
    assert {"member-background", "member-stays", "member-work"} <= {one.key for one in spouse.asked}
    assert {"parents"} == {one.key for one in child.asked} - {one.key for one in spouse.asked} - {
        "studies",
        "child",
    }
    assert not [one.key for one in child.asked if one.key == "member-background"]
