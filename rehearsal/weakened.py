"""The product with one of its guards taken out, so that a rehearsal must fail: `python -m rehearsal.weakened WHAT serve …`.

Nothing of the product knows of this; no installed package holds it, and production mode refuses it.
"""

import copy
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from io import BytesIO
from typing import IO, Any

import django

django.setup()

from django.conf import settings  # noqa: E402 (Django must stand first)

from impplus.actions import applications, documents, log, messages, places  # noqa: E402
from impplus.cli.main import main  # noqa: E402
from impplus.outside import store  # noqa: E402
from impplus.queries.emails import email_of  # noqa: E402
from impplus.queries.seals import leaf_of  # noqa: E402
from impplus.records.models import Event, Message, User  # noqa: E402
from impplus.records.prepared import only  # noqa: E402
from impplus.rules.seal import Leaf  # noqa: E402

LATE = 8.0  # seconds after which a file is stored


def without_guard() -> None:
    """A place is taken without locking its row: two who come at once take the same one."""
    places._TAKE = places._TAKE.replace("FOR UPDATE SKIP LOCKED", "")


def without_idempotency() -> None:
    """A press that was received already is received again."""

    def locked(rows: Sequence[Any]) -> Any:
        application = only(rows)
        if application:
            application.status = "draft"
        return application

    vars(applications)["only"] = locked


def without_proof() -> None:
    """The leaf of an event seals something else than the event."""

    def leaf(event: Event, *, invented: bool) -> Leaf:
        other = copy.copy(event)
        other.about = "0"
        return leaf_of(other, invented=invented)

    vars(log)["leaf_of"] = leaf


def without_messages() -> None:
    """A message is sent when it would be owed, and forgotten where it cannot leave."""

    def send(about: Any, reader: User | None = None) -> Message:
        message = Message(account=reader, **{str(about._meta.model_name): about})
        with suppress(*messages.BROKEN):
            email_of(message).send()
        return message

    vars(messages)["owe"] = send


def without_commit() -> None:
    """A change is acknowledged before it is on the disk: the database's end takes some of them with it."""
    settings.DATABASES["default"]["OPTIONS"]["options"] = "-c synchronous_commit=off"


def without_bytes() -> None:
    """A file is acknowledged, and stored a moment later; nobody asks whether it is there."""
    stores = store.put

    def put(content: IO[bytes], *, anew: bool = False) -> str:
        content.seek(0)
        kept = BytesIO(content.read())
        threading.Timer(LATE, stores, [kept], {"anew": anew}).start()
        return store.digest_of(kept)

    vars(store)["put"] = put
    vars(store)["exists"] = lambda _key: True


def without_once() -> None:
    """A file that is there already is added again."""
    slot_of = documents.slot_of
    vars(documents)["slot_of"] = lambda one: slot_of(one).exclude(content=one.content)


WAYS: Mapping[str, Callable[[], None]] = {
    "guard": without_guard,
    "idempotency": without_idempotency,
    "proof": without_proof,
    "messages": without_messages,
    "commit": without_commit,
    "bytes": without_bytes,
    "once": without_once,
}


def weaken(what: str) -> None:
    """Take one guard out of this process; production mode refuses."""
    if settings.PRODUCTION:
        sys.exit("Production mode refuses to run without one of its guards.")
    WAYS[what]()


if __name__ == "__main__":
    weaken(sys.argv[1])
    sys.exit(main(sys.argv[2:]))
