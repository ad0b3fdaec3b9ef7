"""Times the answers to one form, of what is known and of what is not: `python -m bench.timed FORM`.

It prints one line of JSON: the seconds of each answer, and how often a password was hashed for one.
"""

import json
import sys
import time
from collections.abc import Callable
from random import Random

import django
from django.conf import settings

django.setup()
settings.PASSWORD_HASHERS = ["bench.hashing.Short"]

from allauth.account.models import EmailAddress  # noqa: E402 (Django must stand first)
from allauth.mfa.models import Authenticator  # noqa: E402
from django.contrib.auth.hashers import make_password  # noqa: E402
from django.core.cache import cache  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from bench.hashing import Short  # noqa: E402
from impplus.actions import candidates  # noqa: E402
from impplus.demonstration import held_rounds  # noqa: E402
from impplus.demonstration.accounts import open_account  # noqa: E402
from impplus.demonstration.papers import as_csv, row  # noqa: E402
from impplus.programmes import IMP_PLUS  # noqa: E402
from impplus.queries.clock import today  # noqa: E402
from impplus.records.models import Attempt, User  # noqa: E402
from impplus.rules.lifecycle import Role  # noqa: E402

TIMES, WARM = 200, 10
PASSWORD = "quatre mots bien choisis"

type Send = Callable[[bool, int], object]


def address(known: bool, number: int) -> str:
    """The address of an account, or of none."""
    return f"{'known' if known else 'nobody'}-{number}@example.test"


def main() -> None:
    _open_accounts()
    form = sys.argv[1]
    send = _of_letter() if form == "letter" else _of_account(form)
    chance = Random(form)
    order = [(known, number) for known in (True, False) for number in range(TIMES + WARM)]
    chance.shuffle(order)
    seconds: dict[bool, list[float]] = {True: [], False: []}
    hashed = {True: 0, False: 0}
    for known, number in order:
        Attempt.objects.all().delete()
        cache.clear()
        before, began = Short.hashed, time.perf_counter()
        send(known, number)
        seconds[known].append(time.perf_counter() - began)
        hashed[known] += Short.hashed - before
    hashes = [hashed[known] / len(seconds[known]) for known in (True, False)]
    print(
        json.dumps(
            {"known": seconds[True][WARM:], "unknown": seconds[False][WARM:], "hashes": hashes}
        )
    )


def _open_accounts() -> None:
    """So many accounts with a second factor each, which a recovery needs."""
    password = make_password(PASSWORD)
    made = [
        User(email=address(True, number), password=password, second_factor=True)
        for number in range(TIMES + WARM)
        if not User.objects.filter(email=address(True, number)).exists()
    ]
    User.objects.bulk_create(made)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=one, email=one.email, primary=True, verified=True) for one in made
    )
    Authenticator.objects.bulk_create(
        Authenticator(user=one, type=Authenticator.Type.TOTP, data={}) for one in made
    )


def _of_account(form: str) -> Send:
    name, field = {
        "sign-in": ("account_login", "login"),
        "sign-up": ("account_signup", "email"),
        "reset": ("account_reset_password", "email"),
        "recovery": ("account_recovery", "email"),
    }[form]
    page = reverse(name)
    password = {"sign-in": "password", "sign-up": "password1"}.get(form, "_")

    def send(known: bool, number: int) -> object:
        typed = {field: address(known, number), password: f"{PASSWORD}, {number}"}
        return Client().post(page, typed)

    return send


def _of_letter() -> Send:
    """Somebody signed in types a code that is or is not one, with the CSQ number and a date of birth that is not."""
    mathieu = open_account("mathieu@example.test", "Mathieu", Role.QUEBEC)
    candidates.import_csv(as_csv(row(1, today(IMP_PLUS))), by=mathieu)
    held_rounds.drop_waiting(IMP_PLUS, by=mathieu)
    letter = held_rounds.draw(IMP_PLUS, size=1, seed="8 3", by=mathieu).invitations.get()
    browser, page = Client(), reverse("portal:bind")
    browser.force_login(User.objects.get(email=address(True, 0)))
    born = {"born_0": "1901", "born_1": "1", "born_2": "1"}
    unknown = letter.code[::-1]

    def send(known: bool, _number: int) -> object:
        code = letter.code if known else unknown
        return browser.post(page, born | {"code": code, "csq_number": letter.candidate.csq_number})

    return send


if __name__ == "__main__":
    main()
