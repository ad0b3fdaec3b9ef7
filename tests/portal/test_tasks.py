"""The task list and the documents: by person, with one count, and a record once all is received."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import applications, payments
from impplus.portal.tasks import State
from impplus.queries import readiness
from impplus.queries.file import file_of
from impplus.queries.privacy import as_seen
from impplus.records.models import Application, Delegation, Document, User
from impplus.words import formats
from tests import people
from tests.portal import pages

READY = re.compile(r"(\d+) of (\d+) ready")


def said(browser: Client, name: str, application: Application, language: str = "en") -> str:
    return pages.words(browser.get(pages.address(name, application, language)))


def test_the_task_list_names_each_person_with_what_is_left(
    alices: Client, ready_draft: Application
) -> None:
    shown = said(alices, "tasks", ready_draft)
    names = [one.name for one in ready_draft.people.all()]
    assert [shown.count(f">{name}</h2>") for name in names] == [1] * len(names)
    people.let_say(ready_draft.people.filter(relation="spouse"), occupation="Boulanger")
    left = len(readiness.of(file_of(Application.objects.get(pk=ready_draft.pk))).gaps)
    again = said(alices, "tasks", ready_draft)
    assert (left, again.count("Left to do: 1 signature."), again.count("Not signed yet")) == (
        1,
        1,
        1,
    )


def test_what_a_member_has_to_do_comes_after_what_is_hers(
    alices: Client, ready_draft: Application
) -> None:
    def following() -> str:
        return str(alices.get(pages.address("tasks", ready_draft)).context["next"].key)

    people.let_say(ready_draft.people.filter(relation="spouse"), occupation="")
    people.let_say(ready_draft.people.filter(relation="principal"), city="")
    assert following() == "form"
    people.let_say(ready_draft.people.filter(relation="principal"), city="Lyon")
    assert following() == "members"
    people.let_say(ready_draft.people.filter(relation="principal"), city="")
    ready_draft.people.filter(relation="spouse").update(relation="child")
    assert following() == "form"
    people.let_say(ready_draft.people.filter(relation="principal"), city="Lyon")
    assert following() == "family"  # which of them is the spouse is not said


def test_the_page_shows_what_comes_next_in_the_order_in_which_it_comes(
    alices: Client, draft: Application
) -> None:
    page = alices.get(pages.address("tasks", draft))
    shown = page.content.decode()
    keys = [key for key in page.context["sections"] if key != "members"]
    places = [shown.index(f"<b>{page.context['sections'][key].title}</b>") for key in keys]
    assert keys[:3] == ["questionnaire", "form", "family"]
    assert places == sorted(places)


def test_the_task_list_the_family_and_the_documents_count_alike(
    alices: Client, ready_draft: Application
) -> None:
    Document.objects.filter(application=ready_draft).update(rendition="", rendition_type="")
    bad = Document.objects.filter(application=ready_draft, key="passport").earliest("pk")
    Document.objects.filter(pk=bad.pk).update(rendition_type="application/pdf")  # no clean copy
    counted = {
        name: READY.findall(said(alices, name, ready_draft))
        for name in ("tasks", "family", "documents")
    }
    assert counted["tasks"] == counted["family"] == counted["documents"]
    all_of_them = sum(int(every) for _ready, every in counted["tasks"])
    assert f"0 of {all_of_them} documents are ready." in said(alices, "documents", ready_draft)
    assert f"{all_of_them - 1} are being checked." in said(alices, "documents", ready_draft)


@pytest.mark.parametrize(
    ("language", "received", "more", "no_more"),
    [
        (
            "en",
            "We received",
            "Until the decision you can add a file",
            "Nothing can be added any more.",
        ),
        (
            "fr",
            "Nous avons reçu",
            "Jusqu’à la décision, vous pouvez ajouter",
            "Rien ne peut plus être ajouté.",
        ),
    ],
)
def test_after_submission_the_documents_are_a_record_of_what_was_sent(
    language: str,
    received: str,
    more: str,
    no_more: str,
    alices: Client,
    alice: User,
    submitted: Application,
) -> None:
    shown = said(alices, "documents", submitted, language)
    of_passport = reverse(
        "portal:upload",
        args=[submitted.number, submitted.people.get(relation="principal").pk, "passport"],
    )
    if language == "fr":
        of_passport = pages.address("upload", submitted, language)
    assert (received in shown, more in shown, f'href="{of_passport}"' in shown) == (
        True,
        True,
        True,
    )
    assert READY.findall(shown) == []
    applications.withdraw(submitted, seen="withdrawn-before-processing", by=alice)
    closed = said(alices, "documents", submitted, language)
    assert (received in closed, no_more in closed, f'href="{of_passport}"' in closed) == (
        True,
        True,
        False,
    )


def test_of_a_large_family_whoever_has_nothing_left_to_do_is_folded(
    alices: Client, alice: User, ready_draft: Application, this_day: date
) -> None:
    folded = re.compile(r'<div class="named" id="person-(\d+)">')
    Document.objects.filter(application=ready_draft).update(kept=True)
    three = [one.pk for one in ready_draft.people.order_by("pk")]
    assert folded.findall(said(alices, "documents", ready_draft)) == []
    child = applications.add_member(ready_draft, by=alice)
    people.fill_in(ready_draft, child, people.child_answers(this_day), by=alice)
    shown = said(alices, "documents", ready_draft)
    assert sorted(int(pk) for pk in folded.findall(shown)) == three
    assert shown.count(f'<h2 id="person-{child.pk}">') == 1


def test_a_page_of_the_form_says_of_how_many_it_is(
    alices: Client, draft: Application, this_day: date, alice: User
) -> None:
    first = said(alices, "step", draft)
    assert re.search(r"Alice Benali · page \d+ of \d+ at most </p>", first)  # nobody knows yet
    french = said(alices, "step", draft, "fr")
    assert re.search(r"Alice Benali · page \d+ sur \d+ au plus </p>", french)
    people.fill_in(draft, draft.people.get(), people.principal_answers(this_day), by=alice)
    certain = said(alices, "step", draft)
    assert re.search(r"Alice Benali · page \d+ of \d+ ", certain)


def test_the_pages_beside_each_other_name_the_one_that_is_open(
    alices: Client, submitted: Application
) -> None:
    current = re.compile(r'<a href="([^"]+)" aria-current="page">')
    for name in ("status", "documents", "messages", "changes"):
        assert current.findall(said(alices, name, submitted)) == [pages.address(name, submitted)]


def test_no_page_is_completed_before_somebody_saved_it(
    alices: Client, draft: Application, this_day: date, alice: User
) -> None:
    def hint(language: str = "en") -> str:
        return str(
            alices.get(pages.address("tasks", draft, language)).context["sections"]["form"].hint
        )

    assert hint().startswith("0 of ")  # not even pages on which nothing must be said
    asked = next(one for one in people.FORM if one.key == "anything-else")
    people.save(draft, asked, {}, alice)
    assert hint().startswith("1 of ")
    assert hint("fr").startswith("Pages terminées\u00a0: 1 sur ")
    people.fill_in(draft, draft.people.get(), people.principal_answers(this_day), by=alice)
    assert hint() == ""


def test_on_the_first_day_what_is_left_is_said_by_kind_and_counted_as_its_rows_are(
    alices: Client, draft: Application
) -> None:
    shown = said(alices, "tasks", draft)
    sections = alices.get(pages.address("tasks", draft)).context["sections"]
    hints = [sections[key].hint for key in ("questionnaire", "form")]
    rows = [int(one.split(" pages")[0].rpartition(" of at most ")[2]) for one in hints]
    number, documents = sum(rows), len(readiness.of(file_of(draft)).of_kind("document"))
    left = f"at most {number} pages of questions, {documents} documents"
    assert f"Left to do: {left}, the payment." in shown
    assert f"To do: {left}" in shown  # beside her name, of the same things
    french = said(alices, "tasks", draft, "fr")
    assert f"À faire : au plus {number} pages de questions, {documents} documents," in french


def test_what_is_left_grows_less_with_each_page(
    alices: Client, alice: User, draft: Application, this_day: date
) -> None:
    counted, known = list[int](), people.principal_answers(this_day)
    sheet = file_of(draft).sheets[0]
    for step in sheet.steps[:6]:
        if any(one.key == step.key for one in file_of(draft).sheets[0].asked):
            people.save(draft, step, {one.key: known.get(one.key) for one in step.fields}, alice)
            draft = Application.objects.get(pk=draft.pk)
        shown = said(alices, "tasks", draft)
        counted.append(int(re.findall(r"Left to do: (?:at most )?(\d+) pages", shown)[0]))
    assert counted == sorted(counted, reverse=True)
    assert counted[-1] < counted[0]


def test_of_somebody_who_is_added_no_number_of_pages_is_guessed_and_nothing_is_saved(
    alices: Client, draft: Application, this_day: date
) -> None:
    there = reverse("portal:add-member", args=[draft.number])
    shown = pages.words(alices.get(there, follow=True))
    assert re.findall(r"Family member · page 1 (?:of)?", shown) == ["Family member · page 1 "]
    kept = '<p class="saved" data-is="before" hidden>'
    assert kept in shown
    step = said(alices, "step", draft)
    assert kept in step  # filled in from the letter, and saved by nobody
    people.fill_in(
        draft, draft.people.get(), people.principal_answers(this_day), by=draft.applicant
    )
    assert kept not in said(alices, "step", draft)


def test_the_fees_on_the_task_list_are_those_of_their_page_while_a_member_has_answers_to_give(
    alices: Client, draft: Application, alice: User, this_day: date
) -> None:
    people.fill_in(draft, draft.people.get(), people.principal_answers(this_day), by=alice)
    spouse = applications.add_member(draft, by=alice)
    people.fill_in(draft, spouse, people.spouse_answers(this_day) | {"occupation": ""}, by=alice)
    row = alices.get(pages.address("tasks", draft)).context["sections"]["fees"]
    page = alices.get(pages.address("fees", draft))
    total = formats.money(page.context["fees"].total, "en")
    until = "to be paid once the questionnaire and the answers about the family are complete"
    assert (row.state, row.hint) == (State.NOT_STARTED, f"{total} so far, {until}")
    why = "You can pay once the questionnaire and the answers about each member of the family"
    assert (why in pages.words(page), page.context["fees"].may_pay) == (True, False)


def test_whether_the_fees_can_be_paid_does_not_depend_on_what_karim_keeps_private(
    ready_draft: Application, given: Delegation
) -> None:
    people.let_say(ready_draft.people.filter(relation="spouse"), occupation="")
    for private in (False, True):
        Delegation.objects.filter(pk=given.pk).update(private=private)
        ready = readiness.of(file_of(Application.objects.get(pk=ready_draft.pk)))
        assert (private, ready.answered, as_seen(ready).answered) == (private, False, False)


def test_each_link_to_the_application_is_called_what_its_page_is_called(
    alices: Client, draft: Application
) -> None:
    found = re.compile(rf'<a[^>]* href="{pages.address("tasks", draft)}"[^>]*>([^<]+)</a>')
    links = {one.strip() for name in ("family", "fees") for one in found.findall(said(alices, name, draft))}  # fmt: skip
    assert links == {"Application", "Continue to the application"}


def test_a_card_that_was_declined_is_said_beside_the_fees(
    alices: Client, draft: Application, alice: User, this_day: date
) -> None:
    declined = "Not paid: the card was declined"
    alone = people.principal_answers(this_day) | {"relationship": "single"}
    people.fill_in(draft, draft.people.get(), alone, by=alice)
    shown = said(alices, "tasks", draft)
    assert [shown.count(one) for one in (declined, "For the whole application")] == [0, 1]
    payments.settle(payments.begin(file_of(draft), by=alice), "fail")
    assert declined in said(alices, "tasks", draft)


def test_what_is_for_everybody_together_is_so_called_where_there_are_several(
    alices: Client, ready_draft: Application
) -> None:
    headings = ("For everyone together", "For the whole application")
    assert [said(alices, "tasks", ready_draft).count(one) for one in headings] == [1, 0]
