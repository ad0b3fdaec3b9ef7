"""A bundle: a JSON head and the files that go with it, as one run of bytes that fits through one descriptor."""

import json
from collections.abc import Sequence
from typing import Any

WIDTH = 8  # bytes of the number that says how long the head is


def bundled(head: dict[str, Any], files: Sequence[bytes] = ()) -> bytes:
    """The bytes of a head and its files; the head may not have an entry called “sizes”."""
    written = json.dumps({**head, "sizes": [len(one) for one in files]}).encode()
    return b"".join([len(written).to_bytes(WIDTH), written, *files])


def opened(content: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """The head and the files of a bundle; raises ValueError where its sizes do not add up."""
    start = WIDTH + int.from_bytes(content[:WIDTH])
    head: dict[str, Any] = json.loads(content[WIDTH:start])
    files = list[bytes]()
    for size in head.pop("sizes"):
        files.append(content[start : start + size])
        start += size
    if start != len(content):
        raise ValueError("the sizes of a bundle do not add up")
    return head, files
