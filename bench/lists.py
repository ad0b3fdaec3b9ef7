"""What a list of 100,000 candidates takes to be looked through and imported, as JSON, beside Django's own writing."""

import csv
import io
import json
import resource
import time
from collections.abc import Callable, Iterator

import django

django.setup()

from django.db import transaction  # noqa: E402 (Django must stand first)

from impplus.actions import batches, candidates  # noqa: E402
from impplus.queries.candidate_faults import fields  # noqa: E402
from impplus.queries.candidate_lists import rows  # noqa: E402
from impplus.queries.list_columns import COLUMNS  # noqa: E402
from impplus.records.models import Batch, Candidate, User  # noqa: E402
from impplus.rules.lifecycle import Role  # noqa: E402

ROWS = 100_000
NAMES = ("Benali", "Nguyễn", "Łukasiewicz", "O’Connor", "García Núñez", "Diop", "Đặng", "Haddad")
SYLLABLES = ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "ro", "su")


def main() -> None:
    """Print one line of JSON: seconds of each step, and MB that the process held at most before and after."""
    mathieu = User.objects.filter(role=Role.QUEBEC.value).order_by("pk")[0]
    content = _list()
    before = _most_held()
    beside = _seconds(lambda: _written_alone(content))
    review = candidates.ask_review(io.BytesIO(content), by=mathieu)
    looked = _seconds(lambda: batches.finish(review, candidates.REVIEW))
    taken = _seconds(lambda: _imported(review, mathieu))
    figures = {
        "rows": ROWS,
        "bytes": len(content),
        "looked through, s": looked,
        "imported, s": taken,
        "written by Django alone, s": beside,
        "held at most before, MB": before,
        "held at most after, MB": _most_held(),
    }
    print(json.dumps(figures))


def _list() -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, delimiter=";")
    writer.writeheader()
    writer.writerows(_people())
    return text.getvalue().encode()


def _people() -> Iterator[dict[str, str]]:
    for number in range(ROWS):
        yield {
            "reference": f"R{number:08}",
            "mifi_file": f"D{number:08}",
            "csq_number": f"Q{number:08}",
            "csq_programme": "PRTQ",
            "csq_issued": "2026-02-03",
            "csq_expires": "2028-02-03",
            "family_name": NAMES[number % len(NAMES)],
            "given_names": f"Specimen {_spelled(number)}",
            "born": f"{1960 + number % 40}-{1 + number % 12:02}-{1 + number % 28:02}",
            "nationality": "MAR",
            "lives_country": "MAR",
            "email": f"r{number}@example.test",
            "language": "fr" if number % 2 else "en",
        }


def _spelled(number: int) -> str:
    """A name that no other number has."""
    return "".join(SYLLABLES[int(digit)] for digit in str(number)).title()


def _written_alone(content: bytes) -> None:
    """The same rows written by bulk_create without a look at any, and taken back."""
    with transaction.atomic():
        made = (Candidate(**fields(row), demo=True) for _, row in rows(io.BytesIO(content)))
        Candidate.objects.bulk_create(made, batch_size=batches.AT_ONCE)
        transaction.set_rollback(True)


def _imported(review: Batch, mathieu: User) -> None:
    review.refresh_from_db()
    done = batches.finish(candidates.confirm(review, apart=(), by=mathieu), candidates.IMPORT)
    if done.accepted != ROWS:
        raise RuntimeError(f"{done.accepted} of {ROWS} were taken")


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _most_held() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    main()
