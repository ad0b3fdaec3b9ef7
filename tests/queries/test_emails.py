"""What each e-mail says, to whom, in which language and to which address; and who staff read that it goes to."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings as installed

from impplus.programmes import IMP_PLUS
from impplus.queries import clock
from impplus.queries.emails import (
    account_notice,
    appointment_ended,
    email_of,
    letter_notice,
    news,
    own_part,
    reader_of,
    recovery_notice,
)
from impplus.queries.told_of import FileToldOf
from impplus.records.models import (
    Application,
    Delegation,
    Invitation,
    Letter,
    Message,
    Recovery,
    User,
)
from impplus.rules.lifecycle import Role
from impplus.words.text import Text

TO, DAY, SITE = "nadia@example.test", date(2026, 3, 31), installed.SITE_URL
ZONE = Text(en="Montréal time", fr="heure de Montréal")
MINE, CLIENTS = FileToldOf("https://here/", ZONE), FileToldOf("https://here/", ZONE, "W-1")
NEVER = {
    "en": "We never ask for money or a password by e-mail.",
    "fr": "Nous ne demandons jamais d’argent ni de mot de passe par courriel.",
}


def test_staff_read_who_an_e_mail_goes_to() -> None:
    alice, karim = User(pk=1, role=Role.APPLICANT), User(pk=2, role=Role.APPLICANT)
    lucie, olivia = User(pk=3, role=Role.REPRESENTATIVE), User(pk=4, role=Role.FEDERAL)
    file = Application(pk=7, applicant=alice)
    told = {
        "Alice, of her file": Message(account=alice, concerns=file),
        "Alice, of her account": Message(account=alice, notice="password_changed"),
        "Lucie": Message(account=lucie, concerns=file),
        "Olivia": Message(account=olivia, concerns=file),
        "Karim": Message(account=karim, concerns=file),
        "Karim, without an account": Message(delegation=Delegation(pk=5, application=file)),
        "a candidate": Message(letter=Letter(pk=6)),
        "a stranger": Message(notice="unknown_account"),
    }
    assert {who: reader_of(one).en for who, one in told.items()} == {
        "Alice, of her file": "the applicant",
        "Alice, of her account": "the applicant",
        "Lucie": "the representative",
        "Olivia": "a federal officer",
        "Karim": "a family member",
        "Karim, without an account": "a family member",
        "a candidate": "the candidate",
        "a stranger": "a visitor",
    }


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("en", "The office asks you for something by March 31, 2026"),
        ("fr", "Le bureau vous demande quelque chose au plus tard le 31 mars 2026"),
    ],
)
def test_a_letter_that_asks_says_the_last_day_and_where_it_ends(
    language: str, subject: str
) -> None:
    made = letter_notice(IMP_PLUS, language, MINE, to=TO, due=DAY)
    assert str(made.subject).replace("\u00a0", " ") == subject
    assert f"({ZONE.say(language)})" in str(made.body)
    assert str(made.body).endswith(f"https://here/\n\n{NEVER[language]}")
    assert (made.to, made.extra_headers) == ([TO], {"Content-Language": language})


def test_a_letter_of_invitation_brings_its_code_and_none_of_the_others_do() -> None:
    made = letter_notice(IMP_PLUS, "en", MINE, to=TO, code="W-1-CODE")
    assert made.subject == "A letter about IMP+ is waiting for you"
    assert "under IMP+. Create an account" in str(made.body)
    assert "\n\nW-1-CODE\n\nhttps://here/\n\n" in str(made.body)


def test_an_account_that_the_office_opened_is_told_the_way_in() -> None:
    made = letter_notice(IMP_PLUS, "en", MINE, to=TO, way_in="https://in/")
    assert "opened an account for you" in str(made.body)
    assert ("https://in/" in str(made.body), "https://here/" in str(made.body)) == (True, False)


def test_who_represents_reads_the_number_in_the_subject_and_first_in_the_text() -> None:
    for made in (
        letter_notice(IMP_PLUS, "en", CLIENTS, to=TO),
        appointment_ended("en", CLIENTS, to=TO),
        news("message-sent", "en", CLIENTS, to=TO),
    ):
        assert str(made.subject).endswith(" – W-1")
        assert str(made.body).startswith("Application W-1\n\n")
    mine = news("message-sent", "fr", MINE, to=TO)
    assert mine.subject == "Un message a été envoyé au bureau"
    assert str(mine.body).startswith("Un message a été envoyé au bureau depuis votre dossier.")


def test_a_reminder_says_its_last_day_and_where_it_ends_in_subject_and_text() -> None:
    made = news("reminder-question-half", "fr", MINE, to=TO, day=DAY)
    said = [str(one).replace("\u00a0", " ") for one in (made.subject, made.body)]
    assert ["31 mars 2026" in one for one in said] == [True, True]
    assert "heure de Montréal" in said[1]
    assert (made.to, made.extra_headers) == ([TO], {"Content-Language": "fr"})


def test_whoever_no_longer_represents_or_is_represented_reads_what_can_be_opened() -> None:
    clients, mine = (appointment_ended("en", one, to=TO) for one in (CLIENTS, MINE))
    assert "You no longer represent the person who makes application W-1" in str(clients.body)
    assert "this person can no longer open your file" in str(mine.body)
    assert mine.subject == "The appointment of a representative was cancelled"
    assert all("\n\nhttps://here/\n\n" in str(one.body) for one in (clients, mine))


@pytest.mark.parametrize(
    ("language", "page"),
    [("en", "/en/application/own-part/"), ("fr", "/fr/demande/sa-partie/")],
)
def test_a_link_to_a_part_says_its_last_day_and_a_reminder_that_it_is_one(
    language: str, page: str
) -> None:
    file = Application(programme=IMP_PLUS)
    part = Delegation(pk=1, application=file, language=language, status="offered")
    part.until = datetime(2026, 4, 1, 3, tzinfo=UTC)  # in Montréal the evening before
    first, again = own_part(part, to=TO), own_part(part, to=TO, again=True)
    words = {"en": ("March 31, 2026", "Reminder: f"), "fr": ("31 mars 2026", "Rappel : r")}
    day, reminder = words[language]
    assert day in str(first.body).replace("\u00a0", " ")
    assert f"\n\n{SITE}{page}" in str(first.body)
    assert first.body == again.body
    assert str(again.subject).replace("\u00a0", " ") == reminder + str(first.subject)[1:]
    part.status = "ended"
    over = own_part(part, to=TO)
    said = {"en": "no longer works", "fr": "ne fonctionne plus"}
    assert str(over.subject).endswith(said[language])
    assert (over.to, over.extra_headers["Content-Language"]) == ([TO], language)
    assert SITE not in str(over.body)


def test_a_change_of_an_account_leads_to_a_new_password_and_at_the_former_address_to_help() -> None:
    now = account_notice("email_changed", "en", to=TO)
    former = account_notice("email_changed", "fr", to=TO, former=True)
    added = account_notice("totp_activated", "en", to=TO, page="/en/undo/")
    assert f"\n\n{SITE}/en/account/password/reset/\n\n" in str(now.body)
    assert f"\n\n{SITE}/fr/aide/\n\n" in str(former.body)
    assert f"\n\n{SITE}/en/undo/\n\n" in str(added.body)
    assert f"within {installed.RECOVERY_HOURS} hours" in str(added.body)
    assert now.subject == "The e-mail address of your account was changed"
    assert str(former.body).startswith("L’adresse électronique de votre compte a été changée. ")


def test_a_recovery_is_stopped_by_the_first_link_and_done_by_the_second() -> None:
    due = datetime(2026, 3, 1, tzinfo=UTC)
    one = Recovery(pk=1, due_at=due, ends_at=due + timedelta(days=7))
    asked = recovery_notice("recovery_asked", "en", one, to=TO)
    ready = recovery_notice("recovery_ready", "fr", one, to=TO)
    assert asked.subject == "It was asked to remove the second proof of your account"
    assert f"for {installed.RECOVERY_HOURS} hours" in str(asked.body)
    assert "pendant 7 jours" in str(ready.body)
    assert f"\n\n{SITE}/en/account/recovery/stop/" in str(asked.body)
    assert f"\n\n{SITE}/fr/compte/recuperation/utiliser/" in str(ready.body)


@pytest.mark.parametrize(("language", "said"), [("en", "Reminder"), ("fr", "Rappel")])
def test_a_candidate_is_reminded_of_a_letter_at_the_start_page(
    language: str, said: str, letter: Invitation
) -> None:
    candidate = letter.candidate
    candidate.language, candidate.email = language, "candidate@example.test"
    candidate.save()
    one = Message(pk=3, letter=letter.letters.get(), notice="reminder-letter-half", deadline=DAY)
    made = email_of(one)
    assert (made.to, made.extra_headers["Content-Language"]) == (
        ["candidate@example.test"],
        language,
    )
    assert f"\n\n{SITE}/{language}/\n\n" in str(made.body)
    assert "31" in str(made.subject)


def test_a_letter_of_invitation_is_announced_with_the_code_that_stands_in_it(
    letter: Invitation,
) -> None:
    one = letter.letters.get()
    made = email_of(Message(pk=3, letter=one))
    assert made.to == [letter.candidate.email]
    assert f"\n\n{one.facts['code']}\n\n" in str(made.body)


def test_what_is_about_no_application_and_goes_to_nobody_has_no_words(
    letter: Invitation, alice: User
) -> None:
    one = Message(pk=3, letter=Letter(kind="approval"), account=alice)
    with pytest.raises(LookupError, match=r"^message 3 is about no application$"):
        email_of(one)
    one.account = None
    with pytest.raises(LookupError, match=r"^message 3 has nobody to go to$"):
        email_of(one)


def test_a_notice_of_an_account_goes_to_its_address_or_to_the_one_before(alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(language="en")
    alice.refresh_from_db()
    for former, to in (("", alice.email), ("alice@old.test", "alice@old.test")):
        one = Message(pk=3, account=alice, notice="email_changed", former=former)
        made = email_of(one)
        assert (made.to, made.extra_headers["Content-Language"]) == ([to], "en")
        assert ("no longer come to this address" in str(made.body)) == bool(former)


def test_a_recovery_that_is_no_longer_under_way_is_told_as_a_change(alice: User) -> None:
    now = clock.now()
    one = Message(pk=3, account=alice, notice="recovery_asked")
    without = email_of(one)
    Recovery.objects.create(account=alice, due_at=now, ends_at=now + timedelta(days=7))
    with_it = email_of(one)
    assert without.subject == with_it.subject
    assert (
        "tout de suite un nouveau mot de passe" in str(without.body).replace("\n", " "),
        "arrêtez tout" in str(with_it.body),
    ) == (True, True)


def test_each_message_has_one_id_at_this_site(alice: User) -> None:
    made = [email_of(Message(pk=pk, account=alice, notice="password_changed")) for pk in (3, 3, 4)]
    ids = [one.extra_headers["Message-ID"] for one in made]
    assert (ids[0] == ids[1], ids[0] == ids[2]) == (True, False)
    assert ids[0].rpartition("@")[2] == "127.0.0.1>"
