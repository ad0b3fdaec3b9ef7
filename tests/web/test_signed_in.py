"""Who is signed in is read with the session, once for each request, and never somebody else."""

import pytest
from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from impplus.actions import sessions
from impplus.records.models import Application, Session, User
from impplus.web.signed_in import Backend, SessionStore
from tests.site import owner


@pytest.fixture
def status(received: Application, alice: User, client: Client) -> str:
    """The address of a page that Alice alone may see, who is signed in."""
    client.force_login(alice)
    return reverse("portal:status", args=[received.number])


def test_a_session_and_its_account_are_read_by_one_statement(client: Client, status: str) -> None:
    client.get(status)
    with CaptureQueriesContext(connection) as sent:
        assert client.get(status).status_code == 200
    about = [one["sql"] for one in sent if "records_session" in one["sql"]]
    assert len(about) == 1
    assert "records_user" in about[0]
    assert not [one for one in sent if 'FROM "records_user"' in one["sql"]]


def test_a_session_of_an_older_version_names_no_account_and_goes_on(
    client: Client, status: str
) -> None:
    Session.objects.update(account=None)
    assert client.get(status).status_code == 200


def test_a_closed_account_is_signed_in_no_longer(client: Client, status: str, alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(is_active=False)
    assert client.get(status).status_code == 302


def test_another_password_ends_the_sessions_that_were_open(
    client: Client, status: str, alice: User
) -> None:
    alice.set_password("another password")
    alice.save()
    assert client.get(status).status_code == 302


def test_the_account_beside_a_session_is_given_once_and_to_its_own_key_alone(
    client: Client, status: str, alice: User, bob: User
) -> None:
    key = client.session.session_key
    SessionStore(key).load()
    assert Backend().get_user(bob.pk) == bob
    SessionStore(key).load()
    User.objects.filter(pk=alice.pk).update(name="Alice Another")
    assert [Backend().get_user(alice.pk).name for _ in range(2)] == [alice.name, "Alice Another"]
    SessionStore(key).load()
    SessionStore("no such session").load()
    User.objects.filter(pk=alice.pk).update(name=alice.name)
    assert Backend().get_user(alice.pk).name == alice.name


def test_a_door_puts_the_account_itself_in_place_of_what_reads_it(
    client: Client, status: str, alice: User
) -> None:
    request = client.get(status).wsgi_request
    assert type(request.user) is User
    assert request.user == alice


def test_who_signs_out_leaves_a_session_of_nobody(client: Client, status: str) -> None:
    client.logout()
    assert Session.objects.exclude(account=None).count() == 0
    assert client.get(status).status_code == 302


def test_a_session_whose_account_is_gone_is_nobodys_and_may_still_be_saved(
    client: Client, bob: User, alice: User
) -> None:
    client.force_login(bob)
    Session.objects.update(account=None)
    session = SessionStore(client.session.session_key)
    session["seen"] = True
    with owner():
        bob.delete()
    session.save()
    session.cycle_key()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    assert client.get(reverse("portal:home")).status_code == 302
    connection.check_constraints()
    client.force_login(alice)
    assert [one.account for one in Session.objects.all()] == [alice]


def test_the_sessions_of_an_account_go_with_it(client: Client, bob: User) -> None:
    client.force_login(bob)
    assert [one.account for one in Session.objects.all()] == [bob]
    with owner():
        bob.delete()
    assert Session.objects.count() == 0


def rest() -> float:
    """In how many minutes the session ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM expire_date - now()) / 60 FROM records_session")
        return float(cursor.fetchone()[0])


def moved(minutes: int) -> None:
    """Let the session have begun, been seen and been prolonged so long ago."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE records_session SET begun_at = begun_at - %(m)s * interval '1 minute',"
            " seen_at = seen_at - %(m)s * interval '1 minute', expire_date = expire_date - %(m)s * interval '1 minute'",
            {"m": minutes},
        )


def test_a_session_goes_on_while_it_is_used_and_ends_when_it_is_not(
    client: Client, status: str
) -> None:
    assert rest() == pytest.approx(settings.SESSION_MINUTES, abs=0.5)
    moved(settings.SESSION_MINUTES - 1)
    assert client.get(status).status_code == 200
    assert rest() == pytest.approx(settings.SESSION_MINUTES, abs=0.5)
    moved(settings.SESSION_MINUTES + 1)
    assert client.get(status).status_code == 302


def test_no_session_lasts_longer_than_a_day_of_work(client: Client, status: str) -> None:
    whole = settings.SESSION_HOURS * 60
    for _ in range(whole // 25):
        moved(25)
        assert client.get(status).status_code == 200
    assert rest() == pytest.approx(whole % 25, abs=0.5)
    moved(25)
    assert client.get(status).status_code == 302


def test_a_page_writes_nothing_of_a_session_that_was_seen_just_now(
    client: Client, status: str
) -> None:
    def written() -> list[str]:
        with CaptureQueriesContext(connection) as sent:
            client.get(status)
        return [one["sql"] for one in sent if one["sql"].startswith("UPDATE")]

    assert written() == []
    moved(6)
    assert len(written()) == 1
    assert written() == []


def test_a_session_made_by_an_older_version_ends_when_it_said(client: Client, status: str) -> None:
    Session.objects.update(begun_at=None, seen_at=None)
    with CaptureQueriesContext(connection) as sent:
        assert client.get(status).status_code == 200
    assert [one for one in sent if one["sql"].startswith("UPDATE")] == []


def test_a_session_that_was_ended_while_a_page_was_answered_stays_ended(
    client: Client, status: str, alice: User
) -> None:
    used = SessionStore(client.session.session_key)
    used["typed"] = "1"  # the page is being answered
    assert sessions.end_others(alice, but=None) == 1
    with pytest.raises(UpdateError):
        used.save()
    assert sessions.see(str(used.session_key)) is None
    assert client.get(status).status_code == 302
