"""From the first byte sent to “ready”: files as phones and scanners write them, sent in parts as the page sends them.

`python -m bench uploads` prints it, with the peak memory of the process that reads files and of the web
process, and what the task list of somebody else loses meanwhile: a while in which nobody sends and one in which the
same is sent again and again take turns, until VIEWS views fell into the second. `python -m bench hostile` sends
the hostile files, and four photographs at once, alone.
"""

import http.client
import json
import os
import statistics
import threading
import time
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image, ImageOps

from bench.load import at_once
from bench.over_http import VISITORS
from bench.peak import Peaks, watched
from bench.portal import Page, Portal, fetched, portal
from bench.world import printed, var

PART = 512 * 1024  # as send-files.js has it
LONGEST = 2800  # pixels of a clean copy
TOKEN = "t" * 32
HOSTILE = (
    "hostile"  # begins the name of a file that must be refused, whatever it costs to find that out
)
WHILE = 3.0  # seconds in which nobody sends, and then at least so many in which the same is sent again and again
TOLD_TO_WAIT = 0.5  # seconds after which one is sent all the same
VIEWS = 250  # of the task list, while it is sent
LINE = "{:<38}{:>6}{:>8}{:>8}{:>10}{:>10}{:>8}"
BESIDE = "{:>9}{:>9}{:>8}{:>7}"


@dataclass(frozen=True)
class Sent:
    """One file that became ready: seconds until its last part was on the way, and until it was ready."""

    sending: float
    ready: float


@dataclass
class Looked:
    """How long the task list took somebody else, in seconds."""

    taken: list[float] = field(default_factory=list)

    @property
    def p95(self) -> float:
        """In milliseconds."""
        return 1000 * statistics.quantiles(self.taken, n=20)[18]


def show_hostile() -> None:
    """Print what others lose while hostile files are sent."""
    show(hostile=True)


def show(*, hostile: bool = False) -> None:
    """Print each case with a ratio beside Pillow, which opens, turns and shrinks the same photograph in this process."""
    with portal() as here:
        folder = var("phone")
        sizes = json.loads(printed(dict(os.environ), "bench.phone", folder).splitlines()[-1])
        print(f"\n{here.machine}\n")
        photo = (folder / "photo-0.jpg").read_bytes()
        beside = min(_shrunk(photo) for _ in range(3))
        print(f"Pillow alone opens, turns and shrinks the photograph in {beside:.2f} s.")
        print("Task list of somebody else: p95 in ms while nobody sends, and meanwhile; views.\n")
        print(
            LINE.format("", "MB", "sent s", "ready s", "of Pillow", "reader MB", "web MB")
            + BESIDE.format("calm", "p95", "times", "views"),
            flush=True,
        )
        for name, sends in _cases(folder, sorted(sizes)):
            if not hostile or HOSTILE in name or "at once" in name:
                _print(here, name, sends, beside)


type Sends = Sequence[Sequence[Path]]  # of each applicant, the files one after the other


def _cases(folder: Path, names: Sequence[str]) -> Iterator[tuple[str, Sends]]:
    photos = [folder / name for name in names if name.startswith("photo") and name.endswith(".jpg")]
    heics = [folder / name for name in names if name.endswith(".heic")]
    yield "photograph, first after a rest", [photos[:1]]
    yield "photograph of 12 megapixels", [photos[:1]]
    yield "scan of 40 pages", [[folder / "scan.pdf"]]
    yield f"set of {len(heics)} HEIC", [heics]
    yield "four photographs at once", [[one] for one in photos[1:5]]
    for one in (folder / name for name in names if name.startswith(HOSTILE)):
        yield f"{one.name}, refused", [[one]]
        yield f"{one.name}, four at once", [[one]] * 4


def _print(here: Portal, name: str, sends: Sends, beside: float) -> None:
    all_sent, calm, looked = list[Sent](), Looked(), Looked()
    once = "rest" in name
    with watched(here.server) as peaks:
        while len(looked.taken) < VIEWS and not (once and all_sent):
            if not once:
                with looking(here, calm):
                    time.sleep(WHILE)
            with looking(here, looked):
                until = time.monotonic() + (0 if once else WHILE)
                all_sent.append(_slowest(_at_once(here, sends)))
                while time.monotonic() < until:
                    all_sent.append(_slowest(_at_once(here, sends)))
    size = sum(one.stat().st_size for files in sends for one in files) / 1e6
    sent, ready = (
        statistics.median(getattr(one, key) for one in all_sent) for key in ("sending", "ready")
    )
    memory = _memory(peaks)
    figures = (f"{size:.1f}", f"{sent:.2f}", f"{ready:.2f}", f"{ready / beside:.1f}×", *memory)
    print(LINE.format(name, *figures) + ("" if once else _beside(calm, looked)), flush=True)


def _beside(calm: Looked, looked: Looked) -> str:
    ratio = looked.p95 / calm.p95
    return BESIDE.format(f"{calm.p95:.0f}", f"{looked.p95:.0f}", f"{ratio:.2f}×", len(looked.taken))


def _slowest(sent: Sequence[Sent]) -> Sent:
    return Sent(max(one.sending for one in sent), max(one.ready for one in sent))


def _memory(peaks: Peaks) -> tuple[str, str]:
    return f"{peaks.reader / 1e6:.0f}", f"{peaks.web / 1e6:.0f}"


def _at_once(here: Portal, sends: Sends) -> list[Sent]:
    """Each applicant sends at the same time; how long each took in all."""
    done, faults = list[Sent](), list[Exception]()

    def one(sender: dict[str, str], files: Sequence[Path]) -> None:
        try:
            done.append(send(here.port, sender, files))
        except (OSError, RuntimeError) as fault:
            faults.append(fault)

    given = zip(here.senders, sends, strict=False)
    at_once([threading.Thread(target=one, args=each) for each in given], faults)
    return done


def send(port: int, sender: dict[str, str], files: Sequence[Path]) -> Sent:
    """Send files one after the other; RuntimeError where one is not ready at the end."""
    began, checking = time.perf_counter(), 0.0
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=120)) as connection:
        for file in files:
            answers = (201, 204, 422, 429) if file.name.startswith(HOSTILE) else (201, 204)
            checking += _sent(_asker(connection, sender, answers), sender["slot"], file)
        whole = time.perf_counter() - began
        if not files[0].name.startswith(HOSTILE):  # whoever sends such reads no page after each
            page, _answer = fetched(connection, sender["slot"], sender["cookie"])
            for file in files:
                if file.name not in page.decode():
                    raise RuntimeError(f"{file.name} is not on the page of its document")
    return Sent(whole - checking, whole)


type Ask = Callable[[str, str, dict[str, str], bytes], http.client.HTTPResponse]


def _sent(ask: Ask, slot: str, file: Path) -> float:
    """Send one file; the seconds from its last part to its answer, which comes when it is a document."""
    content, name = file.read_bytes(), b64encode(file.name.encode()).decode()
    about = {"Upload-Length": str(len(content)), "Upload-Metadata": f"filename {name}"}
    begun = ask("POST", f"{slot}uploads/", about, b"")
    if begun.status == 429:  # too many of them were refused before
        time.sleep(TOLD_TO_WAIT)
        return 0.0
    where = urlsplit(begun.headers["Location"]).path
    for at in range(0, len(content), PART):
        began = time.perf_counter()
        kind = {"Content-Type": "application/offset+octet-stream", "Upload-Offset": str(at)}
        ask("PATCH", where, kind, content[at : at + PART])
    return time.perf_counter() - began


def _asker(
    connection: http.client.HTTPConnection, sender: dict[str, str], answers: Sequence[int]
) -> Ask:
    """How this applicant asks, with the token of a page; RuntimeError where the status is none of `answers`."""
    ours = {
        "Cookie": f"{sender['cookie']}; csrf={TOKEN}",
        "X-CSRFToken": TOKEN,
        "Tus-Resumable": "1.0.0",
    }

    def ask(
        method: str, path: str, headers: dict[str, str], body: bytes
    ) -> http.client.HTTPResponse:
        forwarded = {"X-Forwarded-For": next(VISITORS)}
        connection.request(method, path, body, ours | forwarded | headers)
        answer = connection.getresponse()
        said = answer.read()
        if answer.status not in answers:
            raise RuntimeError(f"{method} {path}: {answer.status} {said.decode()[:200]}")
        return answer

    return ask


@contextmanager
def looking(here: Portal, looked: Looked) -> Iterator[None]:
    """Meanwhile Alice, who sends nothing, opens her task list again and again."""
    page = next(one for one in here.pages if one.name == "tasks")
    ended = threading.Event()
    thread = threading.Thread(target=_looks, args=[here.port, page, looked, ended])
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _looks(port: int, page: Page, looked: Looked, ended: threading.Event) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=120)) as connection:
        while not ended.wait(0.02):
            began = time.perf_counter()
            fetched(connection, page.address, page.cookie)
            looked.taken.append(time.perf_counter() - began)


def _shrunk(content: bytes) -> float:
    """Seconds to make of a photograph what a clean copy shows, in this process."""
    began = time.perf_counter()
    with Image.open(BytesIO(content)) as opened:
        upright = ImageOps.exif_transpose(opened)
        upright.thumbnail((LONGEST, LONGEST))
        upright.save(BytesIO(), "JPEG", quality=85)
    return time.perf_counter() - began
