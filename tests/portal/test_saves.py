"""A page that saves itself while somebody types: only what was kept is called saved, and nothing is overwritten."""

import html
import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from deploy.local.spare import PROJECT
from impplus.queries import clock
from impplus.queries.answers import answers_of
from impplus.records.models import Application, Event, User
from tests import people
from tests.portal import pages
from tests.portal.test_rows import NURSE, kept, sent
from tests.portal.test_steps import DATES, STEPS, at

AUTO = {"_auto": "1", "_window": "a-window-of-hers"}


def typed(turn: int = 1, version: int = 0, **answers: str) -> dict[str, str]:
    """What the page's script sends for the n-th time."""
    return {**AUTO, "_turn": f"{turn}", "_version": f"{version}", **answers}


def address_of(draft: Application) -> object:
    return draft.people.get().answers.get("address")


def lines(draft: Application) -> list[object]:
    """What the events tell of saves: which page, and the version then."""
    events = draft.events.filter(noun="application", verb="save").order_by("id")
    return [(one.detail["step"], one.detail["version"]) for one in events]


def test_the_answer_says_the_version_and_the_instant_once_it_is_kept(
    alices: Client, draft: Application
) -> None:
    answer = alices.post(at(draft, "contact"), typed(address="12 rue Un"))
    said = answer.json()
    assert (answer.status_code, said["version"], said["left"], said["page"]) == (200, 1, [], "")
    assert said["at"] > 1_700_000_000
    assert said["seconds"] > 0
    assert answer.headers["Cache-Control"] == "no-store"
    assert address_of(draft) == "12 rue Un"


def test_what_is_half_typed_is_named_and_the_rest_is_kept(
    alices: Client, draft: Application
) -> None:
    answer = alices.post(at(draft, "csq-dates"), typed(**DATES))
    assert answer.json()["left"] == ["Issue date on the CSQ"]
    given = answers_of(draft.people.get(), [STEPS["csq-dates"]])
    assert given["csq_expires"] == date(2027, 2, 3)


def test_saves_of_one_page_are_one_line_of_the_events(alices: Client, draft: Application) -> None:
    version = 0
    for turn, said in enumerate(("1", "12", "12 rue", "12 rue Un"), 1):
        answer = alices.post(at(draft, "contact"), typed(turn, version, address=said))
        version = answer.json()["version"]
    assert (version, address_of(draft), lines(draft)) == (4, "12 rue Un", [("contact", 1)])
    page = {**typed(5, version, address="12 rue Un"), "_later": "1"}
    del page["_auto"]
    assert alices.post(at(draft, "contact"), page).status_code == 302
    assert lines(draft) == [("contact", 1)]
    again = alices.post(at(draft, "contact"), typed(1, 4, address="3", _window="another"))
    assert (again.json()["version"], lines(draft)) == (5, [("contact", 1), ("contact", 5)])


def test_a_sitting_that_lasts_is_told_of_again(alices: Client, draft: Application) -> None:
    alices.post(at(draft, "contact"), typed(1, 0, address="1"))
    with clock.at(clock.now() + timedelta(minutes=31)):
        alices.post(at(draft, "contact"), typed(2, 1, address="2"))
    assert lines(draft) == [("contact", 1), ("contact", 2)]


def test_the_same_again_writes_nothing(alices: Client, draft: Application) -> None:
    alices.post(at(draft, "contact"), typed(1, 0, address="1"))
    before = Event.objects.count()
    answer = alices.post(at(draft, "contact"), typed(2, 1, address="1"))
    assert (answer.json()["version"], Event.objects.count()) == (1, before)


def test_answers_out_of_order_keep_what_was_typed_last(alices: Client, draft: Application) -> None:
    late = typed(2, 0, address="12 rue")
    alices.post(at(draft, "contact"), typed(3, 0, address="12 rue Un"))
    assert alices.post(at(draft, "contact"), late).status_code == 200
    assert address_of(draft) == "12 rue Un"


def test_an_answer_that_was_lost_on_its_way_makes_no_conflict_with_herself(
    alices: Client, draft: Application
) -> None:
    alices.post(at(draft, "contact"), typed(1, 0, address="12 rue"))
    answer = alices.post(at(draft, "contact"), typed(2, 0, address="12 rue Un"))
    assert (answer.status_code, address_of(draft)) == (200, "12 rue Un")


def test_back_to_the_page_and_save_is_no_conflict_with_herself(
    alices: Client, draft: Application
) -> None:
    """The browser kept the page as it was made; its saves since were its own."""
    alices.post(at(draft, "home"), typed(1, 0, lives_country="FRA"))
    pressed = {"_window": AUTO["_window"], "_version": "0", "_turn": "2", "lives_country": "TUN"}
    assert alices.post(at(draft, "home"), pressed).status_code == 302
    assert alices.post(at(draft, "home"), pressed | {"lives_country": "MAR"}).status_code == 302
    assert answers_of(draft.people.get(), [STEPS["home"]])["lives_country"] == "MAR"


def test_another_version_is_never_overwritten(
    alices: Client, draft: Application, alice: User
) -> None:
    people.save(draft, STEPS["contact"], {"address": "Rue Deux"}, alice)
    answer = alices.post(at(draft, "contact"), typed(1, 0, address="Rue Un"))
    assert (answer.status_code, answer.json()) == (409, {"elsewhere": True})
    assert address_of(draft) == "Rue Deux"
    shown = alices.post(at(draft, "contact"), typed(2, 0, address="Rue Un", _later="1", _auto=""))
    assert shown.status_code == 409  # the script's own answer again: `_auto` alone decides
    page = {"_later": "1", "_version": "0", "_window": AUTO["_window"], "address": "Rue Un"}
    both = pages.words(alices.post(at(draft, "contact"), page))
    assert (both.count("Rue Deux"), both.count("</span> Rue Un </span>")) == (1, 1)


def test_two_windows_in_turn_are_told_of_each_other(alices: Client, draft: Application) -> None:
    there = at(draft, "contact")
    one, two = {"_window": "window-one"}, {"_window": "window-two"}
    assert alices.post(there, typed(1, 0, address="A") | one).status_code == 200
    assert alices.post(there, typed(1, 0, address="B") | two).status_code == 409
    assert alices.post(there, typed(2, 1, address="C") | one).status_code == 200
    assert alices.post(there, typed(1, 2, address="D") | two).status_code == 200
    assert alices.post(there, typed(3, 2, address="E") | one).status_code == 409
    assert address_of(draft) == "D"


def test_rows_are_kept_without_the_empty_ones(alices: Client, draft: Application) -> None:
    there, step = at(draft, "work-history"), {**typed(), "jobs-0-activity": ""}
    assert alices.post(there, step).status_code == 200
    assert kept(draft) is None
    rows = sent({}, NURSE, {"employer": ""}, **typed(2, 1))
    assert alices.post(there, rows).json()["left"] == []
    assert kept(draft) == [NURSE]


def test_two_versions_of_rows_offer_a_choice_of_either(
    alices: Client, draft: Application, alice: User
) -> None:
    people.save(draft, STEPS["work-history"], {"jobs": [NURSE]}, alice)
    there = at(draft, "work-history")
    mine = sent({"activity": "Baker"}, _version="0", _window="mine", _later="1")
    both = alices.post(there, mine)
    assert both.status_code == 409
    shown = pages.words(both)
    assert ("Baker" in shown, "Nurse" in shown) == (True, True)
    kept_too = mine | {"_both": "1", "_choice-jobs": "other"}
    del kept_too["_later"]
    assert alices.post(there, kept_too).status_code == 302
    assert kept(draft) == [NURSE]
    mine_now = mine | {"_both": "2", "_choice-jobs": "typed"}
    assert alices.post(there, mine_now).status_code == 302
    assert kept(draft) == [{"activity": "Baker"}]


def test_a_new_member_is_created_by_the_first_save_and_only_then(
    alices: Client, draft: Application
) -> None:
    page = alices.get(reverse("portal:add-member", args=[draft.number])).headers["Location"]
    nothing = alices.post(page, typed(1, 0, family_name="", relation=""))
    assert (nothing.status_code, nothing.json()["version"], draft.people.count()) == (200, 0, 1)
    first = alices.post(page, typed(2, 0, given_names="Li")).json()
    member = draft.people.get(given_names="Li")
    assert first["page"] == reverse("portal:member-step", args=[draft.number, member.pk, "member"])
    assert alices.post(page, typed(3, 0, given_names="Lina")).status_code == 200
    assert alices.post(first["page"], typed(4, 2, given_names="Lina", sex="F")).status_code == 200
    assert [one.given_names for one in draft.people.exclude(relation="principal")] == ["Lina"]


def test_a_second_partner_is_refused_in_words_and_nobody_is_added(
    alices: Client, ready_draft: Application
) -> None:
    before = ready_draft.people.count()
    page = alices.get(reverse("portal:add-member", args=[ready_draft.number])).headers["Location"]
    answer = alices.post(page, typed(relation="spouse"))
    assert answer.status_code == 422
    assert answer.json()["why"].startswith("A spouse or partner is already declared.")
    assert ready_draft.people.count() == before


def test_a_received_file_takes_nothing_and_says_why(alices: Client, submitted: Application) -> None:
    answer = alices.post(at(submitted, "contact"), typed(address="Rue Un"))
    assert answer.status_code == 409
    assert "can no longer be done" in answer.json()["why"]


def test_a_window_of_any_name_breaks_nothing(alices: Client, draft: Application) -> None:
    for name in ("\x00", "x" * 400, "<b>", ""):
        sent = typed(address="Rue Un") | {"_window": name, "_turn": "-1"}
        assert alices.post(at(draft, "contact"), sent | {"_version": "9"}).status_code in (200, 409)
    page = reverse("portal:add-member", args=[draft.number]) + "?new=%00"
    assert alices.get(page).status_code == 302
    assert alices.post(page, typed(given_names="Lina")).status_code == 200


def test_the_time_of_a_session_that_goes_on_is_said(alices: Client, draft: Application) -> None:
    assert 0 < alices.post(at(draft, "contact"), typed(address="1")).json()["seconds"] <= 30 * 60


@pytest.mark.parametrize("language", ["en", "fr"])
def test_scripts_of_a_page_of_the_form_are_small(
    language: str, alices: Client, draft: Application
) -> None:
    with override(language):
        page = alices.get(reverse("portal:step", args=[draft.number, "work-history"]))
    named = re.findall(r'<script src="/static/([a-z-]+\.js)"', page.content.decode())
    sizes = [(PROJECT / "impplus" / "static" / name).stat().st_size for name in named]
    assert named == ["page.js"]
    assert sum(sizes) <= 20_000


def test_numbers_stay_as_the_letter_prints_them(alices: Client, draft: Application) -> None:
    candidate = draft.invitation.candidate
    candidate.csq_number, candidate.mifi_file = "DEMO-Q-0019", "DEMO-F-0019"
    candidate.save()
    plain = {"csq_number": "demo q 0019", "mifi_file": "DEMOF0019"}
    assert alices.post(at(draft, "selection"), plain | {"_version": "0"}).status_code == 302
    person = draft.people.get()
    assert (person.csq_number, person.answers["mifi_file"]) == ("DEMO-Q-0019", "DEMO-F-0019")
    review = html.unescape(pages.words(alices.get(pages.address("review", draft))))
    assert review.count("DEMO-Q-0019") == 1
    other = {"csq_number": "DEMO-Q-0020", "mifi_file": "DEMOF0019"}
    alices.post(at(draft, "selection"), other | {"_version": "1"})
    assert draft.people.get().csq_number == "DEMOQ0020"


def test_what_the_letter_says_is_to_be_checked_and_counts_once_she_saved_it(
    alices: Client, draft: Application
) -> None:
    tasks = pages.words(alices.get(pages.address("tasks", draft)))
    assert f'href="{at(draft, "home")}"' in tasks
    assert "0 of " in tasks
    assert "3 to check, filled in from the letter" in tasks
    page = pages.words(alices.get(at(draft, "home")))
    assert page.count("From the letter of invitation.") == 1
    assert page.count("This was filled in from the letter of invitation.") == 1
    alices.post(at(draft, "home"), {"lives_country": "MAR", "_version": "0"})
    assert "2 to check, filled in from the letter" in pages.words(
        alices.get(pages.address("tasks", draft))
    )
    again = pages.words(alices.get(at(draft, "home")))
    assert again.count("This was filled in") == 0


def test_a_draft_says_until_when_it_can_be_submitted_and_what_follows(
    alices: Client, draft: Application, intake: object, this_day: date
) -> None:
    shown = pages.words(alices.get(pages.address("tasks", draft)))
    assert "This draft can be submitted until" in shown
    assert "We remind you by e-mail" in shown
    draft.invitation.expires_on = this_day + timedelta(days=3)
    draft.invitation.save()
    shown = pages.words(alices.get(pages.address("tasks", draft)))
    assert "the last day of the letter of invitation" in shown
    draft.invitation.expires_on = this_day - timedelta(days=3)
    draft.invitation.save()
    shown = pages.words(alices.get(pages.address("tasks", draft)))
    assert "This draft cannot be submitted at present." in shown
