"""What somebody typed as the session ended is theirs again after signing in, and nobody else's."""

import html
import re

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from impplus.records.models import Application, Session, User
from impplus.web import ended
from tests.people import PASSWORD

ELSEWHERE = "It was ended from another device, or because the password was changed."


@pytest.fixture
def step(draft: Application) -> str:
    """The address of a page of Alice's form with a text on it."""
    return reverse("portal:step", args=[draft.number, "identity"])


def signed_in(person: User, browser: Client, where: str = "") -> str:
    sent = {"login": person.email, "password": PASSWORD, "next": where}
    return browser.post(reverse("account_login"), sent).headers["Location"]


def end(browser: Client) -> None:
    """Let the session of a browser end by itself."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE records_session SET expire_date = now() - interval '1 second'")


def field(page: str) -> str:
    """The name of the first text on a page."""
    return re.findall(r'<input type="text" name="([^"]+)"', page)[0]


def shown(browser: Client, address: str) -> str:
    return html.unescape(browser.get(address).content.decode())


def test_what_was_typed_comes_back_after_signing_in_and_is_not_saved(
    alice: User, draft: Application, step: str
) -> None:
    browser = Client()
    signed_in(alice, browser)
    page = shown(browser, step)
    name, (version,) = field(page), re.findall(r'name="_version" value="(\d+)"', page)
    end(browser)
    answer = browser.post(step, {name: "Benali-Typed", "_version": version})
    assert answer.headers["Location"] == f"{reverse('account_login')}?next={step}"
    told = shown(browser, answer.headers["Location"])
    assert "Your session ended. Sign in, and you find what you typed. It is not saved yet." in told
    assert signed_in(alice, browser, step) == step
    for _ in range(2):  # a page that is loaded again still has it
        again = shown(browser, step)
        assert 'value="Benali-Typed"' in again
        assert f'name="_version" value="{version}"' in again
        assert "This is what you typed before your session ended. It is not saved yet." in again
    assert "Benali-Typed" not in str(draft.people.get().answers)
    browser.post(step, {name: "Benali-Typed", "_version": version})
    assert "before your session ended" not in shown(browser, step)


def test_what_was_typed_after_signing_out_in_another_tab_comes_back_to_the_same_person_alone(
    alice: User, bob: User, step: str
) -> None:
    browser = Client()
    for person, found in ((alice, True), (bob, False)):
        signed_in(alice, browser)
        name = field(shown(browser, step))
        browser.post(reverse("account_logout"))
        assert "Your session ended" not in shown(browser, browser.get(step).headers["Location"])
        answer = browser.post(step, {name: "Benali-Typed"})
        assert "you find what you typed" in shown(browser, answer.headers["Location"])
        signed_in(person, browser)
        assert ("Benali-Typed" in shown(browser, step)) is found


def test_another_person_never_finds_it(alice: User, bob: User, step: str) -> None:
    browser = Client()
    signed_in(alice, browser)
    name = field(shown(browser, step))
    end(browser)
    browser.post(step, {name: "Benali-Typed"})
    signed_in(bob, browser)
    assert browser.get(step).status_code == 404
    assert "Benali-Typed" not in str(browser.session.items())
    browser.post(reverse("account_logout"))
    signed_in(alice, browser)
    assert "Benali-Typed" not in shown(browser, step)


def test_a_session_that_was_ended_elsewhere_keeps_it_as_well(alice: User, step: str) -> None:
    browser, elsewhere = Client(), Client()
    signed_in(alice, browser)
    name = field(shown(browser, step))
    signed_in(alice, elsewhere)
    elsewhere.post(reverse("account_end_other_sessions"))
    answer = browser.post(step, {name: "Benali-Typed"})
    assert shown(browser, answer.headers["Location"]).count(ELSEWHERE) == 1
    signed_in(alice, browser)
    assert 'value="Benali-Typed"' in shown(browser, step)


def test_only_a_session_that_was_ended_elsewhere_is_said_to_be(alice: User, step: str) -> None:
    browser, elsewhere = Client(), Client()
    signed_in(alice, browser)
    end(browser)
    assert ELSEWHERE not in shown(browser, browser.get(step).headers["Location"])
    signed_in(alice, browser)
    signed_in(alice, elsewhere)
    elsewhere.post(reverse("account_end_other_sessions"))
    account = browser.get(reverse("account"))
    assert account.headers["Location"] == f"{reverse('account_login')}?next={reverse('account')}"
    assert shown(browser, account.headers["Location"]).count(ELSEWHERE) == 1
    assert ELSEWHERE not in shown(Client(), reverse("account_login"))


def test_a_page_that_was_to_be_shown_again_keeps_it_as_well(alice: User, step: str) -> None:
    browser = Client()
    signed_in(alice, browser)
    name = field(shown(browser, step))
    end(browser)
    browser.post(step, {name: "Benali-Typed", "_redisplay": "1"})
    signed_in(alice, browser)
    assert 'value="Benali-Typed"' in shown(browser, step)


def whose(page: str) -> str:
    """What a page says, unseen, of the account that opened it."""
    return re.findall(r'name="_whose" value="([^"]+)"', page)[0]


def test_what_was_typed_is_kept_where_the_browser_lost_the_cookie_of_its_session(
    alice: User, bob: User, step: str
) -> None:
    for person, found in ((alice, True), (bob, False)):
        browser = Client()
        signed_in(alice, browser)
        page = shown(browser, step)
        del browser.cookies[settings.SESSION_COOKIE_NAME]
        answer = browser.post(step, {field(page): "Benali-Typed", "_whose": whose(page)})
        assert "you find what you typed" in shown(browser, answer.headers["Location"])
        signed_in(person, browser)
        assert ("Benali-Typed" in shown(browser, step)) is found


@pytest.mark.parametrize("named", ["", "1", "1:x", "x\ud800:é"])
def test_a_page_that_names_nobody_under_our_signature_leaves_nothing_behind(
    client: Client, step: str, named: str
) -> None:
    client.post(step, {"family_name": "Benali-Typed", "_whose": named.encode("utf-8", "replace")})
    assert "Benali-Typed" not in str(client.session.items())


def test_what_is_typed_on_a_page_of_somebody_else_is_not_kept_for_whoever_signed_in_since(
    alice: User, bob: User, step: str
) -> None:
    browser = Client()
    signed_in(bob, browser)
    page = browser.get(reverse("account"))
    his = ended.whose(page.wsgi_request)
    browser.post(reverse("account_logout"))
    signed_in(alice, browser)
    name = field(shown(browser, step))
    end(browser)
    browser.post(step, {name: "Typed-By-Bob", "_whose": his})
    signed_in(alice, browser)
    assert "Typed-By-Bob" not in shown(browser, step)


def test_a_second_page_of_the_same_browser_keeps_it_too(alice: User, step: str) -> None:
    browser = Client()
    signed_in(alice, browser)
    name = field(shown(browser, step))
    end(browser)
    browser.get(reverse("portal:home"))  # another tab, first
    browser.post(step, {name: "Benali-Typed"})
    signed_in(alice, browser)
    assert 'value="Benali-Typed"' in shown(browser, step)


def test_a_stranger_leaves_nothing_behind(client: Client, step: str) -> None:
    assert client.post(step, {"family_name": "Nobody"}).status_code == 302
    assert Session.objects.count() == 0


def test_whoever_pressed_without_typing_comes_back_to_the_page_of_the_button(
    alice: User, draft: Application
) -> None:
    browser, fees = Client(), reverse("portal:fees", args=[draft.number])
    signed_in(alice, browser)
    end(browser)
    sent = browser.post(
        reverse("portal:pay", args=[draft.number]), headers={"Referer": f"http://testserver{fees}"}
    )
    assert sent.headers["Location"] == f"{reverse('account_login')}?next={fees}"
    elsewhere = browser.post(
        reverse("portal:pay", args=[draft.number]), headers={"Referer": "http://evil.example/x"}
    )
    assert elsewhere.headers["Location"].endswith(reverse("portal:pay", args=[draft.number]))


def test_neither_a_password_nor_more_than_a_page_is_kept(alice: User, step: str) -> None:
    browser = Client()
    signed_in(alice, browser)
    name = field(shown(browser, step))
    end(browser)
    browser.post(step, {name: "x" * 100_001})
    browser.post(step + "?again", {"password": "a secret"})
    kept = str(dict(browser.session.items()))
    assert ("xxx" in kept, "secret" in kept) == (False, False)


def test_what_cannot_be_saved_yet_is_given_back_until_the_page_is_sent_whole(
    alice: User, draft: Application
) -> None:
    jobs = reverse("portal:step", args=[draft.number, "work-history"])
    browser = Client()
    browser.force_login(alice)
    typed = {"jobs-0-activity": "Nurse", "jobs-0-from_0": "20", "_version": "0", "_window": "one"}
    saved = browser.post(jobs, typed | {"_auto": "1", "_turn": "1"}).json()
    assert saved["left"] == ["Each job or activity, the last one first"]
    for _ in range(2):
        page = shown(browser, jobs)
        assert "This is what you typed here. It is not all saved yet." in page
        assert ('value="Nurse"' in page, 'value="20"' in page) == (True, True)
    whole = {"jobs-0-from_0": "2012", "jobs-0-from_1": "9", "_auto": "1", "_turn": "2"}
    assert browser.post(jobs, typed | whole).json()["left"] == []
    assert "It is not all saved yet." not in shown(browser, jobs)


def test_what_is_not_saved_is_not_said_as_if_something_were_done(alice: User, step: str) -> None:
    browser = Client()
    signed_in(alice, browser)
    name = field(shown(browser, step))
    end(browser)
    answer = browser.post(step, {name: "Benali-Typed"})
    told = shown(browser, answer.headers["Location"])
    signed_in(alice, browser)
    for page, said in ((told, "Your session ended."), (shown(browser, step), "This is what you")):
        (note,) = re.findall(r'<div class="note ([a-z]*)" role="status">', page.split(said)[0])[-1:]
        assert note == ""
