"""The page of a package: made, ticked and filed by who works on the file; strangers and other firms find nothing."""

import zipfile
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from impplus.actions import mandates, supplies
from impplus.demonstration import blanks
from impplus.practice.models import Colleague, FiledLetter, Filing, FirmEvent, Supply
from impplus.programmes import imm_forms
from impplus.programmes.imm_forms import maps_of
from impplus.records.models import Application, Firm, User
from tests import ready

pytestmark = pytest.mark.django_db(transaction=False)
MAPS = {one.form: one for one in maps_of("imp-plus")}
BESIDES = {
    "native_language": "العربية", "communicates": "both", "language_test": "no", "national_id": "no", "us_card": "no",
    "phone_kind": "cellular", "from_day_0": "2027", "from_day_1": "1", "from_day_2": "10", "until_day_0": "2029",
    "until_day_1": "1", "until_day_2": "9",
}  # fmt: skip


@pytest.fixture
def file(draft: Application, alice: User, lucie: User, this_day: date) -> Application:
    """Alice's application with her family, in Lucie's hands."""
    mandates.give(draft, lawyer=lucie, signature="Alice Benali", by=alice)
    ready.family(draft, this_day)
    return draft


@pytest.fixture
def desk(client: Client, lucie: User) -> Client:
    """Lucie, signed in."""
    client.force_login(lucie)
    return client


def at(application: Application, rest: str = "") -> str:
    return f"/en/firm/packages/{application.number}/{rest}"


def test_before_it_is_made_the_page_says_what_a_package_is(desk: Client, file: Application) -> None:
    for address, said in (
        (at(file), "Nothing is made yet."),
        (f"/fr/cabinet/trousses/{file.number}/", "Rien n’est encore préparé."),
    ):
        assert said in desk.get(address).content.decode()
    assert not Filing.objects.exists()


def test_a_package_is_made_ticked_filed_and_its_letters_kept(
    desk: Client, file: Application, lucie: User, this_day: date
) -> None:
    supplies.add(blanks.made(blanks.of_map(MAPS["imm-1295"])), name="1295.pdf", by=lucie)
    saved = desk.post(at(file, "answers/principal/"), BESIDES)
    assert saved.status_code == 302, saved.content.decode()[-3000:]
    assert desk.post(at(file, "make/"), {"portal": "new", "letters": "fr"}).status_code == 302
    filing = Filing.objects.get()
    assert (filing.portal, filing.besides["principal"]["native_language"]) == ("new", "العربية")
    page = desk.get(at(file)).content.decode()
    assert "open once in Acrobat" in page
    assert "79 of 79" not in page
    form = next(one for one in filing.made["files"] if one["path"] == "principal/imm-1295.pdf")
    assert form["state"] == "validate"
    desk.post(at(file, "tick/"), {"file": form["sha256"], "done": "yes"})
    desk.post(at(file, "make/"), {"portal": "new", "letters": "fr"})
    filing.refresh_from_db()
    assert (
        next(one for one in filing.made["files"] if one["path"] == form["path"])["state"] == "ready"
    )
    got = desk.post(at(file, "make/"), {"portal": "new", "letters": "fr", "download": "yes"})
    with zipfile.ZipFile(BytesIO(b"".join(got.streaming_content))) as opened:  # type: ignore[attr-defined]
        assert "principal/imm-1295.pdf" in opened.namelist()
    assert got["Content-Disposition"] == f'attachment; filename="package-{file.number}-new.zip"'
    day = {
        "filed_on_0": this_day.year,
        "filed_on_1": this_day.month,
        "filed_on_2": this_day.day,
    }
    assert desk.post(at(file, "filed/"), {"number": "W301234567", **day}).status_code == 302
    due = this_day + timedelta(days=30)
    said = {
        "title": "Biometrics", "dated_0": this_day.year, "dated_1": this_day.month, "dated_2": this_day.day,
        "due_on_0": due.year, "due_on_1": due.month, "due_on_2": due.day,
    }  # fmt: skip
    assert desk.post(at(file, "letters/"), said).status_code == 302
    letter = FiledLetter.objects.get()
    assert (letter.title, letter.due_on, letter.status) == ("Biometrics", due, "open")
    desk.post(at(file, f"letters/{letter.pk}/"))
    letter.refresh_from_db()
    assert letter.status == "settled"
    verbs = (
        FirmEvent.objects.filter(noun__startswith="fil")
        .order_by("pk")
        .values_list("verb", flat=True)
    )
    assert list(verbs) == [
        "open",
        "save",
        "complete",
        "confirm",
        "complete",
        "complete",
        "submit",
        "add",
        "close",
    ]


def test_each_is_asked_what_the_own_forms_ask_besides(desk: Client, file: Application) -> None:
    asked = [
        "City of the school" in desk.get(at(file, f"answers/{name}/")).content.decode()
        for name in ("principal", "partner", "child-1")
    ]
    assert asked == [False, False, True]


def test_filed_by_mistake_is_taken_back(desk: Client, file: Application, this_day: date) -> None:
    day = {
        "filed_on_0": this_day.year,
        "filed_on_1": this_day.month,
        "filed_on_2": this_day.day,
    }
    desk.post(at(file, "filed/"), {"number": "W301", **day})
    desk.post(at(file, "not-filed/"))
    filing = Filing.objects.get()
    assert (filing.status, filing.number, filing.filed_on) == ("preparing", "", None)


def test_what_is_pressed_twice_is_done_once(
    desk: Client, file: Application, lucie: User, this_day: date
) -> None:
    day = {
        f"filed_on_{n}": one for n, one in enumerate((this_day.year, this_day.month, this_day.day))
    }
    dated = {
        f"dated_{n}": one for n, one in enumerate((this_day.year, this_day.month, this_day.day))
    }
    blank = blanks.made(blanks.of_map(MAPS["imm-5476"]))
    for _press in range(2):
        assert desk.post(at(file, "answers/principal/"), BESIDES).status_code == 302
        assert desk.post(at(file, "filed/"), {"number": "W301", **day}).status_code == 302
        assert desk.post(at(file, "letters/"), {"title": "Biometrics", **dated}).status_code == 302
        sent = SimpleUploadedFile("5476.pdf", blank)
        assert desk.post("/en/firm/blank-forms/", {"file": sent}).status_code == 302
    letter, supply = FiledLetter.objects.get(), Supply.objects.get()
    for _press in range(2):
        assert desk.post(at(file, f"letters/{letter.pk}/")).status_code == 302
        assert desk.post(at(file, "not-filed/")).status_code == 302
    assert desk.post(f"/en/firm/blank-forms/{supply.pk}/drop/").status_code == 302
    assert desk.post(f"/en/firm/blank-forms/{supply.pk}/drop/").status_code == 404
    letter.refresh_from_db()
    assert letter.status == "settled"


def test_a_day_in_the_future_keeps_what_was_typed(
    desk: Client, file: Application, this_day: date
) -> None:
    later = this_day + timedelta(days=2)
    day = {"filed_on_0": later.year, "filed_on_1": later.month, "filed_on_2": later.day}
    page = desk.post(at(file, "filed/"), {"number": "W301", **day})
    assert page.status_code == 422
    assert "The day of filing is in the future." in page.content.decode()
    assert 'value="W301"' in page.content.decode()
    assert not Filing.objects.filter(status="filed").exists()


def test_a_tick_for_a_file_that_is_not_in_the_package_is_refused(
    desk: Client, file: Application
) -> None:
    page = desk.post(at(file, "tick/"), {"file": "0" * 64, "done": "yes"})
    assert page.status_code == 422
    assert "This file has changed since, or is no form." in page.content.decode()


def test_a_blank_replaces_the_earlier_one_of_its_version_and_an_unknown_one_is_refused(
    desk: Client, lucie: User
) -> None:
    invented = blanks.of_map(MAPS["imm-5707"])
    for content in (blanks.made(invented), blanks.made(invented) + b"\n"):
        sent = SimpleUploadedFile("5707.pdf", content, "application/pdf")
        assert desk.post("/en/firm/blank-forms/", {"file": sent}).status_code == 302
    assert list(Supply.objects.order_by("pk").values_list("status", flat=True)) == [
        "dropped",
        "kept",
    ]
    page = desk.post("/en/firm/blank-forms/", {"file": SimpleUploadedFile("a.pdf", b"a letter")})
    assert page.status_code == 422
    assert "The file cannot be read." in page.content.decode()
    kept = Supply.objects.get(status="kept")
    assert desk.post(f"/en/firm/blank-forms/{kept.pk}/drop/").status_code == 302
    assert not Supply.objects.filter(status="kept").exists()


def test_a_map_of_the_firm_takes_a_form_that_none_of_ours_knows(desk: Client) -> None:
    path = imm_forms.HERE / "imp_plus/imm/imm-5476.2025-11.toml"
    own = path.read_text("utf-8").replace("imm-5476", "imm-5710").replace("2025-11", "2026-01")
    sent = SimpleUploadedFile("imm-5710.toml", own.encode())
    assert desk.post("/en/firm/blank-forms/", {"file": sent}).status_code == 302
    wrong = SimpleUploadedFile("imm-5710.toml", own.replace("signed = true", "signed = 1").encode())
    page = desk.post("/en/firm/blank-forms/", {"file": wrong})
    assert "imm-5710.toml, signed: must be true or false" in page.content.decode()


def test_a_blank_of_another_version_is_taken_once_a_saved_map_was_changed_for_it(
    desk: Client,
) -> None:
    newer = blanks.made(replace(blanks.of_map(MAPS["imm-5476"]), version="2026-01"))
    page = desk.post("/en/firm/blank-forms/", {"file": SimpleUploadedFile("5476.pdf", newer)})
    assert (page.status_code, "IMM 5476 of 2026-01" in page.content.decode()) == (422, True)
    ours = desk.get("/en/firm/blank-forms/maps/imm-5476/2025-11/").content
    own = SimpleUploadedFile("own.toml", ours.replace(b"2025-11", b"2026-01"))
    assert desk.post("/en/firm/blank-forms/", {"file": own}).status_code == 302
    sent = SimpleUploadedFile("5476.pdf", newer)
    assert desk.post("/en/firm/blank-forms/", {"file": sent}).status_code == 302
    assert list(Supply.objects.order_by("kind").values_list("kind", "version")) == [
        ("blank", "2026-01"),
        ("map", "2026-01"),
    ]
    assert desk.get("/en/firm/blank-forms/maps/imm-5476/2026-01/").status_code == 404


@pytest.mark.parametrize("role", ["intake", "bookkeeper"])
def test_who_does_not_work_on_files_finds_no_package(
    desk: Client, file: Application, lucie: User, role: str
) -> None:
    Colleague.objects.create(firm=lucie.firm_id, account=lucie.pk, role=role)
    assert desk.get(at(file)).status_code == 404
    assert desk.post(at(file, "make/"), {"portal": "new"}).status_code == 404
    assert desk.get("/en/firm/blank-forms/").status_code == 404
    assert desk.get("/en/firm/").content.decode().count("/en/firm/packages/") == 0


def test_another_firm_and_who_no_longer_represents_find_nothing(
    client: Client, file: Application, lucie: User
) -> None:
    other = Firm.objects.create(name="Harbour Law", slug="harbour", city="Ottawa")
    samuel = User.objects.create(
        email="samuel@example.test", name="Samuel", role="representative", firm=other
    )
    client.force_login(samuel)
    assert client.get(at(file)).status_code == 404
    mandates.end(file.mandates.get(), by=lucie)
    client.force_login(lucie)
    assert client.get(at(file)).status_code == 404
    assert client.post(at(file, "make/"), {"portal": "new"}).status_code == 404
