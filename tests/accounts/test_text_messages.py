"""Texts say that there is something new, to a number that its owner has confirmed, and nothing more."""

import html
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django import Settings

from impplus.actions import messages, phones
from impplus.queries import clock
from impplus.queries.refusals import NotUnderstood, NotYours
from impplus.queries.text_messages import CODE_LASTS, MOST_WRONG, TEXTS, code_of
from impplus.queries.tries import FAILURES
from impplus.records.models import Application, Message, Phone, User
from impplus.words.text import LANGUAGES
from tests.outside.gateway import Gateway, gateway
from tests.people import signed_in

NUMBER = "+212612345678"
PAGE, CODE, STOP = (f"account_text_messages{end}" for end in ("", "_code", "_stop"))


@pytest.fixture
def notify(settings: Settings) -> Iterator[Gateway]:
    with gateway() as here:
        for name, value in here.settings.items():
            setattr(settings, name, value)
        yield here


def sent_by(browser: Client, name: str, language: str = "en", **form: str) -> str:
    """What somebody reads after a press."""
    with override(language):
        answer = browser.post(reverse(name), form, follow=True)
    return html.unescape(answer.content.decode())


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def texted(person: User) -> Phone:
    """Somebody's number, confirmed."""
    phones.ask(NUMBER, by=person)
    phone = Phone.objects.get(account=person)
    phones.confirm(code_of(phone), by=person)
    messages.send_owed()
    mail.outbox.clear()
    phone.refresh_from_db()
    return phone


def later(minutes: float) -> None:
    with clock.at(clock.now() + timedelta(minutes=minutes)):
        messages.send_owed()


def test_a_number_is_confirmed_by_the_code_that_is_texted_to_it(
    alice: User, notify: Gateway
) -> None:
    browser = signed_in(alice)
    said = sent_by(browser, PAGE, number="00212 6 12 34 56 78")
    messages.send_owed()
    ((number, text, _reference),) = notify.taken
    (code,) = re.findall(r"\d{6}", text)
    assert (number, digits("+212 612-345678") in digits(said)) == (NUMBER, True)
    said = sent_by(browser, CODE, code=f"{code[:3]} {code[3:]}")
    assert "Text messages are on" in said
    messages.send_owed()
    assert [one.subject for one in mail.outbox] == [
        "Des textos signalent désormais qu’il y a du nouveau dans votre compte"
    ]


def test_a_code_is_taken_in_any_digits_and_what_is_none_is_said_in_words_about_it(
    alice: User, notify: Gateway
) -> None:
    phones.ask(NUMBER, by=alice)
    browser = signed_in(alice)
    assert "Enter the six digits of the code." in sent_by(browser, CODE, code="éé")
    arabic = code_of(Phone.objects.get()).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert "Text messages are on" in sent_by(browser, CODE, code=arabic)


def test_news_is_one_e_mail_each_and_one_text_a_minute_that_says_nothing(
    draft: Application, alice: User, notify: Gateway
) -> None:
    texted(alice)
    notify.taken.clear()
    for _ in range(3):
        messages.tell(draft, "change-noted")
    messages.send_owed()
    assert (len(mail.outbox), notify.taken) == (3, [])
    Message.objects.filter(notice="text_news").update(due_at=clock.now())
    messages.send_owed()
    messages.send_owed()
    (number, text, reference), *more = notify.taken
    assert (number, more, len(reference)) == (NUMBER, [], 64)
    assert text.startswith("PMI+ : il y a du nouveau dans votre compte.")
    assert draft.number not in text
    assert "http" not in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("notice", TEXTS)
def test_a_text_is_one_message_of_160_characters(notice: str, language: str) -> None:
    said = TEXTS[notice].filled({"code": "123456"}).say(language)
    assert len(said) <= 160
    assert not re.search(r"[^\w .,;:+’'éèàùìòç\u00a0]", said, re.IGNORECASE)


def test_without_a_number_nothing_is_texted(
    draft: Application, alice: User, notify: Gateway
) -> None:
    phones.ask(NUMBER, by=alice)  # and does not enter the code
    messages.send_owed()
    notify.taken.clear()
    messages.tell(draft, "change-noted")
    messages.send_owed()
    assert (notify.taken, Message.objects.filter(notice="text_news").exists()) == ([], False)


def test_another_code_is_counted_and_after_five_none_is_taken(alice: User, notify: Gateway) -> None:
    phones.ask(NUMBER, by=alice)
    right = code_of(Phone.objects.get())
    browser = signed_in(alice)
    wrong = f"{(int(right) + 1) % 10**6:06}"
    for _ in range(MOST_WRONG):
        assert "This is not the code that we sent." in sent_by(browser, CODE, code=wrong)
    assert "This code can no longer be used." in sent_by(browser, CODE, code=right)
    assert Phone.objects.get().confirmed_at is None


def test_a_code_can_be_entered_for_half_an_hour_and_another_takes_its_place(
    alice: User, notify: Gateway
) -> None:
    phones.ask(NUMBER, by=alice)
    first = code_of(Phone.objects.get())
    with clock.at(clock.now() + CODE_LASTS), pytest.raises(NotUnderstood):
        phones.confirm(first, by=alice)
    with clock.at(clock.now() + timedelta(minutes=1)):
        phones.ask(NUMBER, by=alice)
        second = code_of(Phone.objects.get())
        assert first != second
        with pytest.raises(NotUnderstood):
            phones.confirm(first, by=alice)
        phones.confirm(second, by=alice)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Enter your mobile phone number."),
        ("0612345678", "This number does not exist."),
        ("+33 1 42 68 53 00", "Enter the number of a mobile phone"),
        ("+1 900 555 0199", "Enter the number of a mobile phone"),
        ("+44 909 879 0000", "Enter the number of a mobile phone"),
        ("+1 514 555 0199 ext. 22", "Enter the number of a mobile phone"),
        ("<b>+212", "This number does not exist."),
    ],
)
def test_a_number_that_takes_no_texts_is_refused_and_kept_on_the_page(
    alice: User, typed: str, said: str
) -> None:
    answer = sent_by(signed_in(alice), PAGE, number=typed)
    assert said in answer
    assert digits(typed) in digits(answer)
    assert not Phone.objects.exists()


def test_five_codes_a_day_are_sent(alice: User, bob: User) -> None:
    browser = signed_in(alice)
    said = [sent_by(browser, PAGE, number=NUMBER) for _ in range(6)]
    assert ["Try again tomorrow" in one for one in said] == [False] * 5 + [True]
    assert "Try again tomorrow" in sent_by(signed_in(bob), PAGE, number=NUMBER)


def test_texts_are_stopped_and_the_number_is_deleted(
    draft: Application, alice: User, notify: Gateway
) -> None:
    texted(alice)
    messages.tell(draft, "change-noted")  # whose text is owed
    notify.taken.clear()
    browser = signed_in(alice)
    assert "your number is deleted" in sent_by(browser, STOP)
    assert "your number is deleted" in sent_by(browser, STOP)
    later(2)
    assert (notify.taken, Phone.objects.exists()) == ([], False)
    assert Message.objects.get(notice="text_news").status == "given-up"
    told = Message.objects.filter(notice="texts_end")
    assert told.count() == 1


def test_a_gateway_that_is_away_is_tried_again_and_a_number_that_takes_none_is_not(
    draft: Application, alice: User, notify: Gateway
) -> None:
    texted(alice)
    messages.tell(draft, "change-noted")
    text = Message.objects.get(notice="text_news")
    for answer, ends in ((500, ("owed", "gateway")), (400, ("bounced", "number"))):
        notify.answers = answer
        Message.objects.filter(pk=text.pk).update(due_at=clock.now())
        messages.send_owed()
        text.refresh_from_db()
        assert (text.status, text.failure) == ends
        with override("en"):
            page = signed_in(alice).get(reverse(PAGE)).content.decode()
        assert FAILURES[ends[1]].en in page
    assert len(mail.outbox) == 1  # the e-mail left meanwhile


def test_a_gateway_that_is_away_delays_no_e_mail(
    draft: Application, alice: User, notify: Gateway
) -> None:
    texted(alice)
    notify.answers = 500
    for _ in range(4):  # as of several people
        Message.objects.create(account=alice, notice="text_news", status="owed", due_at=clock.now())
    messages.tell(draft, "change-noted")
    messages.send_owed()
    assert len(mail.outbox) == 1


def test_whoever_asks_for_another_number_is_told_that_texts_have_stopped(
    alice: User, notify: Gateway
) -> None:
    texted(alice)
    browser = signed_in(alice)
    with override("en"):
        page = browser.get(reverse(PAGE)).content.decode()
    assert "Text messages then stop until you have entered the code" in page
    sent_by(browser, PAGE, number="+212 612-345679")
    messages.send_owed()
    assert [one.subject for one in mail.outbox] == ["Les textos au sujet de votre compte ont cessé"]
    sent_by(browser, PAGE, number=NUMBER)  # which was not confirmed meanwhile
    messages.send_owed()
    assert len(mail.outbox) == 1


def test_staff_see_that_a_text_did_not_leave(
    draft: Application, alice: User, olivia: User, notify: Gateway
) -> None:
    texted(alice)
    notify.answers = 500
    messages.tell(draft, "change-noted")
    Message.objects.filter(notice="text_news").update(due_at=clock.now())
    messages.send_owed()
    with override("en"):
        page = signed_in(olivia).get(reverse("desk:unsent")).content.decode()
    assert "Text message" in page
    assert "The gateway of text messages is not accepting them." in page


def test_staff_and_firms_have_no_texts(olivia: User, lucie: User, settings: Settings) -> None:
    for person in (olivia, lucie):
        assert signed_in(person).get(reverse(PAGE)).status_code == 404
        assert reverse(PAGE) not in signed_in(person).get(reverse("account")).content.decode()
        with pytest.raises(NotYours):
            phones.ask(NUMBER, by=person)


def test_where_no_gateway_is_named_there_are_no_texts(
    draft: Application, alice: User, notify: Gateway, settings: Settings
) -> None:
    texted(alice)
    settings.TEXTS_URL = ""
    browser = signed_in(alice)
    assert browser.get(reverse(PAGE)).status_code == 404
    assert reverse(PAGE) not in browser.get(reverse("account")).content.decode()
    messages.tell(draft, "change-noted")
    assert not Message.objects.filter(notice="text_news").exists()
