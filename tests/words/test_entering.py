"""What holders of new permits do now: Alice and Karim abroad, in Canada, or one here and one there."""

from dataclasses import replace
from datetime import date

from impplus.words.entering import Holder, Stay, steps
from impplus.words.text import LANGUAGES

ALICE = Holder("Alice Benali", date(2029, 3, 1), you=True)
KARIM = Holder("Karim Idrissi", date(2028, 12, 1))
HERE = Stay(date(2026, 3, 2), "quebec", earlier=True)
BORDER = ("port of entry", "point d’entrée")


def said(*holders: Holder, client: str = "", own: bool = False) -> list[str]:
    return [" ".join(one.en.split()) for one in steps(holders, client=client, own=own)]


def test_alice_abroad_is_told_of_a_visa_before_the_border() -> None:
    assert said(replace(ALICE, entry="visa")) == [
        "Read the name and the dates on the letter of introduction. If something is wrong, write to the office at once.",
        "You need a visa to come to Canada. It comes with this approval, at no fee: send the passport as the passport request says, and do not apply for another visa.",
        "To enter Canada, bring your letter of introduction and your passport, and show them to the border services officer at the port of entry: your permit is made there. The letter is not a permit.",
        "Enter Canada by March 1, 2029, the last day of the letter of introduction.",
    ]


def test_alice_in_canada_is_told_from_when_she_works_and_of_no_border() -> None:
    _read, here, earlier, back = said(replace(ALICE, stay=HERE))
    assert here == (
        "You are in Canada: you have nothing to show at a border. "
        "From March 2, 2026 you may work in Quebec, and in no other province, under the conditions of the permit."
    )
    assert earlier.startswith("Keep the permit that you held before this application.")
    assert back.startswith("Before you leave Canada, check whether you need a visa")


def test_who_had_no_permit_before_reads_of_none() -> None:
    stay = Stay(date(2026, 3, 2), "study", earlier=False)
    assert len(said(replace(ALICE, stay=stay))) == 3
    assert "you may study in Canada," in said(replace(ALICE, stay=stay))[1]


def test_of_two_the_one_abroad_alone_is_told_of_the_border() -> None:
    for language in LANGUAGES:
        for alice, karim in (
            (replace(ALICE, stay=HERE), KARIM),
            (ALICE, replace(KARIM, stay=HERE)),
        ):
            abroad = karim if alice.stay else alice
            (shown,) = (
                line
                for one in steps((alice, karim))
                if any(word in (line := one.say(language)) for word in BORDER)
            )
            hers = {
                "en": "To enter Canada, bring your",
                "fr": "Pour entrer au Canada, apportez votre",
            }
            assert shown.startswith(hers[language] if abroad.you else abroad.name)


def test_of_a_child_who_comes_later_alice_reads_by_name_and_of_no_visa_of_her_own() -> None:
    child = replace(KARIM, entry="visa")
    for holders in ([child], [replace(ALICE, stay=HERE), child]):
        told = " ".join(said(*holders))
        assert "Karim Idrissi: a visa is needed to come to Canada." in told
        assert [one in told for one in ("You need a visa", "your letter of")] == [False, False]


def test_lucie_is_given_no_order_that_is_her_clients() -> None:
    holders = (replace(ALICE, you=False), replace(KARIM, stay=HERE))
    for one in steps(holders, client="Alice Benali"):
        assert not {"you", "your", "You", "Enter", "Read"} & set(one.en.split())
        assert not {"vous", "votre", "Entrez", "Lisez"} & set(one.fr.split())


def test_karim_brings_no_letter_that_he_never_had() -> None:
    assert "letter of approval" not in " ".join(said(replace(KARIM, you=True), own=True))
