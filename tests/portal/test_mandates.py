"""A mandate: given and ended by Alice; from the next page on Lucie sees nothing."""

from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.actions import mandates
from impplus.programmes import IMP_PLUS
from impplus.records.models import Application, Firm, Mandate, Person, User
from tests.matters import colleague
from tests.portal import pages


def test_alice_gives_a_mandate_with_her_signature(
    alices: Client, lucies: Client, lucie: User, draft: Application
) -> None:
    address = pages.address("mandates", draft)
    page = alices.post(address, {"lawyer": lucie.pk, "signature": ""})
    assert page.status_code == 422
    assert Mandate.objects.count() == 0
    alices.post(address, {"lawyer": lucie.pk, "agreed": "on", "signature": "Alice Benali"})
    assert Mandate.objects.get().lawyer == lucie
    assert lucies.get(pages.address("tasks", draft)).status_code == 200


def test_an_ended_mandate_closes_the_file_at_once(
    alices: Client, lucies: Client, draft: Application, mandate: Mandate
) -> None:
    alices.post(pages.address("end-mandate", draft))
    assert lucies.get(pages.address("tasks", draft)).status_code == 404


def test_lucie_gives_no_mandate_and_may_end_her_own(
    lucies: Client, lucie: User, draft: Application, mandate: Mandate
) -> None:
    given = {"lawyer": lucie.pk, "agreed": "on", "signature": "Alice Benali"}
    assert lucies.post(pages.address("mandates", draft), given).status_code == 404
    assert lucies.post(pages.address("end-mandate", draft)).status_code == 302
    mandate.refresh_from_db()
    assert mandate.status == "ended"


def test_a_stranger_cannot_be_chosen(
    alices: Client, lucie: User, bob: User, draft: Application
) -> None:
    given = {"lawyer": bob.pk, "agreed": "on", "signature": "Alice Benali"}
    page = alices.post(pages.address("mandates", draft), given)
    assert pages.words(page).count("Choose someone from the list.") == 2
    assert Mandate.objects.count() == 0


def test_the_list_names_who_answers_for_files_and_neither_intake_nor_paralegal(
    alices: Client, draft: Application, firm: Firm
) -> None:
    for name, role in (("Ines", "intake"), ("Paul", "paralegal"), ("Luc", "lawyer")):
        colleague(firm, name, role)
    shown = pages.words(alices.get(pages.address("mandates", draft)))
    assert [name for name in ("Ines Roy", "Paul Roy", "Luc Roy") if name in shown] == ["Luc Roy"]


def test_both_see_the_same_task_list(
    alices: Client, lucies: Client, ready_draft: Application, mandate: Mandate
) -> None:
    hers, his = (
        [
            (one.key, one.state)
            for one in browser.get(pages.address("tasks", ready_draft)).context["sections"].values()
        ]
        for browser in (alices, lucies)
    )
    assert hers == his


def test_the_title_of_a_client_s_file_does_not_call_it_lucie_s(
    alices: Client, lucies: Client, draft: Application, mandate: Mandate
) -> None:
    address = pages.address("tasks", draft)
    titles = [f"<title>{one} – IMP+</title>" for one in ("Your application", draft.number)]
    shown = [browser.get(address).content.decode() for browser in (alices, lucies)]
    assert [[title in page for title in titles] for page in shown] == [[True, False], [False, True]]


def test_the_french_heading_of_a_client_s_file_fits_a_name_that_begins_with_a_vowel(
    lucies: Client, draft: Application, mandate: Mandate
) -> None:
    page = lucies.get(pages.address("tasks", draft, "fr"))
    assert "Demande présentée par Alice Benali" in pages.words(page)


def test_the_pages_know_the_mandate_that_is_in_force(
    alices: Client, lucie: User, draft: Application, mandate: Mandate
) -> None:
    def said() -> tuple[str, bool]:
        sections = alices.get(pages.address("tasks", draft)).context["sections"].values()
        people = alices.get(pages.address("documents", draft)).context["people"]
        held = {needed.key for one in people for needed in one.held}
        row = next(one for one in sections if one.key == "representative")
        return str(row.hint), "use-of-representative" in held

    assert said() == (lucie.name, True)
    alices.post(pages.address("end-mandate", draft))
    assert said() == ("Nobody represents you unless you say so", False)


def test_a_family_member_reads_where_the_form_is(
    alices: Client, alice: User, lucie: User, ready_draft: Application, karim: Person
) -> None:
    mandates.give(ready_draft, lawyer=lucie, signature="Alice Benali", by=alice)
    form = next(row.form for row in IMP_PLUS.documents if row.key == "use-of-representative")
    assert form is not None
    for language in ("en", "fr"):
        with override(language):
            place = [ready_draft.number, karim.pk, "use-of-representative"]
            page = alices.get(reverse("portal:upload", args=place)).content.decode()
        assert page.count(f'<a href="{form.link(language)}">') == 1
