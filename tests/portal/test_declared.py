"""Whoever joins the family after submission is declared by the report: shown where the family is, and no applicant."""

import html
import json
import zipfile
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.actions import reports
from impplus.queries.declared import family_since
from impplus.queries.file import file_of
from impplus.queries.letters import imm_5707
from impplus.records.models import Application, Report, User
from impplus.words.family_changes import ALONE
from tests import people
from tests.kept import kept
from tests.people import signed_in
from tests.portal import pages


def days(key: str, on: date) -> dict[str, str]:
    return {f"{key}_{n}": str(one) for n, one in enumerate((on.year, on.month, on.day))}


def read(browser: Client, address: str) -> str:
    return html.unescape(pages.words(browser.get(address)))


@pytest.fixture
@kept
def nora(sent: Application, alice: User, this_day: date) -> Report:
    """Alice's child, born after the application was received."""
    said = {"kind": "birth", "day": this_day, "person": None, "name": "Nora Benali"}
    return reports.tell_of_family(sent, **said, comes="yes", reason="Née à Rabat.", by=alice)  # type: ignore[arg-type]


def test_a_page_asks_first_what_happened_and_then_what_concerns_it(
    alices: Client, sent: Application
) -> None:
    there = reverse("portal:family-change", args=[sent.number])
    assert read(alices, there).count('href="?kind=') == 6
    asked = {
        kind: list(alices.get(f"{there}?kind={kind}").context["form"].fields)
        for kind in ("birth", "marriage", "death")
    }
    assert asked == {
        "birth": ["day", "name", "born", "comes", "reason"],
        "marriage": ["person", "day", "name", "born", "comes", "reason"],
        "death": ["person", "day", "reason"],
    }


def test_a_new_spouse_is_declared_with_what_is_asked_and_the_page_says_how_she_applies(
    alices: Client, sent: Application, this_day: date
) -> None:
    there = reverse("portal:family-change", args=[sent.number])
    typed = {"kind": "marriage", "person": "nobody", "reason": "Nous nous sommes mariés."}
    typed |= days("day", this_day)
    refused = alices.post(there, typed)
    assert (refused.status_code, set(refused.context["form"].errors)) == (
        422,
        {"name", "born", "comes"},
    )
    typed |= {"name": "Sam Rossi", "comes": "open"} | days("born", date(1991, 4, 5))
    sure = html.unescape(pages.words(alices.post(there, typed)))
    assert [sure.count(one) for one in ("Sam Rossi</strong>", ALONE.en, "April 5, 1991")] == [1] * 3
    assert Report.objects.count() == 0
    receipt = html.unescape(pages.words(alices.post(there, typed | {"sure": "1"}, follow=True)))
    assert [
        receipt.count(one) for one in ("Not decided yet", ALONE.en, "Take this report back")
    ] == [
        1,
        1,
        1,
    ]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_she_stands_on_the_pages_of_the_family_and_of_the_officer(
    language: str, alices: Client, olivia: User, sent: Application, nora: Report
) -> None:
    with override(language):
        addresses = [
            reverse(f"portal:{one}", args=[sent.number]) for one in ("status", "my-answers")
        ]
        desk = reverse("desk:answers", args=[sent.number])
    shown = [read(alices, one) for one in addresses] + [read(signed_in(olivia), desk)]
    assert [one.count("Nora Benali") for one in shown] == [1, 1, 1]
    said = {"en": "declared after submission", "fr": "déclaration faite après la soumission"}[
        language
    ]
    assert [one.count(said) for one in shown[:2]] == [1, 1]
    alone = ALONE.say(language).replace("\u00a0", " ")
    assert [one.count(alone) for one in shown] == [1, 1, 0]


def test_nothing_that_was_submitted_changes(sent: Application, alice: User, this_day: date) -> None:
    before, content = file_of(sent), sent.receipt.content
    said = {"kind": "birth", "day": this_day, "person": None, "name": "Nora", "reason": "Née."}
    reports.tell_of_family(sent, **said, by=alice)  # type: ignore[arg-type]
    after = file_of(Application.objects.get(pk=sent.pk))
    assert (after.case, after.everyone) == (before.case, before.everyone)
    assert Application.objects.get(pk=sent.pk).receipt.content == content


def test_all_of_it_and_the_family_information_have_her(
    alices: Client, sent: Application, nora: Report
) -> None:
    answer = alices.get(reverse("portal:everything", args=[sent.number]))
    with zipfile.ZipFile(BytesIO(answer.getvalue())) as archive:
        said = json.loads(archive.read("for-machines/family-since-submission.json"))
        assert "Nora Benali" in archive.read("changes.txt").decode()
    (one,) = said["declared"]
    assert (one["name"], one["relation"], one["comes"], one["receipt"]) == (
        "Nora Benali",
        "child",
        "yes",
        nora.digest,
    )
    paper = imm_5707.composed(file_of(sent), "principal", "en")
    (section,) = (each for each in paper.sections if each["heading"] == imm_5707.SINCE.en)
    assert section["rows"][0] == {"label": "Name", "value": "Nora Benali"}


def test_what_is_declared_is_corrected_with_a_receipt(
    alices: Client, sent: Application, nora: Report
) -> None:
    there = reverse("portal:declared-change", args=[sent.number, nora.pk])
    form = alices.get(there).context["form"]
    assert (form["name"].value(), form["comes"].value()) == ("Nora Benali", "yes")
    born = nora.day
    assert born is not None
    typed = {"name": "Nora Idrissi", "comes": "no", "reason": "L’acte est arrivé."}
    typed |= days("born", born - timedelta(days=1))
    assert "Nora Idrissi</strong>" in pages.words(alices.post(there, typed))
    receipt = html.unescape(pages.words(alices.post(there, typed | {"sure": "1"}, follow=True)))
    assert receipt.count("Before: Nora Benali") == 1
    (one,) = family_since(sent).declared
    assert (one.name, one.first, one.last.member["comes"]) == ("Nora Idrissi", nora, "no")
    same = alices.post(there, typed | {"reason": "Encore.", "sure": "1"})
    assert (same.status_code, Report.objects.count()) == (422, 2)


def test_a_report_that_was_a_mistake_is_taken_back_and_nobody_is_declared(
    alices: Client, bobs: Client, sent: Application, nora: Report
) -> None:
    there = reverse("portal:take-back", args=[sent.number, nora.pk])
    assert bobs.get(there).status_code == 404
    assert alices.post(there, {"reason": ""}).status_code == 422
    receipt = pages.words(alices.post(there, {"reason": "Une erreur."}, follow=True))
    assert receipt.count("A report taken back – Nora Benali") == 1
    assert family_since(sent).declared == ()
    assert "Nora Benali" not in read(alices, reverse("portal:status", args=[sent.number]))
    assert alices.get(there).status_code == 302


def test_what_happens_to_somebody_of_the_application_stands_with_the_name(
    alices: Client, olivia: User, sent: Application, alice: User, this_day: date
) -> None:
    karim = sent.people.get(relation="spouse")
    reports.tell_of_family(
        sent, kind="separation", day=this_day, person=karim, name="", reason="Voilà.", by=alice
    )
    status = read(alices, reverse("portal:status", args=[sent.number]))
    assert status.count("A separation, ") == 1
    desk = read(signed_in(olivia), reverse("desk:answers", args=[sent.number]))
    assert desk.count("A separation, ") == 1


def test_the_divorce_of_a_child_is_the_childs_and_not_the_applicants(
    sent: Application, alice: User, this_day: date
) -> None:
    child = sent.people.get(relation="child")
    said = {"kind": "divorce", "day": this_day, "person": child, "name": "", "reason": "Voilà."}
    made = reports.tell_of_family(sent, **said, by=alice)  # type: ignore[arg-type]
    assert made.correction is None
    people.let_say([child], relationship="married")
    child.refresh_from_db()
    again = reports.tell_of_family(sent, **said | {"person": child, "reason": "Oui."}, by=alice)  # type: ignore[arg-type]
    assert again.correction is not None
    assert (again.correction.person, again.correction.after) == (
        child,
        {"relationship": "divorced"},
    )
    principal = sent.people.get(relation="principal")
    assert principal.answers["relationship"] == "married"
