"""The signed codes of permits and letters: each signed once, and the lists by which anybody checks them without us."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction

from impplus.actions import moves
from impplus.outside import code_keys
from impplus.outside.signatures import NoKeys
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.queries.clock import today
from impplus.queries.signed_codes import LISTS, about, ended
from impplus.records.models import Letter, SignedCode, SignedList
from impplus.rules import signed_code
from impplus.rules.signed_lists import (
    KEY_LIST,
    SPACE,
    STATUS_LIST,
    KeyList,
    keys_payload,
    status_payload,
)

IN_FORCE = ("valid", "issued")  # the statuses of papers of which the list says nothing
TRIES = 50  # at an index that nobody has; of a space that is half full, one in 2**50 fails


class NoIndexLeft(Exception):
    """The space of the status list is full."""


def code_of(letter: Letter) -> str:
    """The code to print on a letter that is a permit, an introduction or an invitation, signed at the first time.

    Its letter is locked, so that no other signs it at the same time. Raises NoKeys, also where the days of the key are
    over: whoever verifies would not believe it.
    """
    papers = ("permit", "introduction", "invitation")
    paper = {one: getattr(letter, one) for one in papers if getattr(letter, f"{one}_id")}
    found = SignedCode.objects.filter(**paper).first()
    if found:
        return found.text
    last_day = code_keys.last_day()
    for _ in range(TRIES):
        index = secrets.randbelow(SPACE)
        facts = about(letter, index)
        if facts.issued_on > last_day:
            raise NoKeys(f"The key of codes signed until {last_day}: it has to be replaced.")
        signed = code_keys.sign_code(signed_code.payload_of(facts))
        text = signed_code.written(signed)
        try:
            with transaction.atomic():
                made = SignedCode.objects.create(index=index, text=text, **paper)
        except IntegrityError:
            continue
        # A list that was made before this code cannot say what has ended.
        if any(one.status not in IN_FORCE for one in paper.values()):
            changed(at_once=False)
        return made.text
    raise NoIndexLeft


def publish_due() -> None:
    """Publish the lists where one is missing, an hour old, or no longer true."""
    before = clock.now() - timedelta(hours=1)
    if SignedList.objects.filter(due=False, made_at__gt=before).count() < len(LISTS):
        publish()


def changed(*, at_once: bool = True) -> None:
    """The state of a code has changed: the status list is made anew once this transaction stands, or else within a minute."""
    SignedList.objects.filter(name="status", due=False).update(due=True)
    if at_once:
        moves.wake("publish_lists")


def publish() -> None:
    """Sign both lists anew: the keys, and the state of every code as it is now; raises NoKeys."""
    with transaction.atomic():
        now = clock.now()
        made_at = int(now.timestamp())
        version = {name: _next(name) for name in LISTS}
        keys = KeyList(settings.ISSUER, made_at, code_keys.keys())
        states = ended(today(SERVED))
        claims = status_payload(settings.ISSUER, version["status"], made_at, states)
        signed = {
            "keys": code_keys.sign_list(keys_payload(keys), KEY_LIST),
            "status": code_keys.sign_list(claims, STATUS_LIST),
        }
        for name, content in signed.items():
            values = {"version": version[name], "content": content, "made_at": now, "due": False}
            SignedList.objects.update_or_create(name=name, defaults=values)


def _next(name: str) -> int:
    """The version that comes next; whoever asks holds the list until the transaction ends."""
    last = SignedList.objects.select_for_update(no_key=True).filter(name=name).first()
    return last.version + 1 if last else 1


def anchor() -> str:
    """The point by which a verifier believes the lists, in hexadecimal; raises NoKeys."""
    return code_keys.anchor().hex()
