"""Changes after submission, at their pages: what they change is said first, then each has its receipt."""

import html
import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.queries.answers import given_by
from impplus.queries.file import file_of
from impplus.records.models import Application, Report, User
from impplus.words import formats
from impplus.words.family_changes import EFFECTS, FAMILY
from tests import people
from tests.people import signed_in
from tests.portal import pages


def address(sent: Application, part: str) -> str:
    return reverse(
        "portal:change", args=[sent.number, sent.people.get(relation="principal").pk, part]
    )


def test_a_new_passport_says_when_the_permit_would_end_before_it_is_sent(
    alices: Client, olivia: User, sent: Application, this_day: date
) -> None:
    there, ends = address(sent, "new-passport"), this_day + timedelta(days=400)
    stood = given_by(sent.people.get(relation="principal"))
    typed = {key: stood.get(key) or "" for key in ("passport_country", "passport_kind")}
    issued = this_day - timedelta(days=9)
    for name, on in (("passport_expires", ends), ("passport_issued", issued)):
        typed |= {f"{name}_{n}": str(part) for n, part in enumerate((on.year, on.month, on.day))}
    typed |= {"reason": "L’ancien expirait.", "passport_number": "ZZ111"}
    typed["_version"] = str(sent.people.get(relation="principal").answers_version)
    first = pages.words(alices.post(there, typed))
    day = formats.day(ends, "en").replace("\u00a0", " ")
    assert first.count(f"It would end on {day}") == 1
    assert Report.objects.count() == 0
    again = pages.words(alices.post(there, typed | {"_redisplay": "1"}))
    assert (again.count("ZZ111"), Report.objects.count()) == (1, 0)
    receipt = alices.post(there, typed | {"sure": "1"}, follow=True)
    twice = alices.post(there, typed | {"sure": "1"}, follow=True)
    made = Report.objects.get()
    assert receipt.redirect_chain == twice.redirect_chain
    assert [pages.words(receipt).count(one) for one in ("ZZ111", made.digest)] == [1, 1]
    file = pages.words(signed_in(olivia).get(f"/en/desk/files/{sent.number}/"))
    assert [file.count(one) for one in ("A change to note", "ZZ111")] == [1, 1]


def test_a_new_passport_that_is_the_old_one_is_not_sent_and_its_number_is_asked_about(
    alices: Client, sent: Application, this_day: date
) -> None:
    there = address(sent, "new-passport")
    stood = file_of(sent).sheets[0].answers
    typed = {
        key: stood[key] or "" for key in ("passport_number", "passport_country", "passport_kind")
    }
    for name in ("passport_expires", "passport_issued"):
        parts = (stood[name].year, stood[name].month, stood[name].day)
        typed |= {f"{name}_{n}": str(part) for n, part in enumerate(parts)}
    typed |= {"reason": "The old one was lost."}
    typed["_version"] = str(sent.people.get(relation="principal").answers_version)
    same = alices.post(there, typed)
    said = "Nothing differs from what is in the file. Enter what changed."
    assert (same.status_code, pages.words(same).count(said)) == (422, 1)
    other = pages.words(alices.post(there, typed | {"passport_expires_0": f"{this_day.year + 9}"}))
    assert (other.count("Is the passport number right?"), other.count(said)) == (1, 0)
    new = pages.words(alices.post(there, typed | {"passport_number": "ZZ111"}))
    assert (new.count("Is the passport number right?"), Report.objects.count()) == (0, 0)


def test_a_birth_is_reported_and_olivia_notes_it(
    alices: Client, olivia: User, sent: Application, this_day: date
) -> None:
    there = reverse("portal:family-change", args=[sent.number])
    typed = {"kind": "birth", "name": "Nora <b>", "comes": "no", "reason": "Née à Rabat."}
    typed |= {
        f"day_{n}": str(one) for n, one in enumerate((this_day.year, this_day.month, this_day.day))
    }
    asked = pages.words(alices.post(there, typed))
    assert asked.count("no place, no fee and no permit") == 1  # what to do for one is said once
    assert asked.count("write to the office before the decision") == 1
    receipt = pages.words(alices.post(there, typed | {"sure": "1"}, follow=True))
    assert receipt.count("Nora &lt;b&gt;") == 1
    officers = signed_in(olivia)
    assert pages.words(officers.get("/en/desk/changes/")).count(sent.number) >= 1
    made = Report.objects.get()
    officers.post(reverse("desk:note-change", args=[sent.number, made.pk]))
    assert "Every change is noted." in pages.words(officers.get("/en/desk/changes/"))
    assert "Noted by the office" in pages.words(alices.get(pages.address("changes", sent)))


def test_what_is_not_understood_stays_on_the_page(alices: Client, sent: Application) -> None:
    there = reverse("portal:family-change", args=[sent.number])
    page = alices.post(
        there, {"kind": "birth", "name": "Nora", "day_0": "2199", "day_1": "1", "day_2": "1"}
    )
    assert (page.status_code, Report.objects.count()) == (422, 0)
    assert 'value="Nora"' in pages.words(page)


def test_a_part_or_a_person_that_is_not_there_is_no_page(
    alices: Client, bobs: Client, sent: Application
) -> None:
    assert alices.get(address(sent, "nothing")).status_code == 404
    elsewhere = reverse("portal:change", args=[sent.number, 0, "contact"])
    assert alices.get(elsewhere).status_code == 404
    assert bobs.get(address(sent, "contact")).status_code == 404


def test_each_link_of_the_page_leads_somewhere_also_of_a_child_who_stays_behind(
    alices: Client, sent: Application
) -> None:
    people.let_say(sent.people.filter(relation="child"), applies_for="nothing")
    page = alices.get(pages.address("changes", sent)).content.decode()
    links = set(re.findall(r'href="([^"]+/changes/[^"]+)"', page))
    assert {alices.get(link).status_code for link in links} == {200}
    assert sum(link.endswith("/new-passport/") for link in links) == 2


def where(sent: Application, **otherwise: str) -> dict[str, str]:
    """A new address of Alice's in Lyon, as its page sends it."""
    said = {"lives_country": "FRA", "lives_province": "", "address": "1, rue Neuve", "city": "Lyon"}
    said |= {"region": "", "postal_code": "69001", "phone": "", "reason": "J’ai déménagé."}
    said["_version"] = str(sent.people.get(relation="principal").answers_version)
    return said | otherwise


def test_a_move_to_another_country_is_one_report(alices: Client, sent: Application) -> None:
    there = address(sent, "new-address")
    assert pages.words(alices.get(pages.address("changes", sent))).count(there) == 1
    alices.post(there, where(sent) | {"sure": "1"})
    made = Report.objects.get()
    assert made.correction is not None
    assert (made.kind, made.correction.after["lives_country"], made.correction.after["city"]) == (
        "contact",
        "FRA",
        "Lyon",
    )


@pytest.mark.parametrize(
    ("language", "only", "others"),
    [
        (
            "en",
            "Only for an address in Canada.",
            "who live with you get this address, too",
        ),
        (
            "fr",
            "Seulement pour une adresse au Canada.",
            "qui habitent avec vous ont aussi cette adresse",
        ),
    ],
)
def test_it_is_said_of_which_address_a_province_is_asked_and_who_moves_too(
    language: str, only: str, others: str, alices: Client, sent: Application
) -> None:
    with override(language):
        page = pages.words(alices.get(address(sent, "new-address")))
    assert (page.count(only), page.count(others)) == (1, 1)


def test_a_province_is_asked_for_where_the_country_has_them(
    alices: Client, sent: Application
) -> None:
    there = address(sent, "new-address")
    page = alices.post(there, where(sent, lives_country="CAN") | {"sure": "1"})
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["lives_province"])
    assert page.context["form"]["city"].value() == "Lyon"
    assert Report.objects.count() == 0


def test_a_member_who_moves_out_says_where_to(alices: Client, sent: Application) -> None:
    karim = sent.people.get(relation="spouse")
    there = reverse("portal:change", args=[sent.number, karim.pk, "new-address"])
    assert pages.words(alices.get(pages.address("changes", sent))).count(there) == 1
    typed = {
        "lives_with_principal": "no",
        "reason": "Un emploi.",
        "_version": str(karim.answers_version),
    }
    page = alices.post(there, typed | {"sure": "1"})
    missing = set(page.context["form"].errors)
    assert (page.status_code, {"address", "city"} <= missing) == (422, True)
    asked = page.context["form"].fields
    typed |= {key: "FRA" if "country" in key else "Lyon" for key in missing if key in asked}
    alices.post(there, typed | {"sure": "1"})
    made = Report.objects.get()
    assert made.correction is not None
    assert (made.kind, made.person, made.correction.after["lives_with_principal"]) == (
        "contact",
        karim,
        False,
    )


@pytest.mark.parametrize("kind", list(FAMILY))
def test_each_kind_of_change_says_what_follows_from_it(
    kind: str, alices: Client, sent: Application, this_day: date
) -> None:
    there = reverse("portal:family-change", args=[sent.number])
    karim = sent.people.get(relation="spouse")
    typed = {"kind": kind, "person": str(karim.pk), "reason": "Voilà."}
    if kind == "birth":
        typed |= {"name": "Nora", "comes": "yes"}
    typed |= {
        f"day_{n}": str(one) for n, one in enumerate((this_day.year, this_day.month, this_day.day))
    }
    shown = html.unescape(pages.words(alices.post(there, typed)))
    theirs = {"birth": {"declared", None}, "death": {"member"}}.get(
        kind, {None, "partner", "children"}
    )
    said = {one.en for of_whom, one in EFFECTS[kind] if of_whom in theirs}
    assert {one.en for _of_whom, one in EFFECTS[kind] if one.en in shown} == said
    status = {"separation": "Separated", "divorce": "Divorced", "death": "Widowed"}.get(kind)
    assert shown.count("Marital status of Alice Benali") == int(
        status is not None or kind == "union"
    )
    if status:
        assert shown.count(f"<strong>{status}</strong>, and no longer: Married") == 1


def test_french_says_d_alice_and_names_no_tutor(
    alices: Client, sent: Application, this_day: date
) -> None:
    ends = this_day + timedelta(days=400)
    with override("fr"):
        there = address(sent, "new-passport")
    version = sent.people.get(relation="principal").answers_version
    typed = {"passport_number": "ZZ111", "passport_country": "MAR", "passport_kind": "ordinary"}
    typed |= {"reason": "Renouvelé.", "_version": str(version)}
    for key, day in (("passport_expires", ends), ("passport_issued", this_day)):
        typed |= {f"{key}_{n}": str(one) for n, one in enumerate((day.year, day.month, day.day))}
    page = pages.words(alices.post(there, typed))
    assert (page.count("Permis d’Alice Benali"), page.count("Permis de Alice")) == (1, 0)
