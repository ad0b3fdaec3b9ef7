"""One page of the form: what is wrong is said, what was typed stays, what is right is saved."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.queries import readiness
from impplus.queries.answers import answers_of
from impplus.queries.file import file_of
from impplus.records.models import Application, Person, User
from impplus.rules.form import Answer
from tests import people
from tests.portal import pages

STEPS = {step.key: step for step in people.FORM}
DATES = {
    "csq_issued_0": "2025", "csq_issued_1": "Feb", "csq_issued_2": "31",
    "csq_expires_0": "2027", "csq_expires_1": "2", "csq_expires_2": "3",
}  # fmt: skip


def at(application: Application, key: str, query: str = "") -> str:
    with override("en"):
        return reverse("portal:step", args=[application.number, key]) + query


def dates_of(application: Application) -> tuple[Answer, Answer]:
    given = answers_of(application.people.get(), [STEPS["csq-dates"]])
    return given["csq_issued"], given["csq_expires"]


def test_the_31st_of_february_is_refused_with_everything_kept_and_nothing_changed(
    alices: Client, draft: Application
) -> None:
    before = dates_of(draft)
    page = alices.post(at(draft, "csq-dates"), DATES, follow=True)
    shown = pages.words(page)
    assert page.status_code == 422
    assert "<title>Error: What are the dates of validity of your CSQ?" in shown
    assert shown.count("February 31, 2025 does not exist: that month has 28 days.") == 2
    assert [shown.count(f'value="{value}"') for value in ("2025", "Feb", "31")] == [1, 1, 1]
    assert dates_of(draft) == before


@pytest.mark.parametrize("dash", ["-", "–", ".", "[]", "…", "***"])
def test_a_dash_is_no_name_and_she_is_told_that_none_may_be_left_empty(
    dash: str, alices: Client, draft: Application
) -> None:
    before = draft.people.get().answers
    for key, said in (
        (
            "given_names",
            "Write a name in letters, or leave it empty: “Given names”.",
        ),
        ("family_name", "Write a name in letters: “Family names”."),
    ):
        page = alices.post(at(draft, "identity"), {key: dash}, follow=True)
        shown = pages.words(page)
        assert (page.status_code, said in shown, f'value="{dash}"' in shown) == (422, True, True)
    assert draft.people.get().answers == before


def test_a_page_with_mistakes_has_an_address_of_its_own_to_come_back_to(
    alices: Client, bobs: Client, alice: User, draft: Application
) -> None:
    there = at(draft, "csq-dates")
    answer = alices.post(there, DATES)
    assert (answer.status_code, answer.headers["Location"]) == (302, there)
    for _ in range(2):  # Back and Forward ask for it again
        shown = pages.words(alices.get(there))
        assert shown.count("February 31, 2025 does not exist") == 2
        assert 'value="Feb"' in shown
    assert alices.post(there, DATES | {"csq_issued_2": "28"}).headers["Location"] != there
    assert "<title>Error" not in pages.words(alices.get(there))
    alices.post(there, DATES)
    assert bobs.get(there).status_code == 404
    alices.post(reverse("account_logout"))
    assert reverse("account_login") in alices.get(there).headers["Location"]
    alices.force_login(alice)
    assert 'value="Feb"' not in pages.words(alices.get(there))


def test_saving_for_later_keeps_what_is_well_formed(alices: Client, draft: Application) -> None:
    before = dates_of(draft)
    page = alices.post(at(draft, "csq-dates"), DATES | {"_later": "1"})
    assert page.status_code == 422
    assert dates_of(draft) == (before[0], date(2027, 2, 3))


def test_saving_for_later_allows_blanks(alices: Client, draft: Application) -> None:
    blank = dict.fromkeys(DATES, "")
    answer = alices.post(at(draft, "csq-dates"), blank | {"_later": "1"})
    assert answer.headers["Location"] == pages.address("tasks", draft)
    assert dates_of(draft) == (None, None)


def test_going_on_needs_every_answer_and_says_all_that_is_missing(
    alices: Client, draft: Application
) -> None:
    page = alices.post(at(draft, "background"), {}, follow=True)
    named = re.findall(r'<li><a href="#id_(\w+?)(?:_0)?">', page.content.decode())
    assert named == [one.key for one in STEPS["background"].fields if not one.optional]


def test_a_page_that_the_answers_do_not_ask_is_skipped(alices: Client, draft: Application) -> None:
    abroad = alices.post(at(draft, "home"), {"lives_country": "MAR"})
    assert abroad.headers["Location"] == at(draft, "intention")
    assert alices.get(at(draft, "province")).headers["Location"] == reverse(
        "portal:tasks", args=[draft.number]
    )
    here = alices.post(at(draft, "home"), {"lives_country": "CAN", "_version": "1"})
    assert here.headers["Location"] == at(draft, "province")


def test_after_a_change_from_the_review_one_returns_there(
    alices: Client, draft: Application
) -> None:
    answer = alices.post(at(draft, "intention", "?from=review"), {"intends_quebec": "yes"})
    assert answer.headers["Location"] == f"{pages.address('review', draft)}#intention"
    fresh = alices.post(at(draft, "home", "?from=review"), {"lives_country": "CAN"})
    assert fresh.headers["Location"] == at(draft, "province", "?from=review")


def test_an_unknown_page_does_not_exist(alices: Client, draft: Application) -> None:
    assert alices.get(at(draft, "no-such-page")).status_code == 404
    assert alices.get(at(draft, "letter")).status_code == 404  # the self-check's own page


def test_answers_about_a_received_file_are_refused(alices: Client, submitted: Application) -> None:
    page = alices.post(at(submitted, "intention"), {"intends_quebec": "no"})
    assert page.status_code == 409
    assert submitted.people.get(relation="principal").answers["intends_quebec"] is True


def test_another_persons_member_is_not_found(
    alices: Client, draft: Application, ready_draft: Application
) -> None:
    principal = Person.objects.get(application=draft, relation="principal")
    address = reverse("portal:member-step", args=[draft.number, principal.pk, "member"])
    assert alices.get(address).status_code == 404


def home(application: Application) -> tuple[Answer, int]:
    person = application.people.get()
    return answers_of(person, [STEPS["home"]])["lives_country"], person.answers_version


def test_another_page_saved_meanwhile_is_no_conflict(
    alices: Client, draft: Application, alice: User
) -> None:
    people.save(draft, STEPS["intention"], {"intends_quebec": False}, alice)
    saved = alices.post(at(draft, "home"), {"lives_country": "TUN", "_version": "0"})
    assert (saved.status_code, home(draft)) == (302, ("TUN", 2))
    assert draft.people.get().answers["intends_quebec"] is False


def test_a_second_press_with_the_same_answers_is_no_conflict(
    alices: Client, draft: Application
) -> None:
    typed = {"lives_country": "TUN", "_version": "0"}
    answers = [alices.post(at(draft, "home"), typed).status_code for _ in range(2)]
    assert (answers, home(draft)) == ([302, 302], ("TUN", 2))


def test_a_fault_in_what_is_typed_does_not_make_an_old_page_new(
    alices: Client, draft: Application, alice: User
) -> None:
    people.save(draft, STEPS["home"], {"lives_country": "FRA"}, alice)
    typed = {"lives_country": "Atlantis", "_version": "0"}
    wrong = alices.post(at(draft, "home"), typed, follow=True)
    assert wrong.status_code == 422
    assert pages.words(wrong).count('name="_version" value="0"') == 1


def test_a_page_that_names_no_version_it_could_have_read_overwrites_nothing(
    alices: Client, draft: Application, alice: User
) -> None:
    people.save(draft, STEPS["home"], {"lives_country": "FRA"}, alice)
    typed = {"lives_country": "TUN"}
    assert alices.post(at(draft, "home"), typed).status_code == 409
    for version in ("x", "9" * 40, "-1", "2", "999"):
        assert alices.post(at(draft, "home"), typed | {"_version": version}).status_code == 409
    assert home(draft) == ("FRA", 1)


def test_a_yes_about_the_past_is_explained_before_she_submits(
    alices: Client, paid_draft: Application, this_day: date
) -> None:
    people.let_say(paid_draft.people.all(), refused_before=True, served=True)
    ready = readiness.of(file_of(paid_draft, on=this_day))
    assert [gap.field.key for gap in ready.gaps if gap.field] == [
        "refused_details",
        "served_details",
    ]
    page = alices.get(at(paid_draft, "background-details")).content.decode()
    assert re.findall(r'<textarea name="(\w+)"', page) == ["refused_details", "served_details"]
    told = {"refused_details": "A visa of France, in 2019: too little money.", "served_details": ""}
    refused = alices.post(at(paid_draft, "background-details"), told, follow=True)
    assert refused.status_code == 422
    told["served_details"] = "National service, 2010 to 2011, private."
    assert alices.post(at(paid_draft, "background-details"), told).status_code == 302
    assert readiness.of(file_of(paid_draft, on=this_day)).gaps == ()


def test_who_answers_no_is_asked_for_no_explanation(
    alices: Client, paid_draft: Application
) -> None:
    assert alices.get(at(paid_draft, "background-details")).status_code == 302


def whys(page: str) -> list[str]:
    """What is folded under “Why?” on a page of the form."""
    return re.findall(
        r'<details class="why">\s*<summary>[^<]+</summary>\s*(.*?)\s*</details>', page, re.S
    )


def test_a_page_without_a_sentence_of_its_own_says_why_it_asks(
    alices: Client, draft: Application
) -> None:
    assert STEPS["passport"].why is None
    (folded,) = whys(alices.get(at(draft, "passport")).content.decode())
    assert re.findall(r"<p>(.*?)</p>", folded) == [
        "The permit names the passport. A number that stands on two files is looked at by an officer.",
        "The officer compares these answers with the copy of the passport.",
    ]


def test_a_page_whose_sentence_is_the_reason_says_it_once(
    alices: Client, draft: Application
) -> None:
    page = alices.get(at(draft, "csq-dates")).content.decode()
    assert STEPS["csq-dates"].why is not None
    assert (page.count(STEPS["csq-dates"].why.en), whys(page)) == (1, [])


def test_a_heading_stands_for_the_question_only_where_it_asks_it(
    alices: Client, ready_draft: Application
) -> None:
    child = ready_draft.people.get(relation="child")
    people.let_say([child], parents="principal-and-another")
    with override("en"):
        about = reverse("portal:member-step", args=[ready_draft.number, child.pk, "child"])
    page = alices.get(about).content.decode()
    assert (
        page.count('class="alone"'),
        page.count(f"Does the other parent agree in writing to {child.name}’s move?"),
    ) == (0, 1)
    page = alices.get(at(ready_draft, "in-canada")).content.decode()
    assert page.count('class="alone"') == 1


def test_the_browser_may_fill_in_her_name_and_her_address(
    alices: Client, ready_draft: Application, lucie: User
) -> None:
    contact = pages.words(alices.get(at(ready_draft, "contact")))
    tokens = ("street-address", "address-level2", "address-level1", "postal-code", "tel")
    assert [contact.count(f'autocomplete="{one}"') for one in tokens] == [1] * len(tokens)
    for name in ("sign", "mandates"):
        page = pages.words(alices.get(pages.address(name, ready_draft)))
        assert page.count('autocomplete="name"') == 1, name
