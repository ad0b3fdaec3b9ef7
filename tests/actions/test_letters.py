"""Every letter is a signed pair, sent once, announced by a message that says nothing personal."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from pytest_django import Settings

from impplus.actions import applications, decisions, letters, mandates, reviews
from impplus.outside import signer
from impplus.queries import clock, findings
from impplus.queries.file import file_of
from impplus.queries.refusals import NotYours, WrongMoment
from impplus.records.models import Application, Event, Invitation, Letter, Place, User
from impplus.words.appointment_notices import NO_LONGER
from impplus.words.letter_notices import LETTER_WAITS
from tests import people
from tests.post import send_all


@pytest.fixture
def all_kinds(
    received: Application,
    alice: User,
    lucie: User,
    olivia: User,
    letter: Invitation,
    this_day: date,
) -> Application:
    """Alice's application through everything that owes her a letter."""
    mandates.give(received, lawyer=lucie, signature="Alice Benali", by=alice)
    reviews.take_oldest(by=olivia)
    reviews.complete(received, by=olivia)
    reviews.request_biometrics(received, by=olivia)
    reviews.record_biometrics(received.people.get(), on=this_day, by=olivia)
    question = reviews.ask(received, text="Votre diplôme ?", document="", days=9, by=olivia)
    reviews.answer(question, text="Le voici.", by=alice)
    notes = dict.fromkeys(findings.judged(file_of(received)).grounds, "Vu au dossier.")
    weighed = people.all_met(received)
    decisions.approve(received, weighed=weighed, notes=notes, reasons="Tout est rempli.", by=olivia)
    return received


@pytest.fixture
def sent(
    all_kinds: Application,
    mailoutbox: list[EmailMessage],
) -> list[EmailMessage]:
    """The messages that announced those letters."""
    send_all()
    about = ("lettre", "demande quelque chose")
    return [one for one in mailoutbox if any(word in str(one.subject) for word in about)]


@pytest.fixture
def receipt_letter(received: Application) -> Letter:
    """The letter that says that Alice's application was received."""
    return received.letters.get(kind="receipt")


def test_every_letter_is_a_pair_of_intact_signed_files(sent: list[EmailMessage]) -> None:
    every = list(Letter.objects.order_by("id"))
    assert sorted({letter.kind for letter in every}) == [
        "acknowledgement",
        "approval",
        "biometrics",
        "introduction",
        "invitation",
        "mandate",
        "passport-request",
        "question",
        "receipt",
    ]
    for letter in every:
        english, french = (
            people.bytes_of(letters.file(letter, language)) for language in ("en", "fr")
        )
        assert (letter.status, english == french) == ("sent", False)
        assert [signer.verify(one).intact for one in (english, french)] == [True, True]
        assert not signer.verify(english.replace(b"/Page", b"/Pagf", 1)).intact


def test_a_message_says_only_that_a_letter_waits_and_where(
    sent: list[EmailMessage],
    all_kinds: Application,
    letter: Invitation,
    lucie: User,
    settings: Settings,
) -> None:
    person = all_kinds.people.get()
    private = [
        *["Alice", "Benali", "alice", person.passport_number, str(person.born)],
        *[person.csq_number, person.answers["mifi_file"], letter.number],
        *[letter.candidate.csq_number, letter.candidate.mifi_file, letter.candidate.reference],
        *[fact for one in all_kinds.introductions.all() for fact in (one.number, one.code)],
    ]
    told = [f"{message.subject}\n{message.body}" for message in sent]
    # The approval, the letter of introduction and the passport request are of one decision.
    assert len([one for one in sent if one.to != [lucie.email]]) == Letter.objects.count() - 2
    assert [word for word in private for text in told if word in text] == []
    assert [text for text in told if settings.SITE_URL not in text] == []


def test_each_reader_has_a_message_of_their_own_in_their_language(
    sent: list[EmailMessage], alice: User, lucie: User, letter: Invitation
) -> None:
    readers = {(alice.email,), (lucie.email,), (letter.candidate.email,)}
    assert {tuple(message.to) for message in sent} == readers
    firsts = {" ".join(message.subject.split()[:3]) for message in sent}
    said = {"Une lettre au", "Des lettres au", "Le bureau vous", "Le bureau demande"}
    assert firsts == said
    assert {message.extra_headers["Content-Language"] for message in sent} == {"fr"}


def test_a_representative_is_told_of_each_letter_until_the_mandate_ends(
    receipt_letter: Letter,
    received: Application,
    alice: User,
    lucie: User,
    mailoutbox: list[EmailMessage],
) -> None:
    User.objects.filter(pk=lucie.pk).update(language="en")
    mandate = mandates.give(received, lawyer=lucie, signature="Alice Benali", by=alice)
    send_all()
    hers = [message for message in mailoutbox if message.to == [lucie.email]]
    assert (len(mailoutbox), len(hers)) == (2 * received.letters.count(), received.letters.count())
    assert {message.subject.partition(" – ")[2] for message in hers} == {received.number}
    assert {message.body.split(".")[0] for message in hers} == {
        f"Application {received.number}\n\nA new letter is in the file of one of your clients"
    }
    mailoutbox.clear()
    mandates.end(mandate, by=alice)
    applications.withdraw(received, by=alice)
    send_all()
    told = Counter((message.subject, *message.to) for message in mailoutbox)
    ended, waits = NO_LONGER.say, LETTER_WAITS.filled({"programme": "PMI+"}).fr
    assert told == {
        (ended("fr"), alice.email): 1,
        (f"{ended('en')} – {received.number}", lucie.email): 1,
        (waits, alice.email): 1,
    }


@pytest.mark.parametrize(
    ("language", "body"),
    [
        (
            "en",
            (
                "A new letter is in your file. Sign in to read it:\n\n{site}/en/my-file/\n\n"
                "We never ask for money or a password by e-mail."
            ),
        ),
        (
            "fr",
            (
                "Une nouvelle lettre se trouve dans votre dossier. Ouvrez une session pour la lire\u00a0:"
                "\n\n{site}/fr/mon-dossier/\n\n"
                "Nous ne demandons jamais d’argent ni de mot de passe par courriel."
            ),
        ),
    ],
)
def test_the_message_of_a_letter_in_the_file(
    language: str,
    body: str,
    receipt_letter: Letter,
    alice: User,
    mailoutbox: list[EmailMessage],
    settings: Settings,
) -> None:
    User.objects.filter(pk=alice.pk).update(language=language)
    send_all()
    said = body.format(site=settings.SITE_URL)
    assert [message.body for message in mailoutbox] == [said]


def test_the_message_of_an_invitation_brings_the_code_to_who_has_no_account_yet(
    letter: Invitation,
    mailoutbox: list[EmailMessage],
    settings: Settings,
) -> None:
    send_all()
    (message,) = mailoutbox
    spaced = letter.letters.get().facts["code"]
    assert (message.to, spaced.replace("-", "")) == ([letter.candidate.email], letter.code)
    assert message.body == (
        "Vous avez reçu une lettre d’invitation dans le cadre du PMI+. Créez un compte, puis inscrivez ce "
        "code avec le numéro de votre CSQ et votre date de naissance\u00a0:\n\n"
        f"{spaced}\n\n{settings.SITE_URL}/fr/\n\n"
        "Le code ne sert à personne d’autre. Nous ne demandons jamais d’argent ni de mot de passe par courriel."
    )


def test_a_letter_is_sent_once(receipt_letter: Letter) -> None:
    assert [letters.send_owed(), letters.send_owed()] == [1, 0]
    assert Event.objects.filter(noun="letter", verb="send").count() == 1


def test_a_letter_that_is_owed_has_no_file_yet(receipt_letter: Letter) -> None:
    with pytest.raises(WrongMoment):
        letters.file(receipt_letter, "en")


def test_a_letter_that_cannot_be_made_holds_up_no_other_and_says_why(
    received: Application, receipt_letter: Letter, caplog: pytest.LogCaptureFixture
) -> None:
    broken = Letter.objects.create(kind="no-such-letter", application=received, facts={})
    Letter.objects.filter(pk=broken.pk).update(due_at=received.started_at)
    assert letters.send_owed() == 1
    broken.refresh_from_db()
    assert (broken.status, broken.file_en, broken.failure) == ("owed", "", "words")
    assert [record.message for record in caplog.records] == [
        f"letter {broken.pk} cannot be made: KeyError"
    ]


def test_a_receipt_that_lost_its_place_as_nobody_provided_for_holds_up_no_other_letter(
    received: Application, receipt_letter: Letter
) -> None:
    applications.withdraw(received, by=received.applicant)
    Place.objects.filter(application=received).update(application=None)
    assert letters.send_owed() == 1
    receipt_letter.refresh_from_db()
    assert (receipt_letter.status, receipt_letter.failure) == ("owed", "words")


def test_a_letter_that_cannot_be_made_is_tried_again_after_as_long_as_it_has_waited(
    receipt_letter: Letter, settings: Settings, tmp_path: Path
) -> None:
    now, keys = clock.now(), settings.KEYS_FOLDER
    Letter.objects.filter(pk=receipt_letter.pk).update(owed_at=now - timedelta(hours=3))
    settings.KEYS_FOLDER = tmp_path
    assert letters.send_owed() == 0
    due = now + timedelta(hours=3)
    receipt_letter.refresh_from_db()
    assert receipt_letter.failure == "signature"
    assert due <= receipt_letter.due_at <= due + timedelta(minutes=5)
    settings.KEYS_FOLDER = keys
    assert letters.send_owed() == 0  # not yet
    Letter.objects.update(due_at=clock.now())
    assert letters.send_owed() == 1
    receipt_letter.refresh_from_db()
    assert (receipt_letter.status, receipt_letter.failure, receipt_letter.due_at) == (
        "sent",
        "",
        None,
    )


def test_a_letter_that_cannot_be_stored_says_so_and_is_retried_by_its_office_alone(
    receipt_letter: Letter,
    settings: Settings,
    tmp_path: Path,
    olivia: User,
    mathieu: User,
    alice: User,
) -> None:
    whole = settings.STORAGES
    (tmp_path / "full").write_bytes(b"")  # a file where the folder must be
    options = {"location": tmp_path / "full", "allow_overwrite": True}
    settings.STORAGES = whole | {"documents": whole["documents"] | {"OPTIONS": options}}
    assert letters.send_owed() == 0
    receipt_letter.refresh_from_db()
    assert (receipt_letter.status, receipt_letter.failure) == ("owed", "store")
    settings.STORAGES = whole
    for stranger in (mathieu, alice):
        with pytest.raises(NotYours):
            letters.retry(receipt_letter, by=stranger)
    letters.retry(receipt_letter, by=olivia)
    assert letters.send_owed() == 1
    with pytest.raises(WrongMoment):
        letters.retry(receipt_letter, by=olivia)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_of_a_letter_says_what_its_file_says(
    language: str, receipt_letter: Letter, received: Application
) -> None:
    shown = letters.shown(receipt_letter, language)
    assert shown.number == received.number
    assert shown.digest == received.receipt.digest
    assert (
        shown.title == {"en": "Acknowledgement of receipt", "fr": "Accusé de réception"}[language]
    )
    first = letters.made(receipt_letter, language)
    assert signer.verify(first).intact


def test_the_address_of_the_code_is_that_of_the_verification_page(
    letter: Invitation, settings: Settings
) -> None:
    owed = letter.letters.get()
    addresses = [(letters.shown(owed, language).code or {})["url"] for language in ("en", "fr")]
    assert addresses == [
        f"{settings.SITE_URL}/en/verify/{letter.code}/",
        f"{settings.SITE_URL}/fr/verifier/{letter.code}/",
    ]
