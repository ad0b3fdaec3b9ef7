"""What a list of 100,000 candidates takes to be looked through and imported, as JSON, beside Django's own writing.

Then the same list with another address in each row, one with an impossible day in each row, and the pages of the latter.
"""

import csv
import io
import json
import resource
import time
from collections.abc import Callable, Iterator
from statistics import median

import django

django.setup()

from django.conf import settings  # noqa: E402 (Django must stand first)
from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from impplus.actions import batches, candidates  # noqa: E402
from impplus.queries.candidate_faults import fields  # noqa: E402
from impplus.queries.candidate_lists import rows  # noqa: E402
from impplus.queries.list_columns import COLUMNS  # noqa: E402
from impplus.records.models import Batch, Candidate, User  # noqa: E402
from impplus.rules.lifecycle import Role  # noqa: E402

ROWS, PAGES = 100_000, 20
NAMES = ("Benali", "Nguyễn", "Łukasiewicz", "O’Connor", "García Núñez", "Diop", "Đặng", "Haddad")
LETTERS = "bcdfgh"


def main() -> None:
    """Print one line of JSON: seconds of each step, and MB that the process held at most before and after."""
    mathieu = User.objects.filter(role=Role.QUEBEC.value).order_by("pk")[0]
    content = _list({})
    before = _most_held()
    beside = _seconds(lambda: _written_alone(content))
    figures: dict[str, float] = {"rows": ROWS, "bytes": len(content)}
    review = candidates.ask_review(io.BytesIO(content), by=mathieu)
    figures["looked through, s"] = _seconds(lambda: batches.finish(review, candidates.REVIEW))
    figures["imported, s"] = _seconds(lambda: _imported(review, mathieu))
    figures["written by Django alone, s"] = beside
    figures["held at most before, MB"] = before
    figures["held at most after, MB"] = _most_held()
    figures |= _otherwise("changed", {"email": "new@example.test"}, mathieu)
    figures |= _otherwise("refused", {"born": "1987-13-45"}, mathieu)
    figures["held at most at the end, MB"] = _most_held()
    print(json.dumps(figures))


def _otherwise(name: str, other: dict[str, str], mathieu: User) -> dict[str, float]:
    """The same list, each row otherwise: looked through, imported where something changes, and its pages."""
    review = candidates.ask_review(io.BytesIO(_list(other)), by=mathieu)
    looked = _seconds(lambda: batches.finish(review, candidates.REVIEW))
    found = {f"all {name}, looked through, s": looked} | _pages(review, name, mathieu)
    if name == "changed":
        found["all changed, imported, s"] = _seconds(lambda: _imported(review, mathieu))
    return found


def _pages(review: Batch, name: str, mathieu: User) -> dict[str, float]:
    """The page of a list that was looked through, and its rows left out as a file, as the ministry asks for them."""
    client = Client()
    client.force_login(mathieu, backend=settings.AUTHENTICATION_BACKENDS[0])
    page, report = (reverse(one, args=[review.pk]) for one in ("desk:batch", "desk:rows-left-out"))
    times = [_seconds(lambda: client.get(page)) for _page in range(PAGES)]
    answer = client.get(report)
    began, first, size = time.perf_counter(), 0.0, 0
    for piece in answer.streaming_content:  # type: ignore[attr-defined]
        first = first or time.perf_counter() - began
        size += len(piece)
    return {
        f"all {name}, page, ms": median(times) * 1000,
        f"all {name}, file of rows left out, bytes": size,
        f"all {name}, file of rows left out, first line, ms": first * 1000,
        f"all {name}, file of rows left out, whole, s": time.perf_counter() - began,
    }


def _list(other: dict[str, str]) -> bytes:
    """A list whose rows have some cells otherwise."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, delimiter=";")
    writer.writeheader()
    writer.writerows(one | other for one in _people())
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
    """A name whose letters, in whatever order, no other number has: else some would perhaps be the same person."""
    return "".join(one * int(digit) for one, digit in zip(LETTERS, f"{number:06}", strict=True))


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
