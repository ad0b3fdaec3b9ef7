"""Plain values as the same bytes whoever makes them, and nothing but plain values."""

import hashlib
from datetime import date, datetime

import pytest

from impplus.rules.canonical import as_written, canonical, digest, digest_of, is_written
from impplus.words.text import Text

VALUE = {"é": [1, True, None], "a": {"d": "x", "c": 2}}
WRITTEN = '{"a":{"c":2,"d":"x"},"é":[1,true,null]}'.encode()


def test_the_same_value_is_the_same_bytes_with_sorted_keys_and_no_spaces() -> None:
    assert canonical(VALUE) == canonical(dict(reversed(VALUE.items()))) == WRITTEN
    assert canonical({"in": as_written(WRITTEN)}) == b'{"in":' + WRITTEN + b"}"
    assert [is_written(one) for one in (as_written(WRITTEN), WRITTEN)] == [True, False]


def test_its_digest_says_of_which_kind_it_is() -> None:
    assert digest(VALUE) == digest_of(WRITTEN) == "sha256:" + hashlib.sha256(WRITTEN).hexdigest()


@pytest.mark.parametrize("value", [date(2026, 6, 2), datetime(2026, 6, 2), Text("a", "b")])  # noqa: DTZ001
def test_what_is_not_plain_is_refused_unless_somebody_says_how_it_is_written(value: object) -> None:
    with pytest.raises(TypeError):
        canonical({"value": value})
    assert canonical({"value": value}, lambda _: "said") == b'{"value":"said"}'
