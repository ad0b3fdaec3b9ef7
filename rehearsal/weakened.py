"""The product with one of its guards taken out, so that a rehearsal must fail: `python -m rehearsal.weakened WHAT serve …`.

Nothing of the product knows of this; no installed package holds it, and production mode refuses it.
"""

import copy
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402 (Django must stand first)

from impplus.actions import applications, log, messages, places  # noqa: E402
from impplus.cli.main import main  # noqa: E402
from impplus.queries.emails import email_of  # noqa: E402
from impplus.queries.seals import leaf_of  # noqa: E402
from impplus.records.models import Event, Message, User  # noqa: E402
from impplus.records.prepared import only  # noqa: E402
from impplus.rules.seal import Leaf  # noqa: E402


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


WAYS: Mapping[str, Callable[[], None]] = {
    "guard": without_guard,
    "idempotency": without_idempotency,
    "proof": without_proof,
    "messages": without_messages,
}


def weaken(what: str) -> None:
    """Take one guard out of this process; production mode refuses."""
    if settings.PRODUCTION:
        sys.exit("Production mode refuses to run without one of its guards.")
    WAYS[what]()


if __name__ == "__main__":
    weaken(sys.argv[1])
    sys.exit(main(sys.argv[2:]))
