"""After the approval Alice, her lawyer and Karim read what to do now, by their permits alone."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import mandates
from impplus.queries.letters.layout import composed
from impplus.records.models import Application, Introduction, Letter, Person, User
from impplus.words import formats
from tests.approved import arrive
from tests.people import signed_in
from tests.portal import pages
from tests.portal.own import text
from tests.portal.test_own_part_received import approved
from tests.site import owner

NOW = {"en": "What you do now", "fr": "Ce que vous faites maintenant"}
KIND = {"en": "Open work permit", "fr": "Permis de travail ouvert"}
LETTER = {"en": "Letter of introduction – ", "fr": "Lettre d’introduction – "}
EACH = {
    "en": "Enter Canada by the last day of each letter of introduction: Alice Benali, {}; Karim Idrissi, {}.",
    "fr": "Entrez au Canada au plus tard le dernier jour de chaque lettre d’introduction\u00a0: Alice Benali, {}; Karim Idrissi, {}.",
}


def plain(said: str) -> str:
    """As `text` gives it: ordinary spaces alone."""
    return " ".join(said.split())


def last_day(person: Person, language: str) -> str:
    return formats.day(Introduction.objects.get(person=person).expires_on, language)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_alice_reads_by_when_each_enters_and_nothing_of_a_letter_that_ended(
    language: str, alices: Client, family: Application, karim: Person, olivia: User
) -> None:
    there = pages.address("status", family, language)
    assert NOW[language] not in text(alices.get(there))
    approved(family, olivia)
    alice, his = family.people.get(relation="principal"), Introduction.objects.get(person=karim)
    with owner():
        day = his.expires_on - timedelta(days=1)
        Introduction.objects.filter(pk=his.pk).update(expires_on=day)
    both = EACH[language].format(last_day(alice, language), last_day(karim, language))
    assert text(alices.get(there)).count(plain(both)) == 1
    with owner():
        Introduction.objects.filter(pk=his.pk).update(status="refused")
    shown = text(alices.get(there))
    his_day = f"Karim Idrissi, {plain(last_day(karim, language))}"
    assert (NOW[language] in shown, his_day in shown) == (True, False)
    with owner():
        Introduction.objects.update(status="refused")
    assert NOW[language] not in text(alices.get(there))


@pytest.mark.parametrize("private", [False, True])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_letter_names_each_permit_but_that_of_a_member_who_keeps_answers_private(
    language: str, private: bool, family: Application, karim: Person, olivia: User
) -> None:
    karim.delegations.update(private=private)
    approved(family, olivia)
    letter = Letter.objects.get(kind="approval")
    _outcomes, permits, now, *_rest = composed(letter, language).sections
    holders = [family.people.get(relation="principal")] + ([] if private else [karim])
    said = [(row["label"], row["value"].split(". ")[0]) for row in permits["rows"]]
    assert said == [(one.name, LETTER[language] + KIND[language]) for one in holders]
    days = [last_day(one, language) for one in holders]
    ends = [row["value"].endswith(day) for row, day in zip(permits["rows"], days, strict=True)]
    assert ends == [True] * len(holders)
    assert (now["heading"], len(now["points"])) == (NOW[language], 4)
    assert [day in now["points"][-1] for day in days] == ends


@pytest.mark.parametrize(
    ("language", "until", "enter"),
    [
        ("en", "arrive by {}", "Enter Canada by {}, the last day of the letter of introduction."),
        (
            "fr",
            "arrivée au plus tard le {}",
            "Entrez au Canada au plus tard le {}, dernier jour de la lettre d’introduction.",
        ),
    ],
)
def test_karim_reads_his_permit_and_what_to_do_in_his_own_part_alone(
    language: str,
    until: str,
    enter: str,
    family: Application,
    his: Client,
    karim: Person,
    alices: Client,
    olivia: User,
) -> None:
    karim.delegations.update(private=True)
    approved(family, olivia)
    day = plain(last_day(karim, language))
    page = text(his.get(pages.address("my-part", family, language)))
    assert f"{KIND[language]} – {until.format(day)}" in page
    assert enter.format(day) in page
    theirs = text(alices.get(pages.address("status", family, language)))
    card = theirs.split(NOW[language])[1].split("Decided on" if language == "en" else "Décision")[0]
    assert "Karim" not in card


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "From {} you may work in Quebec, and in no other province,"),
        ("fr", "À partir du {}, vous pouvez travailler au Québec, et dans aucune autre province,"),
    ],
)
def test_once_alice_has_arrived_she_reads_of_her_permit_and_of_no_border(
    language: str, said: str, family: Application, alices: Client, olivia: User, this_day: date
) -> None:
    approved(family, olivia)
    arrive(family)
    page = text(alices.get(pages.address("status", family, language)))
    assert plain(said.format(formats.day(this_day, language))) in page
    assert EACH[language].split(":")[0].strip() not in page


def test_lucie_reads_what_alice_does_now(
    family: Application, lucie: User, alice: User, olivia: User
) -> None:
    mandates.give(family, lawyer=lucie, signature="Alice Benali", by=alice)
    approved(family, olivia)
    shown = text(signed_in(lucie).get(reverse("portal:status", args=[family.number])))
    assert ("What Alice Benali does now" in shown, NOW["en"] in shown) == (True, False)


@pytest.mark.parametrize(
    ("language", "here", "border"),
    [
        ("en", "you may work in Quebec, and in no other province,", "port of entry"),
        (
            "fr",
            "vous pouvez travailler au Québec, et dans aucune autre province,",
            "point d’entrée",
        ),
    ],
)
def test_alice_who_is_in_canada_is_sent_to_no_border_by_page_or_letter(
    language: str,
    here: str,
    border: str,
    family: Application,
    karim: Person,
    alices: Client,
    olivia: User,
) -> None:
    alice = family.people.get(relation="principal")
    said = {"in_canada": True, "in_canada_status": "student", "in_canada_until": "2040-01-01"}
    with owner():
        Person.objects.filter(pk=alice.pk).update(answers=alice.answers | said)
        Person.objects.filter(pk=karim.pk).update(answers=karim.answers | said)
    approved(Application.objects.get(pk=family.pk), olivia)
    page = text(alices.get(pages.address("status", family, language)))
    letter = composed(Letter.objects.get(kind="approval"), language)
    told = " ".join([*letter.paragraphs, *letter.sections[2]["points"]])
    for shown in (page, plain(told)):
        assert (here in shown, border in shown, "2040" in shown) == (True, False, False)


def test_lucie_reads_no_order_to_travel_herself(
    family: Application, lucie: User, alice: User, olivia: User
) -> None:
    mandates.give(family, lawyer=lucie, signature="Alice Benali", by=alice)
    approved(family, olivia)
    shown = text(signed_in(lucie).get(pages.address("status", family, "fr")))
    orders = [word for word in ("Entrez au", "Lisez le nom", "apportez") if word in shown]
    assert (orders, "Alice Benali lit le nom" in shown) == ([], True)
