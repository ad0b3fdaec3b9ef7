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


def new_page(alices: Client, application: Application) -> str:
    """The address of a fresh page for one more member."""
    answer = alices.get(reverse("portal:add-member", args=[application.number]))
    assert answer.status_code == 302
    return answer.headers["Location"]


SOMEONE = {
    "relation": "child", "family_name": "Idrissi", "given_names": "Lina", "sex": "F",
    "born_0": "2020", "born_1": "1", "born_2": "1", "nationality": "MAR", "birth_country": "MAR",
}  # fmt: skip


def test_a_second_spouse_is_refused_with_what_was_typed(
    alices: Client, ready_draft: Application
) -> None:
    before = ready_draft.people.count()
    page = alices.post(
        new_page(alices, ready_draft), SOMEONE | {"relation": "spouse", "family_name": "Autre"}
    )
    shown = pages.words(page)
    assert page.status_code == 422
    assert shown.count("A spouse or partner is already declared.") == 1
    assert shown.count('value="Autre"') == 1
    assert ready_draft.people.count() == before


def test_opening_the_page_of_a_new_member_creates_nobody(
    alices: Client, draft: Application
) -> None:
    page = alices.get(new_page(alices, draft))
    assert page.status_code == 200
    empty = alices.post(new_page(alices, draft), {"_later": "1"})
    assert empty.headers["Location"] == pages.address("family", draft)
    assert alices.post(new_page(alices, draft), {}, follow=True).status_code == 422
    assert draft.people.count() == 1
    assert [one.verb for one in draft.events.filter(verb="add-member")] == []


def test_a_new_member_is_one_however_often_the_page_is_sent(
    alices: Client, draft: Application
) -> None:
    page = new_page(alices, draft)
    first, again = (alices.post(page, SOMEONE | {"_version": "0"}) for _ in range(2))
    (member,) = draft.people.filter(relation="child")
    assert (first.status_code, first.headers["Location"]) == (302, again.headers["Location"])
    back = alices.get(page)
    assert back.headers["Location"] == reverse(
        "portal:member-step", args=[draft.number, member.pk, "member"]
    )
    alices.post(new_page(alices, draft), SOMEONE)
    assert draft.people.filter(relation="child").count() == 2


def test_another_window_with_the_same_page_of_a_new_member_overwrites_nothing(
    alices: Client, draft: Application
) -> None:
    page = new_page(alices, draft)
    alices.post(page, SOMEONE | {"_version": "0", "_window": "one"})
    other = alices.post(page, SOMEONE | {"given_names": "Yto", "_version": "0", "_window": "two"})
    assert other.status_code == 409
    assert [one.given_names for one in draft.people.filter(relation="child")] == ["Lina"]


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
        assert (name, shown.count("What the rules say about the family")) == (name, 0)


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


def test_nobody_is_offered_a_removal_after_submission(alices: Client, sent: Application) -> None:
    spouse = sent.people.get(relation="spouse")
    there = reverse("portal:remove-member", args=[sent.number, spouse.pk])
    page = alices.get(there)
    assert (page.status_code, page.headers["Location"]) == (302, pages.address("status", sent))
    assert alices.post(there).status_code == 409


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Children of 22 or over, or married, are named in the form"),
        ("fr", "Les enfants de 22 ans ou plus, ou mariés, s’inscrivent dans le formulaire"),
    ],
)
def test_the_family_says_where_grown_children_are_named(
    language: str, said: str, alices: Client, draft: Application
) -> None:
    assert pages.words(alices.get(pages.address("family", draft, language))).count(said) == 1
