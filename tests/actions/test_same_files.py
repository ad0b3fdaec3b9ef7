"""The same bytes in files of two people who have nothing to do with each other are noted once, and told to nobody but officers."""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override

from impplus.actions import documents
from impplus.queries.file import file_of
from impplus.queries.same_files import FOUND, same_files
from impplus.queries.timeline import timeline
from impplus.records.clock import Now
from impplus.records.models import Application, Event, User
from tests import people
from tests.actions.sending import upload
from tests.people import a_pdf, signed_in
from tests.portal import pages


@pytest.fixture
def bobs(bob: User, this_day: date) -> Application:
    """Bob's draft, in which he sent the same letter."""
    (made,) = people.ready_drafts(1, this_day, [bob])
    upload(made, bob, a_pdf("a letter"), "bobs-letter.pdf")
    return made


def noted() -> list[tuple[str, str, dict[str, str]]]:
    found = Event.objects.filter(verb=FOUND).order_by("pk").select_related("application")
    return [(one.application.number, one.role, one.detail) for one in found]


def test_it_is_noted_once_in_each_application(
    received: Application, bobs: Application, alice: User, bob: User
) -> None:
    sent = upload(received, alice, a_pdf("a letter"), "letter.pdf")
    detail = {"content": sent.content}
    once = [(received.number, "system", detail), (bobs.number, "system", detail)]
    assert noted() == once
    upload(received, alice, a_pdf("a letter"), "again.pdf", key="csq")
    documents.remove(bobs.documents.get(name="bobs-letter.pdf"), by=bob)
    upload(bobs, bob, a_pdf("a letter"), "once-more.pdf")
    assert noted() == once


def test_files_of_one_application_or_applicant_are_no_matter(
    received: Application, alice: User, this_day: date
) -> None:
    upload(received, alice, a_pdf("a letter"))
    (second,) = people.ready_drafts(1, this_day, [alice])
    upload(second, alice, a_pdf("a letter"))
    assert noted() == []


def test_specimens_of_invented_people_are_no_matter(
    received: Application, bobs: Application, alice: User, bob: User
) -> None:
    User.objects.filter(pk=bob.pk).update(demo=True)
    upload(received, alice, a_pdf("a letter"))
    assert noted() == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_officer_sees_how_many_and_where_and_no_name(
    received: Application, bobs: Application, alice: User, olivia: User, language: str
) -> None:
    upload(received, alice, a_pdf("a letter"), "letter.pdf")
    with override(language):
        address = reverse("desk:file", args=[received.number])
        other = reverse("desk:file", args=[bobs.number])
    said = {
        "en": (
            "“letter.pdf” was also sent in 1 application of somebody else.",
            "Drafts, which nobody here can open: 1",
        ),
        "fr": (
            "« letter.pdf » a aussi été envoyé dans 1 demande d’une autre personne.",
            "Brouillons, que personne ne peut ouvrir ici : 1",
        ),
    }[language]
    page = pages.words(signed_in(olivia).get(address))
    assert [page.replace("\u00a0", " ").count(one) for one in said] == [1, 1]
    assert (other in page, bobs.number in page, "bobs-letter" in page) == (False, False, False)
    Application.objects.filter(pk=bobs.pk).update(status="submitted", received_at=Now())
    page = pages.words(signed_in(olivia).get(address))
    assert (other in page, said[1] in page.replace("\u00a0", " ")) == (True, False)
    assert [one for one in ("Bob", "bobs-letter") if one in page] == []


def test_nobody_else_is_told(
    received: Application, bobs: Application, alice: User, olivia: User
) -> None:
    before = timeline(received)
    sent = upload(received, alice, a_pdf("a letter"))
    told = [one for one in timeline(received) if one not in before]
    assert [one.verb for one in told] == ["upload"]
    page = signed_in(alice).get(pages.address("documents", received))
    assert bobs.number not in page.content.decode()
    found = same_files(file_of(Application.objects.get(pk=received.pk)), olivia)
    assert [(one.document, one.open_to, one.more) for one in found] == [(sent, (), 1)]
    assert re.search(bobs.number, str(found)) is None
