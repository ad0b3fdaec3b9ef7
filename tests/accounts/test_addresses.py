"""An e-mail address that is slipped over: what is wrong is said, what may be wrong is asked, nothing typed is lost."""

import re
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from impplus.records.models import User
from impplus.web.emails import DOMAINS, EmailField, meant
from tests.people import PASSWORD

pytestmark = pytest.mark.django_db
SIGN_UP, SIGN_IN = "/en/account/create/", "/en/account/sign-in/"


def errors(page: str) -> list[str]:
    found = re.findall(r'<a href="#id_(?:email|login)">(.*?)</a>', page)
    return [unescape(one) for one in found]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("alice@gmial.com", "alice@gmail.com"),
        ("alice@gmail.con", "alice@gmail.com"),
        ("alice@Hotmial.com", "alice@hotmail.com"),
        ("alice@outlok.com", "alice@outlook.com"),
        ("alice@videotrom.ca", "alice@videotron.ca"),
        ("alice@example.test", ""),
        ("alice@ymail.com", ""),
        ("alice@yahoo.de", ""),
        ("alice", ""),
    ],
)
def test_what_is_almost_a_well_known_address_is_noticed(typed: str, said: str) -> None:
    assert meant(typed) == said


def test_no_well_known_address_is_taken_for_another() -> None:
    assert [one for one in DOMAINS if meant(f"alice@{one}")] == []


def test_an_accent_is_named_and_what_to_do_said() -> None:
    with pytest.raises(ValidationError) as caught:
        EmailField(label="E-mail").clean("zoé@example.test")
    (said,) = caught.value.messages
    assert said == (
        "“é” cannot stand in an e-mail address here. Enter one of letters without accents, digits and signs, "
        "such as name@example.com"
    )


def test_a_slip_is_asked_about_once_and_never_stops_anybody(client: Client) -> None:
    sent = {"email": "alice@gmial.com", "password1": PASSWORD}
    page = client.post(SIGN_UP, sent).content.decode()
    (said,) = errors(page)
    assert said == (
        "Did you mean alice@gmail.com? If so, correct the address. "
        "If it is right as it is, send the form again."
    )
    assert User.objects.count() == 0
    (unseen,) = re.findall(r'name="email-as-typed" value="([^"]+)"', page)
    again = client.post(SIGN_UP, {**sent, "email-as-typed": unseen})
    assert (again.status_code, User.objects.get().email) == (302, "alice@gmial.com")


def test_after_the_question_another_slip_is_asked_about_anew(client: Client) -> None:
    sent = {"email": "alice@gmal.com", "password1": PASSWORD, "email-as-typed": "alice@gmial.com"}
    assert client.post(SIGN_UP, sent).status_code == 200
    assert User.objects.count() == 0


@pytest.mark.parametrize(
    ("address", "name", "password"),
    [(SIGN_UP, "email", "password1"), (SIGN_IN, "login", "password")],
)
def test_the_password_stays_where_the_address_alone_is_wrong(
    client: Client, address: str, name: str, password: str
) -> None:
    answer = client.post(address, {name: "alice@", password: PASSWORD})
    assert f'value="{PASSWORD}"' in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_password_that_is_refused_is_not_shown_again(client: Client, bob: User) -> None:
    weak = client.post(SIGN_UP, {"email": "alice@", "password1": "short"}).content.decode()
    wrong = client.post(SIGN_IN, {"login": bob.email, "password": "not-the-one"}).content.decode()
    assert ('value="short"' in weak, 'value="not-the-one"' in wrong) == (False, False)
