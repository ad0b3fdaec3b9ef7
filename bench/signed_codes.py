"""Codes of invented people under keys that anybody knows: what the published vectors are made of.

`python -m bench.signed_codes` writes tests/rules/vectors/signed_codes.json anew.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from deploy.local.spare import PROJECT
from impplus.rules import base45, cose, signed_code, signed_lists
from impplus.rules.signed_code import INTRODUCTION, INVITATION, PERMIT, SignedFacts
from impplus.rules.signed_lists import CodeKey, KeyList

FILE = PROJECT / "tests" / "rules" / "vectors" / "signed_codes.json"
# Nothing secret: they sign what is published here, and nothing else.
ISSUER, RETIRED, LISTS, BOB, OTHER = (
    ec.derive_private_key(n, ec.SECP256R1()) for n in range(7, 12)
)
ON = date(2026, 12, 1)
AT = int(datetime(2026, 12, 1, 15, tzinfo=UTC).timestamp())
HOUR = 3600
PAPER = SignedFacts(
    type=PERMIT,
    issuer="UTO",
    number="P-3F9C-HT2W",
    name="CARRENO<QUINONES<<ALICE",
    born=19900402,
    nationality="MEX",
    document="3456",
    kind="open-work-permit",
    place="QC",
    valid_from=date(2026, 3, 1),
    valid_until=date(2029, 2, 28),
    issued_on=date(2026, 2, 27),
    index=421_337,
)
LETTER = SignedFacts(
    type=INVITATION,
    issuer="UTO",
    number="L-7K2M-4QPA",
    name="NGUYEN<<THI<MINH<KHAI",
    born=19880000,
    nationality="VNM",
    document="4567",
    kind="",
    place="",
    valid_from=date(2026, 11, 2),
    valid_until=date(2027, 1, 1),
    issued_on=date(2026, 11, 2),
    index=77,
)
INTRODUCED = SignedFacts(
    type=INTRODUCTION,
    issuer="UTO",
    number="E-5H8K-2WQR",
    name="BENALI<<ALICE",
    born=19900402,
    nationality="MAR",
    document="3456",
    kind="open-work-permit",
    place="",
    valid_from=date(2026, 11, 2),
    valid_until=date(2027, 11, 2),
    issued_on=date(2026, 11, 2),
    index=78,
)
STATES = {900: 1, 901: 2, 902: 3, 903: 1, 904: 3}


def point(key: ec.EllipticCurvePrivateKey) -> bytes:
    return cose.point_of(key.public_key())


def der(key: ec.EllipticCurvePrivateKey, message: bytes) -> bytes:
    return key.sign(message, ec.ECDSA(SHA256(), deterministic_signing=True))


def signed(
    payload: Any, by: ec.EllipticCurvePrivateKey, kind: str = "", named: bytes = b""
) -> bytes:
    protected, held, message = cose.unsigned(payload, named or cose.id_of(point(by)), kind)
    return cose.whole(protected, held, der(by, message))


def code(facts: SignedFacts, by: ec.EllipticCurvePrivateKey = ISSUER, named: bytes = b"") -> str:
    return signed_code.written(signed(signed_code.payload_of(facts), by, named=named))


def keys() -> bytes:
    """The list of two keys: that of today, and one that signed until the end of 2025."""
    days = {
        ISSUER: (date(2026, 1, 1), date(2027, 12, 31)),
        RETIRED: (date(2024, 1, 1), date(2025, 12, 31)),
    }
    known = {cose.id_of(point(key)): CodeKey(point(key), *both) for key, both in days.items()}
    of = KeyList("UTO", AT - HOUR, known)
    return signed(signed_lists.keys_payload(of), LISTS, signed_lists.KEY_LIST)


def status(made_at: int = AT - HOUR) -> bytes:
    """The states of some indexes, as they were an hour ago."""
    claims = signed_lists.status_payload("UTO", 12, made_at, STATES.items())
    return signed(claims, LISTS, signed_lists.STATUS_LIST)


def changed(text: str, change: Callable[[list[Any]], Any]) -> str:
    """A code whose four parts are changed, with its signature left as it is."""
    parts = cbor2.loads(base45.decoded(text.removeprefix(signed_code.PREFIX))).value
    made = change(parts)
    return made if isinstance(made, str) else written(parts)


def written(parts: list[Any], tag: int = cose.SIGN1) -> str:
    return signed_code.written(cose.canonical(cbor2.CBORTag(tag, parts)))


def headed(header: dict[int, Any], unprotected: dict[int, Any] | None = None) -> str:
    """A code whose header is another one, rightly signed by its own key all the same."""
    protected, held = cose.canonical(header), cose.canonical(signed_code.payload_of(PAPER))
    message = cose.canonical(["Signature1", protected, b"", held])
    signature = cbor2.loads(cose.whole(protected, held, der(ISSUER, message))).value[3]
    return written([protected, unprotected or {}, held, signature])


def good() -> Iterator[tuple[str, str, str]]:
    """Codes that were signed as they should be: the name, the code and the verdict of each."""
    yield "a permit", code(PAPER), "valid"
    yield "a letter of invitation", code(LETTER), "valid"
    yield "a letter of introduction", code(INTRODUCED), "valid"
    yield "a birth of which only the year is known", code(replace(PAPER, born=19900000)), "valid"
    yield "no birth", code(replace(PAPER, born=None)), "valid"
    yield "born before 1970", code(replace(PAPER, born=19440606)), "valid"
    yield "the longest name", code(replace(PAPER, name="W" * 39)), "valid"
    yield "a kind of another programme", code(replace(PAPER, kind="keeper-permit")), "valid"
    yield "no last day", code(replace(LETTER, valid_until=None)), "valid"
    yield "on its first day", code(replace(PAPER, valid_from=ON)), "valid"
    yield "on its last day", code(replace(PAPER, valid_until=ON)), "valid"
    yield "before its first day", code(replace(PAPER, valid_from=date(2026, 12, 2))), "not-yet"
    yield "after its last day", code(replace(PAPER, valid_until=date(2026, 11, 30))), "expired"
    yield "an index beyond the list", code(replace(PAPER, index=2**31)), "valid"
    for index, name in ((900, "cancelled"), (901, "suspended"), (902, "replaced")):
        yield f"{name}", code(replace(PAPER, index=index)), "ended"
    for index, name in ((903, "revoked"), (904, "used")):
        yield f"{name}", code(replace(LETTER, index=index)), "ended"
    for index, name in ((900, "introduction cancelled"), (902, "introduction used")):
        yield f"{name}", code(replace(INTRODUCED, index=index)), "ended"
    over = replace(PAPER, index=900, valid_until=date(2026, 11, 1))
    yield "cancelled before it expired", code(over), "ended"
    old = replace(PAPER, valid_from=date(2025, 3, 1), issued_on=date(2025, 2, 27))
    yield "by a key that signed then", code(old, RETIRED), "valid"
    yield "by a key that no longer signed then", code(PAPER, RETIRED), "unknown-issuer"
    yield "by Bob's key", code(PAPER, BOB), "unknown-issuer"
    yield "of another country by the same key", code(replace(PAPER, issuer="CAN")), "unknown-issuer"
    yield "of a real installation", code(replace(PAPER, issuer="CAN"), OTHER), "unknown-issuer"


def bad() -> Iterator[tuple[str, str]]:
    """Codes that were changed, each under its name; the verdict is "altered"."""
    yield from _forged()
    yield from _downgraded()
    yield from _otherwise_written()


def _forged() -> Iterator[tuple[str, str]]:
    whole, issuer = code(PAPER), cose.id_of(point(ISSUER))
    yield "signed by Bob under the issuer's name", code(PAPER, BOB, named=issuer)
    later = signed_code.payload_of(replace(PAPER, valid_until=date(2039, 2, 28)))
    yield "another last day", changed(whole, lambda it: it.__setitem__(2, cose.canonical(later)))
    yield (
        "the signature of another code",
        changed(
            whole,
            lambda it: it.__setitem__(3, cbor2.loads(base45.decoded(code(LETTER)[5:])).value[3]),
        ),
    )
    yield "a signature of zeros", changed(whole, lambda it: it.__setitem__(3, bytes(64)))
    yield "no signature", changed(whole, lambda it: it.__setitem__(3, b""))
    yield "half a signature", changed(whole, lambda it: it.__setitem__(3, it[3][:32]))


def _downgraded() -> Iterator[tuple[str, str]]:
    issuer = cose.id_of(point(ISSUER))
    for name, algorithm in (
        ("EdDSA", -8),
        ("ES384", -35),
        ("HMAC", 5),
        ("RS1", -65535),
        ("none", 0),
    ):
        yield f"downgraded to {name}", headed({1: algorithm, 4: issuer})
    yield "no algorithm", headed({4: issuer})
    yield "the algorithm in the other header", headed({4: issuer}, {1: -7})
    yield "a second algorithm", headed({1: -7, 4: issuer}, {1: 0})
    yield "the key in the other header", headed({1: -7}, {4: issuer})
    yield "one header more", headed({1: -7, 2: [99], 4: issuer})
    yield "signed as a list", headed({1: -7, 4: issuer, 16: signed_lists.STATUS_LIST})


def _otherwise_written() -> Iterator[tuple[str, str]]:
    whole = code(PAPER)
    parts = cbor2.loads(base45.decoded(whole[5:])).value
    yield "another tag", written(parts, tag=98)
    yield "five parts", written([*parts, 0])
    held = base45.decoded(whole[5:])
    yield "no tag", signed_code.written(held[1:])
    yield "one byte more", signed_code.written(held + b"\x00")
    yield "one byte less", signed_code.written(held[:-1])
    yield "a longer form of the same", signed_code.written(b"\xd8\x12" + held[1:])
    yield "without an end", signed_code.written(held[:1] + b"\x9f" + held[2:] + b"\xff")
    for length in (0, 1, 4, 5, 6, 40, 150, len(whole) - 3, len(whole) - 1):
        yield f"cut after {length}", whole[:length]
    yield "small letters", whole.lower()
    yield "a space before", f" {whole}"
    yield "a letter that Base45 lacks", f"{whole[:80]}#{whole[81:]}"
    yield "an address", "https://impplus.example.test/en/verify/7KQM2XHD94TV/"
    yield "far too long", whole + "0" * 3000
    payload = signed_code.payload_of(PAPER)
    for name, shape in (
        ("a version that nobody knows", [2, *payload[1:]]),
        ("a type that nobody knows", [1, 4, *payload[2:]]),
        ("one field less", payload[:-1]),
        ("a field of another kind", [*payload[:-1], "421337"]),
        ("an index below zero", [*payload[:-1], -1]),
        ("no array", {1: 1}),
    ):
        yield f"signed with {name}", signed_code.written(signed(shape, ISSUER))


def vectors() -> dict[str, Any]:
    """Everything that another verifier needs, and what it must answer."""
    cases = [(name, text, verdict) for name, text, verdict in good()]
    cases += [(name, text, "altered") for name, text in bad()]
    old, forged = status(AT - 30 * HOUR), signed_lists.status_payload("UTO", 13, AT, ())
    lists = [
        ("the list of keys", "keys", keys(), True),
        ("the status list", "status", status(), True),
        ("a status list by Bob", "status", signed(forged, BOB, signed_lists.STATUS_LIST), False),
        ("Bob's under the right name", "status",
         signed(forged, BOB, signed_lists.STATUS_LIST, cose.id_of(point(LISTS))), False),
        ("a list of keys as a status list", "status", keys(), False),
        ("a status list as a list of keys", "keys", status(), False),
        ("a status list of no type", "status", signed(forged, LISTS), False),
        ("a status list that was cut", "status", status()[:-9], False),
    ]  # fmt: skip
    return {
        "on": ON.isoformat(),
        "at": AT,
        "anchor": point(LISTS).hex(),
        "keys": keys().hex(),
        "status": status().hex(),
        "old_status": old.hex(),
        "cases": [dict(zip(("name", "code", "verdict"), one, strict=True)) for one in cases],
        "old": [
            {"name": "a permit", "code": code(PAPER), "verdict": "unchecked"},
            {"name": "cancelled", "code": code(replace(PAPER, index=900)), "verdict": "ended"},
            {
                "name": "after its last day",
                "code": code(replace(PAPER, valid_until=date(2026, 11, 30))),
                "verdict": "expired",
            },
        ],
        "lists": [
            {"name": name, "kind": kind, "held": held.hex(), "right": right}
            for name, kind, held, right in lists
        ],
    }


if __name__ == "__main__":
    FILE.write_text(json.dumps(vectors(), indent=1, ensure_ascii=False) + "\n", "utf-8")
