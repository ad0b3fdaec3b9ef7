"""The link to a part of one’s own, the board of the family, and the paper instead, at the pages."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.actions import applications
from impplus.actions.attempts import PAIR
from impplus.demonstration.signing import signs_on_paper
from impplus.queries.delegations import link_of
from impplus.records.models import Application, Delegation, Person, User
from tests import people
from tests.people import signed_in
from tests.portal import pages
from tests.portal.own import text


def test_the_link_asks_for_a_session_first_and_says_nobodys_name(given: Delegation) -> None:
    Delegation.objects.update(status="offered", account=None, email="k@example.test")
    there = reverse("portal:join", args=[link_of(Delegation.objects.get())])
    page = Client().get(there).content.decode()
    assert page.count(f"?next={there}") == 2
    assert [one for one in ("Alice", "Karim", "Idrissi", "Benali") if one in page] == []


def test_two_who_open_a_link_at_once_make_one_owner(
    alices: Client, bobs: Client, ready_draft: Application, karim: Person, given: Delegation
) -> None:
    Delegation.objects.update(status="offered", account=None, email="k@example.test")
    there = reverse("portal:join", args=[link_of(Delegation.objects.get())])
    sent = {"agreed": "on", "born_0": "1988", "born_1": "9", "born_2": "9"}
    assert alices.post(there, sent).status_code == 422  # the principal applicant
    first = bobs.post(there, sent)
    assert first.headers["Location"] == reverse("portal:my-part", args=[ready_draft.number])
    assert bobs.get(there).headers["Location"] == first.headers["Location"]  # once more
    third = signed_in(people.user("late@example.test", "Late"))
    assert "This link no longer works" in pages.words(third.post(there, sent))


def test_guesses_of_a_link_are_counted(bobs: Client) -> None:
    there = reverse("portal:join", args=["1-" + "0" * 40])
    sent = {"agreed": "on", "born_0": "1988", "born_1": "9", "born_2": "9"}
    answers = [pages.words(bobs.post(there, sent)) for _ in range(PAIR.free + 1)]
    assert ["This link no longer works" in one for one in answers] == [*[True] * PAIR.free, False]
    assert "Too many attempts. Wait 1 minute, then try again." in answers[-1]


def test_a_wrong_date_at_a_link_leaves_a_line_in_the_log(
    bobs: Client, given: Delegation, caplog: pytest.LogCaptureFixture
) -> None:
    Delegation.objects.update(status="offered", account=None, email="k@example.test")
    there = reverse("portal:join", args=[link_of(Delegation.objects.get())])
    sent = {"agreed": "on", "born_0": "1901", "born_1": "1", "born_2": "1"}
    with caplog.at_level("WARNING", logger="impplus"):
        bobs.post(there, sent)
    facts = [one.__dict__.get("facts") for one in caplog.records if one.levelname == "WARNING"]
    assert facts == [{"attempt": "own-part"}]


def test_staff_are_told_to_use_another_account(olivia: User, lucies: Client) -> None:
    there = reverse("portal:join", args=["1-none"])
    for browser in (signed_in(olivia), lucies):
        page = browser.get(there)
        assert (page.status_code, "an account that is for work" in pages.words(page)) == (422, True)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_board_says_of_each_person_what_is_asked_missing_and_who_acts(
    language: str, alices: Client, ready_draft: Application, karim: Person, this_day: date
) -> None:
    people.let_say([karim], occupation=None)
    with override(language):
        there = reverse("portal:family", args=[ready_draft.number])
    shown = text(alices.get(there))
    for said in {
        "en": ("Open work permit", "A work permit", "A study permit", "Who acts now: Karim Idrissi",
               "Who acts now: you", "To do: 1 page of questions, the signature", "Sami Idrissi is a minor"),
        "fr": ("Permis de travail ouvert", "Qui agit maintenant\xa0: Karim Idrissi", "Sami Idrissi est d’âge mineur"),
    }[language]:  # fmt: skip
        assert (said, " ".join(said.split()) in shown) == (said, True)


def test_she_gives_sends_again_and_takes_back_a_link(
    alices: Client, draft: Application, alice: User, this_day: date
) -> None:
    member = applications.add_member(draft, by=alice)
    people.fill_in(draft, member, people.spouse_answers(this_day), by=alice)
    there = reverse("portal:own-part", args=[draft.number, member.pk])
    wrong = alices.post(there, {"email": "ALICE@example.test", "language": "fr"})
    assert (wrong.status_code, 'value="ALICE@example.test"' in wrong.content.decode()) == (
        422,
        True,
    )
    assert alices.post(there, {"email": "k@example.test", "language": "fr"}).status_code == 302
    assert "k@example.test" in alices.get(there).content.decode()
    alices.post(there, {"act": "send"})
    assert Delegation.objects.get().sending == 2
    alices.post(there, {"act": "end"})
    assert Delegation.objects.get().status == "ended"


def test_the_paper_is_printed_in_both_languages_and_its_scan_is_sent(
    alices: Client, ready_draft: Application, karim: Person, alice: User
) -> None:
    people.let_say([karim], occupation="Boulanger")
    there = reverse("portal:paper", args=[ready_draft.number, karim.pk])
    assert alices.get(there).status_code == 200
    for language in ("en", "fr"):
        paper = alices.get(
            reverse("portal:declaration", args=[ready_draft.number, karim.pk, language])
        )
        assert b"".join(paper.streaming_content).startswith(b"%PDF")  # type: ignore[arg-type,attr-defined]
    sent = alices.post(there, {"code": "0000-0000-0000"})
    assert sent.status_code == 422
    fresh = Person.objects.get(pk=karim.pk)
    signs_on_paper(fresh, by=alice)
    shown = pages.words(alices.get(reverse("portal:family", args=[ready_draft.number])))
    assert shown.count("Signed on paper; received on") == 1


def test_a_child_has_no_paper_and_no_part(alices: Client, ready_draft: Application) -> None:
    child = ready_draft.people.get(relation="child")
    assert (
        alices.get(reverse("portal:paper", args=[ready_draft.number, child.pk])).status_code == 404
    )
    page = pages.words(alices.get(reverse("portal:own-part", args=[ready_draft.number, child.pk])))
    assert page.count("This person signs nothing alone") == 1


def test_the_task_list_leads_to_a_signature_that_is_missing(
    alices: Client, ready_draft: Application, karim: Person
) -> None:
    done = text(alices.get(reverse("portal:tasks", args=[ready_draft.number])))
    assert "Next: Members of the family" not in done
    people.let_say([karim], occupation="Boulanger")
    asked = text(alices.get(reverse("portal:tasks", args=[ready_draft.number])))
    assert "Next: Members of the family" in asked
