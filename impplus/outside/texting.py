"""Text messages: sent through GC Notify, or what speaks its interface (documentation.notification.canada.ca), or kept in the local outbox.

settings.TEXTS_URL is the gateway's address, settings.TEXTS_KEY our key there, and settings.TEXTS_TEMPLATE the number of a template
that says “((text))” and nothing else.
"""

import json
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from django.conf import settings
from django.core.mail import send_mail

OUTBOX = "outbox"  # as settings.TEXTS_URL: texts stand among the e-mails of the demonstration
# Why a text did not leave, by the keys of queries/tries.py.
NO_GATEWAY, NO_NUMBER = "gateway", "number"
PATIENCE = 10  # seconds for an answer
REFUSED = 400  # its answer to a number that takes no texts
SECRET = 36  # letters at the end of a key, before which its name and the service stand
# One other character than those of GSM 03.38 makes a text cost more than twice as much.
_PLAIN = str.maketrans({"’": "'", "\u00a0": " "})


class NotTexted(Exception):
    """A text did not leave; `failure` says why."""

    def __init__(self, failure: str) -> None:
        self.failure = failure
        super().__init__(failure)


def send(number: str, text: str, *, reference: str) -> None:
    """Send a text to a number (E.164); raises NotTexted, and what the local outbox raises.

    The gateway keeps the `reference`, by which two of the same can be told from one.
    """
    plain = text.translate(_PLAIN)
    if settings.TEXTS_URL == OUTBOX:
        send_mail("SMS", plain, None, [f"{number}@sms.invalid"])
        return
    asked = {
        "phone_number": number,
        "template_id": settings.TEXTS_TEMPLATE,
        "personalisation": {"text": plain},
        "reference": reference,
    }
    request = Request(  # noqa: S310 - an address that an operator gave
        f"{settings.TEXTS_URL.rstrip('/')}/v2/notifications/sms",
        data=json.dumps(asked).encode(),
        headers={
            "Authorization": f"ApiKey-v1 {settings.TEXTS_KEY[-SECRET:]}",
            "Content-Type": "application/json",
        },
    )
    try:
        with urlopen(request, timeout=PATIENCE):  # noqa: S310
            return
    except HTTPError as answer:
        answer.close()
        raise NotTexted(NO_NUMBER if answer.code == REFUSED else NO_GATEWAY) from None
    except (OSError, HTTPException):
        raise NotTexted(NO_GATEWAY) from None
