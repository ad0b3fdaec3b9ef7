"""The task list and the documents: by person, with one count, and a record once all is received."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import applications, payments
from impplus.queries import readiness
from impplus.queries.file import file_of
from impplus.records.models import Application, Document, User
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


def test_on_the_first_day_what_is_left_is_said_by_kind(alices: Client, draft: Application) -> None:
    board = alices.get(pages.address("family", draft)).context["board"]
    number, documents = board[0].pages_left, len(readiness.of(file_of(draft)).of_kind("document"))
    shown = said(alices, "tasks", draft)
    assert f"Left to do: {number} pages of questions, {documents} documents, the payment." in shown
    assert (
        f"To do: {number} pages of questions, {documents} documents" in shown
    )  # beside her name, of the same things
    french = said(alices, "tasks", draft, "fr")
    assert f"À faire : {number} pages de questions, {documents} documents, le paiement." in french


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
