"""What a firm does for its client: it asks and reminds, prepares the package, answers the office in time, and closes with an archive."""

import zipfile
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from playwright.sync_api import expect

from impplus.actions import client_links, decisions, followed_matters, letters, mails, reviews
from impplus.actions.package_archive import MANIFEST
from impplus.demonstration import blanks
from impplus.practice.models import (
    Closing,
    Deadline,
    Filing,
    Mail,
    Matter,
    Retainer,
    Supply,
    Wanted,
)
from impplus.programmes.imm_forms import maps_of
from impplus.queries import clock
from impplus.queries.archives import INDEX
from impplus.queries.biometrics import owed_in
from impplus.queries.file import file_of
from impplus.records.models import Application, User
from tests import people
from tests.walk import errands
from tests.walk.engaging import Work, link_to
from tests.walk.visitor import Visitor

WANTED = "Your lease, please. / Votre bail, s’il vous plaît."
REPLY = "Here is the lease. / Voici le bail."
BESIDES = {
    "native_language": "العربية",
    "communicates": "both",
    "language_test": False,
    "national_id": False,
    "us_card": False,
    "phone_kind": "cellular",
    "school_city": "Montréal",
    "tuition": "0",
    "funds": "30000",
}


def asks_for_a_paper(lucie: Visitor, matter: Matter, work: Work) -> None:
    """Lucie asks her client for a document, from the page of the matter."""
    errands.opens(lucie, "firm:clients")
    lucie.press(link_to(lucie, "firm:client", matter.pk))
    lucie.press(link_to(lucie, "firm:ask-client", matter.pk))
    lucie.fill({"text": WANTED})
    lucie.send("main form#form .actions button")
    work()
    assert Wanted.objects.get().status == "asked"


def is_reminded_and_sends_it(alice: Visitor, who: User) -> None:
    """Alice is silent for three days, is written to again, and sends a document by the link, without a password; then nobody reminds her."""
    with clock.at(clock.now() + timedelta(days=3)):
        assert client_links.chase_due() == 1
        mails.send_owed()
    assert Mail.objects.get(kind="client-chase").status == "sent"
    errands.follows_link_of_message(alice, who.email, "public:client-link")
    alice.follow("?answer=")
    alice.look_again()
    alice.fill({"text": REPLY})
    alice.page.locator("main input[type=file]").set_input_files(
        {"name": "lease.pdf", "mimeType": "application/pdf", "buffer": people.a_pdf("lease")}
    )
    alice.send("main form#form .actions button")
    alice.look_again()
    alice.says(REPLY)
    alice.says("lease.pdf")
    with clock.at(clock.now() + timedelta(days=7)):
        assert client_links.chase_due() == 0


def accepts_it(lucie: Visitor, matter: Matter, counsel: User, work: Work) -> None:
    """Lucie is told, looks at what came, and accepts it."""
    work()
    errands.opens_newest_message(lucie, counsel.email)
    errands.opens(lucie, "firm:client", matter.pk)
    lucie.look_again()
    lucie.says(REPLY)
    lucie.press("main button[value=accept]")
    assert Wanted.objects.get().status == "accepted"


def joins_the_file(lucie: Visitor, matter: Matter, number: str, work: Work) -> None:
    """Lucie joins the application, in which her client appointed her, to the matter."""
    errands.opens(lucie, "firm:change-client", matter.pk)
    lucie.fill({"file": number})
    lucie.send("main form#form .actions button")
    work()
    matter.refresh_from_db()
    assert matter.application == Application.objects.get().pk


def makes_the_package(lucie: Visitor, number: str, on: date, folder: Path) -> None:
    """Lucie supplies blanks, types once what the forms ask besides, makes the package and saves it."""
    for known in {one.form: one for one in maps_of("imp-plus")}.values():
        errands.opens(lucie, "firm:supplies")
        blank = blanks.made(blanks.of_map(known))
        file = {"name": f"{known.form}.pdf", "mimeType": "application/pdf", "buffer": blank}
        lucie.page.locator("main input[type=file]").set_input_files(file)
        lucie.send("main form[enctype] button")
    errands.opens(lucie, "firm:supplies")
    lucie.look_again()
    errands.opens(lucie, "firm:package", number)
    lucie.press("main .head button")
    lucie.look_again()
    asked = lucie.page.locator("main tr.sub a")
    for address in [str(one.get_attribute("href")) for one in asked.all()]:
        lucie.go(address)
        lucie.fill(BESIDES | {"from_day": on.replace(day=1), "until_day": on.replace(day=1)})
        lucie.send("main form#form .actions button")
    lucie.press("main .head button.secondary")
    lucie.look_again()
    with lucie.page.expect_download() as saved:
        lucie.page.locator("main button[name=download]").click()
    saved.value.save_as(folder / "package.zip")
    with zipfile.ZipFile(folder / "package.zip") as opened:
        made = {one["path"] for one in Filing.objects.get().made["files"] if one["sha256"]}
        assert made <= set(opened.namelist())
    assert Supply.objects.count() == len({one.form for one in maps_of("imp-plus")})


def sees_that_it_is_ready(lucie: Visitor, number: str) -> None:
    """Only what the client alone does is left."""
    errands.opens(lucie, "firm:ready")
    row = lucie.page.locator("main tbody tr").filter(has_text=number)
    expect(row.locator("strong")).to_have_count(1)


def the_office_asks(olivia: User, work: Work) -> None:
    """Olivia takes the file, finds it complete, and asks for one more document."""
    taken = reviews.take_oldest(by=olivia)
    assert taken is not None
    reviews.complete(taken, by=olivia)
    reviews.ask(taken, text="Your diploma, please.", document="other", days=30, by=olivia)
    work()
    followed_matters.follow_files()


def answers_in_time(lucie: Visitor, matter: Matter, number: str, counsel: User, work: Work) -> None:
    """Lucie is told of the question, signs its deadline off, and answers; then the deadline runs no more."""
    errands.opens_newest_message(lucie, counsel.email)
    errands.opens(lucie, "firm:clients")
    lucie.look_again()
    errands.opens(lucie, "firm:client", matter.pk)
    lucie.look_again()
    lucie.press("main button[value=sign]")
    due = Deadline.objects.get(kind="question")
    assert (due.status, due.signed_name) == ("signed", counsel.name)
    errands.answers_the_officer(lucie, number)
    followed_matters.follow_files()
    due.refresh_from_db()
    assert due.status == "met"


def the_office_decides(olivia: User, on: date, work: Work) -> set[str]:
    """Olivia has everybody's biometrics, and approves; who is written to."""
    work()
    before = len(letters.outbox())
    file = Application.objects.get()
    reviews.request_biometrics(file, by=olivia)
    for person in owed_in(file_of(file)).values():
        person.refresh_from_db()
        reviews.record_biometrics(person, on=on, by=olivia)
    decisions.approve(
        file, weighed=people.all_met(file), notes={}, reasons="All is met.", by=olivia
    )
    work()
    followed_matters.follow_files()
    return {to for mail in letters.outbox()[:-before] for to in mail.to}


def both_are_told(alice: Visitor, lucie: Visitor, who: User, counsel: User, number: str) -> None:
    """The applicant and the representative each have an e-mail, and read the decision."""
    for one, account in ((alice, who), (lucie, counsel)):
        errands.opens_newest_message(one, account.email)
        errands.opens(one, "portal:status", number)
        one.look_again()
        one.says({"en": "Approved", "fr": "Approuvée"}[one.language])


def ends_the_agreement(lucie: Visitor, on: date, work: Work) -> None:
    """All services were given: Lucie ends the agreement in writing."""
    agreement = Retainer.objects.get()
    errands.opens(lucie, "firm:service-agreement", agreement.pk)
    lucie.look_again()
    lucie.press(link_to(lucie, "firm:end-agreement", agreement.pk))
    lucie.fill(
        {"completed": "yes", "on": on, "why": "The permits are there. / Les permis sont là."}
    )
    lucie.send("main form#form .actions button")
    work()
    agreement.refresh_from_db()
    assert agreement.status == "ended"
    assert bytes(agreement.ending_file or b"").startswith(b"%PDF")


def closes_with_an_archive(lucie: Visitor, matter: Matter, folder: Path, work: Work) -> None:
    """Lucie reads what is still open, closes, and saves the archive, whose index names each file by its hash."""
    errands.opens(lucie, "firm:client", matter.pk)
    lucie.press(link_to(lucie, "firm:close-matter", matter.pk))
    lucie.press("main button[name=sure]")
    work()
    lucie.page.reload()
    lucie.look_again()
    with lucie.page.expect_download() as saved:
        lucie.page.locator("main .actions a.button").first.click()
    saved.value.save_as(folder / "closing.zip")
    closing = Closing.objects.get()
    with zipfile.ZipFile(folder / "closing.zip") as opened:
        held = {name: sha256(opened.read(name)).hexdigest() for name in opened.namelist()}
        said = [line.split("  ") for line in opened.read(MANIFEST).decode().splitlines()]
    assert {path: digest for digest, path in said} == {
        path: digest for path, digest in held.items() if path != MANIFEST
    }
    assert held[INDEX] == closing.index_sha256
    errands.opens(lucie, "firm:closings")
    lucie.says(matter.number)
