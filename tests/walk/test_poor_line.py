"""Alice's family on weak phones and a poor line, which is cut, while the server is killed: the page says what is saved, and it is."""

import os
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.translation import override
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from impplus.actions import documents
from impplus.demonstration.signing import part_taken
from impplus.records.models import Application, Document, Upload, User
from tests import ready
from tests.outside.files.sent import as_jpeg
from tests.people import bytes_of
from tests.test_worker import until
from tests.walk.served import CUT, Served, comes

# 400 kilobits a second and 400 milliseconds, for a processor that is six times slower.
POOR = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
SLOWER = 6
SIZE = (850, 850)  # pixels of noise: two parts of a file
SAVED, NOT_SAVED = "Saved at", "Not saved."
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def family(draft: Application, this_day: date) -> Application:
    """Alice's draft with Karim and Sami, their answers and their documents."""
    ready.family(draft, this_day)
    return draft


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photograph of a page, on her phone."""
    path = tmp_path / "IMG_2231.jpg"
    path.write_bytes(
        as_jpeg(
            Image.frombytes("RGB", SIZE, os.urandom(SIZE[0] * SIZE[1] * 3)),
            quality=90,
        )
    )
    return path


def says(page: Page, what: str) -> None:
    expect(page.locator("#saved")).to_contain_text(what, use_inner_text=True, timeout=60_000)


def test_her_file_arrives_whole_however_often_the_line_is_cut_and_the_server_killed(
    browser: Browser, served: Served, alice: User, family: Application, photo: Path
) -> None:
    page, phone = comes(browser, served, alice, "fr", POOR, slower=SLOWER)
    passport = family.documents.get(key="passport", person__relation="principal")
    with override("fr"):
        page.goto(
            served.url
            + reverse("portal:upload", args=[family.number, passport.person_id, "passport"])
        )
    page.locator("main input[type=file]").last.set_input_files([photo])
    assert until(lambda: Upload.objects.filter(received__gt=0).exists(), 60)
    kept = Upload.objects.get().received
    phone.send("Network.emulateNetworkConditions", POOR | CUT)
    row = page.locator("main .page[data-state=cut]")
    row.wait_for()
    assert row.locator("[data-state]").first.inner_text() == "La connexion est coupée"
    with page.expect_request(lambda one: one.method == "PATCH"):
        phone.send("Network.emulateNetworkConditions", POOR)
    served.kill()
    assert (kept, Upload.objects.get().received) == (512 * 1024, kept)
    row.wait_for()
    served.start()
    expect(page.get_by_text("Un fichier est ajouté.")).to_have_count(1, timeout=60_000)
    added = Document.objects.get(name=photo.name)
    assert bytes_of(documents.content(added)) == photo.read_bytes()
    assert family.documents.filter(key="passport", person=passport.person).count() == 2
    page.context.close()


def test_what_her_husband_types_is_saved_once_it_is_said_to_be(
    browser: Browser, served: Served, family: Application
) -> None:
    karim = family.people.get(relation="spouse")

    def kept() -> object:
        karim.refresh_from_db()
        return karim.answers["occupation"]

    page, phone = comes(browser, served, part_taken(karim, demo=False), "en", POOR, slower=SLOWER)
    with override("en"):
        here = reverse("portal:member-step", args=[family.number, karim.pk, "member-work"])
    page.goto(served.url + here)
    typed = page.locator("[name=occupation]")
    phone.send("Network.emulateNetworkConditions", POOR | CUT)
    typed.fill("Tuyauteur")
    says(page, NOT_SAVED)
    assert kept() == "Soudeur"
    phone.send("Network.emulateNetworkConditions", POOR)
    says(page, SAVED)
    assert kept() == "Tuyauteur"
    served.stop_answering()
    with page.expect_request(lambda one: one.method == "POST"):
        typed.fill("Chaudronnier")
    expect(page.locator("#saved")).not_to_contain_text(SAVED, use_inner_text=True)
    served.kill()
    says(page, NOT_SAVED)
    assert kept() == "Tuyauteur"
    served.start()
    says(page, SAVED)
    assert (kept(), typed.input_value()) == ("Chaudronnier", "Chaudronnier")
    page.context.close()


def test_without_a_script_the_page_that_could_not_be_sent_is_sent_again(
    browser: Browser, served: Served, family: Application
) -> None:
    karim = family.people.get(relation="spouse")
    page, _phone = comes(browser, served, part_taken(karim, demo=False), "fr", POOR, scripts=False)
    with override("fr"):
        here = reverse("portal:member-step", args=[family.number, karim.pk, "member-work"])
    page.goto(served.url + here)
    page.locator("[name=occupation]").fill("Chaudronnier")
    served.kill()
    page.locator("main form#form .actions button").first.click()
    page.wait_for_url("chrome-error://**")
    karim.refresh_from_db()
    assert karim.answers["occupation"] == "Soudeur"
    served.start()
    page.reload()
    assert until(lambda: page.locator("h1").count() == 1, 60)
    karim.refresh_from_db()
    assert karim.answers["occupation"] == "Chaudronnier"
    page.context.close()
