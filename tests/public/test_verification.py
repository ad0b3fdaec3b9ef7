"""Anyone can ask whether a permit or a letter is genuine, and learns only what is needed."""

import time
from datetime import date, timedelta

import pytest
from django.test import Client

from impplus.records.models import Application, Invitation, Permit, Person, Suspension, User
from impplus.web.evenly import AS_LONG

pytestmark = pytest.mark.django_db


@pytest.fixture
def permit(draft: Application, this_day: date) -> Permit:
    """Alice's permit, in force."""
    person = Person.objects.get(application=draft, relation="principal")
    person.family_name, person.given_names = "Benali", "Alice"
    person.save()
    return Permit.objects.create(
        application=draft,
        person=person,
        number="WP0000001",
        code="PERM0T123",
        kind="open-work-permit",
        valid_from=this_day - timedelta(days=10),
        valid_until=this_day + timedelta(days=10),
        limited_by="programme",
        province="QC",
        conditions=[],
    )


def state(client: Client, code: str, language: str = "en") -> str:
    address = {"en": "/en/verify/", "fr": "/fr/verifier/"}[language]
    content = client.post(address, {"code": code}).content.decode()
    return said_in(content)


def said_in(content: str) -> str:
    """The state that a page tells."""
    heading = content.split('<h1 class="verdict')[1].split("</h1>", maxsplit=1)[0]
    return heading.split("<span>")[1].split("</span>", maxsplit=1)[0].strip()


@pytest.mark.parametrize("typed", ["PERM0T123", "perm-ot 123", " PermO-T-l23 "])
def test_a_code_is_found_however_it_is_copied(client: Client, permit: Permit, typed: str) -> None:
    assert (state(client, typed), state(client, typed, "fr")) == (
        "Valid today",
        "Valide aujourd’hui",
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"valid_from": 1, "valid_until": 9}, "Not valid yet"),
        ({"valid_from": 0, "valid_until": 0}, "Valid today"),
        ({"valid_from": -9, "valid_until": -1}, "Expired"),
    ],
)
def test_the_days_decide(
    client: Client, permit: Permit, this_day: date, changes: dict[str, int], said: str
) -> None:
    days = {key: this_day + timedelta(days=number) for key, number in changes.items()}
    Permit.objects.update(**days)
    assert state(client, permit.code) == said


@pytest.mark.parametrize(
    ("status", "said"),
    [("cancelled", ("Cancelled", "Annulé")), ("replaced", ("Replaced", "Remplacé"))],
)
def test_a_permit_that_was_cancelled_or_replaced_says_so_even_after_its_last_day(
    client: Client, permit: Permit, this_day: date, status: str, said: tuple[str, str]
) -> None:
    Permit.objects.update(status=status, valid_until=this_day - timedelta(days=1))
    assert (state(client, permit.code), state(client, permit.code, "fr")) == said


@pytest.mark.parametrize(
    ("days", "said", "words"),
    [
        (None, "Suspended", "It is not valid until the suspension ends."),
        (0, "Suspended", "it gives no right on that day either."),
        (-1, "Valid today", "is in force today"),
    ],
)
def test_a_suspended_permit_gives_no_right_until_the_last_day_of_its_suspension(
    client: Client,
    permit: Permit,
    olivia: User,
    this_day: date,
    days: int | None,
    said: str,
    words: str,
) -> None:
    until = None if days is None else this_day + timedelta(days=days)
    Permit.objects.update(status="suspended")
    Suspension.objects.create(permit=permit, ground="officer", until=until, officer=olivia)
    content = client.post("/en/verify/", {"code": permit.code}).content.decode()
    assert (state(client, permit.code), words in content) == (said, True)
    assert ("officer" in content, "20.01" in content) == (False, False)


HIRE = ("Before you hire", "Avant d’embaucher")
NOT = ("Do not hire on this permit", "N’embauchez pas sur la foi de ce permis")


@pytest.mark.parametrize(
    ("status", "last", "hire"),
    [
        ("valid", 9, True),
        ("valid", -1, False),
        ("cancelled", 9, False),
        ("replaced", 9, False),
        ("suspended", 9, False),
    ],
)
def test_what_to_check_before_hiring_stands_on_a_valid_permit_alone(
    client: Client,
    permit: Permit,
    olivia: User,
    this_day: date,
    status: str,
    last: int,
    hire: bool,
) -> None:
    first, until = this_day - timedelta(days=9), this_day + timedelta(days=last)
    Permit.objects.update(status=status, valid_from=first, valid_until=until)
    Suspension.objects.create(permit=permit, ground="officer", until=None, officer=olivia)
    for language, address in enumerate(("/en/verify/", "/fr/verifier/")):
        page = client.get(f"{address}{permit.code}/").content.decode()
        assert (HIRE[language] in page, NOT[language] in page) == (hire, not hire)


def test_of_a_study_permit_nobody_reads_where_its_holder_works(
    client: Client, permit: Permit, this_day: date
) -> None:
    Permit.objects.update(kind="study-permit", province="")
    page = client.get(f"/en/verify/{permit.code}/").content.decode()
    words = ("Anywhere in Canada", HIRE[0], "no permit to work: do not hire on it", "Valid today")
    assert [one in page for one in words] == [False, False, True, True]


def test_an_unknown_code_names_every_kind_of_paper(client: Client) -> None:
    page = client.post("/en/verify/", {"code": "NOTHING"}).content.decode()
    assert "No permit, no letter of introduction and no letter of invitation" in page


def test_programs_read_the_state_of_a_permit_and_until_when_it_is_suspended(
    client: Client, permit: Permit, olivia: User, this_day: date
) -> None:
    Permit.objects.update(status="suspended")
    Suspension.objects.create(permit=permit, ground="officer", until=this_day, officer=olivia)
    said = client.get(f"/api/v1/verify/{permit.code}").json()
    assert (said["state"], said["suspended_until"]) == ("suspended", this_day.isoformat())
    Permit.objects.update(status="cancelled")
    said = client.get(f"/api/v1/verify/{permit.code}").json()
    assert (said["state"], "suspended_until" in said) == ("cancelled", False)


def test_a_letter_is_valid_until_it_is_used(client: Client, letter: Invitation) -> None:
    assert state(client, letter.code) == "Valid today"
    Invitation.objects.update(status="used")
    assert (state(client, letter.code), state(client, letter.code, "fr")) == ("Used", "Utilisée")


def test_the_address_in_the_square_code_answers_and_is_not_listed(
    client: Client, permit: Permit
) -> None:
    response = client.get(f"/fr/verifier/{permit.code}/")
    content = response.content.decode()
    assert said_in(content) == "Valide aujourd’hui"
    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("no-store", "noindex")
    assert ("A.B." in content, "Benali" in content) == (True, False)


@pytest.mark.parametrize("code", ["NOTHING", "' OR 1=1 --", "é\u202e", "x" * 5000, "0"])
def test_an_unknown_code_gets_one_and_the_same_answer(client: Client, code: str) -> None:
    response = client.post("/en/verify/", {"code": code})
    content = response.content.decode()
    assert response.status_code == 200
    if "error-summary" not in content:
        assert said_in(content) == "Unknown"


def test_nothing_typed_asks_for_the_code(client: Client) -> None:
    content = client.post("/en/verify/", {"code": " "}).content.decode()
    assert "<title>Error: Verify" in content
    assert '<a href="#id_code">Enter the code.</a>' in content


def test_the_other_language_shows_the_same_answer(client: Client, permit: Permit) -> None:
    typed = {"code": permit.code, "_shown": "1", "_redisplay": "1"}
    content = client.post("/fr/verifier/", typed).content.decode()
    assert said_in(content) == "Valide aujourd’hui"


NUMBERED = "/en/verify/by-number/"
BORN = {"born_0": "1990", "born_1": "04", "born_2": "02"}


@pytest.fixture
def numbered(permit: Permit) -> Permit:
    """Alice's permit under a number like any other; she was born on April 2, 1990."""
    Permit.objects.update(number="P-3F9C-HT2W")
    Person.objects.filter(pk=permit.person_id).update(born=date(1990, 4, 2))
    permit.refresh_from_db()
    return permit


def asked(client: Client, number: str, born: dict[str, str]) -> str:
    return client.post(NUMBERED, {"number": number, **born}).content.decode()


@pytest.mark.parametrize("typed", ["P-3F9C-HT2W", "p3f9cht2w", " P 3F9C HT2W "])
def test_a_number_and_a_birth_tell_the_state_and_nothing_of_the_person(
    client: Client, numbered: Permit, typed: str
) -> None:
    content = asked(client, typed, BORN)
    assert said_in(content) == "Valid today"
    assert [one in content for one in ("Benali", "A.B.", "1990")] == [False] * 3
    assert client.get(NUMBERED)["Cache-Control"] == "no-store"


def test_what_is_not_shown_by_number_is_not_to_be_compared(
    client: Client, numbered: Permit
) -> None:
    by_number = asked(client, numbered.number, BORN)
    by_code = client.post("/en/verify/", {"code": numbered.code}).content.decode()
    said = "The number and the dates are those on the paper."
    assert [(said in one, "initials" in one) for one in (by_number, by_code)] == [
        (True, False),
        (False, True),
    ]


def test_a_letter_is_found_by_number_too(client: Client, letter: Invitation) -> None:
    birth = letter.candidate.birth
    born = {"born_0": str(birth.year), "born_1": f"{birth.month:02}", "born_2": f"{birth.day:02}"}
    assert said_in(asked(client, letter.number, born)) == "Valid today"


def test_a_wrong_birth_and_a_number_that_is_not_there_are_answered_alike(
    client: Client, numbered: Permit
) -> None:
    answers, times = [], []
    for number, born in (
        ("P-3F9C-HT2W", {**BORN, "born_2": "03"}),
        ("P-3F9C-HT2X", BORN),
    ):
        began = time.monotonic()
        answer = client.post(NUMBERED, {"number": number, **born})
        times.append(time.monotonic() - began >= AS_LONG)
        page = answer.content.decode()
        answers.append((answer.status_code, page.split("error-summary")[1].split("</div>")[0]))
    assert answers[0] == answers[1]
    assert answers[0][0] == 422
    assert times == [True, True]


def test_who_guesses_a_birth_has_to_wait(
    client: Client, numbered: Permit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("impplus.web.attempts.AS_LONG", 0)
    said = [
        "Too many attempts" in asked(client, "P-3F9C-HT2W", {**BORN, "born_2": f"{day:02}"})
        for day in range(3, 10)
    ]
    assert said == [False] * 5 + [True] * 2
    assert "Too many attempts" in asked(client, "P-3F9C-HT2W", BORN)
