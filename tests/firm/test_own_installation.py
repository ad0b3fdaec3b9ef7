"""A firm's own installation: the letter that the ministry sent is recorded, the client begins with its code, and nothing is paid or submitted."""

import html
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django import Settings

from impplus.actions import applications, mails, mandates, matters, payments, recorded_letters
from impplus.cli.main import main
from impplus.practice.models import Mail, Matter
from impplus.programmes import IMP_PLUS
from impplus.queries import readiness
from impplus.queries.clock import today
from impplus.queries.file import file_of
from impplus.queries.only_prepared import OnlyPrepared
from impplus.queries.places import places_left
from impplus.queries.refusals import (
    IntakeClosed,
    NoPlaceLeft,
    NotUnderstood,
    NotYours,
)
from impplus.records.models import Application, Candidate, Event, Invitation, Payment, User
from impplus.rules.lifecycle import Role
from tests.matters import colleague, opened
from tests.people import signed_in, user

pytestmark = pytest.mark.django_db
WILNER = "wilner@example.test"


@pytest.fixture
def alone(settings: Settings) -> None:
    settings.PREPARES_ONLY = True


@pytest.fixture
def matter(lucie: User) -> Matter:
    """Wilner's, with his own address."""
    return opened(lucie, email=WILNER, nationality="HTI")


def on_paper(on: date, **otherwise: Any) -> dict[str, Any]:
    """What Wilner's letter and CSQ say."""
    said = {"family_name": "Desrosiers", "given_names": "Wilner", "born": date(1990, 4, 2)}
    said |= {"nationality": "HTI", "lives_country": "HTI", "reference": "R0300"}
    said |= {"mifi_file": "M0300", "csq_number": "Q0300", "csq_programme": "PSTQ"}
    said |= {"csq_issued": on - timedelta(days=90), "csq_expires": on + timedelta(days=900)}
    return said | {"issued_on": on - timedelta(days=9), "expires_on": None} | otherwise


def typed(said: dict[str, Any]) -> dict[str, str]:
    """The same, as a form sends it."""
    sent = dict[str, str]()
    for key, one in said.items():
        if isinstance(one, date):
            parts = (one.year, one.month, one.day)
            sent |= {f"{key}_{at}": str(part) for at, part in enumerate(parts)}
        elif one is not None:
            sent[key] = one
    return sent


def there(matter: Matter) -> str:
    with override("en"):
        return reverse("firm:record-letter", args=[matter.pk])


@pytest.mark.usefixtures("alone")
def test_a_client_begins_with_the_code_of_a_letter_that_the_firm_recorded(
    matter: Matter, lucie: User, this_day: date
) -> None:
    desk = signed_in(lucie)
    page = desk.get(reverse("firm:client", args=[matter.pk])).content.decode()
    assert "lettre/" in page or "letter/" in page
    answer = desk.post(there(matter), typed(on_paper(this_day)), follow=True)
    assert "The client gets the code by e-mail." in answer.content.decode()
    mails.send_owed()
    (email,) = mail.outbox
    (code,) = re.findall(r"Code\u00a0: (\S+)", str(email.body))
    assert (email.to, email.subject.startswith(str(lucie.firm))) == ([WILNER], True)
    wilner = user(WILNER, "", Role.APPLICANT, "fr")
    browser = signed_in(wilner)
    begins = {"code": code, "csq_number": "q 0300"} | typed({"born": date(1990, 4, 2)})
    with override("en"):
        browser.post(reverse("portal:bind"), begins)
    file = Application.objects.get()
    principal = file_of(file).principal
    assert (file.applicant, principal.name) == (wilner, "Wilner Desrosiers")
    asked = [one.key for one in readiness.of(file_of(file)).documents_asked]
    assert "invitation" in asked  # the ministry’s own letter, which no page here holds
    mandates.give(file, lawyer=lucie, signature="Wilner Desrosiers", by=wilner)
    matters.join(matter, number=file.number, by=lucie)
    with override("en"):
        assert desk.get(reverse("firm:package", args=[file.number])).status_code == 200
    assert desk.get(there(matter)).status_code == 404  # it is begun
    assert Event.objects.get(noun="invitation", verb="record").by == lucie


def test_nothing_is_paid_or_submitted_there(
    paid_draft: Application, alice: User, client: Client, settings: Settings
) -> None:
    settings.PREPARES_ONLY = True
    Payment.objects.update(status="failed")
    browser, file = signed_in(alice), file_of(paid_draft)
    with override("en"):
        for name in ("tasks", "review", "fees"):
            page = browser.get(reverse(f"portal:{name}", args=[paid_draft.number]))
            said = html.unescape(page.content.decode())
            assert "Nothing is paid or submitted here." in said
            assert "sign and submit" not in said.lower()
        sign = reverse("portal:sign", args=[paid_draft.number])
        assert browser.get(sign)["Location"] == reverse("portal:review", args=[paid_draft.number])
        start = html.unescape(client.get(reverse("start")).content.decode())
    assert "Applications are not received on this site." in start
    assert "The firm uploads everything to the department’s own portal." in start
    assert "You pay, sign and submit." not in start
    with pytest.raises(IntakeClosed):
        applications.submit(paid_draft, signature="Alice Benali", by=alice)
    with pytest.raises(NoPlaceLeft):
        payments.begin(file, by=alice)
    assert places_left(IMP_PLUS, file.on.year).key == "elsewhere"


NOT_THERE = ("places", "rounds", "figures", "figures-csv", "waits", "verify", "scan", "log")
THERE = (
    *("start", "account_signup", "account_login", "public:self_check", "public:fees"),
    *("public:firms", "public:help", "public:privacy", "public:accessibility"),
    *("public:conditions", "public:history", "public:enquiry", "public:firm-steps"),
    *("public:firm-answers", "public:firm-self-check", "public:firm-fees"),
)
OF_THE_LAW = ("public:conditions", "public:history")  # say of the program what is so everywhere
UNTRUE = {
    "en": ("Places left", "You pay", "you submit", "Card numbers", "a permit or a letter", "card"),
    "fr": ("Places restantes", "Vous payez", "vous soumettez", "Vérifier un permis", "carte"),
}


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_page_for_everybody_speaks_of_what_is_received_or_issued_there(
    lucie: User, client: Client, language: str
) -> None:
    assert lucie.firm
    of_firm = ("public:enquiry", "public:firm-")
    with override(language):
        closed = [reverse(f"public:{name}") for name in NOT_THERE]
        closed.append(reverse("public:verify-code", args=["ABCD"]))
        slugs = {one: [lucie.firm.slug] if one.startswith(of_firm) else [] for one in THERE}
        there = {one: reverse(one, args=slug) for one, slug in slugs.items()}
    for address in closed:
        answer = client.get(address)
        assert (address, answer.status_code) == (address, 404)
        assert OnlyPrepared.text.say(language) in html.unescape(answer.content.decode())
    for name, address in there.items():
        page = html.unescape(client.get(address).content.decode())
        assert [one for one in closed if f'"{one}"' in page] == [], name
        said = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL)
        if name not in OF_THE_LAW:
            assert [one for one in UNTRUE[language] if one in said] == [], name


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("asked", ["places", "figures", "verify/ABCD"])
def test_no_machine_is_told_of_places_figures_or_permits_there(client: Client, asked: str) -> None:
    answer = client.get(f"/api/v1/{asked}")
    assert (answer.status_code, answer.json()["detail"]) == (404, OnlyPrepared.text.en)


@pytest.mark.usefixtures("alone")
def test_a_letter_is_corrected_and_sent_again_until_it_is_used(
    matter: Matter, lucie: User, this_day: date
) -> None:
    first = recorded_letters.record(matter, on_paper(this_day), by=lucie)
    corrected = on_paper(this_day, family_name="Désrosiers", expires_on=this_day)
    again = recorded_letters.record(matter, corrected, by=lucie)
    assert (again, again.code) == (first, first.code)
    assert Candidate.objects.get().family_name == "Désrosiers"
    assert Invitation.objects.get().expires_on == this_day
    assert Mail.objects.filter(kind="client-begins").count() == 2
    Invitation.objects.update(status="used")
    with pytest.raises(NotUnderstood):
        recorded_letters.record(matter, corrected, by=lucie)


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize(
    ("otherwise", "said"),
    [
        ({"csq_expires": date(2020, 1, 1)}, "A CSQ expires after the day of its issue."),
        ({"expires_on": date(2020, 1, 1)}, "The last day of the letter cannot lie before"),
        ({"csq_number": ""}, "Enter the number that is on the CSQ"),
        ({"reference": "RTAKEN"}, "Somebody else’s letter with this individual reference number"),
        ({"issued_on": None}, "Enter the year, the month and the day"),
        ({"family_name": "\x00"}, "a character that cannot be seen"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_kept_on_the_page(
    matter: Matter, lucie: User, this_day: date, otherwise: dict[str, Any], said: str
) -> None:
    taken = on_paper(this_day, reference="RTAKEN", csq_number="QTAKEN")
    recorded_letters.record(matter, taken, by=lucie)
    answer = signed_in(lucie).post(there(matter), typed(on_paper(this_day, **otherwise)))
    page = html.unescape(answer.content.decode())
    assert (answer.status_code, said in page, 'value="M0300"' in page) == (422, True, True)
    assert Invitation.objects.count() == 1


@pytest.mark.usefixtures("alone")
def test_the_client_must_be_reached_and_the_matter_seen(
    lucie: User, matter: Matter, this_day: date
) -> None:
    unreached = opened(lucie, name="Awa Diop")
    with pytest.raises(NotUnderstood):
        recorded_letters.record(unreached, on_paper(this_day), by=lucie)
    assert lucie.firm
    intake = colleague(lucie.firm, "Ines", "intake")
    with pytest.raises(NotYours):
        recorded_letters.record(matter, on_paper(this_day), by=intake)
    assert signed_in(intake).get(there(matter)).status_code == 404


def test_where_applications_are_received_no_letter_is_recorded(
    matter: Matter, lucie: User, this_day: date
) -> None:
    assert signed_in(lucie).get(there(matter)).status_code == 404
    with pytest.raises(NotYours):
        recorded_letters.record(matter, on_paper(this_day), by=lucie)


@pytest.mark.usefixtures("alone")
def test_no_intake_is_planned_there_and_no_rounds_are_shown(
    matter: Matter, lucie: User, this_day: date, client: Client, capsys: pytest.CaptureFixture
) -> None:
    recorded_letters.record(matter, on_paper(this_day), by=lucie)
    assert main(["open-year", str(today(IMP_PLUS).year)]) == 2
    assert "no intake is planned" in capsys.readouterr().err
    with override("en"):
        assert client.get(reverse("public:rounds")).status_code == 404
