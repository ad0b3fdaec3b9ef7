"""How soon an officer sees the pages of a scan of 200 sheets, as JSON: milliseconds, beside PDFium alone."""

import json
import statistics
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from io import BytesIO

import django

django.setup()

import pikepdf  # noqa: E402 (Django must stand first)
import pypdfium2  # noqa: E402
from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils.translation import override  # noqa: E402

from bench.phone import scan  # noqa: E402
from impplus.actions.renditions import PIXELS  # noqa: E402
from impplus.outside import store  # noqa: E402
from impplus.records.models import Application, Document, User  # noqa: E402

TIMES, NEXT = 5, 40  # of 200 sheets
LOOK = 0.5  # seconds at a sheet


def main() -> None:
    """Print one line of JSON: of each step, the median and the slowest, and PDFium's median of the same sheet."""
    lengthy = _long()
    with closing(BytesIO(lengthy)) as content:
        key = store.put(content)
    file = Application.objects.filter(status="processing", officer__isnull=False)[0]
    document = _sent(file, key, pages=len(pypdfium2.PdfDocument(lengthy)))
    officer = Client()
    olivia = User.objects.get(files=file)
    officer.force_login(olivia, backend=settings.AUTHENTICATION_BACKENDS[0])
    with override("en"):
        page = reverse("desk:file", args=[file.number]) + f"?document={document.pk}"
        sheets = [
            reverse("desk:sheet", args=[file.number, document.pk, number])
            for number in range(1, NEXT + 2)
        ]
    first = [_taken(partial(_got, officer, page, sheets[0])) for _ in range(TIMES)]
    after = [_taken(partial(_got, officer, at)) for at in sheets[1:]]
    looked = [_looked_at(officer, at) for at in sheets[1:]]
    alone = [_taken(partial(_drawn, lengthy, at)) for at in range(1, NEXT + 1)]
    figures = {
        "sheets": document.pages,
        "bytes": len(lengthy),
        "page and first sheet": _median_and_most(first),
        "next sheet, at once": _median_and_most(after),
        "next sheet, half a second later": _median_and_most(looked),
        "PDFium alone, a sheet": _median_and_most(alone),
    }
    print(json.dumps(figures))


def _long() -> bytes:
    """A scan five times over."""
    written = BytesIO()
    with pikepdf.open(BytesIO(scan())) as once, pikepdf.new() as pdf:
        for _ in range(5):
            pdf.pages.extend(once.pages)
        pdf.save(written)
    return written.getvalue()


def _sent(file: Application, key: str, *, pages: int) -> Document:
    like = file.documents.earliest("pk")
    return Document.objects.create(
        application=file,
        person=like.person,
        key=like.key,
        name="bail.pdf",
        size=1,
        pages=pages,
        media_type="application/pdf",
        content=key,
        rendition=key,
        rendition_type="application/pdf",
        sent_by=like.sent_by,
        position=9,
    )


def _got(officer: Client, *addresses: str) -> None:
    for one in addresses:
        answer = officer.get(one)
        if answer.status_code != 200:
            raise RuntimeError(f"answered {answer.status_code}")
        b"".join(answer)


def _looked_at(officer: Client, at: str) -> float:
    """Of a sheet that is asked for after one has looked at the one before."""
    time.sleep(LOOK)
    return _taken(partial(_got, officer, at))


def _drawn(content: bytes, at: int) -> None:
    """What must be done at least: open the file, draw the sheet, write a JPEG."""
    with pypdfium2.PdfDocument(content) as document:
        page = document[at]
        scale = PIXELS[False] / max(page.get_size())
        page.render(scale=scale).to_pil().convert("RGB").save(BytesIO(), "JPEG", quality=85)


def _taken(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def _median_and_most(taken: Sequence[float]) -> tuple[float, float]:
    return statistics.median(taken), max(taken)


if __name__ == "__main__":
    main()
