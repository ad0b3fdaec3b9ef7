"""Devices on which an account was opened before, known again by a signed cookie that names nobody."""

import secrets

from django.core import signing
from django.utils.crypto import salted_hmac

MOST = 5  # accounts of one device; the one that was opened longest ago is forgotten
SECONDS = 365 * 24 * 60 * 60
_SALT = "impplus.devices"


def known(cookie: str, account: str) -> str:
    """The name of the device that sent a cookie, where this account (its address) was opened on it; else empty."""
    name, marks = _read(cookie)
    return name if _mark(name, account) in marks else ""


def remembering(cookie: str, account: str) -> str:
    """The cookie of a device on which an account was just opened, after the cookie that it had."""
    name, marks = _read(cookie)
    name = name or secrets.token_hex(16)
    mark = _mark(name, account)
    kept = [one for one in marks if one != mark]
    return signing.dumps([name, *kept[1 - MOST :], mark], salt=_SALT)


def _read(cookie: str) -> tuple[str, list[str]]:
    """The name of the device and a mark for each account; none of a cookie that is not ours or too old."""
    try:
        name, *marks = signing.loads(cookie, salt=_SALT, max_age=SECONDS)
    except signing.BadSignature:
        return "", []
    return name, marks


def _mark(name: str, account: str) -> str:
    """By which a device knows an account again, and nobody else does."""
    return salted_hmac(
        _SALT, f"{name}\n{account.strip().casefold()}", algorithm="sha256"
    ).hexdigest()[:32]
