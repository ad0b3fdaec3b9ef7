"""Failed attempts: later ones wait longer and longer, of an account, of a network and of both; the owner's device does not."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction
from django.db.models import F
from django.db.models.functions import Now

from impplus.actions import attempts, devices
from impplus.actions.attempts import ACCOUNT, DEVICE, NETWORK, PAIR
from impplus.queries.refusals import TooManyAttempts
from impplus.records.models import Attempt

pytestmark = pytest.mark.django_db
BOB = "bob@example.test"
AT_ONCE = 8


def fails(times: int, account: str = BOB, network: str = "192.0.2.7", device: str = "") -> None:
    """So many failed attempts, none of which has to wait."""
    for _ in range(times):
        attempts.begin("password", account=account, network=network, device=device)


def waits(account: str = BOB, network: str = "192.0.2.7", device: str = "") -> str:
    """What the next attempt is told; empty where it need not wait."""
    try:
        fails(1, account, network, device)
    except TooManyAttempts as refused:
        return refused.text.en
    return ""


def later(seconds: float) -> None:
    """Let so much time go by: everything that is counted lies further back."""
    gone = timedelta(seconds=seconds)
    columns = {name: F(name) - gone for name in ("failed_at", "free_at", "expires_at")}
    Attempt.objects.update(**columns)


def test_each_further_failure_waits_twice_as_long_up_to_a_quarter_of_an_hour() -> None:
    fails(PAIR.free)
    for minutes in (1, 2, 4, 8):
        some = "1 minute" if minutes == 1 else f"{minutes} minutes"
        assert waits() == f"Too many attempts. Wait {some}, then try again."
        later(minutes * 60)
        fails(1)
    Attempt.objects.update(failures=1_000, free_at=F("failed_at"))
    fails(1)
    assert waits() == "Too many attempts. Wait 15 minutes, then try again."


def test_the_wait_is_said_in_french() -> None:
    fails(PAIR.free)
    with pytest.raises(TooManyAttempts) as refused:
        fails(1)
    assert refused.value.text.fr == "Trop de tentatives. Attendez 1\u00a0minute, puis réessayez."
    assert TooManyAttempts(61).text.fr.endswith("Attendez 2\u00a0minutes, puis réessayez.")


def test_what_is_refused_is_not_counted() -> None:
    fails(PAIR.free)
    before = list(Attempt.objects.order_by("key").values_list("key", "failures"))
    assert waits()
    assert list(Attempt.objects.order_by("key").values_list("key", "failures")) == before


def test_an_account_is_counted_across_networks() -> None:
    for number in range(ACCOUNT.free):
        fails(1, network=f"192.0.2.{number}")
    assert waits(network="198.51.100.1") == "Too many attempts. Wait 1 minute, then try again."
    assert waits(account="alice@example.test", network="198.51.100.1") == ""


def test_a_network_is_counted_across_accounts_known_or_not() -> None:
    for number in range(NETWORK.free):
        fails(1, account=f"nobody-{number}@example.test")
    assert waits() == "Too many attempts. Wait 1 minute, then try again."
    assert waits(network="198.51.100.1") == ""


def test_one_address_is_one_account_however_it_is_written() -> None:
    fails(PAIR.free)
    assert [waits(account=one) != "" for one in (" BOB@Example.TEST ", "ｂob@example.test")] == [
        True,
        True,
    ]


def test_a_device_on_which_the_account_was_opened_is_counted_by_itself() -> None:
    fails(PAIR.free)
    fails(DEVICE.free, device="kitchen")
    assert waits(device="kitchen") == "Too many attempts. Wait 1 minute, then try again."
    assert waits(device="phone") == ""
    assert Attempt.objects.count() == 5


def test_who_succeeds_has_not_failed() -> None:
    fails(PAIR.free - 1)
    attempts.forgive(attempts.begin("password", account=BOB, network="192.0.2.7"))
    assert sorted(round(one.failures) for one in Attempt.objects.all()) == [PAIR.free - 1] * 2
    fails(PAIR.free)
    assert waits()


def test_failures_are_forgiven_with_time() -> None:
    fails(PAIR.free - 1)
    later((PAIR.free - 1) * PAIR.forgiven)
    fails(PAIR.free - 1)
    assert waits() == ""
    assert waits()


def test_what_no_longer_counts_is_removed_and_nothing_else() -> None:
    fails(1)
    later(NETWORK.forgiven + 1)
    attempts.forget()
    assert Attempt.objects.count() == 2
    later(ACCOUNT.forgiven)
    attempts.forget()
    assert Attempt.objects.count() == 0


def test_filling_the_table_flushes_nothing() -> None:
    fails(PAIR.free)
    instant = Now()
    Attempt.objects.bulk_create(
        Attempt(
            key=f"{number:064}",
            failures=1,
            failed_at=instant,
            free_at=instant,
            expires_at=Now() + timedelta(hours=1),
        )
        for number in range(12_000)
    )
    attempts.forget()
    assert waits()


def test_no_address_and_no_network_is_kept() -> None:
    fails(1)
    kept = " ".join(str(one) for row in Attempt.objects.values_list() for one in row)
    assert [one for one in (BOB, "192.0.2.7", "password") if one in kept] == []


@pytest.mark.django_db(transaction=True)
def test_attempts_at_once_are_all_counted() -> None:
    """They have all begun before the first is counted, so that none sees the wait of another."""

    def tried(_number: int) -> bool:
        try:
            return waits() == ""
        finally:
            connections.close_all()

    fails(1)
    with ThreadPoolExecutor(AT_ONCE) as threads:
        with transaction.atomic():
            list(Attempt.objects.select_for_update())
            answers = threads.map(tried, range(AT_ONCE))
            until = time.monotonic() + 20
            while _waiting() < AT_ONCE and time.monotonic() < until:
                time.sleep(0.02)
        assert sum(answers) == PAIR.free - 1
    Attempt.objects.all().delete()


def _waiting() -> int:
    """How many connections to this database wait for a lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE wait_event_type = 'Lock' AND datname = current_database()"
        )
        return int(cursor.fetchone()[0])


def test_a_device_is_known_for_the_accounts_that_were_opened_on_it() -> None:
    cookie = devices.remembering("", BOB)
    name = devices.known(cookie, BOB)
    assert (len(name), devices.known(cookie, "alice@example.test")) == (32, "")
    both = devices.remembering(cookie, "Alice@example.test")
    assert {devices.known(both, one) for one in (BOB, "alice@example.test")} == {name}
    assert [one for one in ("bob", "alice", "example") if one in both] == []


@pytest.mark.parametrize("cookie", ["", "x", "a:b:c", "WyJuYW1lIl0:1:forged"])
def test_a_cookie_that_is_not_ours_is_no_device(cookie: str) -> None:
    assert devices.known(cookie, BOB) == ""


def test_a_device_keeps_the_last_accounts() -> None:
    cookie = ""
    for number in range(devices.MOST + 1):
        cookie = devices.remembering(cookie, f"{number}@example.test")
    known = [devices.known(cookie, f"{n}@example.test") != "" for n in range(devices.MOST + 1)]
    assert known == [False, *[True] * devices.MOST]
