"""The self-check: every condition is answered with a reason, and nothing is stored."""

import html
import re
from datetime import date

import pytest
from django.conf import settings
from django.test import Client

from impplus.programmes import IMP_PLUS
from impplus.queries.findings import left_to_the_officer
from impplus.records.models import Application, Event

pytestmark = pytest.mark.django_db
ADDRESS = {"en": "/en/self-check/", "fr": "/fr/verifier-sa-situation/"}


def answers(on: date, **changes: str) -> dict[str, str]:
    """All that Alice answers; she meets every condition."""
    return {
        "lives_country": "MAR",
        "intends_quebec": "yes",
        "csq_programme": "PRTQ",
        **_day("csq_issued", on.year - 1),
        **_day("csq_expires", on.year + 1),
        "pr_applied": "no",
        "has_letter": "yes",
        "in_canada": "no",
        **_day("born", 1990),
        "nationality": "MAR",
        **_day("passport_expires", on.year + 5),
        **changes,
    }


def _day(key: str, year: int) -> dict[str, str]:
    return {f"{key}_0": str(year), f"{key}_1": "7", f"{key}_2": "1"}


def outcome(client: Client, typed: dict[str, str], language: str = "en") -> tuple[str, list[str]]:
    """The verdict, which is the page's heading, and what is said of each condition: those open, then those met."""
    content = client.post(ADDRESS[language], {**typed, "_step": "outcome"}).content.decode()
    (verdict,) = re.findall(r'<h1 class="verdict[^>]*>.*?<span>([^<]+)', content, re.DOTALL)
    (met,) = re.findall(r'<ul class="plain ticks">.*?</ul>', content, re.DOTALL) or [""]
    tags = re.findall(r'<span class="tag \w+">([^<]+)', content)
    return verdict, tags + ["Met"] * met.count("<li>")


def test_every_question_comes_once_and_leads_to_the_outcome(client: Client, this_day: date) -> None:
    typed, step, seen = answers(this_day), "", []
    content = client.get(ADDRESS["en"]).content.decode()
    while step != "outcome":
        (step,) = re.findall(r'name="_step" value="([^"]+)"', content)
        seen.append(step)
        content = client.post(ADDRESS["en"], {**typed, "_step": step, "_go": "on"}).content.decode()
    assert seen == [
        "home",
        "intention",
        "csq",
        "csq-dates",
        "permanent-residence",
        "letter",
        "in-canada",
        "birth-and-passport",
        "outcome",
    ]
    assert (Application.objects.count(), Event.objects.count()) == (0, 0)
    assert client.cookies.keys() <= {settings.CSRF_COOKIE_NAME}


@pytest.mark.parametrize(
    ("language", "title", "why"),
    [
        ("en", "Why do we ask?", "Only the certificates of certain programs count for IMP+."),
        (
            "fr",
            "Pourquoi le demandons-nous?",
            "Seuls les certificats de certains programmes comptent pour le PMI+.",
        ),
    ],
)
def test_a_question_without_a_sentence_of_its_own_says_why_it_is_asked(
    client: Client, this_day: date, language: str, title: str, why: str
) -> None:
    typed = {**answers(this_day), "_step": "intention", "_go": "on"}
    content = client.post(ADDRESS[language], typed).content.decode()
    folded = re.findall(r'<details class="why">.*?</details>', content, re.DOTALL)
    assert [re.sub(r"<[^>]+>|\s+", " ", one).split() for one in folded] == [
        [*title.split(), *why.split()]
    ]


@pytest.mark.parametrize(
    ("language", "state"),
    [("en", "Yes, you can apply"), ("fr", "Oui, vous pouvez présenter une demande")],
)
def test_alice_meets_every_condition(
    client: Client, this_day: date, language: str, state: str
) -> None:
    said, tags = outcome(client, answers(this_day), language)
    assert (said, tags) == (state, ["Met"] * 10)


@pytest.mark.parametrize("changes", [{}, {"intends_quebec": "no"}, {"has_letter": ""}])
def test_every_outcome_frames_one_next_thing(
    client: Client, this_day: date, changes: dict[str, str]
) -> None:
    sent = {**answers(this_day, **changes), "_step": "outcome"}
    content = client.post(ADDRESS["en"], sent).content.decode()
    assert content.count('class="card now"') == 1
    assert content.index('class="card now"') < content.index("<details")


def test_what_was_left_open_is_answered_from_the_outcome(client: Client, this_day: date) -> None:
    typed = {**answers(this_day, has_letter=""), "_step": "outcome"}
    content = client.post(ADDRESS["en"], typed).content.decode()
    (step,) = re.findall(r'value="([a-z-]+)">\s*Answer the question left open', content)
    page = client.post(ADDRESS["en"], {**typed, "_go": step}).content.decode()
    assert 'name="_step" value="letter"' in page
    assert '<input type="hidden" name="lives_country" value="MAR">' in page


def test_each_of_several_questions_left_open_is_answered_from_the_outcome_one_after_the_other(
    client: Client, this_day: date
) -> None:
    typed = answers(this_day, has_letter="", intends_quebec="", in_canada="")
    page = client.post(ADDRESS["en"], {**typed, "_step": "outcome"}).content.decode()
    (left,) = re.findall(r'id="left">.*?</section>', page, re.DOTALL)
    steps = re.findall(r'name="_go" value="([a-z-]+)"', left)
    assert steps == ["intention", "letter", "in-canada", "intention"]
    said = {"intends_quebec": "yes", "has_letter": "yes", "in_canada": "no"}
    page = client.post(ADDRESS["en"], {**typed, "_step": "outcome", "_go": "intention"})
    for step, key in zip(steps, said, strict=False):
        content = page.content.decode()
        assert re.findall(r'name="_(?:step|then)" value="([a-z-]+)"', content) == [step, "outcome"]
        typed[key] = said[key]
        page = client.post(ADDRESS["en"], {**typed, "_step": step, "_then": "outcome", "_go": "on"})
    assert "Yes, you can apply" in page.content.decode()


def test_who_still_does_not_know_comes_back_to_the_outcome(client: Client, this_day: date) -> None:
    typed = answers(this_day, has_letter="")
    sent = {**typed, "_step": "letter", "_then": "outcome", "_go": "skip"}
    assert "We cannot say yet" in client.post(ADDRESS["en"], sent).content.decode()


def test_every_answer_can_be_changed_from_the_outcome(client: Client, this_day: date) -> None:
    typed = {**answers(this_day), "_step": "outcome"}
    content = client.post(ADDRESS["en"], typed).content.decode()
    steps = re.findall(r'class="link" form="form" name="_go" value="([a-z-]+)"', content)
    for step in steps:
        page = client.post(ADDRESS["en"], {**typed, "_go": step}).content.decode()
        assert f'name="_step" value="{step}"' in page
    assert (steps[0], len(steps)) == ("home", 8)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_an_officer_still_looks_at_stands_below_every_outcome(
    client: Client, this_day: date, language: str
) -> None:
    titles = [one.title.say(language) for one in left_to_the_officer(IMP_PLUS.in_force(this_day))]
    for changes in ({}, {"intends_quebec": "no"}, {"has_letter": ""}):
        sent = {**answers(this_day, **changes), "_step": "outcome"}
        content = html.unescape(client.post(ADDRESS[language], sent).content.decode())
        (later,) = [
            part
            for part in content.split("<details>")
            if titles[0] in re.findall(r"<strong>([^<]+)</strong>", part)
        ]
        assert re.findall(r"<strong>([^<]+)</strong>", later) == titles


@pytest.mark.parametrize(
    "changes",
    [
        {"lives_country": "CAN", "lives_province": "QC"},
        {"intends_quebec": "no"},
        {"csq_programme": "BUSINESS"},
        {"csq_expires_0": "2001", "csq_issued_0": "2000"},
        {"has_letter": "no"},
        {"passport_expires_0": "2010"},
    ],
)
def test_a_condition_that_is_not_met_stands_first_with_what_to_do(
    client: Client, this_day: date, changes: dict[str, str]
) -> None:
    state, tags = outcome(client, answers(this_day, **changes))
    assert state == "Not now"
    assert tags[0] == "Not met"
    page = client.post(ADDRESS["en"], {**answers(this_day, **changes), "_step": "outcome"})
    assert "What you can do:" in page.content.decode()


def test_what_is_not_known_is_said_and_not_guessed(client: Client, this_day: date) -> None:
    typed = answers(this_day, has_letter="")
    state, tags = outcome(client, typed)
    assert (state, tags[0], tags.count("Met")) == ("We cannot say yet", "Not known", 9)


def test_one_who_does_not_know_goes_on(client: Client) -> None:
    page = client.post(ADDRESS["en"], {"_step": "home", "_go": "skip"}).content.decode()
    assert 'name="_step" value="intention"' in page


def test_a_question_without_an_answer_is_asked_again(client: Client) -> None:
    page = client.post(ADDRESS["fr"], {"_step": "home", "_go": "on"}).content.decode()
    assert "<title>Erreur\u00a0: " in page
    assert 'href="#id_lives_country"' in page


def test_back_shows_the_question_before_and_keeps_all_that_was_typed(client: Client) -> None:
    typed = {"lives_country": "MAR", "intends_quebec": "yes", "csq_programme": "PEQ"}
    page = client.post(ADDRESS["en"], {**typed, "_step": "csq", "_go": "back"}).content.decode()
    assert 'name="_step" value="intention"' in page
    assert '<input type="hidden" name="csq_programme" value="PEQ">' in page
    assert re.search(r'value="yes"[^>]*checked', page)


def test_the_other_language_keeps_the_question_and_the_answers(client: Client) -> None:
    page = client.post(
        ADDRESS["fr"],
        {"lives_country": "MAR", "_step": "csq-dates", "csq_issued_1": "mai", "_redisplay": "1"},
    ).content.decode()
    assert "Quelles sont les dates de validité de votre CSQ" in page
    assert 'value="mai"' in page
    assert '<input type="hidden" name="lives_country" value="MAR">' in page


def test_a_question_that_no_longer_applies_is_not_counted(client: Client, this_day: date) -> None:
    state, _tags = outcome(client, answers(this_day, lives_province="QC"))
    assert state == "Yes, you can apply"


@pytest.mark.parametrize("step", ["", "nowhere", "province", "\0"])
def test_a_step_that_is_not_asked_starts_at_the_beginning(client: Client, step: str) -> None:
    page = client.post(ADDRESS["en"], {"_step": step, "_go": "on"}).content.decode()
    assert 'name="_step" value="home"' in page


@pytest.mark.parametrize("key", ["csq_issued", "pr_applied_on", "born", "status_lost_on"])
def test_a_day_that_lies_ahead_is_refused_as_in_the_form(
    client: Client, this_day: date, key: str
) -> None:
    (step,) = (
        step
        for step in IMP_PLUS.in_force(this_day).steps
        if step.self_check and key in {one.key for one in step.fields}
    )
    typed = answers(this_day, pr_applied="yes", in_canada="yes", in_canada_status="none")
    sent = {**typed, **_day(key, this_day.year + 1), "pr_decision": "pending"}
    page = client.post(ADDRESS["en"], {**sent, "_step": step.key, "_go": "on"}).content.decode()
    assert "This day is in the future. Check the year, the month and the day" in page
    assert f'name="_step" value="{step.key}"' in page
