"""The family: added once however often the button is pressed, and removed after a question."""

from django.test import Client
from django.urls import reverse

from impplus.records.models import Application
from tests.portal import pages


def test_two_presses_on_add_make_one_empty_member(alices: Client, draft: Application) -> None:
    address = reverse("portal:add-member", args=[draft.number])
    first, second = alices.post(address), alices.post(address)
    member = draft.people.exclude(relation="principal").get()
    page = reverse("portal:member-step", args=[draft.number, member.pk, "member"])
    assert [first.headers["Location"], second.headers["Location"]] == [page, page]


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


def test_someone_with_nobody_to_declare_is_told_that_she_is_done(
    alices: Client, draft: Application
) -> None:
    page = alices.get(pages.address("family", draft))
    assert pages.words(page).count("Nobody is declared yet.") == 1
