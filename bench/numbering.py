"""How many leaves a second the sequencer numbers and publishes, and what leaves and proofs weigh."""

import json
import os
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "impplus.settings")
django.setup()

from django.conf import settings  # noqa: E402 (Django must stand first)
from django.db import connection  # noqa: E402

from impplus.actions import checkpoints, log  # noqa: E402
from impplus.records.models import LogCheckpoint, LogProof  # noqa: E402

COPIES = 100_000
_COPY = """
    INSERT INTO records_event (at, noun, about, verb, role, detail, salt, leaf)
    SELECT one.at, one.noun, one.about, one.verb, one.role, one.detail, one.salt, one.leaf
      FROM (SELECT * FROM records_event ORDER BY id LIMIT 1000) one, generate_series(1, %s)
"""


def main() -> None:
    """Prints one line of JSON: events are copied, then numbered, written, signed and proved at once."""
    checkpoints.tend()
    with connection.cursor() as cursor:
        cursor.execute(_COPY, [COPIES // 1000])
        cursor.execute("ANALYZE records_event")
    with log.alone():
        began = time.perf_counter()
        while log.number():
            pass
        numbered = time.perf_counter()
        checkpoints.publish()
        published = time.perf_counter()
    folder = Path(settings.STORAGES["log"]["OPTIONS"]["location"])
    written = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    size, proof = LogCheckpoint.objects.latest("size").size, LogProof.objects.latest("entry")
    figures = {
        "leaves numbered each second": round(COPIES / (numbered - began)),
        "leaves published each second": round(COPIES / (published - numbered)),
        "bytes published a leaf": round(written / size, 1),
        "bytes of a proof": len(proof.text),
        "leaves": size,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
