"""What Alice and Karim read of their file after submission: what holds now, which change, and one day for one event."""

import re
import zipfile
from datetime import date
from io import BytesIO

import pytest
from django.test import Client

from impplus.actions import applications, letters, messages, reports, reviews
from impplus.queries.letters.decided import letters_of_the_decision
from impplus.queries.letters.layout import composed
from impplus.records.models import Application, Decision, Letter, Message, Person, Report, User
from impplus.words.family_changes import ALONE, ALONE_APPROVED, ALONE_CLOSED
from tests.approved import arrive
from tests.portal import pages
from tests.portal.own import text
from tests.portal.test_after_approval import plain
from tests.portal.test_own_part_received import approved

LATER = {
    "en": "The decision is made. A renewed passport can still be reported.",
    "fr": "La décision est rendue. Un passeport renouvelé peut encore être déclaré.",
}


def tell_of_nora(file: Application, alice: User, day: date) -> None:
    said = {"kind": "birth", "day": day, "person": None, "name": "Nora", "reason": "Née."}
    reports.tell_of_family(file, **said, by=alice)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_of_somebody_declared_it_is_said_what_can_be_done_in_the_state_of_the_file(
    language: str,
    alices: Client,
    alice: User,
    family: Application,
    olivia: User,
    this_day: date,
) -> None:
    tell_of_nora(family, alice, this_day)
    there = pages.address("status", family, language)
    every = [plain(one.say(language)) for one in (ALONE, ALONE_APPROVED, ALONE_CLOSED)]
    assert [text(alices.get(there)).count(one) for one in every] == [1, 0, 0]
    approved(family, olivia)
    assert [text(alices.get(there)).count(one) for one in every] == [0, 1, 0]


def test_once_it_is_withdrawn_nobody_declared_is_told_to_write_for_a_permit(
    alices: Client, alice: User, submitted: Application, this_day: date
) -> None:
    tell_of_nora(submitted, alice, this_day)
    applications.withdraw(submitted, by=alice)
    shown = text(alices.get(pages.address("status", submitted)))
    every = [one.en for one in (ALONE, ALONE_APPROVED, ALONE_CLOSED)]
    assert [shown.count(one) for one in every] == [0, 0, 1]
    assert "The file is closed. What was reported can be read." in shown
    assert "Address, passport, family, a wrong answer" not in shown


@pytest.mark.parametrize("language", ["en", "fr"])
def test_after_the_approval_both_read_that_only_a_renewed_passport_is_reported(
    language: str, alices: Client, his: Client, family: Application, olivia: User
) -> None:
    there = [
        (alices, pages.address("status", family, language)),
        (his, pages.address("my-part", family, language)),
    ]
    assert [text(browser.get(page)).count(LATER[language]) for browser, page in there] == [0, 0]
    approved(family, olivia)
    assert [text(browser.get(page)).count(LATER[language]) for browser, page in there] == [1, 1]


@pytest.mark.parametrize(
    ("language", "received", "wrong"),
    [("en", "Received", "Application received"), ("fr", "Reçu", "Demande reçue")],
)
def test_a_document_is_received_and_after_the_decision_its_files_open(
    language: str,
    received: str,
    wrong: str,
    alices: Client,
    family: Application,
    olivia: User,
) -> None:
    there = pages.address("documents", family, language)
    rows = alices.get(there).content.decode().split('<ul class="rows">', 1)[1]
    assert (received in rows, wrong in rows) == (True, False)
    passport = family.documents.filter(key="passport").first()
    assert passport
    file = pages.address("download", family, language).rsplit("/", 2)[0] + f"/{passport.pk}/"
    assert f'href="{file}"' not in rows
    approved(family, olivia)
    assert f'href="{file}"' in alices.get(there).content.decode()
    assert alices.get(file).status_code == 200


def of_reports(page: str) -> list[str]:
    """The lines of the history under a change that was reported or noted."""
    rows = re.findall(r"<dd> <strong>([^<]*change[^<]*)</strong><br> <span[^>]*>(.*?)<time", page)
    return [" ".join(re.sub(r"<[^>]+>", " ", told).split()).strip(" ·") for _, told in rows]


def test_the_history_says_which_change_was_reported_and_noted_but_for_a_private_one(
    alices: Client, alice: User, family: Application, karim: Person, olivia: User, this_day: date
) -> None:
    karim.delegations.update(private=False)
    tell_of_nora(family, alice, this_day)
    reports.note(Report.objects.get(), by=olivia)
    there = pages.address("status", family)
    assert of_reports(pages.words(alices.get(there))) == ["A child was born or adopted"] * 2
    said = {"passport_number": "NEW12345"}
    reports.change_answers(
        karim,
        kind="passport",
        answers=said,
        reason="Renouvelé.",
        version=karim.answers_version,
        by=alice,
        language="fr",
        explained={},
    )
    told = of_reports(pages.words(alices.get(there)))
    assert told[0] == "New passport · About Karim Idrissi"
    karim.delegations.update(private=True)
    assert "New passport" not in " ".join(of_reports(pages.words(alices.get(there))))


def test_what_binds_nobody_is_said_by_the_reader_s_clock_and_the_decision_by_both(
    alices: Client, family: Application, olivia: User
) -> None:
    approved(family, olivia)
    messages.send_owed()
    mails = pages.words(alices.get(pages.address("emails", family)))
    summaries = re.findall(r"<summary>.*?</summary>", mails)
    assert summaries
    assert all("<time datetime=" in one and "data-day" not in one for one in summaries)
    status = pages.words(alices.get(pages.address("status", family)))
    at = Decision.objects.get().decided_at.isoformat()
    assert f'data-own-time="{at}"' in status
    assert 'E-mail sent on <time datetime="' in status


def test_the_one_email_about_the_letters_of_a_decision_stands_beside_each_of_them(
    alices: Client, family: Application, olivia: User
) -> None:
    letters.send_owed()
    messages.send_owed()
    approved(family, olivia)
    messages.send_owed()
    told = Message.objects.filter(letter__in=letters_of_the_decision(family), account__isnull=False)
    listed = pages.words(alices.get(pages.address("status", family))).split('id="letters"', 1)[1]
    rows = re.findall(r"<li> <a href=\"[^\"]*/letters/.*?</li>", listed)
    shown = family.letters.exclude(kind__in=("introduction", "own-copy")).count()
    assert told.filter(account=family.applicant).count() == 1
    assert [one.count("E-mail sent on") for one in rows] == [1] * shown


@pytest.mark.parametrize(
    ("language", "link", "passport"),
    [
        (
            "en",
            "https://www.canada.ca/en/immigration-refugees-citizenship/campaigns/biometrics.html",
            "or, if it was replaced since, the new one.",
        ),
        (
            "fr",
            "https://www.canada.ca/fr/immigration-refugies-citoyennete/campagnes/biometrie.html",
            "ou, s’il a été remplacé depuis, le nouveau.",
        ),
    ],
)
def test_who_gives_biometrics_reads_where_and_with_which_passport(
    language: str,
    link: str,
    passport: str,
    alices: Client,
    his: Client,
    family: Application,
    karim: Person,
    olivia: User,
) -> None:
    family.people.update(biometrics_taken_on=None)
    reviews.request_biometrics(Application.objects.get(), by=olivia)
    karim.delegations.update(private=True)
    shown = [
        pages.words(browser.get(pages.address(page, family, language)))
        for browser, page in ((alices, "status"), (his, "my-part"))
    ]
    assert [one.count(f'<a href="{link}">') for one in shown] == [1, 1]
    said = " ".join(composed(Letter.objects.filter(kind="biometrics")[0], language).paragraphs)
    assert (said.count(link), said.count(passport)) == (1, 1)


def test_each_permit_in_the_archive_has_the_name_of_its_holder(
    alices: Client, family: Application, olivia: User
) -> None:
    approved(family, olivia)
    arrive(family)
    letters.send_owed()
    answer = alices.get(pages.address("everything", family))
    with zipfile.ZipFile(BytesIO(answer.getvalue())) as archive:  # type: ignore[attr-defined]
        names = [one for one in archive.namelist() if "Permit" in one and one.endswith("-en.pdf")]
    assert [one.split(" – ")[1] for one in names] == ["Alice Benali-en.pdf", "Karim Idrissi-en.pdf"]


def test_what_was_paid_for_a_received_application_is_not_called_due(
    alices: Client, submitted: Application
) -> None:
    shown = text(alices.get(pages.address("fees", submitted)))
    assert ("Total of the fees" in shown, "Total due" in shown) == (True, False)
